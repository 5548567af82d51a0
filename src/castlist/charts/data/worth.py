"""Whether a chart says something: for each, why not, in words that go into a sentence;
nothing if it does.

The rules stand in `registry`, in words; their numbers in `Settings`, with the reasons.
"""

from collections.abc import Sequence

import pandas as pd

from castlist.charts.data.facts import Facts
from castlist.charts.data.pairs import Pairs, no_pairs
from castlist.charts.data.said import Said
from castlist.charts.data.statements import empty_card
from castlist.charts.data.tones import ONLY_ENGLISH
from castlist.english.language import ENGLISH, language_name
from castlist.settings import Settings

__all__ = [
    "of_actors",
    "of_matrix",
    "of_pairs",
    "of_ranked_pairs",
    "of_speakers",
    "of_strip",
    "of_tone",
    "of_tone_by_actor",
    "repeated",
    "shown_rows",
]


def repeated(totals: Sequence[int]) -> int:
    """How many of the counts are those of more than a single mention or paragraph."""
    return sum(total >= Settings().row_mentions for total in totals)


def shown_rows(totals: Sequence[int], most: int, *, narrow: bool) -> int:
    """How many rows of a ranking are drawn, of `most` at most.

    What is counted once is a row only on a wide sheet with room for everybody, if it is a third of
    the rows at most, or where there is nothing else to compare.
    """
    several = repeated(totals)
    everybody = len(totals) <= most and not narrow and 3 * several >= 2 * len(totals)
    if everybody or several < Settings().compared_rows:
        return min(len(totals), most)
    return min(several, most)


def of_actors(facts: Facts) -> str:
    """Of the ranking of actors, or of countries."""
    if facts.mentions.empty:
        return _begin_small(empty_card(facts)[0])
    totals = facts.ranking["total"].tolist()
    found = repeated(totals)
    if found >= Settings().compared_rows:
        few = totals[0] <= Settings().row_mentions
        return f"no {facts.row} has more than {totals[0]} mentions" if few else ""
    who = _only(found, facts.row, facts.row.replace("country", "countrie") + "s")
    return f"{who} mentioned more than once, and it takes {Settings().compared_rows}"


def of_strip(facts: Facts) -> str:
    """Of the story strip."""
    number = len(facts.paragraphs)
    least = Settings().strip_paragraphs
    if number < least and len(facts.mentions):
        length = facts.numerals.count(number, "paragraph")
        return f"the article has {length}, and it takes {least}"
    return of_actors(facts)


def of_tone(facts: Facts, scored: pd.DataFrame) -> str:
    """Of the tone of paragraphs; `scored` are those that every scorer scored."""
    if scored.empty and _is_foreign(facts):
        return _foreign(facts)
    least = Settings().tone_paragraphs
    if len(scored) < least:
        who = _only(len(scored), "paragraph", "paragraphs")
        return f"{who} scored, and it takes {least}"
    same = int((scored["agreement"] == "yes").sum())
    if same < Settings().tone_agreement * len(scored):
        number = facts.numerals.count(len(scored), "paragraph")
        return f"the scorers agree on {same} of {number}, and it takes a third of them"
    return ""


def of_speakers(said: Said) -> str:
    """Of who is quoted."""
    if said.is_unread:
        return f"nothing in this {said.facts.article['form']} tells who speaks when"
    if not said.quotes:
        return "no quote word for word was found in this article"
    count = said.facts.numerals.count
    least = Settings()
    are = "there is" if said.quotes == 1 else "there are"
    if said.quotes < least.quotes or said.quoted < least.quoted_words:
        return (
            f"{are} {count(said.quotes, 'quote')} of {count(said.quoted, 'word')} in all,"
            f" and it takes {least.quotes} quotes and {least.quoted_words} words"
        )
    known = said.ranking[said.ranking["speaker"] != ""]
    if len(known) < least.compared_rows:
        who = _only(len(known), "speaker", "speakers")
        return f"{who} known, and it takes {least.compared_rows}"
    if 2 * known["quoted_words"].sum() < said.quoted:
        return "of more than half of the quoted words the text does not say who speaks"
    return ""


def of_pairs(pairs: Pairs) -> str:
    """Of the pairs of actors."""
    if pairs.table.empty:
        return _begin_small(no_pairs(pairs)[0])
    found = repeated(pairs.table["shared"].tolist())
    if found >= Settings().compared_pairs:
        return ""
    who = _only(found, "pair of actors", "pairs of actors")
    return (
        f"{who} found together in more than one {pairs.unit}, and it takes"
        f" {Settings().compared_pairs}"
    )


def of_ranked_pairs(pairs: Pairs, most: int) -> str:
    """Of the ranking of pairs, of which so many rows are drawn at most."""
    reason = of_pairs(pairs)
    if reason:
        return reason
    shared = pairs.table["shared"].tolist()
    rows = min(repeated(shared), most)
    if shared[0] == shared[rows - 1]:
        number = pairs.facts.numerals.count(shared[0], pairs.unit)
        return f"each of the first {rows} pairs shares {number}"
    return ""


def of_matrix(pairs: Pairs, own: Sequence[int]) -> str:
    """Of the matrix; `own` are the numbers of paragraphs that mention each actor."""
    if pairs.table.empty:
        return of_pairs(pairs)
    found = repeated(own)
    if found < Settings().matrix_actors:
        who = _only(found, "actor", "actors")
        return (
            f"{who} mentioned in more than one paragraph, and it takes"
            f" {Settings().matrix_actors}"
        )
    return of_pairs(pairs)


def of_tone_by_actor(facts: Facts, sentences: Sequence[int]) -> str:
    """Of the tone around actors; `sentences` are the numbers of those that mention each."""
    if facts.mentions.empty:
        return of_actors(facts)
    if not sentences:
        return (
            _foreign(facts)
            if _is_foreign(facts)
            else "no scored sentence mentions an actor"
        )
    least = Settings().median_sentences
    found = sum(number >= least for number in sentences)
    if found >= Settings().compared_rows:
        return ""
    who = _only(found, "actor", "actors")
    return f"{who} mentioned in {least} sentences or more, and it takes {Settings().compared_rows}"


def _only(number: int, one: str, several: str) -> str:
    """The subject of a sentence of which there are too few, with its verb."""
    if number == 0:
        return f"no {one} is"
    return f"only one {one} is" if number == 1 else f"only {number} {several} are"


def _begin_small(fact: str) -> str:
    return fact[:1].lower() + fact[1:]


def _is_foreign(facts: Facts) -> bool:
    return bool(facts.language) and facts.language != ENGLISH


def _foreign(facts: Facts) -> str:
    return f"the article is in {language_name(facts.language)}; {ONLY_ENGLISH.rstrip('.')}"
