"""Charts of a corpus: what is drawn of hand-made counts, when nothing is, and what the words say."""

import re

import pytest

from castlist import charts
from castlist.charts import PRESETS, Choice, Edits, export_corpus
from castlist.charts.files.of_corpus import corpus_reasons
from castlist.charts.registry import OF_A_CORPUS
from castlist.corpus import ActorCount, Choosing, Coverage, Total
from castlist.errors import InputError

ACTORS = ("Ana Lopez", "Ben Okoro", "Harbour Watch")
OUTLETS = {"The Post": 40, "Harbour Times": 20, "Radio Nine": 8}
MONTHS = {"2026-01": 12, "2026-02": 3, "2026-04": 20}


def coverage(groups, by, *, unknown=0, reprints="once", names=ACTORS):
    """In every group the first actor is in half of the articles, the next in a third ..."""
    totals = [
        Total(name, articles, 500 * articles, articles) for name, articles in groups.items()
    ]
    rows = []
    for total in totals:
        for place, name in enumerate(names):
            in_articles = total.articles // (place + 2)
            share = in_articles / total.articles
            counts = (
                in_articles,
                share,
                2 * in_articles,
                1.0,
                in_articles // 2,
                share / 2,
                9,
                0.1,
            )
            of = (total.articles, total.words, total.naming)
            made = (
                total.group,
                reprints,
                name,
                "person",
                "",
                *counts,
                *of,
                name,
                f"k{place}",
            )
            rows.append(ActorCount(*made))
    every = sum(groups.values()) + unknown
    whole = Total("", every, 500 * every, every)
    choosing = Choosing(by=by, reprints=reprints)
    return Coverage(
        "news", choosing, totals, rows, whole, unknown, "castlist 0.1.0, spaCy m 1"
    )


def coverages(**changes):
    made = {
        "outlet": coverage(OUTLETS, "outlet"),
        "time": coverage(MONTHS, "month"),
    } | changes
    return {chart.name: made[chart.tables[0]] for chart in OF_A_CORPUS}


def words_of(chart):
    return re.sub(r"<[^>]+>", " ", chart.svg().decode())


@pytest.mark.parametrize("spec", OF_A_CORPUS, ids=lambda spec: spec.name)
@pytest.mark.parametrize("size", PRESETS)
def test_every_chart_is_drawn_in_every_size(spec, size):
    chart = spec.draw(coverages()[spec.name], size=size)
    assert not chart.missing
    assert chart.png().startswith(b"\x89PNG")
    assert "Ana Lopez" in chart.alt


def test_outlets_are_compared_by_shares_with_the_articles_they_are_of():
    chart = charts.by_outlet(coverage(OUTLETS, "outlet", unknown=2))
    said = words_of(chart)
    for words in (
        "The Post (40)",
        "Radio Nine (8)",
        "Ana Lopez",
        "50%",
        "Who is named in 3 outlets",
    ):
        assert words in said
    assert "2 articles without an outlet are left out." in chart.note
    assert "Of a story that several articles print, the first is counted." in chart.note


def test_voices_are_those_who_speak():
    chart = charts.by_outlet(coverage(OUTLETS, "outlet", reprints="with"), voices=True)
    assert chart.headline == "Who speaks in 3 outlets"
    assert "Reprints are counted." in chart.note


def test_a_period_without_articles_has_room_and_one_with_few_is_hollow():
    chart = charts.over_time(coverage(MONTHS, "month"))
    assert list(chart.wide.columns) == ["Actor", "2026-01", "2026-02", "2026-03", "2026-04"]
    assert "Hollow: months with fewer than 5 articles." in chart.note
    assert chart.wide.loc[0, "2026-03"] == 0


def test_data_has_both_shares_with_what_they_are_of():
    data = charts.by_outlet(coverage(OUTLETS, "outlet")).data
    row = data[(data["group"] == "The Post") & (data["name"] == "Ana Lopez")].iloc[0]
    assert (row["articles"], row["share"], row["of_articles"], row["of_words"]) == (
        20,
        0.5,
        40,
        20_000,
    )
    assert row["reprints"] == "once"


@pytest.mark.parametrize(
    ("changes", "name", "reason"),
    [
        ({"outlet": coverage({"The Post": 40}, "outlet")}, "by-outlet", "only 1 outlet"),
        ({"outlet": coverage({}, "outlet")}, "voices-by-outlet", "no outlet"),
        ({"time": coverage({"2026-01": 12, "2026-02": 3}, "month")}, "over-time", "only 1 month"),
        ({"time": coverage({}, "week")}, "over-time", "no week"),
    ],
)  # fmt: skip
def test_what_says_nothing_is_not_drawn_and_says_why(tmp_path, changes, name, reason):
    made = coverages(**changes)
    assert corpus_reasons(made)[name].replace("\xa0", " ").startswith(reason)
    files = export_corpus(made, tmp_path)
    assert not [file for file in files if file.name.startswith(f"news-{name}")]
    assert (tmp_path / "charts.html").is_file()


@pytest.mark.parametrize("spec", OF_A_CORPUS, ids=lambda spec: spec.name)
def test_asked_for_without_data_a_card_says_why(spec):
    empty = coverages(outlet=coverage({}, "outlet"), time=coverage({}, "week"))
    chart = spec.draw(empty[spec.name])
    assert chart.is_empty
    assert chart.subtitle


def test_hostile_names_are_text():
    hostile = ("<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202eabc " * 40)
    made = coverage({"<b>Post</b>": 9, "x" * 300: 8}, "outlet", names=hostile)
    svg = charts.by_outlet(made).svg().decode()
    assert "<script>" not in svg
    assert "<b>" not in svg


def test_a_chart_that_there_is_not_is_named_with_those_there_are(tmp_path):
    with pytest.raises(InputError, match="by-outlet, over-time, voices-by-outlet"):
        export_corpus(coverages(), tmp_path, edits=Edits(), choice=Choice(charts=["tone"]))
