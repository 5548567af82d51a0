"""Whatever goes wrong in one article becomes one failure, and the others go on."""

import csv
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest

from castlist import containment
from castlist.containment import contained, contained_items, limited_memory
from castlist.errors import InputError, InternalError
from castlist.model import Failure
from castlist.pipeline import Reading
from castlist.run import Analyser, Done, Places, Plan, Source, run_articles, runner
from castlist.settings import Settings

TEXT = "The mayor, {}, said on Monday that the old bridge would be closed. {} spoke for an hour in the {} hall.\n"


def write_articles(folder, *keys):
    for key in keys:
        name = f"{key.title()} Lopez"
        (folder / f"{key}.txt").write_text(TEXT.format(name, name, key))
    return [Source(str(folder / f"{key}.txt")) for key in keys]


def fail_in(key, how, monkeypatch):
    """Let the analysis of one article go wrong."""
    right = runner.tabulate

    def tabulate(article, nlp, **options):
        return how() if article.article_id == key else right(article, nlp, **options)

    monkeypatch.setattr(runner, "tabulate", tabulate)


def run(tmp_path, sources, **limits):
    plan = Plan(Places(tmp_path / "processed", tmp_path / "exports", tmp_path / "reviewed"))
    plan = replace(
        plan,
        reading=Reading(settings=Settings(**limits)),
        choice=replace(plan.choice, sizes=("web",), formats=("png",)),
    )
    return list(run_articles(sources, plan, runner=Analyser))


def rows(tmp_path):
    with (tmp_path / "processed/failures.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        return list(csv.DictReader(file))


def refer_for_ever():
    return refer_for_ever()


def take_an_hour():
    end = time.monotonic() + 3600
    while time.monotonic() < end:
        try:
            time.sleep(0.01)
        except Exception:  # noqa: BLE001 - what a library might do
            continue


@pytest.mark.parametrize(
    "how", [lambda: max([]), lambda: {}["x"], refer_for_ever, lambda: [][0]]
)
def test_a_fault_in_one_article_is_its_failure_and_the_others_go_on(
    tmp_path, monkeypatch, how
):
    sources = write_articles(tmp_path, "anna", "petition", "zoe")
    fail_in("petition", how, monkeypatch)
    outcomes = run(tmp_path, sources)
    assert [type(outcome) for outcome in outcomes] == [Done, Failure, Done]
    assert [outcome.tables.articles["article_id"].item() for outcome in outcomes[::2]] == [
        "anna",
        "zoe",
    ]
    (row,) = rows(tmp_path)
    assert row["message"] == outcomes[1].message
    assert "This is a fault of castlist: report it with the article and" in row["message"]
    log = tmp_path / "processed/failures.log"
    assert str(log) in row["message"]
    assert "Traceback (most recent call last)" in log.read_text()
    assert not (tmp_path / "processed/petition").exists()


def test_a_failure_is_on_the_disk_before_the_next_article_begins(tmp_path, monkeypatch):
    sources = write_articles(tmp_path, "anna", "zoe")
    fail_in("anna", lambda: max([]), monkeypatch)
    seen = []
    plan = Plan(Places(tmp_path / "processed", tmp_path / "exports", tmp_path / "reviewed"))

    class Looker(Analyser):
        def __call__(self, article, source):
            seen.append(
                [row["source"] for row in rows(tmp_path)]
                if article.article_id == "zoe"
                else []
            )
            return super().__call__(article, source)

    list(run_articles(sources, plan, runner=Looker))
    assert seen == [[], [sources[0].path]]


def test_an_article_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    sources = write_articles(tmp_path, "anna", "zoe")
    fail_in("anna", take_an_hour, monkeypatch)
    slow, good = run(tmp_path, sources, max_seconds=6.0, max_seconds_a_word=1e-9)
    assert "anna was stopped: it took longer than its time limit" in slow.message
    assert good.tables.articles["article_id"].item() == "zoe"


def test_an_article_that_needs_too_much_memory_is_stopped(tmp_path, monkeypatch):
    sources = write_articles(tmp_path, "anna", "zoe")

    def fill():
        raise MemoryError

    fail_in("anna", fill, monkeypatch)
    big, good = run(tmp_path, sources)
    assert "anna was stopped: it needs more memory than it may have" in big.message
    assert isinstance(good, Done)


@pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="other systems do not obey a limit of address space",
)
def test_memory_has_a_limit_while_articles_are_read_and_no_longer():
    code = """
from castlist.containment import limited_memory
with limited_memory(200_000_000):
    try:
        bytearray(400_000_000)
    except MemoryError:
        print("refused")
print(len(bytearray(400_000_000)))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["refused", "400000000"], done.stderr


def test_failures_of_an_earlier_run_give_way(tmp_path, monkeypatch):
    sources = write_articles(tmp_path, "anna")
    with monkeypatch.context() as patch:
        fail_in("anna", lambda: max([]), patch)
        run(tmp_path, [*sources, Source(str(tmp_path / "none.txt"))])
    assert [row["stage"] for row in rows(tmp_path)] == ["analyse", "ingest"]
    run(tmp_path, [*sources, Source(str(tmp_path / "none.txt"))])
    assert [row["error"] for row in rows(tmp_path)] == ["InputError"]
    assert not (tmp_path / "processed/failures.log").exists()
    run(tmp_path, sources)
    assert not (tmp_path / "processed/failures.csv").exists()


def test_what_a_failure_says_is_data(tmp_path):
    (tmp_path / "=cmd.txt").write_text("short")
    run(tmp_path, [Source(str(tmp_path / "=cmd.txt")), Source("=1+1.txt")])
    assert [row["source"] for row in rows(tmp_path)][1] == "'=1+1.txt"


def test_what_castlist_says_itself_is_left_as_it_is():
    with pytest.raises(InputError, match=r"^too short$"), contained("story"):
        raise InputError("too short")


def test_a_fault_names_its_place_and_keeps_its_cause():
    from castlist.text import slug

    with (
        pytest.raises(
            InternalError, match=r"story ended in .*text\.py, line \d+\)"
        ) as caught,
        contained("story"),
    ):
        slug(None)
    assert isinstance(caught.value.__cause__, (TypeError, AttributeError))


def test_an_interruption_is_no_failure():
    with pytest.raises(KeyboardInterrupt), contained("story", seconds=60):
        raise KeyboardInterrupt


@pytest.fixture
def in_thread():
    """Calls something in a thread that is not the main one, as a worker of a cluster does."""
    with ThreadPoolExecutor(1) as threads:
        yield lambda work: threads.submit(work).result(60)


def test_a_time_limit_holds_in_any_thread_and_is_over_with_the_article(in_thread):
    def run_into_it():
        with contained("anna", seconds=0.2):
            while True:
                time.sleep(0.01)

    def stay_below_it():
        with contained("zoe", seconds=0.2):
            pass
        time.sleep(0.5)
        return "nothing came later"

    with pytest.raises(InternalError, match="anna was stopped: it took longer than its"):
        in_thread(run_into_it)
    assert in_thread(stay_below_it) == "nothing came later"


def test_a_time_limit_that_a_clean_up_has_swallowed_comes_again(in_thread, monkeypatch):
    monkeypatch.setattr(containment, "_AGAIN", 0.2)

    def swallow_it():
        with contained("anna", seconds=0.2):
            for _ in range(2):
                with suppress(BaseException):
                    while True:
                        time.sleep(0.01)
            return "twice"

    assert in_thread(swallow_it) == "twice"


def test_items_come_as_far_as_they_can():
    def items():
        yield 1
        raise ValueError("broken")

    first, last = contained_items(items(), "feed.xml")
    assert first == 1
    assert str(last).startswith("feed.xml ended in ValueError: broken")
    with limited_memory(10**12):
        assert list(contained_items([1, 2], "x")) == [1, 2]
