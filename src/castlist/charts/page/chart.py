"""One finished chart: its words, its data, and its picture as PNG, SVG or PDF."""

import base64
import html
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from castlist.charts.render.marks import Drawing
from castlist.errors import InputError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Chart", "missing_line"]

EASTERN = {
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "BOPOMOFO": "Chinese",
}


@dataclass(frozen=True, eq=False, repr=False)
class Chart:
    """One chart of one article in one size, ready to be looked at or saved."""

    name: str
    size: str
    article_id: str
    headline: str
    draft: bool  # the headline comes from a template, not from a person
    subtitle: str
    note: str
    source: str
    method: str
    credit: str  # empty unless a person gave one
    alt: str
    data: pd.DataFrame  # one row an observation
    wide: pd.DataFrame  # one row a bar, as Datawrapper wants it
    drawing: Drawing
    missing: tuple[str, ...]  # characters that no installed font has
    unsaid: str = ""  # notes that the picture has no room for; the alt text has them
    is_empty: bool = False  # a card, which says that there is nothing to draw
    is_useful: bool = True  # enough of the rows are on a sheet of fixed height

    def png(self) -> bytes:
        """The picture as PNG, on screens with two pixels a CSS pixel;
        title, alt text and source are in it."""
        from castlist.charts.render.png import paint_png

        return paint_png(self.drawing, self._about())

    def pdf(self) -> bytes:
        """The picture as PDF, as large as on paper, with text that can be searched;
        it says what the PNG says."""
        from castlist.charts.render.pdf import paint_pdf

        return paint_pdf(self.drawing, self._about())

    def svg(self, *, outlines: bool = False) -> bytes:
        """The picture as SVG with a title and a description;
        its text is live, or outlines that need no font."""
        from castlist.charts.render.svg import write_svg

        name = f"{self.article_id}-{self.name}-{self.size}" + "-outlines" * outlines
        return write_svg(
            self.drawing, name=name, title=self.headline, alt=self.alt, outlines=outlines
        )

    @property
    def figure(self) -> "Figure":
        """The picture as a matplotlib figure, made anew each time, to be changed and saved."""
        from castlist.charts.render.fonts import house_style
        from castlist.charts.render.png import make_figure

        with house_style():
            return make_figure(self.drawing)

    def _about(self) -> dict[str, str]:
        about = {
            "Title": self.headline,
            "Description": self.alt,
            "Source": f"{self.source} {self.method}",
        }
        return about | ({"Copyright": self.credit} if self.credit else {})

    def show(self) -> None:
        """Show the PNG in the notebook, at its CSS size and with its alt text."""
        try:
            from IPython.display import display
        except ImportError:
            raise InputError(
                "chart.show() needs a notebook; outside of one, save the bytes of"
                " chart.png()."
            ) from None
        display(self)

    def _repr_html_(self) -> str:
        picture = base64.b64encode(self.png()).decode()
        remarks = ["(draft headline)"] if self.draft else []
        remarks += [missing_line(self.missing)] if self.missing else []
        below = (
            '<figcaption style="font-size:'
            f' 12px">{html.escape(" ".join(remarks))}</figcaption>'
            if remarks
            else ""
        )
        return (
            f'<figure style="margin: 0"><img width="{self.drawing.width:g}"'
            f' height="{self.drawing.height}" alt="{html.escape(self.alt)}"'
            f' src="data:image/png;base64,{picture}">{below}</figure>'
        )

    def __repr__(self) -> str:
        return (
            f"<Chart {self.article_id}-{self.name}-{self.size}: {self.headline!r},"
            f" {len(self.data)} rows of data>"
        )


def missing_line(characters: tuple[str, ...]) -> str:
    """One line that says which characters no font has, and what to install.

    >>> missing_line(("习", "近"))
    'No installed font has 习, 近 (Chinese). Install fonts-noto-cjk, then draw again.'
    """
    scripts = list(dict.fromkeys(_script(c) for c in characters))
    eastern = [s for s in scripts if s in EASTERN.values()]
    packages = ["fonts-noto-cjk"] * bool(eastern) + ["fonts-noto-core"] * (
        len(scripts) > len(eastern)
    )
    shown = ", ".join(characters[:12]) + (
        f" and {len(characters) - 12} more" if len(characters) > 12 else ""
    )
    return (
        f"No installed font has {shown} ({', '.join(scripts)}). Install"
        f" {' and '.join(packages)}, then draw again."
    )


def _script(char: str) -> str:
    first = unicodedata.name(char, "unknown script").split()[0]
    return EASTERN.get(first, first.capitalize())
