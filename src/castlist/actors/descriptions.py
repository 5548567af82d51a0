"""Descriptions -> actors: only with evidence that this article gives, surest first; everything else stays unlinked.

The order and the demand for a unique candidate follow the sieves of Lee et al. 2013 (Computational Linguistics 39(4)).
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cache

from castlist.actors.board import Board, Cluster, Tie
from castlist.countries import country_facts, country_name
from castlist.model import ActorType, Context
from castlist.rules import roles

__all__ = ["SIEVES", "sense_of", "tie_titles"]

_EITHER = {"organisation", "place"}  # a museum or a church is both, and models choose by chance
_UNSPECIFIC = {"the", "this", "that", "former", "new", "old", "other", "own", "same"}
_WIDE = 2  # sentences back within which "the company" may mean the only company

Sieve = Callable[[Board], None]


@cache
def _senses() -> frozenset[str]:
    return frozenset(noun.sense for noun in roles().values())


def sense_of(context: Context) -> str:
    """What a description calls its actor: words of one sense can stand for each other."""
    if context.head == "secretary":
        kind = {"press": "speaker", "foreign": "minister", "defence": "minister", "defense": "minister"}
        return next((kind[w] for w in context.words if w in kind), "secretary")
    if context.head == "head" and "of" not in context.words:
        return ""
    return roles()[context.head].sense if context.head in roles() else context.head


def tie_titles(board: Board) -> None:
    """What stands in front of a name, or is tied to it by grammar, becomes a role of its actor."""
    for index, mention in enumerate(board.mentions):
        cluster, context = board.cluster[index], board.contexts[index]
        if cluster and mention.kind == "name" and context.title:
            words = tuple(context.title.replace("-", " ").split()) or (context.title,)  # a title of dashes alone
            sense = sense_of(Context(head=words[-1], words=words))
            if sense in _senses():
                cluster.ties.append(Tie(sense, words, context.origins, context.title, mention.paragraph))
                if sense in {"leader", "minister", "monarch"} or set(words) & {"president", "minister"}:
                    cluster.origins.update(context.origins)


def _by_grammar(board: Board) -> None:
    """apposition: the sentence puts the description beside the name, or says that one is the other."""
    for index in list(board.waiting()):
        for other in board.contexts[index].same_as:
            cluster = board.cluster[other]
            if cluster and cluster is not board.cluster[index] and _may_be(board, index, cluster):
                _join(board, index, cluster, "apposition", f"the sentence says that it is {cluster.name}")
                break


def _by_role(board: Board) -> None:
    """tied_role: the only actor to whom the text ties that role, with nothing that speaks against it."""
    bearers: dict[str, list[tuple[Cluster, Tie]]] = defaultdict(list)
    for cluster in board.named():
        for tie in cluster.ties:
            bearers[tie.sense].append((cluster, tie))
    for index in list(board.waiting()):
        if not _is_specific(board, index):
            continue
        same = bearers[sense_of(board.contexts[index])]
        tied = [(c, tie) for c, tie in same if _fits(board, index, c, tie)]
        clusters = list(dict.fromkeys(c for c, _ in tied))
        if len(clusters) == 1:
            cluster, tie = tied[0]
            role = f"role “{tie.text}” tied to {cluster.name} in paragraph {tie.paragraph}"
            _join(board, index, cluster, "tied_role", f"{role}; nobody else has it")


def _by_country(board: Board) -> None:
    """country_and_role: the only leader of that country whom the text names."""
    for index in list(board.waiting()):
        context = board.contexts[index]
        if sense_of(context) not in {"leader", "minister", "monarch"} or not context.origins:
            continue
        origins = set(context.origins)
        fits = [c for c in _leaders(board) if c.origins & origins and _may_be(board, index, c)]
        if len(fits) == 1 and not _in_same_clause(board, index, fits[0]):
            where = ", ".join(sorted(map(country_name, origins)))
            _join(board, index, fits[0], "country_and_role", f"{fits[0].name} is the only leader tied to {where}")


def _by_elimination(board: Board) -> None:
    """other_leader: of those whom "the two leaders" names, the one who is not meant elsewhere in the sentence."""
    for index in list(board.waiting()):
        context = board.contexts[index]
        if sense_of(context) != "leader" or not context.definite:
            continue
        leaders = _leaders(board)
        left = [c for c in leaders if _may_be(board, index, c) and not _in_same_sentence(board, index, c)]
        if len(leaders) == 2 and len(left) == 1 and context.origins:
            (other,) = (c for c in leaders if c is not left[0])
            evidence = f"two leaders are named, {leaders[0].name} and {leaders[1].name}; it cannot be {other.name} here"
            _join(board, index, left[0], "other_leader", evidence)
            left[0].origins.update(context.origins)


def _by_owner(board: Board) -> None:
    """owned_role: the role belongs to an actor whose country is that of the only one with such a role."""
    for index in list(board.waiting()):
        context = board.contexts[index]
        owner = board.cluster[context.owner] if context.owner >= 0 else None
        if not owner or not owner.named:
            continue
        sense = sense_of(context)
        tied: dict[int, tuple[Cluster, Tie]] = {}
        for cluster in board.named():
            ties = [t for t in cluster.ties if t.sense == sense]
            if ties and cluster is not owner and _may_be(board, index, cluster):
                tied[id(cluster)] = (cluster, ties[0])
        if len(tied) == 1:
            ((cluster, tie),) = tied.values()
            if not owner.origins or not tie.origins or owner.origins & set(tie.origins):
                if tie.origins and not owner.origins:
                    owner.origins.update(tie.origins)
                role = f"role “{tie.text}” tied to {cluster.name} in paragraph {tie.paragraph}"
                _join(board, index, cluster, "owned_role", f"{role}; {owner.name} has no other such")


def _by_repetition(board: Board) -> None:
    """same_description: the same words, or a longer form of them, were used before of one actor only."""
    said: dict[str, dict[tuple[frozenset[str], int], int]] = defaultdict(dict)  # the last of each words and cluster
    waiting = set(board.waiting())
    for index, mention in enumerate(board.mentions):
        context = board.contexts[index]
        if mention.kind != "description" or not mention.mention_id or mention.state == "rejected":
            continue
        sense, words = sense_of(context), _content(context)
        if index in waiting and context.definite and context.owner < 0:
            known = [m for (other, _), m in said[sense].items() if words <= other | {context.head}]
            before = sorted(m for m in known if (c := board.cluster[m]) and _may_be(board, index, c))
            clusters = list(dict.fromkeys(c for m in before if (c := board.cluster[m])))
            if len(clusters) == 1:
                evidence = f"{board.where(before[-1])} was said of no other actor"
                _join(board, index, clusters[0], "same_description", evidence)
        said[sense][frozenset(words | {context.head}), id(board.cluster[index])] = index


def _by_name_word(board: Board) -> None:
    """word_of_name: "the church" is the only one whose name has that word, Church of Scientology."""
    by_word: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in board.named():
        literal = cluster.type != "person" and not cluster.plural and not _is_seat(cluster)
        for word in _heads(board, cluster) if literal else ():
            by_word[word].append(cluster)
    for index in list(board.waiting()):
        context = board.contexts[index]
        if not _is_specific(board, index) or _content(context):
            continue
        fits = [c for c in by_word[context.head] if min(c.members) < index]
        if len(fits) == 1:
            _join(board, index, fits[0], "word_of_name", f"no other name in the article has the word: {fits[0].name}")


def _is_seat(cluster: Cluster) -> bool:
    """Whether a name means a government, not what its words say: Downing Street is not "the street"."""
    return any(fact.sense == "seat" for fact in country_facts(cluster.name))


def _heads(board: Board, cluster: Cluster) -> set[str]:
    """The last words of an actor's names, and those before "of": what kind of thing they say it is."""
    found: set[str] = set()
    for member in cluster.members:
        words = board.mentions[member].text.lower().split()
        if board.mentions[member].kind == "name" and len(words) > 1:
            found |= {words[-1], *(words[n - 1] for n, word in enumerate(words) if word in {"of", "for"} and n)}
    return found


def _by_name_inside(board: Board) -> None:
    """name_inside: "the Scientology organization" is Scientology."""
    for index in list(board.waiting()):
        context = board.contexts[index]
        if not _is_specific(board, index) or context.head not in _GENERIC:
            continue
        inside = board.mentions[index]
        for other in range(index + 1, len(board.mentions)):
            name = board.mentions[other]
            if name.start >= inside.end:
                break
            cluster = board.cluster[other]
            near = board.contexts[other].role == "compound" and board.contexts[other].governor == context.head
            if name.kind == "name" and near and cluster and cluster.type == "organisation":
                _join(board, index, cluster, "name_inside", f"its own words name {cluster.name}")
                break


def _by_type(board: Board) -> None:
    """only_candidate: one company, city or country alone is named just before."""
    for index in list(board.waiting()):
        context = board.contexts[index]
        wanted = _ONLY.get(sense_of(context))
        if not wanted or not context.definite or context.owner >= 0 or len(_content(context)) > 0:
            continue
        near = dict.fromkeys(c for m in board.back(index, _WIDE) if (c := board.cluster[m]) and c.named)
        fits = [c for c in near if c.type == wanted and _may_be(board, index, c)]
        if len(fits) == 1:
            _join(board, index, fits[0], "only_candidate", f"{fits[0].name} is the only {wanted} named just before")


_GENERIC = {"organization", "organisation", "group", "company", "firm", "corporation", "party", "network", "newspaper"}
_ONLY: dict[str, ActorType] = {"company": "organisation", "bank": "organisation", "city": "place", "country": "place"}
SIEVES: tuple[Sieve, ...] = (
    _by_grammar,
    _by_role,
    _by_country,
    _by_elimination,
    _by_country,
    _by_elimination,  # what was learnt of one leader tells the other
    _by_owner,
    _by_repetition,
    _by_name_inside,
    _by_name_word,
    _by_type,
)


def _join(board: Board, index: int, cluster: Cluster, rule: str, evidence: str) -> None:
    context = board.contexts[index]
    board.move(index, cluster, rule, evidence)
    words = tuple(w for w in context.words if w not in _UNSPECIFIC)
    tie = Tie(sense_of(context), words, context.origins, board.mentions[index].text, board.mentions[index].paragraph)
    cluster.ties.append(tie)


def _fits(board: Board, index: int, cluster: Cluster, tie: Tie) -> bool:
    context = board.contexts[index]
    if tie.sense != sense_of(context) or not _may_be(board, index, cluster):
        return False
    return _content(context) <= set(tie.words) | set(cluster.origins) and not _in_same_clause(board, index, cluster)


def _content(context: Context) -> set[str]:
    """The words that tell one bearer of a role from another; words of the role's own name do not."""
    own = {"press", context.head} if sense_of(context) == "speaker" else {context.head}
    return {w for w in context.words if w not in _UNSPECIFIC | own}


def _is_specific(board: Board, index: int) -> bool:
    context = board.contexts[index]
    return bool(board.mentions[index].mention_id) and context.definite and context.owner < 0


def _leaders(board: Board) -> list[Cluster]:
    """The persons whom the text calls leaders, by a role or as two of "the two leaders"."""
    called = [c for c in board.named() if c.type == "person" and any(t.sense == "leader" for t in c.ties)]
    counted = [n for n, m in enumerate(board.mentions) if m.kind == "group" and sense_of(board.contexts[n]) == "leader"]
    for group in counted[:1]:
        called += [c for c in _pair_before(board, group) if c not in called]
    return called


def _pair_before(board: Board, group: int) -> list[Cluster]:
    """The two persons of the last "A and B" before a group of two."""
    for index in range(group, -1, -1):
        members = board.contexts[index].members
        clusters = [board.cluster[m] for m in members]
        if len(members) == 2 and all(c and c.named and c.type == "person" for c in clusters):
            return [c for c in clusters if c]
    return []


def _may_be(board: Board, index: int, cluster: Cluster) -> bool:
    """Whether type, number, gender and country of a description allow that it means the cluster."""
    context, kind = board.contexts[index], board.mentions[index].type
    if cluster is board.cluster[index] or cluster.plural != (context.number == "plural"):
        return False
    if kind != cluster.type and not {kind, cluster.type} <= _EITHER:
        return False
    if context.gender and cluster.gender and context.gender != cluster.gender:
        return False
    if context.owner in cluster.members or _is_kept_apart(board, index, cluster):
        return False
    leader = sense_of(context) in {"leader", "monarch"}
    return not (leader and context.origins and cluster.origins and not cluster.origins & set(context.origins))


def _is_kept_apart(board: Board, index: int, cluster: Cluster) -> bool:
    decision = board.decided.apart(board.mentions[index].text, cluster.name)
    if decision:
        board.decided.note(decision)
    return bool(decision)


def _in_same_clause(board: Board, index: int, cluster: Cluster) -> bool:
    clause = board.contexts[index].clause
    return clause >= 0 and any(board.contexts[m].clause == clause for m in cluster.members if m != index)


def _in_same_sentence(board: Board, index: int, cluster: Cluster) -> bool:
    return any(board.mentions[m].sentence == board.mentions[index].sentence for m in cluster.members if m != index)
