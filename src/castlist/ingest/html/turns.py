"""Lines that begin with a name in bold -> the name and what it says as two lines, where names take
turns so."""

from collections import Counter
from collections.abc import Iterator

from castlist.english.labels import find_name_line
from castlist.ingest.html.page import PageLine

__all__ = ["part_bold_names"]

_FEWEST = 4  # lines; fewer are words in bold
_AGAIN = 2  # names that come again, as those of an interview do


def part_bold_names(lines: list[PageLine]) -> list[PageLine]:
    """The lines of a page; "Ana Lind I was born here", with the name in bold, becomes two."""
    keys = [_key(line) for line in lines]
    times = Counter(filter(None, keys))
    again = {key for key, n in times.items() if n > 1}
    if len(again) < _AGAIN or sum(times[key] for key in again) < _FEWEST:
        return lines
    return [
        part
        for line, key in zip(lines, keys, strict=True)
        for part in (_part(line) if key in again else [line])
    ]


def _key(line: PageLine) -> str:
    """The name in bold that a line begins with, if more follows and no colon says the same."""
    lead = line.text[: line.bold]
    rest = line.text[line.bold :].strip()
    if not lead or not rest or lead.endswith(":") or rest.startswith(":"):
        return ""
    label = find_name_line(lead)
    return label.key if label else ""


def _part(line: PageLine) -> Iterator[PageLine]:
    yield line._replace(text=line.text[: line.bold].strip(), bold=0)
    yield line._replace(text=line.text[line.bold :].strip(), bold=0)
