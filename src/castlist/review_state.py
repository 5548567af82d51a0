"""Has a person reviewed this article? What tables say of it, and what voids a sign-off."""

from collections.abc import Iterator, Mapping

from castlist.model import SignOff
from castlist.pipeline import describe_run
from castlist.summary import attribute
from castlist.tables import Tables, restore_decisions

__all__ = ["changes_since", "sign", "with_review"]


def with_review(tables: Tables, signed: SignOff | None = None) -> Tables:
    """The tables of one article, which say in `about` whether it was reviewed: by whom and when,
    or how many corrections were made, and what changed since somebody signed it off."""
    changed = changes_since(signed, tables) if signed else []
    about = describe_run(
        decisions=restore_decisions(tables), signed=signed, changed=changed
    )
    return tables.extend({}, {"review": about["review"]})


def sign(tables: Tables, by: str, on: str, *, doubtful: int) -> SignOff:
    """The sign-off of tables by somebody, on an ISO 8601 date, who has seen all of them."""
    sha256 = str(tables.articles["text_sha256"].iloc[0])
    return SignOff(by, on, sha256, doubtful, _links(tables), _voices(tables))


def changes_since(signed: SignOff, tables: Tables) -> list[str]:
    """What of an article is not as it was signed off, in words: "the text", or each link and quote
    that is another's now: "m12 (Putin -> Erdogan)"."""
    if signed.text_sha256 != tables.articles["text_sha256"].iloc[0]:
        return ["the text"]
    found = list(_differences(signed.links, _links(tables)))
    if "quotes" in tables:
        found += _differences(signed.quotes, _voices(tables))
    return found


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for key in dict.fromkeys([*old, *new]):
        one = old.get(key, "")
        other = new.get(key, "")
        if one != other:
            yield f"{key} ({one or 'nobody'} -> {other or 'nobody'})"


def _links(tables: Tables) -> dict[str, str]:
    """Mention -> the name of its actor."""
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    kept = tables.mentions[tables.mentions["state"] != "rejected"]
    cells = zip(kept["mention_id"], kept["actor_id"], strict=True)
    return {mention: names.get(actor, "") for mention, actor in cells}


def _voices(tables: Tables) -> dict[str, str]:
    """Quote -> who speaks it."""
    said = attribute(tables)
    return dict(zip(said["quote_id"], said["voice"], strict=True))
