"""How names sound: their consonants, so that one name in several spellings can be seen."""

import re
from functools import cache

from anyascii import anyascii

from castlist.text import visible

__all__ = ["sound_alike", "sound_class"]

_CONSONANTS = 4  # fewer make too many words sound alike
_CLASSES = str.maketrans(
    {**dict.fromkeys("bp", "P"), **dict.fromkeys("dt", "T"), **dict.fromkeys("gkcqx", "K")}
    | {**dict.fromkeys("vfw", "F"), **dict.fromkeys("zsj", "S"), **dict.fromkeys("mn", "N")}
    | {"r": "R", "l": "L", **dict.fromkeys("aeiouyh", "")}
)


@cache
def sound_class(text: str) -> str:
    """The consonants of a name, voiced and voiceless as one class, without vowels, h and doubles.

    >>> sound_class("Pyrector"), sound_class("Bayraktar")
    ('PRKTR', 'PRKTR')
    """
    plain = re.sub(r"[^a-z]", "", anyascii(visible(text)).casefold().replace("ph", "f"))
    return re.sub(r"(.)\1+", r"\1", plain.translate(_CLASSES))


def sound_alike(one: str, other: str) -> bool:
    """Whether two names have the same consonants, and enough of them to tell.

    >>> sound_alike("Pyrector", "Bayraktar"), sound_alike("Iran", "Iren")
    (True, False)
    """
    sound = sound_class(one)
    return len(sound) >= _CONSONANTS and sound == sound_class(other)
