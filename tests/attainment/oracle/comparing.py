"""§3 and §4: thresholds and what satisfies them."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from tests.attainment.oracle.meaning import FLOWS, STEPS, Case, Meaning

COMPARISONS = ("lt", "le", "gt", "ge")


@dataclass(frozen=True)
class Threshold:
    """t of §3 with its operator; `strict` is t*."""

    value: Decimal
    op: str
    strict: Decimal
    approximate: bool = False


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)


def compared(case: Case, value: Decimal) -> Decimal:
    """v as every comparison of the row sees it."""
    return rounded(value, case.decimals) if case.rounds else value


def natural(case: Case) -> str:
    return "ge" if case.upward else "le"


def opposes(case: Case, op: str | None) -> bool:
    return op in (("lt", "le") if case.upward else ("gt", "ge"))


def conflict(case: Case, cell: Meaning) -> str | None:
    """The first of direction_conflict and unit_conflict (§4 rule 4) that a target cell meets."""
    rates = case.direction in ("rate", "log_rate")
    if opposes(case, cell.op) or (rates and cell.kind == "rate" and cell.change == "increase"):
        return "direction_conflict"
    misfit = (
        (cell.kind == "rate" and not rates)
        or (cell.kind == "cumulative" and case.direction != "cumulative")
        or (cell.kind == "maintain" and case.direction in FLOWS)
        or ((cell.kind == "class") != (case.direction == "class") and cell.kind != "maintain")
    )
    return "unit_conflict" if misfit else None


def threshold(case: Case, cell: Meaning, baseline: Decimal | None) -> Threshold | None:
    """None where the target is the baseline and there is none."""
    if cell.kind == "maintain":
        return None if baseline is None else Threshold(baseline, cell.op or natural(case), baseline)
    value = cell.upper if cell.kind == "interval" and not case.upward else cell.value
    assert value is not None
    op = cell.op if cell.op in COMPARISONS else natural(case)
    step = Decimal(1) if case.direction in STEPS else Decimal(1).scaleb(-case.decimals)
    strict = value + {"lt": -step, "gt": step}.get(op, Decimal(0))
    return Threshold(value, op, strict, cell.op == "approx")


def passes(value: Decimal, op: str, limit: Decimal) -> bool:
    return {"lt": value < limit, "le": value <= limit, "ge": value >= limit, "gt": value > limit}[op]


def satisfies(case: Case, value: Decimal, limit: Threshold, *, rounds: bool | None = None) -> bool:
    """sat(v). A limit of 0 or 100 is always compared in full: 99.96 is not 100."""
    rounds = case.rounds if rounds is None else rounds
    if rounds and limit.value not in (0, 100):
        value = rounded(value, case.decimals)
    if passes(value, limit.op, limit.value):
        return True
    tolerance = abs(limit.value) * 5 / 100
    if case.unit == "%":
        tolerance = min(tolerance, Decimal(1))
    return limit.approximate and abs(value - limit.value) <= tolerance
