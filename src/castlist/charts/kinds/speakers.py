"""Chart 4, who speaks: a bar of quoted words for every speaker;
where there is little to compare, the quotes."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd

from castlist.charts.bodies.bars import BAR, THICKEST
from castlist.charts.bodies.ranked import draw_ranked
from castlist.charts.data import headlines, statements, worth
from castlist.charts.data.once import once
from castlist.charts.data.said import Said, gather_said, said_notes
from castlist.charts.page import lettering, wording
from castlist.charts.page.canvas import Canvas
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose, more_line
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import HARD, PLAIN, Numerals
from castlist.charts.page.style import MID, NAME, NOTE_LINE, OUTLINE, PAPER, Ink
from castlist.charts.render.marks import Box
from castlist.settings import Settings
from castlist.summary import UNATTRIBUTED
from castlist.tables import Tables, walk_rows

__all__ = ["lacks", "speakers"]

MOST_ROWS = 10
SHORTEST = 2  # px of a bar; a hollow one, of which only the outline shows, is twice as long
QUOTED = 160  # characters of a quote that is shown as it is


def speakers(
    tables: Tables,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """Who is quoted in one article, in how many words. `headline` replaces the template's."""
    said = gather_said(tables, edits.numerals)
    enough = said.quotes >= Settings().quotes and said.quoted >= Settings().quoted_words
    if said.is_unread:
        content = _unread(said)
    elif enough:
        content = _content(said)
    elif said.quotes:
        content = _few(said)
    else:
        content = _card(said)
    return compose(
        content,
        statements.origin(said.facts),
        size,
        edits.with_headlines({"speakers": headline}),
    )


def lacks(tables: Tables, numerals: Numerals = PLAIN) -> str:
    """Why the chart of these tables says too little to be drawn; empty if it does not."""
    return worth.of_speakers(gather_said(tables, numerals))


def _content(said: Said) -> Content:
    first = statements.first_note(said.facts, worth.of_speakers(said))
    return Content(
        name="speakers",
        template=_headline(said),
        subtitle=_subtitle(said),
        alt=_alt(said),
        data=_tidy(said),
        wide=_wide(said),
        notes=[*first, *said_notes(said)],
        keep_note=bool(first),
        body=partial(_body, said),
        rows=min(len(said.ranking), MOST_ROWS + said.unattributed),
    )


def _subtitle(said: Said) -> str:
    if said.turns:
        form = said.facts.article["form"]
        return f"Words of the {form}’s turns, per speaker; {_share(said)} are said in turns"
    return f"Words in quotation marks, per speaker; {_share(said)} are quoted"


def _unread(said: Said) -> Content:
    """No chart: words that are somebody's would be missing, or be another's."""
    form = said.facts.article["form"]
    why = (
        "Nothing in the text tells who speaks when. Begin each turn on a line of its own with"
        " the speaker’s name and a colon, and run it again."
    )
    fact = f"No chart of speakers: this {form} could not be read"
    return card("speakers", fact, why, _tidy(said), _wide(said))


def _few(said: Said) -> Content:
    """Too little to compare: the quotes themselves."""
    least = f"{Settings().quotes} quotes and {Settings().quoted_words} quoted words"
    count = said.facts.numerals.count
    noun = "turn" if said.turns else "quote"
    fact = (
        f"{count(said.quotes, noun)} of {count(said.quoted, 'word')} in"
        f" {headlines.quoted_title(said.facts)}"
    )
    how = "are said in turns" if said.turns else "are quoted"
    why = f"{_share(said)} {how}: too few to compare speakers, which takes {least}"
    return Content(
        name="speakers",
        template=fact,
        subtitle=why,
        alt=f"No chart. {fact}: {why}. {_list_quotes(said)}",
        data=_tidy(said),
        wide=_wide(said),
        notes=said_notes(said),
        body=partial(_quotes, said),
        rows=len(said.pieces),
    )


def _card(said: Said) -> Content:
    data = _tidy(said)
    wide = _wide(said)
    why = (
        " ".join(said_notes(said))
        or "No words in quotation marks were found that somebody says."
    )
    return card(
        "speakers", "No quote word for word was found in this article", why, data, wide
    )


def _headline(said: Said) -> str:
    """Who is quoted most, if somebody known clearly is; else what the chart shows."""
    whole = said.facts.numerals.whole
    named = said.ranking["actor_id"] != ""
    known = said.ranking[(said.ranking["speaker"] != "") & (named | said.turns)]
    first, second = [*known["quoted_words"][:2], 0, 0][:2]
    rest = said.quoted - int(known["quoted_words"].sum())
    if (
        len(known)
        and known["actor_id"].iloc[0]
        and not wording.is_long(known["speaker"].iloc[0])
        and first - second - rest >= max(headlines.LEAD, first / 10)
    ):
        leader = wording.named(known["speaker"].iloc[0])
        verb, noun = ("speaks", "word") if said.turns else ("is quoted", "quoted word")
        return wording.begun(
            f"{leader} {verb} most: {whole(first)}{HARD}of"
            f" {said.facts.numerals.count(said.quoted, noun)}"
        )
    if first > max(second, rest) and second and not headlines.names_title(said.facts):
        one, other = known["speaker"][:2]
        if not wording.is_long(one) and not wording.is_long(other):
            share = f"{whole(first)}{HARD}of{HARD}{said.facts.numerals.count(said.quoted, 'word')}"
            verb = "says" if said.turns else "is quoted with"
            return wording.begun(
                f"{wording.named(one)} {verb} {share}, {wording.named(other)}"
                f"{'' if said.turns else ' with'}{HARD}{whole(second)}"
            )
    return f"Who {'speaks' if said.turns else 'is quoted'} in {headlines.quoted_title(said.facts)}"


def _share(said: Said) -> str:
    numerals = said.facts.numerals
    share = numerals.percent(said.quoted, max(said.length, 1))
    return (
        f"{numerals.whole(said.quoted)} of the article’s"
        f" {numerals.count(said.length, 'word')} ({share})"
    )


def _alt(said: Said) -> str:
    whole = said.facts.numerals.whole
    count = said.facts.numerals.count
    leaders = [
        f"{_name(row.speaker)} {'' if place else 'has '}{whole(row.quoted_words)}"
        for place, row in enumerate(walk_rows(said.ranking[:2]))
    ]
    number = len(said.ranking) - said.unattributed
    words = "words" if said.turns else "quoted words"
    return (
        f"Bar chart of {words} per speaker, where {wording.join_names(leaders)} of"
        f" {whole(said.quoted)}. {count(number, 'speaker')}; full data in"
        f" {said.facts.article_id}-speakers.csv."
    )


@once
def _tidy(said: Said) -> pd.DataFrame:
    columns = {
        "quote_id": "quote_id",
        "piece": "piece",
        "voice": "speaker",
        "speaker_actor_id": "actor_id",
        "type": "type",
        "quoted_words": "words",
        "paragraph": "paragraph",
        "cue": "attribution_cue",
        "rule": "rule",
        "text": "text",
    }
    return said.pieces[list(columns)].rename(columns=columns).reset_index(drop=True)


@once
def _wide(said: Said) -> pd.DataFrame:
    frame = said.ranking[["speaker", "quoted_words", "quotes"]].replace(
        {"speaker": {"": UNATTRIBUTED}}
    )
    return frame.set_axis(["Speaker", "Quoted words", "Quotes"], axis=1)


def _name(speaker: str) -> str:
    return wording.plain(speaker) if speaker else UNATTRIBUTED


def _list_quotes(said: Said) -> str:
    return " ".join(f"{_name(who)}: {text}" for who, text in _texts(said))


def _texts(said: Said) -> list[tuple[str, str]]:
    """Speaker and words of each piece; a report with quoted words in it has its own marks."""
    rows = zip(said.pieces["voice"], said.pieces["type"], said.pieces["text"], strict=True)
    short = (
        (who, kind, lettering.isolate(wording.shorten(text, QUOTED)))
        for who, kind, text in rows
    )
    return [(who, text if kind == "mixed" else f"“{text}”") for who, kind, text in short]


def _body(said: Said, canvas: Canvas, top: float, rows: int) -> float:
    """The most quoted, and always those words whose speaker is not known."""
    known = len(said.ranking) - said.unattributed
    shown = said.ranking.drop(index=range(rows - said.unattributed, known))
    bars = list(walk_rows(shown))
    names = [row.speaker or UNATTRIBUTED for row in bars]
    zero, bottom = draw_ranked(
        names, bars, canvas, top, partial(_SpeakerBars, canvas, said, bars)
    )
    rest = len(said.ranking) - len(shown)
    if rest <= 0:
        return bottom
    count = canvas.numerals.count
    number = said.quoted - int(shown["quoted_words"].sum())
    line = f"+ {count(rest, 'more speaker')} with {count(number, 'quoted word')} in total"
    last = shown.loc[shown["speaker"] != "", "quoted_words"].min()
    tied = int((said.ranking.drop(index=shown.index)["quoted_words"] == last).sum())
    if tied:
        line += f", {canvas.numerals.whole(tied)} of them with as many as the last one here"
    return more_line(canvas, zero, bottom, line)


class _SpeakerBars:
    """To a scale with which the longest bar and its words end at the right margin."""

    def __init__(
        self, canvas: Canvas, said: Said, rows: Sequence[Any], zero: float
    ) -> None:
        self.canvas = canvas
        self.said = said
        self.height = BAR * canvas.preset.label * min(canvas.stretch, THICKEST)
        room = canvas.preset.right - zero - 7
        self.scale = min(
            (room - canvas.width(self._says(row), canvas.preset.label_ink))
            / row.quoted_words
            for row in rows
        )

    def draw(self, row: Any, x: float, top: float) -> None:
        """One bar, hollow if nobody known speaks, with words, share and quotes behind it."""
        width = max(
            row.quoted_words * self.scale, SHORTEST if row.speaker else 2 * SHORTEST
        )
        fill, edge = (NAME, None) if row.speaker else (PAPER, OUTLINE)
        self.canvas.add(Box(x, top, width, self.height, fill, edge))
        baseline = top + self.height / 2 + MID * self.canvas.preset.label
        self.canvas.text(
            x + width + 6, baseline, self._says(row), self.canvas.preset.label_ink
        )

    def _says(self, row: Any) -> str:
        count = self.canvas.numerals.count
        percent = self.canvas.numerals.percent
        share = percent(row.quoted_words, self.said.quoted)
        noun = "turn" if self.said.turns else "quote"
        return f"{count(row.quoted_words, 'word')}, {share}, {count(row.quotes, noun)}"


def _quotes(said: Said, canvas: Canvas, top: float, rows: int) -> float:
    """The quotes in reading order, each below its speaker."""
    preset = canvas.preset
    ink = Ink(preset.label)
    for who, text in _texts(said)[:rows]:
        lines = lettering.wrap(text, preset.room, canvas.measure(ink))
        name = canvas.fit(who or UNATTRIBUTED, preset.room)
        canvas.label(preset.left, top + 0.6 * preset.label + name.extra / 2, name, "start")
        top = (
            canvas.lines(top + 1.25 * preset.label + name.extra, lines, ink, NOTE_LINE)
            + 0.8 * preset.label
        )
    rest = len(said.pieces) - rows
    if rest <= 0:
        return top
    return more_line(
        canvas,
        preset.left,
        top,
        f"+ {canvas.numerals.count(rest, 'more piece')}",
    )
