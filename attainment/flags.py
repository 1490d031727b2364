"""What else is worth saying about a judged row (§4, flags)."""

from __future__ import annotations

from attainment.arithmetic import ZERO, rounded
from attainment.figures import Case
from attainment.values import satisfied_before, worse
from attainment.vocabulary import Direction, Flag, Kind, Op


def flags_of(case: Case) -> list[Flag]:
    """The flags that do not depend on which rule decided."""
    question, measured = case.question, case.measured
    flags = _against_baseline(case)
    if _rounding_sensitive(case):
        flags.append(Flag.ROUNDING_SENSITIVE)
    if not case.satisfied and satisfied_before(question, case.yardstick, measured.year, case.unit):
        flags.append(Flag.REBOUNDED)
    if measured.year != question.year:
        flags.append(Flag.AS_OF_YEAR)
    if question.plan_base_year not in (None, question.baseline_year):
        flags.append(Flag.BASELINE_YEAR)
    if measured.lower_bound:
        flags.append(Flag.LOWER_BOUND)
    if _approximate(case):
        flags.append(Flag.APPROXIMATE)
    if question.direction is Direction.COUNT and case.yardstick.aim == ZERO:
        flags.append(Flag.TRIVIAL_TARGET)
    return flags


def _against_baseline(case: Case) -> list[Flag]:
    """What a value worse than the baseline means; a cap may grow."""
    if case.b is None or not worse(case.question, case.measured.value, case.b, falling=case.falling):
        return []
    flags = [Flag.MARGIN_NARROWED] if case.hold and case.satisfied else []
    return flags if case.question.direction is Direction.CAP else [*flags, Flag.WORSE_THAN_BASELINE]


def _rounding_sensitive(case: Case) -> bool:
    """Whether comparing as reported and comparing rounded disagree; never for a target of 0 or 100."""
    value, yardstick = case.measured.value, case.yardstick
    if yardstick.exact:
        return False
    return yardstick.holds(value) != yardstick.holds(rounded(value, case.question.decimals))


def _approximate(case: Case) -> bool:
    """Whether the target or what v is made of is only about right."""
    if case.target.op is Op.APPROX:
        return True
    for year in case.measured.years:
        reading = case.question.observations[year]
        if reading.kind is Kind.APPROXIMATE or reading.op is Op.APPROX:
            return True
    return False
