"""Pronouns -> actors: who is most salient among those whom number, gender,
animacy and syntax allow.

Salience follows Lappin & Leass 1994 (Computational Linguistics 20(4)): subjects before objects,
near before far, the same role again before another one; every sentence in between halves the
weight.
"""

from typing import NamedTuple

from castlist.actors.clusters import Cluster, Clusters
from castlist.actors.ranker.ranking import Ranker, Ranking
from castlist.model import RATHER_THAN, Context
from castlist.settings import Settings

__all__ = ["link_pronouns"]

_REACH = 3  # sentences back
_WEIGHT = {
    "nsubj": 170,
    "nsubjpass": 150,
    "dobj": 120,
    "dative": 110,
    "attr": 100,
    "pobj": 90,
    "agent": 90,
    "poss": 100,
}
_OTHER_ROLE = 80
_PARALLEL = 35  # the pronoun has the same role as the mention
_IN_QUOTE = 0.6  # a mention inside somebody's words, seen from outside them
_THINGS = {"organisation", "place", "thing", "other"}


class _Antecedent(NamedTuple):
    score: float
    cluster: Cluster
    mention: int


def link_pronouns(clusters: Clusters, ranker: Ranker | None = None) -> None:
    """Every pronoun joins the actor that it means; if that is unknown or a group, it joins none.

    In reading order, so that "he" after "he" means the same man. What the model took for no person
    becomes one after the article if "he" or "she" surely means it: a wrong link would else draw
    others after it.
    """
    ranker = ranker or Ranker(clusters)
    rankings: dict[int, Ranking] = {}
    they = _says_they(clusters)
    for index, mention in enumerate(clusters.mentions):
        if mention.kind != "pronoun" or mention.state == "rejected":
            continue
        context = clusters.contexts[index]
        if context.person == 1:
            _link_speaker(clusters, index)
        elif context.person == 2:
            _link_addressed(clusters, index)
        elif context.reflexive and (own := _subject(clusters, index)):
            clusters.put(
                index,
                own,
                "reflexive",
                f"“{clusters.mentions[index].text}” means the subject of its clause",
            )
        elif context.gender in {"female", "male"}:
            if ranking := _link_ranked(clusters, index, ranker):
                rankings[index] = ranking
        elif (
            context.number == "plural"
            and len(they) == 1
            and _is_near(clusters, index, they[0])
        ):
            evidence = f"the text says that {they[0].name} is called so"
            clusters.put(index, they[0], "singular_they", evidence)
        else:
            _link_salient(clusters, index)
    _settle_persons(clusters, ranker, rankings)
    _link_late_speakers(clusters)


def _link_late_speakers(clusters: Clusters) -> None:
    """ "I" in what "she said" is whom "she" means, which stands behind the quotation."""
    for index, mention in enumerate(clusters.mentions):
        first = mention.kind == "pronoun" and clusters.contexts[index].person == 1
        if first and mention.state != "rejected" and clusters.cluster[index] is None:
            _link_speaker(clusters, index)


def _link_ranked(clusters: Clusters, index: int, ranker: Ranker) -> Ranking | None:
    """ "He" and "she" join whom the weights find most probable; None if nobody can be meant."""
    ranking = ranker.rank(index)
    best = ranking.best()
    if best < 0:
        return None
    _join(clusters, index, ranker, ranking, best)
    return ranking


def _join(
    clusters: Clusters, index: int, ranker: Ranker, ranking: Ranking, chosen: int
) -> None:
    candidate = ranking.candidates[chosen]
    reasons = ranker.reasons(ranking, chosen, clusters.contexts[index].gender)
    rival = ranking.rival(chosen)
    evidence = f"{clusters.where(candidate.mention)}: {reasons}"
    if rival >= 0:
        other = ranking.candidates[rival].cluster
        evidence += f"{RATHER_THAN}{other.name}"
        clusters.rivals[index] = other
    clusters.put(index, candidate.cluster, "ranked", evidence)
    clusters.probability[index] = round(ranking.probabilities[chosen], 3)


def _settle_persons(
    clusters: Clusters, ranker: Ranker, rankings: dict[int, Ranking]
) -> None:
    """What "he" or "she" surely means becomes a person; what it means only in doubt does not,
    and the pronoun goes to the most probable person: no organisation is a "he"."""
    sure = Settings().doubtful_link
    for index in rankings:
        cluster = clusters.cluster[index]
        if (
            cluster is None
            or cluster.type == "person"
            or clusters.probability[index] < sure
        ):
            continue
        if not any(clusters.decided.type_of(text) for text in clusters.texts(cluster)):
            cluster.type = "person"
            cluster.plural = False
    for index, ranking in rankings.items():
        cluster = clusters.cluster[index]
        if cluster is None or cluster.type == "person":
            continue
        clusters.drop(index)
        best = ranking.best(persons=True)
        if best >= 0:
            _join(clusters, index, ranker, ranking, best)


def _link_speaker(clusters: Clusters, index: int) -> None:
    """ "I" and "my" in a quotation are its speaker; "we" is, if an organisation speaks."""
    context = clusters.contexts[index]
    speaker = clusters.cluster[context.speaker] if context.speaker >= 0 else None
    if (
        speaker
        and (context.number == "singular") == (speaker.type == "person")
        and speaker.type != "other"
    ):
        clusters.put(
            index,
            speaker,
            "speaker",
            f"{speaker.name} speaks the quotation that it stands in",
        )


def _link_addressed(clusters: Clusters, index: int) -> None:
    """ "You" and "your" in a question are the person who answers it."""
    context = clusters.contexts[index]
    answers = clusters.cluster[context.addressed] if context.addressed >= 0 else None
    if answers and answers.type == "person":
        clusters.put(
            index,
            answers,
            "addressed",
            f"{answers.name} answers the question that it stands in",
        )


def _subject(clusters: Clusters, index: int) -> Cluster | None:
    clause = clusters.contexts[index].clause
    subjects = (
        n for n in clusters.back(index, 0) if _is_subject(clusters.contexts[n], clause)
    )
    nearest = next(subjects, None)
    cluster = clusters.cluster[nearest] if nearest is not None else None
    return cluster if cluster and _agrees(clusters.contexts[index], cluster) else None


def _is_subject(context: Context, clause: int) -> bool:
    return context.clause == clause and context.role.startswith("nsubj")


def _says_they(clusters: Clusters) -> list[Cluster]:
    """The persons of whom the text says that "they" is their pronoun.

    Without that "they" is hardly ever one person, even where only one is near: 17 of 225 in 174
    texts of GUM.
    """
    sentences = [mention.sentence for mention in clusters.mentions]
    pairs = list(zip(sentences, clusters.contexts, strict=True))
    told = {n for n, context in pairs if context.head == "pronoun"}
    told &= {
        n for n, context in pairs if context.person == 3 and context.number == "plural"
    }
    found = [
        cluster
        for mention, cluster in zip(clusters.mentions, clusters.cluster, strict=True)
        if cluster and cluster.type == "person" and mention.sentence in told
        if mention.kind == "name"
    ]
    return list(dict.fromkeys(found))


def _is_near(clusters: Clusters, index: int, cluster: Cluster) -> bool:
    return any(clusters.cluster[n] is cluster for n in clusters.back(index, _REACH))


def _link_salient(clusters: Clusters, index: int) -> None:
    choices = sorted(_choices(clusters, index), key=lambda c: -c.score)
    if not choices:
        return
    best = choices[0]
    if not _is_likely(clusters, index, best.mention):
        return
    nearest = clusters.where(best.mention)
    others = len(choices) - 1
    rivals = f" ({others} other{'s' * (others > 1)} could be meant)" if others else ""
    clusters.put(
        index,
        best.cluster,
        "salience",
        f"{nearest} is the most prominent that agrees{rivals}",
    )


def _is_likely(clusters: Clusters, index: int, other: int) -> bool:
    """Whether the most prominent is who is meant, more often than not.

    In GUM and MEANTIME it is for 76 % of "its" and "itself", 54 % of "it" behind the subject of its
    own sentence and 86 % behind a description; of all else for 27 % (48 of 177).
    """
    context = clusters.contexts[index]
    nearest = clusters.mentions[other]
    beside = nearest.sentence == clusters.mentions[index].sentence
    subject = clusters.contexts[other].role.startswith("nsubj")
    own = context.possessive or context.reflexive
    return own or nearest.kind == "description" or (beside and subject)


def _choices(clusters: Clusters, index: int) -> list[_Antecedent]:
    """The clusters that a pronoun can mean, each with its salience and its nearest mention."""
    context = clusters.contexts[index]
    sentence = clusters.mentions[index].sentence
    scores: dict[int, _Antecedent] = {}
    seen: set[tuple[int, int]] = set()
    barred = _barred(clusters, index)
    for other in clusters.back(index, _REACH):
        distance = sentence - clusters.mentions[other].sentence
        cluster = clusters.cluster[other]
        if (
            cluster is None
            or cluster in barred
            or not _agrees(context, cluster)
            or _holds(clusters, other, index)
        ):
            continue
        key = (id(cluster), distance)
        if key in seen:
            continue
        seen.add(key)
        old = scores.get(id(cluster), _Antecedent(0.0, cluster, other))
        scores[id(cluster)] = old._replace(
            score=old.score + _weigh(context, clusters.contexts[other]) * 0.5**distance
        )
    return list(scores.values())


def _weigh(context: Context, other: Context) -> float:
    weight = float(_WEIGHT.get(other.role, _OTHER_ROLE))
    weight += _PARALLEL if other.role[:5] == context.role[:5] else 0
    return weight * (_IN_QUOTE if other.quote >= 0 and other.quote != context.quote else 1)


def _barred(clusters: Clusters, index: int) -> list[Cluster]:
    """Who cannot be meant: another argument of the same verb,
    and who speaks the quotation that says "he"."""
    context = clusters.contexts[index]
    barred = []
    if not context.possessive and not context.reflexive:
        same = (
            n
            for n in clusters.back(index, 0)
            if clusters.contexts[n].clause == context.clause
        )
        barred = [
            c
            for n in same
            if not clusters.contexts[n].possessive and (c := clusters.cluster[n])
        ]
    speaker = clusters.cluster[context.speaker] if context.speaker >= 0 else None
    return [*barred, speaker] if speaker else barred


def _holds(clusters: Clusters, other: int, index: int) -> bool:
    """Whether the pronoun stands inside the phrase: "the company and its owner"."""
    outer = clusters.mentions[other]
    inner = clusters.mentions[index]
    return outer.start <= inner.start and inner.end <= outer.end


def _agrees(context: Context, cluster: Cluster) -> bool:
    if context.number == "plural":
        return cluster.plural
    if cluster.plural:
        return False
    if context.gender == "neuter":
        return cluster.type in _THINGS and cluster.said not in {"female", "male"}
    return cluster.type == "person" and cluster.gender in {"", context.gender}
