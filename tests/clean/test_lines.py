"""Whole lines are cut, by rules that are data; the rest stays character for character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.clean import clean
from castlist.errors import InputError
from castlist.model import Decision, LeftOut, Raw
from castlist.pipeline import read_article
from castlist.text import count_words, split_lines, strip_line
from support.paths import SAMPLE

BODY = "The mayor of the town said on Monday that the old bridge would be closed for repairs until the end of next year."


def article(*lines, **metadata):
    return clean(
        Raw(
            "\n".join(lines), name="story", source="story.txt", extractor="text", **metadata
        )
    )


FURNITURE = [
    ("See also  “Tomb” photo of a tank shot from a drone", "related"),
    ("Read more: Why the bridge matters", "related"),
    ("RELATED STORIES", "related"),
    ("You may also like", "related"),
    ("Click here to see the full gallery", "related"),
    ("Continue reading…", "more"),
    ("Author: Alexandru Rotaru", "author"),
    ("Written by Jane Q. Public", "author"),
    ("By Jane Public and John O’Neill", "author"),
    ("Leave a Reply", "comments"),
    ("Your email address will not be published.", "comments"),
    ("Required fields are marked *", "comments"),
    ("23 Comments", "comments"),
    ("Share this article on Facebook, Twitter, WhatsApp", "share"),
    ("Facebook Twitter E-mail", "share"),
    ("Follow us on Instagram for more", "share"),
    ("Subscribe to our newsletter and never miss a story", "subscribe"),
    ("Sign up for free updates in your inbox!", "subscribe"),
    ("Subscribe now", "subscribe"),
    ("Sign in or register", "subscribe"),
    ("Already a subscriber? Log in", "subscribe"),
    ("We use cookies to give you the best experience.", "cookies"),
    ("Accept all cookies", "cookies"),
    ("ADVERTISEMENT", "advertisement"),
    ("Story continues below advertisement", "advertisement"),
    ("Photo: Reuters/Jane Public", "credit"),
    ("Image credit: Getty Images", "credit"),
    ("Getty Images", "credit"),
    ("[PHOTO]http://cdn.example.org/images/727-afro-beach-1024×683.jpg[/PHOTO]", "credit"),
    ('[embed width="500"]https://video.example.org/watch?v=1[/embed]', "credit"),
    ("Jane Public/AFP via Getty Images", "credit"),
    ("© 2026 The Daily Post. All rights reserved.", "copyright"),
    ("Home | About us | Contact", "navigation"),
    ("Page 2 of 3", "navigation"),
    ("Tags: bridge, town, mayor", "tags"),
    ("Photo by Jane Public/AFP", "credit"),
    ("Find us on Facebook", "share"),
    ("This site uses cookies.", "cookies"),
    ("Sources", "references"),
    (
        "Jane Public. “MP calls for probe into papers” — The Daily Post, August 14, 2008",
        "references",
    ),
]

ARTICLE_LINES = [
    "Advertisement revenue fell by a tenth last year, the company said.",
    "Share prices of the company fell on Tuesday.",
    "Follow the money, she said, and the rest is easy.",
    "By the time help came, the bridge had fallen.",
    "By Monday the water had gone.",
    "“Read more books,” the minister told pupils.",
    "Comments by the minister drew anger in the capital.",
    "Photographs show the crane lying on the roof.",
    "Images released by the ministry show the damage.",
    "Home owners will pay more from next year.",
    "Subscribe or leave: that was the choice members had, he said.",
    "The company says its cookies are baked in Ohio.",
    "See how the bridge fell, witnesses said, and you understand.",
    "Related costs rose to two million.",
    "Sign up for an ad-free account for $11.99 a month with the same email.",
    "Register to vote by Monday, officials said.",
    "Getty said he would sell his share of the company.",
    "Search parties looked for two days.",
    "Print workers walked out on Friday.",
    "Source: close to the talks, he asked not to be named.",
    "Tweets by the president caused the fall.",
    "Save the bridge, they shouted.",
    "Reuters reported that the bridge had fallen.",
    "X said it would appeal.",
    "Yes.",
    "No comment.",
    "No comment",
    "“We baked cookies for the soldiers,” said the woman from the village.",
    "Published by Penguin on Monday, the memoir accuses the president.",
    "Like us in the West, the villagers fear the winter.",
    "Find us in the woods, the partisans wrote to their friends.",
    "Videos by the rebels show soldiers fleeing.",
    "Images by NASA show the crater.",
    "Your email is probably already shared with others, he said.",
    "AP - Two men died in the capital on Monday",
    "Copyright the musicians never signed away is worth millions.",
    "Source: two men at the ministry.",
]


@pytest.mark.parametrize(("line", "rule"), FURNITURE, ids=[line for line, _ in FURNITURE])
def test_page_furniture_is_cut_and_the_rule_named(line, rule):
    cut = article(BODY, line).cuts
    assert [(c.line, c.text, c.rule) for c in cut] == [(2, line, rule)]
    assert cut[0].reason


@pytest.mark.parametrize("line", ARTICLE_LINES)
def test_article_text_that_looks_like_furniture_stays(line):
    kept = article(BODY, line, BODY + " More.")
    assert [p.text for p in kept.paragraphs] == [BODY, line, BODY + " More."]


def test_the_sample_loses_its_four_furniture_lines_and_nothing_else():
    sample = read_article(SAMPLE)
    assert [(c.line, c.rule) for c in sample.cuts] == [
        (15, "related"),
        (21, "author"),
        (23, "comments"),
        (25, "comments"),
    ]
    assert len(sample.paragraphs) == 9
    assert sample.row.words == 465
    assert sample.row.author == "Alexandru Rotaru"
    assert [p.role for p in sample.paragraphs] == ["title"] + ["body"] * 8


def test_the_author_of_an_author_line_goes_to_the_metadata_but_never_over_the_source_list():
    assert article(BODY, "Author: Jane Public").row.author == "Jane Public"
    assert article(BODY, "Author: Jane Public", author="The List").row.author == "The List"


LONG = BODY + " The road through the hills stays open."
CHORUS = ["The river goes down to the sea,", "And nobody asks where it goes."]


def test_a_paragraph_that_was_pasted_twice_is_kept_once():
    twice = article(
        LONG, "“We will not pay for it.”", "Yes.", LONG, "“We will not pay for it.”", "Yes."
    )
    assert [(c.line, c.rule) for c in twice.cuts] == [(4, "repeated")]


@pytest.mark.parametrize(
    "lines",
    [
        [
            BODY,
            "What do you say to the people of the town?",
            LONG,
            "What do you say to the people of the town?",
            "No.",
        ],
        [LONG, f"{LONG[:-1]}, does it not?", BODY, f"{LONG[:-1]}, does it not?"],
        [BODY, *CHORUS, LONG, *CHORUS],
        [
            BODY,
            "Why we chose this bridge",
            LONG,
            "Why we chose this bridge",
            BODY + " It is old.",
        ],
        [
            "Cracks in two of the arches",
            "Who is going to pay for it",
            LONG,
            "Cracks in two of the arches",
            BODY,
        ],
    ],
    ids=[
        "questions",
        "long questions",
        "a refrain",
        "one subhead for each part",
        "a table of contents",
    ],
)
def test_what_an_article_says_twice_stays(lines):
    assert [p.text for p in article(*lines).paragraphs] == lines


def test_a_reader_that_knows_the_paragraphs_of_its_format_loses_no_repeated_one():
    lines = [BODY, LONG, "The bridge is closed today", LONG, "The bridge is closed today"]
    assert [p.text for p in article(*lines, laid_out=True).paragraphs] == lines


@pytest.mark.parametrize(
    ("line", "stripped"),
    [
        (" \t a b \u00a0", "a b"),
        ("\u200b\u2060 “No.” \u00ad\ufeff", "“No.”"),
        ("\u200e\u200f", ""),
        ("\u200ea", "\u200ea"),
        ("\u3000\u2028", ""),
        ("\x1f", ""),
    ],
)
def test_a_line_ends_where_something_can_be_seen(line, stripped):
    assert strip_line(line) == stripped


def test_a_long_line_is_never_cut():
    line = "See also " + "why the bridge fell and who is to blame for it " * 5
    assert not article(BODY, line).cuts


@pytest.mark.parametrize(
    ("first", "second", "metadata", "role"),
    [
        ("Old bridge to close", BODY, {}, "title"),
        ("Old bridge to close.", BODY, {}, "title"),
        (BODY, BODY + " More.", {}, "body"),
        (
            "The old bridge will close on Monday.",
            "The mayor said so in a short speech at noon.",
            {},
            "body",
        ),
        (BODY, "Short.", {"title": BODY.upper()}, "title"),
    ],
    ids=[
        "no-full-stop",
        "full-stop-but-short",
        "long-first-line",
        "lead-sentence",
        "named-in-the-list",
    ],
)
def test_title_is_recognised(first, second, metadata, role):
    assert article(first, second, **metadata).paragraphs[0].role == role


def test_a_recognised_title_becomes_the_title_of_the_article():
    assert article("Old bridge to close", BODY).row.title == "Old bridge to close"
    assert article(BODY, BODY + " More.").row.title == ""


def test_nothing_inside_a_paragraph_is_rewritten():
    line = "Dmitry\u00a0Peskov  said \u201cno\u201d \u00adto\u200b 'it'"
    assert article(line).paragraphs[0].text == line


def test_line_ends_make_no_difference():
    lines = ["Old bridge to close", BODY, "", BODY + " More."]
    texts = {
        clean(Raw("\n".join(split_lines(end.join(lines))), "s", "s.txt", "text")).text
        for end in ("\n", "\r\n", "\r")
    }
    assert len(texts) == 1


@given(st.text(max_size=400))
def test_any_text_becomes_paragraphs_that_tile_it_and_cuts(text):
    lines = split_lines(text)
    raw = Raw("\n".join(lines), name="any", source="any.txt", extractor="text")
    written = [line for line in lines if strip_line(line)]
    try:
        cleaned = clean(raw)
    except InputError:
        assert not written or all(count_words(line) < 25 for line in written)
        return
    assert "\n\n".join(p.text for p in cleaned.paragraphs) == cleaned.text
    assert all(cleaned.text[p.start : p.end] == p.text for p in cleaned.paragraphs)
    assert len(written) == len(cleaned.paragraphs) + len(cleaned.cuts)
    assert (
        sum(p.words for p in cleaned.paragraphs)
        == cleaned.row.words
        == count_words(cleaned.text)
    )


@pytest.mark.parametrize(
    "text",
    ["א ב ג", "👩‍👩‍👧 👍", "x", "\u202eabc\u202c", "a" * 100_000],
    ids=["rtl", "emoji", "x", "bidi", "long"],
)
def test_odd_texts_are_one_paragraph(text):
    assert article(text).text == text


@pytest.mark.parametrize(
    "unseen", ["\u200c\u200c\u200c", "\u00ad", " \u200b\u00a0\u200d", "\u2060", ""]
)
@pytest.mark.parametrize("laid_out", [True, False])
def test_a_line_in_which_nothing_can_be_seen_is_neither_kept_nor_cut(unseen, laid_out):
    out = tuple(LeftOut(n, "page", "a preheader") for n in (1, 2))
    raw = Raw(
        f"{unseen}\nShare\n{BODY}\n{unseen}\n{BODY} More.",
        "a",
        "a",
        "a",
        left_out=out,
        laid_out=laid_out,
    )
    decided = Decision("a", "a.csv", 2, "cut_line", unseen, "", "", "", "", 0)
    cleaned = clean(raw, decided=lambda key: [decided])
    assert [(cut.line, cut.text) for cut in cleaned.cuts] == [(2, "Share")]
    assert [paragraph.line for paragraph in cleaned.paragraphs] == [3, 5]


def test_a_line_that_is_left_out_may_be_of_any_length():
    raw = Raw(
        f"{BODY}\n{'word ' * 30_000}",
        "a",
        "a",
        "a",
        left_out=(LeftOut(2, "page", "a script"),),
        laid_out=True,
    )
    assert clean(raw).text == BODY
