"""The rules (§4): mutually exclusive, the first that matches decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from attainment.annual import Held, held_against
from attainment.arithmetic import ARITHMETIC, HUNDRED, ZERO, rounded
from attainment.figures import Case, Figures, figures_of
from attainment.flags import flags_of
from attainment.questions import FALLING, STEPS, Question, Target
from attainment.readings import Reading
from attainment.targets import Yardstick, baseline_value, in_force, obstacle, row_unit, yardstick
from attainment.values import Unmeasured, bases_differ, compared, measure, worse
from attainment.vocabulary import Annual, Colour, Compare, Direction, Flag, Kind, Reason, Status

#: Raised whenever a change of this package can change a verdict, a figure or a sentence.
RULES_VERSION = "3"

_ON_TIME = Decimal("0.95")
_AHEAD = Decimal("1.10")
_FAR_BEHIND = Decimal("0.60")
_CONTROLS = frozenset({Direction.CAP, Direction.FLOOR})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer: status, why, and the figures at full precision (None where §4 gives none)."""

    status: Status
    reason: str | None = None
    completion: Decimal | None = None
    pace: Decimal | None = None
    required: Decimal | None = None
    gap: Decimal | None = None
    needed_per_year: Decimal | None = None
    margin: Decimal | None = None
    headroom_used: Decimal | None = None
    data_year: int | None = None
    flags: tuple[Flag, ...] = ()
    linear_status: Status | None = None
    annual: Annual | None = None

    @property
    def label(self) -> str:
        """The Chinese word for the status."""
        return self.status.label

    @property
    def colour(self) -> Colour:
        """The status's colour; screens show it with its mark and label."""
        return self.status.colour


def evaluate(question: Question) -> Verdict:
    """The verdict of one row and year. Total, deterministic, independent of the caller's decimal context."""
    with localcontext(ARITHMETIC):
        found = consider(question)
        return found if isinstance(found, Verdict) else _decide(found)


def consider(question: Question) -> Case | Verdict:
    """Rules 1–6: the grey verdict and the superior's, or the case that rules 7–14 decide."""
    target = in_force(question)
    if target.kind in (Kind.NOT_APPLICABLE, Kind.NO_TARGET):
        return Verdict(Status.EXCLUDED, target.kind.value)
    if question.superior_verdict is not None:
        return Verdict(question.superior_verdict.status, flags=(Flag.SUPERIOR_VERDICT,))
    if target.kind is Kind.DELEGATED:
        return Verdict(Status.PENDING)
    if question.parts:
        return _of_parts(question)
    if reason := obstacle(question, target):
        return Verdict(Status.UNJUDGED, reason)
    return _consider_value(question, target)


#: The row takes the first of these that one of its parts has: the worst that is certain, then what is open.
_WORST_FIRST = (
    *(Status.MISSED, Status.BREACHED, Status.REGRESSED, Status.PENDING, Status.NO_DATA, Status.UNJUDGED),
    *(Status.BEHIND, Status.ON_TRACK, Status.EARLY, Status.HELD, Status.ACHIEVED, Status.EXCLUDED),
)


def questions_of_parts(question: Question) -> tuple[Question, ...]:
    """Each part as the row's target, without an assigned text, on the same observations."""
    due = question.target.year
    return tuple(replace(question, target=Target(p, due), assigned=None, parts=()) for p in question.parts)


def _of_parts(question: Question) -> Verdict:
    """A target that a person split: the first of its worst parts, with its reason and data year, decides."""
    verdicts = map(evaluate, questions_of_parts(question))
    decides = min(verdicts, key=lambda verdict: _WORST_FIRST.index(verdict.status))
    return Verdict(decides.status, decides.reason, data_year=decides.data_year, flags=(Flag.COMPOSITE,))


def _consider_value(question: Question, target: Reading) -> Case | Verdict:
    """The second half of rule 4, rules 5 and 6."""
    unit = row_unit(question, target)
    b = baseline_value(question, unit)
    against = yardstick(question, target, unit, b)
    logarithmic = question.direction is Direction.LOG_RATE
    if logarithmic and against is not None and against.aim >= HUNDRED:
        return Verdict(Status.UNJUDGED, Reason.DOMAIN)
    if question.doubts:
        return Verdict(Status.UNJUDGED, question.doubts[0])
    measured = measure(question, against, unit)
    if isinstance(measured, Unmeasured):
        return Verdict(measured.status, measured.reason)
    if logarithmic and measured.value >= HUNDRED:
        return Verdict(Status.UNJUDGED, Reason.DOMAIN)
    if bases_differ(question, measured):
        return Verdict(Status.UNJUDGED, Reason.BASIS_CONFLICT)
    if against is None:
        return Verdict(Status.UNJUDGED, Reason.BASELINE_MISSING)
    falling = question.direction in FALLING
    satisfied = against.met_by(measured.value)
    hold = _is_hold(question.direction, target, b, against)
    return Case(question, target, unit, b, against, measured, falling, satisfied, hold)


def _is_hold(direction: Direction, target: Reading, b: Decimal | None, against: Yardstick) -> bool:
    """Whether the row is a control: maintain, met at the baseline, or a cap or floor without a baseline."""
    if target.kind is Kind.MAINTAIN:
        return True
    return direction in _CONTROLS if b is None else against.met_by(b)


def _decide(case: Case) -> Verdict:
    """The verdict of a case, with its figures and flags."""
    figures, annual = figures_of(case), held_against(case)
    status, linear_status, flags = _status(case, figures, annual)
    return Verdict(
        status,
        Reason.BASELINE_MISSING if status is Status.UNJUDGED else None,
        *figures,
        data_year=case.measured.year,
        flags=tuple(sorted(flags_of(case) + flags)),
        linear_status=linear_status,
        annual=annual.answer if annual else None,
    )


def _status(case: Case, figures: Figures, annual: Held | None) -> tuple[Status, Status | None, list[Flag]]:
    """Rules 7–14: the status, what the straight line says beside an annual target, and the rule's own flags."""
    if case.question.final:
        return Status.ACHIEVED if case.satisfied else Status.MISSED, None, []
    if case.hold:
        return Status.HELD if case.satisfied else Status.BREACHED, None, []
    if case.satisfied:
        return Status.EARLY, None, []
    straight, flags = _on_the_line(case, figures)
    if annual is None:
        return straight, None, flags
    return _against_annual(case, annual), straight, [Flag.ANNUAL_TARGET]


def _against_annual(case: Case, annual: Held) -> Status:
    """Rule 10."""
    if annual.met:
        return Status.ON_TRACK
    if case.b is not None and worse(case.question, case.measured.value, case.b, falling=case.falling):
        return Status.REGRESSED
    return Status.BEHIND


def _on_the_line(case: Case, figures: Figures) -> tuple[Status, list[Flag]]:
    """Rules 11–14, and the flags that only they raise."""
    question, b = case.question, case.b
    if b is None:
        return Status.UNJUDGED, []
    if worse(question, case.measured.value, b, falling=case.falling):
        return Status.REGRESSED, []
    seen = compared(question, case.measured.value)
    flags = [Flag.NOT_STARTED] if seen == b else []
    if question.direction in STEPS:
        decimals = question.decimals if question.compare is Compare.ROUNDED else None
        status = Status.ON_TRACK if _reached(case, seen, figures.required, decimals) else Status.BEHIND
        return status, flags
    status, more = _by_pace(case, seen, figures)
    return status, flags + more


def _by_pace(case: Case, seen: Decimal, figures: Figures) -> tuple[Status, list[Flag]]:
    """Rule 14."""
    pace = figures.pace
    if pace is not None and pace >= _ON_TIME:
        if pace >= _AHEAD:
            return Status.ON_TRACK, [Flag.AHEAD]
        return Status.ON_TRACK, [Flag.NEAR] if pace < 1 else []
    progress = figures.completion is not None and figures.completion > ZERO
    if progress and _reached(case, seen, figures.required, case.question.decimals):
        return Status.ON_TRACK, [Flag.PRECISION_EQUAL]
    return Status.BEHIND, [Flag.FAR_BEHIND] if pace is not None and pace < _FAR_BEHIND else []


def _reached(case: Case, seen: Decimal, required: Decimal | None, decimals: int | None) -> bool:
    """Whether v is at or beyond what is required by now."""
    if required is None:
        return False
    wanted = required if decimals is None else rounded(required, decimals)
    return seen <= wanted if case.falling else seen >= wanted
