"""§4: the rules of a verdict, in the order of the table, and its figures."""

from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from tests.attainment.oracle import annual
from tests.attainment.oracle.comparing import (
    Threshold,
    compared,
    conflict,
    rounded,
    satisfies,
    threshold,
)
from tests.attainment.oracle.meaning import FLOWS, STEPS, Case, Meaning
from tests.attainment.oracle.observing import Observed, observation, total, usable

WORST_FIRST = (
    *("missed", "breached", "regressed", "pending", "no_data", "unjudged"),
    *("behind", "on_track", "early", "held", "achieved"),
)
FIGURES = ("completion", "pace", "required", "gap", "needed_per_year", "margin", "headroom_used")


@dataclass
class Answer:
    """What the oracle says; figures exact."""

    status: str
    reason: str | None = None
    data_year: int | None = None
    flags: set[str] = field(default_factory=set)
    figures: dict[str, Decimal | None] = field(default_factory=dict)
    linear_status: str | None = None
    annual: str | None = None

    def shown(self) -> dict[str, Any]:
        """As a line of the machine interface (§8)."""
        figures = {name: four_places(self.figures.get(name)) for name in FIGURES}
        told = {"status": self.status, "reason": self.reason, "data_year": self.data_year, **figures}
        return {
            **told,
            "flags": sorted(self.flags),
            "linear_status": self.linear_status,
            "annual": self.annual,
        }


def four_places(value: Decimal | None) -> str | None:
    if value is None:
        return None
    shown = rounded(value, 4)
    return str(abs(shown) if shown == 0 else shown)


def judge(case: Case) -> Answer:
    """Rules 1 to 3 and the parts; then `_row`."""
    target = case.target
    assigned = case.assigned
    if (
        target.kind in ("delegated", "no_target")
        and assigned is not None
        and assigned.kind not in (*("delegated", "missing", "no_target"),)
    ):
        target = assigned
    if target.kind in ("not_applicable", "no_target"):
        return Answer("excluded", target.kind)
    if "superior_verdict" in case.line:
        return Answer(case.line["superior_verdict"]["status"], flags={"superior_verdict"})
    if target.kind == "delegated":
        return Answer("pending")
    if case.parts:
        return _parts(case)
    obstacle = _obstacle(case, target)
    return Answer("unjudged", obstacle) if obstacle else _row(case, target)


def _parts(case: Case) -> Answer:
    alone = [judge(replace(case, target=each, assigned=None, parts=[])) for each in case.parts]
    counted = [each for each in alone if each.status != "excluded"]
    if not counted:
        return Answer("excluded", alone[0].reason, flags={"composite"})
    worst = min(counted, key=lambda each: WORST_FIRST.index(each.status))
    return Answer(worst.status, worst.reason, worst.data_year, {"composite"})


def _obstacle(case: Case, target: Meaning) -> str | None:
    """Rule 4 as far as the target goes."""
    if target.kind in ("text", "composite"):
        return "manual"
    if case.direction == "unknown":
        return "direction_unknown"
    if found := conflict(case, target):
        return found
    if target.previous or target.basis_year not in (None, case.start, case.baseline_year):
        return "basis_conflict"
    limit = threshold(case, target, case.start_value())
    if case.direction == "log_rate" and limit is not None and limit.strict >= 100:
        return "domain"
    doubts: list[str] = case.line.get("doubts", [])
    return doubts[0] if doubts else None


def _row(case: Case, target: Meaning) -> Answer:
    """Rules 5 and 6, then the figures."""
    limit = threshold(case, target, case.start_value())
    year = _data_year(case, limit)
    if year is None:
        if case.year in case.line.get("partial_years", []) and usable(case, case.year, part_of_year=True):
            return Answer("unjudged", "partial_year")
        cell = case.observed.get(case.year)
        return Answer("no_data", cell.reason if cell else None)
    seen = observation(case, year) or total(case, year)
    assert seen is not None
    lower = not seen.whole
    if lower and not (case.direction == "cumulative" and limit and satisfies(case, seen.value, limit)):
        return Answer("unjudged", "years_missing")
    if case.direction == "log_rate" and seen.value >= 100:
        return Answer("unjudged", "domain")
    if case.baseline_basis and seen.bases - {case.baseline_basis}:
        return Answer("unjudged", "basis_conflict")
    if limit is None:
        return Answer("unjudged", "baseline_missing")
    return _Judged(case, target, limit, year, seen).answer()


def _data_year(case: Case, limit: Threshold | None) -> int | None:
    if case.year < case.target_year:
        years = (each for each in (case.year, case.year - 1) if each > case.start)
        return next((each for each in years if usable(case, each)), None)
    if usable(case, case.year):
        return case.year
    if case.direction == "cumulative" and case.built and limit:
        bound = total(case, case.year)
        return case.year if bound and satisfies(case, bound.value, limit) else None
    return None


@dataclass
class _Judged:
    """A row with a target, a value and nothing in the way: rules 7 to 14."""

    case: Case
    target: Meaning
    limit: Threshold
    year: int
    seen: Observed

    def __post_init__(self) -> None:
        case, self.value, self.start = self.case, self.seen.value, self.case.start_value()
        self.shown = compared(case, self.value)
        self.ok = satisfies(case, self.value, self.limit)
        self.worse = self.start is not None and (
            self.shown < self.start if case.upward else self.shown > self.start
        )
        met_at_start = self.start is not None and satisfies(case, self.start, self.limit)
        free = case.direction in ("cap", "floor") and self.start is None
        self.hold = self.target.kind == "maintain" or met_at_start or free

    def answer(self) -> Answer:
        case, figures = self.case, {**self._path(), **self._distance()}
        met = annual.met(case, self.year, self.value)
        told = None if met is None else "met" if met else "missed"
        answer = Answer("", None, self.year, self._flags(), figures, None, told)
        if case.year == case.target_year:
            answer.status = "achieved" if self.ok else "missed"
        elif self.hold:
            answer.status = "held" if self.ok else "breached"
        elif self.ok:
            answer.status = "early"
        elif met is not None:
            answer.status = "on_track" if met else "regressed" if self.worse else "behind"
            answer.flags.add("annual_target")
            answer.linear_status = self._linear(figures)[0]
        else:
            answer.status, more = self._linear(figures)
            answer.flags |= more
            answer.reason = "baseline_missing" if self.start is None else None
        return answer

    def _path(self) -> dict[str, Decimal | None]:
        """Completion, required and pace: null in hold and without a start value."""
        case, b, t = self.case, self.start, self.limit.strict
        if self.hold or b is None:
            return {}
        first = case.start if case.direction in FLOWS else case.baseline_year
        gone, whole = Decimal(self.year - first), Decimal(case.target_year - first)
        if case.direction == "log_rate":
            completion = (1 - self.value / 100).ln() / (1 - t / 100).ln()
            required = 100 * (1 - (1 - t / 100) ** (gone / whole))
        elif case.direction in STEPS:
            completion = (self.value - b) / (t - b)
            steps = (abs(t - b) * gone / whole).to_integral_value(ROUND_FLOOR)
            return {"completion": completion, "required": b + steps if t > b else b - steps}
        else:
            completion = (self.value - b) / (t - b)
            required = b + (t - b) * gone / whole
        return {"completion": completion, "required": required, "pace": completion * whole / gone}

    def _distance(self) -> dict[str, Decimal | None]:
        """Gap and what is needed per year; inside a limit the margin and the used headroom."""
        case, t = self.case, self.limit
        figures: dict[str, Decimal | None] = {"gap": Decimal(0) if self.ok else abs(self.value - t.strict)}
        if not self.ok and case.target_year > self.year:
            figures["needed_per_year"] = self._needed(abs(self.value - t.strict))
        if self.hold and self.ok:
            inside = satisfies(case, self.value, t, rounds=False)
            figures["margin"] = abs(t.value - self.value) if inside else Decimal(0)
            if case.direction == "cap" and self.start is not None and self.start != t.value:
                figures["headroom_used"] = (self.value - self.start) / (t.value - self.start)
        return figures

    def _needed(self, gap: Decimal) -> Decimal:
        case, years = self.case, Decimal(self.case.target_year - self.year)
        if case.direction in STEPS:
            return (gap / years).to_integral_value(ROUND_CEILING)
        if case.direction == "log_rate" and not self.hold:
            left = (1 - self.limit.strict / 100) / (1 - self.value / 100)
            return 100 * (1 - left ** (1 / years))
        return gap / years

    def _linear(self, figures: dict[str, Decimal | None]) -> tuple[str, set[str]]:
        """Rules 11 to 14: the status and the flags that only they raise."""
        case = self.case
        if self.start is None:
            return "unjudged", set()
        if self.worse:
            return "regressed", set()
        flags = {"not_started"} if self.shown == self.start else set()
        required, completion, pace = figures["required"], figures["completion"], figures.get("pace")
        assert required is not None
        assert completion is not None
        if pace is None:
            reached = self.shown >= required if case.upward else self.shown <= required
            return ("on_track" if reached else "behind"), flags
        if pace >= Decimal("0.95"):
            return "on_track", flags | (
                {"ahead"} if pace >= Decimal("1.1") else {"near"} if pace < 1 else set()
            )
        required = rounded(required, case.decimals)
        if completion > 0 and (self.shown >= required if case.upward else self.shown <= required):
            return "on_track", flags | {"precision_equal"}
        return "behind", flags | ({"far_behind"} if pace < Decimal("0.6") else set())

    def _flags(self) -> set[str]:
        case, t = self.case, self.limit
        both = {satisfies(case, self.value, t, rounds=each) for each in (True, False)}
        stated = case.line.get("plan_base_year")
        raised = {
            "rounding_sensitive": len(both) > 1,
            "rebounded": not self.ok and any(map(self._satisfied_in, range(case.start + 1, self.year))),
            "margin_narrowed": self.hold and self.ok and self.worse,
            "worse_than_baseline": self.worse and case.direction != "cap",
            "as_of_year": self.year != case.year,
            "baseline_year": stated is not None and case.baseline_year != stated,
            "lower_bound": not self.seen.whole,
            "approximate": t.approximate or self.seen.approximate,
            "trivial_target": case.direction == "count" and t.strict == 0,
        }
        return {name for name, holds in raised.items() if holds}

    def _satisfied_in(self, year: int) -> bool:
        seen = observation(self.case, year)
        return seen is not None and seen.whole and satisfies(self.case, seen.value, self.limit)
