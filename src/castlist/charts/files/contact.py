"""The contact sheet: a page that shows every chart of an article in every size,
with its words and its files. The report (`report/`) is what is sent; this is for who publishes a
chart and looks for its right size."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from castlist.charts.page.style import PRESETS
from castlist.charts.registry import DATA_FILES, FORMATS, find_chart

__all__ = ["CONTACT_SHEET", "contact_sheet"]

CONTACT_SHEET = "charts.html"
"""Its name, beside the files that it shows."""


def contact_sheet(manifest: Mapping[str, Any]) -> bytes:
    """The page as HTML in UTF-8. It loads nothing but the pictures beside it;
    every text in it is escaped."""
    from jinja2 import Environment, StrictUndefined

    page = files(__package__).joinpath("contact.html").read_text(encoding="utf-8")
    template = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True
    ).from_string(page)
    rendered = template.render(
        title=manifest["title"],
        charts=manifest["charts"],
        article=bool(manifest["articles"]),
        uses={name: preset.use for name, preset in PRESETS.items()},
        formats={name: form.shown for name, form in FORMATS.items()},
        data=_data_links,
        not_drawn=[
            (_title(name), name, reason) for name, reason in manifest["not_drawn"].items()
        ],
    )
    return f"{rendered}\n".encode()


def _title(name: str) -> str:
    """What a chart shows, without its number."""
    return find_chart(name.partition(" in ")[0]).title.partition(". ")[2]


def _data_links(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """File and what it is, for the files of a chart that are no pictures."""
    return [
        (file, next(what for ending, what in DATA_FILES.items() if file.endswith(ending)))
        for file in entry["data"]
    ]
