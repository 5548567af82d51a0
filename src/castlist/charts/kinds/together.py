"""Chart 5, who appears together: pairs of actors, ranked by the paragraphs that mention both."""

from functools import partial

import pandas as pd

from castlist.charts.data import statements, worth
from castlist.charts.data.facts import gather
from castlist.charts.data.once import once
from castlist.charts.data.pairs import IDS, Pairs, find_pairs, join_numbers, no_pairs
from castlist.charts.page import lettering
from castlist.charts.page.canvas import Canvas, Label
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose, more_line
from castlist.charts.page.content import Content, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import PLAIN, Numerals
from castlist.charts.page.style import INK, MID, NAME, SOFT, Ink
from castlist.charts.page.wording import labelled
from castlist.charts.render.marks import Box, Line
from castlist.tables import Tables

__all__ = ["lacks", "together"]

MOST_ROWS = 10
SHARES_FROM = 31  # paragraphs; of fewer, the headcount says as much as the share
COLUMN = 0.31  # of the width, for names
# in label sizes; the second if a pair needs two lines
ROW = 2.1
ROW_TWO = 2.7
# in label sizes; the last two with the names above the bar
BAR = 1.25
ROW_BELOW = 3.25
BAR_BELOW = 1.65
SMALLER = 0.86  # letter size of a pair in two lines


def together(
    tables: Tables,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
    unit: str = "paragraph",
) -> Chart:
    """The pairs of actors of one article by shared paragraphs, or sentences.
    `headline` replaces the template's."""
    facts = gather(tables, edits.numerals)
    pairs = find_pairs(tables, facts, unit)
    content = _content(pairs) if len(pairs.table) else _card(pairs)
    return compose(
        content,
        statements.origin(facts),
        size,
        edits.with_headlines({"together": headline}),
    )


def lacks(tables: Tables, numerals: Numerals = PLAIN) -> str:
    """Why the chart of these tables says too little to be drawn; empty if it does not."""
    pairs = find_pairs(tables, gather(tables, numerals), "paragraph")
    return worth.of_ranked_pairs(pairs, MOST_ROWS)


def _content(pairs: Pairs) -> Content:
    reason = worth.of_ranked_pairs(pairs, MOST_ROWS)
    first = statements.first_note(pairs.facts, reason)
    few = worth.of_pairs(pairs)
    found = len(pairs.table) if few else worth.repeated(pairs.table["shared"].tolist())
    count = pairs.facts.numerals.count
    share = (
        f", and their share of all {count(pairs.total, pairs.unit)}"
        if pairs.total >= SHARES_FROM
        else ""
    )
    return Content(
        name="together",
        template=pairs.headline,
        subtitle=f"Number of {pairs.unit}s that {pairs.verb} both{share}",
        alt=_alt(pairs),
        data=_tidy(pairs),
        wide=_wide(pairs),
        notes=[*first, *pairs.notes],
        keep_note=bool(first),
        body=partial(_body, pairs),
        rows=min(found, MOST_ROWS),
    )


def _card(pairs: Pairs) -> Content:
    return card("together", *no_pairs(pairs), _tidy(pairs), _wide(pairs))


@once
def _tidy(pairs: Pairs) -> pd.DataFrame:
    lists = [join_numbers(numbers) for numbers in pairs.table["numbers"]]
    table = pairs.table[[*IDS, "shared"]].rename(columns={"shared": f"{pairs.unit}s"})
    return table.assign(
        **{f"{pairs.unit}_list": pd.Series(lists, index=table.index, dtype=str)}
    )


@once
def _wide(pairs: Pairs) -> pd.DataFrame:
    table = pairs.table
    names = [f"{a} + {b}" for a, b in zip(table["actor_a"], table["actor_b"], strict=True)]
    return pd.DataFrame(
        {
            "Pair": pd.Series(names, dtype=str),
            f"{pairs.unit.capitalize()}s": table["shared"],
        }
    )


def _alt(pairs: Pairs) -> str:
    return (
        f"Bar chart of pairs of actors by {pairs.unit}s that {pairs.verb} both, where"
        f" {pairs.finding}. {pairs.facts.numerals.count(len(pairs.table), 'pair')}; full"
        f" data in {pairs.facts.article_id}-together.csv."
    )


def _body(pairs: Pairs, canvas: Canvas, top: float, rows: int) -> float:
    shown = pairs.table[:rows]
    total = pairs.total if pairs.total >= SHARES_FROM else 0
    left, bottom = (_rows_beside if canvas.preset.beside else _rows_below)(
        shown, total, canvas, top
    )
    rest = pairs.table["shared"].tolist()[rows:]
    if not rest:
        return bottom
    return more_line(canvas, left, bottom, _more(pairs, rest, shown["shared"].iloc[-1]))


def _more(pairs: Pairs, rest: list[int], last: int) -> str:
    """How many pairs are not drawn, what they share at most,
    and how many of them are tied with the last one that is drawn."""
    count = pairs.facts.numerals.count
    each = " each" if len(set(rest)) == 1 else " or fewer"
    if len(rest) == 1:
        each = ""
    line = f"+ {count(len(rest), 'more pair')} in {count(max(rest), pairs.unit)}{each}"
    tied = rest.count(last)
    if not tied:
        return line
    which = "" if tied == len(rest) else f"{pairs.facts.numerals.whole(tied)} of them "
    return f"{line}, {which}as often as the last ranked here"


def _rows_beside(
    shown: pd.DataFrame, total: int, canvas: Canvas, top: float
) -> tuple[float, float]:
    """Names in a column, bars from an axis line; the line's place and the bottom."""
    size = canvas.preset.label
    room = canvas.preset.width * COLUMN
    labels = _labels(shown, canvas, room)
    row_height = (
        (ROW_TWO if any(label.extra for label in labels) else ROW) * size * canvas.stretch
    )
    widest = max(canvas.width(line, label.ink) for label in labels for line in label.lines)
    # an SVG may be shown with a wider typeface: keep some slack
    edge = canvas.preset.left + min(widest * 1.06, room)
    zero = edge + 10
    start = top
    bars = _PairBars(canvas, shown["shared"].tolist(), zero + 1, total)
    for shared, label in zip(bars.counts, labels, strict=True):
        canvas.label(edge, top + row_height / 2, label)
        bars.draw(shared, top + (row_height - BAR * size) / 2)
        top += row_height
    canvas.add(Line(zero, start, zero, top, INK))
    return zero, top


def _rows_below(
    shown: pd.DataFrame, total: int, canvas: Canvas, top: float
) -> tuple[float, float]:
    """Each bar under its names, flush left, without an axis line,
    which would cut through the names."""
    size = canvas.preset.label
    left = canvas.preset.left
    bars = _PairBars(canvas, shown["shared"].tolist(), left, total)
    for shared, label in zip(
        bars.counts, _labels(shown, canvas, canvas.preset.room), strict=True
    ):
        canvas.label(left, top + 0.91 * size + label.extra / 2, label, "start")
        bars.draw(shared, top + label.extra + BAR_BELOW * size)
        top += ROW_BELOW * size + label.extra
    return left, top


def _labels(shown: pd.DataFrame, canvas: Canvas, room: float) -> list[Label]:
    return [
        _label(canvas, pair, room)
        for pair in zip(shown["actor_a"], shown["actor_b"], strict=True)
    ]


def _label(canvas: Canvas, pair: tuple[str, str], room: float) -> Label:
    """Both names in one line, or else in a smaller one each,
    so that a long name leaves room for the other."""
    ink = canvas.preset.name_ink
    one, other = (
        labelled(lettering.clean(name[: lettering.LONGEST]), after=bool(place))
        or "(symbols only)"
        for place, name in enumerate(pair)
    )
    line = f"{lettering.isolate(one)} + {lettering.isolate(other)}"
    if canvas.width(line, ink) <= room:
        return Label((line,), ink)
    small = Ink(ink.size * SMALLER, bold=True)
    measure = canvas.measure(small)
    one = lettering.cut(one, room - measure(" +"), measure)
    return Label(
        (
            f"{lettering.isolate(one)} +",
            lettering.isolate(lettering.cut(other, room, measure)),
        ),
        small,
    )


class _PairBars:
    """Draws the bars of one chart, to one scale:
    the longest and its numbers end at the right margin."""

    def __init__(self, canvas: Canvas, counts: list[int], zero: float, total: int) -> None:
        self.canvas = canvas
        self.counts = counts
        self.zero = zero
        self.total = total
        ends = max(
            sum(canvas.width(text, ink) for text, ink in self.numbers(count))
            for count in counts
        )
        self.scale = (canvas.preset.right - ends - 7 - zero) / max(counts)

    def numbers(self, count: int) -> list[tuple[str, Ink]]:
        """What stands at the end of a bar: the count, and its share if that is wanted."""
        preset = self.canvas.preset
        numerals = self.canvas.numerals
        shares = (
            [(f" ({numerals.percent(count, self.total)})", Ink(preset.label, colour=SOFT))]
            if self.total
            else []
        )
        return [(numerals.whole(count), preset.name_ink), *shares]

    def draw(self, count: int, top: float) -> None:
        """One bar with its numbers."""
        size = self.canvas.preset.label
        width = count * self.scale
        self.canvas.add(Box(self.zero, top, width, BAR * size, NAME))
        x = self.zero + width + 6
        baseline = top + BAR * size / 2 + MID * size
        for text, ink in self.numbers(count):
            self.canvas.text(x, baseline, text, ink)
            x += self.canvas.width(text, ink)
