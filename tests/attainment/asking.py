"""Questions from printed texts, so that a test reads like a row of a plan."""

import json
from pathlib import Path
from typing import Any

from attainment import (
    AnnualTarget,
    Baseline,
    Column,
    Direction,
    Question,
    Reading,
    Scope,
    Target,
    Verdict,
    evaluate,
    parse,
)

CASES = Path(__file__).parents[2] / "fixtures" / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    """The lines of one file of worked examples."""
    lines = (CASES / f"{name}_cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def observed(**by_year: str) -> dict[int, Reading]:
    """`observed(y2023="87.1")`."""
    return {int(year[1:]): parse(text, Column.OBSERVED) for year, text in by_year.items()}


def annual(
    year: int, text: str, document: str | None = None, scope: Scope | None = None
) -> dict[int, AnnualTarget]:
    """One annual target."""
    return {year: AnnualTarget(parse(text, Column.TARGET), document, scope)}


def ask(
    direction: str,
    baseline: str | None,
    target: str,
    observations: dict[int, Reading],
    *,
    year: int = 2023,
    by: int = 2020,
    ty: int = 2025,
    basis: str | None = None,
    **more: Any,
) -> Question:
    """A row with a baseline of `by` and a target of `ty`."""
    if isinstance(more.get("assigned"), str):
        more["assigned"] = parse(more["assigned"], Column.TARGET)
    more["parts"] = tuple(parse(text, Column.TARGET) for text in more.pop("parts", ()))
    return Question(
        direction=Direction(direction),
        target=Target(parse(target, Column.TARGET), ty),
        year=year,
        decimals=more.pop("decimals", 1),
        baseline=None if baseline is None else Baseline(parse(baseline, Column.BASELINE), by, basis),
        observations=observations,
        plan_base_year=more.pop("plan_base_year", by),
        **more,
    )


def judge(*arguments: Any, **more: Any) -> Verdict:
    """The verdict of `ask(…)`."""
    return evaluate(ask(*arguments, **more))


def seen(*values: object) -> tuple[object, ...]:
    """Several answers at once, to be compared with plain numbers."""
    return values
