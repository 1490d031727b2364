"""§3 “Observation used”: one year's value, and what flows add up to."""

from dataclasses import dataclass
from decimal import Decimal

from tests.attainment.oracle.meaning import Case, Meaning


@dataclass(frozen=True)
class Observed:
    """v of a year; `whole` unless a year before it is missing from a sum; `bases` are those of all its years."""

    value: Decimal
    approximate: bool = False
    whole: bool = True
    bases: frozenset[str] = frozenset()


def usable(case: Case, year: int, *, part_of_year: bool = False) -> Observed | None:
    """The value that the text of one year gives by itself."""
    cell = case.observed.get(year)
    if cell is None or (year in case.line.get("partial_years", []) and not part_of_year):
        return None
    bases = frozenset(filter(None, [case.basis(year)]))
    value = _value(case, cell, year)
    return None if value is None else Observed(value, cell.kind == "approximate", bases=bases)


def _value(case: Case, cell: Meaning, year: int) -> Decimal | None:
    if case.direction == "class":
        return cell.value if cell.kind == "class" else None
    if cell.kind == "number" and cell.op is None:
        return cell.value
    if cell.kind == "approximate":
        return cell.value
    if cell.kind != "rate" or case.direction not in ("rate", "log_rate"):
        return None
    named = year - 1 if cell.previous else cell.basis_year
    if named not in (None, year - 1 if case.built else case.start):
        return None
    assert cell.value is not None
    return cell.value if cell.change == "decrease" else -cell.value


def total(case: Case, year: int) -> Observed | None:
    """What the usable years from the start to `year` come to; None where there is none."""
    found = [usable(case, each) for each in range(case.start + 1, year + 1)]
    values = [each for each in found if each is not None]
    if not values:
        return None
    if case.direction == "log_rate":
        left = Decimal(1)
        for each in values:
            left *= 1 - each.value / 100
        value = 100 * (1 - left)
    else:
        value = sum((each.value for each in values), Decimal(0))
    bases = frozenset().union(*(each.bases for each in values))
    return Observed(value, any(each.approximate for each in values), None not in found, bases)


def observation(case: Case, year: int) -> Observed | None:
    """v where the data year is `year`."""
    single = usable(case, year)
    return total(case, year) if single is not None and case.built else single


def own_figure(case: Case, year: int, value: Decimal) -> Decimal | None:
    """What a flow's year alone added; None where it cannot be told."""
    if case.built:
        single = usable(case, year)
        return None if single is None else single.value
    before = usable(case, year - 1)
    if year - 1 > case.start and before is None:
        return None
    start = before.value if before and year - 1 > case.start else Decimal(0)
    if case.direction != "log_rate":
        return value - start
    return None if start >= 100 else 100 * (1 - (100 - value) / (100 - start))
