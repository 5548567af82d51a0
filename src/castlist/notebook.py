"""What the notebooks show: the text with its mentions marked, and plain tables that can be read."""

from collections.abc import Iterable
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from castlist.tables import Tables

if TYPE_CHECKING:
    from IPython.display import HTML

__all__ = ["show", "show_lines", "table"]

# Colour tells the type, the line the kind of mention (contrast of both on white at least 4.5).
_COLOUR_OF_TYPE = {
    "person": ("#DCE6F2", "#12355B"),
    "organisation": ("#F6E7DC", "#A8480F"),
    "place": ("#E2F0E5", "#1F6B35"),
    "people": ("#F0E6F4", "#6B2F82"),
    "thing": ("#EFEFEF", "#555555"),
    "other": ("#EFEFEF", "#555555"),
}
_LINE_OF_KIND = {"name": "solid", "description": "dashed", "pronoun": "dotted", "group": "double"}
_TEXT = "max-width:42em;line-height:1.7;color:#1A1A1A;background:#FFFFFF;padding:4px 10px"


def show(tables: Tables, *, paragraph: int | None = None) -> "HTML":
    """The article, or one paragraph of it, with every mention marked by the type of its actor and its own kind.

    Hovering over a mark names the actor and the evidence for the link. The text is escaped: it is data, not HTML.
    """
    rows = tables.paragraphs
    if paragraph is not None:
        rows = rows[rows["paragraph"] == paragraph]
    mentions = tables.mentions
    marked = []
    for number, role, start, text in zip(*(rows[c] for c in ("paragraph", "role", "start", "text")), strict=True):
        inside = mentions[mentions["paragraph"] == number]
        body = _mark(text, start, inside.to_dict("records"))
        weight = "bold" if role == "title" else "normal"
        marked.append(f'<p dir="auto" style="margin:0 0 .7em;font-weight:{weight}"><small>{number}</small> {body}</p>')
    types = [t for t in _COLOUR_OF_TYPE if t in set(mentions["type"])]
    kinds = [k for k in _LINE_OF_KIND if k in set(mentions["kind"])]
    key = " ".join(
        [f'<span style="{_style(t, "name")}">{t}</span>' for t in types]
        + [f'<span style="border-bottom:2px {_LINE_OF_KIND[k]} #1A1A1A">{k}</span>' for k in kinds]
    )
    return _html(f'<div style="{_TEXT}"><p>{key}</p>{"".join(marked)}</div>')


def show_lines(tables: Tables) -> "HTML":
    """Every line of the raw text, numbered; a line that was cut is struck through, with the reason."""
    (raw,) = tables.raws.values()
    reasons = dict(zip(tables.cuts["line"], tables.cuts["reason"], strict=True))
    lines = []
    for number, line in enumerate(raw.split("\n"), 1):
        if line.strip():
            cut = f" <b>cut: {escape(reasons[number])}</b>" if number in reasons else ""
            shown = f"<s>{escape(line)}</s>" if cut else escape(line)
            lines.append(f'<p dir="auto" style="margin:0 0 .5em"><small>{number}</small> {shown}{cut}</p>')
    return _html(f'<div style="{_TEXT}">{"".join(lines)}</div>')


def table(frame: pd.DataFrame, *columns: str) -> "HTML":
    """A table without row numbers, long texts wrapped, all cells escaped; only the named columns, if any are named."""
    shown = frame[list(columns)] if columns else frame
    cells = [_cells(shown[name]) for name in shown.columns]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*cells, strict=True))
    sides = [_side(shown[name]) for name in shown.columns]
    head = "".join(f'<th style="{side}">{escape(str(name))}</th>' for name, side in zip(shown, sides, strict=True))
    rows = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return _html(f'<div style="max-width:62em;overflow-x:auto"><table>{rows}</table></div>')


def _cells(column: pd.Series) -> list[str]:
    """Cells with texts on the left and numbers on the right; scores with their sign and two decimals."""
    signed = pd.api.types.is_float_dtype(column)
    texts = ["" if pd.isna(value) else _score(value) if signed else str(value) for value in column]
    return [f'<td dir="auto" style="{_side(column)}">{escape(text)}</td>' for text in texts]


def _score(value: float) -> str:
    return f"{value:+.2f}".replace("-", "\u2212") if round(value, 2) else "0.00"


def _side(column: pd.Series) -> str:
    is_number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return f"text-align:{'right' if is_number else 'left'};vertical-align:top"


def _style(kind_of_actor: str, kind: str) -> str:
    background, line = _COLOUR_OF_TYPE[kind_of_actor]
    return f"background:{background};border-bottom:{3 if kind == 'group' else 2}px {_LINE_OF_KIND[kind]} {line}"


def _mark(text: str, start: int, mentions: Iterable[dict[str, Any]]) -> str:
    """The text cut at every edge of a mention; a piece inside several ("Putin’s spokesman") looks like the shortest."""
    rows = [(m["start"] - start, m["end"] - start, m) for m in mentions if m["state"] != "rejected"]
    edges = sorted({0, len(text), *(edge for first, last, _ in rows for edge in (first, last))})
    pieces = []
    for first, last in pairwise(edges):
        over = sorted((r for r in rows if r[0] <= first and last <= r[1]), key=lambda r: r[1] - r[0])
        piece = escape(text[first:last])
        if over:
            says = "; ".join(_say(m) for _, _, m in over)
            shown = over[0][2]
            style = _style(shown["type"], shown["kind"])
            piece = f'<span style="{style}" title="{escape(says, quote=True)}">{piece}</span>'
        pieces.append(piece)
    return "".join(pieces)


def _say(mention: dict[str, Any]) -> str:
    return f"{mention['actor_id'] or 'not linked'} ({mention['kind']}): {mention['evidence']}"


def _html(text: str) -> "HTML":
    from IPython.display import HTML

    return HTML(text)
