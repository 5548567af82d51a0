"""A page pasted whole loses its menus, teasers and comments; a text pasted alone loses nothing."""

import pytest

from castlist.clean import clean
from castlist.model import Raw
from support.pasted import ABOVE, BELOW, BODY, COMMENTS, DATES, TITLE

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


MORE = [
    line.replace("bridge", "tunnel")
    .replace("twelve", "eleven")
    .replace("Monday", "Tuesday")
    .replace("seven", "nine")
    for line in BODY[:3]
]


def clean_lines(*lines):
    return clean(Raw("\n".join(lines), name="page", source="page.txt", extractor="text"))


def kept(*lines, laid_out=False, title=""):
    raw = Raw(
        "\n".join(lines),
        name="page",
        source="page.txt",
        extractor="text",
        title=title,
        laid_out=laid_out,
    )
    article = clean(raw)
    return [p.text for p in article.paragraphs]


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
        [
            *ABOVE,
            TITLE,
            *BODY[:2],
            "Read next",
            "The bridges of the county in pictures",
            "Cracks",
            *BODY[2:],
            *BELOW,
        ],
        [TITLE, *BODY[:2], "Cracks", *BODY[2:]],
    ),
    "a list of dates that ends the article stays": (
        [*ABOVE, TITLE, *BODY, *DATES, *BELOW],
        [TITLE, *BODY, *DATES],
    ),
    "a last paragraph below links stays": (
        [
            *ABOVE,
            TITLE,
            *BODY[:3],
            "Related links",
            "The Daily Post: The bridge in pictures",
            LAST,
            *BELOW,
        ],
        [TITLE, *BODY[:3], LAST],
    ),
    "a title that stands twice": (
        [*ABOVE, TITLE, "Share", TITLE, *BODY, *BELOW],
        [TITLE, *BODY],
    ),
    "a paragraph below buttons and other stories stays": (
        [
            *ABOVE,
            TITLE,
            *BODY,
            "Facebook",
            "Twitter",
            "Five recipes for the first cold days",
            "Sport",
            LAST,
            *BELOW,
        ],
        [TITLE, *BODY, LAST],
    ),
    "a standfirst above the buttons stays": (
        [
            *ABOVE,
            TITLE,
            LAST,
            "Jane Public",
            "Share",
            "Facebook",
            "Twitter",
            "Print",
            "Save",
            "Menu",
            *BODY,
            *BELOW,
        ],
        [TITLE, LAST, *BODY],
    ),
    "a paragraph on the site of somebody else stays": (
        [
            *ABOVE,
            TITLE,
            *BODY,
            "Facebook",
            "Sport",
            "The town told readers of its newsletter on Friday.",
            *BELOW,
        ],
        [TITLE, *BODY, "The town told readers of its newsletter on Friday."],
    ),
    "the title with its section stays": (
        [*ABOVE, f"Opinion | {TITLE}", "Log in", "Subscribe now", TITLE, *BODY, *BELOW],
        [f"Opinion | {TITLE}", TITLE, *BODY],
    ),
    "a long title below names stays": (
        [
            *ABOVE,
            "Results of the town’s swimming cup",
            "Bridge Arches Cracks",
            "Water River Spring",
            *BODY,
            *BELOW,
        ],
        [
            "Results of the town’s swimming cup",
            "Bridge Arches Cracks",
            "Water River Spring",
            *BODY,
        ],
    ),
    "dates and sources at the end stay": (
        [
            *ABOVE,
            TITLE,
            *BODY,
            "Open 9 June 2026 to 4 July 2026",
            "Provided by the County of Alton",
            *BELOW,
        ],
        [
            TITLE,
            *BODY,
            "Open 9 June 2026 to 4 July 2026",
            "Provided by the County of Alton",
        ],
    ),
    "items at the end that speak of an account stay": (
        [
            *ABOVE,
            TITLE,
            *BODY,
            "If you have a pass, visit your account page to renew it",
            *BELOW,
        ],
        [TITLE, *BODY, "If you have a pass, visit your account page to renew it"],
    ),
    "a poem after the article stays": (
        [
            *ABOVE,
            TITLE,
            *BODY,
            "Facebook",
            "Twitter",
            "Sport",
            "Weather",
            LAST,
            "do not ask the river",
            "where it was last night",
            *BELOW,
        ],
        [TITLE, *BODY, LAST, "do not ask the river", "where it was last night"],
    ),
    "an invitation that ends in a full stop is no heading of a list": (
        [
            *ABOVE,
            TITLE,
            *BODY[:2],
            "Read more about the arches of the bridge.",
            "A bridge in numbers",
            *BODY[2:],
            *BELOW,
        ],
        [
            TITLE,
            *BODY[:2],
            "Read more about the arches of the bridge.",
            "A bridge in numbers",
            *BODY[2:],
        ],
    ),
    "a comment button in the middle of the text": (
        [*ABOVE, TITLE, *BODY, "12 Comments", *MORE, *BELOW],
        [TITLE, *BODY, *MORE],
    ),
    "a question that stands alone is the headline of another story": (
        [
            *ABOVE,
            TITLE,
            *BODY,
            "Facebook",
            "Twitter",
            "Who wants to be a goalkeeper today?",
            "Sport",
            *BELOW,
        ],
        [TITLE, *BODY],
    ),
    "a long list of headlines below the article": (
        [
            *ABOVE,
            TITLE,
            *BODY,
            "Facebook",
            *(f"Town {name} Wins the Cup Again" for name in "ABCDEFGHIJKL"),
            *BELOW,
        ],
        [TITLE, *BODY],
    ),
    "a menu in another language": (
        [*GERMAN_ABOVE, *GERMAN, "Mehr zum Thema", "Impressum", "Datenschutz"],
        GERMAN,
    ),
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
    "a live ticker": [TITLE]
    + [line for n in range(10, 16) for line in (f"{n}:30", BODY[n % 4] + f" It was {n}.")],
    "a recipe": [
        "Plum cake",
        *(f"{n} spoons of flour" for n in range(2, 14)),
        BODY[1],
        BODY[3],
    ],
    "a speech": [
        BODY[2],
        "My friends.",
        "Not today.",
        "Not tomorrow.",
        "Never!",
        BODY[3],
        "Thank you.",
    ],
}


@pytest.mark.parametrize(("lines", "article"), PAGES.values(), ids=PAGES)
def test_a_page_pasted_whole_keeps_title_and_article(lines, article):
    assert kept(*lines) == article


@pytest.mark.parametrize("lines", ALONE.values(), ids=ALONE)
def test_a_text_pasted_alone_loses_nothing(lines):
    assert kept(*lines) == lines


def test_the_reason_says_where_a_line_stands():
    article = clean(
        Raw("\n".join([*ABOVE, TITLE, *BODY, *BELOW]), "page", "page.txt", "text")
    )
    reasons = {cut.text: cut.reason for cut in article.cuts if cut.rule == "outside"}
    assert reasons["Politics"] == "it stands before the first paragraph of the article"
    assert (
        reasons["Why nobody wants to be a goalkeeper"]
        == "it stands after the last paragraph of the article"
    )


def test_the_author_line_of_a_page_goes_to_the_metadata():
    page = [*ABOVE, TITLE, "By Jane Public", *BODY, *BELOW]
    assert (
        clean(Raw("\n".join(page), "page", "page.txt", "text")).row.author == "Jane Public"
    )


def test_a_title_that_is_known_stays_wherever_it_stands():
    name = "Arches"
    page = [*ABOVE, name, *(f"Entry {n}" for n in "abcdefgh"), *BODY, *BELOW]
    assert kept(*page) == BODY
    assert kept(*page, title=name) == [name, *BODY]


def test_menu_entries_alone_make_no_page():
    lines = [f"Entry {'abcdefghij'[n]}" for n in range(10)]
    assert kept(*lines, TITLE, *BODY) == [*lines, TITLE, *BODY]


def test_what_a_reader_of_a_format_has_chosen_is_not_searched_for_the_article():
    lines = ["Politics", "Culture", *BODY, "Weather"]
    assert kept(*lines, laid_out=True) == lines


def test_articles_of_equal_length_on_one_page_are_all_kept():
    others = [
        line.replace("bridge", "tunnel")
        .replace("Monday", "Tuesday")
        .replace("seven", "nine")
        for line in BODY
    ]
    others[1] = others[1].replace("twelve", "eleven")
    page = [
        *ABOVE,
        TITLE,
        *BODY,
        "More from The Daily Post",
        *ABOVE,
        "Old tunnel to close as well",
        *others,
        *BELOW,
    ]
    assert [line for line in BODY + others if line not in kept(*page)] == []


@pytest.mark.parametrize(
    "above",
    [
        ["Harbour Post", "Subscribe | Log in", "News  Sport  Obituaries  Opinion"],
        ["News | Sport | Culture"],
        ["The Daily", "World\tPolitics\tScience\tHealth"],
    ],
)
def test_a_short_page_begins_with_the_headline_below_its_menu(above):
    article = clean_lines(
        *above, TITLE, "By Sean Tulley", "14 March 2024 · 4 min read", *BODY
    )
    assert [p.text for p in article.paragraphs] == [TITLE, *BODY]
    assert article.row.title == TITLE
    assert (article.row.author, article.row.published) == ("Sean Tulley", "2024-03-14")
    assert article.row.published_from == "text"


@pytest.mark.parametrize(
    "below",
    [
        ["Most read", "1. Bypass: minister visits Birr", "2. Hurling: county beats Laois"],
        ["Related stories:", "Old tunnel to close as well"],
    ],
)
def test_a_list_of_other_stories_ends_a_short_page(below):
    assert kept(TITLE, *BODY, *below) == [TITLE, *BODY]


@pytest.mark.parametrize(
    "lines",
    [
        ["Bridge closes", "Politics | Europe | Elections", *BODY],
        ["Bridge closes", "Ann Roe | 5 May 2024", *BODY],
        [
            "Bridge closes",
            "Nobody minds the long road through the hills",
            "By Ann Roe",
            *BODY,
        ],
        [TITLE, *BODY, "Sources", "The town's archive, volume 7"],
        [TITLE, "Roads | Rivers | Rails", *BODY],
    ],
)
def test_a_text_pasted_alone_keeps_its_title_and_its_end(lines):
    left = kept(*lines)
    assert left[0] == lines[0]
    assert left[-1] == lines[-1]
