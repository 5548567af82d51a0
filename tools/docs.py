"""Write the parts of the documentation that are made from code: `python tools/docs.py [--check]`.

A part stands between `<!-- generated: NAME -->` and `<!-- /generated -->` in any Markdown file, or
between `# generated: NAME` and `# /generated` in the stub of the charts. NAME is a command with
`--help` (its help text), a Python file (its text and what it prints), `data dictionary`, `actions`
(what people can decide), `charts`, `chart functions`, or one of the parts that tools/rates.py makes
of what was measured (`error rates`, `figures by set` and others). The rates that reports show, and
what `castlist --help` prints, are files of their own. With --check nothing is written; exit 1 if a
part is old.
"""

import argparse
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

from rates import PARTS, packaged_rates

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (".", "data", "data/reviewed", "benchmarks", "docs")
PACKAGE = ROOT / "src" / "castlist"
STUBS = (PACKAGE / "charts" / "__init__.pyi",)
BEGIN = r"(?:<!--|#) generated: (?P<name>[^>\n]+?)(?: -->)?\n"
BLOCK = re.compile(rf"({BEGIN}).*?((?:<!--|#) /generated)", re.DOTALL)
WHOLE = {
    PACKAGE / "report" / "rates.json": packaged_rates,
    PACKAGE / "help.txt": lambda: f"{command_help(['--help'])}\n",
}
TYPES = {str: "text", int: "whole number", float: "number", bool: "True / False"}


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
    old += [path for path in WHOLE if renew(path, write=not check)]
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


def renew(path: Path, *, write: bool) -> bool:
    """Whether a file that is generated as a whole was out of date; it is rewritten if asked to."""
    found = path.read_text(encoding="utf-8") if path.is_file() else ""
    made = WHOLE[path]()
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
        **PARTS,
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
    from castlist.charts.registry import ALL, OF_A_CORPUS

    rows = []
    for chart in (*ALL, *OF_A_CORPUS):
        when = " Only if it is named with `--chart`." if chart.on_request else ""
        when = " Drawn by `castlist compare`." if chart.compares else when
        when = " Drawn by `castlist corpus charts`." if chart in OF_A_CORPUS else when
        rule = f" Drawn if {chart.drawn_if}." if chart.drawn_if else ""
        rows.append(f"| `{chart.name}` | {chart.shows}{rule}{when} |")
    return "\n".join(["| chart | what it shows |", "|---|---|", *rows])


def chart_functions() -> str:
    """The functions that draw charts, as the stub of `castlist.charts` lists them."""
    from castlist.charts.registry import ALL, OF_A_CORPUS

    names = {chart.function.replace(":", ".") for chart in (*ALL, *OF_A_CORPUS)}
    names |= {f"{c.function.split(':')[0]}.{c.alias}" for c in ALL if c.alias}
    found = (name.rsplit(".", 1) for name in sorted(names))
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


if __name__ == "__main__":
    main()
