"""Draw the gallery of charts in docs/: `python tools/gallery.py [--check]`.

The sample comes from exports/, everything else is made here: data that are hard to draw, in the
sizes where they are hardest. With --check nothing is written; exit 1 if a picture is not what would
be drawn now.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from castlist import charts
from castlist.charts.page.style import Style
from castlist.charts.registry import COMPARISONS, CORPUS_CHARTS

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
# The same hard data as in the tests.
from support.chart_cases import SCRIPTS, crowd, make_tables, sample  # noqa: E402
from support.corpus_cases import CASES as CORPORA  # noqa: E402

FOLDER = ROOT / "docs"
PAGE = FOLDER / "gallery.md"
SAMPLE = "putin-erdogan-drones"
LONG = (
    "Long-winded and official title of the Intergovernmental Conference for the Settlement"
    " of Everything"
)
# Fonts that come with the packages, so that every machine draws the same.
EDITS = charts.Edits(style=Style(fonts=("Lato", "DejaVu Sans")))
CASES = {
    "full count": ("with descriptions and pronouns, as counted by hand", sample, ("web",)),
    "nothing": ("no actor, no score", lambda: make_tables({}, 3), ("web",)),
    "one actor": (
        "one actor in one paragraph",
        lambda: make_tables(
            {"Putin": ("person", {1: "n"})}, 1, tone=[(0.3, -0.4)], title="One"
        ),
        ("mobile",),
    ),
    "forty actors": (
        "forty actors in twenty paragraphs",
        lambda: crowd(40, 20),
        ("mobile", "social-wide"),
    ),
    "long article": (
        "twelve actors in two hundred paragraphs",
        lambda: crowd(12, 200),
        ("web",),
    ),
    "long names": (
        "names that do not fit",
        lambda: crowd(
            5, 20, names=(LONG, "X" * 80, LONG.upper(), "Ж" * 500, "A B C D " * 20)
        ),
        ("print107",),
    ),
    "scripts": (
        "names in Arabic, Hebrew, Georgian, Cyrillic",
        lambda: crowd(10, 12, names=SCRIPTS),
        ("web",),
    ),
}

OF_MANY = {
    "over-time": [
        ("plain", "eight weeks", ("web", "mobile")),
        ("few articles", "weeks with few articles and with none", ("web",)),
        ("twenty-six weeks", "half a year, on paper", ("print107",)),
        ("thirty-six months", "three years", ("social-wide",)),
    ],
    "by-outlet": [
        ("plain", "five outlets", ("web", "mobile")),
        ("thirty outlets", "thirty outlets, of which the last have few articles", ("web",)),
        ("scripts", "names in many scripts", ("print52",)),
    ],
    "voices-by-outlet": [
        ("plain", "five outlets", ("web", "mobile")),
        ("few articles", "outlets with few articles", ("print107",)),
    ],
}
"""Chart of a corpus -> what is hard to draw in it, in words, and where it is hardest."""


def main() -> None:
    """Write the page and its pictures, or with --check say which are out of date."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit 1 if a picture is out of date",
    )
    check = parser.parse_args().check
    made = dict(files())
    found = [PAGE, *(FOLDER / "gallery").rglob("*")]
    there = {path.relative_to(FOLDER).as_posix(): path for path in found if path.is_file()}
    old = [
        name
        for name, data in made.items()
        if name not in there or there[name].read_bytes() != data
    ]
    lost = sorted(set(there) - set(made))
    for name in [*old, *lost]:
        done = "removed" if name in lost else "rewritten"
        print(f"docs/{name}: {'out of date. Run: make docs' if check else done}")
    if check and (old or lost):
        sys.exit(1)
    if not check:
        for name in lost:
            there[name].unlink()
        for name in old:
            (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
            (FOLDER / name).write_bytes(made[name])
    print("The gallery is up to date.")


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of the gallery, its page last."""
    lines = [
        "# Gallery",
        "",
        (
            "Every chart with the sample article in all sizes, then with data that are hard"
            " to draw. Made by `make docs`;"
        ),
        (
            "`make test` fails when a picture is not what would be drawn today. The words"
            " on them come from templates."
        ),
        "",
    ]
    for name, shown in charts.CHARTS.items():
        if shown.on_request:
            continue
        lines += [
            f"## {shown.title}",
            "",
            f"`{name}`: {shown.shows}",
            "",
            f"Drawn unasked if {shown.drawn_if}. Below it is drawn in any case.",
            "",
            *sample_lines(name),
        ]
        for case, (what, make, sizes) in CASES.items():
            for size in sizes:
                # The hand count has no quotes.
                left_out = name == "speakers" and case == "full count"
                if left_out or not shown.fits(charts.PRESETS[size]):
                    continue
                chart = shown.draw(make(), size=size, edits=EDITS)
                if chart.is_empty:
                    lines += [
                        f"**{case}**, {size}: {what}. No picture: {chart.headline}.",
                        "",
                    ]
                    continue
                file = f"gallery/{name}-{case.replace(' ', '-')}-{size}.png"
                yield file, picture(chart)
                lines += [f"**{case}**, {size}: {what}", "", f"![{alt(chart)}]({file})", ""]
    for name, shown in CORPUS_CHARTS.items():
        lines += [
            f"## {shown.title}",
            "",
            f"`{name}`: {shown.shows} The corpus is made up.",
            "",
            f"Drawn unasked if {shown.drawn_if}.",
            "",
        ]
        for case, what, sizes in OF_MANY[name]:
            for size in sizes:
                chart = shown.draw(CORPORA[case](), size=size, edits=EDITS)
                file = f"gallery/{name}-{case.replace(' ', '-')}-{size}.png"
                yield file, picture(chart)
                lines += [f"**{case}**, {size}: {what}", "", f"![{alt(chart)}]({file})", ""]
    for file, chart, what in others():
        yield file, picture(chart)
        lines += [what, "", f"![{alt(chart)}]({file})", ""]
    yield PAGE.name, "\n".join(lines).encode()


def others() -> Iterator[tuple[str, charts.Chart, str]]:
    """Charts of several articles, and a style that is not this house's."""
    many = [sample(), crowd(9, 14)]
    for name, shown in COMPARISONS.items():
        title = f"## {shown.title}\n\n`{name}`: {shown.shows}"
        yield f"gallery/{name}-web.png", shown.draw(many, edits=EDITS), title
    style = ROOT / "tools" / "gallery-style.toml"
    edits = replace(
        EDITS, style=charts.read_style(style, EDITS.style), credit="Graphics desk"
    )
    chart = charts.strip(sample(), edits=edits)
    yield "gallery/house-style-web.png", chart, "## A newsroom's own colours and sizes"


def sample_lines(name: str) -> list[str]:
    """The pictures of the sample article as they are published,
    smaller where they are made for paper."""
    lines = []
    for size, preset in charts.PRESETS.items():
        file = Path("..") / "exports" / SAMPLE / f"{SAMPLE}-{name}-{size}.png"
        if (FOLDER / file).is_file():
            wide = round(preset.width * preset.unit * (96 / 72 if preset.unit != 1 else 1))
            lines += [
                f'<img src="{file.as_posix()}" width="{wide}" alt="{name}, {size}">',
                "",
            ]
    return lines


def picture(chart: charts.Chart) -> bytes:
    """The PNG at half its published size: enough to judge it by, a third of the bytes."""
    return replace(chart, drawing=replace(chart.drawing, dpi=chart.drawing.dpi // 2)).png()


def alt(chart: charts.Chart) -> str:
    """The alt text as Markdown takes it."""
    return "".join(f"\\{char}" if char in "[]\\<>&*_`" else char for char in chart.alt)


if __name__ == "__main__":
    main()
