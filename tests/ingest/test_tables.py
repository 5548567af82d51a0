"""A table of articles comes in row by row, in whatever file it is; a row that cannot be read
says why and where."""

import csv
import io
import json
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from castlist.errors import InputError
from castlist.ingest.context import File, ReadContext
from castlist.ingest.tables.objects import read_jsonl
from castlist.ingest.tables.reader import (
    looks_like_csv,
    read_csv,
    read_parquet,
    read_xlsx,
)
from castlist.model import Raw
from castlist.settings import Settings
from castlist.text import split_lines
from support.paths import ROOT, TESTS

FILES = TESTS / "files" / "tables"
WIKINEWS = ROOT / "data" / "raw" / "wikinews"
READERS = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".json": read_jsonl,
    ".jsonl": read_jsonl,
    ".parquet": read_parquet,
    ".xlsx": read_xlsx,
}


def read_page(file, context):
    yield Raw(
        f"the page of {file.where}",
        name="page",
        source=file.source,
        extractor="page",
        title="of the page",
    )


def read(data, ending=".csv", *, said=None, **limits):
    context = ReadContext(
        Settings(**limits), (said if said is not None else []).append, read_page
    )
    data = data.encode() if isinstance(data, str) else data
    return list(
        READERS[ending](
            File(data, "news", f"news{ending}", f"news{ending}", ending), context
        )
    )


def read_fixture(name):
    path = FILES / name
    return list(
        READERS[path.suffix](
            File(path.read_bytes(), path.stem, name, name),
            ReadContext(Settings(), print, read_page),
        )
    )


def body(name):
    lines = (WIKINEWS / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n")
    return "\n".join(line for line in lines[1:] if line.strip())


def refusal(data, ending=".csv", **limits):
    with pytest.raises(InputError) as caught:
        read(data, ending, **limits)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def to_parquet(**columns):
    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out)
    return out.getvalue()


def repack(change):
    """The Excel file of the fixtures, with its parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(FILES / "second_sheet_dates.xlsx") as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "articles", "first"),
    [
        (
            "semicolons_cp1252.csv",
            ["crane", "hackers", "ie9"],
            ("crane", "semicolons_cp1252.csv row 2", "", "", "Wikinews"),
        ),
        (
            "tabs.tsv",
            ["crane", "hackers", "ie9"],
            ("tabs-2", "tabs.tsv row 2", "2015-09-12", "column 'published_at'", ""),
        ),
        (
            "one_broken_line.jsonl",
            ["crane", "hackers", "ie9"],
            (
                "one_broken_line-1",
                "one_broken_line.jsonl line 1",
                "2015-09-12",
                "column 'date_publish'",
                "",
            ),
        ),
        (
            "list.json",
            ["crane", "hackers"],
            ("list-1", "list.json row 1", "2015-09-12", "column 'published'", ""),
        ),
        (
            "dates.parquet",
            ["crane", "hackers", "ie9"],
            ("7", "dates.parquet row 1", "2015-09-12", "column 'published'", ""),
        ),
        (
            "second_sheet_dates.xlsx",
            ["crane", "hackers", "ie9"],
            (
                "second_sheet_dates-3",
                "second_sheet_dates.xlsx row 3",
                "2015-09-12",
                "column 'Date'",
                "Wikinews",
            ),
        ),
    ],
)
def test_every_kind_of_table_gives_the_same_articles(name, articles, first):
    found = [raw for raw in read_fixture(name) if isinstance(raw, Raw)]
    assert [raw.text for raw in found] == [body(article) for article in articles]
    crane = found[0]
    assert (
        crane.name,
        crane.source,
        crane.published,
        crane.published_from,
        crane.outlet,
    ) == first
    assert crane.title == "At least 107 killed in Mecca crane collapse"
    assert not crane.laid_out


@pytest.mark.parametrize(
    ("name", "extractor"),
    [
        ("tabs.tsv", "csv (utf-8)"),
        ("list.json", "json (utf-8)"),
        ("dates.parquet", f"pyarrow {pa.__version__}"),
        ("second_sheet_dates.xlsx", "xlsx (sheet 'Articles')"),
    ],
)
def test_the_reader_is_named(name, extractor):
    assert read_fixture(name)[0].extractor == extractor


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "one_broken_line.jsonl",
            "line 2 is broken JSON (Unterminated string starting at character 149)",
        ),
        ("second_sheet_dates.xlsx", "row 7 has no text in column 'Text'"),
        ("opposite_corners.xlsx", "row 1048576 has no text in column 'text'"),
    ],
)
def test_a_bad_row_is_reported_and_the_others_are_read(name, says):
    found = read_fixture(name)
    assert says in str(*[error for error in found if isinstance(error, InputError)])
    assert [raw for raw in found if isinstance(raw, Raw)]


# Columns


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("Text", "one"),
        (" full_text ,summary", "one"),
        ("Article Text,text", "two"),
        ("content,body", "two"),
        ("\ufeffcontent,title", "one"),
    ],
)
def test_the_column_of_the_text_goes_by_many_names(header, text):
    assert (
        read(f"{header}\none,two\n" if "," in header else f"{header}\none\n")[0].text
        == text
    )


@pytest.mark.parametrize(
    ("data", "ending", "says"),
    [
        (
            "id,summary\n1,x\n",
            ".csv",
            "has the columns id, summary. Name the column that holds the articles 'text'.",
        ),
        (
            '{"id": 1, "message": "x"}\n',
            ".jsonl",
            "has the columns id, message. Name the column",
        ),
        (to_parquet(message=["x"]), ".parquet", "has the columns message. Name the column"),
        (
            repack(lambda name, data: data.replace(b">Text<", b">Words<")),
            ".xlsx",
            "sheet 'Notes', has the columns what",
        ),
        ("text,Text\na,b\n", ".csv", "has two columns named 'text'"),
        (",".join(f"c{n}" for n in range(30)), ".csv", "c19 ..."),
        ('{"\\u0000\\ud800": 1}', ".json", "has the columns \ufffd\ufffd."),
    ],
)
def test_a_table_without_a_column_of_articles_names_the_columns_it_has(data, ending, says):
    assert says in refusal(data, ending)


def test_what_others_say_over_several_lines_is_said_on_one():
    good = to_parquet(text=["x"])
    length = int.from_bytes(good[-8:-4], "little")
    assert "is a broken Parquet file (" in refusal(
        good[: -8 - length] + b"\x0f" * length + good[-8:], ".parquet"
    )
    lines = repack(
        lambda name, data: data.replace(b">Text<", b">Words<").replace(
            b'name="Notes"', b'name="A&#10;B"'
        )
    )
    assert "sheet 'A B', has the columns" in refusal(lines, ".xlsx")


def test_metadata_come_from_their_columns():
    (raw,) = read_one(
        id=12, title="The\n bridge", byline=["A. Writer", "B. Writer"], publisher="The Paper", text="one\r\ntwo",
        url="https://example.org/bridge", lang="en-GB",
    )  # fmt: skip
    assert raw == Raw(
        "one\ntwo", name="12", source="news.json row 1", extractor="json (utf-8)", title="The bridge",
        author="A. Writer, B. Writer", outlet="The Paper", url="https://example.org/bridge", language="en",
    )  # fmt: skip


def read_one(**row):
    return read(json.dumps([row]), ".json")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2015-08-21", "2015-08-21"),
        ("2015-08-21T23:30:00+09:00", "2015-08-21"),
        ("20150821", "2015-08-21"),
        ("2015/8/3", "2015-08-03"),
        ("2015-08-21 10:00", "2015-08-21"),
        ("21 August 2015", "2015-08-21"),
        ("August 21, 2015, 10:15 EDT", "2015-08-21"),
        ("Fri, 21 Aug 2015 10:00:00 +0000", "2015-08-21"),
        ("21/08/2015", "2015-08-21"),
        ("03/03/2015", "2015-03-03"),
    ],
)
def test_a_date_that_can_be_read_in_one_way_is_read(written, published):
    (raw,) = read_one(text="x", date=written)
    assert (raw.published, raw.published_from, raw.notes) == (
        published,
        "column 'date'",
        (),
    )


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2015",
        "August 2015",
        "2015",
        "21 August",
        "Friday",
        "10/11/12",
        "2015-02-30",
        "soon",
        "1440115200",
    ],
)
def test_a_date_that_cannot_stays_empty_and_says_so(written):
    (raw,) = read_one(text="x", date=written)
    assert (raw.published, raw.published_from) == ("", "")
    assert f"'{written}'" in raw.notes[0]


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "en"), ("en_US", "en"), ("English", ""), ("eng", ""), (None, "")],
)
def test_a_language_is_a_code_of_two_letters_or_unknown(language, code):
    assert read_one(text="x", language=language)[0].language == code


# Cells


@pytest.mark.parametrize(
    ("cell", "text", "notes"),
    [
        (
            "It\x92s a \x00 day",
            "It’s a \ufffd day",
            ("2 control characters were replaced.",),
        ),
        (
            "half \ud83d of it",
            "half \ufffd of it",
            ("1 control characters were replaced.",),
        ),
        ("one\u2028two\x0bthree\r\nfour\n\nfive", "one\ntwo\nthree\nfour\n\nfive", ()),
        (["one", None, "two"], "one\ntwo", ()),
        ("1 < 2 and <b>bold</b>", "1 < 2 and <b>bold</b>", ()),
    ],
)
def test_text_is_kept_line_by_line_without_control_characters(cell, text, notes):
    (raw,) = read_one(text=cell)
    assert (raw.text, raw.notes) == (text, notes)


def test_a_text_as_long_as_a_cell_of_excel_may_be_cut_off():
    (raw,) = read_one(text="x" * 32_767)
    assert "its end may be cut off" in raw.notes[0]


def test_html_in_a_cell_becomes_lines():
    (raw,) = read_one(
        text="<p>The bridge &amp; the <i>road</i>.</p><p>Closed.</p>", title="Bridge closed"
    )
    assert raw.text.endswith("The bridge & the road.\nClosed.")
    assert (raw.laid_out, raw.title) == (True, "Bridge closed")


def test_a_web_page_in_a_cell_is_read_as_one_and_the_table_knows_better():
    page = "<html><body><p>The bridge.</p></body></html>"
    (raw,) = read_one(id="b1", text=page, date="2015-08-21")
    assert (raw.text, raw.extractor) == ("the page of news.json row 1", "page")
    assert (raw.name, raw.title, raw.published) == ("b1", "of the page", "2015-08-21")


def test_html_without_text_is_no_article():
    assert "row 1 has HTML without text" in str(*read_one(text="<p> </p><p></p>"))


# CSV


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_seen_in_the_header(separator):
    data = f'id{separator}text{separator}"a note, or two; three"\n7{separator}"one{separator} ""two""\nthree"{separator}\n'
    (raw,) = read(data)
    assert (raw.name, raw.text) == ("7", f'one{separator} "two"\nthree')


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("1", "row 3 has 1 cells, and the header has 2"),
        ("1,one,two", "row 3 has 3 cells, and the header has 2"),
        ("1,", "row 3 has no text in column 'text'"),
        ("1,\u200b ", "row 3 has no text"),
    ],
)
def test_a_bad_row_is_named_as_a_spreadsheet_numbers_it(row, says):
    before, error, after = read(f'id,text\n0,"more\nlines"\n{row}\n\n2,last,\n')
    assert says in str(error)
    assert (before.text, after.text, after.source) == (
        "more\nlines",
        "last",
        "news.csv row 5",
    )


@pytest.mark.parametrize("row", ['1,"open', '1,"one"two'])
def test_broken_quotation_marks_end_the_reading_at_their_row(row):
    first, error = read(f"id,text\n0,zero\n{row}\n2,two\n")
    assert first.text == "zero"
    assert "news.csv row 3 has a quotation mark that is not closed, or not doubled" in str(
        error
    )


def test_text_with_tabs_may_have_quotation_marks_that_are_only_marks():
    one, two = read('id\ttext\n1\t"We won," he said.\n2\t5" of snow\n', ".tsv")
    assert (one.text, two.text) == ('"We won," he said.', '5" of snow')


def test_a_cell_may_be_longer_than_csv_allows_by_default():
    assert len(read("text\n" + "x" * 200_000)[0].text) == 200_000


@pytest.mark.parametrize(
    ("text", "is_table"),
    [
        ("id;title;text\n1;a;b\n", True),
        ("Headline\tBody\nx\ty\n", True),
        ("id,title,text", False),
        ("title,summary\na,b\n", False),
        ("Body, mind and soul\n\nThe mayor said.", False),
        (
            "The text, as the title says, is in the article, and the date is on it, said the author.\nNot so.",
            False,
        ),
        ("", False),
        ('"text\n', False),
    ],
)
def test_a_table_without_a_name_is_known_by_its_header(text, is_table):
    assert looks_like_csv(text) is is_table


# JSON


@pytest.mark.parametrize(
    "data",
    [
        '{"text": "one"}\n\n{"text": "two"}\n',
        '[{"text": "one"}, {"text": "two"}]',
        '\r\n{"text": "one"}\r{"text": "two"}',
        '\ufeff{"text": "one"}\n{"text": "two"}',
    ],
)
def test_objects_stand_on_lines_or_in_a_list(data):
    assert [raw.text for raw in read(data, ".json")] == ["one", "two"]


def test_a_single_object_may_take_several_lines():
    assert [
        raw.text
        for raw in read(json.dumps({"title": "T", "text": "one"}, indent=2), ".json")
    ] == ["one"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ('[{"text": "one"}', "news.json is broken JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[1, 2]", "row 1 is no JSON object"),
        ('{"text": "one"', "line 1 is broken JSON"),
        ('{"text": ' + "9" * 5000 + "}", "line 1 is broken JSON"),
    ],
)
def test_json_without_objects_is_refused(data, says):
    assert says in refusal(data, ".json")


@pytest.mark.parametrize(
    "line", ["[1]", '{"text": ' + "[" * 100_000, '{"text": "' + "x" * 2000 + '"}']
)
def test_a_line_that_is_no_article_does_not_end_the_reading(line):
    first, error, last = read(
        f'{{"text": "one"}}\n{line}\n{{"text": "two"}}', ".jsonl", max_page_bytes=1000
    )
    assert "news.jsonl line 2 " in str(error)
    assert (first.text, last.text) == ("one", "two")


# Excel


CELLS = (
    '<row><c t="inlineStr"><is><t>text</t></is></c><c t="inlineStr"><is><t>date</t></is></c></row>'
    '<row r="5"><c r="A5" t="str"><f>A1</f><v>one_x000D_\ntwo</v></c><c r="B5"><v>42237</v></c></row>'
    '<row><c t="inlineStr"><is><r><t>rich </t></r><r><t>text</t></r><rPh><t>sound</t></rPh></is></c>'
    '<c r="B6" t="e"><v>#REF!</v></c></row>'
)


def test_cells_of_every_type_are_read():
    sheet = f'<x:worksheet xmlns:x="main"><x:sheetData>{CELLS}</x:sheetData></x:worksheet>'
    data = repack(
        lambda name, data: sheet.encode() if name.endswith("sheet1.xml") else data
    )
    first, second = read(data, ".xlsx")
    assert (first.text, first.source, first.notes[0]) == (
        "one\ntwo",
        "news.xlsx row 5",
        "The date '42237' can be read in more than one way, or not at all.",
    )
    assert (second.text, second.source, second.notes) == (
        "rich text",
        "news.xlsx row 6",
        (),
    )


def test_days_are_counted_from_the_year_that_the_workbook_states():
    book = repack(
        lambda _, data: data.replace(b"<workbookPr />", b'<workbookPr date1904="1"/>')
    )
    assert read(book, ".xlsx")[0].published == "2019-09-13"  # four years and a day later


@pytest.mark.parametrize(
    ("part", "content", "says"),
    [
        (
            "xl/worksheets/sheet1.xml",
            b"<worksheet><sheetData>",
            "is a broken workbook (xl/worksheets/sheet1.xml: no",
        ),
        (
            "xl/workbook.xml",
            b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            "declares entities",
        ),
        (
            "xl/workbook.xml",
            b'<?xml version="1.0" encoding="x-no"?><a/>',
            "is a broken workbook",
        ),
        ("xl/workbook.xml", b"<workbook/>", "has no sheets"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships/>", "has no"),
    ],
)
def test_a_broken_workbook_is_refused(part, content, says):
    assert says in refusal(
        repack(lambda name, data: content if name == part else data), ".xlsx"
    )


def test_a_binary_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.bin", b"\x83\x01")
    assert "is a binary workbook. Save it as .xlsx" in refusal(out.getvalue(), ".xlsx")


# Limits


MANY = {
    ".csv": "text\n" + "one two\n" * 30,
    ".jsonl": '{"text": "one two"}\n' * 30,
    ".json": json.dumps([{"text": "one two"}] * 30),
    ".parquet": to_parquet(text=["one two"] * 30),
}


@pytest.mark.parametrize("ending", MANY)
def test_more_rows_or_characters_than_allowed_are_refused(ending):
    assert len(read(MANY[ending], ending, max_members=30)) == 30
    assert "has more than 29 rows. Split it." in refusal(
        MANY[ending], ending, max_members=29
    )
    assert "Split it." in refusal(MANY[ending], ending, max_unpacked_bytes=100)


def test_a_text_too_long_for_an_article_is_reported():
    error, raw = read("text\n123456789\n123\n", max_characters=8)
    assert "news.csv row 2 has 9 characters, too long for one article (at most 8)" in str(
        error
    )
    assert raw.text == "123"


def test_a_small_parquet_file_of_a_large_text_is_refused_before_it_is_unpacked():
    data = to_parquet(text=["x" * 5_000_000])
    assert len(data) < 500_000
    assert "bytes unpacked (at most 1,000,000)" in refusal(
        data, ".parquet", max_unpacked_bytes=1_000_000
    )


def test_a_long_list_is_to_be_written_as_lines():
    assert "Write it as JSON lines" in refusal(MANY[".json"], ".json", max_page_bytes=100)


@pytest.mark.parametrize(
    ("data", "ending"),
    [("text\n", ".csv"), ("[]", ".json"), (to_parquet(text=[]), ".parquet")],
)
def test_a_table_without_rows_is_refused(data, ending):
    assert refusal(data, ending)


def test_progress_is_reported_now_and_then():
    said = []
    read("text\n" + "one\n" * 1200, said=said)
    assert said == ["news.csv: row 501", "news.csv: row 1,001"]


@pytest.mark.parametrize(("library", "ending"), [("pyarrow", ".parquet")])
def test_a_missing_library_is_named_with_the_line_that_installs_it(
    monkeypatch, library, ending
):
    monkeypatch.setitem(sys.modules, library, None)
    assert f"needs {library}. Install it: pip install 'castlist[tables]'" in refusal(
        MANY[ending], ending
    )


# Anything at all


LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda text: text.strip("\u200b \ufeff")
)


@given(
    st.lists(st.lists(st.text("ab,;|\"'\t \n\u2028é"), min_size=3, max_size=3), min_size=1),
    st.sampled_from(",;\t|"),
)
def test_whatever_was_written_as_csv_is_read_back(rows, separator):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerows(
        [
            ["id", "text", "x"],
            *([f"{n}", f"a{text}", note] for n, (_, text, note) in enumerate(rows)),
        ]
    )
    found = read(out.getvalue())
    assert [(raw.name, raw.text) for raw in found] == [
        (f"{n}", "\n".join(split_lines(f"a{text}"))) for n, (_, text, _) in enumerate(rows)
    ]


def survives(data, ending):
    """Articles or InputError, and nothing else; texts that can be written."""
    try:
        found = read(data, ending, max_page_bytes=100_000)
    except InputError as error:
        found = [error]
    for raw in found:
        text = raw.text if isinstance(raw, Raw) else str(raw)
        text.encode()
        assert not set(text) & set("\x00\r\x0b\x85\u2028")


@given(
    st.binary(max_size=300),
    st.sampled_from(sorted(READERS)),
    st.sampled_from([b"", b"text\n", b'{"text": "', b"PAR1"]),
)
def test_random_bytes_are_read_or_refused(data, ending, start):
    survives(start + data, ending)


@given(
    st.sampled_from(
        sorted(path.name for path in FILES.iterdir() if path.suffix in READERS)
    ),
    st.data(),
)
def test_damaged_files_are_read_or_refused(name, data):
    content = bytearray((FILES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        # The end of a Parquet or ZIP file says what is where: most faults of use are there.
        at = data.draw(
            st.integers(0, len(content) - 1)
            | st.integers(max(0, len(content) - 1200), len(content) - 1)
        )
        content[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    survives(bytes(content), Path(name).suffix)


@given(
    st.sampled_from(
        [
            "xl/workbook.xml",
            "xl/styles.xml",
            "xl/worksheets/sheet2.xml",
            "xl/sharedStrings.xml",
        ]
    ),
    st.data(),
)
def test_damaged_parts_of_a_workbook_are_read_or_refused(part, data):
    def damage(name, content):
        at = data.draw(st.integers(0, len(content))) if name == part else 0
        return (
            content[:at]
            + data.draw(st.sampled_from([b"9", b'"', b"<c>", b"</v>", b"&x;"]))
            + content[at + 1 :]
            if at
            else content
        )

    survives(repack(damage), ".xlsx")


@pytest.mark.parametrize(
    "head",
    [
        "sep=;\n",
        "SEP=;\r\n",
        "\ufeffsep=;\n",
        "Clippings of April;;\n;;\n",
        "Clippings of April\nmade by Ann, for the desk\n\n",
    ],
)
def test_what_stands_above_the_header_is_passed_over(head):
    text = f"{head}title;text;date\nA storm;A storm came over the town.;2024-04-15\n"
    file = File(text.encode(), "list", "list.csv", "list.csv", ".csv")
    (raw,) = read_csv(file, ReadContext(Settings(), str, read_page))
    assert (raw.title, raw.text, raw.published) == (
        "A storm",
        "A storm came over the town.",
        "2024-04-15",
    )


def test_a_cell_below_the_header_is_no_header():
    text = "heading,kind\nA storm,article\nA title,text\n"
    file = File(text.encode(), "list", "list.csv", "list.csv", ".csv")
    with pytest.raises(InputError, match="heading, kind"):
        list(read_csv(file, ReadContext(Settings(), str, read_page)))
