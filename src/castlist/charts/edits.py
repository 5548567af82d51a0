"""What a person decides about the charts of an article: words, credit, language of numbers, style."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from castlist.charts.newsroom import STYLE_KEYS, make_style, read_toml, refuse_unknown
from castlist.charts.numerals import PLAIN, Numerals
from castlist.charts.style import Style
from castlist.errors import InputError

__all__ = ["NAMES", "NO_EDITS", "Edits", "Wording", "read_edits", "read_style"]

NAMES = ("actors", "strip", "tone", "speakers", "together", "matrix", "around")
NAMES += ("actors-by-country", "strip-by-country", "compare-actors", "compare-tone")
FILE = "charts.toml"
TEXT_KEYS = ("source", "credit", "numbers", "style")


@dataclass(frozen=True, slots=True)
class Wording:
    """A person's words for one chart; what is empty comes from the safe templates."""

    headline: str = ""
    subtitle: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Edits:
    """Everything that a person may set. The method line is not among it: it always tells what was done."""

    wordings: Mapping[str, Wording] = field(default_factory=dict)  # by chart
    source: str = ""
    credit: str = ""
    numerals: Numerals = PLAIN
    style: Style = field(default_factory=Style)

    def wording(self, chart: str) -> Wording:
        """The words for one chart."""
        return self.wordings.get(chart, Wording())

    def with_headlines(self, headlines: Mapping[str, str | None]) -> "Edits":
        """These edits with other headlines; an empty one leaves what is there. InputError for a chart there is not."""
        for name in headlines:
            if name not in NAMES:
                raise InputError(f"there is no chart {name!r} for a headline. Choose from: {', '.join(NAMES)}.")
        changed = {name: replace(self.wording(name), headline=text) for name, text in headlines.items() if text}
        return replace(self, wordings={**self.wordings, **changed})


NO_EDITS = Edits()


def read_style(path: Path | str, base: Style | None = None) -> Style:
    """A newsroom's style from its TOML file, over another style or this house's; InputError for what is not right."""
    path = Path(path)
    found = read_toml(path)
    refuse_unknown(path, found, STYLE_KEYS, "a style file")
    return make_style(path, found, base or Style())


def read_edits(reviewed: Path | str, article_id: str, *, style: Path | str | None = None) -> Edits:
    """What `charts.toml` in the folder of decisions says for all articles, and in the article's own folder for it.

    The article's own file wins. `style` is a newsroom's style file; the files may name one too, and their own colours,
    font, logo and sizes win over it. A file that is not there says nothing.
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
    style = read_style(path.parent / texts["style"], edits.style) if texts["style"] else edits.style
    return Edits(
        wordings={**edits.wordings, **{n: _wording(path, n, found[n], edits) for n in NAMES if n in found}},
        source=texts["source"] or edits.source,
        credit=texts["credit"] or edits.credit,
        numerals=_numerals(path, texts["numbers"]) if texts["numbers"] else edits.numerals,
        style=make_style(path, found, style),
    )


def _wording(path: Path, chart: str, found: Any, edits: Edits) -> Wording:
    if not isinstance(found, dict):
        raise InputError(f'{path}: write [{chart}] on a line of its own, and headline = "..." below it.')
    refuse_unknown(path, found, tuple(Wording.__dataclass_fields__), f"[{chart}]")
    return replace(edits.wording(chart), **{key: _text(path, key, value) for key, value in found.items()})


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
            f"{path}: there is no language {language!r} for numbers. Write en, de, fr_CH or the like."
        ) from None
    return Numerals(language.replace("-", "_"))
