"""What comes in is either text as it was found, or one sentence that says what to do."""

import csv
import errno
import hashlib
import io
import os
import re
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.ingest import ingest, ingest_text
from castlist.ingest.detect import find_kind, read_file
from castlist.pipeline import Reading, read_article, read_articles, read_text
from castlist.settings import Settings
from support.ingest_formats import make_desk, make_file

LIMIT = 4_000_000
SETTINGS = Settings()
STORY = "The mayor of the town said on Monday that the old bridge would be closed for repairs until the end of next year.\n"


def read_bytes(tmp_path, data, name="story.txt"):
    path = tmp_path / name
    path.write_bytes(data)
    return read_one(path)


def read_one(path, **options):
    (raw,) = ingest(path, settings=SETTINGS, **options)
    return raw


@pytest.mark.parametrize(
    ("data", "text", "extractor"),
    [
        (b"plain", "plain", "text (utf-8)"),
        (b"\xef\xbb\xbfwith a mark", "with a mark", "text (utf-8)"),
        ("Erdoğan".encode("utf-16"), "Erdoğan", "text (utf-16)"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n", "text (utf-8)"),
        ("one\u2028two\u2029three".encode(), "one\ntwo\nthree", "text (utf-8)"),
    ],
    ids=[
        "utf-8",
        "byte-order-mark",
        "utf-16",
        "windows-and-old-mac-line-ends",
        "unicode-line-ends",
    ],
)
def test_text_comes_in_as_it_is(tmp_path, data, text, extractor):
    raw = read_bytes(tmp_path, data)
    assert (raw.text, raw.extractor) == (text, extractor)


def test_an_old_encoding_is_detected_and_named(tmp_path):
    story = "“We won’t pay,” the café’s owner said – again. " * 20
    raw = read_bytes(tmp_path, story.encode("cp1252"))
    assert raw.text == story
    assert "detected" in raw.extractor


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t\xc2\xa0\n\xe2\x80\x8b", "is empty"),
        (b"\x00\x01\x02\xff\xfe\xfd", "binary file"),
        (b"text with a \x00 in it", "control character 0x00 at character 12"),
        (b"a name \x1b[31m in red", "control character 0x1b at character 7"),
        (b"a" * (LIMIT + 1), "larger than 4,000,000 bytes"),
        (b"\xff\xfeodd", "does not go on so"),
    ],
    ids=["empty", "white-space", "binary", "nul", "escape", "too-large", "broken-utf-16"],
)
def test_what_is_no_text_is_refused_with_advice(tmp_path, data, says):
    with pytest.raises(InputError, match=says) as caught:
        read_bytes(tmp_path, data)
    assert "story.txt" in str(caught.value)
    assert any(word in str(caught.value) for word in ("Save", "Paste", "Split"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read_one(tmp_path / "no.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read_one(f"{tmp_path}/nul\x00.txt")


def test_a_folder_gives_its_articles_in_order_and_bad_ones_take_no_good_one_with_them(
    tmp_path,
):
    for name, data in {
        "b.txt": STORY.encode(),
        "a.txt": STORY.encode() * 2,
        "c.txt": b"\x00\x01\xff",
    }.items():
        (tmp_path / name).write_bytes(data)
    first, second, bad = ingest(tmp_path, settings=SETTINGS)
    assert [first.name, second.name] == ["a", "b"]
    assert "c.txt is a binary file" in str(bad)
    with pytest.raises(InputError, match="holds 2 articles, not one"):
        read_article(tmp_path)
    assert read_article(tmp_path, article_id="b").article_id == "b"


def test_a_text_of_two_encodings_is_read_and_said(tmp_path):
    raw = read_bytes(
        tmp_path,
        "Erdoğan said no.\n".encode() + "“No,” the café’s owner said.\n".encode("cp1252"),
    )
    assert raw.text == "Erdoğan said no.\n“No,” the café’s owner said.\n"
    assert "encoding changes" in raw.notes[0]


@pytest.mark.parametrize("space", ["\r", "\n", "\t", " ", "\u200b"])
def test_a_desert_of_white_space_takes_no_time(space):
    assert ingest_text(f"{STORY}{space * 300_000}The end.").text.endswith("The end.")


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("It\u0092s \u0093no\u0094\u0085 he said.", "It’s “no”… he said."),
        ("One\u0085Two", "One\nTwo"),
        ("One\u0085Two\u0081\u007f.", "One\nTwo."),
    ],
    ids=["windows", "line-end", "nothing"],
)
def test_stray_control_characters_are_read_as_browsers_read_them(found, text):
    raw = ingest_text(found)
    assert raw.text == text
    assert bool(raw.notes) is (found != "One\u0085Two")


def test_an_encoding_that_only_python_knows_is_not_believed():
    data = b"A caf\xe9 \\ud800 in Paris. " * 20
    (raw,) = read_file(
        make_file(data, media_type="text/plain; charset=unicode_escape"), make_desk()
    )
    assert "\\ud800 in Paris" in raw.text


def test_what_a_server_calls_latin_1_is_windows_text():
    data = b"\x93It\x92s no caf\xe9,\x94 he said. " * 20
    (raw,) = read_file(
        make_file(data, media_type="text/plain; charset=ISO-8859-1"), make_desk()
    )
    assert raw.text.startswith("“It’s no café,” he said.")
    assert raw.notes == ()


@pytest.mark.parametrize(
    "data",
    [
        b"<!---->" * 60 + STORY.encode(),
        b"<!----><?xml?>" * 60 + STORY.encode(),
        b"<!-- a " * 9_000,
    ],
    ids=["comments", "declarations", "no-end"],
)
def test_a_kind_is_told_at_once(data):
    assert find_kind(make_file(data), SETTINGS) == "text"


def test_json_larger_than_a_page_is_not_parsed_to_tell_its_kind(monkeypatch):
    data = b'[{"text": "' + STORY.strip().encode() * 20 + b'"}]'
    monkeypatch.setattr("json.loads", lambda *_, **__: pytest.fail("it was parsed"))
    with pytest.raises(InputError, match="is one JSON list of"):
        list(read_file(make_file(data), make_desk(max_page_bytes=1_000)))


def test_a_zip_of_too_many_files_is_not_listed_to_tell_its_kind(monkeypatch):
    monkeypatch.setattr("zipfile.ZipFile", lambda *_, **__: pytest.fail("it was listed"))
    with pytest.raises(InputError, match="holds more than 2 files"):
        list(read_file(make_file(b"PK" + b"PK\x01\x02" * 21), make_desk(max_members=2)))


@pytest.mark.parametrize(
    "name", [b"a\x1b[31m\nb.txt", b"caf\xe9.txt", "a\u202etxt.b".encode()]
)
def test_a_name_can_be_shown_and_written_whatever_it_holds(tmp_path, name):
    (tmp_path / os.fsdecode(name)).write_text(STORY)
    (raw,) = ingest(tmp_path, settings=SETTINGS)
    assert "\ufffd" in raw.source
    assert not re.search("[\x00-\x1f\u202e\ud800-\udfff]", raw.source + raw.name)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Office file, or one with a password"),
        (b"{\\rtf1 text}", "is an RTF file"),
        (b"\x89PNG\r\n\x1a\n\x00", "is a picture"),
        (b"ID3\x04", "is a recording"),
        (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive"),
        (
            b"<?xml version='1.0'?><nitf><body/></nitf>",
            "is XML, but neither a web page nor a feed",
        ),
    ],
)
def test_what_no_reader_takes_is_named_with_what_to_do(tmp_path, data, says):
    with pytest.raises(InputError, match=says) as caught:
        read_bytes(tmp_path, data, "story.bin")
    assert str(caught.value).count(". ") == 1


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    article = read_article("-")
    assert article.text == STORY.strip()
    assert article.row.source == "-"
    assert article.article_id == "the-mayor-of-the-town-said"


def test_a_lone_surrogate_in_a_string_is_refused():
    with pytest.raises(InputError, match="lone surrogate"):
        ingest_text("half \ud800 a character")


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a pipe")
    with pytest.raises(
        InputError, match=r"a pipe is a pipe. Read it with `castlist run - < '.*a pipe'`\."
    ):
        read_one(tmp_path / "a pipe")


def test_a_device_and_a_socket_are_not_opened(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the name of a socket has 107 bytes at most
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("s")
        for name, kind in (("s", "socket"), (os.devnull, "device")):
            with pytest.raises(
                InputError,
                match=f"{name} is a {kind}, not a file. Save the article to a file",
            ):
                read_one(name)


def test_a_pipe_that_the_shell_has_opened_is_read():
    read, write = os.pipe()
    os.write(write, STORY.encode())
    os.close(write)
    assert read_one(f"/dev/fd/{read}").text == STORY
    os.close(read)


def test_a_folder_that_cannot_be_listed_is_said_and_the_others_are_read(
    tmp_path, monkeypatch
):
    for name in ("a/locked/x.txt", "a/story.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(STORY)
    list_all = os.scandir

    def scandir(path):
        if os.fspath(path).endswith("locked"):
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        return list_all(path)

    monkeypatch.setattr(os, "scandir", scandir)
    error, raw = ingest(tmp_path, settings=SETTINGS)
    assert (
        str(error)
        == f"{tmp_path}/a/locked is a folder that cannot be listed. Check its permissions."
    )
    assert raw.name == "a/story"
    with pytest.raises(
        InputError,
        match=r"locked cannot be read \(Permission denied\)\. Check its permissions\.",
    ):
        list(ingest(tmp_path / "a/locked", settings=SETTINGS))


def test_a_file_that_may_not_be_looked_at_is_said(monkeypatch):
    def refuse(self, **options):
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr("pathlib.Path.stat", refuse)
    with pytest.raises(
        InputError, match=r"in/story.txt cannot be read \(Permission denied\)\. Check its"
    ):
        read_one("in/story.txt")


def test_two_files_of_one_name_in_a_folder_are_two_articles(tmp_path):
    for name in ("story.txt", "2024/story.txt", "2025/story.txt", "2025/deep/story.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY + name)
    articles = list(read_articles(tmp_path))
    assert [(article.article_id, article.row.source) for article in articles] == [
        ("2024-story", "2024/story.txt"),
        ("2025-deep-story", "2025/deep/story.txt"),
        ("2025-story", "2025/story.txt"),
        ("story", "story.txt"),
    ]
    # As the notebooks read it again.
    assert read_article(tmp_path, article_id="2025-story").text == articles[2].text


class TestSources:
    """`sources.csv` beside the file, or one folder up,
    is the only origin of outlet, date and address."""

    HEAD = "file,title,author,outlet,published,url,sha256\n"

    def read(self, tmp_path, row, name="story.txt"):
        (tmp_path / "sources.csv").write_text(self.HEAD + row, encoding="utf-8")
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
        return read_one(tmp_path / name)

    def test_metadata_come_from_the_list(self, tmp_path):
        digest = hashlib.sha256(STORY.encode()).hexdigest()
        raw = self.read(
            tmp_path,
            f"story.txt,Bridge,A. Writer,The Post,2026-01-31,https://example.org/1,{digest}\n",
        )
        assert (raw.title, raw.author, raw.outlet, raw.published) == (
            "Bridge",
            "A. Writer",
            "The Post",
            "2026-01-31",
        )
        assert raw.url == "https://example.org/1"
        assert raw.published_from == "source list"

    def test_a_file_in_a_folder_below_is_found(self, tmp_path):
        assert (
            self.read(tmp_path, "sub/story.txt,,,The Post,,,\n", "sub/story.txt").outlet
            == "The Post"
        )

    def test_what_is_not_listed_stays_empty(self, tmp_path):
        raw = self.read(tmp_path, "other.txt,Bridge,A,B,2026-01-31,c,\n")
        assert (raw.title, raw.author, raw.outlet, raw.published, raw.url) == (
            "",
            "",
            "",
            "",
            "",
        )
        assert raw.published_from == ""

    def test_what_is_given_by_hand_goes_before_the_list(self, tmp_path):
        self.read(tmp_path, "story.txt,Bridge,A. Writer,The Post,2026-01-31,,\n")
        given = {"outlet": "The  Daily\nPost", "published": "2026-02-01", "author": ""}
        raw = read_one(tmp_path / "story.txt", details=given)
        assert (raw.author, raw.outlet, raw.published) == (
            "A. Writer",
            "The Daily Post",
            "2026-02-01",
        )
        assert raw.published_from == "given by hand"
        with pytest.raises(InputError, match="'1 May' is no date"):
            read_one(tmp_path / "story.txt", details={"published": "1 May"})

    def test_a_date_that_is_none_is_refused_with_its_line(self, tmp_path):
        with pytest.raises(InputError, match=r"line 2, story.txt: 'last May' is no date"):
            self.read(tmp_path, "story.txt,,,,last May,,\n")

    def test_a_list_with_other_headings_is_refused(self, tmp_path):
        (tmp_path / "sources.csv").write_text("File;Title\nstory.txt;x\n")
        (tmp_path / "story.txt").write_text(STORY)
        with pytest.raises(InputError, match="has no column 'file'"):
            read_one(tmp_path / "story.txt")

    def test_the_files_of_a_folder_share_their_list(self, tmp_path, monkeypatch):
        for n in range(5):
            self.read(tmp_path, "", f"{n}.txt")
        (tmp_path / "sources.csv").write_text(
            self.HEAD + "3.txt,Bridge,,,,,\n3.txt,Another,,,,,\n"
        )
        parsed = []
        parse = csv.DictReader
        monkeypatch.setattr(
            "csv.DictReader", lambda file: parsed.append(file.name) or parse(file)
        )
        assert [raw.title for raw in ingest(tmp_path, settings=SETTINGS)] == [
            "",
            "",
            "",
            "Bridge",
            "",
        ]
        assert len(parsed) == 1
        (tmp_path / "sources.csv").write_text("name;title\n")
        assert [
            "has no column 'file'" in str(error)
            for error in ingest(tmp_path, settings=SETTINGS)
        ] == [True] * 5
        assert len(parsed) == 2

    def test_a_changed_file_is_refused(self, tmp_path):
        with pytest.raises(InputError, match="has changed since it was listed"):
            self.read(tmp_path, f"story.txt,,,,,,{'0' * 64}\n")


class TestReadArticle:
    def test_fourteen_words_are_no_article(self):
        with pytest.raises(InputError, match=r"no article text \(found 14 words"):
            read_text("word " * 14)

    def test_another_language_is_named(self):
        with pytest.raises(
            InputError, match=r"seems to be in German .*needs its own spaCy model .*--force"
        ):
            read_text(
                "Der Bürgermeister sagte am Montag, dass die alte Brücke bis Ende des Jahres geschlossen bleibt. "
                * 3
            )

    def test_force_goes_on_and_keeps_the_language(self):
        text = (
            "Le maire a déclaré lundi que le vieux pont resterait fermé jusqu'à la fin de l'année prochaine. "
            * 3
        )
        assert read_text(text, Reading(force=True)).row.language == "fr"

    def test_what_is_longer_than_an_article_is_refused(self):
        with pytest.raises(InputError, match="the text has 5,000,000 characters"):
            read_text("word " * 1_000_000)
        with pytest.raises(InputError, match="a paragraph of 499,999 characters"):
            read_text("word " * 100_000)

    def test_only_furniture_is_no_article(self):
        with pytest.raises(InputError, match="no paragraph left: all 2 lines"):
            read_text("Leave a Reply\nYour email address will not be published.")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_an_input_error(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "any.txt"
    path.write_bytes(data)
    try:
        raw = read_one(path)
    except InputError as refusal:
        message = str(refusal)
    else:
        message = "any.txt"
        assert "\r" not in raw.text
        raw.text.encode()
    assert "any.txt" in message
