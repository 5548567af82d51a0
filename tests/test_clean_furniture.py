"""A page pasted whole loses its menus, teasers and comments; a text pasted alone loses nothing."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.clean import clean
from castlist.clean.furniture import find_furniture
from castlist.clean.layout import Block
from castlist.model import Raw
from castlist.rules import read_rules
from castlist.settings import Settings

TITLE = "Old bridge to close for repairs until the end of next year"
BODY = [
    "The mayor of the town said on Monday that the old bridge would be closed for repairs until the end of next year.",
    "Drivers will have to take the road through the hills, which is twelve kilometres longer and narrow in places.",
    "“We have no choice,” the mayor told reporters in the town hall. “The bridge is older than my grandmother.”",
    "Engineers found cracks in two of the seven arches in the spring, when the water of the river was low.",
]
ABOVE = [
    "Skip to content",
    "Menu",
    "Home",
    "News",
    "Politics",
    "Sport",
    "Culture",
    "Weather",
    "Log in",
    "Subscribe now",
]
BELOW = [
    "Most popular",
    "Five recipes for the first cold days of autumn",
    "Why nobody wants to be a goalkeeper",
    "Facebook",
    "Twitter",
    "Contact us",
    "Privacy policy",
    "© 2026 The Daily Post. All rights reserved.",
]
COMMENTS = [
    "3 Comments",
    "Jane P.",
    "August 8, 2026 at 3:17 pm",
    "I have crossed that bridge every day for thirty years, and I have never seen anybody look at the arches at all.",
    "Reply",
    "John O.",
    "August 8, 2026 at 7:07 pm",
    "Thanks for saying so, Jane. My father worked on the repairs in the sixties, and he called them cheap.",
    "Reply",
]
LAST = "The work is to begin in the week after Easter, when the water is low, and the town will pay for a third of it."
GERMAN = [
    "Alte Brücke wird bis Ende des nächsten Jahres gesperrt",
    "Der Bürgermeister sagte am Montag, die alte Brücke werde bis Ende des nächsten Jahres gesperrt.",
    "Autofahrer müssen die Straße durch die Hügel nehmen, die zwölf Kilometer länger und sehr eng ist.",
]
GERMAN_ABOVE = [
    "Startseite",
    "Politik",
    "Sport",
    "Kultur",
    "Wetter",
    "Reise",
    "Rezepte",
    "Newsletter",
    "Login",
    "Facebook",
]
DATES = [f"June {day} – The {name} Theatre, {name}" for day, name in enumerate(["Alton", "Berry", "Corby", "Dover"], 9)]


def kept(*lines, laid_out=False):
    article = clean(Raw("\n".join(lines), name="page", source="page.txt", extractor="text", laid_out=laid_out))
    return [p.text for p in article.paragraphs]


def rule_of(line, *, before=(BODY[0],), after=()):
    blocks = [Block((n,), text) for n, text in enumerate([*before, line, *after], 1)]
    found = find_furniture(blocks, Settings(), pasted=False).get(len(before))
    return found.rule if found else ""


PAGES = {
    "menus and teasers": ([*ABOVE, TITLE, *BODY, *BELOW], [TITLE, *BODY]),
    "author and date below the title": (
        [*ABOVE, TITLE, "By Jane Public", "June 9, 2026", "4 min read", *BODY, *BELOW],
        [TITLE, *BODY],
    ),
    "comments": ([*ABOVE, TITLE, *BODY, *COMMENTS, *BELOW], [TITLE, *BODY]),
    "a list of other stories in the text": (
        [
            *ABOVE,
            TITLE,
            *BODY[:2],
            "Related stories",
            "The bridges of the county in eleven pictures",
            *BODY[2:],
            *BELOW,
        ],
        [TITLE, *BODY],
    ),
    "a subhead stays": (
        [*ABOVE, TITLE, *BODY[:2], "Cracks in two arches", *BODY[2:], *BELOW],
        [TITLE, *BODY[:2], "Cracks in two arches", *BODY[2:]],
    ),
    "a subhead below a list of other stories stays": (
        [*ABOVE, TITLE, *BODY[:2], "Read next", "The bridges of the county in pictures", "Cracks", *BODY[2:], *BELOW],
        [TITLE, *BODY[:2], "Cracks", *BODY[2:]],
    ),
    "a list of dates that ends the article stays": (
        [*ABOVE, TITLE, *BODY, *DATES, *BELOW],
        [TITLE, *BODY, *DATES],
    ),
    "a last paragraph below links stays": (
        [*ABOVE, TITLE, *BODY[:3], "Related links", "The Daily Post: The bridge in pictures", LAST, *BELOW],
        [TITLE, *BODY[:3], LAST],
    ),
    "a title that stands twice": ([*ABOVE, TITLE, "Share", TITLE, *BODY, *BELOW], [TITLE, *BODY]),
    "a menu in another language": ([*GERMAN_ABOVE, *GERMAN, "Mehr zum Thema", "Impressum", "Datenschutz"], GERMAN),
}

ALONE = {
    "an article": [TITLE, *BODY],
    "two sentences": BODY[:2],
    "thirty words and a title": ["Bridge closed", BODY[0]],
    "an interview": [
        TITLE,
        BODY[0],
        "Why now?",
        "Because of the cracks.",
        "And the money?",
        "It is there.",
        "Yes?",
        "Yes.",
    ],
    "a poem": [
        "The bridge",
        "Seven arches",
        "stand in the river",
        "and the river",
        "does not care",
        "what stands",
        "and what falls",
    ],
    "results": [BODY[0], *(f"Team {n} Town {n}-{n + 1}" for n in range(30)), BODY[1]],
    "names": [BODY[0], *(f"Jane Public{n:x}" for n in range(60)), BODY[1]],
    "a live ticker": [TITLE] + [line for n in range(10, 16) for line in (f"{n}:30", BODY[n % 4] + f" It was {n}.")],
    "a recipe": ["Plum cake", *(f"{n} spoons of flour" for n in range(2, 14)), BODY[1], BODY[3]],
    "a speech": [BODY[2], "My friends.", "Not today.", "Not tomorrow.", "Never!", BODY[3], "Thank you."],
}


@pytest.mark.parametrize(("lines", "article"), PAGES.values(), ids=PAGES)
def test_a_page_pasted_whole_keeps_title_and_article(lines, article):
    assert kept(*lines) == article


@pytest.mark.parametrize("lines", ALONE.values(), ids=ALONE)
def test_a_text_pasted_alone_loses_nothing(lines):
    assert kept(*lines) == lines


def test_the_reason_says_where_a_line_stands():
    article = clean(Raw("\n".join([*ABOVE, TITLE, *BODY, *BELOW]), "page", "page.txt", "text"))
    reasons = {cut.text: cut.reason for cut in article.cuts if cut.rule == "outside"}
    assert reasons["Politics"] == "it stands before the first paragraph of the article"
    assert reasons["Why nobody wants to be a goalkeeper"] == "it stands after the last paragraph of the article"


def test_the_author_line_of_a_page_goes_to_the_metadata():
    page = [*ABOVE, TITLE, "By Jane Public", *BODY, *BELOW]
    assert clean(Raw("\n".join(page), "page", "page.txt", "text")).row.author == "Jane Public"


def test_menu_entries_alone_make_no_page():
    lines = [f"Entry {'abcdefghij'[n]}" for n in range(10)]
    assert kept(*lines, TITLE, *BODY) == [*lines, TITLE, *BODY]


def test_what_a_reader_of_a_format_has_chosen_is_not_searched_for_the_article():
    lines = ["Politics", "Culture", *BODY, "Weather"]
    assert kept(*lines, laid_out=True) == lines


def test_articles_of_equal_length_on_one_page_are_all_kept():
    others = [line.replace("bridge", "tunnel").replace("Monday", "Tuesday").replace("seven", "nine") for line in BODY]
    others[1] = others[1].replace("twelve", "eleven")
    page = [*ABOVE, TITLE, *BODY, "More from The Daily Post", *ABOVE, "Old tunnel to close as well", *others, *BELOW]
    assert [line for line in BODY + others if line not in kept(*page)] == []


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
    ("Get the week’s best stories delivered to your inbox every Friday", "subscribe"),
    ("Want more like this? Sign up for our newsletter.", "subscribe"),
    ("By signing up, you agree to our terms and to e-mails from our partners.", "subscribe"),
    ("No spam, we promise. You can unsubscribe at any time.", "subscribe"),
    ("Accept & Close", "cookies"),
    ("If you buy something through this post, we may get a share of the sale.", "advertisement"),
    ("We earn a small commission from some of the links above.", "advertisement"),
    ("We may earn a commission from links on this page.", "advertisement"),
    ("(Image credit: Jane Public)", "caption"),
    ("The bridge on Monday.Credit...Jane Public/The Daily Post", "caption"),
    ("Drivers wait at the bridge on Monday. (AP Photo/Jane Public)", "caption"),
    ("In this Dec. 12, 2006, file photo, the bridge is open", "caption"),
    ("Above: The bridge in the spring of last year.", "caption"),
    ("Jane Public, Associated Press", "caption"),
    ("© The Daily Post, a house of the Post Group", "copyright"),
    ("This material may not be published, broadcast, rewritten or redistributed.", "copyright"),
    ("Terms of Service Privacy Notice", "navigation"),
    ("By Jane Public | The Daily Post", "author"),
    ("Jane Public is a reporter who covers bridges for The Daily Post.", "author"),
    ("Have a tip? Jane Public may be reached at jane@example.org.", "author"),
    ("John O’Neill contributed reporting from the county.", "author"),
    ("Tell us what you think", "comments"),
]

ARTICLE_LINES = [
    "Updated figures for 2019 show a fall.",
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
    "seed", ["a", "A ", "1 ", "© ", "share ", "photo ", "use a ", "A. ", "credit", "Monday ", "(", ", "]
)
@pytest.mark.parametrize("start", ["", "By ", "Photo ", "A B is a "])
def test_no_pattern_runs_away_on_hostile_lines(seed, start):
    line = (start + seed * 10_000)[:9_999] + "!"
    patterns = [row[2] for row in read_rules("boilerplate")] + [row[1] for row in read_rules("page_parts")]
    began = time.perf_counter()
    for pattern in patterns:
        re.compile(pattern, re.IGNORECASE).fullmatch(line)
    assert time.perf_counter() - began < 2  # 0.01 on a slow machine; a pattern that runs away takes minutes


@pytest.mark.parametrize(
    "line",
    [
        lambda n: f"Entry {n}",
        lambda n: BODY[0] + f" {n}." if n % 17 == 0 else f"Item {n}",
        lambda n: [f"{n} Comments", "2 hours ago", f"Name {n}", BODY[0] + f" {n}."][n % 4],
    ],
    ids=["menu", "few sentences", "comments"],
)
def test_ten_times_the_lines_take_about_ten_times_as_long(line):
    took = []
    for count in (2_000, 20_000):
        blocks = [Block((n + 1,), line(n)) for n in range(count)]
        began = time.perf_counter()
        find_furniture(blocks, Settings(), pasted=True)
        took.append(time.perf_counter() - began)
    assert took[1] < 40 * took[0]


@given(
    st.lists(st.sampled_from([*ABOVE, TITLE, *BODY, *BELOW, *COMMENTS, *DATES, ".", "(x)", "我们不知道。", "\u200fא"]))
)
def test_any_order_of_lines_is_sorted(lines):
    blocks = [Block((n,), line) for n, line in enumerate(lines, 1)]
    found = find_furniture(blocks, Settings(), pasted=True)
    assert all(0 <= n < len(lines) and why.rule and why.reason for n, why in found.items())
