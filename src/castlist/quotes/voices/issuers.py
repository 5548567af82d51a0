"""Whose writing speaks: "the statement" is the ministry's that issued one before."""

from bisect import bisect_left
from collections.abc import Iterator

from castlist.english.rules import listed, roles, word_set
from castlist.model import Mention
from castlist.nlp.parse import Parse
from castlist.quotes.attribution import Mentions, authors

__all__ = ["Issuers"]

_ISSUES = word_set("issuing")
_THE = {"the", "this", "that"}


class Issuers:
    """Who put out each statement, letter or post of an article, as far as the text says."""

    def __init__(self, parse: Parse, mentions: Mentions) -> None:
        self._parse = parse
        # noun for a writing -> the places where its issuer is told, and who that is
        self._told: dict[str, list[tuple[int, Mention]]] = {}
        for word, lemma in enumerate(parse.lemma):
            if lemma not in listed("writings") or lemma in roles():
                continue
            for head in _issuers(parse, word):
                mention = mentions.at(parse, head)
                if mention and mention.type in {"person", "organisation", "place"}:
                    self._told.setdefault(lemma, []).append((word, mention))

    def of(self, word: int) -> Mention | None:
        """The last before a word that put out such a writing, if the word means that one:
        "the statement"."""
        parse = self._parse
        if not any(parse.lower[c] in _THE for c in parse.children.get(word, ())):
            return None
        told = self._told.get(parse.lemma[word], [])
        before = bisect_left(told, word, key=lambda t: t[0]) - 1
        return told[before][1] if before >= 0 else None


def _issuers(parse: Parse, word: int) -> Iterator[int]:
    """Head words of whose a writing is: "Roe's letter", "a letter from Roe", "Roe sent a letter",
    "Roe said in a letter"."""
    yield from authors(parse, word)
    above = parse.head[word]
    if parse.dep[word] == "dobj" and parse.lemma[above] in _ISSUES:
        yield from _subject(parse, above)
    if parse.dep[word] == "pobj" and parse.lower[above] in {"in", "on"}:
        verb = parse.head[above]
        if parse.lemma[verb] in listed("speech"):
            yield from _subject(parse, verb)


def _subject(parse: Parse, verb: int) -> Iterator[int]:
    subject = parse.child(verb, "nsubj")
    if subject >= 0:
        yield subject
