"""The benchmarks without their data:
adapters on an invented document, stand-in judges, and the stored results."""

import gzip
import importlib
import json
import re
import sys
from argparse import Namespace

import pytest

from castlist.model import Mention
from support.paths import ROOT

TEXT = "Ada Lind met Borg\n\nAda Lind of Norvia praised Borg. Lind left."
GOLD = {"id": "invented", "genre": "news", "text": TEXT, "paragraphs": [[0, 17], [19, 62]]}
ECHO = "import json, sys; print(json.dumps([open(a).read().splitlines() for a in sys.argv[2:]]))"
ABOUT = {"benchmark", "part", "system", "model", "castlist", "unit", "n", "figures"}


@pytest.fixture
def script(monkeypatch):
    """A script of benchmarks/ or tools/, imported by its name."""
    for folder in ("benchmarks", "tools"):
        monkeypatch.syspath_prepend(str(ROOT / folder))
    yield importlib.import_module
    own = ("accuracy", "rules", "docs", "rates", "measures")
    for name in [n for n in sys.modules if n.split(".")[0] in own]:
        sys.modules.pop(name)


def mention(number, start, text, kind, *, type="person", state="auto"):
    return Mention(
        "invented",
        f"m{number}",
        1,
        1,
        start,
        start + len(text),
        text,
        kind,
        type,
        "",
        "",
        "",
        state,
    )


def write_benchmark(folder, docs, judge):
    folder.mkdir()
    lines = "".join(f"{json.dumps(doc)}\n" for doc in docs)
    (folder / "dev.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (folder / "score.py").write_text(judge, encoding="utf-8")
    return folder


# Adapters


def test_a_gold_document_keeps_its_text_and_paragraphs(script):
    article = script("measures.adapters").freeze(GOLD)
    assert article.text == TEXT
    assert [p.text for p in article.paragraphs] == [
        "Ada Lind met Borg",
        "Ada Lind of Norvia praised Borg. Lind left.",
    ]
    assert [(p.paragraph, p.start, p.end) for p in article.paragraphs] == [
        (1, 0, 17),
        (2, 19, 62),
    ]
    assert article.row.words == 12


def test_a_gold_document_without_paragraphs_is_one(script):
    article = script("measures.adapters").freeze({"id": "one", "text": "Good news."})
    assert [p.text for p in article.paragraphs] == ["Good news."]


def test_predictions_speak_the_benchmarks_words(script):
    mentions = [
        mention(1, 0, "Ada Lind", "name"),
        mention(2, 31, "Norvia", "name", type="place"),
        mention(3, 19, "the ministers", "group"),
        mention(4, 46, "Borg", "name", state="rejected"),
        mention(5, 46, "the law", "description", type="thing"),
        mention(6, 50, "Tatars", "name", type="people"),
    ]
    made = script("measures.adapters").predict(mentions, lambda m: m.text)
    assert made[0] == {
        "start": 0,
        "end": 8,
        "kind": "name",
        "type": "PERSON",
        "actor": "Ada Lind",
        "rule": "",
    }
    assert [(p["actor"], p["kind"], p["type"]) for p in made[1:]] == [
        ("Norvia", "name", "PLACE"),
        ("the law", "nominal", "OTHER"),
        ("Tatars", "name", "PERSON"),
    ]


def test_given_strings_are_linked_in_the_golds_order_and_adjectives_left_out(script):
    strings = ["Ada Lind", "Norvian", "Lind"]
    gold = [
        {"start": 9 * n, "end": 9 * n + 8, "text": text, "type": "PERSON"}
        for n, text in enumerate(strings)
    ]
    gold[1]["adjective"] = True
    made = script("measures.names").link_strings({"id": "invented", "mentions": gold})
    assert [m and m.actor_id for m in made] == ["ada-lind", None, "ada-lind"]


def test_the_figures_are_those_of_the_judge(script):
    count = {"main_actors_rel_err": 0.25, "exactly_right": 0.5}
    names = {"conll_f1": 0.7, "count": count, "rank": {"top3": 1.0}}
    overlap = {"p": 0.9, "r": 0.8, "f1": 0.85}
    typed = {"p": 0.5, "r": 0.4, "f1": 0.45}
    core = {"named_mentions": {"overlap": overlap, "overlap+type": typed}, "names": names}
    core |= {"names_nominals": names, "all_mentions": names}
    made = script("measures.adapters").actor_figures(core)
    assert made["names_precision"] == 0.9
    assert made["types_right"] == 0.5
    assert (made["links_conll_f1"], made["main_count_error"], made["top_3"]) == (
        0.7,
        0.25,
        1.0,
    )


# The judge


def test_the_judge_gets_its_gold_and_one_line_a_prediction(script, tmp_path):
    folder = write_benchmark(tmp_path / "b", [GOLD], ECHO)
    assert script("measures.store").run_scorer(folder, [{"id": "a"}, {"id": "b"}]) == [
        ['{"id": "a"}', '{"id": "b"}']
    ]


def test_tone_is_judged_on_all_sentences_and_where_both_scorers_agree(script, tmp_path):
    judge = (
        "import json, sys; gold, said = ([json.loads(l) for l in open(a)] for a in sys.argv[1:]);"
        "said = {p['id']: p['label'] for p in said}; right = sum(said[g['id']] == g['label'] for g in gold);"
        "print(json.dumps({'rw': {'n': len(gold), 'accuracy': right / len(gold)}}))"
    )
    texts = [
        "An excellent, wonderful day.",
        "A horrible, terrible crime.",
        "The meeting is on Monday.",
        "He was murdered.",
    ]
    labels = ["positive", "negative", "neutral", "negative"]
    docs = [
        {"id": str(n), "set": "rw", "text": text, "label": label}
        for n, (text, label) in enumerate(zip(texts, labels, strict=True))
    ]
    folder = write_benchmark(
        tmp_path / "b",
        [*docs, {"id": "x", "set": "train", "text": "No.", "label": "neutral"}],
        judge,
    )
    made = {m.system: m for m in script("measures.tone").measure_tone(folder, Namespace())}
    assert made["textblob"].n == 4
    assert made["always neutral"].figures["accuracy"] == 0.25
    assert made["both, where they agree"].figures["share_of_sentences"] == 0.75
    assert made["both, where they agree"].figures["accuracy"] == 1


def test_a_new_measurement_takes_the_place_of_the_old_one(script, tmp_path):
    store = script("measures.store")
    path = tmp_path / "results.json"
    for system, rate in (("castlist", 0.5), ("always neutral", 0.25), ("castlist", 0.75)):
        made = store.Measurement(
            "b", "", system, "", "0.1.0", "articles", 1, {"accuracy": rate}
        )
        store.write_results([made], path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert [(m["system"], m["figures"]) for m in stored] == [
        ("always neutral", {"accuracy": 0.25}),
        ("castlist", {"accuracy": 0.75}),
    ]


# Pasted pages

PAGE = """<html><head><title>Norvia bans umbrellas - Daily</title><script>var x = "<p>no</p>";</script></head><body>
<ul><li>Home</li><li>Sport</li></ul><h1>Norvia bans umbrellas</h1>
<p>The parliament of Norvia banned <b>umbrellas</b> on Monday
after a long debate.</p><div>Advertisement</div><p>Ada Lind, who wrote the law, left early.<br>Nobody said why
she had to go.</p><p>Follow us on Facebook</p></body></html>"""
BODY = (
    "The parliament of Norvia banned umbrellas on Monday after a long debate.\n\n"
    "Ada Lind, who wrote the law, left early.\n\nNobody said why she had to go."
)


def test_a_page_is_pasted_line_by_line_without_tags_and_scripts(script):
    lines, title = script("measures.pasted").paste_page(PAGE)
    assert lines[:3] == ["Home", "Sport", "Norvia bans umbrellas"]
    assert lines[3:] == [
        BODY.split("\n\n")[0],
        "Advertisement",
        *BODY.split("\n\n")[1:],
        "Follow us on Facebook",
    ]
    assert title == "Norvia bans umbrellas - Daily"


@pytest.mark.parametrize(
    ("line", "sort"),
    [
        ("Ada Lind, who wrote the law, left early.", "article"),
        ("ADA LIND who wrote the law", "article"),
        ("Norvia bans umbrellas", "unclear"),
        ("Ada Lind, who wrote the law, left early. Read more", "unclear"),
        ("Ada Lind was seen in Paris with friends", "furniture"),
        ("Home", "furniture"),
    ],
)
def test_a_line_is_sorted_by_the_words_it_shares_with_the_article(script, line, sort):
    pasted = script("measures.pasted")
    assert (
        pasted.sort_line(line, pasted.fold_words(BODY, "Norvia bans umbrellas - Daily"))
        == sort
    )


def test_a_page_tells_which_lines_were_cut_and_by_which_rule(script):
    pasted = script("measures.pasted")
    lines, kept, _ = pasted.clean_page("page", PAGE, BODY)
    cut = {line.text: line.rule for line in lines if line.rule}
    assert cut["Advertisement"] == "advertisement"
    assert set(cut) <= {"Home", "Sport", "Advertisement", "Follow us on Facebook"}
    assert BODY in kept
    assert pasted.share(lines, "article") == 0
    assert pasted.share((line for line in lines if line.inside), "furniture") == 1
    assert list(pasted.lost_lines(lines)) == []


# What is published


@pytest.fixture(scope="module")
def results():
    return json.loads((ROOT / "benchmarks/results.json").read_text(encoding="utf-8"))


def test_every_measurement_says_what_it_is_and_on_how_much(results):
    assert results
    for row in results:
        assert set(row) == ABOUT
        assert row["n"] > 0
        assert row["unit"] in {
            *("actors", "articles", "links", "pages", "pairs", "passages"),
            *("quotes", "sentences"),
        }
        assert re.fullmatch(r"\d+\.\d+\.\d+", row["castlist"])
        assert row["figures"]


def test_every_rate_is_a_share_of_one(results):
    for row in results:
        for figure, value in row["figures"].items():
            least = -1 if figure == "pearson" else 0
            # a ratio of two rates, and widths
            most = 100 if "width" in figure else {"pronouns_bias": 2}.get(figure, 1)
            assert least <= value <= most, (row["benchmark"], figure)


def test_every_figure_and_benchmark_is_explained(results):
    readme = (ROOT / "benchmarks/README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w-]+)`", readme)) | {"text_recall", "text_f1"}
    figures = {
        name
        for row in results
        for name in row["figures"]
        if not name.startswith("all_mentions_")
    }
    assert figures - named == set()
    assert {row["benchmark"] for row in results} - named == set()


def test_the_published_sentences_use_figures_that_exist(script, results):
    text = script("rates").error_rates()
    assert "{" not in text
    wanted = script("rates").read_sentences()
    # figures that a later run must bring are allowed to be missing
    waiting = [row for row in wanted if "cross-validated" in row[-1]]
    assert len(wanted) - len(waiting) <= len(text.splitlines()) - 4 <= len(wanted)


def test_the_head_of_every_report_says_in_brief_what_was_measured(script):
    rates = script("rates")
    packaged = json.loads(rates.packaged_rates())
    assert len(packaged["brief"]) == len(rates.read_sentences(brief=True)) == 3
    assert not any("{" in rate["says"] for rate in packaged["brief"])
    assert packaged["rates"]
    assert packaged["model"] in packaged["measured_with"]


def test_a_sentence_without_its_figure_is_left_out(script, monkeypatch, tmp_path):
    docs = script("rates")
    row = dict.fromkeys(ABOUT, "") | {
        "benchmark": "actors-gum",
        "part": "news",
        "system": "castlist",
        "n": 2,
    }
    row |= {
        "model": "en_core_web_sm 3.8.0",
        "castlist": "0.1.0",
        "unit": "articles",
        "figures": {"types_right": 0.004},
    }
    stored = script("measured")
    monkeypatch.setattr(stored, "RESULTS", tmp_path / "results.json")
    assert docs.error_rates() == "Not measured yet."
    stored.RESULTS.write_text(json.dumps([row]), encoding="utf-8")
    (line,) = docs.error_rates().splitlines()[4:]
    assert "Of 100 names found, 0.4 have the right type" in line
    assert "2 articles" in line


def test_the_published_figures_keep_their_floors(script):
    store = script("measures.store")
    stored = [
        store.Measurement(**row) for row in json.loads(store.RESULTS.read_text("utf-8"))
    ]
    pinned = json.loads(store.FLOORS.read_text("utf-8"))
    assert set(pinned) <= {m.name for m in stored}
    assert store.check_floors(stored, store.FLOORS) == []


def test_a_figure_below_its_floor_is_named(script, tmp_path):
    store = script("measures.store")
    floors = tmp_path / "floors.json"
    floors.write_text(
        '{"b/castlist": {"f1": ["at least", 0.9], "lost": ["at most", 0.01]}}'
    )
    worse = store.Measurement(
        "b", "", "castlist", "", "0", "pages", 1, {"f1": 0.8, "lost": 0.02}
    )
    assert len(store.check_floors([worse], floors)) == 2
