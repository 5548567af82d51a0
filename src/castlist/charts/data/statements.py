"""What may be said of an article's facts:
headlines, notes, source and method, built from safe templates only.

No template ever judges a person; each states counts, and a person's own headline replaces it.
"""

import re
from collections.abc import Sequence

from castlist.charts.data.facts import Facts
from castlist.charts.page.lettering import isolate
from castlist.charts.page.numerals import HARD
from castlist.charts.page.wording import Origin, day, join_names, named, shorten
from castlist.english.language import ENGLISH, language_name

__all__ = [
    "LEAD",
    "actors_headline",
    "caption_note",
    "counted_captions_note",
    "empty_card",
    "empty_reason",
    "kinds_notes",
    "method_line",
    "origin",
    "quoted_title",
    "rest_line",
    "source_line",
    "strip_headline",
    "title_note",
]

TITLE_LENGTH = 48  # characters; with the rest, two lines of a mobile headline
MOST_NUMBERS = 6  # of paragraphs that are named in a note
LEAD = 2  # mentions, and a tenth of the leader's: less is not worth a headline


def origin(facts: Facts, tools: Sequence[str] = ()) -> Origin:
    """Where the numbers of one article come from;
    `tools` measured them, if not the language model."""
    return Origin(
        facts.article_id, facts.language, source_line(facts), method_line(facts, tools)
    )


def quoted_title(facts: Facts) -> str:
    """The article's title in quotation marks; quotation marks within it become single ones."""
    title = shorten(str(facts.article["title"]), TITLE_LENGTH)
    if not title:
        return "this article"
    title = re.sub(r'[“„«]|(?<!\w)"', "‘", title)
    title = re.sub(r"(?<!\w)'(?=[^\W\d])", "‘", title)
    title = re.sub(r"[”»\"']", "’", title)
    return f"“{isolate(title)}”"


def actors_headline(facts: Facts) -> str:
    """Who leads, if somebody clearly does; else what the chart shows."""
    verb = "named" if facts.names_only else "mentioned"
    if facts.row == "country":  # who belongs to a country is no safe ground for a finding
        return f"Which countries are {verb} in {quoted_title(facts)}"
    ranking = facts.ranking
    total = len(facts.mentions)
    whole = facts.numerals.whole
    names = [named(name) for name in ranking["actor"][:2]]
    first, second, third = [*ranking["total"][:3], 0, 0, 0][:3]
    if second and first - second >= max(LEAD, first / 10):
        return f"{names[0]} is {verb} most: {whole(first)}{HARD}of{HARD}{whole(total)}"
    if first == second > max(third, 1):
        return (
            f"{names[0]} and {names[1]} are {verb} equally often ({whole(first)}{HARD}each)"
        )
    return f"Who is {verb} in {quoted_title(facts)}"


def strip_headline(facts: Facts) -> str:
    """What the chart shows."""
    who = "Which countries are" if facts.row == "country" else "Who is"
    return (
        f"{who} {'named' if facts.names_only else 'mentioned'} where in"
        f" {quoted_title(facts)}"
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


def kinds_notes(facts: Facts) -> list[str]:
    """What is not counted, and how much of it there is."""
    notes = list(facts.row_notes)
    if facts.language and facts.language != ENGLISH:
        notes.insert(
            0,
            f"The article is in {language_name(facts.language)}; a model for English found"
            " the names.",
        )
    if facts.names_only:
        notes.append(
            "Only names are counted, not descriptions (“the president”) or pronouns (“he”)."
        )
    if str(facts.article["form"]) != "report":
        notes.append(
            f"In this {facts.article['form']} names that begin a turn are counted, and “I” and"
            " “you” where it is clear who speaks to whom."
        )
    if facts.joint:
        number = sum(n for _, n in facts.joint)
        wordings = ", ".join(
            f"“{isolate(shorten(text, 30))}”" for text, _ in facts.joint[:2]
        )
        notes.append(
            f"Joint mentions ({wordings}: {facts.numerals.whole(number)}) are counted for"
            " nobody."
        )
    if facts.unlinked:
        verb = "is" if facts.unlinked == 1 else "are"
        unlinked = facts.numerals.count(facts.unlinked, "mention")
        notes.append(f"{unlinked} could not be linked to an actor and {verb} not shown.")
    return notes


def rest_line(facts: Facts, rows: int, mentions: int) -> str:
    """How many actors are not drawn, and with how many mentions."""
    rest = facts.numerals.count(rows, f"more {facts.row}")
    total = facts.numerals.count(mentions, "mention")
    return f"+ {rest} with {total} in total; the full list is in the data file"


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


def source_line(facts: Facts) -> str:
    """Author, outlet, date and length, as far as they are known."""
    count = facts.numerals.count
    author, outlet = (shorten(str(facts.article[key]), 60) for key in ("author", "outlet"))
    sizes = [
        count(len(facts.paragraphs), "paragraph"),
        count(int(facts.article["words"]), "word"),
    ]
    parts = [
        f"article by {isolate(author)}" if author else "",
        isolate(outlet),
        day(str(facts.article["published"])),
    ]
    known = [part for part in parts if part]
    return (
        f"Source: {', '.join([*known, *sizes])}."
        if known
        else f"Source: article of {' and '.join(sizes)}."
    )


def method_line(facts: Facts, tools: Sequence[str] = ()) -> str:
    """Which program counted, with its version, and whether a person has looked at the names."""
    about = {key: shorten(str(value), 80) for key, value in facts.about.items()}
    made_by = f"castlist{HARD}{about['castlist']}" if about.get("castlist") else "castlist"
    if tools:
        return f"Method: {'; '.join([made_by, *tools])}."
    made_by += (
        f", spaCy {about['model']}".replace(" ", HARD).replace(HARD, " ", 1)
        if about.get("model")
        else ""
    )
    review = (
        f"; names {about['review'].removeprefix('names ')}" if about.get("review") else ""
    )
    return f"Method: {made_by}{review}."
