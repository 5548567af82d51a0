"""Chart 5 in its second form: a lower triangle of actors with the shared paragraphs of
every pair in its cells."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from math import ceil
from typing import Any

import numpy as np
import pandas as pd

from castlist.charts.data import statements, worth
from castlist.charts.data.facts import Facts, gather
from castlist.charts.data.pairs import IDS, Pairs, find_pairs, join_numbers, no_pairs
from castlist.charts.page.canvas import Canvas, Label
from castlist.charts.page.chart import Chart
from castlist.charts.page.compose import compose, label_column, more_line
from castlist.charts.page.content import Content, KeyEntry, card
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.page.numerals import HARD, PLAIN, Numerals
from castlist.charts.page.style import (
    DESCRIPTION,
    INK,
    MID,
    OUTLINE,
    PAPER,
    STRIPE,
    TINTS,
    Ink,
    Style,
)
from castlist.charts.render.marks import Box
from castlist.errors import InputError
from castlist.settings import Settings
from castlist.tables import Tables

__all__ = ["STEPS", "lacks", "matrix"]

# actors; a matrix of fewer says no more than a sentence
FEWEST = 4
MOST = 15
# fill, lightest first, and the number on it
STEPS = {**dict.fromkeys(TINTS, INK), DESCRIPTION: PAPER}
COLUMN = 0.25  # of the width, for names
LAST = 0.15  # of the width, at least, for the name beside the last column
# of cells in label sizes: height, with a name in two lines; largest width
ROW = 2.1
ROW_TWO = 2.4
WIDEST = 4.5
GAP = 1.5  # pixels between cells
AROUND = 6  # pixels that a cell is wider than its number


def matrix(
    tables: Tables,
    *,
    size: str = "web",
    headline: str | None = None,
    edits: Edits = NO_EDITS,
) -> Chart:
    """Every pair of the most mentioned actors of one article,
    by shared paragraphs. Wide sizes only."""
    _check(size, edits.style)
    facts = gather(tables, edits.numerals)
    pairs = find_pairs(tables, facts, "paragraph")
    enough = len(pairs.table) and len(facts.ranking) >= FEWEST
    content = _content(pairs) if enough else _card(pairs)
    return compose(
        content, statements.origin(facts), size, edits.with_headlines({"matrix": headline})
    )


def _check(size: str, style: Style) -> None:
    style.preset(size)
    wide = [name for name, preset in style.presets.items() if preset.grows_wide]
    if size not in wide:
        raise InputError(
            f"a matrix cannot be read in the size {size}. Choose one of: {', '.join(wide)};"
            " or draw `together`, which ranks the same pairs in every size."
        )


def lacks(tables: Tables, numerals: Numerals = PLAIN) -> str:
    """Why the chart of these tables says too little to be drawn; empty if it does not."""
    return _lacks(find_pairs(tables, gather(tables, numerals), "paragraph"))


def _lacks(pairs: Pairs) -> str:
    return worth.of_matrix(pairs, [len(numbers) for numbers in _own(pairs.facts)])


def _content(pairs: Pairs) -> Content:
    first = statements.first_note(pairs.facts, _lacks(pairs))
    places = _places(pairs)[:MOST]
    return Content(
        name="matrix",
        template=_headline(pairs, places),
        subtitle=f"Number of paragraphs that {pairs.verb} both{_which(pairs)}",
        alt=_alt(pairs),
        data=_tidy(pairs),
        wide=_wide(pairs),
        notes=[*first, *pairs.notes],
        keep_note=bool(first),
        key=[KeyEntry(f"all paragraphs that {pairs.verb} the actor", _own_swatch, 13)],
        body=partial(_body, pairs),
        rows=len(places),
    )


def _headline(pairs: Pairs, places: Sequence[int]) -> str:
    """How many of the pairs of those who are drawn share a paragraph."""
    cells = _cells(pairs)
    whole = pairs.facts.numerals.whole
    several = [bool(cells[one, other]) for one, other in combinations(places, 2)]
    actors = pairs.facts.numerals.count(len(places), "actor")
    share = f"{whole(sum(several))}{HARD}of{HARD}{whole(len(several))}"
    if all(several):
        share = f"All{HARD}{whole(len(several))}"
    verb = "shares" if sum(several) == 1 else "share"
    return f"{share} pairs of {actors} {verb} a paragraph"


def _which(pairs: Pairs) -> str:
    """Which actors have a row, if not all have one."""
    everybody = len(_places(pairs)) == len(pairs.facts.ranking)
    return "" if everybody else ", for actors in two or more"


def _places(pairs: Pairs) -> list[int]:
    """Who of the ranking has a row: those in more than one paragraph, if they are enough."""
    own = [len(numbers) for numbers in _own(pairs.facts)]
    if worth.repeated(own) < Settings().matrix_actors:
        return list(range(len(own)))
    return [place for place, number in enumerate(own) if worth.repeated([number])]


def _card(pairs: Pairs) -> Content:
    fact, why = no_pairs(pairs)
    if len(pairs.table):
        found = pairs.facts.numerals.count(len(pairs.facts.ranking), "actor")
        fact = "Too few actors for a matrix"
        why = f"{found} were found, a matrix needs {FEWEST}."
    return card("matrix", fact, why, _tidy(pairs), _wide(pairs))


def _own(facts: Facts) -> pd.Series:
    """The numbers of the paragraphs that mention each actor, in the order of the ranking."""
    numbers = facts.mentions.groupby("actor_id")["paragraph"].agg(_list_once)
    return numbers.reindex(facts.ranking["actor_id"])


def _list_once(column: pd.Series) -> Any:
    """Each number once, in order."""
    return tuple(sorted(set(column)))


def _tidy(pairs: Pairs) -> pd.DataFrame:
    """Every actor with itself, then every pair."""
    ranking = pairs.facts.ranking
    own = ranking[["actor_id", "actor", "actor_id", "actor"]].set_axis(list(IDS), axis=1)
    both = pd.concat(
        [own.assign(numbers=_own(pairs.facts).tolist()), pairs.table], ignore_index=True
    )
    lists = [join_numbers(numbers) for numbers in both["numbers"]]
    counts = [len(numbers) for numbers in both["numbers"]]
    return both[list(IDS)].assign(
        paragraphs=pd.array(counts, dtype=int), paragraph_list=pd.array(lists, dtype=str)
    )


def _cells(pairs: Pairs) -> np.ndarray:
    """Shared paragraphs of every actor with every other, and its own on the diagonal,
    in the order of the ranking."""
    place = {
        actor_id: number for number, actor_id in enumerate(pairs.facts.ranking["actor_id"])
    }
    cells = np.diag([len(numbers) for numbers in _own(pairs.facts)]).astype(int)
    columns = (pairs.table[name] for name in ("actor_a_id", "actor_b_id", "shared"))
    for one, other, shared in zip(*columns, strict=True):
        cells[place[one], place[other]] = cells[place[other], place[one]] = shared
    return cells


def _wide(pairs: Pairs) -> pd.DataFrame:
    # Numbered, because two actors may bear one name and no column may begin like a formula.
    names = [
        f"{place} {name}" for place, name in enumerate(pairs.facts.ranking["actor"], 1)
    ]
    table = pd.DataFrame(_cells(pairs), columns=names)
    table.insert(0, "Actor", pd.Series(names, dtype=str))
    return table


def _alt(pairs: Pairs) -> str:
    count = pairs.facts.numerals.count
    return (
        f"Matrix of {count(len(pairs.facts.ranking), 'actor')} by paragraphs that"
        f" {pairs.verb} both, where {pairs.finding}. {count(len(pairs.table), 'pair')};"
        f" full data in {pairs.facts.article_id}-matrix.csv."
    )


def _body(pairs: Pairs, canvas: Canvas, top: float, rows: int) -> float:
    grid = _Triangle(canvas, pairs, rows)
    bottom = grid.draw(top)
    rest = len(pairs.facts.ranking) - grid.size
    if not rest:
        return bottom
    more = f"+ {canvas.numerals.count(rest, 'more actor')}"
    if grid.size == len(_places(pairs)):
        more += f" in 1{HARD}paragraph{' each' if rest > 1 else ''}"
    return more_line(canvas, grid.left, bottom + 0.3 * canvas.preset.small, more)


class _Triangle:
    """Places the cells of one chart and draws them."""

    def __init__(self, canvas: Canvas, pairs: Pairs, most: int) -> None:
        self.canvas = canvas
        preset = canvas.preset
        places = _places(pairs)
        self.names = [pairs.facts.ranking["actor"][place] for place in places]
        self.cells = _cells(pairs)[np.ix_(places, places)]
        self.strongest = int(pairs.table["shared"].max())
        self.edge, self.labels = label_column(canvas, self.names[:most], COLUMN)
        self.left = self.edge + 10
        room = preset.right - self.left - LAST * preset.width
        widest = max(
            canvas.width(canvas.numerals.whole(n), preset.name_ink)
            for n in self.cells.diagonal()
        )
        self.size = min(most, int(room / (widest + AROUND)))
        self.step = min(room / self.size, WIDEST * preset.label)
        self.heads = [self.head(place) for place in range(self.size)]
        high = any(label.extra for label in (*self.labels[: self.size], *self.heads))
        self.row = (ROW_TWO if high else ROW) * preset.label

    def draw(self, top: float) -> float:
        """All rows, each with its actor's name left of it and,
        for the column that begins there, right of it."""
        for place in range(self.size):
            middle = top + (self.row - GAP) / 2
            self.canvas.label(self.edge, middle, self.labels[place])
            for column in range(place):
                self.shared(column, top, int(self.cells[place, column]))
            self.own(place, top)
            self.canvas.label(self.beside(place), middle, self.heads[place], "start")
            top += self.row
        return top

    def beside(self, place: int) -> float:
        """Where the name of a column begins, right of its first cell."""
        return self.left + (place + 1) * self.step + 6

    def head(self, place: int) -> Label:
        """The name of a column, not bold as that of a row is."""
        label = self.canvas.fit(
            self.names[place], self.canvas.preset.right - self.beside(place)
        )
        return replace(label, ink=Ink(label.ink.size))

    def shared(self, column: int, top: float, count: int) -> None:
        """One pair: the more paragraphs, the darker; without a number if there is none."""
        fill, ink = list(STEPS.items())[self.shade(count) - 1] if count else (STRIPE, INK)
        self.canvas.add(self.box(column, top, fill))
        if count:
            self.number(column, top, count, Ink(self.canvas.preset.label, colour=ink))

    def own(self, column: int, top: float) -> None:
        """The actor with itself: outlined and bold."""
        self.canvas.add(self.box(column, top, PAPER, OUTLINE))
        self.number(
            column, top, int(self.cells[column, column]), self.canvas.preset.name_ink
        )

    def shade(self, count: int) -> int:
        """Which tint, from 1: each stands for a quarter of the highest number,
        or for one number up to four."""
        return ceil(count * len(STEPS) / max(self.strongest, len(STEPS)))

    def box(self, column: int, top: float, fill: str, edge: str | None = None) -> Box:
        """The cell of a column."""
        return Box(
            self.left + column * self.step, top, self.step - GAP, self.row - GAP, fill, edge
        )

    def number(self, column: int, top: float, count: int, ink: Ink) -> None:
        """The number in a cell."""
        x = self.left + column * self.step + (self.step - GAP) / 2
        baseline = top + (self.row - GAP) / 2 + MID * ink.size
        self.canvas.text(x, baseline, self.canvas.numerals.whole(count), ink, "middle")


def _own_swatch(canvas: Canvas, x: float, middle: float) -> None:
    canvas.add(Box(x, middle - 6.5, 13, 13, PAPER, OUTLINE))
