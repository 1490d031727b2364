"""What else is worth saying about a judged row (§4, flags)."""

from __future__ import annotations

from attainment.arithmetic import ZERO, rounded
from attainment.figures import Case
from attainment.targets import Yardstick
from attainment.values import satisfied_before, worse
from attainment.vocabulary import Direction, Flag, Kind, Op


def flags_of(case: Case) -> list[Flag]:
    """The flags that do not depend on which rule decided."""
    question, measured = case.question, case.measured
    falls_behind = case.b is not None and worse(question, measured.value, case.b, falling=case.falling)
    plan_year = question.plan_base_year
    checks = (
        (_rounding_sensitive(case, case.yardstick), Flag.ROUNDING_SENSITIVE),
        (_rebounded(case), Flag.REBOUNDED),
        (case.hold and case.satisfied and falls_behind, Flag.MARGIN_NARROWED),
        (falls_behind and question.direction is not Direction.CAP, Flag.WORSE_THAN_BASELINE),
        (measured.year != question.year, Flag.AS_OF_YEAR),
        (plan_year is not None and question.baseline_year != plan_year, Flag.BASELINE_YEAR),
        (measured.lower_bound, Flag.LOWER_BOUND),
        (_approximate(case), Flag.APPROXIMATE),
        (question.direction is Direction.COUNT and case.yardstick.aim == ZERO, Flag.TRIVIAL_TARGET),
    )
    return [flag for holds, flag in checks if holds]


def _rounding_sensitive(case: Case, yardstick: Yardstick) -> bool:
    """Whether comparing as reported and comparing rounded disagree; never for a target of 0 or 100."""
    value = case.measured.value
    if yardstick.exact:
        return False
    return yardstick.holds(value) != yardstick.holds(rounded(value, case.question.decimals))


def _rebounded(case: Case) -> bool:
    """Not satisfied now, satisfied in an earlier year after the start."""
    if case.satisfied:
        return False
    return satisfied_before(case.question, case.yardstick, case.measured.year, case.unit)


def _approximate(case: Case) -> bool:
    """Whether the target or what v is made of is only about right."""
    if case.target.op is Op.APPROX:
        return True
    readings = (case.question.observations[year] for year in case.measured.years)
    return any(reading.kind is Kind.APPROXIMATE or reading.op is Op.APPROX for reading in readings)
