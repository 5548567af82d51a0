"""What each step of linking adds and costs:
the figures with the steps up to it, and how often its links are right."""

from collections import Counter
from collections.abc import Callable, Iterator
from unittest.mock import patch

from castlist import actors
from castlist.actors.descriptions import SIEVES
from castlist.model import Cast, Context, Mention
from links import Judgement

__all__ = ["linked_by_step", "rates_by_rule"]

Found = tuple[tuple[Mention, ...], tuple[Context, ...]]


def linked_by_step(found: dict[str, Found]) -> Iterator[tuple[str, dict[str, Cast]]]:
    """For each step the articles linked with it and all steps before it;
    the steps are named as METHOD.md names them.

    A sieve that runs twice is counted where it runs first.
    """
    steps: list[tuple[str, list[Callable[..., None]]]] = [("names", [])]
    for sieve in SIEVES:
        name = (sieve.__doc__ or "").split(":")[0]
        if name not in (step for step, _ in steps):
            steps.append((name, [s for s in SIEVES if s in {*steps[-1][1], sieve}]))
    for name, sieves in steps:
        with (
            patch.object(actors, "SIEVES", tuple(sieves)),
            patch.object(actors, "link_pronouns", lambda clusters: None),
        ):
            yield name, {key: actors.link_actors(*pair) for key, pair in found.items()}
    yield "pronouns", {key: actors.link_actors(*pair) for key, pair in found.items()}


def rates_by_rule(judged: list[Judgement]) -> dict[tuple[str, str], tuple[int, float]]:
    """Kind of mention and rule -> number of links to named actors,
    and the share of them that the gold has too."""
    links = Counter((j.kind, j.rule) for j in judged if j.rule)
    right = Counter((j.kind, j.rule) for j in judged if j.rule and j.right)
    return {key: (n, round(right[key] / n, 4)) for key, n in sorted(links.items())}
