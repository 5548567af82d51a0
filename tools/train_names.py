"""Learn which capitals are names, and what a name is: `python tools/train_names.py FOLDER`.

FOLDER holds the public benchmarks (benchmarks/README.md). Learned is from GUM and MEANTIME only,
and of GUM only from genres whose texts may be used for anything (LICENSE-DATA.md): news,
interviews, biographies, academic writing, court, speeches, textbooks, vlogs, travel guides. Each
text is read as `castlist run` reads it, and three more times with other names in it (rerender.py);
in the copies a share of all list entries is hidden, or lists would look perfect: a new name is in
no list. Written are two tables of weights in `src/castlist/mentions/scoring`. The same packages on
the same texts give the same bytes. It takes about five minutes.
"""

import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from rich.progress import track
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from castlist.english.countries import country_facts
from castlist.errors import CastlistError
from castlist.mentions.names import held_words, known_places, locate_names
from castlist.mentions.scoring.candidates import candidate_features, group_candidates
from castlist.mentions.scoring.evidence import (
    KNOWN_EITHER,
    SELDOM_PLACE,
    Features,
    Key,
    Place,
)
from castlist.mentions.scoring.lists import KNOWN, Lists
from castlist.mentions.scoring.vote import type_features
from castlist.mentions.spellings import find_degrees
from castlist.nlp.load import annotate_article, load_model, model_label
from castlist.nlp.parse import Parse
from castlist.nlp.scores import scores_of
from castlist.pipeline import Reading, read_text
from open_texts import Back, read_free
from rerender import Name, rerender

TABLES = Path(__file__).resolve().parent.parent / "src/castlist/mentions/scoring"
SETS = ("actors-gum", "actors-gum-other", "actors-meantime")
COPIES = 3
HIDDEN = 60  # of a hundred list entries, in copies
CLASSES = ("PERSON", "ORG", "PLACE", "OTHER")
CORE = frozenset(CLASSES[:3])
# Copies count less than texts that somebody wrote; what is weighed out of 1 for each class is the
# share that news has of it, since GUM has few organisations.
COPY_WEIGHT = {"types": 0.4, "finder": 1.0}
STRENGTH = {"types": 0.1, "finder": 1.0}  # C of scikit-learn: the inverse of L2
SHARES = (0.25, 0.32, 0.30, 0.13)
# What is added to learned weights, in the order of CLASSES, as logarithms of probability. A name
# that may be anything else is rarely a thing in news. A known place that a text names once or
# twice is one although it acts, as countries do in news and hardly in these texts; if lists have
# it for people as well (Washington), it is rather that than an organisation. GUM calls peoples
# persons, so that it teaches wrong things of "the Beatles"; what castlist knows for a people never
# comes to a vote.
ADDED = {
    "always": (0, 0, 0, -1.5),
    SELDOM_PLACE: (0, 0, 2, 0),
    KNOWN_EITHER: (0, -1, 0.5, 0),
    "ever before:the plural": (-1.5, 1, 0, 0),
}
DECIMALS = 3

Doc = dict[str, Any]


@dataclass
class Examples:
    """Features with their class, and how much each counts."""

    features: list[Features] = field(default_factory=list)
    classes: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, features: Features, label: int, weight: float) -> None:
        """One more example."""
        self.features.append(features)
        self.classes.append(label)
        self.weights.append(weight)


class PartlyHidden(Lists):
    """The lists without a share of their entries, other ones for each text."""

    def __init__(self, seed: str) -> None:
        self.seed = seed

    def _is_hidden(self, kind: str, word: str) -> bool:
        code = zlib.crc32(f"{self.seed} {kind} {word.casefold()}".encode())
        return code % 100 < HIDDEN

    def given(self, word: str) -> int:
        """As the list has it, or 0."""
        return 0 if self._is_hidden("people", word) else super().given(word)

    def family(self, word: str) -> bool:
        """As the list has it, or False."""
        return not self._is_hidden("people", word) and super().family(word)

    def city(self, name: str) -> int:
        """As the list has it, or 0."""
        return 0 if self._is_hidden("places", name) else super().city(name)

    def province(self, name: str) -> bool:
        """As the list has it, or False."""
        return not self._is_hidden("places", name) and super().province(name)

    def organisation(self, name: str) -> bool:
        """As the list has it, or False."""
        return not self._is_hidden("organisations", name) and super().organisation(name)

    def senses(self, name: str) -> frozenset[str]:
        """As the list has it, or none."""
        return frozenset() if self._is_hidden("places", name) else super().senses(name)


def main() -> None:
    """Read, copy, learn, write."""
    folder = Path(sys.argv[1])
    docs = [doc for name in SETS for doc in read_free(folder / name / "dev.jsonl.gz")]
    nlp = load_model()
    learned = {"types": Examples(), "finder": Examples()}
    for doc in track(docs, description="Reading"):
        names = gold_names(doc)
        collect(doc["text"], names, nlp, KNOWN, learned, copy=False)
        for copy in range(COPIES):
            seed = f"{doc['id']} {copy}"
            text, moved = rerender(doc["text"], names, seed)
            collect(text, moved, nlp, PartlyHidden(seed), learned, copy=True)
    for name, examples in learned.items():
        write_table(name, examples, model_label(nlp))


def gold_names(doc: Doc) -> list[Name]:
    """The names that people marked. A country that acts is still a place, as news counts it; what
    is a time, or two types at once, teaches nothing of types and is called so."""
    entities = {entity["id"]: entity for entity in doc["entities"]}
    names = []
    for mention in doc["mentions"]:
        if mention["kind"] != "name":
            continue
        entity = entities[mention["entity"]]
        start, end = mention["name"]
        types = set(entity.get("types") or [entity["type"]])
        kind = entity["type"]
        if kind == "ORG" and is_country(doc["text"][start:end]):
            kind = "PLACE"
        elif len(types & CORE) > 1:
            kind = "MIXED"
        names.append(Name(start, end, kind, str(entity["id"])))
    return names


def is_country(text: str) -> bool:
    """Whether a name is a country's."""
    return any(fact.sense == "country" for fact in country_facts(text))


def collect(
    text: str,
    names: Sequence[Name],
    nlp: Any,
    lists: Lists,
    learned: Mapping[str, Examples],
    *,
    copy: bool,
) -> None:
    """Add what one text teaches."""
    try:
        article = read_text(text, Reading(force=True), name="text")
    except CastlistError:
        return
    doc, _ = annotate_article(article, nlp)
    scores = scores_of(doc)
    parse = Parse.of(doc, article.paragraphs)
    gold = Gold(names, Back(text, article), parse)
    held = held_words(doc) | find_degrees(doc, parse)
    known, taken = known_places(doc, parse, locate_names(doc, parse), held)
    weight = COPY_WEIGHT if copy else dict.fromkeys(COPY_WEIGHT, 1.0)
    labels = dict(gold.types(known))
    for key, features in type_features(parse, scores, known, lists):
        if key in labels:
            learned["types"].add(features, labels[key], weight["types"])
    candidates = group_candidates(parse, taken)
    told = dict(gold.candidates(known, candidates))
    found = candidate_features(parse, scores, candidates, known, lists)
    for key, features in found:
        if key in told:
            learned["finder"].add(features, told[key], weight["finder"])


class Gold:
    """The marked names of a text, as the article's words."""

    def __init__(self, names: Sequence[Name], back: Back, parse: Parse) -> None:
        self.names = names
        self.back = back
        self.parse = parse

    def span(self, place: Place) -> tuple[int, int] | None:
        """Where a place of the article lies in the text."""
        end = self.parse.end(place.end - 1)
        return self.back.span(self.parse.start[place.start], end)

    def hits(self, place: Place) -> list[Name]:
        """The marked names that overlap a place, the most alike first."""
        span = self.span(place)
        if span is None:
            return []
        found = [n for n in self.names if n.start < span[1] and span[0] < n.end]
        return sorted(found, key=lambda n: abs(n.start - span[0]) + abs(n.end - span[1]))

    def types(self, known: Mapping[Key, Sequence[Place]]) -> Iterator[tuple[Key, int]]:
        """The class that most places of a name have, where it is one of them."""
        for key, places in known.items():
            kinds = Counter(hits[0].type for p in places if (hits := self.hits(p)))
            kind = kinds.most_common(1)[0][0] if kinds else ""
            if kind in CLASSES:
                yield key, CLASSES.index(kind)

    def candidates(
        self,
        known: Mapping[Key, Sequence[Place]],
        candidates: Mapping[Key, Sequence[Place]],
    ) -> Iterator[tuple[Key, int]]:
        """Whether a candidate is a name that was missed; unsaid where it is a part of one that
        was found, or of none of the types."""
        spans = [s for ps in known.values() for p in ps if (s := self.span(p))]
        free = {
            n for n in self.names if not any(a < n.end and n.start < b for a, b in spans)
        }
        for key, places in candidates.items():
            told = Counter(self._told(place, free) for place in places if self.span(place))
            answer = told.most_common(1)[0][0] if told else None
            if answer is not None:
                yield key, answer

    def _told(self, place: Place, free: set[Name]) -> int | None:
        hits = self.hits(place)
        missed = [name for name in hits if name in free]
        if not hits:
            return 0
        return 1 if missed and missed[0].type in CORE else None


def write_table(name: str, examples: Examples, model: str) -> None:
    """Learn one table and write it, features in alphabetical order."""
    vectorizer = DictVectorizer(dtype=np.float64)
    matrix = vectorizer.fit_transform(examples.features)
    classes = np.array(examples.classes)
    weights = np.array(examples.weights)
    if name == "types":
        totals = np.array([weights[classes == n].sum() for n in range(len(CLASSES))])
        weights = weights * (np.array(SHARES) / totals)[classes] * len(classes)
    regression = LogisticRegression(C=STRENGTH[name], max_iter=5000, fit_intercept=False)
    regression.fit(matrix, classes, sample_weight=weights)
    rows = dict(zip(vectorizer.feature_names_, regression.coef_.T, strict=True))
    if name == "types":
        for feature, added in ADDED.items():
            rows[feature] = rows[feature] + np.array(added)
    columns = CLASSES if name == "types" else ("NAME",)
    lines = [
        f"# Weights of castlist.mentions.scoring, by tools/train_names.py: {len(classes)} names"
        f" of GUM and MEANTIME and of copies with other names.",
        f"# Language model {model}; scikit-learn {version('scikit-learn')}. LICENSE-DATA.md.",
        "\t".join(["feature", *columns]),
    ]
    for feature in sorted(rows):
        values = [f"{value + 0.0:.{DECIMALS}f}" for value in rows[feature].tolist()]
        if any(float(value) for value in values):
            lines.append("\t".join([feature, *values]))
    path = TABLES / f"{name}.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(classes)} examples, {len(rows)} features")


if __name__ == "__main__":
    main()
