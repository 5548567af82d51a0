import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.ingest.package import open_zip
from castlist.ingest.word import read_word
from support.ingest_formats import FILES, damaged, make_desk, make_file, read, survives

DOCX = FILES / "docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def pack(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def document(body: str, namespace: str = W) -> bytes:
    return pack(
        {
            "word/document.xml": f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
        }
    )


def lines_of(body: str, namespace: str = W) -> list[str]:
    (raw,) = read(read_word, document(body, namespace))
    return raw.text.split("\n")


def test_an_article_keeps_its_paragraphs_rows_and_title_and_leaves_running_heads_out():
    (raw,) = read(read_word, DOCX / "article.docx")
    lines = raw.text.split("\n")
    assert lines[0] == raw.title == "At least 107 killed in Mecca crane collapse"
    assert "fall into Mecca's Grand Mosque, killing" in lines[2]  # a link
    assert "Saudi Arabia's Civil Defense" in lines[2]  # a tab
    assert lines[5].startswith("Photos released")  # a soft line break ends a line
    assert lines[6:8] == ["Killed | 107", "Wounded | 238"]
    assert lines[10] == "Islam's holiest site"  # a cell beside one that holds a paragraph
    out = [lines[left.line - 1] for left in raw.left_out]
    assert out == ["Wikinews print edition", "Page 1"]
    assert {left.rule for left in raw.left_out} == {"running_head"}
    assert raw.author == "Wikinews"  # among the properties, and named in the text
    assert raw.laid_out
    assert raw.published == ""


def test_what_is_read_is_what_the_last_editor_left():
    (raw,) = read(read_word, DOCX / "tracked-changes.docx")
    assert raw.text.split("\n") == [
        "North Korea puts military in 'quasi-state of war'",
        "No injuries or deaths were reported in the attacks from either side.",
        "The South retaliated by firing dozens of rounds of artillery into the north.",
        "South Korea had recently started to broadcast propaganda from loudspeakers after an 11-year lull.",
        "Both countries have put their militaries on high levels of alert.",
        "The broadcasts began on August 10.",
        "Six shells fell near two police posts.",
        "A row that stayed",
    ]
    assert raw.notes == (
        "It has tracked changes: insertions were read, deletions were not.",
        "Its footnotes were not read.",
    )
    # the properties say "Word Document" and "python-docx"
    assert (raw.title, raw.author) == ("", "")


@pytest.mark.parametrize(
    ("file", "note"),
    [
        ("macros.docm", "The file holds macros; they were not run."),
        (
            "outside-template.docx",
            "The file points to outside files; they were not fetched.",
        ),
    ],
)
def test_what_was_not_run_or_fetched_is_said(file, note):
    (raw,) = read(read_word, DOCX / file)
    assert raw.notes == (note,)
    assert len(raw.text) > 500


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<w:p><w:r><w:t>one</w:t></w:r><w:r><w:t xml:space='preserve'> two</w:t></w:r></w:p>",
            ["one two"],
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>",
            ["seen"],
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish w:val='false'/></w:rPr><w:t>seen</w:t></w:r></w:p>",
            ["seen"],
        ),
        (
            "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:tab/><w:t>d</w:t></w:r></w:p>",
            ["a", "b", "c d"],
        ),
        (
            "<w:p><w:r><w:instrText>PAGE</w:instrText><w:delText>x</w:delText><w:t>kept</w:t></w:r></w:p>",
            ["kept"],
        ),
        ("<w:p><w:smartTag><w:r><w:t>London</w:t></w:r></w:smartTag></w:p>", ["London"]),
        ("<w:ins><w:p><w:r><w:t>new</w:t></w:r></w:p></w:ins>", ["new"]),
        ("<w:p><w:r><w:t>wrapped\n  in XML</w:t></w:r></w:p>", ["wrapped in XML"]),
        (
            "<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p><w:p><w:r><w:t>only</w:t></w:r></w:p>",
            ["only"],
        ),
    ],
)
@pytest.mark.parametrize("namespace", [W, STRICT], ids=["transitional", "strict"])
def test_runs_and_marks(body, expected, namespace):
    assert lines_of(body, namespace) == expected


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("truncated.docx", "broken archive"),
        ("zip-bomb.docx", "30,002,383 bytes unpacked"),
        ("entity-bomb.docx", "broken"),
        ("empty.docx", "no text"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(file, says):
    with pytest.raises(InputError, match=says) as caught:
        read(read_word, DOCX / file)
    assert file in str(caught.value)


def test_a_document_type_is_refused_even_without_a_bomb():
    xml = f'<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="{W}"/>'
    with pytest.raises(InputError, match="declares a document type"):
        read(read_word, pack({"word/document.xml": xml}))


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "/etc/passwd",
        "C:/evil.txt",
        "C:evil.txt",
        "a/../../evil.txt",
        "a\\evil.txt",
        "a\x1b.txt",
    ],
)
def test_a_member_whose_name_leads_out_of_the_archive_is_refused(name):
    with pytest.raises(InputError, match="a name that leads out"):
        open_zip(make_file(pack({name: "x"})), make_desk())


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        ({"max_members": 2}, "3 files"),
        ({"max_unpacked_bytes": 299}, "300 bytes"),
        ({"max_page_bytes": 99}, "100 bytes"),
    ],
)
def test_limits_hold_before_anything_is_unpacked(limits, says):
    file = make_file(pack(dict.fromkeys(("word/document.xml", "b", "c"), "x" * 100)))
    with pytest.raises(InputError, match=says):
        list(read_word(file, make_desk(**limits)))


def test_a_member_that_declares_too_little_is_broken():
    data = pack({"word/document.xml": "x" * 1000})
    lied = data.replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(InputError, match="broken archive"):
        open_zip(make_file(lied), make_desk()).read("word/document.xml", 100_000)


def test_what_the_parser_says_over_several_lines_is_said_on_one():
    with pytest.raises(InputError, match=r"document.xml is no XML \(") as caught:
        read(read_word, pack({"word/document.xml": "<a>\n\0</a>"}))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("flag", "method", "says"),
    [(1, 0, "encrypted"), (0, 12, "unusual way"), (0, 14, "unusual way")],
)
def test_encrypted_and_unusual_members_are_refused(flag, method, says):
    data = bytearray(pack({"a.txt": "x"}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] = flag
    data[entry + 10] = method
    with pytest.raises(InputError, match=says):
        open_zip(make_file(bytes(data)), make_desk())


def test_two_members_of_one_name_are_refused():
    with pytest.raises(InputError, match="two files named"):
        open_zip(
            make_file(pack({"a.txt": "one", "b.txt": "two"}).replace(b"b.txt", b"a.txt")),
            make_desk(),
        )


@given(
    damaged((DOCX / "tracked-changes.docx").read_bytes())
    | st.binary(max_size=200).map(b"PK\x03\x04".__add__)
)
def test_no_damaged_package_breaks_the_reader(data):
    survives(read_word, data)


@given(damaged(zipfile.ZipFile(DOCX / "tracked-changes.docx").read("word/document.xml")))
def test_no_damaged_document_breaks_the_reader(xml):
    survives(read_word, pack({"word/document.xml": xml}))
