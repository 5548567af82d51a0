"""PDFs of real articles give back their paragraphs, whatever columns and pages they were set in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.ingest.pdf import read_pdf
from castlist.ingest.pdf.columns import order_columns
from castlist.ingest.pdf.lines import PdfLine
from castlist.settings import Settings
from support.ingest_formats import FILES, RAW, make_desk, read, survives

SOURCES = {
    "running_heads": "warming",
    "two_columns": "defector",
    "three_columns": "korea",
    "landscape": "ie9",
}
PDF = FILES / "pdf" / "landscape.pdf"


def write_pdf(*pages, box="0 0 595 842", count=None, letters=""):
    """A PDF whose pages draw this; /F is Helvetica, or shows these letters for A, B and so on."""
    codes = "".join(
        f"<{65 + n:02x}> <{c.encode('utf-16-be').hex()}> " for n, c in enumerate(letters)
    )
    mapping = f"1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar {codes}endbfchar"
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    things = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count or len(pages)} /MediaBox [{box}] /Resources 5 0 R >>",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica{' /ToUnicode 4 0 R' if letters else ''} >>",
        f"<< /Length {len(mapping)} >>\nstream\n{mapping}\nendstream",
        "<< /Font << /F 3 0 R >> >>",
    ]
    for n, page in enumerate(pages):
        things.append(f"<< /Type /Page /Parent 2 0 R /Contents {7 + 2 * n} 0 R >>")
        things.append(f"<< /Length {len(page)} >>\nstream\n{page}\nendstream")
    data = b"%PDF-1.7\n"
    starts = []
    for n, thing in enumerate(things, 1):
        starts.append(len(data))
        data += f"{n} 0 obj\n{thing}\nendobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    end = f"trailer << /Root 1 0 R /Size {len(things) + 1} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {len(things) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def draw(lines, *, size=12, left=72, top=770):
    return (
        f"BT /F {size} Tf {1.2 * size} TL {left} {top} Td "
        + " ".join(f"({line}) Tj T*" for line in lines)
        + " ET\n"
    )


def place(words):
    return (
        "BT /F 8 Tf "
        + " ".join(f"1 0 0 1 {x} {y} Tm ({word}) Tj" for x, y, word in words)
        + " ET\n"
    )


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


REFUSED = {
    "encrypted": "is encrypted. Save a copy without a password",
    "scanned": "no text, only pictures of pages. Run OCR over it first",
    "blank": "no text: all its pages are blank",
    "truncated": "is cut off: its end is missing",
}


@pytest.mark.parametrize(("pdf", "why"), REFUSED.items())
def test_what_has_no_text_to_give_is_refused_with_what_to_do(pdf, why):
    with pytest.raises(InputError, match=why) as refusal:
        read(read_pdf, FILES / "pdf" / f"{pdf}.pdf")
    assert str(refusal.value).startswith(f"{pdf}.pdf ")


def test_a_pdf_that_asks_for_no_password_is_read_though_it_is_encrypted():
    (raw,) = read(read_pdf, FILES / "pdf" / "no_password_to_open.pdf")
    assert kept(raw) == paragraphs("ie9")


def test_a_scanned_page_among_others_is_noted():
    (raw,) = read(read_pdf, FILES / "pdf" / "partly_scanned.pdf")
    assert kept(raw) == paragraphs("ie9")
    assert [note.split(",")[0] for note in raw.notes] == ["1 of 2 pages has no text"]


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


def test_pages_that_cannot_be_opened_are_noted_in_one_line():
    (raw,) = read(read_pdf, write_pdf(draw(["One page of many"]), count=5000))
    assert raw.text == "One page of many"
    assert raw.notes[0].endswith("20, 21 and 4,979 more.")


def test_letters_without_width_alone_are_no_words():
    (raw,) = read(read_pdf, write_pdf(draw(["A B", "BB A"]), letters="x\u200b"))
    assert raw.text.split() == ["x", "x"]
    with pytest.raises(InputError, match="no text"):
        read(read_pdf, write_pdf(draw(["B BB"]), letters="x\u200b"))


# Each took minutes or ended in a RecursionError. The first is PDFium's:
# it looks at every point of a page.
SLOW = {
    "a page of 2,000 km": write_pdf(draw(["word"]), box="0 0 2147483647 2147483647"),
    "many columns": write_pdf(
        place([(30 * (n * 7 % 750), 800, "ab") for n in range(750)]), box="0 0 22500 842"
    ),
    "many lines": write_pdf(
        draw(["word"] * 15_000, size=1, top=18_100), box="0 0 595 18200"
    ),
    "many gaps": write_pdf(
        place([(30 + 60 * n, 7 * y, "ab") for y in range(1000) for n in range(7)]),
        box="0 0 595 7200",
    ),
    "large letters": write_pdf(
        "".join(
            draw(["A"], size=15, left=9 * n, top=15 * n) + draw(["b", "b"], left=9 * n)
            for n in range(1, 900)
        )
    ),
    "a long word": write_pdf(*[draw([f"{'a' * 30_000}/b-", "next"], size=2)] * 3),
}


@pytest.mark.parametrize("data", SLOW.values(), ids=SLOW)
def test_no_page_takes_for_ever(data):
    survives(read_pdf, data)


@pytest.mark.parametrize(
    "size",
    ["0", ".0000001", "0.3", "-12", "340282346638528859811704183484516925440", "null"],
)
def test_type_of_any_size_is_read(size):
    survives(
        read_pdf,
        write_pdf(
            draw(["Type of no size", "goes on"], size=1).replace("/F 1 Tf", f"/F {size} Tf")
        ),
    )


numbers = st.sampled_from([0.0, 1.0, 2.0, 300.0, 3e38, -3e38]) | st.floats(-100, 800)
places = st.tuples(
    numbers,
    numbers | st.just(None),
    numbers,
    st.sampled_from([0.1, 8.0, 12.0, 3e38]),
    st.booleans(),
)


@given(st.lists(places, max_size=40))
# type without width, which stands on both sides of a gutter
@example([(0.0, None, 20.0, 0.1, False)] * 6)
def test_columns_have_every_line_of_a_page_once(found):
    lines = [
        PdfLine(
            str(n),
            1,
            left,
            left if right is None else max(left, right),
            base,
            size,
            False,
            1.0,
            n,
            turned,
        )
        for n, (left, right, base, size, turned) in enumerate(found)
    ]
    assert sorted(
        line.number for column in order_columns(lines) for line in column
    ) == list(range(len(lines)))


def test_pdfs_can_be_read_in_several_threads():
    with ThreadPoolExecutor(4) as pool:
        texts = set(pool.map(lambda _: read(read_pdf, PDF)[0].text, range(12)))
    assert texts == {"\n".join(paragraphs("ie9"))}


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
