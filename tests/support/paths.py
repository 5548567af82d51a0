"""Where the project's files are, and what a user sees in a folder."""

from pathlib import Path

from castlist.files import BACKSTAGE

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
SAMPLE = ROOT / "data/raw/putin-erdogan-drones.txt"
ARTICLES = [SAMPLE, *sorted((ROOT / "data/raw/wikinews").glob("*.txt"))]


def names(folder):
    """What a user sees in a folder of results: all but what castlist keeps backstage."""
    return sorted(path.name for path in folder.iterdir() if path.name != BACKSTAGE)
