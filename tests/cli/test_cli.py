"""What a person types, and what is there afterwards."""

import csv
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from castlist import charts
from castlist.actors import link_actors
from castlist.decisions import read_decisions
from castlist.files import BACKSTAGE
from castlist.model import Decision, Suggestion
from castlist.steps import save
from castlist.tables import read
from support.commands import castlist
from support.paths import ARTICLES, SAMPLE, names

ONE = "The mayor, Ana Lopez, said on Monday that the old bridge would be closed. Lopez spoke for an hour in the hall.\n"
# two people who are named more than once, so that there is something to compare
TWO = f"{ONE}\nBo Berg disagreed with Ana Lopez. Berg said on Tuesday that the hall was cold, and Bo Berg left it.\n"

SOME = ("--size", "web", "--size", "print107")
QUICK = ("--size", "web", "--format", "png")


def contents(folder):
    files = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {
        name: path.read_bytes()
        for name, path in files.items()
        if BACKSTAGE not in name.split("/")
    }


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The sample and a bad file in one call, into a folder of its own."""
    out = tmp_path_factory.mktemp("ran")
    (out / "short.txt").write_text("far too short")
    return out, castlist(
        "run",
        out / "short.txt",
        SAMPLE,
        out / "no\x1b[31m.txt",
        "--out",
        out / "results",
        *SOME,
    )


def test_good_articles_are_finished_and_bad_ones_become_failures(ran):
    out, done = ran
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "1 article finished, 2 failed."
    assert "15 actors in 53 mentions; most: Erdogan 10, Putin 9, Tehran 6" in done.stdout
    assert re.search(
        r"^  counted most: Erdogan 10 of 53 mentions \(80% interval \d+ to \d+\); Putin 9"
        r" \(\d+ to \d+\): the lead lies within the error$",
        done.stdout,
        re.M,
    )
    with (out / "results/processed/failures.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        rows = list(csv.DictReader(file))
    assert [(row["stage"], row["error"]) for row in rows] == [("ingest", "InputError")] * 2
    assert len(read(out / "results/processed/putin-erdogan-drones").actors) == 15


def test_an_error_is_one_sentence_and_never_drives_the_terminal(ran):
    _, done = ran
    lines = [line for line in done.stderr.splitlines() if line.startswith("InputError: ")]
    assert len(lines) == 2
    assert "no article text (found 3 words" in lines[0]
    assert "does not exist" in lines[1]
    assert "\x1b[31m" not in done.stderr


def test_every_chart_comes_with_its_files(ran):
    out, _ = ran
    names = {path.name for path in (out / "results/exports/putin-erdogan-drones").iterdir()}
    for chart in ("actors", "strip", "tone"):
        stem = f"putin-erdogan-drones-{chart}"
        sizes = {
            f"{stem}-{size}.{kind}"
            for size in ("web", "print107")
            for kind in ("png", "svg")
        }
        assert (
            sizes | {f"{stem}.csv", f"{stem}-datawrapper.csv", f"{stem}.alt.txt"} <= names
        )
    assert {
        "charts.json",
        "charts.html",
        "report.html",
        "putin-erdogan-drones-together-print107.pdf",
    } <= names


def test_a_second_run_gives_the_same_bytes(ran):
    out, _ = ran
    assert castlist("run", SAMPLE, "--out", out / "again", *SOME).returncode == 0
    first = contents(out / "results")
    again = contents(out / "again")
    first.pop("processed/failures.csv")
    assert again == first


def test_check_and_charts_work_on_what_run_wrote(ran):
    out, _ = ran
    folder = out / "results/processed/putin-erdogan-drones"
    assert "All checks hold: 1 article" in castlist("check", folder).stdout
    before = contents(out / "results/exports")
    assert castlist("charts", folder, *SOME).returncode == 0
    assert contents(out / "results/exports") == before


def test_charts_can_be_chosen_and_overridden(ran, tmp_path):
    out, _ = ran
    folder = out / "results/processed/putin-erdogan-drones"
    own = (
        "--headline",
        "actors=A = B, & my own",
        "--chart",
        "actors",
        "--chart",
        "actors-by-country",
        *QUICK,
    )
    done = castlist("charts", folder, "--to", tmp_path, *own)
    assert done.returncode == 0, done.stderr
    assert f"look at {tmp_path / 'putin-erdogan-drones' / 'report.html'}" in done.stdout
    manifest = json.loads((tmp_path / "putin-erdogan-drones/charts.json").read_bytes())
    assert [entry["name"] for entry in manifest["charts"]] == [
        "actors",
        "actors-by-country",
    ]
    assert [entry["title"] for entry in manifest["charts"]] == [
        "A = B, & my own",
        "Which countries are mentioned in this article",  # its title is too long
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--chart", "actor"),
            "InputError: there is no chart 'actor'. Choose from: actors, strip",
        ),
        (
            ("--size", "huge"),
            "InputError: there is no chart size 'huge'. Choose one of: web, mobile",
        ),
        (
            ("--format", "eps"),
            "InputError: there is no picture format 'eps'. Choose from: png, svg",
        ),
        (("--style", "no.toml"), "InputError: cannot read no.toml"),
        (("--headline", "actor=x"), "InputError: there is no chart 'actor'"),
    ],
)
def test_a_wrong_choice_is_one_sentence(ran, tmp_path, options, message):
    done = castlist(
        "charts", ran[0] / "results/processed", "--to", tmp_path / "to", *options
    )
    assert done.returncode == 1
    assert message in done.stderr
    assert not (tmp_path / "to").exists()


def test_what_a_person_wrote_survives_every_run(tmp_path, monkeypatch):
    (tmp_path / "story.txt").write_text(TWO)
    words = tmp_path / "data/reviewed/story/charts.toml"
    words.parent.mkdir(parents=True)
    words.write_text('credit = "The desk"\n[actors]\nheadline = "My own words"\n')
    monkeypatch.chdir(tmp_path)
    for command in (
        ("run", "story.txt"),
        ("run", "story.txt"),
        ("charts", "data/processed/story"),
    ):
        assert castlist(*command, *QUICK).returncode == 0
        entry = json.loads((tmp_path / "exports/story/charts.json").read_bytes())["charts"][
            0
        ]
        assert (entry["title"], entry["draft"], entry["credit"]) == (
            "My own words",
            False,
            "Chart: The desk.",
        )
    words.write_text("headline = 3")
    done = castlist("run", "story.txt", *QUICK)
    assert done.returncode == 1
    assert "charts.toml: a chart file knows no key 'headline'" in done.stderr


def test_charts_that_say_too_little_are_listed_with_the_reason_and_a_draft_headline(
    ran, tmp_path
):
    folder = ran[0] / "results/processed/putin-erdogan-drones"
    listed = castlist("charts", folder, "--list", "--to", tmp_path / "to")
    assert listed.returncode == 0, listed.stderr
    assert not (tmp_path / "to").exists()
    assert re.search(
        r"^  actors: yes; “Erdogan .*mentions.*” \(draft\)$", listed.stdout, re.M
    )
    assert (
        "  speakers: on request; only" in listed.stdout
        or "  speakers: yes" in listed.stdout
    )
    assert listed.stdout.count("“") >= 9


def test_a_draft_of_all_headlines_changes_nothing_and_is_written_once(
    tmp_path, monkeypatch
):
    (tmp_path / "story.txt").write_text(TWO)
    monkeypatch.chdir(tmp_path)
    assert castlist("run", "story.txt", *QUICK).returncode == 0
    before = (tmp_path / "exports/story/charts.json").read_bytes()
    done = castlist("charts", "data/processed/story", "--draft")
    assert done.returncode == 0, done.stderr
    path = tmp_path / "data/reviewed/story/charts.toml"
    words = path.read_text(encoding="utf-8")
    for name in charts.CHARTS:
        assert re.search(rf"^\[{name}\].*\n# headline = \".+\"$", words, re.M)
    assert castlist("charts", "data/processed/story", *QUICK).returncode == 0
    assert (tmp_path / "exports/story/charts.json").read_bytes() == before
    again = castlist("charts", "data/processed/story", "--draft")
    assert "is there already and stays as it is" in again.stdout
    assert path.read_text(encoding="utf-8") == words


def test_articles_are_compared_on_one_scale(ran, tmp_path):
    folder = ran[0] / "results/processed"
    (tmp_path / "story.txt").write_text(ONE)
    assert (
        castlist("run", tmp_path / "story.txt", "--out", tmp_path, *QUICK).returncode == 0
    )
    both = (folder / "putin-erdogan-drones", tmp_path / "processed/story")
    done = castlist("compare", *both, "--to", tmp_path / "to", *QUICK)
    assert done.returncode == 0, done.stderr
    (made,) = (tmp_path / "to" / name for name in names(tmp_path / "to"))
    assert {path.suffix for path in made.iterdir()} == {
        ".png",
        ".csv",
        ".txt",
        ".json",
        ".html",
    }
    assert castlist("compare", both[0], *QUICK).returncode == 1
    assert (
        "needs two articles or more, not 1" in castlist("compare", both[0], *QUICK).stderr
    )


def test_check_fails_on_a_table_that_was_edited(ran, tmp_path):
    out, _ = ran
    folder = tmp_path / "edited"
    folder.mkdir()
    for name, data in contents(out / "results/processed/putin-erdogan-drones").items():
        (folder / name).write_bytes(
            data.replace(b",7,1,1,9,", b",8,1,1,9,") if name == "actors.csv" else data
        )
    done = castlist("check", folder)
    assert done.returncode == 1
    assert "CheckFailed: 1 of the rules do not hold" in done.stderr
    assert castlist("charts", folder).returncode == 1


def test_standard_input_and_text_are_articles_too(tmp_path):
    done = castlist(
        "run",
        "-",
        "--text",
        ONE.replace("mayor", "governor"),
        "--out",
        tmp_path,
        *QUICK,
        stdin=ONE,
    )
    assert done.returncode == 0, done.stderr
    assert names(tmp_path / "processed") == [
        "the-governor-ana-lopez-said-on",
        "the-mayor-ana-lopez-said-on",
    ]


def test_two_files_of_one_name_do_not_overwrite_each_other(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(ONE)
    done = castlist(
        "run",
        tmp_path / "a/story.txt",
        tmp_path / "b/story.txt",
        "--out",
        tmp_path / "out",
        *QUICK,
    )
    assert done.returncode == 1
    assert "would overwrite the results of" in done.stderr
    assert done.stdout.splitlines()[-1] == "1 article finished, 1 failed."


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            "",
            "the name of an article is empty. Name a file, a folder or an address, or use --text.",
        ),
        (
            30 * ONE,
            "no file called 'The mayor, Ana Lopez, said on Monday that the old ...' (3,330 characters). If that",
        ),
        (
            ONE,
            "no file called 'The mayor, Ana Lopez, said on Monday that the old ...' (111 characters). If that",
        ),
        (
            "x" * 5000,
            "(5,000 characters). If that is the article itself, hand it over with --text, or save it in",
        ),
        (
            "not utf-8 \udcff.txt",
            "not utf-8 \\udcff.txt does not exist. Check the spelling",
        ),
    ],
    ids=["empty", "text", "short text", "long word", "not UTF-8"],
)
def test_what_is_no_file_is_one_sentence_and_a_row_of_failures(tmp_path, given, says):
    done = castlist("run", given, "--out", tmp_path)
    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    (row,) = csv.DictReader(
        (tmp_path / "processed/failures.csv")
        .read_text(encoding="utf-8")
        .splitlines(keepends=True)
    )
    assert says in row["message"]


def castlist_into(stdout, *arguments, stderr=subprocess.PIPE):
    command = [sys.executable, "-m", "castlist", *map(str, arguments)]
    return subprocess.run(command, stdout=stdout, stderr=stderr, text=True, check=False)


@pytest.mark.parametrize("buffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["run", "--help"]], ids=" ".join
)
def test_an_output_that_cannot_be_written_is_one_sentence(monkeypatch, arguments, buffered):
    monkeypatch.setenv("PYTHONUNBUFFERED", buffered)
    with Path(os.devnull).open("rb") as closed:  # as /dev/full, on every system
        done = castlist_into(closed, *arguments)
    assert done.returncode == 1
    assert done.stderr.startswith("Not all could be printed (")
    assert len(done.stderr.splitlines()) == 1


def test_a_run_that_cannot_print_still_writes_its_results(tmp_path):
    (tmp_path / "story.txt").write_text(ONE)
    with Path(os.devnull).open("rb") as closed:
        done = castlist_into(
            closed,
            "run",
            tmp_path / "story.txt",
            tmp_path / "none.txt",
            "--out",
            tmp_path,
            *QUICK,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 2, done.stderr  # the missing file, and the output
    assert (tmp_path / "processed/story/articles.csv").is_file()
    assert (tmp_path / "processed/failures.csv").is_file()


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["lines", SAMPLE]],
    ids=["version", "help", "lines"],
)
def test_a_reader_that_has_seen_enough_ends_the_command_in_silence(arguments):
    read, write = os.pipe()
    os.close(read)
    done = castlist_into(write, *arguments)
    os.close(write)
    assert done.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "--no-such-option"],
        ["no-such-command"],
        ["charts"],
        ["compare"],
        ["check"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments):
    assert castlist(*arguments).returncode == 2


def test_a_missing_model_is_one_sentence(tmp_path):
    done = castlist(
        "run", SAMPLE, "--model", "en_core_web_nothing", "--out", tmp_path, *QUICK
    )
    assert done.returncode == 1
    assert done.stderr.count("ModelMissing: ") == 1


def test_an_unwritable_folder_is_one_sentence(tmp_path):
    (tmp_path / "taken").write_text("a file where the folder should be")
    done = castlist("run", SAMPLE, "--out", tmp_path / "taken")
    assert done.returncode == 1
    assert "InputError: cannot write to" in done.stderr
    assert (tmp_path / "taken").read_text() == "a file where the folder should be"


def test_help_shows_examples_and_loads_nothing_heavy():
    code = (
        "import sys, castlist.__main__ as command; sys.argv[1:] = ['--help']; command.main();"
        " print({'typer', 'pandas'} & set(sys.modules)); import castlist.cli;"
        " print({'spacy', 'pandas', 'matplotlib'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "Example: castlist run" in done.stdout
    assert done.stdout.splitlines()[-2:] == ["set()", "set()"]
    for command in ("run", "charts", "compare", "check", "actors", "decide", "doctor"):
        assert "Example" in castlist(command, "--help").stdout
    assert castlist("--version").stdout.startswith("castlist ")


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_help_fits_the_terminal(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    said = castlist("--help").stdout
    longest = max(map(len, said.splitlines()))
    assert min(columns, 80) - 10 < longest <= columns
    assert "Example: castlist run" in said


def test_help_names_every_chart_size_and_format():
    said = re.sub(r"\s", "", castlist("charts", "--help").stdout)
    assert [
        name
        for name in (*charts.CHARTS, *charts.PRESETS, *charts.FORMATS)
        if name not in said
    ] == []


def test_doctor_finds_everything_and_says_what_to_do_about_a_missing_model():
    assert "All is well." in castlist("doctor").stdout
    ill = castlist("doctor", "--model", "en_core_web_nothing")
    assert ill.returncode == 1
    assert "FAULT  model" in ill.stdout


def test_all_articles_in_one_call(tmp_path):
    done = castlist("run", *ARTICLES, "--out", tmp_path, "--size", "web", "--format", "svg")
    assert done.stdout.splitlines()[-1] == "13 articles finished, 0 failed."
    assert (
        "All checks hold: 13 articles" in castlist("check", tmp_path / "processed").stdout
    )


def test_another_text_of_the_same_name_is_announced(tmp_path):
    first = tmp_path / "a/story.txt"
    second = tmp_path / "b/story.txt"
    for path, text in ((first, ONE), (second, ONE.replace("bridge", "school"))):
        path.parent.mkdir()
        path.write_text(text)
    assert (
        "note:"
        not in castlist("run", first, first, "--out", tmp_path / "out", *QUICK).stdout
    )
    assert "note:" not in castlist("run", first, "--out", tmp_path / "out", *QUICK).stdout
    assert (
        "another text that was called 'story' too"
        in castlist("run", second, "--out", tmp_path / "out", *QUICK).stdout
    )


def test_a_notebook_that_stops_leaves_the_earlier_results(tmp_path, monkeypatch):
    (tmp_path / "story.txt").write_text(ONE)
    castlist("run", tmp_path / "story.txt", "--out", tmp_path / "out", *QUICK)
    before = contents(tmp_path / "out/processed")
    broken = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    (tmp_path / "notebooks").mkdir()
    nbformat.write(broken, tmp_path / "notebooks/01_broken.ipynb")
    monkeypatch.chdir(tmp_path)
    done = castlist("run", "story.txt", "--notebooks", "--out", "out")
    assert done.returncode == 1
    assert "NotebookFailed: 01_broken.ipynb stopped at ZeroDivisionError" in done.stderr
    after = contents(tmp_path / "out/processed")
    assert {
        name: data for name, data in after.items() if not name.startswith("failures.")
    } == before
    assert b"ZeroDivisionError" in after["failures.notebooks/story-01_broken.ipynb"]


@pytest.fixture
def decided(ran, tmp_path, monkeypatch):
    """A folder to work in with the sample's tables in it,
    suggestions and decisions that found nothing included."""
    key = "putin-erdogan-drones"
    tables = read(ran[0] / "results/processed" / key)
    suggested = [
        Suggestion(
            key,
            1,
            1,
            "merge",
            "Piracter",
            "Bayraktar",
            "",
            "",
            1,
            "Bayraktar 2",
            "the same\x1b[31m sound",
        ),
        Suggestion(
            key,
            2,
            2,
            "keep_apart",
            "Moscow",
            "Kremlin",
            "",
            "",
            3,
            "",
            "[bold]two places[/bold]",
        ),
    ]
    lost = [
        Decision(key, "actors.csv", 4, "merge", "Nobody", "No\x1b[2J one", "", "", "", 0)
    ]
    save(
        # without a parse, so that nothing is counted anew here
        tables.with_parse(b"").extend({"suggestions": suggested, "decisions": lost}),
        tmp_path / "data/processed" / key,
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_actors_shows_who_is_who_and_what_to_decide(decided):
    (decided / "putin-erdogan-drones.txt").write_text("the source")
    said = [
        castlist("actors", a)
        for a in ("putin-erdogan-drones", "data/processed/putin-erdogan-drones")
    ]
    said.append(castlist("actors", "putin-erdogan-drones.txt"))
    assert {done.returncode for done in said} == {0}
    for line in (
        "putin-erdogan-drones: 15 actors in 53 mentions",
        "[x] 1. merge “Piracter” -> “Bayraktar” (1 mention)",
        "[ ] 2. keep_apart “Moscow” -> “Kremlin” (3 mentions)",
        "[bold]two places[/bold]",
        "actors.csv, row 4: merge “Nobody” -> “No\ufffd[2J one” matched nothing in this article",
    ):
        assert all(line in done.stdout for done in said), line
    assert "\x1b" not in said[0].stdout


def test_a_decision_is_written_where_it_belongs(decided):
    done = castlist(
        "decide",
        "putin-erdogan-drones",
        "merge",
        "Piracter",
        "Bayraktar",
        "--note",
        "=same",
    )
    assert (
        "data/reviewed/putin-erdogan-drones.csv, row 2: merge Piracter Bayraktar"
        in done.stdout
    )
    assert "Run `castlist run FILE` again" in done.stdout
    assert (
        "stood there already"
        in castlist(
            "decide", "putin-erdogan-drones", "merge", "piracter", "bayraktar"
        ).stdout
    )
    assert castlist("decide", "story", "reject", "--all", "--", "-x").returncode == 0
    written = contents(decided / "data/reviewed")
    times = [re.sub(rb"20[\dT:.+-]+", b"NOW", file) for file in written.values()]
    assert dict(zip(written, times, strict=True)) == {
        "putin-erdogan-drones.csv": b"action,surface,target,type,scope,note,at\nmerge,Piracter,Bayraktar,,,'=same,NOW\n",
        "actors.csv": b"action,surface,target,type,scope,note,at\nreject,'-x,,,,,NOW\n",
    }
    elsewhere = ("--reviewed", "mine", "--type", "thing")
    assert (
        castlist(
            "decide", "putin-erdogan-drones", "retype", "Bayraktar", *elsewhere
        ).returncode
        == 0
    )
    assert [*contents(decided / "mine")] == ["putin-erdogan-drones.csv"]


def test_suggestions_are_accepted_by_number_or_as_ticked(decided):
    done = castlist("decide", "putin-erdogan-drones", "--accept", "ticked")
    assert "row 2: merge Piracter Bayraktar" in done.stdout
    assert "Moscow" not in done.stdout
    assert (
        castlist(
            "decide", "putin-erdogan-drones", "--accept", "1", "--accept", "2"
        ).returncode
        == 0
    )
    rows = read_decisions("data/reviewed", "putin-erdogan-drones")
    assert [d.action for d in rows] == ["keep_apart", "merge"]
    assert (
        "has no suggestion 3"
        in castlist("decide", "putin-erdogan-drones", "--accept", "3").stderr
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("merge", "Putin"),
            "ReviewError: data/reviewed/putin-erdogan-drones.csv: merge needs a target",
        ),
        (("swap", "Putin", "Erdogan"), "unknown action 'swap'"),
        (("assign", "he", "Putin", "--mention", "m1"), "m1 is “"),
        (("assign", "he", "Putin", "--mention", "m999"), "m999 is not there"),
        (("reject", "Putin", "--mention", "m1", "--all"), "belongs to one article"),
    ],
)
def test_a_decision_that_cannot_be_is_one_sentence_and_nothing_is_written(
    decided, arguments, message
):
    done = castlist("decide", "putin-erdogan-drones", *arguments)
    assert done.returncode == 1
    assert message in done.stderr
    assert not (decided / "data/reviewed").exists()


def test_a_mistake_in_the_decisions_for_all_stops_a_run_once(tmp_path, monkeypatch):
    (tmp_path / "story.txt").write_text(ONE)
    (tmp_path / "other.txt").write_text(ONE.replace("bridge", "school"))
    (tmp_path / "data/reviewed").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data/reviewed/story.csv").write_text("action,surface,target\nswap,A,B\n")
    done = castlist("run", "story.txt", "other.txt", *QUICK)
    assert done.stdout.splitlines()[-1] == "1 article finished, 1 failed."
    assert "story.csv, row 2: unknown action 'swap'" in done.stderr
    (tmp_path / "data/reviewed/actors.csv").write_text("action,surface,target\nswap,A,B\n")
    done = castlist("run", "story.txt", "other.txt", *QUICK)
    assert (done.returncode, done.stderr.count("ReviewError: ")) == (1, 1)


def test_decisions_that_matched_nothing_are_said_after_a_run(tmp_path, monkeypatch):
    """A linker that obeys "Lopez" in story, and nothing else."""

    def link(mentions, contexts, decisions):
        found = [
            replace(d, matched=int(d.surface == "Lopez" and d.article_id == "story"))
            for d in decisions
        ]
        return replace(link_actors(mentions, contexts), decisions=tuple(found))

    monkeypatch.setattr("castlist.pipeline.link_actors", link)
    monkeypatch.chdir(tmp_path)
    for name, word in (("story", "bridge"), ("other", "school")):
        (tmp_path / f"{name}.txt").write_text(ONE.replace("bridge", word))
    castlist("decide", "story", "reject", "Nobody")
    castlist("decide", "story", "reject", "Lopez", "--all")
    castlist("decide", "story", "reject", "Somebody", "--all")
    said = castlist("run", "story.txt", "other.txt", *QUICK).stdout.splitlines()
    assert [line for line in said if "matched nothing" in line] == [
        "  story.csv, row 2: reject “Nobody” matched nothing in this article",
        "  actors.csv, row 3: reject “Somebody” matched nothing in any article",
    ]
    about = [
        json.loads((tmp_path / f"data/processed/{n}/about.json").read_bytes())
        for n in ("story", "other")
    ]
    assert [a["review"] for a in about] == [
        "1 correction by a person, not reviewed",
        "not reviewed",
    ]
