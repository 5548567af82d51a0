"""The house itself: who may import whom, what every module owes its readers,
and documentation that cannot rot."""

import ast
import itertools
import json
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml

import castlist
from support.paths import ROOT

PACKAGE = ROOT / "src" / "castlist"

# A module may import only from rows above its own.
ORDER = [
    {"model"},
    {"text"},
    {"errors"},
    {"settings", "containment", "files", "imports"},
    {"english"},
    {"nlp"},
    {"ingest", "clean", "mentions", "quotes", "actors", "sentiment"},
    {"pipeline"},
    {"tables"},
    {"published", "summary"},
    {"voices", "portrayals", "what_if", "reliability", "effects", "review_state"},
    {"checks"},
    {"steps", "decisions", "recount"},
    {"reread"},
    {"corpus"},
    {"charts"},
    {"report"},
    {"run"},  # below both: one call writes an article's tables, its charts and its report
    {"desk"},
    {"notebook"},
    {"cli"},
    {"__main__"},
]
# The same inside charts/: who draws knows where it is drawn on, and nobody below knows of files.
CHART_ORDER = [
    {"render"},
    {"page"},
    {"registry"},
    {"data"},
    {"bodies"},
    {"kinds"},
    {"files"},
]
# Stages meet only as records: they know the rows above, and not each other.
STAGES = ORDER[6]
MOST_FILES = 13  # of code in a folder: a newcomer reads its list in one glance
# What `castlist --help` has no use for.
HEAVY = {"spacy", "pandas", "matplotlib", "numpy", "textblob", "papermill"}

# 58 packages (134 MB) once came in by a slip,
# and every clone of the whole history still fetches them.
LARGE = 1_000_000  # bytes
GROUPS = {"corpus"}  # commands that have commands
LARGE_FILES = {"src/castlist/sentiment/tone.npz"}

FILES = sorted(PACKAGE.rglob("*.py"))
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in FILES
}
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def imported(tree: ast.AST) -> set[str]:
    """Every module of castlist that is imported anywhere in the file, without "castlist."."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, (
                f"line {node.lineno}: import from castlist by its full name"
            )
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {
            name.removeprefix("castlist.") for name in names if name.startswith("castlist.")
        }
    return found - {"__version__"}


def rooms(file: str, *, inside: str = "") -> tuple[str, set[str]]:
    """The room that a file belongs to, and the others that it imports:
    of the package, or of one of its folders."""
    own = file.removeprefix(inside).removesuffix(".py").split("/")[0]
    dotted = inside.replace("/", ".")
    paths = [
        path.removeprefix(dotted)
        for path in imported(TREES[file])
        if path.startswith(dotted)
    ]
    return own, {path.split(".")[0] for path in paths} - {own}


def above(order: list[set[str]], own: str) -> set[str]:
    """All rooms in rows above that of a room."""
    rows = [number for number, names in enumerate(order) if own in names]
    assert rows, f"{own} has no row: add it, in the order of the flow"
    return set().union(*order[: rows[0]])


@pytest.mark.parametrize("file", [f for f in TREES if f != "__init__.py"])
def test_a_module_imports_only_from_rows_above_its_own(file):
    own, others = rooms(file)
    assert others <= above(ORDER, own), (
        f"{own} may not import {', '.join(sorted(others - above(ORDER, own)))}"
    )


@pytest.mark.parametrize(
    "file", [f for f in TREES if f.startswith("charts/") and f != "charts/__init__.py"]
)
def test_inside_charts_too(file):
    own, others = rooms(file, inside="charts/")
    allowed = above(CHART_ORDER, own)
    assert others <= allowed, (
        f"charts/{own} may not import {', '.join(sorted(others - allowed))}"
    )


def test_no_folder_has_more_files_than_one_reads_at_a_glance():
    counts = {
        folder: len(list(folder.glob("*.py"))) for folder in {path.parent for path in FILES}
    }
    assert {
        folder.name: n
        for folder, n in counts.items()
        if n > MOST_FILES and folder != PACKAGE
    } == {}


def test_a_class_name_has_one_meaning():
    places = [
        (node.name, file)
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if type(node) is ast.ClassDef
    ]
    names = [name.strip("_") for name, _ in places]
    assert [place for place in places if names.count(place[0].strip("_")) > 1] == []


@pytest.mark.parametrize("file", TREES)
def test_the_library_prints_nothing_and_swallows_nothing(file):
    for node in ast.walk(TREES[file]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", (
                f"line {node.lineno}: the library does not print"
            )
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            # only containment may turn any fault into an error of castlist's own
            last = node.body[-1]
            swallows = not (
                isinstance(last, ast.Raise)
                and (last.exc is None or file == "containment.py")
            )
            too_much = swallows and caught in {"everything", "Exception", "BaseException"}
            assert not too_much, f"line {node.lineno} catches {caught}"


@pytest.mark.parametrize(
    "path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_a_file_can_be_read_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


@pytest.mark.parametrize(
    "file", [f for f in TREES if f not in {"__init__.py", "__main__.py"}]
)
def test_all_lists_what_is_public_and_nothing_else(file):
    body = TREES[file].body
    named = {
        n.id
        for node in body
        for n in ast.walk(node)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    named |= {
        (a.asname or a.name)
        for node in body
        if isinstance(node, ast.ImportFrom)
        for a in node.names
    }
    made = [n for n in body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    # A command of the command line is called by its name there, not from Python.
    public = {
        n.name
        for n in made
        if not n.name.startswith("_")
        and "app." not in "".join(map(ast.unparse, n.decorator_list))
    }
    lists = [
        n.value
        for n in body
        if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "__all__"
    ]
    listed = set(ast.literal_eval(lists[0])) if lists else set()
    assert public - listed == set(), "public, but not in __all__"
    assert listed - named - {n.name for n in made} == set(), "in __all__, but not there"


def test_everything_on_the_menu_can_be_had():
    assert {
        name: getattr(castlist, name, None)
        for name in castlist.__all__
        if not hasattr(castlist, name)
    } == {}


def test_help_needs_no_spacy_no_pandas_and_no_matplotlib():
    code = (
        "import sys, castlist.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "castlist" in loaded
    assert HEAVY & set(loaded) == set()


def test_no_file_is_large_unless_it_is_named_here():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    sizes = {
        name: (ROOT / name).stat().st_size
        for name in listed.split("\0")
        if (ROOT / name).is_file()
    }
    assert sizes, "git lists no files"
    assert {name for name, size in sizes.items() if size > LARGE} == LARGE_FILES


def test_one_version_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest, dated = re.search(
        r"^## (\S+) - (\S+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M
    ).groups()
    found = {
        "citation": citation["version"],
        "changelog": newest,
        "package": castlist.__version__,
    }
    assert found == dict.fromkeys(found, project)
    assert metadata.version("castlist") == project
    assert citation["date-released"] == dated


# Documentation


def shown_commands(text: str) -> list[str]:
    """Every `make ...` and `castlist ...` in the code blocks and code words of a Markdown text."""
    blocks = re.findall(
        r"^```[a-z]*\n(.*?)^```",
        re.sub(r"<!-- generated.*?/generated -->", "", text, flags=re.S),
        re.S | re.M,
    )
    lines = [
        line.strip().removeprefix("$ ")
        for line in itertools.chain(*(block.splitlines() for block in blocks))
    ]
    lines += re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.S | re.M))
    bare = [
        re.sub(r"^\.venv[/\\](bin|Scripts)[/\\]", "", line).split("#")[0].strip()
        for line in lines
    ]
    return sorted({line for line in bare if re.match(r"(make|castlist)( |$)", line)})


def help_of(*arguments: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "castlist", *arguments, "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.parametrize(
    "page",
    ["README.md", "CONTRIBUTING.md", "METHOD.md", "SECURITY.md", "benchmarks/README.md"],
)
def test_every_command_that_is_shown_exists(page):
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    )
    for line in shown_commands((ROOT / page).read_text(encoding="utf-8")):
        program, *words = line.split()
        named = [word for word in words if "=" not in word]
        if program == "make":
            assert set(named) <= targets, (
                f"{page} shows `{line}`, but make knows no such target"
            )
        elif named:
            depth = 2 if named[0] in GROUPS else 1
            text = help_of(*([] if named[0].startswith("-") else named[:depth]))
            options = {word for word in re.findall(r"--[\w-]+", line) if word not in text}
            assert options == set(), (
                f"{page} shows `{line}`, but there is no {', '.join(options)}"
            )


def test_every_command_has_its_help_on_the_page_of_commands():
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    commands = re.findall(r"^  (\w+)  ", help_of().split("Commands:")[1], re.M)
    assert len(commands) >= 9
    assert [
        name
        for name in commands
        if f"<!-- generated: castlist {name} --help -->" not in page
    ] == []


def test_the_readme_shows_the_two_commands():
    assert {"make run", "make test"} <= set(shown_commands(README))


def test_make_alone_lists_every_target_with_one_line():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (help .+)$", makefile, re.M)
    listed = subprocess.run(
        ["make", "--no-print-directory"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [line.split()[1] for line in listed.splitlines()] == phony.split()[1:]


def test_generated_documentation_is_up_to_date():
    run = subprocess.run(
        [sys.executable, "tools/docs.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_links_between_pages_lead_somewhere():
    for page in [*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *ROOT.glob("docs/*.md")]:
        links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
        lost = [
            link
            for link in links
            if "://" not in link and not (page.parent / link).exists()
        ]
        assert lost == [], page.name


def test_files_that_are_named_are_there():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *ROOT.glob("docs/*.md")]
    pages += [*FILES, *NOTEBOOKS]
    named = re.compile(
        r"(?<![\w/])(?:src|tests|tools|benchmarks|docs)/[\w/-]+\.(?:py|txt|md|csv)\b"
    )
    lost = {
        (page.name, name)
        for page in pages
        for name in named.findall(page.read_text("utf-8"))
    }
    assert {(page, name) for page, name in lost if not (ROOT / name).exists()} == set()


# Notebooks


def test_the_notebooks_of_the_story_are_there():
    stems = {path.stem for path in NOTEBOOKS}
    assert {
        "01_ingest",
        "02_clean_tokenize",
        "03_entities",
        "05_sentiment",
        "06_charts",
    } <= stems


def code_cells(path: Path) -> list[dict]:
    return [cell for cell in read_notebook(path)["cells"] if cell["cell_type"] == "code"]


def read_notebook(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request) -> Path:
    return request.param


def test_a_notebook_reads_like_a_story(notebook):
    cells = read_notebook(notebook)["cells"]
    code = code_cells(notebook)
    prose = sum(
        len("".join(cell["source"]).split())
        for cell in cells
        if cell["cell_type"] == "markdown"
    )
    assert cells[0]["cell_type"] == "markdown", "begins with the question"
    assert 0 < len(code) <= 20
    assert prose >= 15 * len(code), f"{prose} words of prose for {len(code)} code cells"
    assert max(len("".join(cell["source"]).splitlines()) for cell in code) <= 12


def test_a_notebook_only_calls_castlist_and_ends_with_the_check(notebook):
    sources = ["".join(cell["source"]) for cell in code_cells(notebook)]
    for banned in (
        r"\bdef ",
        r"\blambda\b",
        r"sys\.path",
        r"filterwarnings|simplefilter|import warnings",
        r"^\s*[!%]",
        r"describe_run|_records\(|restore_",  # a cell is one call that a journalist can read
    ):
        assert [source for source in sources if re.search(banned, source, re.M)] == [], (
            banned
        )
    assert re.search(r"castlist\.check(_corpus)?\(", sources[-1])
    assert [
        cell
        for cell in code_cells(notebook)
        if "parameters" in cell["metadata"].get("tags", [])
    ], "no parameters cell"


def test_a_notebook_was_run_from_top_to_bottom_without_an_error(notebook):
    code = code_cells(notebook)
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell["outputs"]]
    assert outputs, "shows nothing"
    assert [
        o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"
    ] == []


def test_a_notebook_is_small_and_names_no_place_on_somebodys_machine(notebook):
    assert notebook.stat().st_size <= 900_000
    content = read_notebook(notebook)
    for output in (o for cell in content["cells"] for o in cell.get("outputs", ())):
        for picture in [
            kind for kind in output.get("data", {}) if kind.startswith("image/png")
        ]:
            del output["data"][picture]
    text = json.dumps(content, ensure_ascii=False)
    assert (
        re.findall(
            r"(?<![\w.:/])/(?:work|home|root|Users|private|tmp|var)/[^\s\"]*|[A-Z]:\\\\Users",
            text,
        )
        == []
    )
    assert re.findall(r" at 0x[0-9a-f]{6,}", text) == [], (
        "an address in memory, different on every run"
    )
