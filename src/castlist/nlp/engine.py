"""The stock spaCy pipeline, made faster without changing what it says,
and true to characters of no width.

Matrix products run through numpy's BLAS instead of blis, and the attribute ruler, whose matcher
costs about a sixth of the time, is replaced by a table made of its own rules. Entities, tags,
parses and parts of speech are compared with the stock pipeline's in tests/nlp/test_engine.py.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from typing import NamedTuple, cast

import numpy as np
from spacy.attrs import (
    HEAD,
    IDX,
    IS_SPACE,
    IS_STOP,
    LEMMA,
    LENGTH,
    LOWER,
    NORM,
    POS,
    PREFIX,
    SENT_START,
    SHAPE,
    SUFFIX,
)
from spacy.language import Language
from spacy.parts_of_speech import NAMES as POS_NAMES
from spacy.pipeline import AttributeRuler, EntityRecognizer, Lemmatizer
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from castlist.english.rules import word_set
from castlist.nlp.entities import ScoredEntities, gives_scores, join_scores
from castlist.nlp.lookup import LemmaTable, TagTable, set_facts
from castlist.nlp.scores import scores_of
from castlist.text import visible

__all__ = [
    "TagTable",
    "TokenFacts",
    "cut_sentences",
    "join_docs",
    "keep_whole",
    "make_doc",
    "one_thread",
    "read_tokens",
    "speed_up",
]

# Spaces that are not U+0020, such as the no-break space:
# one to one with a plain space, so that offsets stay true.
_SPACES = dict.fromkeys(
    map(
        ord,
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    ),
    " ",
)

# As in "Belov[2]", "in 2019.[3]": behind a word or a stop, and never before a letter.
_MARK = r"\[(?:\d{1,3}|[a-z]|note \d{1,3}|citation needed)\]"
FOOTNOTE = re.compile(rf"(?<=[\w.,;:!?”’\"')\]]){_MARK}(?!\w)")
_MARKED = re.compile(f"({_MARK})")

# As in "size S. Fits", "vitamin C. The": the letter is a label and no initial, so the stop is one.
_LETTER = re.compile(r"(?<![^\W_])([^\W\d_]{2,20})[ \u00a0]([A-Z])\.(?!\S)")

# characters
_PIECE_OF_MARKS = 100
_PIECE = 500
_RUN = re.compile(r"(?P<marks>(?<![^\w\s])(?<!_)(?:[^\w\s]|_){200,}+)|(?<!\S)\S{2000,}+")


def speed_up(nlp: Language) -> Language:
    """The same pipeline object, changed in place.

    The product is not chosen by timing both at load: two runs on one machine could then differ in a
    near tie of the parser, and equal input must give equal bytes. numpy's was the faster one
    wherever it was measured (benchmarks/README.md).
    """
    fast = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model is not None else ():
            if type(node.ops) is NumpyOps:
                node.ops = fast
    getters = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]  # not in the stub
    for attribute in (IS_SPACE, LOWER, NORM, PREFIX, SUFFIX, SHAPE):
        getters[attribute] = _looking_through(getters[attribute])
    if "attribute_ruler" in nlp.pipe_names:
        table = cast(TagTable, nlp.add_pipe("castlist_tag_table", after="attribute_ruler"))
        table.learn(cast(AttributeRuler, nlp.get_pipe("attribute_ruler")))
        nlp.remove_pipe("attribute_ruler")
    if "lemmatizer" in nlp.pipe_names:
        lemmatizer = cast(Lemmatizer, nlp.get_pipe("lemmatizer"))
        if lemmatizer.mode == "rule":
            lemmas = cast(
                LemmaTable, nlp.add_pipe("castlist_lemma_table", after="lemmatizer")
            )
            lemmas.lemmatizer = lemmatizer
            nlp.remove_pipe("lemmatizer")
    if gives_scores(nlp):
        entities = cast(ScoredEntities, nlp.add_pipe("castlist_entities", after="ner"))
        entities.learn(cast(EntityRecognizer, nlp.get_pipe("ner")))
        nlp.remove_pipe("ner")
    return nlp


def make_doc(nlp: Language, text: str) -> Doc:
    """The tokens of a text, cut as if characters of no width and the marks of footnotes were not
    there; offsets are those of `text`.

    A soft hyphen or zero-width space stays in its token's text but not in what the model sees of
    the token. A mark ("Belov[2]") is a token of its own, which the model takes for white space.
    """
    spaced = text.translate(_SPACES)
    marks = {n for mark in FOOTNOTE.finditer(spaced) for n in range(*mark.span())}
    plain = visible("".join(c for n, c in enumerate(spaced) if n not in marks))
    doc = _part_labels(nlp, join_docs(map(nlp.make_doc, _cut_runs(plain))), plain)
    if plain == spaced:
        return doc
    places = [n for n, c in enumerate(spaced) if n not in marks and visible(c)]
    places.append(len(spaced))
    spaces = [bool(token.whitespace_) for token in doc]
    # Marks that follow a line end belong to the next line's first word,
    # any others to the word before them.
    ends = [
        places[t.idx + len(t) - 1] + 1 if t.is_space else places[t.idx + len(t)]
        for t in doc
    ]
    starts = [0, *(end + space for end, space in zip(ends, spaces, strict=True))]
    words = [spaced[start:end] for start, end in zip(starts, ends, strict=False)]
    if not marks:
        return Doc(nlp.vocab, words=words, spaces=spaces)
    parted = [_part_marks(*pair) for pair in zip(words, spaces, strict=True)]
    return Doc(
        nlp.vocab,
        words=[word for pieces in parted for word, _ in pieces],
        spaces=[space for pieces in parted for _, space in pieces],
    )


def keep_whole(doc: Doc, labels: Iterable[tuple[int, int]], begin: int) -> Doc:
    """The tokens of a text that begins at a place, changed in place, so that no sentence begins
    inside a label that says who speaks: "SEN. PAUL OKORO:"."""
    length = len(doc.text) if len(doc) else 0
    for start, end in labels:
        if 0 <= start - begin < length:
            span = doc.char_span(start - begin, end - begin, alignment_mode="expand")
            for token in span[1:] if span is not None else ():
                token.is_sent_start = False
    return doc


def _part_labels(nlp: Language, doc: Doc, text: str) -> Doc:
    """The tokens with the stop behind a letter that is a label as a token of its own: the tokenizer
    takes every capital with a stop for an initial."""
    labels = word_set("letter_labels")
    stops = {
        match.end() - 2
        for match in _LETTER.finditer(text)
        if not {word := match[1].lower(), word.removesuffix("s")}.isdisjoint(labels)
    }
    if not stops:
        return doc
    words: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        parts = list(token.text) if token.idx in stops and len(token) == 2 else [token.text]
        words += parts
        spaces += [False] * (len(parts) - 1) + [bool(token.whitespace_)]
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _part_marks(word: str, space: bool) -> list[tuple[str, bool]]:
    """A word and the marks of footnotes behind it, each with whether a space follows."""
    pieces = [piece for piece in _MARKED.split(word) if piece]
    return [(piece, space and n == len(pieces)) for n, piece in enumerate(pieces, 1)]


def _cut_runs(text: str) -> Iterator[str]:
    """The text, cut inside runs of marks, and of characters without a space, that no article has.

    The tokenizer takes marks off such a run one by one and looks at all of the rest each time:
    20,000 quotation marks would keep it busy for half a minute.
    """
    begin = 0
    for run in _RUN.finditer(text):
        step = _PIECE_OF_MARKS if run["marks"] else _PIECE
        for cut in range(run.start() + step, run.end(), step):
            yield text[begin:cut]
            begin = cut
    yield text[begin:]


def join_docs(pieces: Iterable[Doc]) -> Doc:
    """One document of several that follow each other in a text;
    the inner states of the model are left out."""
    docs = []
    for piece in pieces:
        piece.tensor = np.zeros((0,), dtype="float32")
        docs.append(piece)
    if len(docs) == 1:
        return docs[0]
    without = {"exclude": ["user_data"]}  # not in the stub
    joined = Doc.from_docs(docs, ensure_whitespace=False, **without)  # type: ignore[arg-type]
    return join_scores(joined, [scores_of(piece) for piece in docs])


def cut_sentences(doc: Doc, longest: int) -> Doc:
    """The document, changed in place,
    with no sentence of more tokens than `longest` in any paragraph.

    What depended on words before a cut depends on the first such word behind it, and keeps its
    label.
    """
    facts = doc.to_array([SENT_START, IS_SPACE]).reshape(len(doc), 2)
    starts = facts[:, 0]
    length = 0
    cuts = []
    for word, (start, is_space) in enumerate(facts.tolist()):
        if start == 1 or (is_space and "\n" in doc[word].text):
            length = 0
        elif length == longest:
            cuts.append(word)
            length = 0
        length += 1
    if not cuts:
        return doc
    own = np.arange(len(doc))
    part = np.searchsorted(cuts, own, side="right")
    heads = doc.to_array([HEAD]).reshape(len(doc)).astype(np.int64) + own
    outside = own[part[heads] != part]
    first = dict(
        zip(reversed(part[outside].tolist()), reversed(outside.tolist()), strict=True)
    )
    heads[outside] = [first[number] for number in part[outside].tolist()]
    starts[cuts] = 1
    set_facts(doc, [HEAD], (heads - own).astype("uint64").reshape(-1, 1))
    return set_facts(doc, [SENT_START], starts.reshape(-1, 1))


class TokenFacts(NamedTuple):
    """What the tables show of a token, with its character offsets."""

    start: int
    end: int
    lemma: str
    pos: str
    is_stop: bool
    is_space: bool
    starts_sentence: bool


def read_tokens(doc: Doc) -> Iterator[TokenFacts]:
    """The tokens of a document in order, read in one go:
    asking each token for each fact takes five times as long."""
    strings = doc.vocab.strings
    facts = doc.to_array([IDX, LENGTH, LEMMA, POS, IS_STOP, IS_SPACE, SENT_START]).tolist()
    for start, length, lemma, pos, is_stop, is_space, starts in facts:
        flags = (bool(is_stop), bool(is_space), starts == 1)
        yield TokenFacts(
            start, start + length, visible(strings[lemma]), POS_NAMES[pos], *flags
        )


def one_thread() -> AbstractContextManager[object]:
    """While it lasts, matrix products take one thread:
    the matrices are small, and results do not depend on cores."""
    return _blas().limit(limits=1, user_api="blas")


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


def _looking_through(getter: Callable[[str], object]) -> Callable[[str], object]:
    return lambda string: getter(" " if _MARKED.fullmatch(string) else visible(string))
