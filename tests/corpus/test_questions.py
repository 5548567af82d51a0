"""Who is named and who speaks, with what that is a share of; and questions that change nothing."""

import pytest

from castlist.corpus import (
    Choosing,
    How,
    ask,
    build_corpus,
    count_actors,
    listed,
    number_actors,
    schema_of,
    totals,
)
from castlist.errors import InputError
from castlist.model import TABLES
from support.corpora import THINGS, build, contents, here, write_articles

DATES = ("2026-01-05", "2026-01-11", "2026-01-12", "", "2026-02-01", "", "", "2025-12-31")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Eight articles, half of them by the Post, five with a date, one that names nobody."""
    place = tmp_path_factory.mktemp("questions [x]")
    source = write_articles(place / "in")
    dull = "The weather was dry and the roads were empty for most of the day. " * 4
    (source / "mill.txt").write_text(dull, encoding="utf-8")
    lines = [
        f"{source}/{thing}.txt,{'Post' if number % 2 else 'Times'},{date}"
        for number, (thing, date) in enumerate(zip(THINGS, DATES, strict=True))
    ]
    sheet = place / "list.csv"
    sheet.write_text("\n".join(lines), encoding="utf-8")
    how = How(reviewed=place / "reviewed")
    build_corpus(place / "c", [listed(str(sheet), {})], how, crew=here())
    return place / "c"


def lopez(corpus, **choosing):
    rows = count_actors(corpus, Choosing(**choosing))
    return [row for row in rows if row.name == "Ana Lopez"]


def test_denominators_stand_in_the_row(corpus):
    (row,) = lopez(corpus)
    (all_of,) = totals(corpus)
    words = ask(corpus, "select sum(words) from articles").rows[0][0]
    assert (row.articles, row.of_articles, row.of_naming) == (7, 8, 7)
    assert row.share == 7 / 8
    assert row.of_words == words == all_of.words
    assert row.mentions_per_1000 == pytest.approx(1000 * row.mentions / words)
    assert (all_of.articles, all_of.naming) == (8, 7)


def test_counts_are_those_of_the_articles(corpus):
    (row,) = lopez(corpus)
    of_actors = "select sum(mentions) from actors where name = 'Ana Lopez'"
    of_quotes = "select sum(quoted_words) from quotes where speaker_actor_id = 'ana-lopez'"
    assert row.mentions == ask(corpus, of_actors).rows[0][0]
    assert row.quoted_words == ask(corpus, of_quotes).rows[0][0] > 0
    assert row.spoke == 7


def test_outlets_weeks_and_months_add_up(corpus):
    (row,) = lopez(corpus)
    by_outlet = lopez(corpus, by="outlet")
    assert {r.group: (r.articles, r.of_articles) for r in by_outlet} == {
        "Post": (3, 4),
        "Times": (4, 4),
    }
    assert sum(r.mentions for r in by_outlet) == row.mentions
    weeks = {r.group: r.articles for r in lopez(corpus, by="week")}
    assert weeks == {"2026-01-05": 2, "2026-01-12": 1, "2026-01-26": 1}
    months = {t.group: t.articles for t in totals(corpus, Choosing(by="month"))}
    assert months == {"2025-12": 1, "2026-01": 3, "2026-02": 1}


def test_a_choice_changes_the_denominator_too(corpus):
    (row,) = lopez(corpus, outlet="Post", first="2026-01-01", last="2026-01-31")
    assert (row.articles, row.of_articles) == (1, 1)
    assert lopez(corpus, type="place") == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"first": "1.1.26"}, "is no date. Write it as 2026-01-31"),
        ({"type": "robot"}, "Choose from: person, organisation"),
        ({"by": "moon"}, "Use: outlet, week, month, year"),
    ],
)
def test_a_choice_that_cannot_be_is_said(wrong, message):
    with pytest.raises(InputError) as error:
        Choosing(**wrong)
    assert message in str(error.value)


@pytest.mark.parametrize(
    "question",
    [
        "drop view articles",
        "select 1; select 2",
        "copy articles to '{corpus}/parts/000001/articles.parquet'",
        "set enable_external_access = true",
        "select * from read_text('{corpus}/corpus.json')",
        "select * from read_csv('/etc/hostname')",
        "attach '{corpus}/new.db'",
        "select nonsense",
        "",
    ],
)
def test_a_question_reads_nothing_else_and_changes_nothing(corpus, question):
    before = contents(corpus)
    with pytest.raises(InputError) as error:
        ask(corpus, question.format(corpus=corpus))
    assert "castlist corpus" in str(error.value)
    assert contents(corpus) == before
    assert not (corpus / "new.db").exists()


def test_the_schema_names_every_table_that_can_be_asked(corpus):
    columns = schema_of()
    assert {
        *TABLES,
        "texts",
        "ledger",
        "reprints",
        "who",
        "across",
        "joins",
        "appearances",
        "history",
    } == {column.table for column in columns}
    assert [column for column in columns if not column.meaning] == []
    for table in {column.table for column in columns}:
        named = [column.name for column in columns if column.table == table]
        assert list(ask(corpus, f"select * from {table} limit 1").columns) == named


def test_the_first_actors_are_those_of_all(corpus):
    every = count_actors(corpus, Choosing(by="outlet"))
    first = count_actors(corpus, Choosing(by="outlet"), most=2)
    expected = [
        [row for row in every if row.group == name][:2] for name in ("Post", "Times")
    ]
    assert first == [row for rows in expected for row in rows]
    numbers = number_actors(corpus, Choosing(by="outlet"))
    assert sum(numbers.values()) == len(every)
    named = count_actors(corpus, who=[first[0].who], intervals=False)
    assert [(row.who, row.share_low) for row in named] == [(first[0].who, None)]


def test_a_damaged_part_is_not_left_out_in_silence(tmp_path):
    """Also where a question was asked before, and what it found is known."""
    source = write_articles(tmp_path / "in", ["mill"])
    build(tmp_path / "c", source)
    assert count_actors(tmp_path / "c")
    path = tmp_path / "c/parts/000001/quotes.parquet"
    data = path.read_bytes()
    for damage in (lambda: path.write_bytes(b"X" + data[1:]), path.unlink):
        damage()
        with pytest.raises(InputError, match=r"part 000001 of .* is damaged"):
            count_actors(tmp_path / "c")


def test_what_was_found_of_all_articles_is_made_again_if_it_is_gone(tmp_path):
    build(tmp_path / "c", write_articles(tmp_path / "in", ["mill"]))
    before = count_actors(tmp_path / "c")
    (tmp_path / "c/across/appearances.parquet").unlink()
    assert count_actors(tmp_path / "c") == before
