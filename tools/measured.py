"""What benchmarks/accuracy.py stored, for whoever prints it."""

import json
from pathlib import Path
from typing import Any

from castlist.settings import DEFAULT_MODEL

__all__ = ["ROOT", "is_default", "read_results"]

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results.json"


def read_results() -> list[dict[str, Any]]:
    """What benchmarks/accuracy.py stored; nothing if it has not run yet."""
    return json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else []


def is_default(model: str) -> bool:
    """Whether a measurement was made with the model that castlist uses, or with none."""
    return model.split(" ")[0] in {"", DEFAULT_MODEL}
