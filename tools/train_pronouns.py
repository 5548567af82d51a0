"""Train the weights for "he" and "she" again: `python tools/train_pronouns.py FOLDER`.

FOLDER holds the public benchmark pronouns-gap (Webster et al. 2018, Apache-2.0), converted: lines
of `dev.jsonl.gz` with `id, text, pronoun, A, B, A_coref, B_coref, gender`. All weights but one are
learnt from it. How seldom "he" means what the model took for no person, its passages cannot tell,
for they were chosen to name persons; that one weight is learnt from six genres of GUM (Zeldes
2017, CC BY), in the folder actors-gum-other, beside the others, which stay.
It needs the packages of the group `train`. The same texts give the same file, byte for byte.
Printed are F1 and bias (feminine / masculine) as in the paper, on five parts of which each was
linked by weights of the other four.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from castlist.actors import link_phrases
from castlist.actors.clusters import Cluster, Clusters
from castlist.actors.decisions import Decisions
from castlist.actors.pronouns import link_pronouns
from castlist.actors.ranker import ranking
from castlist.errors import CastlistError
from castlist.model import Article, Context, Mention
from castlist.nlp.load import annotate_article, load_model
from castlist.pipeline import Reading, find_references, read_text
from open_texts import Back, read_free

ROUNDS = 3  # what earlier pronouns mean is told by the weights of the round before
PARTS = 5
SMOOTHING = 5.0  # the larger, the smaller are the weights
ARTICLE = frozenset({"no person, in a whole article"})  # weights that passages cannot teach
# The hero of a long text is meant more often than his rivals. No passage of three sentences shows
# it, and in the free genres most pronouns mean people without a name; so it is set, not learnt:
# of .1, .2 and .3 the largest that no genre of GUM loses by (METHOD.md).
# Who spoke last speaks again: passages of Wikipedia hardly quote anybody, so this is set as well,
# to the smallest of .5, 1, 2 and 3 by which every set of quotes gains what it can gain.
PRIOR = {"named much": 0.2, "spoke last": 1.0}
ARTICLE_SMOOTHING = 2.0
TINY = 1e-300  # so that what is impossible has a logarithm
SEEN = 4  # passages; a feature of fewer gets no weight
START = {"clause subject:0": 2.0, "main subject:1": 1.0, "a subject:0": 1.0}
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage with its mentions, and the spans of the article that the gold speaks of."""

    gold: Gold
    mentions: tuple[Mention, ...]
    contexts: tuple[Context, ...]
    spans: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one pronoun as lists of features, and which of them are right."""

    features: list[list[str]]
    right: list[bool]


class Recorder(ranking.Ranker):
    """A ranker that remembers what it ranked."""

    def __init__(self, clusters: Clusters, weights: dict[str, float]) -> None:
        super().__init__(clusters, weights)
        self.seen: dict[int, ranking.Ranking] = {}

    def rank(self, index: int) -> ranking.Ranking:
        """The ranking, which is kept."""
        self.seen[index] = super().rank(index)
        return self.seen[index]


def main(folder: Path) -> None:
    """Write the weights and print how good they are."""
    passages = list(read_passages(folder / "pronouns-gap" / "dev.jsonl.gz"))
    articles = list(read_passages(folder / "actors-gum-other" / "dev.jsonl.gz"))
    counts = cross_validate(passages, articles)
    weights = train(passages, articles)
    target = Path(ranking.__file__).with_name("weights.txt")
    target.write_text(table(weights), encoding="utf-8")
    print(
        f"{len(passages):,} passages, {len(weights):,} weights, {target.stat().st_size:,} bytes"
    )
    print(report(counts))


def read_passages(path: Path) -> Iterable[Passage]:
    """The passages as castlist reads them; one that it cannot read is left out."""
    nlp = load_model()
    for gold in read_free(path):
        try:
            article = read_text(gold["text"], Reading(force=True), name=gold["id"])
        except CastlistError:
            continue
        mentions, contexts = find_references(article, *annotate_article(article, nlp))
        yield Passage(gold, mentions, contexts, place_spans(gold, article))


def place_spans(gold: Gold, article: Article) -> dict[str, tuple[int, int]]:
    """Where the gold's spans are in the cleaned article, found by the characters that show."""
    back = Back(gold["text"], article).place
    place = {there: here for here, there in back.items()}
    asked = {key: gold[key] for key in ("pronoun", "A", "B") if key in gold}
    asked |= {f"{n}": gold_span(m) for n, m in enumerate(gold.get("mentions", ()))}
    return {
        key: (place[start], place[end - 1] + 1)
        for key, (start, end) in asked.items()
        if start in place and end - 1 in place
    }


def gold_span(mention: Gold) -> list[int]:
    """The name of a gold mention, the head word of a phrase, or the pronoun."""
    own = [mention["start"], mention["end"]]
    return own if mention["kind"] == "pronoun" else mention.get("name", mention["head"])


def cross_validate(
    passages: Sequence[Passage], articles: Sequence[Passage]
) -> Counter[str]:
    """Right, said and wanted names, by gender, each part linked by weights of the others."""
    counts: Counter[str] = Counter()
    for part in range(PARTS):
        others = [p for n, p in enumerate(passages) if n % PARTS != part]
        weights = train(others, articles)
        for passage in passages[part::PARTS]:
            clusters, _ = link(passage, weights)
            counts += judge(passage, clusters)
    return counts


def train(passages: Sequence[Passage], articles: Sequence[Passage]) -> dict[str, float]:
    """Feature -> weight: all but those of `ARTICLE` from passages."""
    weights = START
    for _ in range(ROUNDS):
        examples = [e for passage in passages if (e := make_example(passage, weights))]
        weights = fit(examples) | PRIOR
        weights |= train_article(articles, weights)
    return weights


def train_article(
    articles: Sequence[Passage], weights: dict[str, float]
) -> dict[str, float]:
    """The weights of what only whole articles show, beside those that passages have taught.

    GAP asks only for names of persons, so that it cannot say how seldom others are meant.
    """
    examples = [e for article in articles for e in article_examples(article, weights)]
    return fit(examples, weights)


def article_examples(article: Passage, weights: dict[str, float]) -> Iterator[Example]:
    """What each "he" and "she" of an article teaches; nobody is right if no candidate is."""
    clusters, recorder = link(article, weights)
    gold = article.gold["mentions"]
    called: dict[str, list[tuple[int, int]]] = defaultdict(list)
    asked: dict[tuple[int, int], str] = {}
    for n, mention in enumerate(gold):
        span = article.spans.get(f"{n}")
        if span and mention["kind"] == "pronoun":
            asked[span] = mention["entity"]
        elif span and mention["kind"] in {"name", "nominal"}:
            called[mention["entity"]].append(span)
    for index, seen in recorder.seen.items():
        pronoun = clusters.mentions[index]
        if entity := asked.get((pronoun.start, pronoun.end)):
            owners = [c for span in called[entity] for c in clusters_at(clusters, span)]
            right = [candidate.cluster in owners for candidate in seen.candidates]
            yield Example(seen.features, [*right, not any(right)])


def link(passage: Passage, weights: dict[str, float]) -> tuple[Clusters, Recorder]:
    """The clusters of a passage, its pronouns linked by these weights."""
    clusters = link_phrases(passage.mentions, passage.contexts, Decisions())
    recorder = Recorder(clusters, weights)
    link_pronouns(clusters, recorder)
    return clusters, recorder


def make_example(passage: Passage, weights: dict[str, float]) -> Example | None:
    """What a passage teaches; None if the right name is no candidate.

    If the pronoun means neither name, everything but them is right, also nobody.
    """
    clusters, recorder = link(passage, weights)
    asked = at_span(clusters, passage.spans.get("pronoun"), pronoun=True)
    seen = next((recorder.seen[n] for n in asked if n in recorder.seen), None)
    if seen is None:
        return None
    meant = {n: passage.gold[f"{n}_coref"] for n in "AB"}
    named = {n: clusters_at(clusters, passage.spans.get(n)) for n in "AB"}
    candidates = [candidate.cluster for candidate in seen.candidates]
    if any(meant.values()):
        owners = [c for n in "AB" if meant[n] for c in named[n]]
        right = [*(cluster in owners for cluster in candidates), False]
    else:
        others = [*named["A"], *named["B"]]
        right = [*(cluster not in others for cluster in candidates), True]
    return Example(seen.features, right) if any(right) and not all(right) else None


def at_span(
    clusters: Clusters, span: tuple[int, int] | None, *, pronoun: bool = False
) -> list[int]:
    """The mentions that overlap a span: pronouns, or all others."""
    if span is None:
        return []
    return [
        n
        for n, m in enumerate(clusters.mentions)
        if (m.kind == "pronoun") == pronoun and m.start < span[1] and span[0] < m.end
    ]


def clusters_at(clusters: Clusters, span: tuple[int, int] | None) -> list[Cluster]:
    """The clusters of what is said at a span."""
    return [
        cluster
        for n in at_span(clusters, span)
        if clusters.mentions[n].mention_id and (cluster := clusters.cluster[n])
    ]


def judge(passage: Passage, clusters: Clusters) -> Counter[str]:
    """Names that are rightly said to be the pronoun's, that are said to be, and that are."""
    asked = at_span(clusters, passage.spans.get("pronoun"), pronoun=True)
    said = clusters.cluster[asked[0]] if asked else None
    counts: Counter[str] = Counter()
    for name in "AB":
        meant = passage.gold[f"{name}_coref"]
        found = said is not None and said in clusters_at(clusters, passage.spans.get(name))
        for gender in (passage.gold["gender"], "all"):
            counts[f"{gender} right"] += found and meant
            counts[f"{gender} said"] += found
            counts[f"{gender} meant"] += meant
    return counts


def fit(
    examples: Sequence[Example], known: dict[str, float] | None = None
) -> dict[str, float]:
    """The weights of a conditional logit: its loss is -log of the probability of what is right.

    With `known` weights only those of `ARTICLE` are sought, the others stay.
    """
    known = known or {}
    seen = Counter(
        name for e in examples for name in {n for row in e.features for n in row}
    )
    names = sorted(
        name
        for name, count in seen.items()
        if (
            name in ARTICLE
            if known
            else count >= SEEN and name not in ARTICLE | PRIOR.keys()
        )
    )
    column = {name: n for n, name in enumerate(names)}
    rows = [row for example in examples for row in example.features]
    given = np.array([sum(known.get(name, 0.0) for name in row) for row in rows])
    cells = [
        (r, column[name]) for r, row in enumerate(rows) for name in row if name in column
    ]
    where = np.array(cells, dtype=np.int64).T
    matrix = csr_matrix((np.ones(len(cells)), where), shape=(len(rows), len(names)))
    sizes = np.array([len(example.features) for example in examples])
    starts = np.cumsum(sizes) - sizes
    right = np.array([good for example in examples for good in example.right], dtype=float)
    smoothing = ARTICLE_SMOOTHING if known else SMOOTHING

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = given + matrix @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        powers = np.exp(scores)
        total = np.add.reduceat(powers, starts)
        good = np.add.reduceat(powers * right, starts) + TINY
        value = np.sum(np.log(total) - np.log(good)) + smoothing / 2 * weights @ weights
        slope = powers * (1 / np.repeat(total, sizes) - right / np.repeat(good, sizes))
        return float(value), matrix.T @ slope + smoothing * weights

    found = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    )
    return {name: round(float(w), 2) for name, w in zip(names, found.x, strict=True)}


def table(weights: dict[str, float]) -> str:
    """The weights as text, a feature a line; what has no weight to speak of is left out."""
    lines = [f"{name}\t{weight:.2f}" for name, weight in sorted(weights.items()) if weight]
    head = "# Made by tools/train_pronouns.py: a feature, a tab, its weight."
    return "\n".join([head, *lines]) + "\n"


def report(counts: Counter[str]) -> str:
    """Precision, recall and F1 by gender, and bias."""
    lines = []
    f1 = {}
    for gender in ("feminine", "masculine", "all"):
        right, said, meant = (
            counts[f"{gender} {what}"] for what in ("right", "said", "meant")
        )
        f1[gender] = 2 * right / (said + meant)
        lines.append(
            f"{gender}: precision {right / said:.4f}, recall {right / meant:.4f},"
            f" F1 {f1[gender]:.4f}"
        )
    lines.append(f"bias: {f1['feminine'] / f1['masculine']:.3f}")
    return "\n".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
