"""Random rows, each with the meaning of every text it prints."""

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tests.attainment.oracle.cells import Dice
from tests.attainment.oracle.meaning import CLASSES, FLOWS, Case

DIRECTIONS = (*("higher", "lower", "cap", "floor", "class", "count"), *("cumulative", "rate", "log_rate"))
TARGET_YEAR = 2025


def cases(number: int, seed: int) -> Iterator[Case]:
    """`number` rows, the same for the same seed."""
    source = random.Random(seed)
    for each in range(number):
        yield _case(source, str(each))


def _case(source: random.Random, name: str) -> Case:
    dice = _row(source)
    baseline_year, stated = source.choice([2020, 2020, 2019]), source.choice([None, 2020])
    start = (stated or baseline_year) if dice.direction in FLOWS else baseline_year
    dice.baseline_year, dice.start = baseline_year, start
    line: dict[str, Any] = {
        "id": name,
        "direction": dice.direction,
        "decimals": dice.decimals,
        "year": source.randint(max(start, baseline_year) + 1, TARGET_YEAR),
        **({"unit": dice.unit} if dice.unit else {}),
        **({"plan_base_year": stated} if stated else {}),
    }
    if source.random() < 0.4:
        line["compare"] = source.choice(["full", "rounded"])
    if dice.direction in FLOWS and source.random() < 0.6:
        line["values"] = source.choice(["annual", "cumulative"])
    text, baseline = dice.baseline()
    line["baseline"] = {"text": text, "year": baseline_year, **dice.sometimes(0.1, {"basis": "实况"})}
    text, target = dice.target()
    line["target"] = {"text": text, "year": TARGET_YEAR}
    case = Case(line, target, baseline)
    _observations(case, dice)
    _decisions(case, dice)
    return case


def _row(source: random.Random) -> Dice:
    direction = source.choice(DIRECTIONS) if source.random() < 0.99 else "unknown"
    decimals = 0 if direction in ("count", "class") else source.choice([0, 1, 2])
    unit = source.choice(["%", "μg/m³", "", "km²"]) if direction not in ("class", "count") else ""
    low, high = (10, 100) if unit == "%" else (5, 110)
    if direction in ("rate", "log_rate"):
        unit, low, high = "%", 1, 30
    elif direction == "cumulative":
        low, high = 2, 40
    elif direction == "count":
        low, high = 0, 8
    return Dice(source, direction, decimals, unit, low, high)


def _observations(case: Case, dice: Dice) -> None:
    texts: dict[str, str] = {}
    holes = 0.0 if dice.source.random() < 0.6 else 0.35
    for year in range(case.start + 1, TARGET_YEAR + 1):
        if dice.source.random() >= holes:
            texts[str(year)], case.observed[year] = dice.observation(_figure(case, dice, year), year)
    case.line["observations"] = texts
    if case.year in case.observed and dice.source.random() < 0.06:
        case.line["partial_years"] = [case.year]
    if dice.source.random() < 0.15:
        bases = {year: dice.source.choice(["实况", "扣除沙尘"]) for year in texts}
        case.line["bases"] = {year: basis for year, basis in bases.items() if dice.source.random() < 0.7}


def _figure(case: Case, dice: Dice, year: int) -> Decimal:
    """Around the way from the baseline to the target, now and then beyond it or exactly at its start."""
    source = dice.source
    if case.direction == "class":
        return Decimal(source.randint(1, len(CLASSES)))
    step = Decimal(1).scaleb(-dice.decimals - (source.choice([0, 0, 1]) if case.direction != "count" else 0))
    goal = case.target.value or dice.number()
    if case.direction in FLOWS:
        share = 1 if case.built else year - case.start
        figure = goal * share / 5 * source.randint(40, 150) / 100
        return (-figure if source.random() < 0.03 else figure).quantize(step)
    base = case.baseline.value if case.baseline and case.baseline.value is not None else dice.number()
    if source.random() < 0.15:
        return base
    low, width = min(base, goal), abs(base - goal) + 4
    return (low - width / 3 + width * source.randint(0, 170) / 100).quantize(step)


def _decisions(case: Case, dice: Dice) -> None:
    """What people add to a row: an assigned target, annual ones, a superior's verdict, doubts, parts."""
    source, line = dice.source, case.line
    if source.random() < (0.6 if case.target.kind == "delegated" else 0.1):
        text, case.assigned = dice.target()
        line["assigned"] = {"text": text}
    if source.random() < 0.02:
        line["superior_verdict"] = {"status": source.choice(["achieved", "missed"])}
    if source.random() < 0.03:
        line["doubts"] = [source.choice(["target_conflict", "unit_conflict"])]
    if source.random() < 0.06:
        drawn = [dice.target() for _ in range(source.randint(2, 3))]
        line["parts"] = [{"text": text} for text, _ in drawn]
        case.parts = [meaning for _, meaning in drawn]
    if source.random() < 0.55:
        line["annual_targets"] = {}
        for year in range(max(case.start, case.baseline_year) + 1, TARGET_YEAR + 1):
            if source.random() < 0.6:
                _annual(case, dice, year)


def _annual(case: Case, dice: Dice, year: int) -> None:
    text, meaning = dice.annual_target()
    scopes = ["total", "year"] if case.direction in FLOWS else ["total"]
    scope = dice.source.choice(scopes) if dice.source.random() < 0.4 else None
    case.annual[year] = (meaning, scope)
    written: dict[str, str] | str = {"text": text, "scope": scope} if scope else text
    case.line["annual_targets"][str(year)] = written
