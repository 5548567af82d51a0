"""Who speaks in the articles of each outlet, by kind of voice."""

from functools import partial

import pandas as pd

from castlist.charts.bodies.of_corpus.dot_rows import (
    DotPanel,
    Share,
    dot_key,
    draw_dot_panels,
)
from castlist.charts.data.covered import Coverage, enough_articles, spell_outlet
from castlist.charts.kinds.of_corpus.by_outlet import (
    choose_outlets,
    describe_outlets,
    lacks_outlets,
    tabulate_panels,
)
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import HARD, PLAIN, Numerals
from castlist.charts.page.wording import join_names, plain
from castlist.corpus import CorpusTables
from castlist.settings import Settings
from castlist.tables import walk_rows
from castlist.voices import KINDS

__all__ = ["lacks", "voices_by_outlet"]

_NAME = "voices-by-outlet"
_MOST_OUTLETS = 10
_MOST_BELOW = 6  # outlets on a narrow sheet, where each kind has its own block
_TITLES = {
    "official": "Officials",
    "organisation": "Organisations",
    "expert": "Experts",
    "citizen": "Citizens",
    "unnamed": "Unnamed sources",
    "unknown": "Not stated",
}


def voices_by_outlet(
    tables: CorpusTables,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """The outlets of a corpus, a row each, with the share of what is said that each kind of voice
    says, on one scale. `headline` replaces the template's."""
    coverage = Coverage(tables, edits.numerals)
    voices = tables.drawn("voices")
    outlets = choose_outlets(tables)
    outlets = outlets[outlets["group"].isin(set(voices["group"]))].reset_index(drop=True)
    beside = edits.style.preset(size).beside
    content = (
        _content(coverage, outlets, voices, _MOST_OUTLETS if beside else _MOST_BELOW)
        if len(outlets)
        else _nobody_speaks(tables)
    )
    return compose(
        content, coverage.origin(), size, edits.with_headlines({_NAME: headline})
    )


def lacks(tables: CorpusTables, numerals: Numerals = PLAIN) -> str:
    """Why the chart of these tables says too little to be drawn; empty if it does not."""
    reason = lacks_outlets(tables)
    if reason:
        return reason
    outlets = choose_outlets(tables)
    enough = set(outlets.loc[enough_articles(outlets, Settings().outlet_articles), "group"])
    said = tables.drawn("voices").drop_duplicates("group")
    least = Settings().quoted_words
    found = int((said["group"].isin(enough) & (said["of_said"] >= least)).sum())
    needed = Settings().compared_rows
    if found >= needed:
        return ""
    who = "only in one of them are" if found else "in none of them are"
    return f"{who} {least} words said, and it takes {needed}"


def _content(
    coverage: Coverage, outlets: pd.DataFrame, voices: pd.DataFrame, most: int
) -> Content:
    lines = describe_outlets(outlets, coverage.numerals)
    shown = min(len(lines), most)
    panels = _read_panels(coverage, outlets, voices)
    notes = [
        coverage.reprints_note(by="outlets"),
        *coverage.no_outlet_note(),
        "A voice is what its article says it is; of those of which it says nothing, nothing is"
        " guessed.",
        "How often a kind is wrong by outlet is not known: small differences say nothing.",
    ]
    return Content(
        name=_NAME,
        template=_headline(coverage, voices),
        subtitle=(
            "Share of the words said in each outlet’s articles, word for word or in other"
            " words, by who says them"
        ),
        alt=_alt(coverage, outlets, panels),
        data=_tidy(coverage.tables),
        wide=tabulate_panels(outlets, panels),
        notes=notes,
        kept=len(notes),
        key=dot_key(lines[:shown], Settings().outlet_articles),
        body=partial(draw_dot_panels, panels, lines),
        rows=shown,
    )


def _nobody_speaks(tables: CorpusTables) -> Content:
    why = (
        "No outlet of any article is known: give outlets in the list of sources, or with"
        " --outlet when the corpus is built."
        if tables.no_outlet == tables.articles
        else "Nobody speaks in the articles of a known outlet."
    )
    wide = pd.DataFrame({"Outlet": []})
    return card(_NAME, "No outlet to compare", why, _tidy(tables), wide)


def _read_panels(
    coverage: Coverage, outlets: pd.DataFrame, voices: pd.DataFrame
) -> list[DotPanel]:
    """A panel each kind that speaks at all."""
    known = voices[voices["group"].isin(set(outlets["group"]))]
    panels = []
    for kind in KINDS:
        own = {row.group: row for row in walk_rows(known[known["kind"] == kind])}
        if not sum(int(row.words) for row in own.values()):
            continue
        shares = [
            Share(
                float(own[group].share),
                None,
                None,
                coverage.numerals.percent(int(own[group].words), int(own[group].of_said)),
            )
            if group in own and own[group].of_said
            else None
            for group in outlets["group"]
        ]
        panels.append(DotPanel(_TITLES[kind], shares))
    return panels


def _headline(coverage: Coverage, voices: pd.DataFrame) -> str:
    """What share of all that is said the two kinds say that say most; between outlets nothing is
    claimed."""
    known = voices[voices["group"] != ""]
    words = known.groupby("kind")["words"].sum()
    whole = int(words.sum())
    first = words.drop(labels=["unknown"], errors="ignore").nlargest(2)
    first = first[first > 0]
    if not len(first):
        return "Who speaks in each outlet’s articles"
    shares = [coverage.numerals.percent(int(number), whole) for number in first]
    kinds = [_TITLES[str(kind)] for kind in first.index]
    said = coverage.numerals.count(whole, "word")
    others = f", {kinds[1].lower()}{HARD}{shares[1]}" if len(first) > 1 else ""
    return f"{kinds[0]} say {shares[0]}{HARD}of {said} that are said{others}"


def _alt(coverage: Coverage, outlets: pd.DataFrame, panels: list[DotPanel]) -> str:
    told = [
        f"{plain(spell_outlet(group))} {share.shown if share else 'nothing'}"
        for group, share in zip(outlets["group"], panels[0].shares[:3], strict=False)
    ]
    return (
        f"Dot plot of the share of words that each kind of voice says, by outlet, in"
        f" {coverage.of_what}, where {panels[0].title.lower()} say: {join_names(told)}."
        f" {coverage.numerals.count(len(outlets), 'outlet')}; full data in"
        f" {coverage.key}-{_NAME}.csv."
    ).replace(HARD, " ")


def _tidy(tables: CorpusTables) -> pd.DataFrame:
    return tables.frames["voices"].rename(columns={"group": "outlet"})
