"""How paragraphs were written: one a line, with blank lines between, or wrapped at a column."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.clean import clean
from castlist.clean.layout import lay_out
from castlist.errors import InputError
from castlist.model import Decision, Raw
from castlist.text import join_lines, strip_line
from support.paths import ARTICLES

LONG = "The mayor of the town said on Monday that the old bridge would be closed for repairs until the end of next year."


def texts(lines):
    blocks, layout = lay_out(lines)
    return [block.text for block in blocks], layout


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_that_was_wrapped_gets_its_paragraphs_back(path, width):
    paragraphs = [
        " ".join(line.split())
        for line in path.read_text(encoding="utf-8").split("\n")
        if line.strip()
    ]
    wrapped = "\n\n".join(
        textwrap.fill(p, width, break_on_hyphens=False, break_long_words=False)
        for p in paragraphs
    )
    assert texts(wrapped.split("\n")) == (paragraphs, "wrapped")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_that_was_not_wrapped_is_left_alone(path):
    lines = [
        line for line in path.read_text(encoding="utf-8").split("\n") if strip_line(line)
    ]
    paragraphs = [strip_line(line) for line in lines]
    assert texts(lines) == (paragraphs, "one a line")
    assert texts("\n\n".join(lines).split("\n")) == (paragraphs, "blank lines")


@pytest.mark.parametrize(
    "lines",
    [
        ["Home", "News", "Sport", "Culture and the arts in town", "About us", "Contact"]
        * 3,
        [
            "“Will you pay?”",
            "“No, and I never said so to anybody in this town.”",
            "“Why not?”",
            "“It is not our bridge.”",
        ]
        * 3,
        [
            "Bridge closed until the end of next year",
            "Mayor says that the town will not pay",
            "Cat found in a tree again",
        ]
        * 3,
        [LONG, LONG.replace("Monday", "Tuesday"), LONG.replace("Monday", "Friday")] * 3,
        ["one two three"],
        [""],
    ],
    ids=["menu", "dialogue", "headlines", "paragraphs", "one", "nothing"],
)
def test_lines_that_were_not_wrapped_stay_lines(lines):
    assert texts(lines)[0] == [line for line in lines if line]


def test_a_list_and_an_indent_begin_paragraphs_in_wrapped_text():
    body = textwrap.wrap(LONG * 3, 60)
    item = [
        "- a bridge that is too old for the lorries that use it every",
        "  day",
        "- a town that has no money",
    ]
    indented = [
        "   Nobody knew on Tuesday who would have to pay for all of it",
        "and when.",
    ]
    found, layout = texts([*body, *item, "", *body, *indented])
    assert layout == "wrapped"
    assert found[1:3] == [join_lines(item[:2]), item[2]]
    assert found[-1] == join_lines(indented)


def test_a_word_that_was_broken_at_its_hyphen_stays_one_word_and_keeps_it():
    assert (
        join_lines(["a well-", "known man –", "and a soft\u00ad", "hyphen"])
        == "a well-known man – and a softhyphen"
    )


def test_the_table_says_which_way_was_assumed_and_where_a_paragraph_begins():
    wrapped = (
        "Old bridge to close\n\n" + "\n".join(textwrap.wrap(LONG * 3, 72)) + "\n\n" + LONG
    )
    article = clean(Raw(wrapped, "story", "story.txt", "text"))
    assert article.row.layout == "wrapped"
    assert [(p.line, p.role) for p in article.paragraphs] == [
        (1, "title"),
        (3, "body"),
        (9, "body"),
    ]


class TestDecisions:
    """What people decided about a line is obeyed on every run, whatever a rule says."""

    LINES = (
        "Old bridge to close",
        LONG,
        "See also: the mayor’s house",
        LONG + " More.",
        "A line nobody wants.",
    )

    def clean(self, *decisions, text="", **raw):
        text = text or "\n".join(self.LINES)
        rows = [
            Decision("story", "story.csv", n, *d, "", 0) for n, d in enumerate(decisions, 2)
        ]
        return clean(
            Raw(text, "story", "story.txt", "text", **raw), decided=lambda key: rows
        )

    def kept(self, article):
        return [p.line for p in article.paragraphs]

    def test_a_cut_line_can_be_restored_and_a_kept_one_cut(self):
        assert self.kept(self.clean()) == [1, 2, 4, 5]
        both = self.clean(
            ("restore_line", "SEE also:  the mayor’s house", "", "", ""),
            ("cut_line", self.LINES[4], "", "", "line 5"),
        )
        assert self.kept(both) == [1, 2, 3, 4]
        assert [(c.line, c.rule, c.reason) for c in both.cuts] == [
            (5, "decision", "a person cut it (story.csv)")
        ]

    def test_a_line_with_other_words_or_elsewhere_is_not_meant(self):
        assert self.kept(self.clean(("cut_line", self.LINES[4], "", "", "line 4"))) == [
            1,
            2,
            4,
            5,
        ]
        assert self.kept(self.clean(("cut_line", "A line", "", "", ""))) == [1, 2, 4, 5]

    def test_what_a_reader_left_out_can_be_restored(self):
        from castlist.model import LeftOut

        left = {"left_out": (LeftOut(5, "page", "a menu"),), "laid_out": True}
        assert self.kept(self.clean(**left)) == [1, 2, 4]
        assert [c.reason for c in self.clean(**left).cuts] == [
            "a link to another story",
            "a menu",
        ]
        assert self.kept(
            self.clean(("restore_line", self.LINES[4], "", "", ""), **left)
        ) == [1, 2, 4, 5]

    def test_a_line_can_be_cut_out_of_a_wrapped_paragraph(self):
        lines = textwrap.wrap(LONG * 3, 72)
        article = self.clean(("cut_line", lines[2], "", "", ""), text="\n".join(lines))
        assert article.text == join_lines(lines[:2] + lines[3:])

    def test_all_lines_cut_is_no_article(self):
        with pytest.raises(InputError, match="no paragraph left"):
            self.clean(*(("cut_line", line, "", "", "") for line in self.LINES))


@given(st.lists(st.text(alphabet="ab .-\u00ad\u200b\tאA", max_size=90), max_size=30))
def test_any_lines_become_blocks_that_hold_each_line_once(lines):
    blocks, _ = lay_out(lines)
    assert [n for block in blocks for n in block.lines] == [
        n for n, line in enumerate(lines, 1) if strip_line(line)
    ]
    assert all(
        block.text == join_lines(lines[n - 1] for n in block.lines) for block in blocks
    )
