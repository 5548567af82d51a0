"""The contact sheet: a page that shows every chart of an article in every size, with its words and its files."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

__all__ = ["contact_sheet"]

USES = {
    "web": "for a web page",
    "mobile": "for a phone",
    "social-wide": "for a post, wide",
    "social-square": "for a post, square",
    "print52": "for print, one column, 52 mm",
    "print107": "for print, two columns, 107 mm",
    "print163": "for print, three columns, 163 mm",
}
FORMATS = {
    "png": "PNG",
    "svg": "SVG, live text",
    "outlines": "SVG, text as outlines",
    "pdf": "PDF",
}
DATA = {
    ".graphml": "network for Gephi (GraphML)",
    "-edges.csv": "network for Flourish (CSV)",
    "-datawrapper.csv": "data for Datawrapper (CSV)",
    ".alt.txt": "alt text",
    ".csv": "data, one row an observation (CSV)",
}


def contact_sheet(manifest: Mapping[str, Any]) -> bytes:
    """The page as HTML in UTF-8. It loads nothing but the pictures beside it; every text in it is escaped."""
    from jinja2 import Environment, StrictUndefined

    page = files("castlist.charts").joinpath("contact.html").read_text(encoding="utf-8")
    template = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(page)
    rendered = template.render(
        title=manifest["title"],
        charts=manifest["charts"],
        uses=USES,
        formats=FORMATS,
        data=_data_links,
    )
    return f"{rendered}\n".encode()


def _data_links(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """File and what it is, for the files of a chart that are no pictures."""
    return [(file, next(what for ending, what in DATA.items() if file.endswith(ending))) for file in entry["data"]]
