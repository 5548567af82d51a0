"""What people wrote about charts:
`charts.toml`, a newsroom's style file, headlines on the command line."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from castlist.charts.page.edits import NO_EDITS, Edits, Wording
from castlist.charts.page.newsroom import STYLE_KEYS, make_style, read_toml, refuse_unknown
from castlist.charts.page.numerals import Numerals
from castlist.charts.page.style import Style
from castlist.charts.registry import ALL, OF_A_CORPUS, find_chart
from castlist.errors import InputError

__all__ = ["add_headlines", "read_edits", "read_style"]

FILE = "charts.toml"
TEXT_KEYS = ("source", "credit", "numbers", "style")
_EVERY = (*ALL, *OF_A_CORPUS)
NAMES = [*(chart.name for chart in _EVERY), *(c.alias for c in _EVERY if c.alias)]


def add_headlines(edits: Edits, headlines: Mapping[str, str]) -> Edits:
    """The edits with other headlines; an empty one leaves what is there.
    InputError for a chart there is not."""
    return edits.with_headlines(
        {find_chart(name).name: text for name, text in headlines.items()}
    )


def read_style(path: Path | str, base: Style | None = None) -> Style:
    """A newsroom's style from its TOML file, over another style or this house's; InputError for
    what is not right."""
    path = Path(path)
    found = read_toml(path)
    refuse_unknown(path, found, STYLE_KEYS, "a style file")
    return make_style(path, found, base or Style())


def read_edits(
    reviewed: Path | str, article_id: str, *, style: Path | str | None = None
) -> Edits:
    """What `charts.toml` in the folder of decisions says for all articles,
    and in the article's own folder for it.

    The article's own file wins. `style` is a newsroom's style file; the files may name one too, and
    their own colours, font, logo and sizes win over it. A file that is not there says nothing.
    """
    edits = Edits(style=read_style(style)) if style else NO_EDITS
    own = Path(article_id).name  # never outside of the folder of decisions
    for path in (Path(reviewed, FILE), Path(reviewed, own, FILE)):
        if path.is_file():
            edits = _apply(path, read_toml(path), edits)
    return edits


def _apply(path: Path, found: Mapping[str, Any], edits: Edits) -> Edits:
    """The edits, changed by what one file says."""
    refuse_unknown(path, found, (*TEXT_KEYS, *STYLE_KEYS, *NAMES), "a chart file")
    texts = {key: _text(path, key, found.get(key, "")) for key in TEXT_KEYS}
    style = (
        read_style(path.parent / texts["style"], edits.style)
        if texts["style"]
        else edits.style
    )
    return Edits(
        wordings={**edits.wordings, **_wordings(path, found, edits)},
        source=texts["source"] or edits.source,
        credit=texts["credit"] or edits.credit,
        numerals=_numerals(path, texts["numbers"]) if texts["numbers"] else edits.numerals,
        style=make_style(path, found, style),
    )


def _wordings(path: Path, found: Mapping[str, Any], edits: Edits) -> dict[str, Wording]:
    """Chart -> its words with those of a file;
    where both names of a chart are used, the newer one wins."""
    words = {}
    for name in reversed(NAMES):
        if name in found:
            chart = find_chart(name).name
            words[chart] = _wording(path, name, found[name], edits.wording(chart))
    return words


def _wording(path: Path, chart: str, found: Any, base: Wording) -> Wording:
    if not isinstance(found, dict):
        raise InputError(
            f'{path}: write [{chart}] on a line of its own, and headline = "..." below it.'
        )
    refuse_unknown(path, found, tuple(Wording.__dataclass_fields__), f"[{chart}]")
    return replace(base, **{key: _text(path, key, value) for key, value in found.items()})


def _text(path: Path, key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InputError(f"{path}: {key} must be a text in quotation marks, not {value!r}.")
    return value


def _numerals(path: Path, language: str) -> Numerals:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        raise InputError(
            f"{path}: there is no language {language!r} for numbers. Write en, de, fr_CH or"
            " the like."
        ) from None
    return Numerals(language.replace("-", "_"))
