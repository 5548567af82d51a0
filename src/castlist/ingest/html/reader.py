"""A web page -> Raw: every line that it shows, a mark at each that is not its article,
and what it says of itself."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version

from lxml import etree, html
from lxml.html import HtmlElement

from castlist.english.rules import has_one, read_rules
from castlist.errors import InputError
from castlist.ingest.context import File, ReadContext
from castlist.ingest.encoding import decode_page, mend_twice_encoded
from castlist.ingest.html.article import ArticleLines, choose_lines
from castlist.ingest.html.dateline import find_shown, settle
from castlist.ingest.html.fragment import squeeze
from castlist.ingest.html.metadata import read_metadata
from castlist.ingest.html.page import read_lines
from castlist.ingest.html.tags import has_endless_tag
from castlist.ingest.html.turns import part_bold_names
from castlist.model import LeftOut, Raw
from castlist.settings import Settings
from castlist.text import estimate_words

__all__ = ["html_to_raw", "read_html"]

# takes ten seconds; ten times as many take hours,
# as trafilatura compares lines with each other
_MOST_TAGS = 30_000
# tables around a table; no page of the two public benchmarks (251) has more than two
_DEEPEST_TABLE = 30
_STUB = 50  # words; less is what stands in front of a paywall
_PREVIEW = 300  # words; more is not shown to those who may not read the article
_PAYWALL = "a paywall"  # as rules/walls.txt calls it
_SCRIPT = "a program (JavaScript)"
_NOT_FREE = "says that it is not free"
_BY_HAND = "Open it in your browser, copy the text, and run `castlist run -`."
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})
# lxml hands on what is written as a number, and then refuses to copy it:
# no XML may have these characters.
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])|[xX]0*(?:[0-8bBcCeEfF]|1[\da-fA-F]|[fF]{3}[eEfF]))(?:;|\b)"
)
_TRANSLATED = {
    "its words have the marks of Google Translate": lambda root: any(
        font.get("style") == "vertical-align: inherit;" for font in root.iter("font")
    ),
    "its words have the marks of Microsoft Translator": etree.XPath(
        "boolean(.//@_msttexthash)"
    ),
    "its publisher says so": lambda root: any(
        meta.get("name") == "ms.translationtype" and meta.get("content") == "MT"
        for meta in root.iter("meta")
    ),
}


def read_html(file: File, context: ReadContext) -> Iterator[Raw]:
    """The article of a saved or fetched page.

    Raises InputError if it is too large, cannot be read, has no article, or shows a paywall or the
    like instead.
    """
    most = context.settings.max_page_bytes
    if len(file.data) > most:
        raise InputError(
            f"{file.where} is larger than {most:,} bytes, too long for a web page. Save it"
            " as text."
        )
    markup, note = decode_page(file)
    markup, mended = mend_twice_encoded(markup)
    notes = [text for text in (note, mended) if text]
    yield html_to_raw(markup, file, context.settings, notes=notes)


def html_to_raw(
    markup: str, file: File, settings: Settings, *, notes: Sequence[str] = ()
) -> Raw:
    """The article of a page that somebody else decoded;
    the file says what it is called and where it is from.

    Raises InputError as `read_html` does.
    """
    root = _parse(markup, file.where)
    about = read_metadata(root, file.url)
    lines = part_bold_names(read_lines(root))
    if sum(len(line.text) for line in lines) > settings.max_characters:
        raise InputError(
            f"{file.where} has more than {settings.max_characters:,} characters. {_BY_HAND}"
        )
    choice = choose_lines(root, lines, about)
    shown = find_shown(choice, root.get("lang") or root.get("xml:lang") or "")
    about = settle(about, shown)
    words = _count_words(choice)
    walls = _find_walls(root, choice, words, is_free=about.is_free)
    _refuse(file.where, words, walls, settings.min_words)
    return Raw(
        "\n".join(line.text for line in choice.lines),
        name=file.name,
        source=file.source,
        extractor=_extractor(),
        title=_title(choice, about.titles, about.outlet),
        author=about.author,
        outlet=about.outlet,
        published=about.published,
        published_from=about.published_from,
        url=about.url,
        language=about.language,
        left_out=tuple(
            LeftOut(n, "page", reason)
            for n, reason in enumerate(choice.reasons, 1)
            if reason
        ),
        laid_out=True,
        notes=(*notes, *_wall_notes(walls), *_translation_notes(root)),
    )


def _parse(markup: str, where: str) -> HtmlElement:
    if has_endless_tag(markup):
        raise InputError(
            f"{where} has a tag with too many attributes: it is broken, or a trap."
            f" {_BY_HAND}"
        )
    # Bytes, as lxml reads no text that declares an encoding;
    # "huge" allows 2,048 nested tags instead of 256.
    data = _CONTROL_REFERENCE.sub("", markup.replace("\ufffe", "").replace("\uffff", ""))
    parser = html.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = html.document_fromstring(
            data.encode("utf-8", "replace").translate(None, _CONTROLS), parser
        )
    except etree.ParserError as error:  # there is nothing in it, or only a comment
        raise InputError(f"{where} is empty: it shows no text. {_BY_HAND}") from error
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(
            f"{where} is HTML that cannot be read ({squeeze(str(error))}). {_BY_HAND}"
        ) from error
    if len(parser.error_log.filter_from_fatals()):
        raise InputError(
            f"{where} nests more than 2,000 tags in each other: it is broken, or a trap."
            f" {_BY_HAND}"
        )
    if root.xpath("count(.//*)") > _MOST_TAGS:
        raise InputError(
            f"{where} has more than {_MOST_TAGS:,} tags: it is no article, or a trap."
            f" {_BY_HAND}"
        )
    _flatten_tables(root)
    return root


def _flatten_tables(root: HtmlElement) -> None:
    """Tables deeper in each other than any layout become blocks:
    trafilatura takes the cube of their depth."""
    if sum(1 for _ in root.iter("table")) <= _DEEPEST_TABLE:
        return
    depth = 0
    deep = []
    for event, table in etree.iterwalk(root, events=("start", "end"), tag="table"):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > _DEEPEST_TABLE:
            deep.append(table)
    for table in deep:
        table.tag = "div"


@cache
def _extractor() -> str:
    return f"trafilatura {version('trafilatura')}"


def _find_walls(
    root: HtmlElement, choice: ArticleLines, words: int, *, is_free: bool
) -> dict[str, str]:
    """What the page shows in place of the rest of its article -> the words that say so;
    of long articles nothing."""
    walls = {} if is_free else {_PAYWALL: _NOT_FREE}
    if words < _PREVIEW:
        unseen = " ".join(" ".join(element.itertext()) for element in root.iter("noscript"))
        text = "\n".join([*(line.text for line in choice.lines), unseen])
        small = text.lower()  # a search in any case takes four times as long
        same = small if len(small) == len(text) else text
        for wall, pattern, needed in read_rules("walls"):
            found = re.search(pattern, same) if has_one(same, needed.split("|")) else None
            if found:
                said = text[found.start() : found.end()]
                walls.setdefault(wall, f"asks its readers to pay or to register (“{said}”)")
        if not choice.lines and root.find(".//script") is not None:
            walls.setdefault(_SCRIPT, "")
    return walls


def _refuse(where: str, words: int, walls: dict[str, str], least: int) -> None:
    """InputError if there is no article:
    less than `least` words, or a stub with the marks of a paywall."""
    if words >= least and (words >= _STUB or _PAYWALL not in walls):
        return
    if not walls:
        raise InputError(f"{where} has no article text (found {words} words). {_BY_HAND}")
    raise InputError(
        f"{where} shows {next(iter(walls))} instead of the article (found {words} words)."
        f" {_BY_HAND}"
    )


def _count_words(choice: ArticleLines) -> int:
    """Words under the headline, in any script."""
    kept = zip(choice.lines, choice.reasons, strict=True)
    return sum(
        estimate_words(line.text)
        for n, (line, reason) in enumerate(kept)
        if not reason and n != choice.headline
    )


def _title(choice: ArticleLines, titles: Sequence[str], outlet: str) -> str:
    """The headline as the page shows it, else as it states it,
    without the outlet's name behind it."""
    if choice.headline is not None:
        return choice.lines[choice.headline].text
    stated = titles[0] if titles else ""
    return re.sub(rf"\s+[|•·–—»-]\s+{re.escape(outlet)}$", "", stated) if outlet else stated


def _wall_notes(walls: dict[str, str]) -> list[str]:
    says = walls.get(_PAYWALL)
    return [f"The page {says}: the text may be only its beginning."] if says else []


def _translation_notes(root: HtmlElement) -> list[str]:
    signs = [sign for sign, stands_in in _TRANSLATED.items() if stands_in(root)]
    named = {
        *root.get("class", "").split(),
        *re.findall(r"x-mtfrom-\w+", root.get("lang", "")),
    }
    marks = sorted(name for name in named if name.startswith(("translated-", "x-mtfrom-")))
    signs += [f"the page is marked {mark}" for mark in marks]
    return (
        [f"It looks machine-translated: {'; '.join(signs)}. Names and tone may be wrong."]
        if signs
        else []
    )
