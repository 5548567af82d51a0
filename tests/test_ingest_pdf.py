"""PDFs of real articles give back their paragraphs, whatever columns and pages they were set in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.ingest.pdf import read_pdf
from castlist.settings import Settings
from ingest_formats import FILES, RAW, make_desk, read

SOURCES = {"running_heads": "warming", "two_columns": "defector", "three_columns": "korea", "landscape": "ie9"}
PDF = FILES / "pdf" / "landscape.pdf"


def paragraphs(name):
    lines = (RAW / "wikinews" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


def kept(raw):
    out = {left.line for left in raw.left_out}
    return [line for n, line in enumerate(raw.text.split("\n"), 1) if n not in out]


@pytest.mark.parametrize(("pdf", "source"), SOURCES.items())
def test_paragraphs_come_back_whole_and_in_order(pdf, source):
    (raw,) = read(read_pdf, FILES / "pdf" / f"{pdf}.pdf")
    assert kept(raw) == paragraphs(source)
    assert raw.laid_out
    assert raw.extractor.startswith("pypdfium2 ")


def test_running_heads_and_page_numbers_are_left_out_by_name():
    (raw,) = read(read_pdf, FILES / "pdf" / "running_heads.pdf")
    lines = raw.text.split("\n")
    left = {lines[out.line - 1] for out in raw.left_out}
    assert "Wikinews weekly" in left
    assert {out.rule for out in raw.left_out} == {"running_head"}


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"%PDF-1.7\nnothing that could be a PDF", PDF.read_bytes()[:4000]],
    ids=["empty", "garbage", "truncated"],
)
def test_a_broken_pdf_is_one_sentence(data):
    with pytest.raises(InputError, match=r"story\.bin"):
        read(read_pdf, data)


def test_more_pages_than_allowed_are_refused():
    with pytest.raises(InputError):
        read(read_pdf, FILES / "pdf" / "running_heads.pdf", make_desk(max_members=1))


@given(st.integers(0, PDF.stat().st_size - 1), st.binary(min_size=1, max_size=40))
def test_a_damaged_pdf_gives_text_or_an_input_error(place, damage):
    data = PDF.read_bytes()
    try:
        (raw,) = read(read_pdf, data[:place] + damage + data[place + len(damage) :])
    except InputError as refusal:
        said = str(refusal)
    else:
        said = "story.bin"
        assert len(raw.text) <= Settings().max_characters
    assert "story.bin" in said
