"""A piece of HTML that is all article (a feed's entry, the body of a news item) -> its lines, and
what is no text."""

from castlist.errors import InputError
from castlist.ingest.html.page import PageLine, read_lines
from castlist.ingest.html.tags import has_endless_tag
from castlist.ingest.html.turns import part_bold_names
from castlist.model import LeftOut
from castlist.text import UNPRINTABLE, name_key

__all__ = ["read_fragment", "squeeze"]

_TOP = 3  # lines: below a kicker and a date a headline still stands on top


def squeeze(text: str) -> str:
    """The text on one line: white space squeezed, no control characters, no half characters.

    >>> squeeze(" Ankara\\u00a0\\n said\\x00 no ")
    'Ankara said no'
    """
    return " ".join(UNPRINTABLE.sub("", text).split())


def read_fragment(
    markup: str, where: str, *, title: str = ""
) -> tuple[list[str], tuple[LeftOut, ...]]:
    """The lines of a piece of HTML, a line a block, under its title; captions, menus and forms are
    marked as left out.

    No article is looked for: whoever made the piece has done that. No lines if it has no text.
    Raises InputError if it cannot be parsed.
    """
    from lxml import etree, html

    if has_endless_tag(markup):
        raise InputError(
            f"{where} has a tag with too many attributes: it is broken, or a trap. Leave it"
            " out."
        )
    # Bytes, as lxml reads no text that declares an encoding;
    # "huge" allows 2,048 nested tags instead of 256.
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(UNPRINTABLE.sub("", markup).encode(), parser)
    except etree.ParserError:  # there is nothing in it, or only a comment
        return [], ()
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(
            f"{where} has HTML that cannot be read ({squeeze(str(error))}). Save it as"
            " text."
        ) from error
    if len(parser.error_log.filter_from_fatals()):
        raise InputError(
            f"{where} nests more than 2,000 tags in each other: it is broken, or a trap."
            " Leave it out."
        )
    lines = part_bold_names(read_lines(root))
    if (
        lines
        and title
        and name_key(title) not in [name_key(line.text) for line in lines[:_TOP]]
    ):
        lines.insert(0, PageLine(title, "h1", "", 0.0))
    left_out = tuple(
        LeftOut(n, "page", line.place) for n, line in enumerate(lines, 1) if line.place
    )
    return [line.text for line in lines], left_out
