"""Who appears together: pairs counted by hand, drawn as bars and as a matrix,
and given to programs for networks."""

import itertools
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from castlist.charts.data.network import edges, graphml
from castlist.charts.kinds.matrix import STEPS, matrix
from castlist.charts.kinds.together import lacks, together
from castlist.charts.page import style
from castlist.charts.page.chart import Chart
from castlist.charts.page.edits import Edits
from castlist.charts.page.lettering import clean
from castlist.charts.page.newsroom import contrast
from castlist.charts.page.numerals import Numerals
from castlist.charts.page.wording import labelled
from castlist.charts.render.marks import Box, Text
from castlist.errors import InputError
from castlist.model import Sentence
from castlist.tables import Tables
from support.chart_cases import SCRIPTS, crowd, every_note, make_tables, said, sample, texts

# By hand, from the table in chart_cases: who stands in which of the nine paragraphs.
SAMPLE_PAIRS = [
    ("Erdogan", "Putin", 5, "1;2;6;7;8"),
    ("Putin", "Dmitry Peskov", 2, "5;6"),
    ("Dmitry Peskov", "RIA Novosti", 1, "3"),
    ("Erdogan", "Dmitry Peskov", 1, "6"),
    ("Turkish drone maker", "Iran (as “Tehran”)", 1, "9"),
]
SAMPLE_OWN = {
    "Erdogan": 5,
    "Putin": 7,
    "Turkish drone maker": 1,
    "Dmitry Peskov": 3,
    "Iran (as “Tehran”)": 1,
    "RIA Novosti": 1,
}
WIDE = ("web", "print107", "print163")
COLUMNS = ["actor_a_id", "actor_a", "actor_b_id", "actor_b", "paragraphs", "paragraph_list"]
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def people(*cells: str) -> Tables:
    """Actors A, B, C ... by the paragraphs that name them:
    "113" is twice in paragraph 1, once in 3."""
    actors = {
        chr(65 + i): (
            "person",
            {int(p): "n" * places.count(p) for p in sorted(set(places))},
        )
        for i, places in enumerate(cells)
    }
    return make_tables(actors, 9, title="The story")


def rows(chart: Chart) -> list[tuple]:
    columns = [name for name in chart.data.columns if not name.endswith("_id")]
    return list(chart.data[columns].itertuples(index=False, name=None))


def bars(chart: Chart) -> list[Box]:
    return [mark for mark in chart.drawing.marks if isinstance(mark, Box)]


def cell_of(chart: Chart, words: Text) -> Box | None:
    """The cell that a text stands on."""
    return next(
        (
            b
            for b in bars(chart)
            if b.x < words.x < b.x + b.width
            and b.y < words.y < b.y + b.height
            and b.width > 13
        ),
        None,
    )


def test_pairs_of_the_sample_are_those_of_the_hand_count():
    chart = together(sample())
    assert list(chart.data.columns) == COLUMNS
    assert rows(chart) == SAMPLE_PAIRS
    assert chart.wide.to_csv(index=False).splitlines()[:3] == [
        "Pair,Paragraphs",
        "Erdogan + Putin,5",
        "Putin + Dmitry Peskov,2",
    ]
    assert rows(together(sample(kinds="n"))) == [
        ("Putin", "Erdogan", 5, "1;2;6;7;8"),
        ("Dmitry Peskov", "RIA Novosti", 1, "3"),
    ]


def test_only_linked_mentions_that_nobody_rejected_make_pairs():
    assert rows(together(sample(unlinked=3, rejected=2))) == SAMPLE_PAIRS
    # Joint mentions alone: paragraph 4 has "The two leaders" beside Putin and counts for no pair.
    assert "4" not in {n for row in SAMPLE_PAIRS for n in row[3].split(";")}


@pytest.mark.parametrize(
    ("tables", "order"),
    [
        # both twice: the first to meet comes first
        (people("1234", "34", "12"), ["A + C", "A + B"]),
        # in one paragraph: by rank
        (people("111", "1", "11"), ["A + C", "A + B", "C + B"]),
        (people("12", "1", "23", "3"), ["A + B", "A + C", "C + D"]),
        (people("5", "67", "678"), ["C + B"]),
    ],
)
def test_order_of_pairs(tables, order):
    chart = together(tables)
    assert chart.wide["Pair"].tolist() == order


@pytest.mark.parametrize(
    ("tables", "headline"),
    [
        (
            people("1234", "1234", "12"),
            "A and B are named together most: in 4 of 9 paragraphs",
        ),
        (sample(), "Erdogan and Putin are mentioned together most: in 5 of 9 paragraphs"),
        # a lead of one
        (people("1234", "1234", "123"), "Who is named together in “The story”"),
        (people("12", "12", "3", "3"), "Who is named together in “The story”"),
        (people("123", "1", "2"), "Who is named together in “The story”"),  # a tie
        # one pair leads nobody
        (people("123", "123"), "Who is named together in “The story”"),
        # the whole sentence would be too long, a shorter one says as much
        (
            make_tables(
                {
                    "X" * 34: ("person", dict.fromkeys((1, 2, 3), "n")),
                    "Y" * 34: ("person", dict.fromkeys((1, 2, 3), "n")),
                    "Z": ("person", {1: "n"}),
                },
                3,
            ),
            f"{'X' * 34} and {'Y' * 34} share 3 of 3 paragraphs",
        ),
        (
            make_tables(
                {
                    "X" * 60: ("person", dict.fromkeys((1, 2, 3), "n")),
                    "Y" * 60: ("person", dict.fromkeys((1, 2, 3), "n")),
                    "Z": ("person", {1: "n"}),
                },
                3,
            ),
            "Who is named together in this article",
        ),
    ],
)
def test_headline_names_a_pair_only_if_it_leads(tables, headline):
    assert together(tables).headline.replace("\u00a0", " ") == headline


@pytest.mark.parametrize(
    ("places", "drawn"),
    [(("123", "123", "12"), True), (("12", "12", "12"), False), (("12", "12", "3"), False)],
)
def test_a_ranking_of_equal_numbers_says_nothing(places, drawn):
    assert bool(lacks(people(*places))) is not drawn


def test_a_person_may_write_the_headline():
    assert (
        together(sample(), headline="Two men, five paragraphs").headline
        == "Two men, five paragraphs"
    )
    assert (
        matrix(sample(), headline="Two men, five paragraphs").headline
        == "Two men, five paragraphs"
    )


@pytest.mark.parametrize("size", style.PRESETS)
@pytest.mark.parametrize(
    "tables", [sample(), crowd(15, 12, names=SCRIPTS)], ids=["sample", "scripts"]
)
def test_a_row_shows_the_number_of_its_own_pair(tables, size):
    chart = together(tables, size=size)
    numbers = [w for w in texts(chart) if w.text.isdigit()]
    drawn = bars(chart)
    # pairs that share one paragraph are no rows, where enough share more
    assert len(drawn) >= 3
    assert [n.text for n in numbers] == [
        str(n) for n in chart.data["paragraphs"][: len(numbers)]
    ]
    assert len(numbers) == len(drawn) >= min(len(chart.data), 3)
    lines = list(zip(texts(chart), said(chart), strict=True))
    for number, bar, (_, row) in zip(numbers, drawn, chart.data.iterrows(), strict=False):
        assert bar.y < number.y < bar.y + bar.height
        assert 0 < number.x - bar.x - bar.width < 8
        near = [
            line
            for w, line in lines
            if w.ink.bold
            and w is not number
            and abs(w.y - number.y) < 45
            and w.y < number.y + 15
        ]
        one = labelled(clean(row["actor_a"]))
        other = labelled(clean(row["actor_b"]), after=True)
        assert any(line.startswith(one[:10]) for line in near), near
        assert any(other[:10] in line for line in near), near


def test_bars_are_as_long_as_their_numbers():
    chart = together(sample())
    lengths = [bar.width for bar in bars(chart)]
    assert lengths == pytest.approx((chart.data["paragraphs"] * lengths[0] / 5).tolist())


def test_ten_pairs_and_a_line_about_the_rest():
    chart = together(crowd(40, 20))
    assert len(bars(chart)) == 10
    rest = chart.data["paragraphs"].tolist()[10:]
    tied = rest.count(chart.data["paragraphs"][9])
    line = f"+ {len(rest)} more pairs in {max(rest)} paragraphs or fewer"
    assert f"{line}, {tied} of them as often as the last ranked here" in " ".join(
        said(chart)
    )
    assert len(chart.wide) == len(chart.data)
    few = together(people("12345", "12345"))
    assert not any("more pair" in line for line in said(few))


@pytest.mark.parametrize("draw", [together, matrix])
@pytest.mark.parametrize(
    ("tables", "fact", "why"),
    [
        (
            make_tables({}, 3),
            "No actor was found in this article",
            "The analysis found no name",
        ),
        (
            people("12"),
            "One actor only: pairs need two",
            "The analysis found A and no other actor.",
        ),
        (
            people("12", "3", "4", "5"),
            "No two actors share a paragraph",
            "4 actors were found, but no paragraph names two of them.",
        ),
    ],
)
def test_without_a_pair_the_headline_states_the_fact(draw, tables, fact, why):
    chart = draw(tables)
    assert chart.headline == fact
    assert chart.subtitle.replace("\u00a0", " ").startswith(why)
    assert fact in chart.alt
    assert not bars(chart)
    assert list(chart.data.columns) == COLUMNS


def in_sentences() -> Tables:
    """Two paragraphs of two sentences each; A and B share both paragraphs, but only sentence 3."""
    tables = people("12", "12", "2")
    spots = {("A", 1): 1, ("B", 1): 2, ("A", 2): 3, ("B", 2): 3, ("C", 2): 4}
    mentions = tables.mentions
    numbers = [
        spots[key] for key in zip(mentions["text"], mentions["paragraph"], strict=True)
    ]
    tables = replace(
        tables, frames={**tables.frames, "mentions": mentions.assign(sentence=numbers)}
    )
    return tables.extend(
        {"sentences": [Sentence("sample", n, (n + 1) // 2, 0, 1, "P") for n in range(1, 5)]}
    )


def test_sentences_may_be_counted_in_the_place_of_paragraphs():
    chart = together(in_sentences(), unit="sentence")
    assert rows(chart) == [("A", "B", 1, "3")]
    assert list(chart.data.columns)[-2:] == ["sentences", "sentence_list"]
    assert list(chart.wide.columns) == ["Pair", "Sentences"]
    assert chart.subtitle == "Number of sentences that name both"
    assert "A sentence counts once for a pair" in every_note(chart)
    assert "A and B share 1 of 4" in chart.alt
    assert "paragraph" not in chart.subtitle + every_note(chart) + chart.alt
    assert rows(together(in_sentences()))[0] == ("A", "B", 2, "1;2")
    with pytest.raises(InputError, match="Choose one of: paragraph, sentence"):
        together(sample(), unit="word")


def test_notes_tell_what_is_counted():
    titled = sample(kinds="n")
    roles = ["title", *["body"] * 8]
    titled = replace(
        titled, frames={**titled.frames, "paragraphs": titled.paragraphs.assign(role=roles)}
    )
    note = every_note(together(titled))
    assert note.startswith("Little to compare: only one pair of actors is found together")
    assert "Only names are counted, not descriptions" in note
    assert "A paragraph counts once for a pair, however often it names the two." in note
    assert note.endswith("Paragraph 1 is the article’s title.")
    assert "title" not in every_note(together(sample()))
    sentences = [Sentence("putin-erdogan-drones", n, n, 0, 1, "P") for n in range(1, 10)]
    chart = together(titled.extend({"sentences": sentences}), unit="sentence")
    assert every_note(chart).endswith("The article’s title is counted as well.")


def test_a_long_article_gets_shares():
    chart = together(crowd(12, 200))
    lines = said(chart)
    shown = [
        f"({Numerals().percent(n, 200)})".replace("\u00a0", " ")
        for n in chart.data["paragraphs"][:10]
        if n > 1
    ]
    assert [line.strip() for line in lines if line.endswith("%)")] == shown
    assert (
        chart.subtitle.replace("\u00a0", " ")
        == "Number of paragraphs that mention both, and their share of all 200 paragraphs"
    )
    assert "%" not in "".join(said(together(crowd(12, 30))))
    assert "%" in "".join(said(together(crowd(12, 31))))


def test_numbers_are_written_in_the_language_that_a_person_chose():
    tables = people("1", "1")
    many = make_tables(
        {name: ("person", dict.fromkeys(range(1, 1202), "n")) for name in "AB"}, 1201
    )
    assert "1.201" in said(together(many, edits=Edits(numerals=Numerals("de"))))
    assert "1,201" in said(
        matrix(
            make_tables(
                {name: ("person", dict.fromkeys(range(1, 1202), "n")) for name in "ABCD"},
                1201,
            )
        )
    )
    assert (
        together(tables, edits=Edits(numerals=Numerals("de"))).headline
        == "Who is named together in “The story”"
    )


@pytest.mark.parametrize("size", style.PRESETS)
@pytest.mark.parametrize("number", [0, 1, 2, 40])
def test_any_number_of_actors_in_any_size(number, size):
    for names in ((), SCRIPTS):
        chart = together(crowd(number, 9, names=names), size=size)
        assert chart.svg()
        assert chart.png()


@pytest.mark.parametrize("draw", [together, matrix])
def test_alt_is_short_and_names_the_leading_pairs(draw):
    chart = draw(sample())
    alt = chart.alt.replace("\u00a0", " ")
    assert len(alt.removesuffix(chart.unsaid)) <= 251
    assert (
        "where Erdogan and Putin share 5 of 9, Putin and Dmitry Peskov 2. 5 pairs;" in alt
    )


@pytest.mark.parametrize("size", WIDE)
@pytest.mark.parametrize(
    "tables",
    [sample(), crowd(15, 12, names=SCRIPTS), crowd(40, 20)],
    ids=["sample", "scripts", "forty"],
)
def test_every_cell_of_the_matrix_shows_the_number_of_its_row_and_column(tables, size):
    chart = matrix(tables, size=size)
    table = chart.data.set_index(["actor_a", "actor_b"])["paragraphs"]
    own = chart.data[chart.data["actor_a_id"] == chart.data["actor_b_id"]]
    if (own["paragraphs"] > 1).sum() >= 4:
        own = own[own["paragraphs"] > 1]  # who is in one paragraph is no row
    names = list(own["actor_a"])[:15]
    cells = [b for b in bars(chart) if b.width > 13.5 or b.height > 13.5]
    tops, lefts = (sorted({getattr(b, side) for b in cells}) for side in "yx")
    assert len(tops) == len(lefts) == len(names)
    assert len(cells) == len(names) * (len(names) + 1) / 2
    numbers = {
        (c.y, c.x): w
        for w in texts(chart)
        if w.anchor == "middle" and (c := cell_of(chart, w))
    }
    for (i, row), (j, column) in itertools.product(enumerate(names), repeat=2):
        number = numbers.pop((tops[i], lefts[j]), None)
        wanted = table.get((column, row)) if j <= i else None
        assert (number and number.text) == (str(wanted) if wanted else None), (row, column)
        assert not number or number.ink.bold == (i == j)
    assert not numbers


def test_the_matrix_of_the_sample_is_the_hand_count():
    chart = matrix(sample())
    own = [(name, name, total) for name, total in SAMPLE_OWN.items()]
    assert [row[:3] for row in rows(chart)] == own + [row[:3] for row in SAMPLE_PAIRS]
    assert rows(chart)[0] == ("Erdogan", "Erdogan", 5, "1;2;6;7;8")
    assert chart.wide.columns.tolist()[:3] == ["Actor", "1 Erdogan", "2 Putin"]
    assert chart.wide.iloc[1].tolist() == ["2 Putin", 5, 7, 0, 2, 0, 0]
    drawn = [int(w.text) for w in texts(chart) if w.anchor == "middle"]
    assert sum(drawn) == chart.data["paragraphs"].sum()


def test_cells_are_the_darker_the_more_and_their_numbers_can_be_read():
    assert [contrast(tint, style.PAPER) for tint in STEPS] == sorted(
        contrast(tint, style.PAPER) for tint in STEPS
    )
    for tint, ink in STEPS.items():
        assert contrast(tint, ink) >= 4.5
    chart = matrix(people("12345678", "12345678", "123456", "1234", "19"))
    found = {}
    for words in texts(chart):
        cell = cell_of(chart, words)
        if cell and cell.fill in STEPS:
            assert words.ink.colour == STEPS[cell.fill]
            found.setdefault(cell.fill, set()).add(int(words.text))
    assert found == dict(zip(reversed(STEPS), [{8}, {6}, {4}, {1}], strict=True))


def test_an_actor_with_itself_is_outlined_and_bold():
    chart = matrix(sample())
    own = [b for b in bars(chart) if b.edge and b.width > 13]
    assert len(own) == len(SAMPLE_OWN)
    assert all(b.fill == style.PAPER and b.edge == style.OUTLINE for b in own)
    bold = [w.text for w in texts(chart) if w.anchor == "middle" and w.ink.bold]
    assert bold == [str(n) for n in SAMPLE_OWN.values()]


def test_the_matrix_is_for_four_to_fifteen_actors():
    three = matrix(people("12", "12", "2"))
    assert (three.headline, three.subtitle.replace("\u00a0", " ")) == (
        "Too few actors for a matrix",
        "3 actors were found, a matrix needs 4.",
    )
    assert len(three.data) == 6
    chart = matrix(crowd(40, 20))
    assert "+ 25 more actors" in said(chart)
    assert "+ 1 more actor in 1 paragraph" in said(matrix(people(*["12"] * 4, "1")))
    assert (
        matrix(people(*["12"] * 4)).headline == "All 6 pairs of 4 actors share a paragraph"
    )
    assert len(chart.wide) == 40


def test_numbers_of_three_digits_leave_room_for_fewer_actors():
    everywhere = dict.fromkeys(range(1, 301), "n")
    tables = make_tables({f"Actor {i}": ("person", everywhere) for i in range(15)}, 300)
    assert any(
        line.startswith("+ ") and "more actor" in line
        for line in said(matrix(tables, size="print107"))
    )


@pytest.mark.parametrize("size", [name for name in style.PRESETS if name not in WIDE])
def test_narrow_and_fixed_sizes_have_no_matrix(size):
    with pytest.raises(
        InputError, match="Choose one of: web, print107, print163; or draw `together`"
    ):
        matrix(sample(), size=size)


def test_an_unknown_size_is_said():
    with pytest.raises(InputError, match="no chart size 'huge'"):
        matrix(sample(), size="huge")


def test_edges_are_the_pairs():
    table = edges(sample())
    assert list(table.columns) == ["Source", "Target", "Type", "Weight"]
    chart = together(sample()).data
    assert table["Source"].tolist() == chart["actor_a_id"].tolist()
    assert table["Target"].tolist() == chart["actor_b_id"].tolist()
    assert table["Weight"].tolist() == chart["paragraphs"].tolist()
    assert set(table["Type"]) == {"Undirected"}


@pytest.mark.parametrize(
    "tables",
    [
        sample(),
        crowd(15, 12, names=SCRIPTS),
        crowd(40, 20),
        people("1"),
        make_tables({}, 2),
    ],
)
def test_graphml_has_the_nodes_and_edges_of_the_tables(tables):
    data = graphml(tables)
    assert data == graphml(tables)
    root = ElementTree.fromstring(data)
    keys = {
        key.get("id"): (key.get("for"), key.get("attr.name"))
        for key in root.iter(f"{GRAPHML}key")
    }
    assert keys["label"] == ("node", "label")
    assert keys["weight"] == ("edge", "weight")
    nodes = {
        n.get("id"): {d.get("key"): d.text for d in n} for n in root.iter(f"{GRAPHML}node")
    }
    counted = tables.mentions[
        (tables.mentions["actor_id"] != "") & (tables.mentions["state"] != "rejected")
    ]
    assert {key: int(n["mentions"]) for key, n in nodes.items()} == counted.groupby(
        "actor_id"
    ).size().to_dict()
    names = tables.actors.set_index("actor_id")["name"]
    assert {key: n["label"] for key, n in nodes.items()} == {
        key: names[key].replace("\x00", "").replace("\x07", "") for key in nodes
    }
    found = [
        (e.get("source"), e.get("target"), int(e.find(f"{GRAPHML}data").text))
        for e in root.iter(f"{GRAPHML}edge")
    ]
    assert found == list(
        edges(tables)[["Source", "Target", "Weight"]].itertuples(index=False, name=None)
    )
    assert {end for edge in found for end in edge[:2]} <= set(nodes)


def test_graphml_survives_what_xml_cannot_hold():
    tables = make_tables({"a\x0b<b>&\ufffe\"'": ("person", {1: "n"})}, 1)
    root = ElementTree.fromstring(graphml(tables))
    labels = [d.text for d in root.iter(f"{GRAPHML}data") if d.get("key") == "label"]
    assert labels == ["a<b>&\"'"]
