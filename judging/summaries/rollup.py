"""Counting verdicts: each catalogue indicator once per county (specification §6; design, life of a figure).

Pure: rows in, counts out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from attainment import Colour, Column, Direction, Kind, Op, Status, parse
from attainment.questions import FALLING
from attainment.rollup import Attribute as JudgeAttribute
from attainment.rollup import Rollup, rollup
from attainment.units import convert
from indicators.models import PlanIndicator
from judging.summaries.rows import RowVerdict

Attribute = PlanIndicator.Attribute
#: As printed → as the judge counts it.
JUDGE_ATTRIBUTE = {
    Attribute.BINDING.value: JudgeAttribute.BINDING,
    Attribute.EXPECTED.value: JudgeAttribute.EXPECTED,
    Attribute.UNSTATED.value: JudgeAttribute.UNMARKED,
}

#: Of two rows for one indicator the more decidable counts: judged, then with a target but no verdict, then
#: without a target. None is a verdict that is not computed yet.
_UNDECIDED = (Status.NO_DATA, Status.UNJUDGED, None, Status.PENDING, Status.EXCLUDED)
_SEVERITY = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.GREY)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a target text asks for, in the catalogue's unit; `value` None where it is no number."""

    kind: Kind
    value: Fraction | None
    op: Op | None
    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Counted:
    """One catalogue indicator of one county: the row that counts, and all that stand for it."""

    counts: RowVerdict
    rows: tuple[RowVerdict, ...]
    attribute: str
    differs: tuple[str, ...]

    @property
    def status(self) -> Status | None:
        return Status(self.counts.status) if self.counts.status else None

    @property
    def is_binding_missed(self) -> bool:
        """约束性 and not achieved: what raises the banner (specification §6)."""
        return self.attribute == Attribute.BINDING and self.status is Status.MISSED


def roll_up(rows: Iterable[RowVerdict]) -> list[Counted]:
    """Each (county, catalogue indicator, site) once, in the order of first appearance."""
    groups: dict[tuple[int, int, int | None], list[RowVerdict]] = defaultdict(list)
    for row in rows:
        groups[row.county_id, row.indicator_id, row.site_id].append(row)
    return [_counted(group) for group in groups.values()]


def counts_of(counted: Iterable[Counted]) -> Rollup:
    """The counts of the specification §6; what is not computed yet stands among the unjudged."""
    return rollup((one.status or Status.UNJUDGED, JUDGE_ATTRIBUTE[one.attribute]) for one in counted)


@dataclass(frozen=True, slots=True)
class ByHand:
    """Reviewers' own verdicts on what no rule decides: told beside the counts, never in them."""

    achieved: int = 0
    missed: int = 0

    @property
    def total(self) -> int:
        return self.achieved + self.missed

    def __str__(self) -> str:
        return (
            f"另有人工判定 {self.total} 项（完成 {self.achieved}，未完成 {self.missed}）"
            if self.total
            else ""
        )


def by_hand_of(counted: Iterable[Counted]) -> dict[JudgeAttribute, ByHand]:
    """How many reviewers' verdicts stand beside the counts, per attribute."""
    found = Counter((JUDGE_ATTRIBUTE[one.attribute], one.counts.by_hand) for one in counted)
    achieved, missed = Status.ACHIEVED.label, Status.MISSED.label
    return {
        attribute: ByHand(found[attribute, str(achieved)], found[attribute, str(missed)])
        for attribute in JudgeAttribute
    }


def _counted(rows: Sequence[RowVerdict]) -> Counted:
    attributes = {row.attribute for row in rows}
    attribute = next(
        (a for a in (Attribute.BINDING, Attribute.EXPECTED) if a in attributes), Attribute.UNSTATED
    )
    return Counted(
        counts=rows[0] if len(rows) == 1 else min(rows, key=_precedence),
        rows=tuple(rows),
        attribute=str(attribute),
        differs=_differences(rows) if len(rows) > 1 else (),
    )


def _precedence(row: RowVerdict) -> tuple[int, Fraction, int, int, int]:
    """The smallest counts: decidable first, then the stricter target, then the worse verdict."""
    status = Status(row.status) if row.status else None
    undecided = _UNDECIDED.index(status) + 1 if status in _UNDECIDED else 0
    colour = status.colour if status else Colour.GREY
    return (undecided, *_looseness(row), _SEVERITY.index(colour), row.row_id)


def _looseness(row: RowVerdict) -> tuple[Fraction, int]:
    """How far the target gives way: smaller is stricter. A target that is no number comes last."""
    demand = demanded(row)
    if demand.value is None:
        return Fraction(10) ** 30, 0
    value = demand.value if Direction(row.direction) in FALLING else -demand.value
    return value, 0 if demand.op in (Op.LT, Op.GT) else 1


def demanded(row: RowVerdict) -> Demand:
    """The target in force of a row: what its verdict used, else what is printed."""
    return _demand(row.used_target or row.target_text, row.direction, row.unit, row.indicator_unit)


@lru_cache(maxsize=4096)
def _demand(text: str, direction: str, unit: str, catalogue_unit: str) -> Demand:
    reading, falling = parse(text, Column.TARGET), Direction(direction) in FALLING
    op = reading.op or (Op.LE if falling else Op.GE)
    value = reading.upper if reading.kind is Kind.INTERVAL and falling else reading.value
    if reading.rank is not None:
        return Demand(reading.kind, Fraction(reading.rank), op, text)
    if value is None:
        return Demand(reading.kind, None, reading.op, text)
    printed = reading.unit or unit or catalogue_unit
    exact = convert(value, printed, catalogue_unit) if printed != catalogue_unit else Fraction(value)
    return Demand(reading.kind, exact, op, text)


def _differences(rows: Sequence[RowVerdict]) -> tuple[str, ...]:
    """In what the rows for one indicator contradict each other, as Chinese clauses."""
    found = []
    if len({_meaning(demanded(row)) for row in rows}) > 1:
        found.append("目标不一：" + "、".join(row.used_target or row.target_text or "未印" for row in rows))
    if len({_baseline(row) for row in rows}) > 1:
        found.append("基准不一：" + "、".join(row.baseline_text or "未印" for row in rows))
    if len({row.status for row in rows}) > 1:
        found.append("结论不一：" + "、".join(_label(row.status) for row in rows))
    return tuple(found)


def _label(status: str | None) -> str:
    return Status(status).label if status else "尚未计算"


def _meaning(demand: Demand) -> tuple[object, ...]:
    if demand.value is not None:
        return demand.value, demand.op
    # 完成市局下达任务 and 完成省市下达任务 are both open: no contradiction yet.
    return (demand.kind,) if demand.kind is Kind.DELEGATED else (demand.kind, "".join(demand.words.split()))


@lru_cache(maxsize=4096)
def _baseline_meaning(text: str, unit: str, catalogue_unit: str) -> object:
    reading = parse(text, Column.BASELINE)
    if reading.value is None:
        return reading.rank or reading.kind
    printed = reading.unit or unit or catalogue_unit
    exact = convert(reading.value, printed, catalogue_unit) if printed != catalogue_unit else None
    return exact if exact is not None else Fraction(reading.value)


def _baseline(row: RowVerdict) -> object:
    return _baseline_meaning(row.baseline_text, row.unit, row.indicator_unit)
