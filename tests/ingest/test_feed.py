import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.ingest.feed import read_feed
from support.ingest_formats import FILES, damaged, make_desk, read, survives

FEED = FILES / "feed"
TITLE = "At least 107 killed in Mecca crane collapse"


def rss(item: str) -> bytes:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    feed = f'<rss version="2.0" {spaces}><channel><title>The Paper</title><item>{item}</item></channel></rss>'
    return feed.encode()


def test_an_entry_with_its_whole_text_is_an_article():
    first, second, third = read(read_feed, FEED / "full-text.rss")
    lines = first.text.split("\n")
    assert lines[0] == first.title == "North Korea puts military in 'quasi-state of war'"
    assert len(lines) == 8
    assert [lines[left.line - 1] for left in first.left_out] == [
        "A loudspeaker. Photo: Example"
    ]
    assert (first.author, first.outlet, first.language) == (
        "Wikinews contributors",
        "Wikinews",
        "en",
    )
    # where it was written, not in UTC
    assert (first.published, first.published_from) == ("2015-08-21", "feed entry")
    assert (
        first.url
        == "https://en.wikinews.org/wiki/north-korea-puts-military-in-quasi-state-of-war"
    )
    assert first.name == "north-korea-puts-military-in-quasi-state-of-war"
    assert first.notes == ()
    assert first.laid_out
    assert "entry 2 (A page without text) has no text in the feed" in str(second)
    # its address ends in a number
    assert third.name == "at-least-107-killed-in-mecca-crane-collapse"
    assert len(third.text.split("\n")) == 6  # paragraphs between line breaks
    assert third.author == ""  # a mail address only


def test_atom_names_authors_and_tells_publication_from_the_last_change():
    first, second = read(read_feed, FEED / "atom.xml")
    assert (first.title, first.outlet, first.author) == (
        TITLE,
        "Wikinews & friends",
        "Ann Example, Bo Example",
    )
    assert (first.published, first.published_from) == (
        "2015-09-13",
        "feed entry, last change",
    )
    assert (second.published, second.published_from) == ("2008-01-20", "feed entry")
    assert first.notes == second.notes == ()
    # XHTML; plain text with line ends
    assert [len(raw.text.split("\n")) for raw in (first, second)] == [6, 11]


def test_a_teaser_says_that_it_is_one():
    notes = [raw.notes[0] for raw in read(read_feed, FEED / "teasers.rss")]
    assert notes == [
        f"The feed gives only a summary: {words} words." for words in (47, 7, 31)
    ]


@pytest.mark.parametrize(
    ("end", "is_whole"),
    [
        ("He will be back on Monday.", True),
        ("“We waited ...” she said. He will be back on Monday.", True),
        ("He will be [...]", False),
        ("He will be…", False),
        ("<a href='x'>Read more</a>", False),
        ("<a href='x'>Continue reading this story »</a>", False),
        (
            "The post <a href='x'>A bridge</a> appeared first on <a href='x'>The Paper</a>.",
            False,
        ),
    ],
)
def test_a_whole_text_that_a_feed_calls_a_description_is_no_summary(end, is_whole):
    body = (
        "<p>The minister opened the bridge over the river on Monday.</p>" * 15
        + f"<p>{end}</p>"
    )
    (raw,) = read(
        read_feed,
        rss(f"<title>A bridge</title><description><![CDATA[{body}]]></description>"),
    )
    assert [note for note in raw.notes if "only a summary" in note] == (
        [] if is_whole else list(raw.notes)
    )
    assert bool(raw.notes) is not is_whole


def test_an_encoding_that_is_a_program_of_python_is_not_believed():
    head = b"<?xml version='1.0' encoding='unicode_escape'?>"
    (raw,) = read(
        read_feed,
        head
        + rss("<description>A caf\xe9 \\ud800 text.</description>")
        .decode()
        .encode("latin-1"),
    )
    assert "\\ud800 text." in raw.text


def test_an_older_feed_in_latin_1():
    (raw,) = read(read_feed, FEED / "latin-1.rdf")
    assert raw.outlet == "Café Wikinews"
    assert raw.text.endswith("Café.")
    assert (raw.published, raw.published_from) == ("2015-09-12", "feed entry")


def test_a_broken_feed_is_read_as_far_as_possible():
    first, second = read(read_feed, FEED / "broken.rss")
    assert first.text.startswith(f"{TITLE}\nHere & there it was said: A storm")
    assert first.notes[-1] == "The feed's XML is broken; it was read as far as possible."
    assert isinstance(second, InputError)


@pytest.mark.parametrize(
    ("said", "field", "expected"),
    [
        ("<link>javascript:alert(1)</link>", "url", ""),
        ("<link>https://example.org/a\n<b>c</b></link>", "url", "https://example.org/a"),
        ("<pubDate>soon</pubDate>", "published", ""),
        ("<pubDate>Fri, 31 Feb 2015 10:00:00 GMT</pubDate>", "published", ""),
        ("<author>ann@example.org (Ann Example)</author>", "author", "Ann Example"),
        ("<dc:creator>Ann</dc:creator><dc:creator>Bo</dc:creator>", "author", "Ann, Bo"),
        ("<source url='x'>Other Paper</source>", "outlet", "Other Paper"),
        ("<title>A &amp;amp; B</title>", "title", "A & B"),
    ],
)
def test_what_an_entry_says_of_itself(said, field, expected):
    (raw,) = read(read_feed, rss(f"{said}<description>A text.</description>"))
    assert getattr(raw, field) == expected


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("<p>One.</p><script>x()</script>Two.", ["The title", "One.", "Two."]),
        ("<h2>The <b>title</b></h2><p>Text.</p>", ["The title", "Text."]),
        ("Text.<br/><br/>More<!-- hidden --> text.", ["The title", "Text.", "More text."]),
        ("Bell\x07 rings.", ["The title", "Bell rings."]),
        ("<p>Never closed <i>here", ["The title", "Never closed here"]),
    ],
)
def test_the_html_of_an_entry_becomes_lines_under_its_title(content, lines):
    (raw,) = read(
        read_feed,
        rss(
            f"<title>The title</title><content:encoded><![CDATA[{content}]]></content:encoded>"
        ),
    )
    assert raw.text.split("\n") == lines


@pytest.mark.parametrize(
    ("data", "limits", "says"),
    [
        ((FEED / "entity-bomb.rss").read_bytes(), {}, "declares XML entities"),
        ((FEED / "outside-entity.rss").read_bytes(), {}, "declares XML entities"),
        (
            (FEED / "entity-bomb.rss").read_text().encode("utf-16"),
            {},
            "declares XML entities",
        ),
        ((FEED / "no-entries.rss").read_bytes(), {}, "without entries"),
        (b"<!-- <rss>", {}, "does not begin with an element"),
        (b"<html><body>no feed</body></html>", {}, "without entries"),
        (rss("<title>a</title></item><item>"), {"max_members": 1}, "2 entries"),
        (rss("&lt;p>" * 200_001), {}, "more than 200,000 tags"),
        (
            rss(f"<x {' '.join(f'a{n}' for n in range(21_000))}/>"),
            {},
            "too many attributes",
        ),
        (rss("x" * 100), {"max_page_bytes": 100}, "more than 100 bytes"),
    ],
)
def test_what_cannot_be_read_says_why(data, limits, says):
    with pytest.raises(InputError, match=says):
        read(read_feed, data, make_desk(**limits))


def test_a_plain_document_type_is_no_harm():
    head = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://example.org/rss.dtd">\n'
    (raw,) = read(read_feed, head + rss("<description>A text.</description>"))
    assert raw.text == "A text."


def test_without_feedparser_the_message_prints_the_install_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(InputError, match=r"pip install 'castlist\[feeds\]'"):
        read(read_feed, FEED / "atom.xml")


def test_an_entry_that_is_a_trap_is_an_error_among_the_others():
    trap = (
        "<description><![CDATA["
        + "<b>" * 100_000
        + "text]]></description></item><item><description>A text.</description>"
    )
    first, second = read(read_feed, rss(trap))
    assert "nests more than 2,000 tags" in str(first)
    assert second.text == "A text."


@given(
    st.sampled_from(["full-text.rss", "atom.xml", "entity-bomb.rss"]).flatmap(
        lambda name: damaged((FEED / name).read_bytes())
    )
    | st.binary(max_size=300)
)
def test_no_damaged_feed_breaks_the_reader(data):
    survives(read_feed, data)
