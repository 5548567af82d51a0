"""What charts of several articles share: their panels, their id, where the numbers come from."""

import hashlib
from collections.abc import Sequence

import pandas as pd

from castlist.charts.bodies.small_multiples import (
    Panel,
)
from castlist.charts.data import statements
from castlist.charts.data.facts import Facts, gather
from castlist.charts.page.edits import Edits
from castlist.charts.page.wording import Origin
from castlist.errors import InputError
from castlist.sentiment import SCORERS
from castlist.summary import by_paragraph
from castlist.tables import Tables

__all__ = ["comparison_id", "count_articles", "id_of", "joint_origin", "read_panels"]

LONGEST_ID = 70  # characters; with chart, size and ending a file name stays below 120

DIGITS = 8  # of the hash in the id of more than two articles


def comparison_id(ids: Sequence[str]) -> str:
    """One id for several articles, which does not get too long for a file name."""
    joined = "-vs-".join(ids)
    if len(ids) == 2 and len(joined) <= LONGEST_ID:
        return joined
    digits = hashlib.sha256("\n".join(ids).encode()).hexdigest()[:DIGITS]
    if len(ids) == 2:
        room = (LONGEST_ID - len("-vs--") - DIGITS) // 2
        return f"{ids[0][:room]}-vs-{ids[1][:room]}-{digits}"
    end = f"-and-{len(ids) - 1}-more-{digits}"
    return f"{ids[0][: LONGEST_ID - len(end)]}{end}"


def read_panels(
    many: Sequence[Tables], edits: Edits, *, scored: bool = False
) -> list[Panel]:
    """The articles, if asked to with their scored paragraphs; InputError if they are not several or
    if one comes twice."""
    if len(many) < 2:
        raise InputError(
            f"a comparison needs two articles or more, not {len(many)}. Name the folder of"
            " another one."
        )
    panels: list[Panel] = []
    for tables in many:
        facts = gather(tables, edits.numerals)
        if facts.article_id in {panel.facts.article_id for panel in panels}:
            raise InputError(
                f"the article '{facts.article_id}' is there twice. Name each article once."
            )
        tones = (
            by_paragraph(tables).dropna(subset=list(SCORERS)) if scored else pd.DataFrame()
        )
        panels.append(Panel(facts, tones))
    return panels


def joint_origin(panels: Sequence[Panel], methods: Sequence[str]) -> Origin:
    """Where the numbers of several articles come from, each named once."""
    first, *others = dict.fromkeys(methods)
    if others:
        ways = " / ".join(
            line.removeprefix("Method: ").removesuffix(".") for line in (first, *others)
        )
        first = f"Method: versions or reviews differ between the articles: {ways}."
    sources = "; ".join(_source(panel.facts) for panel in panels)
    return Origin(id_of(panels), panels[0].facts.language, f"Sources: {sources}.", first)


def id_of(panels: Sequence[Panel]) -> str:
    """The id of the articles of these panels."""
    return comparison_id([panel.facts.article_id for panel in panels])


def count_articles(panels: Sequence[Panel]) -> str:
    """How many articles there are, with their noun."""
    return panels[0].facts.numerals.count(len(panels), "article")


def _source(facts: Facts) -> str:
    """Author, outlet and date, as far as they are known; the length, which is said elsewhere, only
    if they are not."""
    count = facts.numerals.count
    length = (
        f", {count(len(facts.paragraphs), 'paragraph')},"
        f" {count(int(facts.article['words']), 'word')}."
    )
    line = statements.source_line(facts).removeprefix("Source: ")
    return line.removesuffix(length).removesuffix(".")
