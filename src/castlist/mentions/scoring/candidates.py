"""Names that the model missed: runs of capitalised words, each weighed with all of its places.

The recogniser leaves out names that it has never seen. What it nearly took for one, what lists
know, how the words are tagged and what stands round them says which capitals are a name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from castlist.english.countries import is_demonym, part_countries
from castlist.english.rules import is_season, names_nobody, roles, single_titles, word_set
from castlist.mentions.scoring.evidence import (
    Features,
    Key,
    Place,
    group_places,
    own_features,
    relations,
)
from castlist.mentions.scoring.lists import KNOWN, Lists
from castlist.mentions.scoring.weights import probabilities, read_weights
from castlist.nlp.parse import COMMON, PROPER, Parse
from castlist.nlp.scores import EntityScores
from castlist.text import name_key

__all__ = ["accept_candidates", "candidate_features", "group_candidates"]

_ACCEPTED = 0.6  # probability from which capitals are a name
_INSIDE = frozenset("of de del della la al bin ibn van von der da dos du el for".split())
_SHORT = 6  # letters of an acronym
_LONGEST = 8  # words


def _find_runs(parse: Parse, taken: Set[int]) -> Iterator[tuple[int, int]]:
    """Runs of words that may be a name, none of them in `taken`, without article and title."""
    word = 0
    while word < len(parse):
        end = word
        while end < len(parse) and end not in taken and _is_capital(parse, end):
            end += 1
            joined = _joined(parse, end, taken)
            end = joined if joined > end else end
        if end > word:
            row = part_countries(parse.text[word:end])
            pieces = [(word + a, word + b) for a, b in row] or [(word, end)]
            for piece in pieces:
                yield from _trimmed(parse, *piece)
        word = max(end, word + 1)


def _joined(parse: Parse, end: int, taken: Set[int]) -> int:
    """Behind small words inside a name, "Bank of Ghana"; `end` if the name does not go on."""
    place = end
    while place < len(parse) and place not in taken and parse.lower[place] in _INSIDE:
        place += 1
    goes_on = end < place < len(parse) and place not in taken
    named = goes_on and parse.tag[end - 1] in PROPER and _is_capital(parse, place)
    return place if named else end


def _is_capital(parse: Parse, word: int) -> bool:
    """Whether a word is written as names are."""
    text = parse.text[word]
    if not text[0].isupper() or not text[0].isalpha():
        return False
    if parse.tag[word] in PROPER or (text.isupper() and 1 < len(text) <= _SHORT):
        return True
    starts = (
        word == 0
        or parse.ends(word - 1)
        or parse.sentence[word - 1] != parse.sentence[word]
    )
    return not starts and parse.tag[word] in COMMON | {"JJ", "FW"}


def _trimmed(parse: Parse, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The run without ranks and titles at its ends, if it may then be a name."""
    while start < end and (_is_rank(parse, start) or parse.lower[start] in _INSIDE):
        start += 1
    while start < end and _is_rank(parse, end - 1):
        end -= 1
    if not 0 < end - start <= _LONGEST:
        return
    text = " ".join(parse.text[start:end])
    if parse.lower[end - 1] in word_set("dates") or names_nobody(text):
        return
    if end == start + 1 and start and is_season(*parse.lower[start - 1 : end]):
        return
    if is_demonym(text):
        return
    yield start, end


def _is_rank(parse: Parse, word: int) -> bool:
    """Whether a word in capitals is a title or role, or what stands before one: Crown Prince."""
    lower = parse.lower[word].rstrip(".")
    return lower in single_titles() or lower in roles() or lower in word_set("ranks")


def group_candidates(parse: Parse, taken: Set[int]) -> dict[Key, list[Place]]:
    """Every candidate with its places; none of their words are in `taken`."""
    runs = [Place(start, end, None) for start, end in _find_runs(parse, taken)]
    keys = [name_key(" ".join(parse.text[run.start : run.end])) for run in runs]
    return group_places(runs, keys)


def accept_candidates(
    parse: Parse, scores: EntityScores, names: Mapping[Key, list[Place]], taken: Set[int]
) -> Iterator[tuple[Place, float]]:
    """The places of candidates that are names by the learned weights, each with its probability.

    `names` are those that are known already.
    """
    weights = read_weights("finder")
    candidates = group_candidates(parse, taken)
    for key, features in candidate_features(parse, scores, candidates, names):
        (probability,) = probabilities(features, weights)
        if probability >= _ACCEPTED:
            yield from ((place, probability) for place in candidates[key])


def candidate_features(
    parse: Parse,
    scores: EntityScores,
    candidates: Mapping[Key, list[Place]],
    names: Mapping[Key, list[Place]],
    lists: Lists = KNOWN,
) -> Iterator[tuple[Key, Features]]:
    """For each candidate what the article shows of it, and how it is written and tagged."""
    if not candidates:
        return
    found = [place for places in names.values() for place in places]
    known = {parse.lower[w] for place in found for w in range(place.start, place.end)}
    related = relations({**names, **candidates})
    for key, places in candidates.items():
        own = own_features(parse, scores, places, lists) | related.get(key, {})
        yield key, own | _seen_features(parse, places, known)


def _seen_features(parse: Parse, found: Sequence[Place], known: Set[str]) -> Features:
    """What only the finder asks of a candidate: how it is tagged, and how it is written elsewhere.

    `known` are the words of the names that were found already, in lower case.
    """
    count: Counter[str] = Counter()
    for place in found:
        count[f"tag:{parse.tag[place.end - 1]}"] += 1
        before = place.start - 1
        if before < 0 or parse.ends(before):
            count["starts a sentence"] += 1
        if _is_shout(parse, place):
            count["capitals around"] += 1
    seen = {name: n / len(found) for name, n in count.items()}
    words = parse.lower[found[0].start : found[0].end]
    if not known.isdisjoint(words):
        seen["word of a name"] = 1.0
    return seen


def _is_shout(parse: Parse, place: Place) -> bool:
    """Whether the words beside it are in capitals too: a headline, or a label."""
    beside = (place.start - 1, place.end)
    words = [parse.text[w] for w in beside if 0 <= w < len(parse)]
    return any(word.isupper() and len(word) > 1 for word in words)
