"""Of a caption its sentence stays and its credit goes; what only looks like a credit stays."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.checks import check
from castlist.clean import clean, uncut
from castlist.clean.captions import find_caption
from castlist.model import Decision, Raw, Role
from castlist.settings import Settings
from castlist.tables import Tables, article_tables

BODY = (
    "The harbour of Split will be dredged in spring, the port office said on Friday,"
    " and boats must leave by the end of March."
)
SENTENCE = "Boats wait in the harbour of Split on Friday."

CREDITS = [
    "Photograph: Luka Babic/The Observer",
    "Photograph: Luka Babic for the Observer",
    "Image: Luka Babic.",
    "Image: Daily et al.",
    "Photo: Luka Babic",
    "Photo: Supplied",
    "Photo Credit: Luka Babic",
    "Picture: Luka Babic/PA Wire",
    "(Image: Getty)",
    "(Image credit: Luka Babic/Future)",
    "(Photo by Luka Babic/Xinhua)",
    "(Xinhua/Luka Babic)",
    "(AP Photo/Luka Babic)",
    "(AP Photo/Luka Babic, File)",
    "(Supplied)",
    "(Luka Babic/Daily Post)",
    "[Photo/Agencies]",
    "[File: Luka Babic/Reuters]",
    "Credit...Luka Babic/The Daily Post",
    "Credit: Luka Babic/EPA",
    "REUTERS/Luka Babic/File Photo",
    "AFP PHOTO / Luka Babic",
    "Luka Babic/AFP via Getty Images",
    "Luka Babic, Associated Press",
    "Luka Babic | Getty Images",
    "Photo courtesy of the City of Split",
    "Courtesy of Galerie Babic",
    "Photo: Luka Babic. Courtesy Hauser & Babic.",
    "Photo by Luka Babic, courtesy of the High Line.",
    "Image: Courtesy of Luka Babic",
    "Illustration by Luka Babic",
    "— Reuters pic",
    "— Picture by Luka Babic",
    "| Getty Images",
    "© Luka Babic",
    "©2019 Luka Babic / Visum",
    "(credit: modification of work by “babic” / Flickr)",
    "File photo",
]


@pytest.mark.parametrize("credit", CREDITS)
def test_the_sentence_of_a_caption_stays_and_its_credit_goes(credit):
    line = f"{SENTENCE} {credit}"
    caption = find_caption(line)
    assert caption is not None
    assert line[caption.start : caption.end] == SENTENCE


FORMS = [
    ("Image caption, The old pier was built in 1911", "The old pier was built in 1911"),
    ("Image caption The old pier was built in 1911", "The old pier was built in 1911"),
    (
        "Image source, Getty Images Image caption, The old pier was built in 1911",
        "The old pier was built in 1911",
    ),
    (
        "FILE PHOTO: People walk past a bank in Oslo. REUTERS/Ola Public/File Photo",
        "People walk past a bank in Oslo.",
    ),
    ("FILE - The bridge is open. (AP Photo/Ola Public)", "The bridge is open."),
    ("File photo: The bridge is open to cars.", "The bridge is open to cars."),
    (
        "PHOTO: Ola Public walks to the court in Bergen, May 3, 2019.",
        "Ola Public walks to the court in Bergen, May 3, 2019.",
    ),
    ("(Photo: Ola Public) The bridge is open.", "The bridge is open."),
    ("The bridge on Monday.Credit...Ola Public/The Post", "The bridge on Monday."),
    ("The bridge on Monday Photo: Ola Public", "The bridge on Monday"),
    ("The bridge in Bergen (Picture: Ola Public)", "The bridge in Bergen"),
    ("The market in Lagos | Getty Images", "The market in Lagos"),
    ("Sails in 2024.Digital Vision / Getty Images", "Sails in 2024."),
    ("Tina Public. Image: Paralympic Committee.", "Tina Public."),
    ("Above: The bridge in the spring of last year.", None),
    ("In this Dec. 12, 2006, file photo, the bridge is open", None),
    ("Image source, EPA", ""),
    ("Photo: Reuters/Ola Public", ""),
    ("Photo: Ola Public for The Daily Post of Oslo.", ""),
    ("(Image credit: Wareable)", ""),
    ("Photograph by Ola Public.", ""),
    ("Ola Public/AFP via Getty Images", ""),
    ("Boats, in Split. Reuters pics", "Boats, in Split."),
    ("Boats, in Split. Stock footage", "Boats, in Split."),
    ("Ola Public, AP", ""),
    ("Ola Public,the Associated Press", ""),
    ("Ola Public via Reuters", ""),
]


@pytest.mark.parametrize(("line", "stays"), FORMS, ids=[line for line, _ in FORMS])
def test_captions_of_other_forms(line, stays):
    """None: the whole line is a caption; empty: all of it is a credit."""
    caption = find_caption(line)
    assert caption is not None
    assert line[caption.start : caption.end] == (line if stays is None else stays)


@pytest.mark.parametrize(
    "line",
    [
        "The credit: one million.",
        "She held up a picture: Judith with a sword.",
        "The company denied it, he said. (Reuters)",
        "“It is over.” - Reuters",
        "It is open 24/7. AP",
        "Reuters/Ipsos polls show a lead for the mayor.",
        "AP/NORC Poll Shows Mayor of Bergen Ahead in Every District",
        "Photos by the rebels show soldiers fleeing.",
        "The mayor spoke to Reuters, AP and AFP.",
        "Image is everything, he said.",
        "Above: only sky.",
        "He sold his firm to Getty Images.",
        "Photograph: a word from Greek.",
        "The paper is owned by Ola Public, Associated Press said.",
        "The group (Ola Public, Bloomberg) bought it.",
        "File: The lawyers sent twelve pages to the court.",
        "The vote is on Monday. (Labour/Green)",
        "Source: two men at the ministry.",
        "It was a gift. Courtesy costs nothing.",
        "Courtesy of the mayor, the pool is open.",
        "X/Twitter said it would appeal.",
        "He wrote two books. Photography, he said, was dead.",
    ],
)
def test_what_is_no_credit_stays(line):
    assert find_caption(line) is None


def article(*lines, decided=(), **about):
    raw = Raw("\n\n".join(lines), name="story", source="s.txt", extractor="text", **about)
    return clean(raw, decided=lambda _: decided)


def decide(action, line):
    about = ("", "", "", "", 0)
    return Decision("story", "story.csv", 2, action, line, *about)


def kept(found):
    return [(p.line, p.role, p.text) for p in found.paragraphs]


class TestInAnArticle:
    lines = (
        "Harbour to be dredged",
        "Image source, EPA",
        f"  {SENTENCE}  Photograph:\u00a0Luka Babic/The\u200b Observer ",
        BODY,
        "Image caption, The old pier was built in 1911. Photo: Luka Babic",
    )

    def test_a_caption_is_a_paragraph_of_its_own_kind_in_its_place(self):
        found = article(*self.lines)
        assert kept(found) == [
            (1, "title", "Harbour to be dredged"),
            (5, "caption", SENTENCE),
            (7, "body", BODY),
            (9, "caption", "The old pier was built in 1911."),
        ]
        assert all(found.text[p.start : p.end] == p.text for p in found.paragraphs)

    def test_the_credit_is_a_cut_that_names_its_place_in_the_line(self):
        found = article(*self.lines)
        raw = found.raw_text.split("\n")
        assert [(c.line, c.text, c.rule) for c in found.cuts] == [
            (3, "Image source, EPA", "credit"),
            (5, "Photograph:\u00a0Luka Babic/The\u200b Observer", "credit"),
            (9, "Image caption,", "credit"),
            (9, "Photo: Luka Babic", "credit"),
        ]
        assert all(raw[c.line - 1].startswith(c.text, c.offset) for c in found.cuts)
        check(tables_of(found))

    def test_a_credit_that_is_gone_without_a_cut_is_noticed(self):
        found = tables_of(article(*self.lines))
        less = Tables(
            {**found.frames, "cuts": found.cuts.iloc[:1]}, found.texts, found.raws, {}
        )
        with pytest.raises(Exception, match="that were not cut"):
            check(less)

    def test_uncut_shows_the_credits_again(self):
        texts = [p.text for p in uncut(article(*self.lines)).paragraphs]
        assert texts[1] == "Image source, EPA"
        assert texts[-3:] == [
            "Image caption,",
            "The old pier was built in 1911.",
            "Photo: Luka Babic",
        ]

    def test_a_person_can_restore_the_whole_line(self):
        line = f"{SENTENCE} Photo: Luka Babic"
        found = article(
            "Harbour to be dredged", line, BODY, decided=(decide("restore_line", line),)
        )
        assert kept(found)[1] == (3, "body", line)
        assert found.cuts == ()

    def test_a_person_can_cut_the_whole_line(self):
        line = f"{SENTENCE} Photo: Luka Babic"
        found = article(line, BODY, decided=(decide("cut_line", line),))
        assert [(c.offset, c.text) for c in found.cuts] == [(0, line)]

    def test_a_caption_is_never_the_title(self):
        found = article("The old pier. Photo: Luka Babic", "Harbour to be dredged", BODY)
        assert [role for _, role, _ in kept(found)] == ["caption", "title", "body"]
        assert found.row.title == "Harbour to be dredged"

    def test_the_second_copy_of_a_caption_is_cut(self):
        line = f"{SENTENCE} Photo: Luka Babic"
        found = article(line, BODY, line)
        assert [(c.line, c.rule) for c in found.cuts] == [(1, "credit"), (5, "repeated")]

    def test_a_long_paragraph_keeps_its_end(self):
        line = "The boat is old. " * Settings().longest_caption_words + "Photo: Luka Babic"
        assert article(line, BODY).cuts == ()

    def test_a_credit_goes_from_wrapped_lines(self):
        wrapped = (
            "The boats that lie in the harbour of Split have been there since\n"
            "the war, and nobody in the town knows any more whom they belong\n"
            "to, or who has to pay for the place that they take up, says the\n"
            "port office, which wants to sell them to whoever comes first in\n"
            "the spring of this year."
        )
        caption = (
            "Boats wait in the harbour of Split on a Friday in the autumn of\n"
            "last year. Photograph: Luka Babic/The Evening Observer of Split\n"
            "and Dalmatia"
        )
        found = article(wrapped, caption, wrapped.replace("Split", "Bari"))
        assert found.row.layout == "wrapped"
        assert kept(found)[1][1:] == (
            "caption",
            "Boats wait in the harbour of Split on a Friday in the autumn of last year.",
        )
        assert [c.line for c in found.cuts] == [8, 9]
        check(tables_of(found))


def tables_of(found):
    return article_tables(found, {})


def test_roles_are_those_of_the_model():
    assert set(get_args(Role)) == {"title", "body", "caption"}


@given(st.text(alphabet="Photo: by/AFP(.)|© Getty\u200b\u00a0aé", max_size=60))
def test_what_stays_and_what_goes_are_the_line(text):
    found = article(text.replace("\n", " ") + "x", BODY)
    check(tables_of(found))
    assert all(found.text[p.start : p.end] == p.text for p in found.paragraphs)


@pytest.mark.parametrize(
    "seed",
    ["A ", "A/", "(", "Photo ", "Photo: ", "a. ", "Of And ", "© ", "Via ", ". ", "[a] "],
)
@pytest.mark.parametrize("start", ["", "Photo: ", "Image source, ", "(", "A. "])
def test_no_line_takes_long(start, seed):
    line = (start + seed * 10_000)[:9_999] + "!"
    # a pattern that runs away takes minutes, and ends the run
    assert find_caption(line) is None or line
