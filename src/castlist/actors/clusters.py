"""What linking knows while it works:
which mentions are together, why, and what is known of each cluster."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from math import nan

from castlist.actors.decisions import Decisions
from castlist.english.rules import pronouns, word_set
from castlist.model import ActorType, Context, Decision, Gender, Mention
from castlist.text import name_key

__all__ = ["Cluster", "Clusters", "Tie", "without_name"]


@dataclass(frozen=True)
class Tie:
    """A role that the text ties to an actor:
    "kremlin spokesman" to Dmitry Peskov, and by which mention."""

    sense: str
    words: tuple[str, ...]
    origins: tuple[str, ...]
    text: str
    paragraph: int


@dataclass(eq=False)
class Cluster:
    """Mentions of one actor, and what they show of it; later sieves may not contradict that.

    `gender` is what a title or noun shows; `said` what only the last pronoun linked to it says.
    """

    type: ActorType
    name: str
    type_probability: float = nan
    type_rival: str = ""
    type_evidence: str = ""
    named: bool = False
    plural: bool = False
    gender: Gender = ""
    said: Gender = ""
    origins: set[str] = field(default_factory=set)
    ties: list[Tie] = field(default_factory=list)
    members: list[int] = field(default_factory=list)


class Clusters:
    """All mentions of an article and, for each, its cluster (None if it has none)
    with rule and evidence."""

    def __init__(
        self,
        mentions: tuple[Mention, ...],
        contexts: tuple[Context, ...],
        decided: Decisions,
    ) -> None:
        self.mentions = list(mentions)
        self.decided = decided
        self.contexts = contexts or tuple(Context(number="singular") for _ in mentions)
        self.cluster: list[Cluster | None] = [None] * len(mentions)
        self._named: list[Cluster] = []
        self.why: list[tuple[str, str]] = [("", "")] * len(mentions)
        self.probability = [nan] * len(mentions)
        # pronoun -> who could be meant instead
        self.rivals: dict[int, Cluster] = {}
        # gender -> whom the last pronoun of it means
        self.last_said: dict[Gender, Cluster] = {}

    def put(self, index: int, cluster: Cluster, rule: str, evidence: str) -> None:
        """The mention joins the cluster, which learns what the mention shows."""
        context = self.contexts[index]
        mention = self.mentions[index]
        if self.cluster[index] is not cluster:
            cluster.members.append(index)
        self.cluster[index] = cluster
        self.why[index] = (rule, evidence)
        cluster.named = cluster.named or mention.kind == "name"
        if cluster.named and (not self._named or self._named[-1] is not cluster):
            self._named.append(cluster)
        if mention.kind == "pronoun":
            cluster.said = context.gender or cluster.said
            self.last_said[context.gender] = cluster
        elif context.gender in {"female", "male"}:
            cluster.gender = cluster.gender or context.gender
        if mention.kind != "pronoun":
            cluster.plural = cluster.plural or context.number == "plural"
            cluster.origins.update(context.origins)

    def move(self, index: int, cluster: Cluster, rule: str, evidence: str) -> None:
        """The description leaves its own cluster,
        with all that joined it there, for another one."""
        old = self.cluster[index]
        others = [m for m in old.members if m != index] if old else []
        self.put(index, cluster, rule, evidence)
        for other in others:
            self.put(other, cluster, *self.why[other])
        if old:
            cluster.ties += old.ties
            old.members.clear()

    def assign(self, index: int, decision: Decision, evidence: str) -> None:
        """One mention goes to the actor that a person names, or to nobody."""
        self.drop(index)
        self.why[index] = ("decision", evidence)
        self.mentions[index] = replace(
            self.mentions[index], state="added", evidence=evidence
        )
        if decision.target:
            actor = self.called(decision.target) or Cluster(
                self.mentions[index].type, decision.target
            )
            self.put(index, actor, "decision", evidence)
            actor.name = actor.name if actor.named else decision.target
            actor.named = True

    def drop(self, index: int) -> None:
        """The mention leaves its cluster, and belongs to none."""
        if old := self.cluster[index]:
            old.members.remove(index)
        self.cluster[index] = None
        self.why[index] = ("", "")
        self.probability[index] = nan
        self.rivals.pop(index, None)

    def confirm(self, index: int) -> None:
        """A person has said that the link of the mention is right."""
        self.mentions[index] = replace(self.mentions[index], state="confirmed")

    def texts(self, cluster: Cluster) -> list[str]:
        """The names by which the article calls an actor."""
        return [
            self.mentions[m].text
            for m in cluster.members
            if self.mentions[m].kind == "name"
        ]

    def called(self, name: str) -> Cluster | None:
        """The actor that has this name, or is described so and has none."""
        key = name_key(name)
        nameless = (c for c in self.every() if not c.named)
        every = chain(self.named(), nameless)
        return next((c for c in every if key in map(name_key, self.known_as(c))), None)

    def known_as(self, cluster: Cluster) -> list[str]:
        """What a person may call an actor: as the article does, or one without a name as tables
        show it, "the Turkish manufacturer", or "Turkish manufacturer"."""
        if cluster.named:
            return [cluster.name, *self.texts(cluster)]
        shown = [without_name(text) for text in self.descriptions(cluster)]
        return [cluster.name, *shown, *(text.removeprefix("the ") for text in shown)]

    def descriptions(self, cluster: Cluster) -> list[str]:
        """The descriptions by which the article calls an actor, in reading order."""
        members = (self.mentions[m] for m in sorted(cluster.members))
        return [m.text for m in members if m.kind == "description" and m.mention_id]

    def described_as(self, cluster: Cluster) -> str:
        """What an actor without a name is called: as most of its descriptions do, the first in a
        tie, and not as somebody's, "her husband", if there is another."""
        shown = [without_name(text) for text in self.descriptions(cluster)]
        times = Counter(text.casefold() for text in shown)
        return min(
            shown,
            key=lambda text: (
                text.partition(" ")[0].lower() in pronouns(),
                -times[text.casefold()],
            ),
        )

    def named(self) -> list[Cluster]:
        """Every cluster with a name, in the order of first mentions."""
        self._named = [cluster for cluster in dict.fromkeys(self._named) if cluster.members]
        return self._named

    def back(self, index: int, sentences: int) -> Iterator[int]:
        """The mentions before one, the nearest first, as far as so many sentences back."""
        limit = self.mentions[index].sentence - sentences
        for other in range(index - 1, -1, -1):
            if self.mentions[other].sentence < limit:
                break
            yield other

    def every(self) -> list[Cluster]:
        """Every cluster with a mention, in the order of first mentions."""
        return list(dict.fromkeys(c for c in self.cluster if c is not None))

    def waiting(self) -> Iterator[int]:
        """The descriptions that no name is known for;
        of several together the first, which takes the others along."""
        for index, mention in enumerate(self.mentions):
            cluster = self.cluster[index]
            if (
                mention.kind == "description"
                and cluster
                and not cluster.named
                and cluster.members[0] == index
            ):
                yield index

    def where(self, index: int) -> str:
        """How evidence names a mention: “the press secretary” in paragraph 6."""
        mention = self.mentions[index]
        return f"“{mention.text}” in paragraph {mention.paragraph}"


def without_name(text: str) -> str:
    """What is only described, as a name that reads well in a label and in a sentence: "a Turkish
    manufacturer" is "the Turkish manufacturer"."""
    first, _, rest = text.partition(" ")
    definite = rest and first.lower() in word_set("determiners")
    return f"the {rest}" if definite else text
