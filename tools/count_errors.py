"""How castlist counts the actors of public articles, and how people do:
`PYTHONPATH=benchmarks python tools/count_errors.py FOLDER`.

FOLDER holds the public benchmarks (benchmarks/README.md). Written is `count_errors.csv` in
`src/castlist/reliability`: numbers alone, a row an actor, no text and no name. Of GUM only genres
whose texts may be used for anything are taken (LICENSE-DATA.md); names-worldwide, which states no
licence, is only what intervals are judged by. The same packages on the same texts give the same
bytes. It takes a minute.
"""

import csv
import io
import sys
from collections import Counter
from pathlib import Path

from castlist import reliability
from castlist.nlp.load import load_model
from castlist.reliability.errors import COLUMNS
from measures.counts import read_counts

TARGET = Path(reliability.__file__).with_name("count_errors.csv")


def main(folder: Path) -> None:
    """Write the file and print how many rows each set has."""
    rows = [row.cells() for row in read_counts(folder, load_model())]
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    TARGET.write_text(text.getvalue(), encoding="utf-8", newline="\n")
    sets = Counter(row["set"] for row in rows)
    print(f"{len(rows):,} rows, {TARGET.stat().st_size:,} bytes: {dict(sets)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
