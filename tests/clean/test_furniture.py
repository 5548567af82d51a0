"""Single lines of a page are cut by rules that are data, wherever they come from; no order of
lines is too much."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.clean.furniture import find_furniture
from castlist.clean.layout import Block
from castlist.english.rules import has_one, read_rules
from castlist.settings import Settings
from support.pasted import ABOVE, BELOW, BODY, COMMENTS, DATES, TITLE


def rule_of(line, *, before=(BODY[0],), after=()):
    blocks = [Block((n,), text) for n, text in enumerate([*before, line, *after], 1)]
    found = find_furniture(blocks, Settings(), pasted=False).get(len(before))
    return found.rule if found else ""


FURNITURE = [
    ("Also on example.org A bridge too far", "related"),
    ("Continue reading the main story", "related"),
    ("More on bridges: https://example.org/bridges", "related"),
    ("View all (4)", "more"),
    ("Image 2 of 5", "more"),
    ("1 / 13", "more"),
    ("Back to Gallery", "more"),
    ("Published 11:34 PM EST Nov 19, 2019", "date"),
    ("Updated 3:27 am PST, Wednesday, November 20, 2019", "date"),
    ("Last updated: 20 November 2019 at 14:05", "date"),
    ("5 min read", "date"),
    ("Follow The Daily Post on Facebook and Instagram.", "share"),
    ("Like this story? Share it with a friend!", "share"),
    ("Click to share on Facebook (Opens in new window) Facebook", "share"),
    ("Facebook | Twitter", "share"),
    ("Get the week’s best stories delivered to your inbox every Friday", "subscribe"),
    ("Want more like this? Sign up for our newsletter.", "subscribe"),
    (
        "By signing up, you agree to our terms and to e-mails from our partners.",
        "subscribe",
    ),
    ("No spam, we promise. You can unsubscribe at any time.", "subscribe"),
    ("Accept & Close", "cookies"),
    (
        "If you buy something through this post, we may get a share of the sale.",
        "advertisement",
    ),
    ("We earn a small commission from some of the links above.", "advertisement"),
    ("We may earn a commission from links on this page.", "advertisement"),
    ("(Image credit: Jane Public)", "credit"),
    ("Jane Public, Associated Press", "credit"),
    ("© The Daily Post, a house of the Post Group", "copyright"),
    (
        "This material may not be published, broadcast, rewritten or redistributed.",
        "copyright",
    ),
    ("Terms of Service Privacy Notice", "navigation"),
    ("By Jane Public | The Daily Post", "author"),
    ("Jane Public is a reporter who covers bridges for The Daily Post.", "author"),
    ("Have a tip? Jane Public may be reached at jane@example.org.", "author"),
    ("John O’Neill contributed reporting from the county.", "author"),
    ("Tell us what you think", "comments"),
    ("09.14 GMT", "time"),
    ("9.14am BST", "time"),
    ("10:32 AM ET", "time"),
    ("Updated at 09.31 GMT", "time"),
    ("2h ago 09.31 GMT", "time"),
    ("This article was amended on 4 March 2026. An earlier version erred.", "amendment"),
    ("• This story has been updated to include a comment.", "amendment"),
    ("An earlier version of this article misstated the age of the bridge.", "amendment"),
    ("Correction: An earlier version of this story gave a wrong date.", "amendment"),
    ("A correction was made on March 4, 2026: the bridge is older.", "amendment"),
]

ARTICLE_LINES = [
    "Updated figures for 2019 show a fall.",
    "YouTube",
    "The shop opens in a new window of the town hall.",
    "Published on Monday, the report names 12 officials.",
    "Posted to the front in 1943, he wrote home every day.",
    "More on that later.",
    "Read the letter at the end of the day, he said.",
    "Follow me on the river, the guide said on Tuesday.",
    "Get the children into the house, she shouted.",
    "Want more money? Work, he said.",
    "Credit is cheap: that was the plan.",
    "The credit: one million.",
    "Above: only sky.",
    "Accept it or leave it.",
    "I agree with the mayor.",
    "He can be reached only by boat.",
    "Learn more languages, he said.",
    "In this May of 2003, nobody took a photo.",
    "Terms of the deal were not made public.",
    "She is a reporter.",
    "Help is on its way.",
    "This material may be stronger than steel.",
    "10 minutes to read the letter was all he had.",
    "They may get a share of the market, he said.",
    "09.14",
    "3:2",
    "At 09.31 GMT the bridge fell.",
    "09.14 GMT: the bridge falls",
    "This report was amended on Tuesday, after the minister had complained.",
    "This article was amended by parliament in 1994, he said.",
    "This story was published in 1911.",
    "The earlier version of the bridge fell in 1911.",
    "Correction is hard, he said.",
]


@pytest.mark.parametrize(("line", "rule"), FURNITURE, ids=[line for line, _ in FURNITURE])
def test_single_lines_of_a_page_are_cut_wherever_they_come_from(line, rule):
    assert rule_of(line) == rule


@pytest.mark.parametrize("line", ARTICLE_LINES)
def test_lines_of_an_article_stay(line):
    assert rule_of(line, after=BODY) == ""


def test_a_note_about_the_author_is_cut_only_at_the_end():
    note = "Jane Public is a reporter who covers bridges for The Daily Post."
    assert rule_of(note, after=BODY) == ""


@pytest.mark.parametrize(
    "seed",
    [
        "a",
        "A ",
        "1 ",
        "© ",
        "share ",
        "photo ",
        "use a ",
        "A. ",
        "credit",
        "Monday ",
        "(",
        ", ",
    ],
)
@pytest.mark.parametrize("start", ["", "By ", "Photo ", "A B is a "])
def test_no_pattern_runs_away_on_hostile_lines(seed, start):
    line = (start + seed * 10_000)[:9_999] + "!"
    patterns = [row[2] for row in read_rules("boilerplate")] + [
        row[1] for row in read_rules("page_parts")
    ]
    found = [re.compile(pattern, re.IGNORECASE).fullmatch(line) for pattern in patterns]
    # reached at all: a pattern that runs away takes minutes, and ends the run
    assert len(found) == len(patterns)


NEEDED = [(row[2], row[4]) for row in read_rules("boilerplate") if len(row) > 4] + [
    (row[1], row[2]) for row in read_rules("walls")
]


@pytest.mark.parametrize(("pattern", "needed"), NEEDED, ids=[row[1] for row in NEEDED])
@given(st.data())
def test_what_fits_a_rule_has_a_word_that_the_rule_needs(pattern, needed, data):
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    assert has_one(text.lower(), needed.split("|"))


@pytest.mark.parametrize(
    "line",
    [
        lambda n: f"Entry {n}",
        lambda n: BODY[0] + f" {n}." if n % 17 == 0 else f"Item {n}",
        lambda n: [f"{n} Comments", "2 hours ago", f"Name {n}", BODY[0] + f" {n}."][n % 4],
    ],
    ids=["menu", "few sentences", "comments"],
)
def test_a_page_of_twenty_thousand_lines_is_sorted(line):
    blocks = [Block((n + 1,), line(n)) for n in range(20_000)]
    assert len(find_furniture(blocks, Settings(), pasted=True)) < len(blocks)


@given(
    st.lists(
        st.sampled_from(
            [
                *ABOVE,
                TITLE,
                *BODY,
                *BELOW,
                *COMMENTS,
                *DATES,
                ".",
                "(x)",
                "我们不知道。",
                "\u200fא",
            ]
        )
    )
)
def test_any_order_of_lines_is_sorted(lines):
    blocks = [Block((n,), line) for n, line in enumerate(lines, 1)]
    found = find_furniture(blocks, Settings(), pasted=True)
    assert all(0 <= n < len(lines) and why.rule and why.reason for n, why in found.items())
