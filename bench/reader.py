"""Reading 100,000 rows of 10 columns: time against python-calamine's, and the most memory a process takes.

Two files: as Excel and WPS write them (texts in a common list), and as openpyxl does (texts in the cells, Chinese by the
numbers of its characters); 100,000 of the numbers have more digits than are shown, 100,000 of the texts differ. Each
reader works in a process of its own, seven times, and the best counts. Limits: 3 times python-calamine's time, 150 MB.
Run `python bench/reader.py`.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

ROWS, SEED = 100_000, 20260101
TIMES, MEGABYTES = 3.0, 150.0
READERS = {
    "ours": "from workbooks.reading import read_workbook as read",
    "calamine": (
        "import io\nfrom python_calamine import CalamineWorkbook\n"
        "def read(data):\n"
        "    book = CalamineWorkbook.from_filelike(io.BytesIO(data))\n"
        "    return book.get_sheet_by_index(0).to_python()"
    ),
}
PROCESS = """
import json, sys, time
sys.path.insert(0, {root!r})
{reader}
data = open({path!r}, "rb").read()
def once():
    begun = time.process_time()
    read(data)
    return time.process_time() - begun
first = once()
peak = next(int(line.split()[1]) / 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([min(first, *(once() for _ in range(6))), peak]))
"""


def as_excel() -> bytes:
    """Texts by their index, formats by style."""
    from tests.workbooks.making import raw

    strings: dict[str, int] = {}
    rows = []
    for row, (texts, numbers) in enumerate(_content(), start=1):
        cells = [
            f'<c r="{letter}{row}" s="1" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'
            for letter, text in zip("ABCDEF", texts, strict=True)
        ]
        cells += [
            f'<c r="{letter}{row}" s="{style}"><v>{number}</v></c>'
            for letter, style, number in zip("GHI", "022", numbers, strict=True)
        ]
        rows.append(f'<row r="{row}" spans="1:10" ht="14.25">{"".join(cells)}<c r="J{row}" s="1"/></row>')
    shared = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in strings)
    return raw("".join(rows), shared=shared, formats=[(0, None), (2, None)])


def as_openpyxl() -> bytes:
    """Texts within the cells."""
    from tests.workbooks.making import book

    return book([[*texts, *numbers, None] for texts, numbers in _content()])


def _content() -> list[tuple[list[str], list[float]]]:
    dice = random.Random(SEED)
    return [
        (
            [f"县{n % 10}", f"断面{n % 300}", f"指标{n % 60}", "全年", "mg/L", f"第 {n} 号文"],
            [2015 + n % 10, round(dice.random() * 1000, 2), dice.random() * 100],
        )
        for n in range(ROWS)
    ]


def measure(name: str, make: Callable[[], bytes]) -> bool:
    """Print both figures of one file; whether they keep the limits."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as kept:
        kept.write(make())
        kept.flush()
        seconds = {reader: _run(code, kept.name) for reader, code in READERS.items()}
    (ours, peak), (theirs, _) = seconds["ours"], seconds["calamine"]
    print(
        f"reader, {name}: {ours:.2f} s of processor time, {ours / theirs:.2f} times calamine's {theirs:.2f} s "
        f"(limit {TIMES:.0f}, ratio {ours / theirs / TIMES:.2f})"
    )
    print(f"reader, {name}: {peak:.0f} MB at most (limit {MEGABYTES:.0f}, ratio {peak / MEGABYTES:.2f})")
    return ours <= TIMES * theirs and peak <= MEGABYTES


def _run(reader: str, path: str) -> tuple[float, float]:
    code = PROCESS.format(root=str(ROOT), reader=reader, path=path)
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    seconds, megabytes = json.loads(told.stdout)
    return seconds, megabytes


def main() -> int:
    # Every line is printed, whatever the one before it says.
    kept = [measure("as Excel writes", as_excel), measure("as openpyxl writes", as_openpyxl)]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
