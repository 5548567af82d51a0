"""A saved page gives its article, what it says of itself, and every other line with the reason why it was left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.ingest.html import read_html
from ingest_formats import RAW, make_desk, read

ARTICLE = [line for line in (RAW / "wikinews/korea.txt").read_text(encoding="utf-8").split("\n") if line.strip()]
TITLE, BODY = ARTICLE[0], [line for line in ARTICLE[2:] if len(line.split()) > 15]
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World news</a></li></ul></nav>"
ASIDE = "<aside><h2>Most read</h2><a href='/x'>Cat found in a tree again</a></aside>"
FOOT = "<footer>All rights reserved. <a href='/c'>Contact</a></footer>"


def page(body="", head="", title=TITLE, attributes="lang='en'"):
    text = body or "".join(f"<p>{line}</p>" for line in BODY)
    return (
        f"<!doctype html><html {attributes}><head><meta charset='utf-8'><title>{title} – The Post</title>{head}</head>"
        f"<body>{MENU}<main><article><h1>{title}</h1>{text}</article></main>{ASIDE}{FOOT}</body></html>"
    )


def read_page(markup, **given):
    data = markup if isinstance(markup, bytes) else markup.encode()
    (raw,) = read(read_html, data, make_desk(**given))
    return raw


def kept(raw):
    out = {left.line for left in raw.left_out}
    return [line for n, line in enumerate(raw.text.split("\n"), 1) if n not in out]


def test_the_article_is_kept_and_every_other_line_is_in_the_ledger():
    raw = read_page(page())
    assert kept(raw) == [TITLE, *(" ".join(line.split()) for line in BODY)]
    lines = raw.text.split("\n")
    left = {lines[out.line - 1]: out.reason for out in raw.left_out}
    assert {"Home", "World news", "Cat found in a tree again"} <= set(left)
    assert "menu" in left["Home"]
    assert raw.extractor.startswith("trafilatura ")


def test_paragraphs_that_are_only_parted_by_br_are_paragraphs():
    assert kept(read_page(page("<div>" + "<br><br>".join(BODY) + "</div>")))[-len(BODY) :] == [
        " ".join(line.split()) for line in BODY
    ]


def test_what_the_page_says_of_itself():
    head = (
        "<meta property='article:published_time' content='2015-08-21T10:00:00+09:00'>"
        "<meta name='author' content='Ana Lopez'><meta property='og:site_name' content='The Post'>"
        "<link rel='canonical' href='https://example.org/korea'>"
    )
    raw = read_page(page(head=head))
    assert (raw.title, raw.author, raw.outlet, raw.published) == (TITLE, "Ana Lopez", "The Post", "2015-08-21")
    assert (raw.url, raw.language) == ("https://example.org/korea", "en")
    assert "meta tag" in raw.published_from


def test_what_it_does_not_say_stays_empty():
    raw = read_page(page())
    assert (raw.author, raw.published, raw.published_from, raw.url) == ("", "", "", "")


def test_a_wrong_charset_makes_no_broken_letters():
    markup = page(BODY[0].join(["<p>", " Erdoğan said “no”.</p>"]) + "".join(f"<p>{b}</p>" for b in BODY[1:]))
    raw = read_page(markup.replace("charset='utf-8'", "charset='windows-1252'"))
    assert any("Erdoğan said “no”." in line for line in kept(raw))


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><script>var article = 'nothing here';</script></body></html>",
        "<html><body></body></html>",
        "<html><body><noscript>Please enable JavaScript to read this page.</noscript></body></html>",
        "<html><body><p>Subscribe to continue reading.</p></body></html>",
    ],
    ids=["only-a-script", "empty", "javascript", "paywall"],
)
def test_a_page_without_an_article_is_one_sentence(markup):
    with pytest.raises(InputError, match=r"story\.bin"):
        read_page(markup)


def test_marks_of_a_translation_program_are_noted():
    raw = read_page(page(attributes="lang='ro' class='translated-ltr'"))
    assert any("machine-translated" in note for note in raw.notes)


def test_a_page_of_fifty_megabytes_is_refused():
    with pytest.raises(InputError, match=r"larger than|megabytes|MB"):
        read_page("<html><body>" + "<p>word</p>" * 5_000_000 + "</body></html>")


def test_deep_nesting_gives_text_or_an_input_error():
    try:
        raw = read_page(page("<div>" * 100_000 + "".join(f"<p>{b}</p>" for b in BODY)))
    except InputError as refusal:
        said = str(refusal)
    else:
        said = "story.bin"
        assert raw.text
    assert "story.bin" in said


@given(st.integers(0, 3000), st.text(max_size=30))
def test_a_damaged_page_gives_text_or_an_input_error(place, damage):
    markup = page()
    try:
        raw = read_page((markup[:place] + damage + markup[place + len(damage) :]).encode("utf-8", "replace"))
    except InputError as refusal:
        said = str(refusal)
    else:
        said = "story.bin"
        assert kept(raw)
    assert "story.bin" in said
