"""Why the numbers of an article are not what they were."""

from collections.abc import Collection

from castlist.corpus.changes.states import ArticleFacts, ArticleState

__all__ = ["explain"]


def explain(state: ArticleState, remade: Collection[int] = ()) -> tuple[str, str]:
    """The cause in a word, and in a few; of several causes the one that is nearest to the article
    gives the word, and all stand in the sentence. `remade` are the runs that made damaged parts
    again: of what they read for the first time nobody knows what it was."""
    before = state.facts_before
    now = state.facts_now
    if before is None and now.run in remade:
        return (
            "lost",
            "a part was damaged and made again: it is new, or its numbers were lost",
        )
    if before is None:
        return "new", "the article is new"
    if before.failed or now.failed:
        return "failure", _failure(before, now)
    found = [*_of_the_article(before, now), *_of_the_method(before.method, now.method)]
    if not found:
        return "other", "it was analysed again"
    return found[0][0], "; ".join(words for _, words in found)


def _failure(before: ArticleFacts, now: ArticleFacts) -> str:
    if before.failed and now.failed:
        return "it failed then, and does now"
    return "it failed then" if before.failed else "it fails now"


def _of_the_article(before: ArticleFacts, now: ArticleFacts) -> list[tuple[str, str]]:
    """What is other in the article itself."""
    found = []
    if before.text != now.text:
        found.append(("text", "its text changed"))
    if before.outlet != now.outlet:
        old = before.outlet or "none"
        found.append(("facts", f"its outlet was {old}, and is {now.outlet or 'none'}"))
    if before.published != now.published:
        old = before.published or "unknown"
        found.append(("facts", f"its date was {old}, and is {now.published or 'unknown'}"))
    if before.decided != now.decided:
        found.append(("decision", "what people decided changed"))
    return found


def _of_the_method(before: str, now: str) -> list[tuple[str, str]]:
    """What is other in how it was analysed, by the words of `describe_method`."""
    old = before.split(" ")
    new = now.split(" ")
    if len(old) != len(new) or old == new:
        return [("rules", "it was analysed in another way")] if old != new else []
    _, version, rules, model, of_model, _, settings = range(7)
    found = []
    if old[version : rules + 1] != new[version : rules + 1]:
        said = f"castlist {old[version]} became {new[version]}"
        same = old[version] == new[version]
        found.append(
            ("rules", f"castlist {new[version]} has other rules" if same else said)
        )
    if old[model : of_model + 1] != new[model : of_model + 1]:
        was = " ".join(old[model : of_model + 1])
        found.append(
            ("model", f"the model was {was}, and is {' '.join(new[model : settings - 1])}")
        )
    if old[settings] != new[settings]:
        found.append(("settings", "a setting changed"))
    return found
