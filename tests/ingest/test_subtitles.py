"""Subtitles are read as what is said, without numbers and times."""

import pytest

from castlist.errors import InputError
from castlist.ingest.detect import find_kind
from castlist.ingest.subtitles import read_subtitles
from castlist.settings import Settings
from support.ingest_formats import make_desk, make_file

SAID = [
    "The bridge is closed,",
    "the mayor said on Monday.",
    "- Why is that?",
    "- It is old.",
]
TIMES = [(n, n + 1) for n in range(len(SAID))]
SRT = "\n".join(
    f"{n}\n00:00:0{a},000 --> 00:00:0{b},500\n<i>{said}</i>\n"
    for n, ((a, b), said) in enumerate(zip(TIMES, SAID, strict=True), 1)
)
VTT = "WEBVTT - a title\n\n" + "\n".join(
    f"0{a}:00.000 --> 0{b}:00.000 align:start\n<v Ann Roe>{said}</v>\n"
    for (a, b), said in zip(TIMES, SAID, strict=True)
)


@pytest.mark.parametrize("text", [SRT, SRT.replace("\n", "\r\n"), f"\ufeff{SRT}"])
def test_a_paragraph_goes_on_until_a_sentence_ends_or_another_speaks(text):
    file = make_file(text.encode())
    assert find_kind(file, Settings()) == "subtitles"
    (raw,) = read_subtitles(file, make_desk())
    assert raw.text.split("\n") == [
        "The bridge is closed, the mayor said on Monday.",
        "- Why is that?",
        "- It is old.",
    ]
    assert "subtitles" in raw.notes[0]
    assert raw.title == ""


def test_the_voice_that_is_stated_is_a_label():
    file = make_file(VTT.encode())
    assert find_kind(file, Settings()) == "subtitles"
    (raw,) = read_subtitles(file, make_desk())
    assert raw.text.startswith("Ann Roe: The bridge is closed,")


def test_times_without_words_are_refused_in_a_sentence():
    with pytest.raises(InputError, match="no words"):
        list(read_subtitles(make_file(b"1\n00:00:01,000 --> 00:00:02,000\n"), make_desk()))


def test_an_article_about_arrows_is_no_subtitles():
    assert (
        find_kind(make_file(b"A --> B is how we write it, he said.\n"), Settings())
        == "text"
    )
