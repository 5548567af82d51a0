"""What may be said of an article's facts beside its headlines:
notes, lines for what is not drawn, source and method, built from safe templates only."""

from collections.abc import Mapping, Sequence

from castlist.charts.data.bylines import clean_author, clean_outlet
from castlist.charts.data.facts import Facts
from castlist.charts.page.lettering import isolate
from castlist.charts.page.numerals import HARD
from castlist.charts.page.wording import (
    Origin,
    day,
    join_names,
    shorten,
)
from castlist.english.language import ENGLISH, language_name

__all__ = [
    "caption_note",
    "counted_captions_note",
    "describe_making",
    "empty_card",
    "empty_reason",
    "error_note",
    "first_note",
    "kinds_notes",
    "method_line",
    "origin",
    "outlet_of",
    "rest_line",
    "source_line",
    "title_note",
]

MOST_NUMBERS = 6  # of paragraphs that are named in a note
_LONGEST = 200  # characters of one fact in the method line


def origin(facts: Facts, tools: Sequence[str] = ()) -> Origin:
    """Where the numbers of one article come from;
    `tools` measured them, if not the language model."""
    return Origin(
        facts.article_id,
        facts.language,
        source_line(facts),
        method_line(facts, tools),
        source_line(facts, sizes=False),
        "" if tools else method_line(facts, model=False),
    )


def empty_card(facts: Facts) -> tuple[str, str]:
    """That there is no actor to draw, and why."""
    if facts.row == "country":
        return (
            "No country to add up",
            "No actor that is mentioned in this article is known to belong to a country.",
        )
    return "No actor was found in this article", empty_reason(facts)


def empty_reason(facts: Facts) -> str:
    """Why there is no actor to draw."""
    if facts.joint or facts.unlinked:
        unlinked = (
            facts.numerals.count(facts.unlinked, "mention")
            if facts.unlinked
            else "Joint mentions only"
        )
        return (
            f"{unlinked} could not be linked to an actor."
            if facts.unlinked
            else f"{unlinked} were found."
        )
    if facts.rejected:
        return (
            f"{facts.numerals.count(facts.rejected, 'mention')} found, all rejected in the"
            " review."
        )
    return "The analysis found no name of a person, organisation, place or thing."


def first_note(facts: Facts, reason: str = "") -> list[str]:
    """What must not be missed, if there is anything: that a model for another language found the
    names, and for which reason a chart that somebody asked for says little."""
    parts = []
    if facts.language and facts.language != ENGLISH:
        language = language_name(facts.language)
        parts.append(f"The article is in {language}; a model for English found the names.")
    if reason:
        parts.append(f"Little to compare: {reason}.")
    return [" ".join(parts)] if parts else []


def kinds_notes(facts: Facts) -> list[str]:
    """What is not counted, and how much of it there is."""
    notes = list(facts.row_notes)
    if facts.names_only:
        notes.append(
            "Only names are counted, not descriptions (“the president”) or pronouns (“he”)."
        )
    if str(facts.article["form"]) != "report":
        notes.append(
            f"In this {facts.article['form']} names that begin a turn are counted, and “I” and"
            " “you” where it is clear who speaks to whom."
        )
    if facts.unlinked:
        verb = "is" if facts.unlinked == 1 else "are"
        unlinked = facts.numerals.count(facts.unlinked, "mention")
        notes.append(f"{unlinked} could not be linked to an actor and {verb} not shown.")
    if facts.joint:
        number = sum(n for _, n in facts.joint)
        wordings = ", ".join(
            f"“{isolate(shorten(text, 30))}”" for text, _ in facts.joint[:2]
        )
        notes.append(
            f"Joint mentions ({wordings}: {facts.numerals.whole(number)}) are counted for"
            " nobody."
        )
    return notes


def error_note(facts: Facts, *, doubted: bool) -> list[str]:
    """Says that the lead is within the error of counting, if it is."""
    if not doubted:
        return []
    first = isolate(shorten(str(facts.ranking["actor"].iloc[0]), 40))
    return [f"The lead of {first} is within the error of counting."]


def rest_line(facts: Facts, totals: Sequence[int], last: int) -> str:
    """How many actors are not drawn, with how many mentions,
    and how many of them are tied with the last one that is drawn."""
    count = facts.numerals.count
    rest = count(len(totals), f"more {facts.row}")
    most = max(totals)
    if most == min(totals):
        each = f"{'each ' if len(totals) > 1 else ''}with {count(most, 'mention')}"
        return (
            f"+ {rest} {each}{', as often as the last ranked here' if most == last else ''}"
        )
    line = f"+ {rest} with {count(sum(totals), 'mention')} in total"
    tied = sum(total == last for total in totals)
    if not tied:
        return line
    return f"{line}, {facts.numerals.whole(tied)} of them as often as the last ranked here"


def title_note(facts: Facts) -> list[str]:
    """Says which paragraph is the title, if one is."""
    return [f"Paragraph {n} is the article’s title." for n in facts.numbers_of("title")]


def caption_note(facts: Facts, *, scored: bool = False) -> list[str]:
    """Says which paragraphs are captions, if any are; on charts of tone, that they have none."""
    numbers = facts.numbers_of("caption")
    if not numbers:
        return []
    plural = len(numbers) > 1
    if scored:
        they = "Captions of pictures" if plural else "The caption of a picture"
        has = "have" if plural else "has"
        return [f"{they} ({_paragraphs(numbers)}) {has} no score."]
    are = "are captions of pictures" if plural else "is the caption of a picture"
    return [f"{_paragraphs(numbers).capitalize()} {are}."]


def counted_captions_note(facts: Facts) -> list[str]:
    """How many of the counted mentions stand in captions, if any do."""
    number = int(facts.mentions["paragraph"].isin(facts.numbers_of("caption")).sum())
    if not number:
        return []
    count = facts.numerals.count(number, "mention")
    return [f"Counted too: {count} in captions of pictures."]


def _paragraphs(numbers: Sequence[int]) -> str:
    """Their numbers, or how many they are if there is no room for the numbers."""
    if len(numbers) > MOST_NUMBERS:
        return f"{len(numbers)} paragraphs"
    noun = "paragraph" if len(numbers) == 1 else "paragraphs"
    return f"{noun} {join_names([str(n) for n in numbers])}"


def outlet_of(facts: Facts) -> str:
    """The outlet's name, clean; empty if it is not known."""
    return isolate(clean_outlet(str(facts.article["outlet"]), str(facts.article["url"])))


def source_line(facts: Facts, *, sizes: bool = True) -> str:
    """Author, outlet, date and length, as far as they are known;
    the length may be left out if something else is."""
    count = facts.numerals.count
    outlet = outlet_of(facts)
    author = clean_author(str(facts.article["author"]), outlet)
    lengths = [
        count(len(facts.paragraphs), "paragraph"),
        count(int(facts.article["words"]), "word"),
    ]
    parts = [
        f"article by {isolate(author)}" if author else "",
        outlet,
        day(str(facts.article["published"])),
    ]
    known = [part for part in parts if part]
    return (
        f"Source: {', '.join([*known, *lengths * sizes])}."
        if known
        else f"Source: article of {' and '.join(lengths)}."
    )


def method_line(facts: Facts, tools: Sequence[str] = (), *, model: bool = True) -> str:
    """Which program counted, with its version, and whether a person has looked at the names;
    `model` says whether to name the language model."""
    return describe_making(facts.about, tools, model=model)


def describe_making(
    made: Mapping[str, str], tools: Sequence[str] = (), *, model: bool = True
) -> str:
    """The method line, of what is known of how the numbers were made: castlist, model, review."""
    about = {key: shorten(str(value), _LONGEST) for key, value in made.items()}
    made_by = f"castlist{HARD}{about['castlist']}" if about.get("castlist") else "castlist"
    if tools:
        return f"Method: {'; '.join([made_by, *tools])}."
    made_by += (
        f", spaCy {about['model']}".replace(" ", HARD).replace(HARD, " ", 1)
        if model and about.get("model")
        else ""
    )
    review = about.get("review", "")
    # of what is reviewed its own words say it
    whose = "names " if review.startswith("not reviewed") else ""
    return f"Method: {made_by}{f'; {whose}{review}' if review else ''}."
