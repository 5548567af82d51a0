"""Who decides, and when: the only clock of this room."""

from datetime import datetime

__all__ = ["stamp"]


def stamp(by: str = "") -> dict[str, str]:
    """The cells `by` and `at` of a decision that is made now, by somebody with these initials."""
    now = datetime.now().astimezone()
    return {"by": " ".join(by.split()), "at": now.isoformat(timespec="milliseconds")}
