"""Made-up benchmarks: gold documents in the public sets' format, and judges that stand in for
theirs."""

import gzip
import json
import re

_NAME = re.compile(r"\b(?:Ada )?(?:Lind|Berg)\b")


def gold_document(key, text, *, genre):
    """An article whose only gold actor is its minister, Ada Lind or Ada Berg."""
    names = [
        {
            "start": found.start(),
            "end": found.end(),
            "kind": "name",
            "entity": "e1",
            "head": [found.start(), found.end()],
            "name": [found.start(), found.end()],
        }
        for found in _NAME.finditer(text)
    ]
    entity = {"id": "e1", "type": "PERSON", "named": True, "name": "Ada"}
    return {
        "id": key,
        "genre": genre,
        "text": text,
        "entities": [entity],
        "mentions": names,
        "ignore": [],
    }


def write_set(folder, docs, judge):
    """A folder with gold and judge, as accuracy.py looks for it."""
    folder.mkdir()
    lines = "".join(f"{json.dumps(doc)}\n" for doc in docs)
    (folder / "dev.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (folder / "score.py").write_text(judge, encoding="utf-8")
    return folder


# Aligns by the place where a mention begins; every figure is one half.
ACTORS_JUDGE = """
import collections, json, sys

CORE = {"PERSON", "ORG", "PLACE"}
KINDS = ("name", "nominal", "pronoun")


def norm_span(text, start, end):
    return start, end


def align(text, gold, pred):
    at = {p["start"]: n for n, p in enumerate(pred)}
    to_ours = {n: at[g["start"]] for n, g in enumerate(gold) if g["start"] in at}
    return to_ours, {ours: theirs for theirs, ours in to_ours.items()}, set()


if __name__ == "__main__":
    gold = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    assert all("mentions" in json.loads(line) for line in open(sys.argv[2], encoding="utf-8"))
    rates = {"p": 0.5, "r": 0.5, "f1": 0.5}
    count = {"main_actors_rel_err": 0.5, "exactly_right": 0.5}
    level = {"conll_f1": 0.5, "count": count, "rank": {"top3": 0.5}}
    core = {"named_mentions": {"overlap": rates, "overlap+type": rates}}
    core |= dict.fromkeys(("names", "names_nominals", "all_mentions"), level)
    genres = collections.Counter(doc["genre"] for doc in gold)
    report = {genre: {"docs": n, "core": core} for genre, n in genres.items()}
    print(json.dumps({"docs": len(gold), **report}))
"""

NAMES_JUDGE = """
def match(gold, ours):
    return []


def groups(doc):
    return {}


def score(gold, lines, per_doc=False):
    rates = {"p": 0.5, "r": 0.5, "f1": 0.5}
    report = dict.fromkeys(("found", "exact", "found_and_type"), rates)
    names = ("type_right_of_found", "main_names_count_error", "the_same_joins_aside")
    return report | dict.fromkeys(names, 0.5)
"""

GAP_JUDGE = """
import json

rates = {"p": 0.5, "r": 0.5, "f1": 0.5}
report = dict.fromkeys(("all", "feminine", "masculine"), rates)
report |= {"passages": 1, "bias": 1.0, "pronoun_linked": 0.5, "both_names_found": 0.5}
print(json.dumps(report))
"""
