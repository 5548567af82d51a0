"""How castlist counts the actors of public articles, and how people do:
`PYTHONPATH=benchmarks python tools/count_errors.py FOLDER`.

FOLDER holds the public benchmarks (benchmarks/README.md). Written are `count_errors.csv` and
`presence_errors.csv` in `src/castlist/reliability`: numbers alone, a row an actor, no text and no
name; the second has those that castlist does not find too. Of GUM only genres
whose texts may be used for anything are taken (LICENSE-DATA.md); names-worldwide, which states no
licence, is only what intervals are judged by. The same packages on the same texts give the same
bytes. It takes two minutes.
"""

import csv
import io
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from castlist import reliability
from castlist.nlp.load import load_model
from castlist.reliability.errors import COLUMNS
from castlist.reliability.presence import PRESENCE_COLUMNS
from measures.counts import read_counts
from measures.presence import read_presence

FOLDER = Path(reliability.__file__).parent


def main(folder: Path) -> None:
    """Write the files and print how many rows each set has."""
    nlp = load_model()
    write("count_errors.csv", COLUMNS, [row.cells() for row in read_counts(folder, nlp)])
    rows = [row.cells() for row in read_presence(folder, nlp)]
    write("presence_errors.csv", PRESENCE_COLUMNS, rows)


def write(name: str, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    """Write one of the files, and say what is in it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    target = FOLDER / name
    target.write_text(text.getvalue(), encoding="utf-8", newline="\n")
    sets = Counter(row["set"] for row in rows)
    size = target.stat().st_size
    print(f"{name}: {len(rows):,} rows, {size:,} bytes: {dict(sets)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
