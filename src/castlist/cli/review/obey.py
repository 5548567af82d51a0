"""Tables that obey a decision at once, and what it moved; commands that change one share it."""

from functools import partial
from pathlib import Path

from castlist.cli.place import ArticlePlace
from castlist.cli.say import one_line, say
from castlist.errors import InputError

__all__ = ["obey"]


def obey(place: ArticlePlace, article: str, *, everywhere: bool = False) -> None:
    """Count the article anew, write its tables, and say what changed, or how to do it if that
    cannot be done from its tables. `everywhere`: other articles have to obey, too."""
    if everywhere:
        say("It is for all articles; the others obey when they are run again.")
    from castlist.checks import check
    from castlist.decisions import read_decisions, read_sign_off
    from castlist.effects import say_effects
    from castlist.recount import lines_differ, recount
    from castlist.reread import reread
    from castlist.run import Places, at_work
    from castlist.steps import save

    again = f"Run `castlist run {article if place.is_source(article) else 'FILE'}` again"
    if place.tables() is None:
        say(f"{again}: it will obey.")
        return
    if Path.cwd().is_relative_to(place.folder.resolve()):
        # a shell that stands in it would stand in a folder that is gone
        say(f"{again}, from outside of its folder: it will obey.")
        return
    places = Places.beside(place.folder)
    with at_work(places, partial(say, err=True)):
        before = place.needed_tables()
        try:
            key = place.article_id
            decided = read_decisions(place.reviewed, key)
            signed = read_sign_off(place.reviewed, key)
            obeys = reread if lines_differ(before, decided) else recount
            after = obeys(before, decided, signed=signed)
        except InputError:
            say(f"{again}: it will obey. The text, or the version of castlist, is another.")
            return
        check(after)
        save(after, place.folder)
    say(f"{place.article_id}: {one_line(say_effects(before, after))}")
    say(f"Review: {one_line(after.about[place.article_id]['review'])}.")
    drawn = places.exports / place.article_id
    if drawn.is_dir():
        say(
            f"Charts in {drawn} are of before: `castlist charts {place.folder}` draws them"
            " anew."
        )
