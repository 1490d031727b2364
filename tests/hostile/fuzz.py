"""`./run fuzz [NUMBER]`: real workbooks with parts changed at random; whatever comes out is a workbook or a refusal.

A file that is answered otherwise is kept in `.local/fuzz`; its number and the seed make it again.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.hostile.judging import Verdict, judged, usual
from tests.hostile.making import as_bytes, parts
from tests.hostile.mutating import mutated, mutated_bytes, unzipped

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".local" / "fuzz"
SMALL = (
    *("fixtures/plans/云冈-十三五规划完成情况.xlsx", "fixtures/plans/浑源-两山七河规划.xlsx"),
    *("fixtures/plans/云冈-生态环境保护规划.xlsx",),
)
SEED = "2026"
OLD = ("fixtures/tables/新荣-监测数据表.xls", "fixtures/tables/浑源-两山七河规划.xls")
DOOR = "as a plan"
"""It reads the file, and then finds tables in it."""
AT_ONCE = 200


def originals() -> list[dict[str, bytes]]:
    """What is changed: plans as they came, and a sheet as other programs write it."""
    return [*(unzipped((ROOT / name).read_bytes()) for name in SMALL), dict(as_bytes(parts()))]


def verdicts(number: int, seed: str) -> Iterator[tuple[int, bytes, Verdict]]:
    """Each changed file with what became of it."""
    made, old, usually = originals(), [(ROOT / name).read_bytes() for name in OLD], usual()

    def one(at: int) -> tuple[int, bytes, Verdict]:
        """Each fifth is an old workbook."""
        of_its_kind = at // 5
        content = (
            mutated_bytes(old[of_its_kind % len(old)], f"{seed}:{at}")
            if at % 5 == 0
            else mutated(made[at % len(made)], f"{seed}:{at}")
        )
        return at, content, judged(content, DOOR, usually)

    with ThreadPoolExecutor(2) as pool:
        for start in range(0, number, AT_ONCE):
            yield from pool.map(one, range(start, min(start + AT_ONCE, number)))


def main() -> int:
    """Print what became of them; 1 where one was answered otherwise."""
    parser = argparse.ArgumentParser(prog="./run fuzz", description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=100_000)
    parser.add_argument("--seed", default=SEED)
    given = parser.parse_args()
    said: Counter[str] = Counter()
    begun, bad = time.monotonic(), 0
    for at, content, verdict in verdicts(given.number, given.seed):
        said[verdict.said.partition(":")[0]] += 1
        if not verdict.is_good:
            bad += 1
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{given.seed}-{at}.xlsx").write_bytes(content)
            print(f"{at}: {verdict}", flush=True)
        if at % 10_000 == 9_999:
            print(f"{at + 1} in {time.monotonic() - begun:.0f} s: {dict(said)}", flush=True)
    print(f"{given.number} in {time.monotonic() - begun:.0f} s: {dict(said)}; {bad} answered otherwise")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
