"""The command that says which numbers of a corpus moved since an earlier run, and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from castlist.cli.corpus.place import Name
from castlist.cli.corpus.sql import To, write_rows
from castlist.cli.say import count, one_line, say
from castlist.errors import InputError

if TYPE_CHECKING:
    from castlist.corpus import Change, CorpusChanges, Moved

__all__ = ["CHANGES_EXAMPLES", "changes"]

CHANGES_EXAMPLES = (
    "Examples: castlist corpus changes elections --since 3; castlist corpus changes"
    ' elections --since 3 --actor "Ana Lopez"; castlist corpus changes elections --since 3'
    " --csv changes.csv"
)
_CAUSES = {
    "new": "new articles",
    "text": "changed texts",
    "facts": "other outlet or date",
    "decision": "decisions of people",
    "rules": "other rules of castlist",
    "settings": "another setting",
    "model": "another language model",
    "lost": "new, or of a damaged part that was made again",
    "failure": "articles that failed, then or now",
    "joins": "names joined otherwise over all articles",
    "other": "analysed again",
}
_SHOWN = 3  # articles of one cause that a line names


def changes(
    name: Name,
    since: Annotated[
        int,
        typer.Option(metavar="RUN", min=1, help="The run whose numbers you published."),
    ],
    actor: Annotated[
        str, typer.Option(metavar="NAME", help="Only this actor, every article.")
    ] = "",
    top: Annotated[int, typer.Option(metavar="N", min=1, help="So many actors.")] = 10,
    csv: To = None,
) -> None:
    """Which numbers moved since a run, and why: text, decision, rules, settings or model."""
    from castlist.corpus import corpus_changes

    found = corpus_changes(name, since)
    _say_runs(found, name)
    moved = [m for m in found.moved if actor.casefold() in {"", m.name.casefold()}]
    if csv:
        rows = [asdict(change) for each in moved for change in each.changes]
        write_rows(csv, rows)
        say(f"{count(len(rows), 'change')} in {csv}")
        return
    for each in moved if actor else moved[:top]:
        _say_moved(each, every=bool(actor))
    if not moved:
        if actor:
            _check_name(actor, name)
        say(f"No number of {one_line(actor) or 'any actor'} moved.")
    elif len(moved) > top and not actor:
        say(
            f"and {count(len(moved) - top, 'actor')} more (--top, --actor NAME, --csv FILE)"
        )


def _check_name(actor: str, folder: Path) -> None:
    """InputError if nobody in the corpus is called that."""
    from castlist.corpus import ask
    from castlist.decisions.names import nearest

    names = [name for (name,) in ask(folder, "SELECT name FROM who ORDER BY who").rows]
    if actor.casefold() in map(str.casefold, names):
        return
    near = ", ".join(map(one_line, nearest(actor, names)))
    hint = f" Nearest: {near}." if near else ""
    raise InputError(
        f"nobody in {folder} is called “{one_line(actor)}” now.{hint} `castlist corpus actors"
        f" {folder}` lists the names."
    )


def _say_runs(found: "CorpusChanges", name: Path) -> None:
    then = f"run {found.since.number} of {found.since.started[:10]}"
    now = f"run {found.last.number} of {found.last.started[:10]}"
    say(
        f"{name}: {then} had {count(found.articles_before, 'article')}, {now} has"
        f" {found.articles:,}"
    )
    for cause, number in sorted(found.causes.items(), key=lambda item: (-item[1], item[0])):
        which = _name_settings(found) if cause == "settings" else ""
        say(f"  {_CAUSES[cause]}{which}: {count(number, 'article')}")
    if found.exact:
        say("Numbers are those of `castlist corpus actors` with reprints, then and now.")
    else:
        say(
            "Reprints are counted. The corpus does not know what was printed then: who is one"
            " actor is judged by today's joins, for both runs."
        )


def _name_settings(found: "CorpusChanges") -> str:
    """Which settings are others: " (force: usual -> True)"."""
    steps = [
        f"{name}: {'usual' if a is None else a} -> {'usual' if b is None else b}"
        for name, (a, b) in found.settings.items()
    ]
    return f" ({', '.join(steps)})" if steps else ""


def _say_moved(moved: "Moved", *, every: bool) -> None:
    a = moved.before
    b = moved.now
    parts = [
        _step("article", a.articles, b.articles),
        _step("mention", a.mentions, b.mentions),
        _step("quoted word", a.quoted_words, b.quoted_words),
    ]
    steps = ", ".join(part for part in parts if part)
    say(f"{one_line(moved.name)} ({moved.type}): {steps}")
    by_cause: dict[str, list[Change]] = defaultdict(list)
    for change in moved.changes:
        by_cause[change.cause].append(change)
    for cause in sorted(by_cause, key=lambda cause: (-len(by_cause[cause]), cause)):
        _say_cause(cause, by_cause[cause], every=every)


def _step(noun: str, before: int, now: int) -> str:
    """How a number moved; empty if it did not."""
    return f"{noun}s {before:,} -> {now:,}" if before != now else ""


def _say_cause(cause: str, found: "Sequence[Change]", *, every: bool) -> None:
    sums: Counter[str] = Counter()
    for change in found:
        sums["article"] += change.articles
        sums["mention"] += change.mentions - change.mentions_before
        sums["quoted word"] += change.quoted_words - change.quoted_words_before
    moved = ", ".join(
        f"{n:+,} {noun}{'s' * (abs(n) != 1)}" for noun, n in sums.items() if n
    )
    found = [change for change in found if change.article_id]
    shown = found if every else found[:_SHOWN]
    say(f"  {_CAUSES[cause]}: {moved or 'the sums are the same'}")
    for change in shown:
        say(f"    {_describe(change)}")
    if len(found) > len(shown):
        say(f"    and {count(len(found) - len(shown), 'article')} more")


def _describe(change: "Change") -> str:
    """One article's part in it."""
    steps: Iterable[str] = (
        _step("mention", change.mentions_before, change.mentions),
        _step("quoted word", change.quoted_words_before, change.quoted_words),
    )
    moved = ", ".join(step for step in steps if step)
    return f"{change.article_id}: {moved} ({one_line(change.why)})"
