"""Write the parts of the documentation that are made from code: `python tools/docs.py [--check]`.

A part stands between `<!-- generated: NAME -->` and `<!-- /generated -->` in any Markdown file, or
between `# generated: NAME` and `# /generated` in the stub of the charts. NAME is a command with
`--help` (its help text), a Python file (its text and what it prints), `data dictionary`, `actions`
(what people can decide), `charts`, `chart functions`, or, from benchmarks/results.json, `error
rates`, `figures by model`, `links by rule`, `quotes` and `what each step adds`. With --check
nothing is written; exit 1 if a part is old.
"""

import argparse
import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (".", "data", "data/reviewed", "benchmarks", "docs")
STUBS = (ROOT / "src" / "castlist" / "charts" / "__init__.pyi",)
BEGIN = r"(?:<!--|#) generated: (?P<name>[^>\n]+?)(?: -->)?\n"
BLOCK = re.compile(rf"({BEGIN}).*?((?:<!--|#) /generated)", re.DOTALL)
RESULTS = ROOT / "benchmarks" / "results.json"
TYPES = {str: "text", int: "whole number", float: "number", bool: "True / False"}

QUOTES = ("content_30_f1", "content_80_f1", "content_exact_f1", "speaker_right", "whole_f1")
COMPARED = (
    "names_f1",
    "names_and_types_f1",
    "links_conll_f1",
    "main_count_error",
    "counts_exactly_right",
    "top_3",
)


def main() -> None:
    """Rewrite every generated part, or with --check say which are out of date."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit 1 if a part is out of date",
    )
    check = parser.parse_args().check
    pages = [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.md"))]
    old = [path for path in (*STUBS, *pages) if refresh(path, write=not check)]
    for path in old:
        print(
            f"{path.relative_to(ROOT)}:"
            f" {'out of date. Run: make docs' if check else 'rewritten'}"
        )
    if check and old:
        sys.exit(1)
    print("The generated documentation is up to date.")


def refresh(path: Path, *, write: bool) -> bool:
    """Whether a generated part of this file was out of date; it is rewritten if asked to."""
    found = path.read_text(encoding="utf-8")
    if len(re.findall(BEGIN, found)) != len(BLOCK.findall(found)):
        sys.exit(
            f"{path.relative_to(ROOT)}: a generated part has no end. Close it with <!--"
            " /generated -->"
        )
    made = BLOCK.sub(
        lambda match: f"{match[1]}{render(match['name'], path)}\n{match[3]}", found
    )
    if write and made != found:
        path.write_text(made, encoding="utf-8", newline="\n")
    return made != found


def render(name: str, path: Path) -> str:
    """The text of one generated part."""
    if name.startswith("castlist") and name.endswith("--help"):
        return f"```text\n{command_help(name.split()[1:])}\n```"
    if name.endswith(".py"):
        return example(ROOT / name)
    makers = {
        "actions": actions,
        "chart functions": chart_functions,
        "charts": charts,
        "data dictionary": data_dictionary,
        "error rates": error_rates,
        "figures by model": figures_by_model,
        "links by rule": links_by_rule,
        "quotes": quotes,
        "what each step adds": steps,
    }
    if name not in makers:
        sys.exit(
            f"{path.relative_to(ROOT)}: nothing is called '{name}'. Known: castlist ..."
            f" --help, {', '.join(makers)}"
        )
    return makers[name]()


def command_help(arguments: list[str]) -> str:
    """What the command prints with these arguments, 80 characters wide and without colour."""
    from typer.testing import CliRunner

    from castlist.cli import app

    result = CliRunner().invoke(
        app,
        arguments,
        prog_name="castlist",
        env={"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"},
    )
    if result.exit_code:
        sys.exit(f"castlist {' '.join(arguments)} failed: {result.output}")
    return "\n".join(line.rstrip() for line in result.output.strip().splitlines())


def example(path: Path) -> str:
    """A script and what it prints."""
    made = subprocess.run(
        [sys.executable, path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if made.returncode:
        sys.exit(f"{path.relative_to(ROOT)} failed: {made.stderr}")
    script = path.read_text(encoding="utf-8").strip()
    return f"```python\n{script}\n```\n\n```text\n{made.stdout.rstrip()}\n```"


def actions() -> str:
    """Every action of a decisions file: which cells it fills, and what it says."""
    from castlist.model import ACTIONS

    rows = [
        f"| `{name}` | {spec.surface} | {spec.target} | {spec.says} |"
        for name, spec in ACTIONS.items()
    ]
    return "\n".join(
        ["| action | surface | target | what it says |", "|---|---|---|---|", *rows]
    )


def charts() -> str:
    """Every chart: what it is called and what it shows."""
    from castlist.charts.registry import ALL

    rows = []
    for chart in ALL:
        when = " Drawn if it is named with `--chart`." if chart.on_request else ""
        when = " Drawn by `castlist compare`." if chart.compares else when
        rows.append(f"| `{chart.name}` | {chart.shows}{when} |")
    return "\n".join(["| chart | what it shows |", "|---|---|", *rows])


def chart_functions() -> str:
    """The functions that draw charts, as the stub of `castlist.charts` lists them."""
    from castlist.charts.registry import ALL

    names = {chart.function.replace(":", ".") for chart in ALL}
    names |= {f"{c.function.split(':')[0]}.{c.alias}" for c in ALL if c.alias}
    found = (name.split(".") for name in sorted(names))
    lines = [f"from .kinds.{module} import {name} as {name}" for module, name in found]
    return "\n".join([*lines, ""])  # as the linter wants it below imports


def data_dictionary() -> str:
    """Every table with its columns:
    type, meaning, and the allowed values where they are a closed list."""
    from castlist.model import TABLES, Failure

    records = {name: record for name, (record, _) in TABLES.items()} | {"failures": Failure}
    keys = {name: ", ".join(key) for name, (_, key) in TABLES.items()}
    return "\n\n".join(
        describe_table(name, record, keys.get(name, "")) for name, record in records.items()
    )


def describe_table(name: str, record: type, key: str) -> str:
    """One table of the data dictionary."""
    from castlist.tables import column_meanings, column_types

    types = column_types(record)
    meanings = column_meanings(record)
    values = allowed_values(record)
    rows = [
        f"| `{column}` | {values.get(column, TYPES[kind])} | {meanings[column]} |"
        for column, kind in types.items()
    ]
    says = first_sentence(record)
    once = f" A row is unique by {key}." if key else ""
    return "\n".join(
        [
            f"## {name}",
            f"{says}{once}",
            "",
            "| column | type or values | meaning |",
            "|---|---|---|",
            *rows,
        ]
    )


def first_sentence(record: type) -> str:
    """The first paragraph of a docstring on one line."""
    return " ".join((record.__doc__ or "").split("\n\n")[0].split())


def allowed_values(record: type) -> dict[str, str]:
    """Column -> the values it may have, for columns that are a closed list."""
    hints = get_type_hints(record, include_extras=True)
    plain = {
        f.name: get_args(hints[f.name])[0]
        for f in fields(record)
        if get_origin(hints[f.name]) is Annotated
    }
    return {
        name: " / ".join(get_args(kind))
        for name, kind in plain.items()
        if get_origin(kind) is Literal
    }


def error_rates() -> str:
    """The rates of benchmarks/results.json that a reader of a chart needs, in words; what is not
    there is left out."""
    measured = [m for m in read_results() if is_default(m["model"])]
    if not measured:
        return "Not measured yet."
    made_with = " and ".join(
        sorted(
            {f"castlist {m['castlist']}" for m in measured}
            | {m["model"] for m in measured} - {""}
        )
    )
    rows = []
    for about, benchmark, part, source, sentence in read_sentences():
        group = [m for m in measured if (m["benchmark"], m["part"]) == (benchmark, part)]
        values = {
            f"{m['system']}/{name}": in_words(name, rate)
            for m in group
            for name, rate in m["figures"].items()
        }
        if set(re.findall(r"{(.+?)}", sentence)) <= set(values):
            used = [m for m in group if f"{{{m['system']}/" in sentence]
            rows.append(
                f"| {about} | {sentence.format_map(values)} | {used[0]['n']}"
                f" {used[0]['unit']}, {source} |"
            )
    says = (
        f"Measured with {made_with} on public texts that people have annotated; your"
        " article may be easier or harder."
    )
    return "\n".join(
        [says, "", "| | how often it is right | measured on |", "|---|---|---|", *rows]
    )


def figures_by_model() -> str:
    """The figures on names and actors in benchmarks/results.json:
    every model, and an actor per distinct string."""
    systems = {"castlist", "equal strings"}
    measured = [
        m for m in read_results() if m["system"] in systems and "names_f1" in m["figures"]
    ]
    if not measured:
        return "Not measured yet."
    shown = list(
        dict.fromkeys(
            figure for m in measured for figure in m["figures"] if figure in COMPARED
        )
    )
    parts = {(m["benchmark"], m["part"], m["n"]) for m in measured}
    rows = []
    # news first
    for benchmark, part, n in sorted(
        parts, key=lambda part: (part[0], part[1] != "news", part)
    ):
        for m in (m for m in measured if (m["benchmark"], m["part"]) == (benchmark, part)):
            cells = " | ".join(f"{m['figures'][figure]:.3f}" for figure in shown)
            rows.append(
                f"| {benchmark}, {part} ({n}) | {m['system']}, {m['model']} | {cells} |"
            )
    head = (
        "| benchmark (articles) | system |"
        f" {' | '.join(f'`{figure}`' for figure in shown)} |"
    )
    return "\n".join([head, "|---|---|" + "---|" * len(shown), *rows])


def quotes() -> str:
    """What every system finds of each set of quotes, all types and each."""
    measured = [
        m
        for m in read_results()
        if m["benchmark"].startswith("quotes-") and is_default(m["model"])
    ]
    rows = []
    for m in sorted(
        measured,
        key=lambda m: (
            m["benchmark"] != "quotes-wikinews",
            m["part"].split(", ")[0],
            -m["n"],
        ),
    ):
        if m["system"] == "castlist" or not m["part"].endswith(("indirect", "mixed")):
            name = f"{m['benchmark'].removeprefix('quotes-')} {m['part']}".strip()
            refused = (
                f", refuses {100 * m['figures']['articles_refused']:.0f} % of the articles"
                if m["figures"].get("articles_refused")
                else ""
            )
            cells = " | ".join(f"{m['figures'][figure]:.3f}" for figure in QUOTES)
            rows.append(f"| {name} ({m['n']}) | {m['system']}{refused} | {cells} |")
    head = f"| set (quotes) | system | {' | '.join(f'`{figure}`' for figure in QUOTES)} |"
    return "\n".join([head, "|---|---|" + "---|" * len(QUOTES), *rows])


def links_by_rule() -> str:
    """How many links each rule made in news, and how many of them people made too."""
    measured = [
        m for m in gum_news() if ": " in m["system"] or m["system"] == "all descriptions"
    ]
    rows = []
    for m in measured:
        right = m["figures"]["links_right"]
        wrong = f"1 in {1 / (1 - right):.0f}" if right < 1 else "none"
        rows.append(
            f"| {m['system'].replace(': ', ': `')}{'`' * (': ' in m['system'])} | {m['n']}"
            f" | {wrong} |"
        )
    return "\n".join(["| mention: rule | links | wrong |", "|---|---|---|", *rows])


def steps() -> str:
    """The figures with every step of linking up to a certain one, in news."""
    measured = [
        m
        for m in gum_news()
        if m["system"].startswith("up to ") or m["system"] == "castlist"
    ]
    from castlist.actors.descriptions import SIEVES

    names = [
        "up to names",
        *(f"up to {(sieve.__doc__ or '').split(':')[0]}" for sieve in SIEVES),
        "castlist",
    ]
    order = sorted(measured, key=lambda m: names.index(m["system"]))
    shown = [f for f in order[0]["figures"] if f in order[-1]["figures"]] if order else []
    rows = [
        f"| {m['system']} | " + " | ".join(f"{m['figures'][f]:.3f}" for f in shown) + " |"
        for m in order
    ]
    return "\n".join(
        [
            f"| steps | {' | '.join(f'`{f}`' for f in shown)} |",
            "|---|" + "---|" * len(shown),
            *rows,
        ]
    )


def gum_news() -> list[dict[str, Any]]:
    """What was measured on the news of GUM with the model that castlist uses."""
    wanted = ("actors-gum", "news")
    return [
        m
        for m in read_results()
        if (m["benchmark"], m["part"]) == wanted and is_default(m["model"])
    ]


def read_results() -> list[dict[str, Any]]:
    """What benchmarks/accuracy.py stored; nothing if it has not run yet."""
    return json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else []


def read_sentences() -> list[list[str]]:
    """The rows of benchmarks/rates.tsv: about, benchmark, part, source, sentence."""
    lines = (ROOT / "benchmarks" / "rates.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def is_default(model: str) -> bool:
    """Whether a measurement was made with the model that castlist uses, or with none."""
    from castlist.settings import DEFAULT_MODEL

    return model.split(" ")[0] in {"", DEFAULT_MODEL}


def in_words(figure: str, value: float) -> str:
    """A rate as so many of 100, with one decimal below 1; a correlation with two decimals.

    >>> in_words("top_3", 0.7222), in_words("pearson", 0.336)
    ('72', '0.34')
    >>> in_words("article_lines_lost", 0.0016)
    '0.2'
    """
    if figure == "pearson":
        return f"{value:.2f}"
    return f"{100 * value:.1f}" if 0 < value < 0.0095 else f"{100 * value:.0f}"


if __name__ == "__main__":
    main()
