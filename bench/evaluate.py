"""How long one verdict takes with parsed inputs, against the limits: `python bench/evaluate.py`.

Limits per verdict: 40 µs on a straight line, 250 µs for log_rate. The best of several rounds is printed,
because the machine's other work is not the judge's.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from attainment import Baseline, Column, Direction, Question, Target, evaluate, explain, parse

ROUNDS = 7
CALLS = 5000


def question(
    direction: Direction, baseline: str, target: str, observed: dict[int, str], decimals: int
) -> Question:
    """One row for 2023, as the plans print them."""
    return Question(
        direction=direction,
        target=Target(parse(target, Column.TARGET), 2025),
        year=2023,
        decimals=decimals,
        unit="%",
        name="优良天数比例",
        baseline=Baseline(parse(baseline, Column.BASELINE), 2020),
        observations={year: parse(text, Column.OBSERVED) for year, text in observed.items()},
        plan_base_year=2020,
    )


CASES = {
    "linear, on track": (question(Direction.HIGHER, "85.5", "88", {2023: "87.1"}, 1), 40.0),
    "linear, behind": (
        question(Direction.HIGHER, "85.5", "88", {2021: "85.8", 2022: "86.0", 2023: "86.4"}, 1),
        40.0,
    ),
    "cap, held": (question(Direction.CAP, "0.648", "0.78", {2023: "0.700"}, 3), 40.0),
    "cumulative, four years": (
        question(Direction.CUMULATIVE, "-", "5.949", {2021: "1.2", 2022: "1.1", 2023: "1.3"}, 3),
        40.0,
    ),
    "log_rate, behind": (question(Direction.LOG_RATE, "17.71%（比2015年）", "13.5", {2023: "7.3"}, 1), 250.0),
}


def best(work: object, *arguments: object) -> float:
    """Microseconds per call, the best round."""
    assert callable(work)
    rounds = []
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(CALLS):
            work(*arguments)
        rounds.append((perf_counter() - start) / CALLS * 1e6)
    return min(rounds)


def main() -> None:
    """Print one line per case: µs, and the ratio to the limit."""
    for name, (asked, limit) in CASES.items():
        took = best(evaluate, asked)
        print(f"evaluate  {name:24} {took:7.1f} µs  limit {limit:5.0f} µs  ratio {took / limit:4.2f}")
    for name, (asked, _) in CASES.items():
        print(f"explain   {name:24} {best(explain, asked, evaluate(asked)):7.1f} µs")


if __name__ == "__main__":
    main()
