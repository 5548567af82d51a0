"""What charts say: headlines from safe templates, source and method, alt text;
and text made to fit."""

import pytest

from castlist import charts
from castlist.charts.data import headlines, statements
from castlist.charts.data.bylines import clean_author, clean_outlet
from castlist.charts.data.facts import gather
from castlist.charts.page.lettering import clean, cut, isolate, wrap
from support.chart_cases import every_note, make_tables, said, sample


def counted(*totals: int, kind: str = "n", title: str = "The story"):
    names = {
        f"Actor {chr(65 + i)}": ("person", {1: "n" + kind * (total - 1)})
        for i, total in enumerate(totals)
    }
    return make_tables(names, 2, title=title)


@pytest.mark.parametrize(
    ("tables", "headline"),
    [
        (counted(9, 3, 1), "Actor A is named most: 9 of 13 mentions"),
        (counted(9, 3, 1, kind="p"), "Actor A is mentioned most: 9 of 13 mentions"),
        # within the error of counting: the counts, and no claim about the article
        (counted(7, 5, 1), "Actor A has 7 of 13 mentions, Actor B 5"),
        (counted(7, 6, 1), "Who is named in “The story”"),  # a lead of one
        (counted(40, 37), "Who is named in “The story”"),  # a lead of less than a tenth
        (counted(4, 4, 1), "Actor A and Actor B are named equally often (4 mentions each)"),
        (counted(4, 4, 4), "Who is named in “The story”"),
        (counted(1, 1), "Who is named in “The story”"),
        (counted(9), "Who is named in “The story”"),
        (counted(1, title=""), "Who is named in this article"),
        (
            counted(1, title="A “very” long <b>title</b> of $5 that goes on and on"),
            "Who is named in “A ‘very’ long <b>title</b> of $5 that goes on and on”",
        ),
        # a longer title is never cut
        (counted(1, title="A title " * 9), "Who is named in this article"),
        # without a title to name, a number tells more
        (counted(7, 6, 1, title=""), "Actor A has 7 of 14 mentions, Actor B 6"),
        (
            counted(4, 3, 3, 1, title=""),
            "Actor A has 4 of 11 mentions, Actor B and Actor C 3 each",
        ),
    ],
)
def test_headline_states_a_lead_only_if_there_is_one(tables, headline):
    chart = charts.actors(tables)
    assert chart.draft
    assert chart.headline == headline


@pytest.mark.parametrize(
    ("tables", "noted"),
    [
        (sample(), True),  # Erdogan 11, Putin 10
        (counted(7, 5, 1), True),
        (counted(20, 3, 1), False),
        (counted(6, 6, 1), False),  # nobody leads
        (counted(2, 1), False),  # nothing is known of so few
    ],
)
@pytest.mark.parametrize("size", ["web", "social-wide"])
def test_a_lead_within_the_error_is_noted_on_every_sheet_and_never_claimed(
    tables, noted, size
):
    chart = charts.actors(tables, size=size)
    shown = " ".join(said(chart))
    assert ("within the error of counting" in shown) == noted
    assert not (noted and " most" in chart.headline)


def test_countries_have_no_lead_to_doubt():
    assert "error of counting" not in every_note(charts.actors(sample(), by_country=True))


def test_a_person_may_write_the_headline():
    chart = charts.actors(
        sample(), headline=" Erdogan is mentioned most,\nbut not by name\x00 "
    )
    assert chart.headline == "Erdogan is mentioned most, but not by name"
    assert not chart.draft
    assert charts.actors(sample(), headline="  ").draft


@pytest.mark.parametrize(
    ("article", "line"),
    [
        (
            {"author": "Alexandru Rotaru"},
            "Source: article by Alexandru Rotaru, 2 paragraphs, 30 words.",
        ),
        (
            {"outlet": "Wikinews", "published": "2015-08-21"},
            "Source: Wikinews, 21 August 2015, 2 paragraphs, 30 words.",
        ),
        ({"published": "last week"}, "Source: last week, 2 paragraphs, 30 words."),
        ({}, "Source: article of 2 paragraphs and 30 words."),
    ],
)
def test_source_names_what_is_known(article, line):
    assert charts.actors(make_tables({}, 2, **article)).source == line


def test_method_names_program_model_and_review():
    assert (
        charts.actors(sample()).method
        == "Method: castlist 0.1.0, spaCy en_core_web_sm 3.8.0; names not reviewed."
    )
    assert (
        charts.tone(sample()).method
        == "Method: castlist 0.1.0; Model rating; VADER compound; TextBlob polarity."
    )
    facts = gather(sample())
    facts.about.clear()
    assert statements.method_line(facts) == "Method: castlist."
    facts.about["review"] = "names reviewed: 4 merged, 1 rejected"
    assert (
        statements.method_line(facts)
        == "Method: castlist; names reviewed: 4 merged, 1 rejected."
    )


@pytest.mark.parametrize(
    ("name", "alt"),
    [
        (
            "actors",
            "Stacked bar chart of mentions per actor in 9 paragraphs, where Erdogan has 11 (6 not by name) and "
            "Putin 10 (3 not by name). 6 actors; full data in putin-erdogan-drones-actors.csv.",
        ),
        (
            "strip",
            "Timeline of mentions of 6 actors over 9 paragraphs, where Erdogan runs from paragraph 1 to 8, Putin runs "
            "from paragraph 1 to 8 and Turkish drone maker appears only in paragraph 9. 33 mentions; full data in "
            "putin-erdogan-drones-strip.csv.",
        ),
        (
            "tone",
            "Columns of tone per paragraph from three scorers, where only paragraph 8 is negative in all three; they "
            "disagree on 2 of 9. 9 paragraphs; full data in putin-erdogan-drones-tone.csv.",
        ),
    ],
)
def test_alt_text_says_what_the_picture_shows(name, alt):
    chart = getattr(charts, name)(sample())
    assert chart.alt == f"{alt} {chart.unsaid}".rstrip()
    assert len(alt) <= 250


def test_a_title_paragraph_is_named_in_the_note():
    tables = sample()
    tables.paragraphs.loc[0, "role"] = "title"
    assert "Paragraph 1 is the article’s title." in every_note(charts.strip(tables))
    assert "Paragraph 1 is the article’s title." in every_note(charts.tone(tables))
    assert "title" not in every_note(charts.strip(sample()))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("A\x00B\tC\nD", "A B C D"),
        ("Happy 😀 Company ❤️", "Happy Company"),
        ("👩‍👩‍👧 family 🇩🇪 1️⃣", "\u200d\u200d family"),
        ("Erdo\u00adgan\u200b", "Erdogan"),
        ("می‌خواهم", "می‌خواهم"),  # this joiner is part of the spelling
        ("e\u0301", "é"),
    ],
)
def test_only_what_can_be_drawn_is_drawn(text, kept):
    assert clean(text) == kept


def test_lines_are_balanced_and_break_between_words():
    text = "Erdogan is mentioned most, but more than half the time not by name"
    assert wrap(text, 55, len) == [
        "Erdogan is mentioned most, but more",
        "than half the time not by name",
    ]
    assert wrap("one two", 55, len) == ["one two"]
    assert wrap("9\u00a0of\u00a010 paragraphs", 12, len) == [
        "9\u00a0of\u00a010",
        "paragraphs",
    ]
    assert wrap("with spaCy\u00a0en_core_web_sm", 15, len) == [
        "with spaCy",
        "en_core_web_sm",
    ]
    assert "".join(wrap("東京電力ホールディングス", 5, len)) == "東京電力ホールディングス"


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("Method: castlist; names not reviewed.", 28, ["Method: castlist; names", "not reviewed."]),
        ("A paragraph counts once for the two.", 31, ["A paragraph counts once for", "the two."]),
        ("Method: castlist 9", 16, ["Method: castlist", "9"]),
        ("one two three four five", 18, ["one two three", "four five"]),
    ],
)  # fmt: skip
def test_no_word_of_a_note_stands_alone_on_the_last_line(text, room, lines):
    assert wrap(text, room, len, balanced=False) == lines
    assert all(len(line) <= 7 for line in wrap("x" * 40 + " y", 7, len))


def test_no_line_ends_with_the_first_word_of_a_quotation():
    text = "Who is named where in “Lantern Festival in Taipei lights up the night”"
    assert wrap(text, 50, len) == [
        "Who is named where in “Lantern\u00a0Festival",
        "in Taipei lights up the night”",
    ]
    assert wrap("in “Internationalisation everywhere”", 25, len) == [
        "in “Internationalisation",
        "everywhere”",
    ]


def test_quotation_marks_in_a_title_are_single_ones():
    title = "North's 'quasi-state' of \"war\" in the '90s"
    assert (
        headlines.quoted_title(gather(counted(1, title=title)))
        == "“North’s ‘quasi-state’ of ‘war’ in the ’90s”"
    )


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("Erdogan for the Ukrainians", 20, "Erdogan for the…"),
        ("High Commissioner (UNHCR)", 19, "High Commissioner…"),
        ("Donaudampfschifffahrt", 8, "Donauda…"),
        ("short", 8, "short"),
        ("習近平國家主席", 4, "習近平…"),
    ],
)
def test_a_long_text_is_cut_at_a_word(text, room, shown):
    assert cut(text, room, len) == shown


def test_names_of_another_direction_are_kept_apart_in_a_sentence():
    tables = make_tables(
        {"محمد بن سلمان": ("person", {1: "nnn"}), "B": ("person", {1: "n"})}, 2
    )
    assert (
        charts.actors(tables).headline
        == f"{isolate('محمد بن سلمان')} is named most: 3 of 4 mentions"
    )
    assert isolate("Putin") == "Putin"


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({}, "The analysis found no name of a person, organisation, place or thing."),
        ({"unlinked": 2}, "2 mentions could not be linked to an actor."),
        ({"rejected": 1}, "1 mention found, all rejected in the review."),
        ({"joint": [(1, "they")]}, "Joint mentions only were found."),
    ],
)
def test_an_empty_chart_says_why(options, why):
    assert charts.actors(make_tables({}, 3, **options)).subtitle == why


def test_a_persons_headline_does_not_hide_that_there_is_nothing():
    chart = charts.actors(make_tables({}, 3), headline="Putin dominates")
    assert chart.subtitle.startswith("No actor was found in this article. ")
    assert not chart.draft


def test_mentions_that_do_not_count_are_numbers_in_the_note():
    note = every_note(charts.actors(sample(unlinked=3)))
    assert "Joint mentions (“the two leaders”, “their”: 6) are counted for nobody." in note
    assert "3 mentions could not be linked to an actor and are not shown." in note
    assert "linked" not in every_note(charts.actors(sample()))


def test_names_that_a_model_for_another_language_found_are_said_to_be_so():
    note = "The article is in German; a model for English found the names."
    for chart in (charts.actors, charts.strip, charts.together):
        assert chart(sample(language="de")).note.startswith(note)
        assert note not in chart(sample()).note


def test_a_rejected_mention_is_not_drawn():
    chart = charts.actors(sample(rejected=4))
    assert chart.wide.set_index("Actor")["By name"]["Putin"] == 7


@pytest.mark.parametrize(
    ("outlet", "url", "shown"),
    [
        ("The Post | post.com", "", "The Post"),
        ("X | X.com", "", "X"),
        ("Home - BBC News", "", "BBC News"),
        ("www.example.org", "", "example.org"),
        ("usatoday", "https://www.usatoday.com/story", "usatoday.com"),
        ("usatoday", "", "Usatoday"),
        ("bbc", "", "BBC"),
        ("The Guardian", "https://www.theguardian.com/a", "The Guardian"),
        ("", "https://www.theguardian.com/a", ""),
    ],
)
def test_an_outlet_is_named_once_and_as_one_writes_it(outlet, url, shown):
    assert clean_outlet(outlet, url) == shown


@pytest.mark.parametrize(
    ("author", "outlet", "shown"),
    [
        ("BBC News", "BBC News", ""),
        ("usatoday", "usatoday.com", ""),
        ("By Ana Lopez", "The Post", "Ana Lopez"),
        ("Ana Lopez | CNN", "CNN", "Ana Lopez"),
        ("Ana Lopez, The Guardian", "Guardian", "Ana Lopez"),
        ("Ana Lopez; Bo Berg; ana@post.example", "", "Ana Lopez, Bo Berg"),
        ("admin", "", ""),
        ("https://post.example/ana", "", ""),
        (
            ", ".join(f"Author Number {n}" for n in range(9)),
            "",
            "Author Number 0, Author Number 1, Author Number 2 and others",
        ),
    ],
)
def test_an_author_is_a_person_and_not_the_outlet_again(author, outlet, shown):
    assert clean_author(author, outlet) == shown


def test_the_source_line_does_not_say_the_outlet_twice():
    tables = make_tables({}, 2, author="BBC News", outlet="BBC News")
    assert charts.actors(tables).source == "Source: BBC News, 2 paragraphs, 30 words."


def test_a_people_is_many():
    people = {"Saudis": ("people", {1: "nnnnn", 2: "nnnn"}), "Roe": ("person", {1: "nn"})}
    tables = make_tables(people, 3, title="The story")
    assert charts.strip(tables).headline == "Saudis are named in 2 of 3 paragraphs"
    assert charts.actors(tables).headline.startswith("Saudis are named most: 9")


@pytest.mark.parametrize(
    ("headline", "cells"),
    [
        (
            "A is named in 3 of 4 paragraphs",
            {"A": {1: "n", 2: "n", 3: "n"}, "B": {4: "nn"}},
        ),
        ("A is named in all 4 paragraphs", {"A": dict.fromkeys(range(1, 5), "n")}),
        (
            "A and B are each named in 2 of 4 paragraphs",
            {"A": {1: "n", 2: "n"}, "B": {3: "n", 4: "n"}, "C": {1: "nnnn"}},
        ),
        ("Who is named where in “The story”", {"A": {1: "nn"}, "B": {2: "nn"}}),
    ],
)
def test_the_strip_says_who_is_in_most_paragraphs(headline, cells):
    actors = {name: ("person", places) for name, places in cells.items()}
    assert charts.strip(make_tables(actors, 4, title="The story")).headline == headline


def test_a_name_that_is_too_long_for_a_headline_is_not_cut():
    tables = make_tables({"X " * 30: ("person", {1: "nnnn"}), "B": ("person", {1: "n"})}, 2)
    assert charts.actors(tables).headline == "Who is named in this article"


def test_labels_have_one_case_and_headlines_begin_with_a_capital():
    names = ("federal government", "KUWAIT CITY", "UN WOMEN", "iPhone", "საქართველო")
    tables = make_tables(
        {name: ("thing", {1: "n" * (9 - 2 * i)}) for i, name in enumerate(names)}, 2
    )
    chart = charts.actors(tables)
    assert chart.headline == "Federal government has 9 of 25 mentions, Kuwait City 7"
    shown = {"Federal government", "Kuwait City", "UN WOMEN", "iPhone", "საქართველო"}
    assert shown <= set(said(chart))
    assert list(chart.wide["Actor"]) == list(names)


def test_no_word_of_a_name_with_a_nickname_stands_twice_in_its_label():
    name = "Ismael “El Mayo” Zambada García Ortega"
    people = {n: ("person", {1: "n", 2: "n"}) for n in (name, "Ada", "Bo", "Cy")}
    chart = charts.matrix(make_tables(people, 3), size="web")
    lines = [line.replace("\xa0", " ") for line in said(chart)]
    pieces = [line for line in lines if len(line) > 2 and line in name]
    assert " ".join(pieces) == f"{name} {name}"


@pytest.mark.parametrize("tables", [sample(), counted(7, 5, 1), counted(4, 4, 4)])
def test_no_two_charts_of_an_article_have_one_headline(tables):
    known = [chart.draw(tables).headline for chart in charts.CHARTS.values()]
    found = [
        line for line in known if not line.startswith(("No ", "One ", "Only ", "Too "))
    ]
    assert len(found) == len(set(found))
