"""Subtitles (SRT, WebVTT) -> Raw: what is said, without numbers and times.

A sentence goes on from one picture to the next, so a paragraph is all that is shown until a
sentence ends, or a new turn begins ("- No.", "<v Ann>").
"""

import re
from collections.abc import Iterator, Sequence

from castlist.errors import InputError
from castlist.ingest.context import File, ReadContext
from castlist.ingest.encoding import decode_text
from castlist.ingest.html.fragment import squeeze
from castlist.model import Raw
from castlist.text import count_words, ends_sentence

__all__ = ["looks_like_subtitles", "read_subtitles"]

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d\d[,.]\d{1,3}"
_CUE = re.compile(rf"[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}\b[^\n]*")
_FIRST = re.compile(
    rf"(?:WEBVTT\b[^\n]*\n(?:[^\n]+\n)*\s*)?(?:[^\n]{{1,40}}\n)?[ \t]*{_TIME}[ \t]+-->"
)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+([^<>]{1,60})>")
_MARKUP = re.compile(r"<[^<>]{1,60}>|\{\\[^{}]{1,60}\}")
_TURN = re.compile(r"[-–—]\s*\S|[^\s:][^:]{0,40}:\s")
_LONGEST = 60  # words of a paragraph, after which the next picture begins a new one


def looks_like_subtitles(text: str) -> bool:
    """Whether a text begins with a time from which to which something is shown."""
    return bool(_FIRST.match(text.replace("\r\n", "\n")))


def read_subtitles(file: File, context: ReadContext) -> Iterator[Raw]:
    """What subtitles say, a paragraph until a sentence ends.

    Raises InputError if the bytes are no text, or nothing is said.
    """
    most = 4 * context.settings.max_characters
    if len(file.data) > most:
        raise InputError(f"{file.where} is larger than {most:,} bytes. Split it.")
    text, encoding, notes = decode_text(file)
    paragraphs = list(_join(_read_cues(text.split("\n"))))
    if not paragraphs:
        raise InputError(f"{file.where} has times of subtitles and no words.")
    yield Raw(
        "\n".join(paragraphs),
        name=file.name,
        source=file.source,
        extractor=f"subtitles ({encoding})",
        url=file.url,
        laid_out=True,
        notes=(
            *notes,
            "These are subtitles: numbers and times were left out, and lines joined until a"
            " sentence ends.",
        ),
    )


def _read_cues(lines: Sequence[str]) -> Iterator[str]:
    """The lines that are shown, in order; a name that is stated as the voice becomes a label."""
    shown = False
    for line in lines:
        if _CUE.fullmatch(line):
            shown = True
        elif not line.strip():
            shown = False
        elif shown:
            words = squeeze(_MARKUP.sub("", _VOICE.sub(r"\1: ", line)))
            if words:
                yield words


def _join(lines: Iterator[str]) -> Iterator[str]:
    """Lines joined until a sentence ends or somebody else speaks."""
    said: list[str] = []
    words = 0
    for line in lines:
        if said and (_TURN.match(line) or ends_sentence(said[-1]) or words > _LONGEST):
            yield " ".join(said)
            said = []
            words = 0
        said.append(line)
        words += count_words(line)
    if said:
        yield " ".join(said)
