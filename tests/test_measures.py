"""How the benchmarks measure: the way of a user, back to the gold's text, actors in two rows,
regions, and what each rule brings."""

import json
import sys
from argparse import Namespace
from importlib import import_module
from types import SimpleNamespace

import pytest

from support.gold import ACTORS_JUDGE, GAP_JUDGE, NAMES_JUDGE, gold_document, write_set
from support.paths import ROOT

FURNITURE = "Share on Facebook"
STORY = (
    "Norvia bans umbrellas\n\n"
    "Share on Facebook\n"
    "Minister Ada Lind of Norvia   has banned umbrellas in every town, Borgstad said.\n"
    "Lind wrote the law herself.  She left before Borgstad could ask her why. Lind has said nothing since.\n\n"
    "Leave a Reply\n\n"
    "Borgstad is the capital of Norvia, and Ada Lind was born there in a hard winter.\n"
)


@pytest.fixture
def script(monkeypatch):
    """A module of benchmarks/, imported by its name."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    yield import_module
    own = ("accuracy", "rules", "measures")
    for name in [n for n in sys.modules if n.split(".")[0] in own]:
        sys.modules.pop(name)


# The way of a user


def test_mentions_stand_where_the_gold_has_them_though_lines_were_cut(script, nlp):
    reading = script("measures.reading")
    (found,) = reading.find_all([{"id": "a/1", "text": STORY}], nlp, "made up").values()
    linked = reading.link(found)
    assert FURNITURE not in " ".join(m.text for m in linked)
    assert {m.text for m in linked} >= {"Ada Lind", "Lind", "Norvia", "She"}
    for m in linked:
        assert STORY[m.start : m.end].split() == m.text.split()
    assert len({m.actor_id for m in linked if m.text in {"Ada Lind", "Lind"}}) == 1


def test_what_stands_nowhere_in_the_gold_has_no_place_there(script):
    from castlist.pipeline import read_text

    article = read_text(STORY)
    reading = script("measures.reading")
    whole = reading.Back(STORY, article)
    assert all(whole.span(p.start, p.end) for p in article.paragraphs)
    other = reading.Back("Another story.", article)
    assert other.place == {}
    assert other.span(0, 6) is None


def test_a_document_that_is_refused_is_empty_and_counted(script, nlp, capsys):
    reading = script("measures.reading")
    docs = [{"id": "good", "text": STORY}, {"id": "bad", "text": "No."}]
    found = reading.find_all(docs, nlp, "made up")
    assert reading.link(found["bad"]) == ()
    assert reading.link(found["good"]) != ()
    assert script("measures.actors").refused_share(found.values()) == 0.5
    assert "refused: bad" in capsys.readouterr().err


def test_a_fault_inside_one_document_is_its_own(script, nlp, monkeypatch):
    reading = script("measures.reading")

    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "find_references", fail)
    (found,) = reading.find_all([{"id": "a", "text": STORY}], nlp, "made up").values()
    assert "ZeroDivisionError" in found.refused
    assert reading.link(found) == ()


# A main actor in two rows


@pytest.mark.parametrize(
    ("rows", "share"),
    [
        ([], 0.0),
        ([["a", "a", "a"]], 0.0),
        ([["a", "a", "b"]], 0.0),
        ([["a", "a", "b", "b"]], 1.0),
        ([["a", "b", "c"]], 0.0),
        ([[], ["a", "a", "b", "b", "c"]], 0.5),
    ],
)
def test_a_second_row_counts_from_two_names_on(script, rows, share):
    assert script("measures.links").share_in_two_rows(rows) == share


def test_main_names_of_news_are_those_of_three_places(script):
    places = [{"start": n, "end": n + 1} for n in range(5)]
    scorer = SimpleNamespace(
        match=lambda gold, ours: [(n, n) for n in range(len(ours))],
        groups=lambda doc: {"lind": doc["names"][:3], "borg": doc["names"][3:]},
    )
    ours = [{"kind": "name", "actor": actor} for actor in ("x", "x", "y", "z")]
    ours.append({"kind": "pronoun", "actor": "x"})
    assert script("measures.names").main_names({"names": places}, ours, scorer) == [
        ["x", "x", "y"]
    ]


# Every set


def test_whole_articles_are_measured_by_genre(script, nlp, tmp_path):
    gold = [
        gold_document("one", STORY, genre="news"),
        gold_document("two", STORY.replace("Lind", "Berg"), genre="bio"),
    ]
    folder = write_set(tmp_path / "actors-meantime", gold, ACTORS_JUDGE)
    made = list(script("measures.actors").measure_actors(folder, options()))
    whole = {(m.part, m.system): m for m in made if not m.is_of_rule}
    assert {part for part, _ in whole} == {"news", "bio"}
    ours = whole["news", "castlist"].figures
    assert ours["articles_refused"] == 0
    assert ours["main_in_two_rows"] == 0
    assert whole["news", "equal strings"].figures["main_in_two_rows"] == 1
    assert {m.system for m in made if m.is_of_rule} >= {"name: part_of_name"}


def test_many_genres_have_a_measurement_of_all(script, nlp, tmp_path):
    gold = [gold_document(genre, STORY, genre=genre) for genre in ("a", "b", "c", "d")]
    folder = write_set(tmp_path / "actors-gum-other", gold, ACTORS_JUDGE)
    made = list(script("measures.actors").measure_actors(folder, options()))
    ours = {m.part: m.n for m in made if m.system == "castlist"}
    assert ours == {"a": 1, "b": 1, "c": 1, "d": 1, "all genres": 4}
    assert {m.part for m in made if m.is_of_rule} == {"all genres"}


def test_names_of_the_world_are_measured_by_region(script, nlp, tmp_path):
    gold = [
        {"id": "1", "outlet": "kenya_x", "text": STORY, "names": [], "ignore": []},
        {"id": "2", "outlet": "nz_x", "text": STORY, "names": [], "ignore": []},
    ]
    folder = write_set(tmp_path / "names-worldwide", gold, NAMES_JUDGE)
    made = list(script("measures.names").measure_worldwide(folder, options()))
    ours = {m.part: m.n for m in made if m.system == "castlist"}
    assert ours == {"": 2, "Africa": 1, "Australia and New Zealand": 1}


def test_every_outlet_prefix_stands_once_in_the_table_of_regions(script):
    lines = (ROOT / "benchmarks/regions.tsv").read_text("utf-8").splitlines()
    prefixes = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    assert len(prefixes) == len(set(prefixes))
    assert script("measures.names").region_of("xx_unheard") == "elsewhere"


def test_the_figure_of_pronouns_to_publish_stands_beside_that_of_the_shipped_program(
    script, nlp, tmp_path
):
    pronouns = script("measures.pronouns")
    gold = [{"id": "p", "text": STORY}]
    folder = write_set(tmp_path / "pronouns-gap", gold, GAP_JUDGE)
    (shipped,) = pronouns.measure_pronouns(folder, options())
    store = script("measures.store")
    report = json.loads(json.dumps(store.run_scorer(folder, [])))
    held_out = pronouns.cross_validated(report, folder, shipped.model)
    path = tmp_path / "results.json"
    store.write_results([shipped], path)
    store.write_results([held_out], path)
    stored = json.loads(path.read_text("utf-8"))
    assert [m["system"] for m in stored] == [pronouns.SHIPPED, pronouns.CROSS_VALIDATED]


def test_a_rule_that_is_gone_leaves_no_figures_behind(script, tmp_path):
    store = script("measures.store")
    path = tmp_path / "results.json"

    def measured(system, unit="links"):
        about = ("b", "news", system, "m", "0.1.0", unit, 1)
        return store.Measurement(*about, {"links_right": 0.5})

    old = [measured("castlist", "articles"), measured("name: old")]
    store.write_results([*old, measured("up to old", "articles")], path)
    store.write_results([measured("name: new")], path)
    stored = [m["system"] for m in json.loads(path.read_text("utf-8"))]
    assert stored == ["castlist", "name: new"]


# Quotes that people marked


def test_each_part_of_the_unseen_quotes_points_into_its_own_texts(
    script, monkeypatch, tmp_path
):
    quoted = script("measures.quoted")
    said = "Umbrellas stay banned in every town of the country for the whole winter"
    text = (
        f"Norvia bans umbrellas\n\n{said}, Lind said. Nobody in Borgstad asked her why.\n"
    )
    joined = text.replace("\n\n", "\n")
    rows = []
    for part, name in enumerate(
        ("extraction-aeb", "actors-meantime", "names-worldwide", "actors-gum")
    ):
        write_set(
            tmp_path / name, [{"id": name, "text": text}, {"id": "other", "text": text}], ""
        )
        at = (text if part else joined).index(said)
        row = {"set": name, "article": name, "kind": "quote", "type": "indirect"}
        row |= {"pieces": [[at, at + len(said)]], "cue": None, "actor": "Ada Lind"}
        row["speaker"] = [at + len(said) + 2, at + len(said) + 6]
        new = {"names-worldwide": {"part": 2}, "actors-gum": {"part": 2, "form": "turns"}}
        rows.append(row | new.get(name, {}))
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr(quoted, "UNSEEN", path)
    parts = quoted.read_unseen(tmp_path)
    assert list(parts) == [*quoted.PARTS]
    for empty in ("worldwide-2", "worldwide-3", "transcripts"):
        assert parts.pop(empty) == []
    for part in parts:
        (one,) = parts[part]
        (gold,) = one.gold
        assert [one.article.text[slice(*piece)] for piece in gold.pieces] == [said]
        assert one.article.text[slice(*gold.speaker)] == gold.speaker_text == "Lind"


def test_every_row_of_the_unseen_quotes_is_whole(script):
    quoted = script("measures.quoted")
    rows = [json.loads(line) for line in quoted.UNSEEN.read_text("utf-8").splitlines()]
    assert {row["kind"] for row in rows} == {"quote", "phrase", "none"}
    ends = {}
    for row in (row for row in rows if row["kind"] == "quote"):
        assert row["type"] in quoted.TYPES
        assert quoted._part(row) in quoted.PARTS
        assert row["speaker"] is None or row["actor"]  # who is pointed at has a name
        pieces = row["pieces"]
        assert all(start < end for start, end in pieces)
        assert pieces == sorted(pieces)
        assert ends.get(row["article"], 0) <= pieces[0][0]  # in order; no quote in another
        ends[row["article"]] = pieces[-1][1]


@pytest.mark.parametrize(
    ("speaker", "words", "actors", "wrong", "empty"),
    [
        ((20, 23), "Lind", ["Ada Lind"], 0, 0),
        ((40, 44), "Berg", ["Ida Berg"], 1, 0),
        ((40, 52), "the minister", [], 1, 0),
        ((40, 43), "she", [], 0, 1),
        (None, "", [], 0, 1),
    ],
)
def test_another_speaker_is_told_from_none(script, speaker, words, actors, wrong, empty):
    quoted = script("measures.quoted")
    keys = [frozenset(map(quoted.actor_key, names)) for names in (["Ada Lind"], actors)]
    gold = [
        quoted.Said(((0, 10),), "direct", "", (20, 23), "Lind", keys[0]),
        quoted.Said(((60, 70),), "direct", ""),
        quoted.Said(((80, 90),), "direct", "", (92, 96), "Lind", keys[0]),
    ]
    found = [
        quoted.Said(((0, 10),), "direct", "", speaker, words, keys[1]),
        quoted.Said(((60, 70),), "direct", "", (72, 76), "Berg", keys[1]),
    ]
    figures = quoted.figures(quoted.pair_up(gold, found))
    assert (figures["speaker_wrong"], figures["speaker_empty"]) == (wrong, empty)


# Counts beside those of people


def test_counts_of_ours_stand_beside_those_of_people(script, nlp, tmp_path):
    counts = script("measures.counts")
    gold = [
        gold_document("one", STORY, genre="news"),
        gold_document("not free", STORY, genre="fiction"),
        gold_document("two", STORY.replace("Lind", "Berg"), genre="bio"),
    ]
    write_set(tmp_path / "actors-gum", gold, ACTORS_JUDGE)
    rows = list(counts.read_counts(tmp_path, nlp))
    ours = [row for row in rows if row.meant]
    assert [(row.genre, row.document, row.type) for row in ours] == [
        ("news", 1, "person"),
        ("bio", 2, "person"),
    ]
    assert {row.found[0] for row in ours} == {row.true[0] for row in ours} == {4}
    assert all(row.found[2] for row in ours)  # she
    assert all(row.true[1:] == (0, 0) for row in ours)  # the gold has names alone
    assert all(sum(row.found) >= 2 for row in rows)
    assert {row.true for row in rows if not row.meant} <= {(0, 0, 0)}
    cells = ours[0].cells()
    assert (cells["found_names"], cells["true_pronouns"]) == ("4", "0")


GROUPED = """
import re

CORE = {"PERSON"}
JOINED = {"acronym"}


def match(gold, ours):
    at = {p["start"]: n for n, p in enumerate(ours)}
    return [(n, at[g["start"]]) for n, g in enumerate(gold) if g["start"] in at]


def groups(doc):
    return {("PERSON", "lind"): [n for n in doc["names"] if n["type"] == "PERSON"]}
"""


def test_where_names_alone_are_marked_they_alone_are_compared(script, nlp, tmp_path):
    counts = script("measures.counts")
    marks = [
        {"start": m["start"], "end": m["end"], "type": "PERSON"}
        for m in gold_document("one", STORY, genre="")["mentions"]
    ]
    gold = {"id": "1", "outlet": "kenya_x", "text": STORY, "names": marks[:3], "ignore": []}
    write_set(tmp_path / "names-worldwide", [gold], GROUPED)
    (row,) = [r for r in counts.read_counts(tmp_path, nlp, counts.JUDGED) if r.meant]
    assert row.found[0] == 4
    assert row.true == (3,)
    assert row.cells()["true_pronouns"] == ""


def test_no_document_is_answered_by_its_own_errors(script):
    intervals = script("measures.intervals")
    counts = script("measures.counts")
    errors = script("castlist.reliability.errors")

    def row(number, found, true, meant="e1"):
        about = ("actors-gum", "news", number, 300, "person")
        return counts.Counted(*about, (found, 0, 0), (true, 0, 0), meant)

    right = [row(n, 6, 6) for n in range(1, 6)]
    counted = [*right, row(6, 6, 12)]
    made = errors.make_errors(r.cells() for r in counted)
    answers = list(intervals.answer_all(counted, made))
    assert [answer.holds for answer in answers] == [True] * 5 + [False]
    assert (answers[-1].low, answers[-1].high) == (6, 6)


def test_a_lead_is_judged_against_others_and_not_against_a_second_row(script):
    intervals = script("measures.intervals")
    counts = script("measures.counts")
    errors = script("castlist.reliability.errors")

    def row(number, found, true, meant):
        about = ("actors-meantime", "news", number, 300, "person")
        return counts.Counted(*about, (found, 0, 0), (true, 0, 0), meant)

    counted = [
        *(row(1, 9, 9, "a"), row(1, 3, 9, "a"), row(1, 2, 2, "b")),
        *(row(2, 5, 3, "a"), row(2, 4, 4, "b")),
        *(row(3, 4, 4, "a"), row(3, 4, 4, "b")),  # nobody leads
        row(4, 5, 5, "a"),  # alone
    ]
    made = errors.make_errors(r.cells() for r in counted)
    assert [lead.true for lead in intervals.foretell_leads(counted, made)] == [True, False]


# What each rule brings


def test_every_step_that_can_be_switched_off_is_there_and_comes_back(script):
    switches = script("measures.switches")
    for _, name, place, instead in switches.STEPS:
        room, function = place.rsplit(".", 1)
        kept = getattr(import_module(room), function)
        with switches.replaced(kept, instead):
            assert getattr(import_module(room), function) is instead, name
        assert getattr(import_module(room), function) is kept, name


def test_a_rule_fires_where_the_article_comes_out_otherwise_without_it(script, nlp):
    rules = script("rules")
    gains = script("measures.gains")
    from castlist.pipeline import find_actors, read_text

    reading = script("measures.reading")
    (page,) = reading.read_pages([{"id": "a", "text": STORY}], nlp, "made up")
    found = reading.find_mentions(page)
    whole = gains.outcome(rules.predict(reading.link(found)))
    moved = set()
    for switch in rules.switches(["ranked"]):
        with switch.off():
            anew = switch.kind in {"finding", "type"}
            again = reading.find_mentions(page) if anew else found
            if gains.outcome(rules.predict(reading.link(again))) != whole:
                moved.add(switch.rule)
    assert {"part_of_name", "ranked"} <= moved
    assert not {"same_country", "nickname", "owned_role"} & moved
    assert gains.outcome(rules.predict(reading.link(found))) == whole
    cast = find_actors(read_text(STORY), page.parsed, page.annotation)
    assert len(cast.mentions) == len(found.mentions) - sum(
        not m.mention_id for m in found.mentions
    )


def test_a_gain_is_the_difference_and_says_what_is_left_without_its_best_document(script):
    gains = script("measures.gains")
    judge = gains.Judge(
        lambda doc, ours: None,
        lambda counts: {
            "f1": counts["right"] / counts["all"],
            "count_error": counts["off"] / counts["all"],
        },
    )

    def counts(right, off=0):
        return gains.Counter({"right": right, "all": 10, "off": off})

    total = gains.add_up([counts(10), counts(5, 1), counts(5)])
    changed = [(counts(10), counts(5)), (counts(5, 1), counts(4, 4))]
    gain, least = gains.find_gain(judge, total, changed)
    assert gain == {"f1": 0.2, "count_error": 0.1}
    assert least == {"f1": 0.05, "count_error": 0.0}


def test_over_all_sets_a_rule_helps_some_and_hurts_others(script):
    gains = script("measures.gains")
    about = ("acronym", "name", "b", "", "m", "0.1.0", 10)
    rows = [
        gains.Gain(*about, 4, 1, 1, 0, {"f1": 0.03}, {"f1": 0.01}),
        gains.Gain(*about, 1, 1, 0, 1, {"f1": -0.01}, {"f1": -0.01}),
        gains.Gain(*about, 0, 0, 0, 0, {"f1": 0.0, "count_error": 0.0}, {"f1": 0.0}),
    ]
    summed = gains.sum_gains(rows)
    assert (summed.documents, summed.fires, summed.sets) == (30, 5, 2)
    assert (summed.helps, summed.hurts) == (1, 1)
    assert summed.gain == {"f1": 0.0067, "count_error": 0.0}


def test_what_is_published_of_rules_is_complete(script):
    rules = script("rules")
    if not rules.RESULTS.is_file():
        return
    stored = [rules.Gain(**row) for row in json.loads(rules.RESULTS.read_text("utf-8"))]
    summed = [gain for gain in stored if gain.benchmark == "all sets"]
    for gain in summed:
        parts = [g for g in stored if (g.kind, g.rule) == (gain.kind, gain.rule)]
        assert gain.fires == sum(g.fires for g in parts if g.benchmark != "all sets")


def options():
    return Namespace(model="en_core_web_sm", verbose=False)
