"""A page of its words: template, style and script from their files, and a policy that lets these
and nothing else run."""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

__all__ = ["make_island", "read_rates", "render_page"]


def render_page(name: str, **words: Any) -> bytes:
    """A template of this folder with its style and script inside, and a policy that lets these and
    nothing else run; every text in it is escaped."""
    style = _read("report.css")
    script = _read("report.js")
    rendered = _template(name).render(
        style=Markup(style),
        script=Markup(script),
        style_hash=_policy_hash(style),
        script_hash=_policy_hash(script),
        **words,
    )
    return rendered.encode("utf-8", "replace")


@cache
def _template(name: str) -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(_read(name))


@cache
def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _policy_hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def read_rates() -> Mapping[str, Any]:
    """How often castlist is right, as it was measured when it was released."""
    rates: Mapping[str, Any] = json.loads(_read("rates.json"))
    return rates


def make_island(data: object) -> Markup:
    """Data for the script as JSON that no text in it can break out of."""
    written = json.dumps(data, separators=(",", ":"))
    for sign in "<>&":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(written)
