"""A newsroom's own style from its file: colours, typeface, logo, sizes;
what would not be readable is refused."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from castlist.charts.page import style
from castlist.charts.page.style import PRESETS, Preset, Style
from castlist.charts.render import fonts
from castlist.errors import InputError

__all__ = ["STYLE_KEYS", "contrast", "make_style", "read_toml", "refuse_unknown"]

KINDS = {
    "colours": (dict, "a table"),
    "sizes": (dict, "a table"),
    "logo": (str, "a text in quotation marks"),
    "font_files": (list, "a list of texts"),
}
STYLE_KEYS = ("colours", "font", "font_files", "logo", "sizes")
COLOURS = {
    "ink": style.INK,
    "soft": style.SOFT,
    "name": style.NAME,
    "description": style.DESCRIPTION,
    "pronoun": style.OUTLINE,
    "negative": style.NEGATIVE,
    "paper": style.PAPER,
    "grid": style.GRID,
    "stripe": style.STRIPE,
}
TINTS = {f"tint {share:.0%}": tint for tint, share in style.TINTS.items()}
# WCAG 2.2, 1.4.3 and 1.4.11: text needs 4.5, a mark 3.
# The parts of a bar stand side by side and must differ too.
TEXT = 4.5
MARK = 3.0
NEIGHBOUR = 1.5
PAIRS = [
    *(
        (colour, ground, TEXT)
        for colour in ("ink", "soft")
        for ground in ("paper", "stripe")
    ),
    *((colour, "paper", TEXT) for colour in ("name", "description", "negative")),
    *(
        (colour, ground, MARK)
        for colour in ("name", "description", "pronoun")
        for ground in ("paper", "stripe")
    ),
    *(("ink", tint, TEXT) for tint in TINTS),
    ("name", "description", NEIGHBOUR),
]
# px, or mm on paper, and their limits
SIZE_KEYS = {"width": (40, 2000), "height": (40, 2000), "margin": (0, 100)}
# px, or pt on paper
LETTER_KEYS = dict.fromkeys(("headline", "subtitle", "label", "small"), (6, 80))
NARROWEST = 16  # room between the margins, in letter sizes
LARGEST_LOGO = 500_000  # bytes
MOST_PIXELS = 4_000_000


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file; InputError that says what is wrong with it and where."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(
            f"cannot read {path} ({error.strerror or error}). Name a file that is there."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path} is not valid TOML ({error}). Texts stand in quotation marks, # begins"
            " a remark."
        ) from None


def refuse_unknown(
    path: Path,
    found: Mapping[str, Any],
    known: Mapping[str, Any] | tuple[str, ...],
    where: str,
) -> None:
    """InputError if the file has a key that nothing reads:
    a typing error must not be lost silently."""
    for key in found:
        if key not in known:
            raise InputError(
                f"{path}: {where} knows no key {key!r}. Choose from: {', '.join(known)}."
            )


def make_style(path: Path, found: Mapping[str, Any], base: Style) -> Style:
    """The style that a file's keys make of another;
    InputError names the file and the first thing that is wrong."""
    for key, (kind, called) in KINDS.items():
        if not isinstance(found.get(key, kind()), kind):
            raise InputError(f"{path}: {key} must be {called}, not {found[key]!r}.")
    made = base
    if "colours" in found:
        made = replace(
            made, colours=_with_tints({**made.colours, **_colours(path, found["colours"])})
        )
        _check_contrast(path, made.colours)
    if "font" in found or "font_files" in found:
        made = replace(made, fonts=_fonts(path, found))
    if "logo" in found:
        made = replace(made, logo=_logo(path.parent / found["logo"]))
    for name, values in found.get("sizes", {}).items():
        made = replace(made, presets={**made.presets, name: _size(path, name, values)})
    return made


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#RRGGBB), 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _colours(path: Path, found: Mapping[str, Any]) -> dict[str, str]:
    """This house's colours -> the newsroom's."""
    refuse_unknown(path, found, tuple(COLOURS), "[colours]")
    for role, colour in found.items():
        if not isinstance(colour, str) or not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
            raise InputError(
                f"{path}: write the colour {role} as # and six hex digits, as in {role} ="
                ' "#12355B".'
            )
    return {COLOURS[role]: colour.upper() for role, colour in found.items()}


def _with_tints(colours: Mapping[str, str]) -> dict[str, str]:
    """The colours with tints that are mixed of them as this house's tints are of its own."""
    full, paper = (
        colours.get(colour, colour) for colour in (style.DESCRIPTION, style.PAPER)
    )
    return {
        **colours,
        **{tint: _mix(full, paper, share) for tint, share in style.TINTS.items()},
    }


def _mix(one: str, other: str, share: float) -> str:
    parts = [
        share * int(one[i : i + 2], 16) + (1 - share) * int(other[i : i + 2], 16)
        for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{round(part):02X}" for part in parts)


def _check_contrast(path: Path, colours: Mapping[str, str]) -> None:
    known = COLOURS | TINTS
    for one, other, least in PAIRS:
        pair = [colours.get(known[role], known[role]) for role in (one, other)]
        found = contrast(*pair)
        if found < least:
            raise InputError(
                f"{path}: {one} {pair[0]} on {other} {pair[1]} has a contrast of"
                f" {found:.2f}, it needs {least:g} to be seen by everybody. Make one of"
                " them darker or lighter."
            )


def _fonts(path: Path, found: Mapping[str, Any]) -> tuple[str, ...]:
    """The typefaces that are named, each there in regular and bold."""
    from_files = [
        fonts.register(path.parent / str(file)) for file in found.get("font_files", ())
    ]
    named = found.get("font", from_files[:1])
    families = [named] if isinstance(named, str) else named
    if (
        not isinstance(families, list)
        or not families
        or not all(isinstance(name, str) for name in families)
    ):
        raise InputError(
            f"{path}: font must be the name of a typeface, or a list of names, as in font ="
            ' "Lato".'
        )
    for family in families:
        fault = fonts.fault(family)
        if fault:
            raise InputError(
                f"{path}: the font {family!r} {fault}. Install it, name its files in"
                " font_files, or name another."
            )
    return tuple(families)


def _logo(path: Path) -> bytes:
    """The PNG at that path, if it is one and of a bearable size."""
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError

    try:
        png = path.read_bytes()
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            pixels = picture.width * picture.height
            picture.verify()
    # SyntaxError: a broken PNG
    except (OSError, SyntaxError, UnidentifiedImageError) as error:
        raise InputError(
            f"the logo {path} is not a PNG that can be read ({error}). Save it as PNG."
        ) from None
    if len(png) > LARGEST_LOGO or pixels > MOST_PIXELS:
        raise InputError(
            f"the logo {path} is too large ({len(png):,} bytes, {pixels:,} pixels). Save it"
            " smaller."
        )
    return png


def _size(path: Path, name: str, values: Any) -> Preset:
    """One size: another of the same name, or the one that it says it is like,
    with its own numbers."""
    like = values.get("like", name) if isinstance(values, dict) else None
    if (
        not isinstance(like, str)
        or like not in PRESETS
        or not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,30}", name)
    ):
        raise InputError(
            f"{path}: [sizes.{name}] needs a plain name and like = one of"
            f" {', '.join(PRESETS)}, to say what it is."
        )
    base = PRESETS[like]
    limits = SIZE_KEYS | LETTER_KEYS
    numbers = {key: value for key, value in values.items() if key != "like"}
    refuse_unknown(path, numbers, (*limits, "like"), f"[sizes.{name}]")
    for key, value in numbers.items():
        low, high = limits[key]
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not low <= value <= high
        ):
            raise InputError(
                f"{path}: {key} of [sizes.{name}] must be a number from {low} to {high},"
                f" not {value!r}."
            )
    measures: dict[str, Any] = {
        key.replace("margin", "pad"): _in_px(key, value, base)
        for key, value in numbers.items()
    }
    made = replace(base, name=name, use=base.use if name == like else "", **measures)
    if made.room < NARROWEST * made.label:
        raise InputError(
            f"{path}: [sizes.{name}] is too narrow for its letters. Make it wider, or label"
            " smaller."
        )
    return made


def _in_px(key: str, value: float, base: Preset) -> float:
    """A measure of a style file: pixels on screens;
    on paper letters are given in points, the rest in millimetres."""
    on_paper = base.unit != 1 and key not in LETTER_KEYS
    return value * (72 / 25.4 if on_paper else 1) / base.unit
