"""A corpus takes what is new, leaves what is there, and states what failed."""

import json
import shutil
import zipfile

import pytest

from castlist.corpus import (
    Crew,
    How,
    Watch,
    build_corpus,
    corpus_status,
    listed,
    named,
    process_pool,
)
from castlist.corpus.parts import store as stores
from castlist.decisions import add_decision
from castlist.errors import InputError
from castlist.model import TABLES
from castlist.pipeline import read_article
from castlist.settings import Settings
from castlist.steps import tabulate
from castlist.tables import column_meanings
from support.corpora import (
    TEXT,
    THINGS,
    Here,
    build,
    contents,
    here,
    ids,
    out_of_order,
    rows,
    write_articles,
)


@pytest.fixture
def source(tmp_path):
    return write_articles(tmp_path / "in")


@pytest.fixture
def corpus(tmp_path):
    return tmp_path / "corpus"


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr("castlist.corpus.build.PART_INPUTS", 3)
    monkeypatch.setattr("castlist.corpus.build._BATCH", 2)


def test_every_article_is_there_once_with_the_tables_that_a_run_makes(source, corpus, nlp):
    built = build(corpus, source)
    assert (built.read, built.analysed, built.same, built.failed) == (8, 8, 0, 0)
    assert ids(corpus) == sorted(THINGS)
    tables = tabulate(read_article(source / "mill.txt"), nlp)
    for name in TABLES:
        found = [row for row in rows(corpus, name) if row["article_id"] == "mill"]
        wanted = tables.frames[name].astype(object)
        assert found == wanted.where(wanted.notna(), None).to_dict("records"), name


def test_a_column_says_in_the_file_what_it_means(source, corpus):
    build(corpus, source / "mill.txt")
    (part,) = stores.Store(corpus).parts()
    for name, (record, _) in TABLES.items():
        schema = part.read(name).schema
        found = {f.name: f.metadata[b"meaning"].decode() for f in schema}
        assert found == column_meanings(record)


def test_nothing_is_analysed_twice(source, corpus):
    build(corpus, source)
    before = contents(corpus)
    built = build(corpus, source)
    assert (built.analysed, built.same) == (0, 8)
    assert contents(corpus) == before


def test_without_sources_those_of_earlier_builds_are_read_again(source, corpus):
    build(corpus, source / "mill.txt")
    build(corpus, source / "school.txt")
    built = build(corpus)
    assert (built.read, built.same) == (2, 2)


def test_only_what_changed_is_analysed_and_takes_the_place_of_the_old(
    source, corpus, small_parts
):
    build(corpus, source)
    (source / "mill.txt").write_text(TEXT.format("wind mill"), encoding="utf-8")
    built = build(corpus, source)
    assert (built.analysed, built.same) == (1, 7)
    assert ids(corpus) == sorted(THINGS)
    (text,) = [r["text"] for r in rows(corpus, "texts") if r["article_id"] == "mill"]
    assert "wind mill" in text


def test_a_part_that_changed_as_a_whole_keeps_its_number(source, corpus, small_parts):
    build(corpus, source)
    names = list(contents(corpus))
    build(corpus, source, settings=Settings(doubtful_type=0.5))
    assert list(contents(corpus)) == names
    assert ids(corpus) == sorted(THINGS)


def test_limits_of_reading_change_no_key(source, corpus):
    build(corpus, source)
    settings = Settings(allow_private=True, max_members=7_000_000)
    assert build(corpus, source, settings=settings).analysed == 0


def test_a_decision_redoes_the_articles_that_it_could_touch(source, corpus, tmp_path):
    build(corpus, source)
    reviewed = tmp_path / "reviewed"
    add_decision(reviewed, None, "reject", "Nobody at all")
    assert build(corpus, source).analysed == 0
    add_decision(reviewed, "mill", "retype", "Lopez", type="organisation")
    assert build(corpus, source).analysed == 1
    add_decision(reviewed, None, "reject", "old harbour")
    assert build(corpus, source).analysed == 1


def test_workers_and_their_order_leave_no_trace(source, corpus, tmp_path, small_parts):
    build(corpus, source)
    build(tmp_path / "other", source, crew=out_of_order())
    build(tmp_path / "third", source, crew=process_pool(2))
    assert contents(corpus) == contents(tmp_path / "other") == contents(tmp_path / "third")


def test_a_folder_and_a_file_in_it_are_one_input(source, corpus):
    assert build(corpus, source, source / "mill.txt", source).analysed == 8
    assert build(corpus, source / "mill.txt").same == 1
    assert ids(corpus) == sorted(THINGS)


def test_two_articles_of_one_name_are_two(tmp_path, corpus):
    first = write_articles(tmp_path / "ours", ["mill"])
    second = write_articles(tmp_path / "theirs", ["mill"])
    build(corpus, first)
    build(corpus, second)
    build(corpus, second, first)
    found = ids(corpus)
    assert found[0] == "mill"
    assert found[1].startswith("mill-")
    assert len(found) == 2


def test_a_list_gives_outlet_and_date(source, corpus, tmp_path):
    sheet = tmp_path / "list.csv"
    lines = [f"{source}/mill.txt,Post,2026-01-31", f'"{source}/school.txt","Times, The"']
    sheet.write_text("\n".join(lines), encoding="utf-8")
    build_corpus(corpus, [listed(str(sheet), {})], How(), crew=here())
    found = {r["article_id"]: (r["outlet"], r["published"]) for r in rows(corpus)}
    assert found == {"mill": ("Post", "2026-01-31"), "school": ("Times, The", "")}
    assert corpus_status(corpus).undated == 1


def bad_archive(folder):
    """An archive in which every kind of bad file stands between good ones."""
    write_articles(folder)
    (folder / "a-empty.txt").write_bytes(b"")
    (folder / "b-short.txt").write_text("Too short.", encoding="utf-8")
    (folder / "c-broken.docx").write_bytes(b"PK\x03\x04 no more")
    (folder / "d-binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "e-huge.txt").write_text("word " * 300_000, encoding="utf-8")
    german = "Der Bürgermeister sagte am Montag, dass die alte Brücke geschlossen wird. "
    (folder / "f-german.txt").write_text(german * 4, encoding="utf-8")
    shutil.copy(folder / "mill.txt", folder / "z-copy.txt")
    (folder / "y-dated.md").write_text(
        f"---\ndate: 31 of Never\n---\n{TEXT.format('gate')}", encoding="utf-8"
    )
    return folder


def test_every_bad_input_is_a_row_with_a_reason_and_the_others_are_there(tmp_path, corpus):
    folder = bad_archive(tmp_path / "in")
    built = build(corpus, folder)
    assert ids(corpus) == sorted([*THINGS, "y-dated", "z-copy"])
    entries = rows(corpus, "ledger")
    failed = [row for row in entries if row["stage"]]
    assert len(entries) == built.read == 16
    assert len(failed) == built.failed == 6
    for letter, row in zip("abcdef", failed, strict=False):
        assert row["message"].count(" ") > 3, letter
    assert build(corpus, folder).same == 16


def test_what_could_not_be_read_and_now_can_is_no_failure_any_more(source, corpus):
    (source / "bad.txt").write_bytes(b"")
    assert build(corpus, source).failed == 1
    (source / "bad.txt").write_text(TEXT.format("bad road"), encoding="utf-8")
    built = build(corpus, source)
    assert (built.analysed, built.failed) == (1, 0)
    assert corpus_status(corpus).failures == []


def test_a_source_that_vanishes_while_it_is_read_is_stated(source, corpus):
    write_articles(source, [f"thing{number:02}" for number in range(30)])

    class Gone(Here):
        def submit(self, work, /, *given):
            (source / "thing29.txt").unlink(missing_ok=True)
            return super().submit(work, *given)

    built = build(corpus, source, crew=Crew(Gone, 1))
    assert built.failed == 1
    (failure,) = corpus_status(corpus).failures
    assert "thing29.txt does not exist" in failure.message


def test_an_archive_gives_its_articles(source, corpus, tmp_path):
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(source.iterdir()):
            archive.write(path, path.name)
    assert build(corpus, packed).analysed == 8
    assert build(corpus, packed).same == 8


def test_an_article_that_takes_too_long_fails_and_is_tried_again(source, corpus):
    slow = Settings(max_seconds=0.001, max_seconds_a_word=1e-9)
    reading = build(corpus, source / "mill.txt", settings=slow)
    assert reading.failed == 1
    assert "time limit" in corpus_status(corpus).failures[0].message
    assert build(corpus, source / "mill.txt").analysed == 1
    assert ids(corpus) == ["mill"]


@pytest.mark.parametrize("file", ["articles.parquet", "ledger.parquet", "part.json"])
@pytest.mark.parametrize("how", ["cut", "gone"])
def test_a_damaged_part_is_named_and_made_again(source, corpus, small_parts, file, how):
    build(corpus, source)
    before = contents(corpus)
    path = corpus / "parts/000002" / file
    path.write_bytes(path.read_bytes()[:-7])
    if how == "gone":
        path.unlink()
    assert list(corpus_status(corpus).damaged) == [2]
    said = []
    watch = Watch(notice=said.append)
    built = build_corpus(corpus, [named(str(source), {})], How(), crew=here(), watch=watch)
    assert "part 000002 is damaged" in said[0]
    assert built.analysed == 3
    assert corpus_status(corpus).damaged == {}
    assert ids(corpus) == sorted(THINGS)
    assert contents(corpus).keys() == before.keys()


def test_a_full_disk_is_said_and_finished_parts_are_kept(
    source, corpus, small_parts, monkeypatch
):
    right = stores._write

    def full(folder, tables):
        if folder.name == "000002":
            raise OSError(28, "No space left on device")
        right(folder, tables)

    monkeypatch.setattr(stores, "_write", full)
    with pytest.raises(InputError, match="No space left on device"):
        build(corpus, source)
    monkeypatch.undo()
    assert len(ids(corpus)) == 3
    assert build(corpus, source).same == 3
    assert ids(corpus) == sorted(THINGS)


def test_a_newer_format_is_refused_and_nothing_is_touched(source, corpus):
    build(corpus, source / "mill.txt")
    path = corpus / "corpus.json"
    content = json.loads(path.read_bytes()) | {"format": 2}
    path.write_text(json.dumps(content), encoding="utf-8")
    before = contents(corpus)
    with pytest.raises(InputError, match="format 2, of a newer castlist"):
        build(corpus, source)
    assert contents(corpus) == before


def test_a_broken_corpus_json_is_named_with_what_to_do(source, corpus):
    build(corpus, source / "mill.txt")
    (corpus / "corpus.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="is damaged"):
        corpus_status(corpus)
    (corpus / "corpus.json").unlink()
    assert build(corpus, source / "mill.txt").same == 1


def test_a_second_build_waits_and_says_so(source, corpus):
    from threading import Event, Thread

    from castlist.files import lock

    waits = Event()
    said = []

    def notice(line):
        said.append(line)
        waits.set()

    def second():
        given = [named(str(source), {})]
        build_corpus(corpus, given, How(), crew=here(), watch=Watch(notice=notice))

    with lock(corpus, "build"):
        thread = Thread(target=second)
        thread.start()
        assert waits.wait(20)
        assert not (corpus / "corpus.json").exists()
    thread.join(60)
    assert "another castlist is building" in said[0]
    assert ids(corpus) == sorted(THINGS)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("mispelt.txt", "mispelt.txt does not exist, and nothing was read"),
        ("-", "cannot read standard input again"),
    ],
)
def test_a_source_that_would_fail_for_ever_is_refused(source, corpus, wrong, message):
    with pytest.raises(InputError, match=message):
        build(corpus, source, wrong)
    assert not (corpus / "corpus.json").exists()


def test_a_corpus_does_not_read_itself(source):
    with pytest.raises(InputError, match="its own tables would be read as articles"):
        build(source / "corpus", source)


def test_a_source_that_is_gone_is_a_failure_and_its_articles_stay(source, corpus):
    build(corpus, source)
    shutil.rmtree(source)
    built = build(corpus)
    assert (built.read, built.failed) == (1, 1)
    assert ids(corpus) == sorted(THINGS)
    assert build(corpus).same == 1
    write_articles(source)
    assert build(corpus).failed == 0
    assert corpus_status(corpus).failures == []


def test_no_sources_and_no_corpus_are_told_apart(tmp_path, corpus):
    with pytest.raises(InputError, match="a new corpus needs sources"):
        build(corpus)
    with pytest.raises(InputError, match=r"is no corpus\. Make it"):
        corpus_status(tmp_path / "nothing")
