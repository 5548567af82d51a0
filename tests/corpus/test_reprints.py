"""A reprint is found however it was cut and edited, and counted once; a report on the same event
is none."""

import random

import numpy as np
import pytest

from castlist.corpus import (
    Choosing,
    How,
    ask,
    build_corpus,
    corpus_status,
    count_actors,
    listed,
    totals,
)
from castlist.corpus.reprints import find_among
from castlist.corpus.reprints.candidates import candidates, sample
from castlist.corpus.reprints.groups import StoryText, name_agency
from castlist.corpus.reprints.shingles import Shingler, shared
from support.corpora import build, here, ids
from support.paths import ROOT

WIKINEWS = sorted((ROOT / "data/raw/wikinews").glob("*.txt"))
CHANCE = random.Random(11)
WORDS = [f"w{number}" for number in range(20_000)]


def story(length=400):
    return CHANCE.choices(WORDS, k=length)


def edited(words, share):
    return [CHANCE.choice(WORDS) if CHANCE.random() < share else word for word in words]


def reprints(*texts, dates=()):
    """Of every text that is one: its index, the index of its original, and the relation."""
    shingler = Shingler()
    sets = [shingler(" ".join(words)) for words in texts]
    known = [
        StoryText(f"{number:04}", date, "")
        for number, date in enumerate([*dates, *[""] * (len(texts) - len(dates))])
    ]
    found = find_among(known, sets, [sample(shingles, 4) for shingles in sets], 0.4)
    return [(int(row.article_id), int(row.original), row.relation) for row in found]


CUTS = {
    "edited": lambda s: edited(s, 0.1),
    "first half": lambda s: s[:200],
    "a third": lambda s: s[130:260],
    "new lead": lambda s: [*story(40), *s[30:]],
    "more behind it": lambda s: [*s, *story(300)],
    "halves swapped": lambda s: [*s[200:], *s[:200]],
    "first half, edited": lambda s: edited(s[:200], 0.05),
    "in capitals": lambda s: [word.upper() for word in s],
}


@pytest.mark.parametrize("cut", CUTS)
def test_a_copy_is_found_whatever_was_done_to_it(cut):
    for _ in range(10):
        first = story()
        others = [story() for _ in range(5)]
        found = reprints(first, *others, CUTS[cut](first))
        assert [row[:2] for row in found] == [(6, 0)]


@pytest.mark.parametrize(
    ("copy", "relation"),
    [
        (lambda s: list(s), "same"),
        (lambda s: s[:200], "is contained in"),
        (lambda s: [*s, *story(300)], "contains"),
        (lambda s: [*s[:200], *story(200)], "shares"),
    ],
)
def test_it_is_said_which_holds_which(copy, relation):
    first = story()
    assert reprints(first, copy(first)) == [(1, 0, relation)]


def test_two_quoted_sentences_make_no_reprint():
    first = story()
    assert reprints(first, [*story(180), *first[100:150], *story(170)]) == []


def test_the_earliest_is_the_original_whatever_it_is_called():
    first = story()
    found = reprints(first, first[:300], first, dates=("2026-03-02", "2026-03-01", ""))
    assert [row[:2] for row in found] == [(0, 1), (2, 1)]


def test_a_digest_of_two_stories_leaves_them_two():
    one = story()
    other = story()
    found = reprints(one, other, [*one, *other])
    assert found == [(2, 0, "contains")]


def test_a_story_that_fifty_outlets_print_is_found_fifty_times():
    first = story()
    found = reprints(first, *(edited(first, 0.05) for _ in range(50)))
    assert [row[:2] for row in found] == [(number, 0) for number in range(1, 51)]


def test_of_many_copies_the_earliest_is_the_original_wherever_it_stands():
    first = story()
    dates = [f"2026-03-{day:02}" for day in range(1, 31)]
    CHANCE.shuffle(dates)
    found = reprints(*(edited(first, 0.05) for _ in dates), dates=dates)
    earliest = dates.index("2026-03-01")
    assert {row[:2] for row in found} == {
        (number, earliest) for number in range(30) if number != earliest
    }


@pytest.mark.parametrize("cut", [cut for cut in CUTS if cut != "a third"])
def test_a_copy_is_found_where_every_sentence_stands_in_many_texts(cut):
    """As in the reports of courts, markets and matches, which are made of the same pieces."""
    pieces = [story(20) for _ in range(600)]
    texts = [
        [word for piece in CHANCE.sample(pieces, 20) for word in piece] for _ in range(600)
    ]
    copies = [CUTS[cut](text) for text in texts[:50]]
    found = {row[0]: row[1] for row in reprints(*texts, *copies)}
    right = sum(found.get(len(texts) + number) == number for number in range(50))
    assert right >= 49
    assert len(found) <= 50


def test_what_all_texts_of_an_outlet_share_makes_no_reprint_and_costs_no_square():
    foot = story(60)
    assert reprints(*([*story(300), *foot] for _ in range(40))) == []
    shingler = Shingler()
    for number in (500, 2_000):
        sets = [sample(shingler(" ".join([*story(300), *foot])), 4) for _ in range(number)]
        assert len(list(candidates(sets, 0.01))) < 2.1 * number


def test_the_sample_loses_no_pair_that_comparing_all_with_all_finds():
    texts = [story() for _ in range(60)]
    texts += [edited(words[:250], 0.08) for words in texts[:20]]
    shingler = Shingler()
    sets = [shingler(" ".join(words)) for words in texts]
    everything = {
        (a, b)
        for a in range(len(sets))
        for b in range(a + 1, len(sets))
        if shared(sets[a], sets[b]) >= 0.4 * min(len(sets[a]), len(sets[b]))
    }
    assert len(everything) == 20
    assert everything <= set(candidates([sample(found, 4) for found in sets], 0.2))


def test_a_text_too_short_for_a_shingle_has_none():
    assert Shingler()("four words are few").size == 0
    assert list(candidates([np.empty(0, np.uint64)] * 2, 0.2)) == []


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("PARIS (Reuters) - The old bridge was closed.", "Reuters"),
        ("LONDON (AP) — The old bridge was closed.", "AP"),
        ("The old bridge was closed on Monday. (AFP)\n", "AFP"),
        ("The old bridge was closed, Reuters said, on Monday.", ""),
        ("A part of space agency (NASA) spending was cut.", ""),
    ],
)
def test_the_mark_of_an_agency_is_shown_as_a_hint(text, agency):
    assert name_agency(text) == agency


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Three articles of one outlet; another one prints two of them, one cut and with a new
    headline, a day before and a day after."""
    place = tmp_path_factory.mktemp("reprints")
    lines = []
    for path, date in zip(WIKINEWS[:3], ("2026-03-02", "2026-03-02", ""), strict=True):
        text = path.read_text(encoding="utf-8")
        (place / f"ours-{path.stem}.txt").write_text(text, encoding="utf-8")
        lines.append(f"{place}/ours-{path.stem}.txt,Ours,{date}")
    for path, date in zip(WIKINEWS[:2], ("2026-03-01", "2026-03-03"), strict=True):
        rows = path.read_text(encoding="utf-8").splitlines()
        text = "\n".join(["What they did not tell you", *rows[1 : 3 * len(rows) // 4]])
        (place / f"theirs-{path.stem}.txt").write_text(text, encoding="utf-8")
        lines.append(f"{place}/theirs-{path.stem}.txt,Theirs,{date}")
    (place / "list.csv").write_text("\n".join(lines), encoding="utf-8")
    how = How(reviewed=place / "reviewed")
    build_corpus(place / "c", [listed(str(place / "list.csv"), {})], how, crew=here())
    return place / "c"


def test_reprints_of_a_corpus_are_a_table(corpus):
    question = "select article_id, original, dated from reprints order by 1"
    first, second = (path.stem for path in WIKINEWS[:2])
    assert ask(corpus, question).rows == [
        (f"ours-{first}", f"theirs-{first}", True),
        (f"theirs-{second}", f"ours-{second}", True),
    ]
    assert corpus_status(corpus).reprints == 2


def test_every_count_exists_with_reprints_and_with_each_story_once(corpus):
    every = totals(corpus)[0]
    once = totals(corpus, Choosing(reprints="once"))[0]
    assert (every.articles, once.articles) == (5, 3)
    assert once.words < every.words
    counted = {r.name: r for r in count_actors(corpus, Choosing(reprints="once"))}
    more = 0
    for row in count_actors(corpus):
        of_once = counted.get(row.name)
        if of_once and of_once.type == row.type:
            assert of_once.articles <= row.articles
            assert (of_once.of_articles, row.of_articles) == (3, 5)
            more += row.articles - of_once.articles
    assert more > 5


def test_an_outlet_that_prints_a_story_of_another_has_printed_it(corpus):
    """Once is once among the articles that are asked about."""
    found = {
        t.group: t.articles for t in totals(corpus, Choosing(by="outlet", reprints="once"))
    }
    assert found == {"Ours": 3, "Theirs": 2}


@pytest.mark.parametrize("by", ["week", "month", "year"])
def test_a_story_that_is_told_again_later_is_in_no_later_period(corpus, by):
    """What periods have adds up to what is there, but for one story without a date."""
    once = {way: totals(corpus, Choosing(by=way, reprints="once")) for way in ("", by)}
    assert sum(total.articles for total in once[by]) == once[""][0].articles - 1
    assert sum(total.articles for total in totals(corpus, Choosing(by=by))) == 4


def test_reports_of_different_events_are_no_reprints(tmp_path):
    build(tmp_path / "c", *WIKINEWS)
    assert len(ids(tmp_path / "c")) == 12
    assert corpus_status(tmp_path / "c").reprints == 0


def test_reprints_are_looked_for_again_when_articles_come_in(tmp_path):
    path = WIKINEWS[0]
    copy = tmp_path / "copy.txt"
    copy.write_bytes(path.read_bytes())
    build(tmp_path / "c", path)
    assert corpus_status(tmp_path / "c").reprints == 0
    build(tmp_path / "c", copy)
    assert corpus_status(tmp_path / "c").reprints == 1
    found = tmp_path / "c/across/reprints.parquet"
    for damage in (found.unlink, lambda: found.write_bytes(b"PAR1")):
        damage()
        assert corpus_status(tmp_path / "c").reprints == 1
