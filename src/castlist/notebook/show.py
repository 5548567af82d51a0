"""What the notebooks show: the text with its mentions marked, and plain tables that can be read."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from castlist.sentiment import SCORERS
from castlist.summary import UNATTRIBUTED, attribute
from castlist.tables import Tables

if TYPE_CHECKING:
    from IPython.display import HTML

__all__ = ["show", "show_lines", "show_quotes", "table"]

# Colour tells the type, the line the kind of mention (contrast of both on white at least 4.5).
_COLOUR_OF_TYPE = {
    "person": ("#DCE6F2", "#12355B"),
    "organisation": ("#F6E7DC", "#A8480F"),
    "place": ("#E2F0E5", "#1F6B35"),
    "people": ("#F0E6F4", "#6B2F82"),
    "thing": ("#EFEFEF", "#555555"),
    "other": ("#EFEFEF", "#555555"),
}
_LINE_OF_KIND = {
    "name": "solid",
    "description": "dashed",
    "pronoun": "dotted",
    "group": "double",
}
# The line tells how a quote is reported, a frame who speaks and by which words.
_STYLE_OF_PART = {
    "direct": "background:#DCE6F2;border-bottom:2px solid #12355B",
    "mixed": "background:#DCE6F2;border-bottom:2px dashed #12355B",
    "indirect": "background:#EFEFEF;border-bottom:2px dotted #555555",
    "speaker": "border:1px solid #A8480F;border-radius:3px;padding:0 2px;color:#A8480F",
    "cue": "border-bottom:2px solid #A8480F",
    "phrase": "border-bottom:2px double #6B2F82",
}
_FACE_OF_ROLE = {
    "title": "font-weight:bold",
    "body": "font-weight:normal",
    "caption": "font-style:italic",
}
_SIGNED = {"score", *SCORERS}  # columns of numbers that run from -1 to 1
_TEXT = "max-width:42em;line-height:1.7;color:#1A1A1A;background:#FFFFFF;padding:4px 10px"


class _Highlight(NamedTuple):
    """A run of characters of the article, how it looks, and what hovering over it says."""

    start: int
    end: int
    style: str
    says: str


def show(tables: Tables, *, paragraph: int | None = None) -> "HTML":
    """The article, or one paragraph of it,
    with every mention marked by the type of its actor and its own kind.

    Hovering over a mark names the actor and the evidence for the link. The text is escaped: it is
    data, not HTML.
    """
    kept = tables.mentions[tables.mentions["state"] != "rejected"]
    marks = [
        _Highlight(m["start"], m["end"], _style(m["type"], m["kind"]), _say(m))
        for m in kept.to_dict("records")
    ]
    types = [t for t in _COLOUR_OF_TYPE if t in set(kept["type"])]
    kinds = [k for k in _LINE_OF_KIND if k in set(kept["kind"])]
    key = " ".join(
        [f'<span style="{_style(t, "name")}">{t}</span>' for t in types]
        + [
            f'<span style="border-bottom:2px {_LINE_OF_KIND[k]} #1A1A1A">{k}</span>'
            for k in kinds
        ]
    )
    return _show_text(tables, paragraph, marks, key)


def show_quotes(tables: Tables, *, paragraph: int | None = None) -> "HTML":
    """The article, or one paragraph of it, with quotes, their cues and speakers,
    and quoted phrases marked.

    Hovering over a quote names who speaks it and how that was found. The text is escaped: it is
    data, not HTML.
    """
    said = attribute(tables)
    marks = [mark for row in said.to_dict("records") for mark in _marks_of_quote(row)]
    marks += [
        _Highlight(row["start"], row["end"], _STYLE_OF_PART["phrase"], "no speech")
        for row in tables.phrases.to_dict("records")
    ]
    present = [
        kind
        for kind in _STYLE_OF_PART
        if any(mark.style == _STYLE_OF_PART[kind] for mark in marks)
    ]
    key = " ".join(
        f'<span style="{_STYLE_OF_PART[kind]}">{kind}</span>' for kind in present
    )
    return _show_text(tables, paragraph, marks, key)


def show_lines(tables: Tables) -> "HTML":
    """Every line of the raw text, numbered;
    a line that was cut is struck through, with the reason, and so is what was cut of one."""
    (raw,) = tables.raws.values()
    gone: dict[int, list[tuple[int, str, str]]] = {}
    columns = (tables.cuts[name] for name in ("line", "offset", "text", "reason"))
    for number, *cut in zip(*columns, strict=True):
        gone.setdefault(number, []).append(tuple(cut))
    lines = []
    for number, line in enumerate(raw.split("\n"), 1):
        if line.strip():
            lines.append(
                f'<p dir="auto" style="margin:0 0 .5em"><small>{number}</small>'
                f" {_strike(line, gone.get(number, ()))}</p>"
            )
    return _html(f'<div style="{_TEXT}">{"".join(lines)}</div>')


def _strike(line: str, gone: Sequence[tuple[int, str, str]]) -> str:
    """The line with what was cut of it struck through, and why at its end."""
    pieces = []
    at = 0
    for offset, text, _ in gone:
        pieces += [escape(line[at:offset]), f"<s>{escape(text)}</s>"]
        at = offset + len(text)
    pieces.append(escape(line[at:]))
    why = dict.fromkeys(reason for *_, reason in gone)
    return "".join([*pieces, *(f" <b>cut: {escape(reason)}</b>" for reason in why)])


def table(frame: pd.DataFrame, *columns: str) -> "HTML":
    """A table without row numbers, long texts wrapped, all cells escaped; only the named columns,
    if any are named."""
    shown = frame[list(columns)] if columns else frame
    cells = [_cells(shown[name]) for name in shown.columns]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*cells, strict=True))
    sides = [_side(shown[name]) for name in shown.columns]
    head = "".join(
        f'<th style="{side}">{escape(str(name))}</th>'
        for name, side in zip(shown, sides, strict=True)
    )
    rows = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return _html(f'<div style="max-width:62em;overflow-x:auto"><table>{rows}</table></div>')


def _cells(column: pd.Series) -> list[str]:
    """Cells with texts on the left and numbers on the right; scores with their sign and two
    decimals, shares and probabilities without it, as they have none."""
    write: Callable[[Any], str] = str
    if pd.api.types.is_float_dtype(column):
        write = _score if column.name in _SIGNED else "{:.2f}".format
    texts = ["" if pd.isna(value) else write(value) for value in column]
    return [f'<td dir="auto" style="{_side(column)}">{escape(text)}</td>' for text in texts]


def _score(value: float) -> str:
    return f"{value:+.2f}".replace("-", "\u2212") if round(value, 2) else "0.00"


def _side(column: pd.Series) -> str:
    is_number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(
        column
    )
    return f"text-align:{'right' if is_number else 'left'};vertical-align:top"


def _style(kind_of_actor: str, kind: str) -> str:
    background, line = _COLOUR_OF_TYPE[kind_of_actor]
    return (
        f"background:{background};border-bottom:{3 if kind == 'group' else 2}px"
        f" {_LINE_OF_KIND[kind]} {line}"
    )


def _show_text(
    tables: Tables, paragraph: int | None, marks: Sequence[_Highlight], key: str
) -> "HTML":
    """Numbered paragraphs, all or one, with their marks below a key."""
    rows = tables.paragraphs
    if paragraph is not None:
        rows = rows[rows["paragraph"] == paragraph]
    shown = []
    for number, role, start, text in zip(
        *(rows[c] for c in ("paragraph", "role", "start", "text")), strict=True
    ):
        end = start + len(text)
        body = _mark(text, start, [m for m in marks if m.start < end and m.end > start])
        face = _FACE_OF_ROLE[role]
        shown.append(
            f'<p dir="auto" style="margin:0 0 .7em;{face}"><small>{number}</small>'
            f" {body}</p>"
        )
    return _html(f'<div style="{_TEXT}"><p>{key}</p>{"".join(shown)}</div>')


def _mark(text: str, start: int, marks: Sequence[_Highlight]) -> str:
    """The text cut at every edge of a mark;
    a piece inside several ("Putin’s spokesman") looks like the shortest."""
    rows = [(max(m.start - start, 0), min(m.end - start, len(text)), m) for m in marks]
    edges = sorted(
        {0, len(text), *(edge for first, last, _ in rows for edge in (first, last))}
    )
    pieces = []
    for first, last in pairwise(edges):
        over = sorted(
            (r for r in rows if r[0] <= first and last <= r[1]), key=lambda r: r[1] - r[0]
        )
        piece = escape(text[first:last])
        if over:
            says = "; ".join(m.says for _, _, m in over)
            piece = (
                f'<span style="{over[0][2].style}"'
                f' title="{escape(says, quote=True)}">{piece}</span>'
            )
        pieces.append(piece)
    return "".join(pieces)


def _marks_of_quote(row: dict[Any, Any]) -> Iterator[_Highlight]:
    """A piece of a quote, its cue and its speaker."""
    who = row["voice"] or UNATTRIBUTED
    yield _Highlight(
        row["start"],
        row["end"],
        _STYLE_OF_PART[row["type"]],
        f"{row['quote_id']} {who} ({row['rule']})",
    )
    for part in ("speaker", "cue"):
        if row["piece"] == 1 and row[part]:
            yield _Highlight(
                row[f"{part}_start"],
                row[f"{part}_end"],
                _STYLE_OF_PART[part],
                f"{part} of {row['quote_id']}",
            )


def _say(mention: dict[Any, Any]) -> str:
    return (
        f"{mention['actor_id'] or 'not linked'} ({mention['kind']}): {mention['evidence']}"
    )


def _html(text: str) -> "HTML":
    from IPython.display import HTML

    return HTML(text)
