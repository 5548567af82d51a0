"""What scorers see of a text: apostrophes straightened, "n't" written out, names masked.

"Joy Love" is no joy, the United States are not united in any text, and "isn’t" is "is not" however
its apostrophe is written. Only the copy that is scored is changed: the article and all offsets
stay.
"""

import re
from collections.abc import Iterable

__all__ = ["MASK", "end_negations", "mask_names", "straighten"]

MASK = "Name"
"""What stands for a name: no list of tone has this word."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ＇´`", "'"))
_MARKED = re.compile(r"(?<!\w)[\"'“‘«](?=\S).{1,300}?(?<=\S)[\"'”’»](?!\w)")
_STOP = re.compile(r"[,;:.!?](?=\s[a-zA-Z])")
_PAUSE = " , , ,"  # words without a value, as many as VADER looks back for a negation
_NOT = re.compile(r"(?<=[a-z])n't\b", re.I)

Span = tuple[int, int]


def straighten(text: str) -> str:
    """The text with plain apostrophes, and "n't" as the word "not".

    >>> straighten("It isn’t safe, and they can't go.")
    'It is not safe, and they ca not go.'
    """
    return _NOT.sub(" not", text.translate(_APOSTROPHES))


def mask_names(text: str, names: Iterable[Span]) -> str:
    """The text with one word in the place of each name; names that overlap are one.

    >>> mask_names("Joy Love met Grace Hope.", [(0, 8), (13, 23)])
    'Name met Name.'
    """
    pieces = []
    at = 0
    for start, end in sorted(names):
        if start >= at:
            pieces += [text[at:start], MASK]
        at = max(at, end)
    return "".join((*pieces, text[at:]))


def end_negations(text: str) -> str:
    """The text with a pause behind each closing quotation mark and each stop, for VADER, which
    takes a "not" for negating whatever stands in the next three words.

    >>> end_negations("'Not afraid' of the ban")
    "'Not afraid' , , , of the ban"
    """
    marked = _MARKED.sub(lambda match: f"{match[0]}{_PAUSE}", text)
    return _STOP.sub(lambda match: f"{match[0]}{_PAUSE}", marked)
