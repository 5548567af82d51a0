"""Actors of many articles in, who is one over all of them out."""

import random
import time

import pytest

from castlist.corpus import ask, count_actors
from castlist.corpus.across import _key
from castlist.corpus.across.forms import LocalActor
from castlist.corpus.across.joining import join_actors
from support.corpora import build

ORG = "organisation"


def article(number, *actors):
    """Actors given as (type, name, other names ...), each name once."""
    return [
        LocalActor(f"a{number}", f"x{n}", kind, names[0], dict.fromkeys(names, 1))
        for n, (kind, *names) in enumerate(actors)
    ]


def joined(*articles):
    """The articles' actors with their key, and what joins them."""
    read = [article(n, *actors) for n, actors in enumerate(articles)]
    found = join_actors(read)
    groups = {}
    for actors in read:
        for actor_id, node in found.who_of(actors).items():
            name = next(a.name for a in actors if a.actor_id == actor_id)
            groups.setdefault(node, set()).add(name)
    return {frozenset(names) for names in groups.values()}, found.joins


@pytest.mark.parametrize(
    ("articles", "rule"),
    [
        ([[("person", "José Ruiz")], [("person", "Jose Ruiz")]], None),
        ([[("place", "U.S.")], [("place", "United States")]], "same_country"),
        ([[("person", "Dmitry Levin")], [("person", "Dmitri Levin")]], "transliteration"),
        ([[("place", "Düsseldorf")], [("place", "Duesseldorf")]], "same_letters"),
        ([[("other", "World War II")], [("other", "Second World War")]], "same_words"),
        ([[(ORG, "Harbour Watch")], [("thing", "Harbour Watch")]], "same_name"),
        ([[(ORG, "UFA", "Union of Fair Anglers")], [(ORG, "Union of Fair Anglers")]], "seen_as_one"),
        ([[("person", "Bashar Haddad")], [("person", "Bashar al-Haddad")]], "middle_name"),
        ([[("person", "P Menon")], [("person", "Palani Menon")]], "initials"),
        ([[("person", "Bill Tarrow")], [("person", "William Tarrow")]], "nickname"),
        ([[("place", "New Lindow")], [("place", "New Lindow City")]], "part_of_name"),
        ([[("person", "Ada Roe")]] * 2 + [[("person", "Roe")]], "only_bearer"),
        ([[(ORG, "UFA")]] * 2 + [[(ORG, "Union of Fair Anglers")]], "acronym"),
        ([[(ORG, "Der Anker")], [(ORG, "Anker")]], None),
        ([[("place", "Germany"), (ORG, "Supreme Court")], [(ORG, "German Supreme Court")]], None),
        ([[(ORG, "Harbour News Presse")], [(ORG, "Harbour News Press")]], "slip"),
    ],
    ids=[
        "accents", "country", "transliteration", "umlaut", "numbers", "other-type", "alias", "middle-name", "initial",
        "nickname", "kind-of-place", "lone-surname", "acronym", "foreign-article", "own-country", "letter-of-nine",
    ],
)  # fmt: skip
def test_names_that_are_one_actor_are_joined_and_say_why(articles, rule):
    groups, joins = joined(*articles)
    names = {names[1] for actors in articles for names in actors}
    assert any(names - {"Germany"} <= group for group in groups)
    assert [join.rule for join in joins if join.state == "joined"] == (
        [rule] if rule else []
    )
    assert all("“" in join.evidence for join in joins)


@pytest.mark.parametrize(
    "articles",
    [
        [[("person", "Ada Roe")], [("person", "Ben Roe")]],
        [[("person", "Ada Roe")], [("person", "Ben Roe")], [("person", "Roe")]],
        [[("person", "Ada Roe")], [("person", "Roe")]],  # once is no habit
        [[("person", "Ban Ki-moon")]] * 3 + [[("person", "Moon")]],
        [[("place", "Iran")], [("place", "Iraq")]],
        [[("other", "World War I")], [("other", "World War II")]],
        [[("place", "Germany"), (ORG, "Supreme Court")], [("place", "France"), (ORG, "Supreme Court")]],
        [[("place", "Germany"), (ORG, "Parliament")], [("place", "France"), (ORG, "Parliament")]],
        [[("place", "Germany")], [(ORG, "Germany")]],  # a national team is no country
        [[(ORG, "UFA")]] * 2 + [[(ORG, "Union of Fair Anglers")], [(ORG, "United Fish Alliance")]],
        [[(ORG, "UFA"), (ORG, "Union of Fair Anglers")], [(ORG, "Union of Fair Anglers")]],  # two in one article
        [[(ORG, "Harbour Party")], [(ORG, "Harbour Party of Norvia")]],  # no article shows both
        [[("other", "Lindow Prize in Physics", "Physics")], [("other", "Physics")]],
        [[("person", "John Smithe")], [("person", "John Smitho")]],
        [[("person", "Omar bin Yusuf")]] * 3 + [[("person", "Yusuf")]],  # his father
        [[("person", "Abdullah")], [("person", "Abdullah II")]],
    ],
    ids=[
        "other-given-name", "two-bearers", "one-bearer-once", "half-a-name", "countries", "numbers", "institutions", "parliament",
        "national-team", "two-long-forms", "two-in-one-article", "part-of-an-organisation",
        "word-of-a-thing", "person-by-a-letter", "father", "king",
    ],
)  # fmt: skip
def test_names_that_may_be_two_actors_stay_apart(articles):
    groups, _ = joined(*articles)
    told = {(actor[0], actor[1]) for actors in articles for actor in actors}
    kept = sum(len(group) == 1 for group in groups)
    assert kept == len(groups) >= len({name for _, name in told})


def test_a_join_that_a_guard_refuses_is_kept_with_the_reason():
    _, joins = joined(
        [(ORG, "UFA"), (ORG, "Union of Fair Anglers")],
        [(ORG, "UFA", "Union of Fair Anglers")],
    )
    (refused,) = [join for join in joins if join.state == "refused"]
    assert (refused.name, refused.other) == ("UFA", "Union of Fair Anglers")
    assert refused.refused_because == "both stand in a0 as two actors"


@pytest.mark.parametrize(
    ("articles", "against"),
    [
        (
            [[(ORG, "Norvian Green Cross", "Green Cross")], [(ORG, "Green Cross")]],
            "elsewhere “Green Cross” may be another one",
        ),
        (
            [[(ORG, "United Harbours", "UH")], [(ORG, "United Harbours", "FAO")], [(ORG, "FAO")]],
            "“United Harbours” is also called UH",
        ),
        (
            [[(ORG, "ANC"), ("place", "Kenya")]] * 2
            + [[(ORG, "Annual Norvian Championships"), ("place", "Chile")]],
            "one is in articles about Kenya, the other about Chile",
        ),
    ],
    ids=["last-words", "other-acronym", "other-countries"],
)  # fmt: skip
def test_what_may_be_two_actors_is_suggested_with_what_speaks_against_it(articles, against):
    _, joins = joined(*articles)
    (join,) = [join for join in joins if join.state != "joined"]
    assert (join.state, join.refused_because) == ("suggested", against)


def test_an_acronym_of_many_countries_is_at_home_in_none():
    agency = [[(ORG, "HNP"), ("place", name)] for name in ("Kenya", "Chile", "Norway")]
    _, (join,) = joined(*agency, [(ORG, "Harlow News Press"), ("place", "Peru")])
    assert (join.rule, join.state) == ("acronym", "joined")


def test_the_order_of_the_articles_makes_no_difference():
    articles = [
        article(0, ("person", "Ada Roe"), (ORG, "UFA", "Union of Fair Anglers")),
        article(1, ("person", "Roe"), ("place", "US")),
        article(2, ("person", "Ada Roe", "Roe"), ("place", "United States")),
        article(3, ("person", "Ada Roe"), (ORG, "Union of Fair Angler")),
        article(4, (ORG, "UFA"), ("place", "USA")),
    ]
    first = join_actors(articles)
    shuffled = list(articles)
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        again = join_actors(shuffled)
        assert again.joins == first.joins
        assert [again.who_of(a) for a in articles] == [first.who_of(a) for a in articles]


@pytest.mark.parametrize(
    "name", ["", "   ", "'); drop table actors; --", "<script>", "\u202e\u200b", "-", "漢字", "a" * 5000]
)  # fmt: skip
def test_whatever_a_name_is_made_of_is_a_name_or_nobody(name):
    groups, _ = joined([("person", name), (ORG, name)], [("place", name)])
    assert {text for group in groups for text in group} <= {name}


def test_work_grows_with_the_names_and_no_faster():
    def seconds(count):
        people = [
            article(n, ("person", f"Given{n} Surname{n % 50}"), (ORG, f"Board of Town{n}"))
            for n in range(count)
        ]
        begun = time.process_time()
        join_actors(people)
        return time.process_time() - begun

    seconds(50)
    assert seconds(2000) < 20 * max(seconds(400), 0.02)


def test_no_two_actors_have_one_key():
    """Nor does the second of one name have that of "Vostok 2"."""
    names = [
        ("person", "Vostok"),
        ("place", "Vostok"),
        (ORG, "Vostok"),
        ("other", "Vostok 2"),
    ]
    found = join_actors(article(number, actor) for number, actor in enumerate(names))
    keys = _key(found, dict.fromkeys(found.groups.firsts(), 1))
    assert len(set(keys.values())) == len(names)


def test_a_corpus_counts_an_actor_of_two_spellings_once_and_shows_them(tmp_path):
    text = "{0} spoke in the town on Monday about the new bridge over the river. " * 6
    (tmp_path / "in").mkdir()
    for n, name in enumerate(("Dmitry Levin", "Dmitri Levin", "Dmitry Levin")):
        (tmp_path / "in" / f"{n}.txt").write_text(text.format(name), encoding="utf-8")
    build(tmp_path / "c", tmp_path / "in")
    (row,) = [row for row in count_actors(tmp_path / "c") if "Levin" in row.name]
    assert (row.name, row.articles) == ("Dmitry Levin", 3)
    assert "Dmitri Levin (" in row.spellings
    question = "select name, other, rule, state from joins"
    found = ("Dmitry Levin", "Dmitri Levin", "transliteration", "joined")
    assert ask(tmp_path / "c", question).rows == [found]
