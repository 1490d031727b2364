"""What reading a file in a child process costs more than reading it here: `./run bench sandbox`.

Limits: 50 ms more for a small file, a second more for 100,000 rows; no child may need more than 300 MB for a small one.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from openpyxl import Workbook

from sandbox.allowances import MEGABYTE
from sandbox.calling import ask, in_sandbox, preload, start, stop
from workbooks.reading import read_workbook

SMALL_MORE, LARGE_MORE, SMALL_MEMORY = 0.050, 1.0, 300 * MEGABYTE
HEADERS = ("县区", "指标", "监测点位", "年份", "数值", "单位", "口径", "数据来源", "备注")


def sheet(rows: int) -> bytes:
    """A sheet of observations of so many rows."""
    book = Workbook(write_only=True)
    page = book.create_sheet("监测数据")
    page.append(HEADERS)
    for number in range(rows):
        row = (
            "新荣区",
            f"指标{number % 300}",
            f"点位{number}",
            2021 + number % 5,
            number / 7,
            "%",
            "",
            "年报",
            "",
        )
        page.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def seconds(rounds: int, work: object, *arguments: object) -> float:
    """The best of several rounds: the machine's other work is not ours."""
    assert callable(work)
    took = []
    for _ in range(rounds):
        begun = perf_counter()
        work(*arguments)
        took.append(perf_counter() - begun)
    return min(took)


def main() -> int:
    """Print one line per size; 0 if all keep their limits."""
    begun = perf_counter()
    preload(read_workbook.__module__)
    start()
    in_sandbox(read_workbook, sheet(1), "一.xlsx")
    print(f"server started and first file read in {perf_counter() - begun:.2f} s")
    kept = True
    for name, rows, rounds, limit in (("small", 30, 25, SMALL_MORE), ("large", 100_000, 3, LARGE_MORE)):
        content = sheet(rows)
        here = seconds(rounds, read_workbook, content, "一.xlsx")
        there = seconds(rounds, in_sandbox, read_workbook, content, "一.xlsx")
        answer, fate = ask(read_workbook, content, "一.xlsx")
        print(
            f"{name} ({rows} rows, {len(content) / MEGABYTE:.1f} MB): here {here * 1000:.1f} ms, in the sandbox "
            f"{there * 1000:.1f} ms: {(there - here) * 1000:.1f} ms more (limit {limit * 1000:.0f}); "
            f"answer {len(answer) / MEGABYTE:.1f} MB, the child's peak {fate.peak_bytes / MEGABYTE:.0f} MB"
        )
        kept &= there - here <= limit and (name != "small" or fate.peak_bytes <= SMALL_MEMORY)
    stop()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
