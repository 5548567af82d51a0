"""Who speaks, by what the article itself says of each voice: kind and gender, with the words that
say so. Nothing is guessed: what the article does not say is unknown."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from castlist.english.countries import adjective_country, country_code
from castlist.english.rules import listed, pronouns, read_rules, single_titles, word_set
from castlist.summary import find_voices
from castlist.tables import Held, Tables, columns_of, hold_rows, rows_of, walk_rows

__all__ = ["KINDS", "by_kind", "by_voice", "hold_voices"]

KINDS = ("official", "organisation", "expert", "citizen", "unnamed", "unknown")
"""What a voice speaks as; the last if the article does not say it."""

_SURE = 0.8  # probability from which a name alone shows that an organisation speaks
_BEFORE = 8  # words before a name that may say what its bearer is
_BEHIND = 14  # words behind it and a comma
_PREPOSITION = re.compile(r"\b(?:of|for|at|in|from|with|who|on|near|to|by)\b")
_WORD = re.compile(r"[^\W\d_][\w-]*")
_IN_FRONT = {"NOUN", "PROPN", "ADJ", "PART"}
_ENDS = {"VERB", "AUX", "SCONJ", "PRON"}
_OWNED = re.compile(r"(?:his|her|their|its|my|our)\b", re.I)
_NO_ROLE = {"ADP", "PRON", "ADV", "CCONJ"}
_RELATIVE = {"who", "whose", "whom", "which", "that"}
_STOPS = {",", ".", ";", ":", "—", "–", "(", ")", "?", "!", "“", "”", '"'}
_GENDERS = {"female": word_set("female_titles"), "male": word_set("male_titles")}


_COLUMNS = {
    **dict.fromkeys(["voice", "actor_id", "kind", "evidence"], str),
    **dict.fromkeys(["gender", "gender_evidence"], str),
    **dict.fromkeys(["quotes", "words"], int),
    "share": float,
    "first_paragraph": int,
}


class _Words(NamedTuple):
    """Words of the article about a voice, and where they stand."""

    text: str
    paragraph: int


class _Tokens(NamedTuple):
    """The words of the article, an entry each."""

    start: list[int]
    end: list[int]
    text: list[str]
    sentence: list[int]
    pos: list[str]
    lemma: list[str]


class _SaidPiece(NamedTuple):
    """A quote, or a piece of one, with whose words it is."""

    voice: str
    quote_id: str
    speaker_actor_id: str
    speaker: str
    paragraph: int
    words: int


class _Kind(NamedTuple):
    kind: str
    evidence: str


def by_voice(tables: Tables) -> pd.DataFrame:
    """One row a voice of one article: who speaks, as what, on which words of the article.

    Columns: voice (actor, or the speaker as written; empty: not attributed), actor_id, kind (one of
    `KINDS`), evidence, gender (female, male or empty: what pronouns and titles of the article say,
    never the name), gender_evidence, quotes, words (said word for word or in other words), share
    (0 to 1, of all such words), first_paragraph. The most words first, not attributed last.
    """
    return hold_voices(tables).frame()


def hold_voices(tables: Tables) -> Held:
    """The rows of `by_voice`, of which no frame is made."""
    groups: dict[str, list[_SaidPiece]] = {}
    quotes = list(rows_of(tables.held("quotes"), _SaidPiece._fields[1:]))
    for n, voice in find_voices(tables):
        piece = _SaidPiece(voice, *quotes[n])
        groups.setdefault(_voice_key(piece), []).append(piece)
    about = _About(tables)
    voices = [(not key, *_voice(pieces, about)) for key, pieces in groups.items()]
    voices.sort(key=lambda voice: (voice[0], -voice[-2], voice[-1]))
    whole = max(sum(voice[-2] for voice in voices), 1)
    rows = [
        (*told, words, float(np.round(words / whole, 4)), place)
        for _, *told, words, place in voices
    ]
    return hold_rows(rows, _COLUMNS)


def by_kind(tables: Tables) -> pd.DataFrame:
    """One row a kind of voice, in the order of `KINDS`: voices, words and share (0 to 1) of all
    words that are said; of those not attributed there is no voice."""
    voices = by_voice(tables)
    known = voices[voices["voice"] != ""]
    groups = voices.groupby("kind")
    frame = pd.DataFrame(
        {
            "voices": known.groupby("kind")["voice"].size(),
            "words": groups["words"].sum(),
            "share": groups["share"].sum(),
        }
    )
    frame = frame.reindex([kind for kind in KINDS if kind in frame.index]).fillna(0)
    return frame.astype({"voices": int, "words": int}).rename_axis("kind").reset_index()


def _voice_key(piece: _SaidPiece) -> str:
    """What pieces of one voice share; empty if nobody is known to speak."""
    written = f"“{piece.voice.casefold()}" if piece.voice else ""
    return piece.speaker_actor_id or written


def _voice(pieces: Sequence[_SaidPiece], about: "_About") -> tuple[Any, ...]:
    """What the columns say of the voice of these pieces, but for its share."""
    actor = pieces[0].speaker_actor_id
    written = [_Words(p.speaker, p.paragraph) for p in pieces if p.speaker]
    told = (*about.kind(actor, written), *about.gender(actor))
    quotes = len({p.quote_id for p in pieces})
    words = sum(p.words for p in pieces)
    return (pieces[0].voice, actor, *told, quotes, words, min(p.paragraph for p in pieces))


class _About:
    """What one article says of its actors, found by their mentions."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        # one list a column: a row a token takes longer than all that is asked of them
        self.tokens = _Tokens(**columns_of(tables.held("tokens"), _Tokens._fields))
        self.at = {start: n for n, start in enumerate(self.tokens.start)}
        actors = list(walk_rows(tables.held("actors")))
        self.types = {actor.actor_id: actor.type for actor in actors}
        self.names = {actor.actor_id: actor.name for actor in actors}
        self.odds = {actor.actor_id: actor.type_probability for actor in actors}
        self.mentions: dict[str, list[Any]] = defaultdict(list)
        for mention in walk_rows(tables.held("mentions")):
            if mention.state != "rejected":
                self.mentions[mention.actor_id].append(mention)

    def kind(self, actor: str, written: Sequence[_Words]) -> _Kind:
        """What a voice that is `written` so speaks as, and the words that say it."""
        if not written:
            return _Kind("unknown", "the text does not say who speaks")
        type_ = self.types.get(actor, "")
        told = [*self._told(actor), *written] if actor else written
        for said in told:
            kind = _kind_of(said.text, collective=type_ == "organisation")
            if kind and not (kind == "unnamed" and self._is_named(actor)):
                return _Kind(kind, f"“{said.text}” (paragraph {said.paragraph})")
        if type_ == "place" and country_code(self.names[actor]):
            return _Kind("official", f"“{written[0].text}”: a country that speaks")
        if type_ == "organisation" and not self.odds.get(actor, 1.0) < _SURE:
            return _Kind(
                "organisation", f"“{self.names[actor]}” is taken for an organisation"
            )
        known = dict.fromkeys(s.text for s in told if self._is_telling(s.text, actor))
        other = f": only “{next(iter(known))}”" if known else ""
        return _Kind("unknown", f"the article does not say{other}")

    def _is_named(self, actor: str) -> bool:
        return any(mention.kind == "name" for mention in self.mentions[actor])

    def _is_telling(self, text: str, actor: str) -> bool:
        """Whether words say more of a voice than its name, title or pronoun."""
        bare = text.lower().rstrip(".")
        names = {m.text.lower() for m in self.mentions[actor]} | {
            self.names.get(actor, "").lower()
        }
        return bare not in names and bare not in pronouns() and bare not in single_titles()

    def gender(self, actor: str) -> tuple[str, str]:
        """What the article's pronouns and titles say, if they agree; and how often they do."""
        if self.types.get(actor) != "person":
            return "", ""
        said: Counter[tuple[str, str]] = Counter()
        for mention in self.mentions[actor]:
            for gender, word in self._gendered(mention):
                said[gender, word] += 1
        genders = {gender for gender, _ in said}
        shown = "; ".join(f"“{word}” {n}" for (_, word), n in said.most_common())
        if len(genders) > 1:
            return "", f"the article says both: {shown}"
        return next(iter(genders), ""), shown

    def _gendered(self, mention: Any) -> Iterator[tuple[str, str]]:
        if mention.kind == "pronoun":
            shown = pronouns().get(mention.text.lower())
            if shown and shown[2] in _GENDERS:
                yield shown[2], mention.text.lower()
        elif mention.kind == "name":
            n = self.at.get(mention.start, 0)
            title = self.tokens.text[n - 1].rstrip(".") if n else ""
            for gender, titles in _GENDERS.items():
                if title.lower() in titles and title[:1].isupper():
                    yield gender, title

    def _told(self, actor: str) -> Iterator[_Words]:
        """What stands beside the names of an actor, and what describes it, in reading order."""
        organisation = self.types.get(actor) != "person"
        for mention in self.mentions[actor]:
            if _OWNED.match(mention.text):
                continue  # "his wife" says more of him
            if mention.kind == "description" or (organisation and mention.kind == "name"):
                yield _Words(mention.text, mention.paragraph)
            elif mention.kind == "name":
                yield from (
                    _Words(t, mention.paragraph) for t in self._beside(mention) if t
                )

    def _beside(self, mention: Any) -> Iterator[str]:
        first = self.at.get(mention.start, -1)
        if first < 0:
            return
        ends = self.tokens.end
        last = first
        while last < len(ends) and ends[last] <= mention.end:
            last += 1
        yield self._span(*self._before(first))
        yield self._span(*self._behind(last))

    def _before(self, first: int) -> tuple[int, int]:
        """The title or role in front of a name: "Kremlin spokesman"."""
        tokens = self.tokens
        begin = first
        while begin > 0 and first - begin < _BEFORE:
            word = begin - 1
            role = tokens.pos[word] in _IN_FRONT or tokens.text[word] == "-"
            if tokens.sentence[word] != tokens.sentence[first] or not role:
                break
            begin -= 1
        return begin, first

    def _behind(self, last: int) -> tuple[int, int]:
        """The apposition behind a name: ", a professor at the university,"; ", 34, a nurse"."""
        tokens = self.tokens
        words = tokens.text
        if last >= len(words) or words[last] != ",":
            return last, last
        begin = last + 1
        if begin < len(words) and tokens.pos[begin] in _NO_ROLE:
            return last, last  # "in partnership with", "his wife"
        if begin + 1 < len(words) and words[begin].isdigit() and words[begin + 1] == ",":
            begin += 2
        end = begin
        while end < len(words) and end - begin < _BEHIND:
            said = words[end]
            stops = said in _STOPS or tokens.pos[end] in _ENDS or said in _RELATIVE
            if tokens.sentence[end] != tokens.sentence[last - 1] or stops:
                break
            end += 1
        if end < len(words) and tokens.lemma[end] in listed("speech"):
            return last, last  # "with Roe, the press secretary replied"
        return begin, end

    def _span(self, first: int, last: int) -> str:
        """The words of a run of tokens, as written."""
        if first >= last:
            return ""
        (text,) = self.tables.texts.values()
        return text[self.tokens.start[first] : self.tokens.end[last - 1]]


@cache
def _rules(how: str) -> dict[str, str]:
    return {word: kind for word, kind, where in read_rules("voices") if where == how}


def _kind_of(phrase: str, *, collective: bool = False) -> str:
    """The kind that the noun of a phrase shows, or what stands beside it; of the name of several
    people together, a `collective`, any of its words may. Empty if none does."""
    lower = " ".join(phrase.lower().split())
    for words, kind in _rules("phrase").items():
        if words in lower and re.search(rf"\b{re.escape(words)}\b", lower):
            return kind
    every = [_singular(w) for w in _WORD.findall(lower)]
    front = [_singular(w) for w in _WORD.findall(_PREPOSITION.split(lower, maxsplit=1)[0])]
    while len(front) > 1 and front[-1] in single_titles() and front[-1] not in _known():
        front.pop()
    if front[-1:] == ["general"] and front[-2:-1] and front[-2] in _rules("alone"):
        front.pop()  # "director general"
    noun = front[-1] if front else ""
    if collective:
        return _beside(every)
    if noun in _rules("alone"):
        return _beside(w for w in every if w != noun) or _office(phrase, noun)
    return _rules("head").get(noun) or _beside([noun])


def _office(phrase: str, noun: str) -> str:
    """The kind of a noun that nothing beside it tells: a president is one of a state only where
    no word stands beside that may name a firm or club."""
    kind = _rules("alone")[noun].strip("-")
    others = [w for w in _WORD.findall(phrase) if _singular(w.lower()) != noun]
    state = all(
        w.lower() in _rules("office") or adjective_country(w) or country_code(w)
        for w in others
    )
    return kind if state or kind != "official" else ""


@cache
def _known() -> frozenset[str]:
    return listed("voices")


def _beside(words: Iterable[str]) -> str:
    found = _rules("beside")
    return next((found[word] for word in words if word in found), "")


def _singular(word: str) -> str:
    """The word without the ending of its plural, if the lists have it so."""
    word = word.removesuffix("’s").removesuffix("'s")
    known = _known()
    if word in known:
        return word
    if word.endswith("men") and f"{word[:-3]}man" in known:
        return f"{word[:-3]}man"
    if word.endswith("ies") and f"{word[:-3]}y" in known:
        return f"{word[:-3]}y"
    return word.removesuffix("s") if word.removesuffix("s") in known else word
