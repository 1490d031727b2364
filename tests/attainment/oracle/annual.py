"""§4: an official target for one year, also one that leans on the year before."""

from dataclasses import replace
from decimal import Decimal

from tests.attainment.oracle.comparing import (
    Threshold,
    compared,
    conflict,
    natural,
    opposes,
    satisfies,
    threshold,
)
from tests.attainment.oracle.meaning import FLOWS, Case, Meaning
from tests.attainment.oracle.observing import own_figure, usable

SAYS_NOTHING = frozenset({"delegated", "no_target", "not_applicable", "text", "composite", "missing"})


def met(case: Case, year: int, value: Decimal) -> bool | None:
    """Whether the annual target of the data year is met; None where there is none that can be used."""
    if year not in case.annual:
        return None
    cell, scope = case.annual[year]
    if cell.kind in SAYS_NOTHING:
        return None
    if cell.previous:
        return _relative(case, year, value, cell)
    limit = threshold(case, cell, case.start_value())
    strange = cell.basis_year not in (None, case.start, case.baseline_year)
    if conflict(case, cell) or strange or limit is None:
        return None
    return _compared(case, year, value, limit, "total" if cell.kind == "cumulative" else scope)


def _compared(case: Case, year: int, value: Decimal, limit: Threshold, scope: str | None) -> bool | None:
    scope = scope or ("year" if case.built else "total")
    figure = own_figure(case, year, value) if scope == "year" and case.direction in FLOWS else value
    return None if figure is None else satisfies(case, figure, limit)


def _relative(case: Case, year: int, value: Decimal, cell: Meaning) -> bool | None:
    if case.direction in ("rate", "log_rate"):
        if cell.kind != "rate" or conflict(case, cell):
            return None
        limit = threshold(case, replace(cell, previous=False), None)
        assert limit is not None
        return _compared(case, year, value, limit, "year")
    before = _year_before(case, year)
    if case.direction == "cumulative" or before is None:
        return None
    limit = _limit(case, cell, before)
    return None if limit is None else satisfies(case, value, limit)


def _year_before(case: Case, year: int) -> Decimal | None:
    """p of §4, rounded like v."""
    found = usable(case, year - 1)
    value, basis = (found.value, case.basis(year - 1)) if found else (None, None)
    if year - 1 == case.baseline_year and year - 1 not in case.observed:
        value, basis = case.start_value(), case.baseline_basis
    if value is None or len({basis, case.basis(year)} - {None}) > 1:
        return None
    return compared(case, value)


def _limit(case: Case, cell: Meaning, before: Decimal) -> Threshold | None:
    if cell.kind == "maintain":
        if opposes(case, cell.op):
            return None
        strictly = "gt" if case.upward else "lt"
        op = strictly if cell.op == "better" else cell.op or natural(case)
        return Threshold(before, op, before)
    if case.direction == "class" or (cell.change == "increase") != case.upward or cell.op in ("lt", "le"):
        return None
    assert cell.value is not None
    if cell.kind == "difference" and cell.unit != case.unit:
        return None
    step = before * cell.value / 100 if cell.kind == "rate" else cell.value
    value = before + step if case.upward else before - step
    return Threshold(value, natural(case), value, cell.op == "approx")
