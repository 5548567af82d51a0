"""Texts in which a reader would once have been told something wrong: `cases/facts.tsv` says what
must come out of each text of `cases/texts.jsonl`, and why where it does not yet."""

import csv
import json
from functools import cache
from types import SimpleNamespace

import pytest

from castlist.pipeline import Reading, analyse, read_text
from support.paths import TESTS

FOLDER = TESTS / "cases"
TEXTS = {
    row["case"]: row["text"]
    for row in map(json.loads, (FOLDER / "texts.jsonl").read_text("utf-8").splitlines())
}


def read_facts():
    lines = (FOLDER / "facts.tsv").read_text("utf-8").splitlines()
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        why = row.pop("fails_because")
        known = [pytest.mark.xfail(strict=True, reason=why)] if why else []
        yield pytest.param(*row.values(), marks=known, id=" ".join(row.values()))


@pytest.fixture(scope="session")
def read_case(nlp):
    """A case as it comes out, analysed once: what the facts ask is looked up there."""

    @cache
    def case(key):
        analysis = analyse(read_text(TEXTS[key], Reading(force=True), name="a"), nlp)
        cast = analysis.cast
        return SimpleNamespace(
            article=analysis.article,
            row=analysis.article.row,
            sentences=analysis.annotation.sentences,
            mentions=cast.mentions,
            actors={actor.name: actor for actor in cast.actors},
            named={actor.actor_id: actor.name for actor in cast.actors},
            suggestions=cast.suggestions,
            quotes=analysis.speech.quotes,
            phrases={phrase.text for phrase in analysis.speech.phrases},
            scores=analysis.scores,
        )

    return case


@pytest.mark.parametrize(("case", "fact", "of", "is_"), list(read_facts()))
def test_what_a_reader_is_told(read_case, case, fact, of, is_):
    assert FACTS[fact](read_case(case), of) in {is_, *is_.split(" or ")}


# What a fact is, of a case as it came out: words


def named(case, name):
    """The actor of that name, or of whom it is the last part or a spelling."""
    found = [actor for key, actor in case.actors.items() if key == name]
    return next(iter(found), None)


def count(kind):
    def counted(case, name):
        actor = named(case, name)
        return str(getattr(actor, kind)) if actor else "none"

    return counted


def type_of(case, name):
    actor = named(case, name)
    return actor.type if actor else "none"


def country_of(case, name):
    return named(case, name).country or "unknown"


def how_many_actors(case, types):
    wanted = {actor.name for actor in case.actors.values() if types in {"all", actor.type}}
    return str(len(wanted))


def who_leads(case, _):
    return max(case.actors.values(), key=lambda actor: actor.mentions).name


def actor_of(case, words):
    """The actor of the mention with which these words of the text begin."""
    start = case.article.text.index(words)
    mentions = [m for m in case.mentions if m.start <= start < m.end]
    linked = [case.named[m.actor_id] for m in mentions if m.actor_id]
    return linked[-1] if linked else "nobody"


def quote_with(case, words):
    return next((q for q in case.quotes if words in q.text), None)


def speaker_of(case, words):
    """Who says these words: the actor, else as written, else nobody; no quote if none is."""
    quote = quote_with(case, words)
    if quote is None:
        return "no quote"
    return case.named.get(quote.speaker_actor_id) or quote.speaker or "nobody"


def words_of_quote(case, words):
    quote = quote_with(case, words)
    return str(quote.words) if quote else "no quote"


def type_of_quote(case, words):
    quote = quote_with(case, words)
    return quote.type if quote else "no quote"


def quotes_of(case, name):
    return str(sum(case.named.get(q.speaker_actor_id) == name for q in case.quotes))


def quoted_words_of(case, name):
    """The words that somebody says between quotation marks, or in turns."""
    own = [q for q in case.quotes if case.named.get(q.speaker_actor_id) == name]
    return str(sum(q.quoted_words for q in own))


def place_of_words(case, words):
    """Where a line of the text went."""
    holding = [p for p in case.article.paragraphs if words in p.text]
    return holding[0].role if holding else "cut"


def kind_of_words(case, words):
    return "phrase" if words in case.phrases else type_of_quote(case, words)


def detail(case, name):
    return getattr(case.row, name)


def sentences_of(case, paragraph):
    return str(sum(str(s.paragraph) == paragraph for s in case.sentences))


def suggested(case, name):
    return str(any(name in (s.surface, s.target) for s in case.suggestions))


def names_with(case, words):
    return str(sum(words in m.text for m in case.mentions if m.kind == "name"))


def labels_of(case, scorer):
    """The labels that a scorer gives to the paragraphs, each once."""
    own = {s.label for s in case.scores if s.unit == "paragraph" and s.scorer == scorer}
    return ", ".join(sorted(own))


def values_of(case, scorer):
    """How many different values a scorer gives to the paragraphs."""
    own = {s.score for s in case.scores if s.unit == "paragraph" and s.scorer == scorer}
    return str(len(own))


def label_of(case, words):
    """What VADER gives to the sentence that begins with these words."""
    start = case.article.text.index(words)
    number = next(s.sentence for s in case.sentences if s.start == start)
    return next(
        s.label
        for s in case.scores
        if (s.unit, s.scorer, s.unit_id) == ("sentence", "vader", number)
    )


FACTS = {
    "names": count("names"),
    "pronouns": count("pronouns"),
    "mentions": count("mentions"),
    "type": type_of,
    "country": country_of,
    "how many": how_many_actors,
    "leads": who_leads,
    "actor": actor_of,
    "speaker": speaker_of,
    "words": words_of_quote,
    "kind": kind_of_words,
    "quotes": quotes_of,
    "quoted words": quoted_words_of,
    "line": place_of_words,
    "detail": detail,
    "sentences": sentences_of,
    "suggested": suggested,
    "names with": names_with,
    "labels": labels_of,
    "values": values_of,
    "sentence label": label_of,
}
