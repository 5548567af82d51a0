"""Write the parts of the documentation that are made from code: `python tools/docs.py [--check]`.

A part stands between `<!-- generated: NAME -->` and `<!-- /generated -->` in any Markdown file. NAME is a command with
`--help` (its help text), `data dictionary`, or `error rates`. With --check nothing is written; exit 1 if a part is old.
"""

import argparse
import json
import re
import sys
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (".", "data", "benchmarks")
BLOCK = re.compile(r"(<!-- generated: (?P<name>[^>]+?) -->\n).*?(<!-- /generated -->)", re.DOTALL)
TYPES = {str: "text", int: "whole number", float: "number", bool: "True / False"}


def main() -> None:
    """Rewrite every generated part, or with --check say which are out of date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a part is out of date")
    check = parser.parse_args().check
    old = [
        path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.md")) if refresh(path, write=not check)
    ]
    for path in old:
        print(f"{path.relative_to(ROOT)}: {'out of date. Run: make docs' if check else 'rewritten'}")
    if check and old:
        sys.exit(1)
    print("The generated documentation is up to date.")


def refresh(path: Path, *, write: bool) -> bool:
    """Whether a generated part of this file was out of date; it is rewritten if asked to."""
    found = path.read_text(encoding="utf-8")
    if found.count("<!-- generated:") != len(BLOCK.findall(found)):
        sys.exit(f"{path.relative_to(ROOT)}: a generated part has no end. Close it with <!-- /generated -->")
    made = BLOCK.sub(lambda match: f"{match[1]}{render(match['name'], path)}\n{match[3]}", found)
    if write and made != found:
        path.write_text(made, encoding="utf-8", newline="\n")
    return made != found


def render(name: str, path: Path) -> str:
    """The text of one generated part."""
    if name.startswith("castlist") and name.endswith("--help"):
        return f"```text\n{command_help(name.split()[1:])}\n```"
    makers = {"data dictionary": data_dictionary, "error rates": error_rates}
    if name not in makers:
        sys.exit(
            f"{path.relative_to(ROOT)}: nothing is called '{name}'. Known: castlist ... --help, {', '.join(makers)}"
        )
    return makers[name]()


def command_help(arguments: list[str]) -> str:
    """What the command prints with these arguments, 80 characters wide and without colour."""
    from typer.testing import CliRunner

    from castlist.cli import app

    result = CliRunner().invoke(
        app, arguments, prog_name="castlist", env={"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    )
    if result.exit_code:
        sys.exit(f"castlist {' '.join(arguments)} failed: {result.output}")
    return "\n".join(line.rstrip() for line in result.output.strip().splitlines())


def data_dictionary() -> str:
    """Every table with its columns: type, meaning, and the allowed values where they are a closed list."""
    from castlist.model import TABLES, Failure

    records = {name: record for name, (record, _) in TABLES.items()} | {"failures": Failure}
    keys = {name: ", ".join(key) for name, (_, key) in TABLES.items()}
    return "\n\n".join(describe_table(name, record, keys.get(name, "")) for name, record in records.items())


def describe_table(name: str, record: type, key: str) -> str:
    """One table of the data dictionary."""
    from castlist.tables import column_meanings, column_types

    types, meanings, values = column_types(record), column_meanings(record), allowed_values(record)
    rows = [
        f"| `{column}` | {values.get(column, TYPES[kind])} | {meanings[column]} |" for column, kind in types.items()
    ]
    says = (record.__doc__ or "").split("\n")[0]
    once = f" A row is unique by {key}." if key else ""
    return "\n".join(
        [f"## {name}", f"{says}{once}", "", "| column | type or values | meaning |", "|---|---|---|", *rows]
    )


def allowed_values(record: type) -> dict[str, str]:
    """Column -> the values it may have, for columns that are a closed list."""
    hints = get_type_hints(record, include_extras=True)
    plain = {f.name: get_args(hints[f.name])[0] for f in fields(record) if get_origin(hints[f.name]) is Annotated}
    return {name: " / ".join(get_args(kind)) for name, kind in plain.items() if get_origin(kind) is Literal}


def error_rates() -> str:
    """The measured rates of benchmarks/results.json as one table."""
    path = ROOT / "benchmarks" / "results.json"
    if not path.is_file():
        return "Not measured yet."
    results = json.loads(path.read_text(encoding="utf-8"))
    notes = [f"{name}: {value}" for name, value in results.items() if not isinstance(value, dict)]
    rows = [
        f"| {name} | {figure} | {value:.3f} |" if isinstance(value, float) else f"| {name} | {figure} | {value} |"
        for name, figures in results.items()
        if isinstance(figures, dict)
        for figure, value in figures.items()
    ]
    return "\n".join([*notes, "", "| measured on | figure | value |", "|---|---|---|", *rows])


if __name__ == "__main__":
    main()
