"""Rewrite tests/golden/, the expected tables of the sample, and show what changed:
`python tools/golden.py`."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "data/raw/putin-erdogan-drones.txt"
GOLDEN = ROOT / "tests" / "golden"


def main() -> None:
    """Run the sample into a folder aside, put its tables in place of the expected ones,
    show the difference."""
    with tempfile.TemporaryDirectory() as aside:
        command = [sys.executable, "-m", "castlist", "run", SAMPLE, "--out", aside]
        run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"{run.stdout}{run.stderr}tests/golden is as it was.")
        for made in sorted(Path(aside, "processed").iterdir()):
            if made.is_dir():
                shutil.rmtree(GOLDEN / made.name, ignore_errors=True)
                # the parse has the model's own scores, whose last digits depend on the machine
                left_out = shutil.ignore_patterns("parse.npz")
                shutil.copytree(made, GOLDEN / made.name, ignore=left_out)
    changed = subprocess.run(
        ["git", "status", "--short", "--", GOLDEN],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    if not changed.stdout:
        print("tests/golden: nothing changed.")
        return
    print(changed.stdout, end="", flush=True)
    subprocess.run(
        ["git", "--no-pager", "diff", "--stat", "--", GOLDEN], cwd=ROOT, check=True
    )
    print("A changed number needs a dated line in METHOD.md.")


if __name__ == "__main__":
    main()
