"""Tables and exported charts -> one HTML page that needs nothing beside itself.

Nothing is computed here: every number is a number of rows, or stands in the tables.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from castlist.charts.data.facts import Facts, gather
from castlist.charts.data.statements import method_line, source_line
from castlist.charts.page.lettering import clean
from castlist.decisions import describe
from castlist.model import Decision
from castlist.published import made_of, not_drawn
from castlist.reliability import describe_lead
from castlist.report.evidence import (
    Member,
    Sighting,
    Voicing,
    apart_by_reason,
    list_members,
    list_voices,
)
from castlist.report.exhibits import read_exhibits
from castlist.report.marking import MarkedParagraph, mark_text
from castlist.report.template import make_island, read_rates, render_page
from castlist.report.wording import cut_long, safe_link
from castlist.tables import Tables, walk_rows

__all__ = ["Counted", "Limit", "page_title", "render_report"]

FIRST = 24  # actors that stand in the first screen
KINDS = {
    "name": "by name",
    "description": "by description",
    "pronoun": "by pronoun",
    "group": "several at once",
    "unlinked": "not linked",
}
APART = {
    "joint": (
        "Mentioned together",
        "of several actors at once, counted for nobody.",
    ),
    "unlinked": (
        "Not linked to anybody",
        "that nothing in the text links to one actor, counted for nobody.",
    ),
}


class Counted(NamedTuple):
    """A number of the first sentence: the words before it, the number with its noun, its anchor."""

    before: str
    shown: str
    anchor: str


class Limit(NamedTuple):
    """Something to know before a number is used: a number that leads to what it counts, or none,
    and what to know of it."""

    text: str
    shown: str = ""
    anchor: str = ""


def render_report(tables: Tables, folder: Path, print_: str) -> bytes:
    """The report of one article as HTML in UTF-8, with the charts that were exported to the folder
    and are of tables with the same fingerprint, `print_`."""
    facts = gather(tables)
    members = list_members(facts)
    voices = list_voices(tables)
    paragraphs = mark_text(tables, facts)
    apart = apart_by_reason(facts)
    cuts = _cuts(tables)
    known = _anchors(paragraphs, members)
    exhibits = read_exhibits(folder, print_, known)
    method, _, review = method_line(facts).partition("; ")
    rates = read_rates()
    return render_page(
        "report.html",
        title=page_title(tables),
        language=facts.language,
        source=source_line(facts, sizes=False),
        url=safe_link(str(facts.article["url"])),
        counts=_counts(facts, members, voices),
        made_with=f"{method}." if review else method,
        review=f"{review[:1].upper()}{review[1:]}",
        brief=_if_measured(rates["brief"], facts, rates),
        limits=list(_limits(facts, describe_lead(tables), apart, cuts)),
        members=members,
        first=FIRST,
        parts=_parts(exhibits),
        key=[(kind, says) for kind, says in KINDS.items() if kind in _kinds(paragraphs)],
        paragraphs=paragraphs,
        voices=voices,
        apart=[(reason, *APART[reason], all_) for reason, all_ in apart.items()],
        exhibits=exhibits,
        charts_say=_charts_say(folder, exhibits, print_),
        not_drawn=not_drawn(folder) if made_of(folder) == print_ else {},
        cuts=cuts,
        decisions=list(_decisions(tables)),
        open=_open(tables),
        rates=rates["rates"],
        rates_say=_rates_say(facts, rates),
        method=method_line(facts),
        text_hash=facts.article["text_sha256"],
        tables_hash=print_,
        island=_island(facts, members, print_),
    )


def page_title(tables: Tables) -> str:
    """The article's title, or what the article is called."""
    return clean(str(tables.articles["title"].iloc[0])) or next(iter(tables.texts))


def _counts(
    facts: Facts, members: Sequence[Member], voices: Sequence[Voicing]
) -> list[Counted]:
    count = facts.numerals.count
    found = [
        Counted("", count(len(facts.mentions), "mention"), "cast"),
        Counted(" of ", count(len(members), "actor"), "cast"),
        Counted(" in ", count(len(facts.paragraphs), "paragraph"), "text"),
        Counted(" and ", count(int(facts.article["words"]), "word"), "text"),
    ]
    quotes = sum(len(voice.utterances) for voice in voices)
    return [*found, Counted("; ", count(quotes, "quote"), "said")] if quotes else found


def _limits(
    facts: Facts,
    lead: str,
    apart: Mapping[str, Sequence[Sighting]],
    cuts: Sequence[object],
) -> Any:
    """What a reader should know before a number is used, most urgent first."""
    count = facts.numerals.count
    if notes := clean(str(facts.article["notes"])):
        yield Limit(notes)
    if lead:
        yield Limit(clean(f"{lead[:1].upper()}{lead[1:]}."))
    for reason, (_, says) in APART.items():
        if reason in apart:
            yield Limit(says, count(len(apart[reason]), "mention"), reason)
    if facts.rejected:
        yield Limit("rejected by a person.", count(facts.rejected, "mention"), "decisions")
    if cuts:
        yield Limit("cut before anything was counted.", count(len(cuts), "line"), "cuts")


def _parts(exhibits: Collection[object]) -> list[tuple[str, str]]:
    parts = {
        "text": "Text",
        "cast": "Every mention",
        "said": "Quotes",
        "charts": "Charts",
        "cuts": "What was cut",
        "decisions": "Decisions",
        "rates": "How often it is wrong",
    }
    return list(parts.items())


def _kinds(paragraphs: Sequence[MarkedParagraph]) -> set[str]:
    return {
        piece.kind
        for paragraph in paragraphs
        for sentence in paragraph.sentences
        for piece in sentence.slices
    }


def _anchors(paragraphs: Sequence[MarkedParagraph], members: Sequence[Member]) -> set[str]:
    """Where links of the charts' data may lead."""
    found = {f"p{paragraph.number}" for paragraph in paragraphs}
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph.sentences]
    found |= {f"s{sentence.number}" for sentence in sentences if sentence.number}
    pieces = [piece for sentence in sentences for piece in sentence.slices]
    found |= {anchor for piece in pieces for anchor in piece.ids}
    found |= {member.anchor for member in members}
    kinds = [(m.anchor, all_[0].kind) for m in members for all_ in m.sightings.values()]
    return found | {f"{anchor}.{kind}" for anchor, kind in kinds}


def _charts_say(folder: Path, exhibits: Collection[object], print_: str) -> str:
    if exhibits:
        return (
            "The folder that this page was made in has each chart in more sizes and formats"
            " (charts.html), with its alt text."
        )
    if made_of(folder) == print_:
        return "No chart says enough of this article to be drawn unasked."
    if made_of(folder):
        return "The charts that were drawn are of other tables: castlist charts draws them again."
    return "No chart was drawn yet: castlist charts draws them."


def _cuts(tables: Tables) -> list[tuple[int, str, str]]:
    """Line, text and reason of what was cut."""
    rows = walk_rows(tables.cuts) if "cuts" in tables else ()
    return [(row.line, cut_long(row.text), row.reason) for row in rows]


def _decisions(tables: Tables) -> Any:
    rows = walk_rows(tables.decisions) if "decisions" in tables else ()
    for row in rows:
        decision = Decision(**row._asdict())
        number = f"{row.matched} places" if row.matched != 1 else "1 place"
        yield {
            "says": clean(describe(decision)),
            "acts_on": number if row.matched else "nothing in this article",
            "note": clean(row.note),
            "file": clean(row.file),
            "row": row.row,
        }


def _open(tables: Tables) -> list[tuple[str, str]]:
    """What castlist does not dare to decide by itself."""
    rows = walk_rows(tables.suggestions) if "suggestions" in tables else ()
    return [(clean(row.effect), clean(row.reason)) for row in rows]


def _if_measured(brief: list[Any], facts: Facts, rates: Mapping[str, Any]) -> list[Any]:
    """The rates, if the model that read the article is the one that they were measured with."""
    return brief if facts.about.get("model") == rates["model"] else []


def _rates_say(facts: Facts, rates: Mapping[str, Any]) -> str:
    says = (
        f"Measured with {rates['measured_with']} on public texts that people have annotated;"
        " this article may be easier or harder."
    )
    model = facts.about.get("model")
    if model == rates["model"]:
        return says
    read_with = model or "an unknown model"
    return f"{says} It was read with {read_with}, of which nobody has measured that."


def _island(facts: Facts, members: Sequence[Member], tables: str) -> Markup:
    """What the script needs, as JSON that no text of the article can break out of."""
    order = {m: n for n, m in enumerate(facts.mentions["mention_id"])}
    actors = [
        {
            "id": member.actor_id,
            "name": member.name,
            "paragraphs": member.paragraphs,
            "mentions": sorted(
                (one.mention_id for all_ in member.sightings.values() for one in all_),
                key=order.__getitem__,
            ),
        }
        for member in members
    ]
    return make_island({"article": facts.article_id, "tables": tables, "actors": actors})
