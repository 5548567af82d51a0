"""A web page as a reader pastes it, and what `castlist.clean` does with each of its lines.

Standard library only on the way in: the tags are dropped and every block element ends a line, so
menus, teasers and comment forms stand around the article, as they do after "select all, copy".
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal, NamedTuple

from castlist.clean import clean
from castlist.errors import InputError
from castlist.ingest import ingest_text
from castlist.text import count_words
from measures.extraction import measure_pages
from measures.store import Measurement, about_run, read_lines, run_scorer

__all__ = [
    "MOST_LOST",
    "Line",
    "clean_page",
    "fold_words",
    "lost_lines",
    "measure_cleaning",
    "paste_page",
    "share",
    "sort_line",
]

Sort = Literal["article", "furniture", "unclear"]

BLOCKS = frozenset(
    """
    address article aside blockquote body br button caption center dd details dialog div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr label legend li main nav
    ol p pre section summary table tbody tfoot thead title tr ul
    """.split()
)
UNSEEN = {
    "iframe",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
}
MIN_WORDS = 5  # a shorter line ("Home", "By the way") may stand in the article by chance
SHINGLE = 4
MOST_LOST = 15  # lines that are printed on request
_WORD = re.compile(r"\w+")


class Line(NamedTuple):
    """One line of a pasted page: what it is, the rule that cut it (empty:
    it was kept), and where it stands."""

    text: str
    sort: Sort
    rule: str
    # between the first and the last article line, where a reader's selection lies
    inside: bool


class _Paste(HTMLParser):
    """Collects the visible text of a page, with a line end at every border of a block element."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.title: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in UNSEEN or tag == "title":
            self.open.append(tag)
        between = " " if tag in {"td", "th"} else ""
        self.pieces.append("\0" if tag in BLOCKS else between)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            del self.open[self.open.index(tag) :]
        self.pieces.append("\0" if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self.open:
            self.pieces.append(data.replace("\0", " "))
        elif self.open == ["title"]:
            self.title.append(data)


def paste_page(html: str) -> tuple[list[str], str]:
    """The lines of a page that a reader would paste, white space squeezed,
    and what its `<title>` says."""
    page = _Paste()
    page.feed(html)
    page.close()
    lines = (" ".join(line.split()) for line in "".join(page.pieces).split("\0"))
    return [line for line in lines if line], " ".join(" ".join(page.title).split())


def sort_line(line: str, gold: str) -> Sort:
    """What a line is, from the words of the article (`fold_words` of its gold body
    and of the page's title).

    article: 5 words or more, all of which stand in the article one after the other. furniture: less
    than half of its runs of four words stand there. unclear, and not counted: what is between, and
    shorter lines that stand there.
    """
    words = fold_words(line).split()
    if f" {' '.join(words)} " in gold:
        return "article" if count_words(line) >= MIN_WORDS else "unclear"
    runs = [
        " ".join(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1))
    ]
    return (
        "unclear"
        if 2 * sum(f" {run} " in gold for run in runs) >= len(runs)
        else "furniture"
    )


def fold_words(*texts: str) -> str:
    """The words of the texts in lower case with one space around each; a bar between two texts.

    >>> fold_words("Putin: “No.”", "Home")
    ' putin no | home '
    """
    return f" {' | '.join(' '.join(_WORD.findall(text.casefold())) for text in texts)} "


def clean_page(page_id: str, html: str, body: str) -> tuple[list[Line], str, str]:
    """Every line of a pasted page with its sort and the rule that cut it; the kept text;
    the text as pasted.

    Captions are told apart from the text, as the gold has none of them; of a line of the article
    that only loses a credit nothing is lost. An article line is not cut if an equal line is kept:
    one copy of a paragraph is enough. Raises InputError if the page is refused as a whole.
    """
    lines, title = paste_page(html)
    gold = fold_words(body, title)
    pasted = "\n".join(lines)
    article = clean(ingest_text(pasted, name=page_id))
    if article.raw_text.count("\n") != len(lines) - 1:
        raise InputError(f"{page_id} has a line end inside a line")
    kept = {p.text for p in article.paragraphs}
    captions = {p.line for p in article.paragraphs if p.role == "caption"}
    sorts = [sort_line(line, gold) for line in lines]
    rules = {
        c.line: c.rule
        for c in article.cuts
        if sorts[c.line - 1] != "article"
        or (c.text.strip() not in kept and c.line not in captions)
    }
    body = [n for n, sort in enumerate(sorts, 1) if sort == "article"] or [0]
    judged = [
        Line(line, sort, rules.get(n, ""), body[0] < n < body[-1])
        for n, (line, sort) in enumerate(zip(lines, sorts, strict=True), 1)
    ]
    text = "\n\n".join(p.text for p in article.paragraphs if p.role != "caption")
    return judged, text, pasted


def share(lines: Iterable[Line], sort: Sort) -> float:
    """The share of the lines of one sort that was cut, 0 to 1, 4 decimals; 0 if there are none."""
    cut = [bool(line.rule) for line in lines if line.sort == sort]
    return round(sum(cut) / len(cut), 4) if cut else 0.0


def lost_lines(lines: list[Line]) -> Iterator[tuple[str, str]]:
    """The rule and the text of every article line that was cut."""
    return (
        (line.rule, line.text) for line in lines if line.sort == "article" and line.rule
    )


def measure_cleaning(folder: Path, options: argparse.Namespace) -> Iterator[Measurement]:
    """Lines lost and lines cut when whole pages are pasted,
    and how near the kept text is to the article."""
    gold = read_lines(folder / "dev.jsonl.gz")
    lines: list[Line] = []
    kept = {}
    pasted = {}
    for doc in gold:
        try:
            judged, kept[doc["id"]], pasted[doc["id"]] = clean_page(
                doc["id"], doc["html"], doc["text"]
            )
        except InputError as error:
            print(f"refused: {error}", file=sys.stderr)
            continue
        lines += judged
    if options.verbose:
        lost = Counter(lost_lines(lines)).most_common(MOST_LOST)
        sorts = ", ".join(
            f"{n} {sort}" for sort, n in Counter(line.sort for line in lines).items()
        )
        print(
            f"lines: {sorts}. Article lines lost:",
            *(f"{n} x {rule}: {text}" for (rule, text), n in lost),
            sep="\n",
        )
    cut = {
        "article_lines_lost": share(lines, "article"),
        "furniture_lines_cut": share(lines, "furniture"),
        "furniture_inside_article_cut": share(
            (line for line in lines if line.inside), "furniture"
        ),
    }
    for system, texts, figures in (("castlist", kept, cut), ("nothing cut", pasted, {})):
        report = run_scorer(
            folder, ({"id": key, "text": text} for key, text in texts.items())
        )
        words = {f"text_{name}": report[name] for name in ("precision", "recall", "f1")}
        yield Measurement(
            *about_run(folder, "", system), "pages", len(texts), figures | words
        )
    yield from measure_pages(folder, options)
