"""Open JupyterLab: on the numbered notebooks, or on copies of them that are about an article of
yours: `python tools/lab.py data/raw/yours.txt`.

The copies lie in `notebooks/<article_id>/`, beside `this_article.py`, the one place that says which
article they are about. Copies that are there already stay as they are.
"""

import json
import os
import sys
from pathlib import Path
from urllib.parse import quote

from castlist.errors import InputError
from castlist.files import write_file
from castlist.text import slug

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
PLACE = "this_article.py"
# The parameters that depend on the article or on where a notebook lies.
SHARED = ("article", "processed", "folder", "exports", "reviewed")


def main() -> None:
    """Make the copies, if an article is named, and become JupyterLab."""
    named = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        folder = copy_notebooks(Path(named), NOTEBOOKS) if named else NOTEBOOKS
    except InputError as error:
        sys.exit(str(error))
    os.execv(
        sys.executable, [sys.executable, "-m", "jupyterlab", *opened_at(folder), *as_root()]
    )


def opened_at(folder: Path) -> list[str]:
    """JupyterLab begins in that folder, and its file browser shows the whole project: data and
    exports too."""
    inside = quote(folder.relative_to(ROOT).as_posix())
    return [f"--ServerApp.root_dir={ROOT}", f"--LabApp.default_url=/lab/tree/{inside}"]


def as_root() -> list[str]:
    """What JupyterLab has to be told if root starts it, as in a container."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["--allow-root"] if is_root else []


def copy_notebooks(article: Path, notebooks: Path) -> Path:
    """The folder with copies of the numbered notebooks that are about an article."""
    if not article.is_file():
        raise InputError(
            f"{article} is no file. Save the article as data/raw/NAME.txt, then: make lab"
            " ARTICLE=data/raw/NAME.txt"
        )
    folder = notebooks / slug(article.stem)
    wanted = {PLACE: say_article(article, notebooks, folder)}
    for path in sorted(notebooks.glob("[0-9][0-9]_*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        wanted[path.name] = json.dumps(about_this(notebook), ensure_ascii=False, indent=1)
    for name, text in wanted.items():
        if not (folder / name).exists():
            write_file(folder / name, f"{text}\n".encode())
    return folder


def say_article(article: Path, notebooks: Path, folder: Path) -> str:
    """The module that says which article the copies are about, and where its results lie."""
    source = Path(os.path.relpath(article.resolve(), folder.resolve())).as_posix()
    project = Path(os.path.relpath(notebooks.resolve().parent, folder.resolve())).as_posix()
    return f'''"""Which article these notebooks are about: change it here, and nowhere else."""

from pathlib import Path

from castlist.text import slug

article = {json.dumps(source, ensure_ascii=False)}

processed = "{project}/data/processed"
folder = f"{{processed}}/{{slug(Path(article).stem)}}"
exports = f"{project}/exports/{{slug(Path(article).stem)}}"
reviewed = "{project}/data/reviewed"'''


def about_this(notebook: dict[str, object]) -> dict[str, object]:
    """The notebook without outputs, its parameters taken from the one place."""
    for cell in notebook["cells"]:  # type: ignore[attr-defined]
        if cell["cell_type"] != "code":
            continue
        cell["outputs"] = []
        cell["execution_count"] = None
        if "parameters" in cell["metadata"].get("tags", ()):
            cell["source"] = parameters("".join(cell["source"]))
    return notebook


def parameters(source: str) -> str:
    """The lines of a cell of parameters, those that are shared as one import."""
    lines = source.splitlines()
    names = [name for line in lines if (name := line.partition(" = ")[0]) in SHARED]
    rest = [line for line in lines if line.partition(" = ")[0] not in SHARED]
    shared = [f"from this_article import {', '.join(names)}", ""] if names else []
    return "\n".join([*shared, *rest]).rstrip()


if __name__ == "__main__":
    main()
