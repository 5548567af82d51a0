"""Every article in an archive or a folder comes in under its own name; what is none is passed
over; harm is refused."""

import contextlib
import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.ingest.archive import is_passed_over, list_folder, read_gzip, read_zip
from castlist.ingest.context import File, ReadContext
from castlist.model import Raw
from castlist.settings import Settings
from support.paths import TESTS

FILES = TESTS / "files" / "archive"
READERS = {".zip": read_zip, ".gz": read_gzip}


def read_inner(file, context):
    """Archives by their readers, everything else as plain text."""
    if file.ending in READERS:
        yield from READERS[file.ending](file, context)
    elif b"\0" in file.data:
        raise InputError(f"{file.where} is no text.")
    else:
        yield Raw(
            file.data.decode("utf-8", "replace"),
            name=file.name,
            source=file.source,
            extractor=file.ending,
        )


def read(data, ending, *, said=None, **limits):
    context = ReadContext(
        Settings(**limits), (said if said is not None else []).append, read_inner
    )
    name = "news.txt" if ending == ".gz" else "news"
    return list(
        READERS[ending](
            File(data, name, f"in/news{ending}", f"news{ending}", ending), context
        )
    )


def read_fixture(name):
    path = FILES / name
    context = ReadContext(Settings(), print, read_inner)
    return list(
        READERS[path.suffix](
            File(path.read_bytes(), path.stem, f"in/{name}", name, path.suffix), context
        )
    )


def pack(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_articles_come_in_the_order_of_their_names_with_the_place_they_were_found_in():
    found = read_fixture("folders.zip")
    assert [
        (raw.name, raw.source, raw.extractor) for raw in found if isinstance(raw, Raw)
    ] == [
        ("2011/ie9", "folders.zip: 2011/ie9.txt", ".txt"),
        ("2015/crane", "folders.zip: 2015/crane.html", ".html"),
        ("2015/korea", "folders.zip: 2015/korea.txt", ".txt"),
    ]
    assert [str(error) for error in found if isinstance(error, InputError)] == [
        "in/folders.zip: 2011/broken.txt is no text."
    ]


@pytest.mark.parametrize(
    ("members", "names"),
    [
        (
            ("2024/story.txt", "2025/story.txt", "story.txt"),
            ["2024/story", "2025/story", "story"],
        ),
        (("export/2024/story.txt", "export/2025/story.txt"), ["2024/story", "2025/story"]),
        (("export/a.txt", "export/b.txt", "__MACOSX/export/._a.txt"), ["a", "b"]),
        (("2024/story.txt.gz", "2025/story.txt.gz"), ["2024/story", "2025/story"]),
        (
            (f"2024/{'long-' * 30}one.txt", f"2024/{'long-' * 30}two.txt"),
            [f"{'long-' * 30}one", f"{'long-' * 30}two"],
        ),
    ],
    ids=["folders", "wrapper", "wrapper only", "gzip", "too long"],
)
def test_two_files_of_one_name_in_an_archive_are_told_apart_by_their_folders(
    members, names
):
    data = {name: gzip.compress(b"x") if name.endswith(".gz") else b"x" for name in members}
    assert [raw.name for raw in read(pack(data), ".zip")] == names


def test_an_archive_in_a_folder_adds_that_folder():
    context = ReadContext(Settings(), str, read_inner)
    found = read_zip(
        File(
            pack({"story.txt": b"x"}),
            "2024/news",
            "in/2024/news.zip",
            "2024/news.zip",
            ".zip",
        ),
        context,
    )
    assert [raw.name for raw in found] == ["2024/story"]


def test_archives_in_an_archive_are_opened_too():
    assert [(raw.name, raw.source) for raw in read_fixture("two_deep.zip")] == [
        ("ie9", "two_deep.zip: ie9.txt.gz"),
        ("korea", "two_deep.zip: inner.zip: korea.txt"),
    ]


def test_but_not_without_end():
    (error,) = read_fixture("five_deep.zip")
    assert (
        "inner4.zip is an archive inside an archive inside an archive. Unpack it first."
        in str(error)
    )


@pytest.mark.parametrize(
    ("members", "limits", "read_first"),
    [
        ([pack({"a.txt": b"0" * 40_000})] * 4, {"max_unpacked_bytes": 100_000}, 2),
        ([gzip.compress(b"0" * 40_000)] * 4, {"max_unpacked_bytes": 100_000}, 2),
        ([pack({f"{n}.txt": b"x" for n in range(6)})] * 4, {"max_members": 20}, 12),
    ],
    ids=["bytes", "gzip", "files"],
)
def test_archives_in_an_archive_share_its_limits(members, limits, read_first):
    ending = ".gz" if members[0][:2] == b"\x1f\x8b" else ".zip"
    found = read(
        pack({f"{n}{ending}": data for n, data in enumerate(members)}), ".zip", **limits
    )
    assert [isinstance(article, Raw) for article in found] == [True] * read_first + [
        False
    ] * 2
    assert all("Unpack it" in str(error) for error in found[read_first:])


def test_a_gzip_file_is_its_content():
    (raw,) = read_fixture("korea.txt.gz")
    assert (raw.name, raw.source, raw.extractor) == ("korea", "korea.txt.gz", ".txt")
    assert raw.text.startswith("North Korea puts military")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("leads_out.zip", "'../evil.txt', a name that leads out"),
        ("absolute_name.zip", "'/etc/evil.txt', a name that leads out"),
        ("password.zip", "is encrypted"),
        (
            "only_pictures.zip",
            "holds no article (found: 2 .png, 1 .css). Put the articles' files into it.",
        ),
        ("without_end.txt.gz", "is a broken gzip file (Compressed file ended before"),
    ],
)
def test_an_archive_that_cannot_be_used_is_refused(name, says):
    with pytest.raises(InputError) as caught:
        read_fixture(name)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("data", "ending", "says"),
    [
        (pack({}), ".zip", "holds no article (found: nothing)"),
        (
            pack({"mimetype": "application/epub+zip", "a.xhtml": "x"}),
            ".zip",
            "is an OpenDocument file or an e-book",
        ),
        (
            pack({f"{n}.txt": b"0" * 1_000_000 for n in range(11)}),
            ".zip",
            "11,000,000 bytes unpacked (at most 10,000,000",
        ),
        (pack({f"{n}.txt": b"x" for n in range(21)}), ".zip", "21 files (at most 20)"),
        (
            gzip.compress(b"0" * 10_000_001),
            ".gz",
            "has more than 10,000,000 bytes unpacked",
        ),
        (b"\x1f\x8bno", ".gz", "is a broken gzip file"),
        (b"PKno", ".zip", "is a broken archive"),
    ],
    ids=["empty", "e-book", "bomb", "many-files", "gzip-bomb", "no-gzip", "no-zip"],
)
def test_more_than_the_settings_allow_or_another_thing_is_refused(data, ending, says):
    with pytest.raises(InputError) as caught:
        read(data, ending, max_unpacked_bytes=10_000_000, max_members=20)
    assert says in str(caught.value)


def test_a_file_that_is_too_large_does_not_end_the_reading():
    error, raw = read(pack({"a.txt": b"0" * 2000, "b.txt": b"x"}), ".zip", max_bytes=1000)
    assert "a.txt has 2,000 bytes" in str(error)
    assert raw.text == "x"


def test_progress_is_reported_now_and_then():
    said = []
    read(pack({f"{n}.txt": b"x" for n in range(250)}), ".zip", said=said)
    assert said == ["in/news.zip: file 100", "in/news.zip: file 200"]


@pytest.mark.parametrize(
    ("name", "passed_over"),
    [
        ("story.txt", False),
        ("a/b/story.HTML", False),
        ("table.csv", False),
        ("./story.txt", False),
        ("readme-for-journalists.txt", False),
        ("licence-fees-rise.html", False),
        ("style.css", True),
        ("a/Photo.JPG", True),
        ("a/font.woff2", True),
        ("talk.mp3", True),
        ("__MACOSX/story.txt", True),
        (".DS_Store", True),
        (".git/story.txt", True),
        ("a/~$story.docx", True),
        ("README", True),
        ("a/readme.md", True),
        ("LICENSE", True),
        ("licence.txt", True),
        ("sources.csv", True),
        ("Thumbs.db", True),
    ],
)
def test_what_is_no_article_is_known_by_its_name(name, passed_over):
    assert is_passed_over(name) is passed_over


# Folders


def fill(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")


def names_in(folder, **limits):
    return [
        path.relative_to(folder).as_posix()
        for path in list_folder(folder, Settings(**limits))
    ]


def test_a_folder_gives_its_files_and_those_below_in_the_order_of_their_names(tmp_path):
    fill(
        tmp_path,
        "b.txt",
        "a/z.html",
        "a/z_files/advert.html",
        "a/z_files/deep/x.txt",
        "a/logo.png",
        ".git/x",
        "c.zip",
    )
    fill(tmp_path, "court_files/ruling.txt")  # no page beside it
    assert names_in(tmp_path) == ["a/z.html", "b.txt", "c.zip", "court_files/ruling.txt"]


def test_a_hidden_folder_can_be_named(tmp_path):
    fill(tmp_path / ".hidden", "a.txt")
    assert names_in(tmp_path / ".hidden") == ["a.txt"]


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path):
    fill(tmp_path, "outside/secret.txt", "in/a.txt")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "outside/secret.txt")
    (tmp_path / "in/folder").symlink_to(tmp_path / "outside")
    (tmp_path / "in/round").symlink_to(tmp_path / "in")
    (tmp_path / "in/broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in/same.txt").symlink_to("a.txt")
    assert names_in(tmp_path / "in") == ["a.txt", "same.txt"]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    fill(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert names_in(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("names", "limit", "says"),
    [
        ((), 10, "holds no article (found: nothing)"),
        (("a.png",), 10, "holds no article (found: 1 .png)"),
        (
            ("a.txt", "b.txt", "c.txt"),
            2,
            "holds more than 2 files. Name a folder inside it.",
        ),
    ],
)
def test_a_folder_without_articles_or_with_too_many_is_refused(
    tmp_path, names, limit, says
):
    fill(tmp_path, *names)
    with pytest.raises(InputError) as caught:
        names_in(tmp_path, max_members=limit)
    assert says in str(caught.value)


def test_a_folder_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"cannot be read .* Check"):
        names_in(tmp_path / "nowhere")


# Anything at all


def survives(data, ending):
    with contextlib.suppress(InputError):
        read(data, ending, max_unpacked_bytes=1_000_000)


@given(
    st.binary(max_size=300),
    st.sampled_from([(".zip", b"PK\x03\x04"), (".gz", b"\x1f\x8b\x08"), (".zip", b"")]),
)
def test_random_bytes_are_read_or_refused(data, kind):
    survives(kind[1] + data, kind[0])


@given(
    st.sampled_from(
        sorted(path.name for path in FILES.iterdir() if path.suffix in READERS)
    ),
    st.data(),
)
def test_damaged_archives_are_read_or_refused(name, data):
    content = bytearray((FILES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(
            st.integers(0, len(content) - 1)
            | st.integers(max(0, len(content) - 300), len(content) - 1)
        )
        content[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    survives(bytes(content), Path(name).suffix)
