"""Whether a paragraph sounds like somebody who talks, and ends as a sentence does."""

import re

__all__ = ["ends_as_sentence", "is_question", "is_talk", "says_i", "says_you", "unquoted"]

_QUOTED = re.compile(r"[“\"«„][^”\"»“«„]{0,2000}[”\"»“]")
_I = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]e|[Mm]y|[Mm]yself|[Ww]e|[Uu]s|[Oo]ur|[Oo]urs)\b"
)
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.I)
_ENDS = frozenset(".!?…—–-")
_CLOSING = "\"”’')]»*_ "
_ASKS = re.compile(r"\?[)\]*_…!]*\s*$")
_BEGINS_AS_QUESTION = re.compile(
    r"(?:how|what|why|when|where|who|which|do|does|did|is|are|was|were|can|could|would|will|have"
    r"|has|should)\s+(?:[\w’']+\s+){0,3}(?:you|your|the|this|that|it|they|he|she)\b",
    re.I,
)
_LONGEST_QUESTION = 120  # words


def unquoted(text: str) -> str:
    """The text without what stands in quotation marks."""
    return _QUOTED.sub(" ", text)


def says_i(text: str) -> bool:
    """Whether the writer of a paragraph speaks of himself or herself."""
    return bool(_I.search(unquoted(text)))


def says_you(text: str) -> bool:
    """Whether a paragraph addresses somebody."""
    return bool(_YOU.search(unquoted(text)))


def is_talk(text: str) -> bool:
    """Whether a paragraph is somebody's own words:
    says "I", "we" or "you" outside quotation marks, or asks."""
    return bool(_ASKS.search(text)) or says_i(text) or says_you(text)


def is_question(text: str) -> bool:
    """Whether a paragraph asks: ends in a question mark,
    or begins as a question does and ends in no mark at all."""
    if text[:1] in '“"«„‘' or len(text.split()) > _LONGEST_QUESTION:
        return False
    if _ASKS.search(text):
        return True
    return not ends_as_sentence(text) and bool(_BEGINS_AS_QUESTION.match(text))


def ends_as_sentence(text: str) -> bool:
    """Whether a paragraph ends as a sentence does, or breaks off as speech does."""
    return text.rstrip().rstrip(_CLOSING)[-1:] in _ENDS
