"""Word documents (DOCX) -> Raw:
the paragraphs that a reader of the printed page sees, as the last editor left them.

The XML is walked directly: python-docx leaves out insertions, content controls and text boxes, and
loads every picture. Nothing is executed, resolved or fetched. Elements are known by their local
names, so that the strict form of the format (other namespaces) is read as well. Source: ECMA-376
part 1, section 17.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from castlist.errors import InputError
from castlist.ingest.context import File, ReadContext
from castlist.ingest.html.fragment import squeeze
from castlist.ingest.package import Package, open_zip
from castlist.model import LeftOut, Raw
from castlist.text import count_words, name_key

__all__ = ["read_word"]

_DOCUMENT = "word/document.xml"
_HEAD_OR_FOOT = re.compile(r"word/(header|footer)\d*\.xml")
_RELATIONS = re.compile(r"word/_rels/.*\.rels")
_MACROS = re.compile(r"(^|/)vbaProject\.bin$", re.IGNORECASE)
_CHARACTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Not text: properties, what tracked changes took away,
# the second form of a text box, phonetic guides.
_NO_TEXT = {
    "pPr",
    "rPr",
    "sectPr",
    "tblPr",
    "trPr",
    "tcPr",
    "sdtPr",
    "del",
    "moveFrom",
    "Fallback",
    "rt",
    "txbxContent",
}
_CHANGES = "It has tracked changes: insertions were read, deletions were not."
_NOTES = {
    "ins": _CHANGES,
    "del": _CHANGES,
    "footnoteReference": "Its footnotes were not read.",
    "endnoteReference": "Its endnotes were not read.",
    "commentReference": "Its comments were not read.",
    "altChunk": "A document that is embedded in it was not read.",
}
_OFF = {"0", "false", "off"}


class _Styles(NamedTuple):
    """Which styles, by their ids, hide text, and which one is for the title."""

    hidden: frozenset[str]
    title: frozenset[str]


def read_word(file: File, context: ReadContext) -> Iterator[Raw]:
    """The article in a Word document: a line a paragraph, or a row of short table cells; running
    heads at the end.

    The title is what is styled as one, else the title among the document's properties if a line
    says the same; the author is the one of the properties if a line names them. Dates of the file
    say nothing of the article. Raises InputError if it is broken, too large, or has no text.
    """
    package = open_zip(file, context)
    limit = context.settings.max_page_bytes
    document = _parse(package, _DOCUMENT, limit)
    styles = _read_styles(package, limit)
    lines = [
        line
        for text in _blocks(document, styles, context.settings.body_words)
        for line in _lines(text)
    ]
    if not lines:
        raise InputError(
            f"{file.where} has no text in it. If its pages are pictures, run OCR over it"
            " first."
        )
    heads = dict.fromkeys(
        line
        for name in sorted(
            filter(_HEAD_OR_FOOT.fullmatch, package.sizes),
            key=lambda name: ("footer" in name, name),
        )
        for text in _blocks(
            _parse(package, name, limit), styles, context.settings.body_words
        )
        for line in _lines(text)
    )
    every = [*lines, *heads]
    title, author = _read_properties(package, limit, lines)
    yield Raw(
        "\n".join(every),
        name=file.name,
        source=file.source,
        extractor=f"word (lxml {etree.__version__})",
        title=_find_title(document, styles) or title,
        author=author,
        url=file.url,
        left_out=tuple(
            LeftOut(n, "running_head", "the head or foot of every page")
            for n in range(len(lines) + 1, len(every) + 1)
        ),
        laid_out=True,
        notes=tuple(_find_notes(package, document, limit)),
    )


def _parse(package: Package, name: str, limit: int) -> etree._Element:
    data = package.read(name, limit)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            f"{package.where} is broken: {name} is no XML ({squeeze(str(error))}). Save it"
            " again."
        ) from error
    if root.getroottree().docinfo.doctype:  # Word writes none; it is what entity bombs need
        raise InputError(
            f"{package.where} is unsafe: {name} declares a document type. Save it again."
        )
    return root


def _name(node: etree._Element) -> str:
    return node.tag.rpartition("}")[2]


def _value(node: etree._Element | None) -> str:
    """The attribute w:val, in whatever namespace."""
    values = (
        []
        if node is None
        else [
            value for key, value in node.attrib.items() if key.rpartition("}")[2] == "val"
        ]
    )
    return values[0] if values else ""


def _child(node: etree._Element | None, *path: str) -> etree._Element | None:
    for name in path:
        node = (
            None
            if node is None
            else next((child for child in node if _name(child) == name), None)
        )
    return node


def _find(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of that name inside, outermost only."""
    for child in node:
        if _name(child) == name:
            yield child
        elif _name(child) not in _NO_TEXT:
            yield from _find(child, name)


def _is_hidden(node: etree._Element, properties: str, style: str, styles: _Styles) -> bool:
    vanish = _child(node, properties, "vanish")
    hidden = vanish is not None and _value(vanish) not in _OFF
    return hidden or _value(_child(node, properties, style)) in styles.hidden


def _blocks(node: etree._Element, styles: _Styles, cell_words: int) -> Iterator[str]:
    """The text of every paragraph in reading order,
    a text box after the paragraph that it hangs on."""
    held = ""  # of paragraphs whose end was deleted: they go on in the next one
    for child in node:
        name = _name(child)
        if name == "p":
            text = held + (
                ""
                if _is_hidden(child, "pPr", "pStyle", styles)
                else "".join(_pieces(child, styles))
            )
            held = text if _child(child, "pPr", "rPr", "del") is not None else ""
            if not held:
                yield text
            for box in _find(child, "txbxContent"):
                yield from _blocks(box, styles, cell_words)
        elif name == "tr":
            if _child(child, "trPr", "del") is None:
                yield from _row(child, styles, cell_words)
        elif name not in _NO_TEXT:
            yield from _blocks(child, styles, cell_words)
    yield held


def _row(row: etree._Element, styles: _Styles, cell_words: int) -> Iterator[str]:
    """A row of a table: one line if it is data,
    but the paragraphs of each cell if the table only lays out text."""
    cells = [
        [squeeze(text) for text in _blocks(cell, styles, cell_words)]
        for cell in _find(row, "tc")
    ]
    cells = [[text for text in cell if text] for cell in cells]
    if all(len(cell) <= 1 and count_words(" ".join(cell)) < cell_words for cell in cells):
        yield " | ".join(cell[0] for cell in cells if cell)
    else:
        for cell in cells:
            yield from cell


def _pieces(node: etree._Element, styles: _Styles) -> Iterator[str]:
    for child in node:
        name = _name(child)
        if name == "t":
            yield (child.text or "").replace("\n", " ")
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name not in _NO_TEXT and not (
            name == "r" and _is_hidden(child, "rPr", "rStyle", styles)
        ):
            yield from _pieces(child, styles)


def _lines(text: str) -> list[str]:
    return [line for line in map(squeeze, text.split("\n")) if line]


def _read_styles(package: Package, limit: int) -> _Styles:
    if "word/styles.xml" not in package.sizes:
        return _Styles(frozenset(), frozenset())
    hidden = set()
    title = set()
    for style in _find(_parse(package, "word/styles.xml", limit), "style"):
        key = next(
            (value for name, value in style.attrib.items() if name.endswith("styleId")), ""
        )
        vanish = _child(style, "rPr", "vanish")
        if vanish is not None and _value(vanish) not in _OFF:
            hidden.add(key)
        # in every language of Word; the id is translated
        if _value(_child(style, "name")).lower() == "title":
            title.add(key)
    return _Styles(frozenset(hidden), frozenset(title))


def _find_title(document: etree._Element, styles: _Styles) -> str:
    for paragraph in _find(document, "p"):
        text = squeeze("".join(_pieces(paragraph, styles)))
        if text and _value(_child(paragraph, "pPr", "pStyle")) in styles.title:
            return text
    return ""


def _read_properties(package: Package, limit: int, lines: list[str]) -> tuple[str, str]:
    if "docProps/core.xml" not in package.sizes:
        return "", ""
    core = _parse(package, "docProps/core.xml", limit)
    title, author = (
        squeeze(node.text or "") if (node := _child(core, n)) is not None else ""
        for n in ("title", "creator")
    )
    # Both are often left over from another document or made up by the program;
    # the account is seldom the author.
    names_title = name_key(title) in map(name_key, lines)
    words = rf"\b{re.escape(author)}\b" if author else r"\b\B"
    names_author = any(re.search(words, line, re.IGNORECASE) for line in lines)
    return title if names_title else "", author if names_author else ""


def _find_notes(package: Package, document: etree._Element, limit: int) -> Iterator[str]:
    if any(map(_MACROS.search, package.sizes)):
        yield "The file holds macros; they were not run."
    links = [
        link
        for name in filter(_RELATIONS.fullmatch, package.sizes)
        for link in _find(_parse(package, name, limit), "Relationship")
        if link.get("TargetMode") == "External"
        and not link.get("Type", "").endswith("/hyperlink")
    ]
    if links:
        yield "The file points to outside files; they were not fetched."
    found = {_name(node) for node in document.iter()}
    yield from dict.fromkeys(note for name, note in _NOTES.items() if name in found)
