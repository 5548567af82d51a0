"""Web pages: what is kept and why not, what they say of themselves, in any encoding,
and what is no article."""

import gzip
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from trafilatura import bare_extraction

from castlist.clean import clean
from castlist.errors import InputError
from castlist.ingest.html.fragment import read_fragment
from castlist.ingest.html.page import match_lines, read_lines
from castlist.ingest.html.reader import html_to_raw, read_html
from castlist.model import Raw
from castlist.settings import Settings
from support.ingest_formats import (
    FILES,
    RAW,
    check_article,
    damaged,
    make_desk,
    make_file,
    read,
    survives,
)

HTML = FILES / "html"
ARTICLES = sorted(
    path
    for path in HTML.glob("*.html")
    if not re.search("consent|paywall|script_only", path.stem)
)
TITLE, _, _, *STORY = (
    (RAW / "wikinews" / "crane.txt").read_text(encoding="utf-8").split("\n\n")
)
STORY = [line for paragraph in STORY if (line := paragraph.strip())]
HEAD = "<title>A storm</title>"


def page(body: str = "", head: str = HEAD, *, attributes: str = 'lang="en"') -> str:
    """A page with the story in it, and what a test puts before that."""
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return f"<html {attributes}><head>{head}</head><body>{body}<article><h1>{TITLE}</h1>{story}</article></body></html>"


def read_page(markup: str | bytes, **given: str) -> Raw:
    data = markup.encode() if isinstance(markup, str) else markup
    (raw,) = read_html(make_file(data, **given), make_desk())
    check_article(raw)
    return raw


def kept(raw: Raw) -> list[str]:
    out = {left.line for left in raw.left_out}
    return [line for n, line in enumerate(raw.text.split("\n"), 1) if n not in out]


# What is kept


def test_a_news_page_is_its_article_and_a_reason_for_every_other_line():
    (raw,) = read(read_html, HTML / "news_page.html")
    lines = raw.text.split("\n")
    assert kept(raw) == [
        TITLE,
        STORY[0].replace("Arabia's", "Arabia’s"),
        *STORY[1:3],
        "The numbers",
        "107 killed, says the Civil Defense Authority",
        "238 wounded, most of them pilgrims",
        "Group | Number",
        "Killed | 107",
        *STORY[3:],
    ]
    reasons = {lines[left.line - 1]: left.reason for left in raw.left_out}
    assert reasons["World"] == "a menu"
    assert reasons["Search"] == "a form"
    assert (
        reasons["Pilgrims at the Grand Mosque in 2008. Photo: Example Pictures"]
        == "a picture's caption"
    )
    assert (
        reasons["Read more: Floods close the road to the airport for a third day"]
        == "a link"
    )
    assert reasons["More from World"] == "a box beside the article"
    assert (
        reasons["© 2015 The Example. All rights reserved."]
        == "the foot of a page or an article"
    )
    assert reasons["2 comments"] == "outside the article, says trafilatura"
    assert {left.rule for left in raw.left_out} == {"page"}
    assert raw.laid_out


@pytest.mark.parametrize(
    "unseen",
    ["Buy now", "A template", "Your comment", "enable JavaScript", "margin", "Thank you"],
)
def test_what_a_page_does_not_show_is_no_line(unseen):
    (raw,) = read(read_html, HTML / "news_page.html")
    assert unseen not in raw.text


def test_the_cleaned_page_begins_with_its_headline():
    (raw,) = read(read_html, HTML / "news_page.html")
    article = clean(raw)
    assert [p.role for p in article.paragraphs][:2] == ["title", "body"]
    assert article.row.title == article.paragraphs[0].text == TITLE
    assert len(raw.text.split("\n")) == len(article.paragraphs) + len(article.cuts)


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>one<br><br>two<br>three", ["one", "two", "three"]),
        ("<p>Er<b>do</b>gan<i> said</i> no", ["Erdogan said no"]),
        ("<p>one</p>two<p>three", ["one", "two", "three"]),
        ("<ul><li>one<li>two<ul><li>three</ul></ul>", ["one", "two", "three"]),
        ("<h1>A storm<br>in Mecca</h1>", ["A storm in Mecca"]),
        ("<table><tr><td>a<td> b <td><td>c<tr><td>d</table>", ["a | b | c", "d"]),
        (
            "<table><tr><td>Home<br>News<td>A storm came.<br>It rained.</table>",
            ["Home", "News", "A storm came.", "It rained."],
        ),
        ("<p>see <span hidden>me</span>it", ["see it"]),
        ("<p>a<script>x</script><style>y</style><noscript>z</noscript>b", ["ab"]),
        ("<p>a\u00a0 \u2028b\x85c&#1;d", ["a b cd"]),
        ("<div>one<hr>two</div>", ["one", "two"]),
        ("<p> <p>\u200b<p>&zwnj;&zwnj;<p>&shy;", []),
        ("<pre>one\ntwo\n \nthree <b>four</b></pre>", ["one two", "three four"]),
        ("", []),
    ],
)
def test_lines_are_what_a_reader_sees(markup, lines):
    assert [
        line.text
        for line in read_lines(
            html.document_fromstring(f"<html><body>{markup}</body></html>")
        )
    ] == lines


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_line_is_lost_that_trafilatura_keeps(path):
    markup = path.read_text(encoding="utf-8")
    found = bare_extraction(markup, include_comments=False, fast=True)
    lines = read_lines(html.document_fromstring(markup))
    _, lost = match_lines(
        [line.text for line in lines], found.text.split("\n") if found else []
    )
    assert lost == 0


def test_a_paragraph_is_matched_in_pieces_where_the_extractor_left_words_out():
    lines = [
        "Menu",
        "The storm that came on Friday (photo) closed the bridge over the river for weeks.",
        "It rained.",
    ]
    cut = "The storm that came on Friday closed the bridge over the river for weeks."
    shares, lost = match_lines(lines, [cut, "It rained.", "Nobody wrote this."])
    assert [share >= 0.5 for share in shares] == [False, True, True]
    assert lost == len("Nobodywrotethis")


def test_paragraphs_ended_by_br_in_a_table_are_lines():
    (raw,) = read(read_html, HTML / "paragraphs_by_br.html")
    assert kept(raw)[0] == raw.title == "Hackers attack Church of Scientology website"
    assert [line[:15] for line in kept(raw)[1:3]] == ["Wikinews has le", "The attack was "]
    assert [left.reason for left in raw.left_out] == ["above the headline"] * 3


def test_an_article_that_a_script_will_show_is_read_and_no_other_hidden_line():
    (raw,) = read(read_html, HTML / "hidden_until_script.html")
    assert kept(raw)[0] == raw.title
    assert len(kept(raw)) == 5
    assert raw.left_out[-1].reason == "hidden on the page"


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        ('<nav><a href="/a">World news and more of it</a></nav>', "a menu"),
        ('<div role="navigation">World news and more of it</div>', "a menu"),
        (
            "<aside><p>Cranes are machines that lift what people cannot.</p></aside>",
            "a box beside the article",
        ),
        (
            "<dialog open><p>Cranes are machines that lift what people cannot.</p></dialog>",
            "a message over the page",
        ),
    ],
)
def test_a_line_is_left_out_for_the_place_it_stands_in(extra, reason):
    raw = read_page(page(extra))
    assert kept(raw) == [TITLE, *STORY]
    assert [left.reason for left in raw.left_out] == [reason]


def test_a_headline_that_is_nowhere_on_the_page_is_not_made_up():
    markup = page(head="<title>Another name for it</title>").replace(
        f"<h1>{TITLE}</h1>", ""
    )
    raw = read_page(markup)
    assert kept(raw) == STORY
    assert raw.title == "Another name for it"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "<title>A storm - The Example</title><meta property='og:site_name' content='The Example'>",
            "A storm",
        ),
        (
            "<meta property='og:title' content='Storm &amp; rain'><title>x</title>",
            "Storm & rain",
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A &#8220;storm&#8221;"}</script>',
            "A “storm”",
        ),
        ("", ""),
    ],
)
def test_without_a_visible_headline_the_title_is_what_the_page_states(head, title):
    assert read_page(page(head=head).replace(f"<h1>{TITLE}</h1>", "")).title == title


# What a page says of itself


def test_metadata_of_a_news_page():
    (raw,) = read(read_html, HTML / "news_page.html")
    assert (raw.title, raw.author, raw.outlet) == (
        TITLE,
        "Ann Example, Bo O’Sample",
        "The Example",
    )
    assert (raw.published, raw.published_from) == ("2015-09-12", "JSON-LD")
    assert (raw.url, raw.language) == ("https://news.example.org/world/mecca-crane", "en")
    assert raw.extractor.startswith("trafilatura 2.")
    assert raw.notes == ()


def linked(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | said)}</script>'


@pytest.mark.parametrize(
    ("head", "body", "url", "expected"),
    [
        (linked(datePublished="2015-09-12T01:00Z"), "", "", ("2015-09-12", "JSON-LD")),
        (linked(datePublished="2015-02-30"), "", "", ("", "")),
        (linked(dateModified="2015-09-12"), "", "", ("", "")),
        (
            "<meta property='article:published_time' content='2015-09-12'>",
            "",
            "",
            ("2015-09-12", "meta tag"),
        ),
        ("<meta property='article:modified_time' content='2015-09-12'>", "", "", ("", "")),
        ("<meta name='copyrightyear' content='2015'>", "", "", ("", "")),
        (
            "",
            "<time itemprop='datePublished' datetime='2015-09-12'>Saturday</time>",
            "",
            ("2015-09-12", "time element"),
        ),
        ("", "<p class='date'>September 12, 2015</p>", "", ("2015-09-12", "text")),
        ("", "", "https://news.example.org/2015/09/12/crane", ("2015-09-12", "address")),
        ("", "", "https://news.example.org/2015/crane", ("", "")),
        ("", "<footer>© 2015 The Example</footer>", "", ("", "")),
        ("", "", "", ("", "")),
    ],
)
def test_the_date_and_where_it_stands(head, body, url, expected):
    raw = read_page(page(body, head), url=url)
    assert (raw.published, raw.published_from) == expected


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        (linked(author={"@type": "Person", "name": "By Ann Example"}), "", "Ann Example"),
        (
            linked(author=["Ann Example", {"name": "Bo Example"}]),
            "",
            "Ann Example, Bo Example",
        ),
        (
            linked(author={"@type": "Organization", "name": "Example Agency"}),
            "",
            "Example Agency",
        ),
        (linked(author={"name": "https://example.org/ann"}), "", ""),
        ("<meta name='author' content='Ann Example, ann@example.org'>", "", "Ann Example"),
        ("<meta name='author' content='https://example.org/ann'>", "", ""),
        (
            "<meta name='author' content='admin_7'>",
            "<a rel='author'>Ann Example</a>",
            "Ann Example",
        ),
        ("<meta name='author' content='admin_7'>", "", ""),
        ("<meta name='author' content='Reuters'>", "", "Reuters"),
        ("", "<p class='byline'>By Ann Example | 12 September 2015</p>", "Ann Example"),
        ("", "<p class='byline'>Last updated September 12</p>", ""),
        ("", "<p class='author'>Cite this page</p>", ""),
    ],
)
def test_the_author_is_a_name(head, body, author):
    assert read_page(page(body, head)).author == author


@pytest.mark.parametrize(
    ("head", "url", "address"),
    [
        (
            "<link rel='canonical' href='https://example.org/a'>",
            "https://example.org/a?utm=1",
            "https://example.org/a",
        ),
        (
            "<link rel='canonical' href='/a'>",
            "https://example.org/b",
            "https://example.org/a",
        ),
        ("<link rel='canonical' href='/a'>", "", ""),
        (
            "<link rel='canonical' href='javascript:x'>",
            "https://example.org/b",
            "https://example.org/b",
        ),
        ("<link rel='canonical' href='http://[broken'>", "", ""),
        (
            "<meta property='og:url' content='https://example.org/a'>",
            "",
            "https://example.org/a",
        ),
    ],
)
def test_the_address_is_the_one_that_the_page_calls_its_own(head, url, address):
    assert read_page(page(head=head), url=url).url == address


@pytest.mark.parametrize(
    ("attributes", "language"),
    [('lang="en-GB"', "en"), ('lang="DE"', "de"), ('lang="english"', ""), ("", "")],
)
def test_the_language_is_the_one_that_the_page_states(attributes, language):
    assert read_page(page(attributes=attributes)).language == language


@pytest.mark.parametrize(
    "data",
    [
        "{",
        '{"@graph": [',
        "[" * 5000,
        '{"author": {"name": 7}, "@type": [[["x"]]]}',
        '"\\ud800"',
    ],
)
def test_broken_linked_data_do_no_harm(data):
    raw = read_page(page(head=f'<script type="application/ld+json">{data}</script>'))
    assert (raw.title, raw.author, raw.published) == (TITLE, "", "")


AMERICAN = 'lang="en-US"'


@pytest.mark.parametrize(
    ("below", "attributes", "published"),
    [
        ("<p>Published: Dec. 22, 2016, 6:47 p.m.</p>", "", "2016-12-22"),
        ("<p>Written: 2023-11-07 15:03 / Updated: 2023-11-08 15:30</p>", "", "2023-11-07"),
        ("<p>Updated May 3, 2020 | First published 1 May 2020</p>", "", "2020-05-01"),
        ("<p>Last updated: 3 May 2020</p>", "", "2020-05-03"),
        (
            "<time datetime='2016-10-04 05:07:09'>10/04/2016 05:07 AM EDT</time>",
            "",
            "2016-10-04",
        ),
        ("<p>10/04/2016</p>", AMERICAN, "2016-10-04"),
        ("<p>10/04/2016</p>", 'lang="en-GB"', "2016-04-10"),
        ("<p>10/04/2016</p>", "", ""),
        ("<p>10/04/2016 5:07 AM EST</p>", "", "2016-10-04"),
        ("<p>4.10.2016</p>", "", "2016-10-04"),
        ("<div>Ann Roe<br>Thu, 14 May 2020 17:55 UTC</div>", "", "2020-05-14"),
        ("<p>February 30, 2016</p>", "", ""),
    ],
)
def test_the_day_is_the_one_beside_the_headline(below, attributes, published):
    around = (
        "<div id='today'>Mon, 25 Dec 2023</div>",
        "<div class='videos'><p><a href='v'>A band on the way to work</a></p><p>2023-11-03</p>"
        "</div><footer><p>See our User Agreement (updated 1/1/21).</p></footer>",
    )
    markup = page(around[0], attributes=attributes)
    markup = markup.replace("</h1>", f"</h1>{below}").replace(
        "</body>", f"{around[1]}</body>"
    )
    if not published:
        markup = markup.replace(around[0], "")
    assert read_page(markup).published == published


@pytest.mark.parametrize(
    ("stated", "url", "shown", "published"),
    [
        (
            "2023-01-17T00:30:00+00:00",
            "",
            "January 16, 2023 at 4:30 p.m. PST",
            "2023-01-16",
        ),
        ("2023-01-17T00:30:00Z", "https://example.org/2023/01/16/a", "", "2023-01-16"),
        ("2023-01-16T23:30:00Z", "https://example.org/2023/january/17/a", "", "2023-01-17"),
        ("2023-01-17T00:30:00-08:00", "https://example.org/2023/01/16/a", "", "2023-01-17"),
        ("2023-01-17T00:30:00Z", "https://example.org/2022/12/30/a", "", "2023-01-17"),
        ("2023-01-17", "https://example.org/2023/01/16/a", "", "2023-01-17"),
    ],
)
def test_a_day_stated_for_greenwich_gives_way_to_the_page_s_own(
    stated, url, shown, published
):
    markup = page(head=linked(datePublished=stated))
    raw = read_page(markup.replace("</h1>", f"</h1><p>{shown}</p>"), url=url)
    assert (raw.published, raw.published_from) == (published, "JSON-LD")


@pytest.mark.parametrize(
    ("below", "author"),
    [
        (
            "<div class='byline'>By <span itemprop='name'><a>Ann Roe</a></span>, <span"
            " itemprop='name'>Bo van Dyk</span>, <span>Cy Day</span> and <b>Di K. Poe</b></div>",
            "Ann Roe, Bo van Dyk, Cy Day, Di K. Poe",
        ),
        (
            "<div class='author-name'>By <a>Ann Roe</a><span class='author-title'>Staff"
            " Writer&nbsp;</span></div>",
            "Ann Roe",
        ),
        ("<p>By Ann Roe, Senior Political Correspondent</p>", "Ann Roe"),
        ("<p>By ANN ROE and BO POE, Associated Press</p>", "ANN ROE, BO POE"),
        ("<p>By <a>Ann Roe</a><i>September 12, 2015</i></p>", "Ann Roe"),
        ("<p>Written by</p><p>Ann Roe</p>", "Ann Roe"),
        ("<p class='author'>Ann Roe, MD. Reviewed by Bo Poe, MD</p>", "Ann Roe"),
        ("<p class='author'>Ann Roe Ann Roe</p>", "Ann Roe"),
        ("<p class='author-bio'>Grand Old Man of letters</p>", ""),
        ("<p>By the time it was over, the storm had killed many.</p>", ""),
        ("<p>12 September 2015 · Ann Roe</p>", ""),
    ],
)
def test_all_authors_and_nothing_but_their_names(below, author):
    assert read_page(page().replace("</h1>", f"</h1>{below}")).author == author


@pytest.mark.parametrize(
    ("author", "outlet", "expected"),
    [
        (["Ann Roe", "The Example"], "The Example", "Ann Roe"),
        ("The Example, The Example", "The Example", "The Example"),
        ("The Example | example.org", "The Example", "The Example"),
        ({"@id": "#ann"}, "The Example", "Ann Roe"),
        ("Ann Roe, BBC News", "BBC News", "Ann Roe"),
        ("admin", "The Example", ""),
    ],
)
def test_stated_authors_are_people_if_there_are_any(author, outlet, expected):
    person = '<script type="application/ld+json">{"@type": "Person", "@id": "#ann", "name": "Ann Roe"}</script>'
    head = linked(author=author, publisher={"name": outlet}) + person
    assert read_page(page(head=head)).author == expected


@pytest.mark.parametrize(
    ("head", "url", "outlet"),
    [
        (
            "<meta property='og:site_name' content='The Example | example.org'>",
            "",
            "The Example",
        ),
        ("", "https://www.example.org/a", "example.org"),
        ("", "", ""),
    ],
)
def test_the_outlet_is_what_the_page_or_its_address_calls_it(head, url, outlet):
    assert read_page(page(head=head), url=url).outlet == outlet


def test_a_headline_is_no_name_of_a_site():
    title = "Flood number 7 hits the village of Lower Marsh on Friday morning"
    paragraphs = [
        "A flood of up to two metres hit Lower Marsh on Friday morning, Mayor Ann Roe said.",
        "“We will mend the dam by May,” Roe said. Bo Poe, who lives there, thanked the firemen.",
        "Cy Day, who owns the mill, declined to comment. The sheriff called the day a miracle.",
    ]
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    raw = read_page(
        "<html><head><title>News from The Example Press</title></head><body><div class='entry'>"
        f"<div class='headline'>{title}</div>{text}</div></body></html>"
    )
    assert raw.title == kept(raw)[0] == title
    head = (
        f"<title>{TITLE} | The Example</title><meta property='og:title' content='{TITLE}'>"
    )
    raw = read_page(page("<div><a href='/'>The Example</a></div>", head))
    assert raw.title == TITLE


def test_a_standfirst_in_a_heading_stays():
    standfirst = (
        "Whether you like it or not, nobody denies that the storm has changed the city."
    )
    raw = read_page(page().replace("</h1>", f"</h1><h2 class='excerpt'>{standfirst}</h2>"))
    assert kept(raw)[:3] == [TITLE, standfirst, STORY[0]]


def test_a_caption_that_repeats_paragraphs_takes_none_away():
    caption = f"<figure><img src='x'><figcaption>{STORY[0]} {STORY[1]} (grab)</figcaption></figure>"
    assert kept(read_page(page().replace("</h1>", f"</h1>{caption}"))) == [TITLE, *STORY]


@pytest.mark.parametrize("number", [3, 12])
def test_every_entry_of_a_live_blog_stays_with_its_heading(number):
    entries = [
        (f"The hour of {names}", f"{STORY[n % 3]} It was number {n} of the day.")
        for n, names in enumerate("abcdefghijkl"[:number])
    ]
    body = "".join(
        f"<article><time datetime='2024-04-12T1{n % 10}:00'>1{n % 10}:00</time><h2>{heading}"
        f"</h2><p>{text}</p></article>"
        for n, (heading, text) in enumerate(entries)
    )
    head = HEAD + linked(**{"@type": "LiveBlogPosting", "datePublished": "2024-04-12"})
    raw = read_page(
        f"<html><head>{head}</head><body><main><h1>{TITLE}</h1>{body}</main></body></html>"
    )
    assert kept(raw) == [TITLE, *(line for entry in entries for line in entry)]


def test_a_list_of_teasers_below_the_text_goes():
    item = (
        "<li><h3><a href='/{0}'>Read of the mayor of {0}</a></h3><p class='summary'>The mayor of"
        " {0} said on Tuesday that the old bridge over the river would be closed for repairs until"
        " the end of next year, and that nobody would miss it.</p></li>"
    )
    items = "".join(map(item.format, ("Alton", "Berry", "Corby", "Dover")))
    markup = page().replace("</body>", f"<ul>{items}</ul></body>")
    assert kept(read_page(markup)) == [TITLE, *STORY]


def test_copyright_lines_that_go_on_are_cut():
    lines = [
        "Copyright 2023 Example Television Corp. All rights reserved. This material may not be"
        " published, broadcast, rewritten or redistributed.",
        "© 2016 The Example Agency. All rights reserved. This material may not be published."
        " Learn more about our Privacy Policy and Terms of Use.",
    ]
    markup = page().replace(
        "</article>", "".join(f"<p>{line}</p>" for line in lines) + "</article>"
    )
    article = clean(read_page(markup))
    assert [p.text for p in article.paragraphs] == [TITLE, *STORY]


# Encodings


def test_letters_that_were_encoded_twice_are_mended_and_said():
    twice = page("<p>x</p>").replace("Arabia's", "Arabiaâ€™s JosÃ©s")
    raw = read_page(twice)
    assert "Arabia’s Josés" in raw.text or "encoded twice" in raw.notes[0]


SPECIAL = "“Zoë Müller – señora”"


@pytest.mark.parametrize(
    "media_type", ["", "text/html; charset=iso-8859-1", "text/html; charset=utf-8"]
)
def test_utf8_is_read_as_utf8_whatever_the_page_and_its_server_say(media_type):
    raw = read_page((HTML / "says_latin1_is_utf8.html").read_bytes(), media_type=media_type)
    assert "“Zoë Müller – señora Erdoğan’s café”" in raw.text
    assert raw.notes == ()


@pytest.mark.parametrize(
    ("encoding", "meta", "media_type"),
    [
        ("cp1252", "windows-1252", ""),
        ("cp1252", "iso-8859-1", ""),
        ("cp1252", "utf-8", "text/html; charset=windows-1252"),
        ("cp1252", "", "text/html; charset=iso-8859-1"),
        ("cp1252", "windows-1252", "text/html; charset=utf-8"),
        ("cp1252", "", ""),
        ("cp1250", "windows-1250", "text/html; charset=iso-8859-1"),
        ("utf-8-sig", "iso-8859-1", "text/html; charset=iso-8859-1"),
        ("utf-16", "", ""),
        ("utf-16-le", "utf-16", ""),
    ],
)
def test_other_encodings_are_read_as_the_bytes_are(encoding, meta, media_type):
    text = SPECIAL if encoding != "cp1250" else "“Łódź – Müller”"
    markup = page(f"<p>{text}</p>", f"<meta charset='{meta}'>" if meta else "")
    raw = read_page(markup.encode(encoding), media_type=media_type)
    assert text in raw.text


def test_two_encodings_in_one_page_are_both_read_and_said():
    first, second = page(f"<p>{SPECIAL * 3}</p>").encode().split(b"<article>")
    raw = read_page(first + f"<p>{SPECIAL}</p>".encode("cp1252") + b"<article>" + second)
    assert SPECIAL * 3 in raw.text.split("\n")
    assert SPECIAL in raw.text.split("\n")
    assert "encoding changes" in raw.notes[0]


def test_an_encoding_that_only_python_knows_is_not_believed():
    markup = page(f"<p>{SPECIAL}\\x41</p>", "<meta charset='unicode_escape'>")
    assert f"{SPECIAL}\\x41" in read_page(markup.encode("cp1252")).text


def test_nul_and_control_characters_are_dropped():
    raw = read_page(page("<p>one\0two\x01three&#2;four&#x1F;five&#65535;\uffff</p>"))
    assert "onetwothreefourfive" in raw.text
    assert kept(raw)[-len(STORY) :] == STORY


# What is no article


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("paywall", "shows a paywall instead of the article (found 4"),
        ("consent", "shows a consent page instead of the article"),
        (
            "javascript_only",
            "shows a program (JavaScript) instead of the article (found 0 words)",
        ),
        (
            "script_only",
            "shows a program (JavaScript) instead of the article (found 0 words)",
        ),
    ],
)
def test_a_page_that_shows_something_else_is_refused_as_that(name, message):
    with pytest.raises(
        InputError, match=r"copy the text, and run `castlist run -`\.$"
    ) as error:
        read(read_html, HTML / f"{name}.html")
    assert f"{name}.html {message}" in str(error.value)


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("", "is empty"),
        ("<!-- nothing -->", "is empty"),
        ("<html><body></body></html>", "has no article text (found 0 words)"),
        ("<p>Page not found.</p><p>Go home.</p>", "has no article text"),
        (
            "<p>Please verify you are a human to go on.</p>",
            "shows a test whether you are a robot",
        ),
        (f"<p>{'<b>' * 100_000}a storm", "nests more than 2,000 tags"),
        ("<div>" * 100_000 + page(), "nests more than 2,000 tags"),
        (page("<br>" * 100_001), "has more than 30,000 tags"),
        (page(f"<p>{'rain ' * 200_000}</p>"), "has more than 1,000,000 characters"),
    ],
)
def test_a_page_without_an_article_is_refused_in_one_sentence(markup, message):
    with pytest.raises(InputError, match=r"story\.bin") as error:
        read_page(markup)
    assert message in str(error.value)


def test_a_page_of_50_megabytes_is_refused_before_it_is_parsed():
    with pytest.raises(InputError, match="larger than 20,000,000 bytes"):
        read_page(page().encode() + b" " * 50_000_000)


PLAIN = " ".join(f"a{n}" for n in range(30_000))
ANGLES = " ".join(f'a{n}="<>"' for n in range(30_000))


@pytest.mark.parametrize(
    "tag",
    [
        f"<p {PLAIN}>",
        f"<p {ANGLES}>",
        f"<p {PLAIN.replace(' ', '/')}>",
        f"<p {PLAIN.replace(' ', '=1 ')}",
        f'<p ="><b a="> x" {PLAIN}>',
        "<p>" + f"<p {PLAIN[:60_000]}>" * 20,
        "<a x='" * 60_000,
    ],
    ids=["plain", "angles", "slashes", "no-end", "hidden", "many", "one in another"],
)
def test_tags_that_would_keep_the_parser_busy_are_refused(tag):
    with pytest.raises(
        InputError,
        match=r"a tag with too many attributes: it is broken, or a trap\. Open it",
    ):
        read_page(page(tag))
    with pytest.raises(InputError, match="a tag with too many attributes"):
        read_fragment(tag, "feed.xml")


def test_an_honest_tag_may_have_many_attributes_and_a_script_may_compare():
    attributes = " ".join(f'data-{n}="a > b"' for n in range(2_000))
    script = "<script>for (i=0;i<n;i++) { x='it is'; }</script>" * 500
    assert read_page(page(f"<div {attributes}>{script}</div>")).text


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(InputError, match="encoding that cannot be told"):
        read_page(b"<html><body>" + gzip.compress(bytes(range(256)) * 200))


@pytest.mark.parametrize("depth", [300, 1500])
def test_tags_that_nobody_closed_hide_no_text(depth):
    assert kept(read_page("<font>" * depth + page()))[-len(STORY) :] == STORY


def test_text_before_a_paywall_is_read_with_a_note():
    (raw,) = read(read_html, HTML / "first_paragraphs_free.html")
    assert raw.notes == (
        "The page says that it is not free: the text may be only its beginning.",
    )
    assert len([line for line in kept(raw) if len(line) > 100]) == 2


def test_a_plea_to_register_below_a_short_text_is_noted():
    short = page().replace(
        "".join(f"<p>{p}</p>" for p in STORY[2:]),
        "<p>Subscribe to continue reading this story.</p>",
    )
    (note,) = read_page(short).notes
    assert note.startswith(
        "The page asks its readers to pay or to register (“Subscribe to continue reading”)"
    )


@pytest.mark.parametrize(
    ("markup", "sign"),
    [
        (
            (HTML / "translated_by_browser.html").read_text(encoding="utf-8"),
            "marked translated-ltr",
        ),
        (page(attributes='lang="en-x-mtfrom-ru"'), "marked x-mtfrom-ru"),
        (
            page().replace("<h1>", "<h1 _msttexthash='7'>"),
            "the marks of Microsoft Translator",
        ),
        (
            page(head="<meta name='ms.translationtype' content='MT'>"),
            "its publisher says so",
        ),
    ],
)
def test_marks_of_machine_translation_are_noted(markup, sign):
    (note,) = read_page(markup).notes
    assert "looks machine-translated: " in note
    assert sign in note


# Others call the reader with decoded HTML; and whatever comes, it is an article or an InputError


def test_html_that_somebody_else_decoded_can_be_read():
    file = make_file(b"", url="https://example.org/a")
    raw = html_to_raw(
        page("<p>half \ud83d a character</p>"), file, Settings(), notes=["From a mail."]
    )
    assert (raw.title, raw.url, raw.notes) == (
        TITLE,
        "https://example.org/a",
        ("From a mail.",),
    )
    check_article(raw)


@given(st.data())
def test_damaged_pages_give_an_article_or_an_input_error(data):
    survives(
        read_html, data.draw(damaged(data.draw(st.sampled_from(ARTICLES)).read_bytes()))
    )


TAGS = "a article aside b br div font form h1 h2 li nav p script span table td time tr ul".split()
PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        *STORY,
        "<!--",
        "\0",
        "&#1;",
        "]]>",
    ]
)


@given(st.lists(PIECES | st.text(max_size=20), max_size=40))
def test_any_heap_of_tags_gives_an_article_or_an_input_error(pieces):
    survives(read_html, "".join(pieces).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_an_input_error(data):
    survives(read_html, b"<html><body><p>" + data)
