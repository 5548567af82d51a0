"""Which charts of an article say something, with what draft headline, and why not the others."""

import json
from collections.abc import Iterable, Mapping

import pandas as pd

from castlist.charts.data.once import drawn_together
from castlist.charts.page.edits import NO_EDITS, Edits
from castlist.charts.registry import CHARTS, ChartSpec
from castlist.tables import Tables, walk_rows

__all__ = ["draft_words", "overview", "tell_charts", "why_not"]


def why_not(
    tables: Tables, names: Iterable[str], edits: Edits = NO_EDITS
) -> dict[str, str]:
    """Chart -> why it says too little of this article to be drawn, for those that do."""
    reasons = {name: CHARTS[name].lacks(tables, edits.numerals) for name in names}
    return {name: reason for name, reason in reasons.items() if reason}


def overview(tables: Tables, *, edits: Edits = NO_EDITS) -> pd.DataFrame:
    """One row a chart: its name, its headline, whose that is, and whether it is drawn.

    Columns: chart, headline (as it would stand on the page), draft (whether it comes from a
    template, not from a person), drawn ("yes", "on request" or "no"), why_not (empty if it is
    drawn unasked).
    """
    return tell_charts(tables, CHARTS, edits)


@drawn_together()
def tell_charts(
    tables: object, known: Mapping[str, ChartSpec], edits: Edits
) -> pd.DataFrame:
    """One row for each of the charts, as `overview` says."""
    rows = []
    for name, spec in known.items():
        chart = spec.draw(tables, edits=edits)
        reason = spec.lacks(tables, edits.numerals)
        drawn = "on request" if reason or spec.on_request else "yes"
        rows.append(
            {
                "chart": name,
                "headline": chart.headline,
                "draft": chart.draft,
                "drawn": "no" if chart.is_empty else drawn,
                "why_not": reason,
            }
        )
    return pd.DataFrame(rows)


def draft_words(tables: Tables, *, edits: Edits = NO_EDITS) -> str:
    """A `charts.toml` with the headline of every chart as a remark:
    as it stands it changes nothing."""
    lines = [
        "# Your words on the charts. Take the # off a line to make it yours; a line that keeps it",
        "# is a draft, and comes from the template of the day. More keys: data/reviewed/README.md",
    ]
    for row in walk_rows(overview(tables, edits=edits)):
        why = f"  # not drawn unasked: {row.why_not}" if row.why_not else ""
        headline = json.dumps(row.headline, ensure_ascii=False)
        lines += ["", f"[{row.chart}]{why}", f"# headline = {headline}"]
    return "\n".join([*lines, ""])
