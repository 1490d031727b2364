"""The five real task lists, and what a person read in each of their 340 rows."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2] / "fixtures"
LISTS = ROOT / "measures"
FILES = {
    "平城-任务分解.xlsx": 55,
    "云冈-任务分解.xlsx": 76,
    "新荣-任务分解.xlsx": 84,
    "云冈环保-任务分解.xlsx": 67,
    "浑源-任务分解.xlsx": 58,
}


@lru_cache(maxsize=1)
def expected() -> list[dict[str, Any]]:
    """One object per row, in printed order."""
    lines = (ROOT / "cases" / "measure_rows.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def expected_of(file: str) -> list[dict[str, Any]]:
    return [row for row in expected() if row["file"] == file]
