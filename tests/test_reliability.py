"""How far counts may be off: intervals, leads, rates and doubtful links, as a desk would read
them."""

import csv
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pandas as pd
import pytest

import castlist
from castlist.model import RATHER_THAN
from castlist.pipeline import Reading, read_text
from castlist.reliability import (
    count_intervals,
    describe_lead,
    doubtful_links,
    headline_if_wrong,
    how_often_wrong,
    lead_within_error,
)
from castlist.reliability.chances import (
    Counts,
    chances_to_lead,
    find_interval,
    find_intervals,
    outcomes,
    weigh,
)
from castlist.reliability.errors import COLUMNS, make_errors, read_errors
from castlist.reliability.many import find_corpus_bounds
from castlist.tables import concat
from support.chart_cases import make_tables

FILE = files("castlist.reliability").joinpath("count_errors.csv")


def counted(*totals, kind="n", **about):
    """An article of two paragraphs in which A, B, C ... are named once, and then so often."""
    names = {
        chr(65 + n): ("person", {1: "n" + kind * (total - 1)})
        for n, total in enumerate(totals)
    }
    return make_tables(names, 2, **about)


def errors(*rows, genre="news"):
    """Benchmark actors: found names and pronouns, true names and pronouns, one a document."""
    return make_errors(
        dict(
            zip(
                COLUMNS,
                map(str, ("s", genre, n, 300, "person", a, 0, b, c, 0, d)),
                strict=True,
            )
        )
        for n, (a, b, c, d) in enumerate(rows)
    )


def counts(*found, person=True, sure=None):
    array = np.array(found, dtype=float)
    known = np.zeros_like(array) if sure is None else np.array(sure, dtype=float)
    return Counts("report", 300, array, np.full(len(array), person), known)


# The file of errors


def test_the_file_holds_numbers_and_no_word_of_a_text():
    rows = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))
    assert tuple(rows[0]) == COLUMNS
    sets = {"actors-gum", "actors-gum-other", "actors-meantime"}
    assert {row["set"] for row in rows} == sets
    types = {"person", "organisation", "place", "people", "thing", "other"}
    assert {row["type"] for row in rows} <= types
    numbers = [row[name] for row in rows for name in COLUMNS if name.endswith("s")]
    assert all(cell == "" or cell.isdecimal() for cell in numbers)
    assert len(FILE.read_bytes()) < 200_000


def test_genres_that_nobody_may_use_are_not_in_it():
    genres = set(read_errors().genre.tolist())
    assert genres.isdisjoint({"essay", "fiction", "letter", "podcast", "whow"})
    assert "news" in genres


def test_where_names_alone_were_marked_nothing_is_said_of_pronouns():
    every = read_errors()
    assert len(every.all_mentions) < len(every)
    assert not np.isnan(every.all_mentions.true).any()
    assert every.names_alone.found.shape[1] == 1


# Intervals


def test_the_interval_is_the_shortest_with_a_chance_near_80_percent():
    assert find_interval(np.array([0, 0, 0.1, 0.6, 0.2, 0.1]), 3) == (3, 4)
    # .75 is nearer to .8 than 1.0
    assert find_interval(np.array([0, 0, 0, 0.75, 0, 0.25]), 3) == (3, 3)
    # it always holds the count, however sure the errors are that it is wrong
    assert find_interval(np.array([0, 0, 0, 0, 0, 1.0]), 3) == (3, 5)
    assert find_interval(np.array([0, 1.0, 0, 0]), 3) == (1, 3)


def test_an_error_goes_over_as_a_share_of_the_count():
    off = errors(*[(4, 0, 5, 0)] * 3)
    eight = counts((8, 0, 0))
    assert outcomes(off, eight, weigh(off, eight)).argmax() == 10
    assert find_intervals(off, eight)[0][:2] == (8, 10)


def test_the_likest_actors_decide():
    by_name = [(6, 0, 6, 0)] * 5
    by_pronoun = [(1, 5, 1, 11)] * 5
    both = errors(*by_name, *by_pronoun)
    found = find_intervals(both, counts((6, 0, 0), (1, 0, 5)))
    assert found[0][:2] == (6, 6)
    assert found[1][:2] == (6, 12)


def test_so_many_documents_of_equal_weight_are_behind_it():
    assert find_intervals(errors(*[(5, 0, 5, 0)] * 7), counts((5, 0, 0)))[0].documents == 7


def test_whoever_is_there_at_all_is_mentioned():
    off = errors((1, 20, 1, 0), (1, 20, 1, 0))
    chances = outcomes(off, counts((1, 0, 2)), weigh(off, counts((1, 0, 2))))
    assert chances[0].argmax() == 1


def test_what_people_confirmed_is_not_doubted():
    off = errors(*[(6, 0, 3, 0)] * 4)
    assert find_intervals(off, counts((6, 0, 0)))[0][:2] == (3, 6)
    some = counts((6, 0, 0), sure=[(5, 0, 0)])
    assert find_intervals(off, some)[0][:2] == (5, 6)
    every = counts((6, 0, 0), sure=[(6, 0, 0)])
    assert find_intervals(off, every)[0][:2] == (6, 6)


def test_a_reviewed_actor_has_its_count_and_no_interval():
    tables = counted(8, 4, 1)
    auto = count_intervals(tables).iloc[0]
    assert auto["low"] < auto["high"]
    assert auto["reviewed"] == 0
    mentions = tables.mentions.assign(state="confirmed")
    reviewed = replace(tables, frames={**tables.frames, "mentions": mentions})
    row = count_intervals(reviewed).iloc[0]
    assert (row["low"], row["high"], row["reviewed"]) == (8, 8, 8)
    assert not lead_within_error(reviewed)["within_error"].iloc[0]


def test_every_main_actor_has_a_row_with_its_count_between_low_and_high(sample):
    frame = count_intervals(sample)
    main = sample.actors[sample.actors["mentions"] >= 3]
    assert sorted(frame["actor_id"]) == sorted(main["actor_id"])
    assert frame["mentions"].is_monotonic_decreasing
    known = frame[frame["low"].notna()]
    assert (
        (known["low"] <= known["mentions"]) & (known["mentions"] <= known["high"])
    ).all()
    by_name = frame[frame["names_low"].notna()]
    assert (by_name["names"] >= 3).all()
    assert (by_name["names_low"] <= by_name["names"]).all()
    assert (frame["documents"].dropna() > 0).all()


def test_of_an_actor_without_a_name_nothing_is_known():
    frame = count_intervals(make_tables({"the firm": ("organisation", {1: "ddpp"})}, 1))
    assert frame["mentions"].tolist() == [4]
    assert frame[["low", "high", "documents", "names_low"]].isna().all(axis=None)


def test_of_a_text_in_another_language_nothing_is_known():
    tables = counted(9, 3)
    foreign = tables.articles.assign(language="de")
    tables = replace(tables, frames={**tables.frames, "articles": foreign})
    assert count_intervals(tables)["low"].isna().all()
    assert how_often_wrong(tables).empty
    assert headline_if_wrong(tables).empty
    lead = lead_within_error(tables).iloc[0]
    assert np.isnan(lead["chance"])
    assert lead["within_error"]


# Leads


def test_the_chance_to_lead_is_counted_out():
    even = np.array([[0, 0.5, 0.5], [0, 0.5, 0.5]])
    assert chances_to_lead(even).tolist() == [0.25, 0.25]
    assert chances_to_lead(np.array([[0, 0, 1.0], [0.5, 0.5, 0]])).tolist() == [1.0, 0.0]
    assert chances_to_lead(np.array([[0.2, 0.8]])).tolist() == [1.0]


@pytest.mark.parametrize(
    ("totals", "within"),
    [((10, 9), True), ((7, 6, 5), True), ((20, 4, 1), False), ((12, 3), False)],
)
def test_a_small_lead_is_within_the_error_and_a_large_one_is_not(totals, within):
    lead = lead_within_error(counted(*totals)).iloc[0]
    assert (lead["actor"], lead["mentions"], lead["other"]) == ("A", totals[0], "B")
    assert lead["all_mentions"] == sum(totals)
    assert lead["within_error"] == within
    assert (lead["chance"] < 0.8) == within


def test_two_with_as_many_have_no_lead():
    lead = lead_within_error(counted(6, 6)).iloc[0]
    assert lead["within_error"]
    assert lead["chance"] < 0.6


def test_one_actor_alone_leads_and_nobody_is_next():
    lead = lead_within_error(counted(5)).iloc[0]
    assert lead["chance"] == pytest.approx(1)
    assert lead["other"] == ""
    assert pd.isna(lead["other_mentions"])


@pytest.mark.parametrize(
    ("totals", "says"),
    [
        ((40, 3), "A is mentioned most: 40 of 43 mentions (80% interval "),
        ((10, 9), ": the lead lies within the error"),
        ((9, 9), ": nobody leads"),
        ((5,), "counted most: A 5 of 5 mentions (80% interval "),
        ((2, 1), ""),
    ],
)
def test_only_a_lead_that_is_larger_than_the_error_is_told_as_one(totals, says):
    told = describe_lead(counted(*totals))
    assert says in told
    assert bool(told) == bool(says)


def test_a_lead_of_few_mentions_is_not_known():
    lead = lead_within_error(counted(2, 1)).iloc[0]
    assert np.isnan(lead["chance"])
    assert lead["within_error"]
    assert pd.isna(lead["low"])


def test_an_article_without_actors_has_no_lead():
    tables = make_tables({}, 1)
    for call in (count_intervals, lead_within_error, headline_if_wrong, doubtful_links):
        assert call(tables).empty


def test_the_chances_of_all_who_may_lead_add_up():
    frame = headline_if_wrong(counted(10, 9, 2))
    assert frame["actor"].tolist()[:2] == ["A", "B"]
    assert "a tie" in set(frame["actor"])
    assert frame["chance"].sum() == pytest.approx(1, abs=0.03)
    assert frame["chance"].iloc[0] == round(
        lead_within_error(counted(10, 9, 2))["chance"][0], 2
    )


def test_several_articles_are_answered_each_by_itself():
    alone = counted(10, 9)
    both = concat([alone, counted(20, 3, article_id="other")])
    assert lead_within_error(both)["within_error"].tolist() == [True, False]
    assert count_intervals(both).iloc[:2].equals(count_intervals(alone))


def test_the_same_tables_give_the_same_numbers(sample):
    again = castlist.tables.concat([sample])
    assert count_intervals(sample).equals(count_intervals(again))
    assert headline_if_wrong(sample).equals(headline_if_wrong(again))


# Rates


def test_rates_are_shares_and_count_what_is_here(sample):
    frame = how_often_wrong(sample).set_index("counted")
    assert list(frame.index) == ["names", "descriptions", "pronouns", "all mentions"]
    assert frame[["missing", "extra", "exact"]].ge(0).all(axis=None)
    assert frame[["missing", "extra", "exact"]].le(1).all(axis=None)
    main = sample.actors[sample.actors["mentions"] >= 3]
    assert frame["here"].tolist() == [
        *main[["names", "descriptions", "pronouns"]].sum().tolist(),
        main["mentions"].sum(),
    ]
    assert frame.loc["names", "missing"] < frame.loc["descriptions", "missing"]


def test_rates_are_those_of_articles_like_this_one():
    names = how_often_wrong(counted(10, 9))
    pronouns = how_often_wrong(counted(10, 9, kind="p"))
    assert names["missing"].tolist() != pronouns["missing"].tolist()


# Links

STORY = """Lind and Berg at odds over the bridge

Ada Lind opened the bridge on Monday. She said that it was safe. Ada Lind left early, and did not come back to the town hall.

Olaf Berg called it a waste of money. Berg wants a vote. He said so twice.
"""


@pytest.fixture(scope="module")
def story(nlp):
    return castlist.tabulate(read_text(STORY, Reading(force=True), name="story"), nlp)


def test_links_that_would_change_the_lead_come_first(sample):
    frame = doubtful_links(sample)
    changes = frame["effect"].str.contains("would lead|would tie")
    assert changes.any()
    assert changes.tolist() == sorted(changes, reverse=True)
    assert set(frame["kind"]) <= {"description", "pronoun"}
    assert frame["mention_id"].is_unique
    first = frame.iloc[0]
    assert first["rival"] in set(sample.actors["name"])
    assert f"{RATHER_THAN}{first['rival']}" in first["evidence"]


def test_what_a_person_has_looked_at_is_no_doubt(sample):
    first = doubtful_links(sample)["mention_id"].iloc[0]
    own = sample.mentions["mention_id"] == first
    state = sample.mentions["state"].mask(own, "confirmed")
    frames = {**sample.frames, "mentions": sample.mentions.assign(state=state)}
    assert first not in set(doubtful_links(replace(sample, frames=frames))["mention_id"])


def test_the_effect_is_counted(story):
    counts = story.actors.set_index("name")["mentions"]
    frame = doubtful_links(story)
    assert len(frame)
    for row in frame.itertuples():
        now = counts[row.actor]
        assert row.effect.startswith(f"{row.actor} would have {now - 1} instead of {now}")


# Menu and speed


def test_help_does_not_read_the_errors():
    code = "import sys, castlist.cli; print('castlist.reliability' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"


def test_all_of_it_is_on_the_menu():
    names = (
        "count_intervals doubtful_links headline_if_wrong how_often_wrong lead_within_error"
    )
    assert set(names.split()) <= set(castlist.__all__)


def test_an_actor_of_very_many_articles_has_the_interval_of_its_share():
    """Its articles are reckoned with by an even choice, and none of its mentions is lost."""
    shares = []
    for articles in (4_000, 40_000):
        mentions = np.tile(np.array([1, 1, 1, 2, 5]), articles // 5)
        actors = np.zeros(articles, np.int64)
        all_articles = np.array([2 * articles])
        found = find_corpus_bounds(actors, mentions, np.array([True]), all_articles)
        ends = (
            found.articles_low,
            found.articles_high,
            found.mentions_low,
            found.mentions_high,
        )
        shares.append([float(end[0]) / articles for end in ends])
        assert found.articles_low[0] <= articles <= found.articles_high[0]
        assert found.mentions_low[0] <= mentions.sum() <= found.mentions_high[0]
    assert shares[0] == pytest.approx(shares[1], rel=0.03)
