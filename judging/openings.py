"""Which rulings a row is open to, and between what a person chooses: what its document leaves undecided, nothing else.

A ruling that stands keeps its matter open: another may take its place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from attainment import Column, Direction, Kind, Reason, Status, parse
from attainment.units import same
from counties.findings import Rule
from counties.models import Finding, Ruling
from indicators.models import Observation, PlanIndicator
from judging.questions import Inputs, Series, load_inputs, row_unit
from judging.recompute import judge
from judging.ruled import UNRULED, ruled_on

MATTER = Ruling.Kind
DIRECTIONS = (Direction.HIGHER, Direction.LOWER, Direction.FLOOR, Direction.CAP)
"""Flows, steps and classes say what their figures are: that is the catalogue's to state, for all counties alike."""
_UNIT_RULES = (Rule.BEYOND_AREA, Rule.UNIT_FAMILY, Rule.UNIT_MISSING, Rule.UNLIKE_NEIGHBOURS)
_BASELINE_RULES = (Rule.VALUE_CONFLICT, Rule.BASELINE_OBSERVED)
MOST_ROWS = 8
"""So many rows of one finding are looked at: one about more is about none of them in particular."""
_IN_WORDS = frozenset({Kind.TEXT, Kind.COMPOSITE})
_UNSAID = frozenset({Kind.DELEGATED, Kind.NO_TARGET, Kind.TEXT})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the texts that contradict each other, and where it stands."""

    value: str
    source: str

    @property
    def label(self) -> str:
        return f"“{self.value}”　{self.source}"


@dataclass(frozen=True, slots=True)
class Opening:
    """One matter that a person may rule on; `rows` are ruled together, `others` may be taken along."""

    kind: Ruling.Kind
    why: str
    rows: tuple[PlanIndicator, ...]
    candidates: tuple[Candidate, ...] = ()
    others: tuple[PlanIndicator, ...] = ()
    stands: Mapping[int, str] = field(default_factory=dict)
    """Which of the others are ruled already, and what."""


def openings(inputs: Inputs) -> list[Opening]:
    """What is open for this row, in the order in which it is best decided."""
    findings = list(inputs.row.findings.model.objects.standing().filter(plan_indicators=inputs.row))
    found = (
        _target(inputs, findings),
        _baseline(inputs, findings),
        _stated(inputs),
        _parts(inputs),
        _direction(inputs),
        _unit(inputs, findings),
        _attribute(inputs),
    )
    return [one for one in found if one is not None]


def matter_of(finding: Finding) -> Ruling.Kind | None:
    """What a person would rule on to answer this finding; None where no ruling can."""
    if finding.doubt == Finding.Doubt.TARGET_CONFLICT:
        return MATTER.TARGET
    if finding.doubt == Finding.Doubt.UNIT_CONFLICT or finding.rule in _UNIT_RULES:
        return MATTER.UNIT
    if finding.rule in _BASELINE_RULES:
        return MATTER.BASELINE
    return MATTER.STATED if finding.rule == Rule.STATED_OUTRANKED else None


def ways_to_rule(finding: Finding) -> list[tuple[PlanIndicator, Opening]]:
    """The rows on which this finding can be ruled; rows that are ruled together stand once."""
    matter = matter_of(finding)
    if matter is None:
        return []
    asked = finding.plan_indicators.judged().order_by("pk").values_list("pk", flat=True)[:MOST_ROWS]
    found: list[tuple[PlanIndicator, Opening]] = []
    covered: set[int] = set()
    for inputs in load_inputs(list(asked)):
        opening = next((one for one in openings(inputs) if one.kind == matter), None)
        if opening is not None and inputs.row.pk not in covered:
            covered |= {row.pk for row in opening.rows}
            found.append((inputs.row, opening))
    return found


def _target(inputs: Inputs, findings: Iterable[Finding]) -> Opening | None:
    doubted = [one for one in findings if one.doubt == Finding.Doubt.TARGET_CONFLICT]
    rows = _rows_of(doubted)
    units = _units_of(rows)
    # The text that is chosen holds in every row: of rows in several units each text says its own.
    several = not all(same(unit, inputs.unit) for unit in units.values())
    found = tuple(
        {
            one.value: one
            for row in rows
            if (one := _printed(row, row.target_text, row.target_cell, units[row.pk] if several else ""))
        }.values()
    )
    if len(found) < 2:
        return None
    return Opening(MATTER.TARGET, "同一规划为这一指标印了几个目标。", _judged(rows), found)


def _baseline(inputs: Inputs, findings: Iterable[Finding]) -> Opening | None:
    doubted = [one for one in findings if one.rule in _BASELINE_RULES]
    year = inputs.row.baseline_year or inputs.row.plan.base_year
    rows = [row for row in _rows_of(doubted) if (row.baseline_year or row.plan.base_year) == year]
    units = _units_of(rows)
    others = {pk: "" if same(unit, inputs.unit) else unit for pk, unit in units.items()}
    printed = [
        one for row in rows if (one := _printed(row, row.baseline_text, row.baseline_cell, others[row.pk]))
    ]
    observed = list(_observed(inputs, year)) if doubted else []
    found = tuple({one.value: one for one in reversed([*printed, *observed])}.values())
    if len(found) < 2:
        return None
    return Opening(MATTER.BASELINE, f"{year} 年的基准值有几种说法。", (inputs.row,), found[::-1])


def _observed(inputs: Inputs, year: int) -> Iterator[Candidate]:
    row = inputs.row
    figures = Observation.objects.filter(
        county=row.plan.county_id, indicator=row.indicator_id, site=row.site_id, year=year, period=""
    )
    for one in figures.order_by("pk"):
        text = one.text if same(one.unit, inputs.unit) or not one.unit else f"{one.text}{one.unit}"
        basis = f"，{one.basis}" if one.basis else ""
        yield Candidate(text, f"在账监测数据（{one.source}{basis}）")


def _printed(row: PlanIndicator, text: str, cell: str, unit: str) -> Candidate | None:
    """A printed text, and the unit that it must say to stand in other rows than its own."""
    if not (text := text.strip()):
        return None
    reading = parse(text, Column.TARGET)
    if reading.value is not None and reading.unit is None:
        text = f"{text}{unit}"
    return Candidate(text, f"{row.edition.file_name} · {row.sheet}!{cell or row.name_cell}")


def _units_of(rows: Sequence[PlanIndicator]) -> dict[int, str]:
    """The unit in force of each row: ruled, else printed, else the catalogue's."""
    ruled = ruled_on([row.pk for row in rows]) if rows else {}
    return {row.pk: ruled.get(row.pk, UNRULED).unit(row_unit(row)) for row in rows}


def _rows_of(findings: Iterable[Finding]) -> list[PlanIndicator]:
    found = PlanIndicator.objects.standing().filter(findings__in=[one.pk for one in findings]).distinct()
    return list(found.select_related("plan", "indicator", "edition").order_by("is_repeat", "pk"))


def _judged(rows: Iterable[PlanIndicator]) -> tuple[PlanIndicator, ...]:
    return tuple(row for row in rows if not row.is_repeat)


def _stated(inputs: Inputs) -> Opening | None:
    if MATTER.PARTS.value in inputs.ruled.of:
        # Parts stand in the place of the whole target: another one beside them would be ruled and never judged.
        return None
    bare = _bare(inputs, MATTER.STATED)
    if bare.target.reading.kind in _UNSAID:
        why = "指标表没有印出可比较的目标，规划正文里可能写明了数值。"
    elif _target_stands_in_the_way(bare):
        why = "指标表所印的目标不能按本行评价，规划正文里可能写明了可比较的数值。"
    else:
        return None
    return Opening(MATTER.STATED, why, (inputs.row,))


def _parts(inputs: Inputs) -> Opening | None:
    if inputs.target.reading.kind not in _IN_WORDS:
        return None
    return Opening(MATTER.PARTS, "目标有几项要求或是文字，规则不能整体判定。", (inputs.row,))


def _direction(inputs: Inputs) -> Opening | None:
    bare = _bare(inputs, MATTER.DIRECTION)
    unknown = bare.direction is Direction.UNKNOWN
    if not unknown and bare.direction not in DIRECTIONS:
        return None
    if not unknown and _reason(bare) != Reason.DIRECTION_CONFLICT:
        return None
    why = "指标目录没有确定这一指标越高越好还是越低越好。" if unknown else "所印目标的符号与指标方向相反。"
    candidates = tuple(Candidate(one.value, str(one.label)) for one in DIRECTIONS)
    return Opening(MATTER.DIRECTION, why, (inputs.row,), candidates)


def _unit(inputs: Inputs, findings: Iterable[Finding]) -> Opening | None:
    doubted = any(one.rule in _UNIT_RULES or one.doubt == Finding.Doubt.UNIT_CONFLICT for one in findings)
    if not doubted and _reason(_bare(inputs, MATTER.UNIT)) != Reason.UNIT_CONFLICT:
        return None
    return Opening(MATTER.UNIT, "所印单位与指标不符，或按所印单位不可能成立。", (inputs.row,))


def _attribute(inputs: Inputs) -> Opening | None:
    row = inputs.row
    if row.attribute:
        return None
    words = (PlanIndicator.Attribute.BINDING, PlanIndicator.Attribute.EXPECTED)
    silent = PlanIndicator.objects.judged().filter(plan=row.plan_id, attribute="").exclude(pk=row.pk)
    others = tuple(silent.select_related("plan", "indicator", "edition").order_by("sheet", "row_number"))
    ruled = ruled_on([one.pk for one in others])
    stands = {pk: value for pk, one in ruled.items() if (value := one.attribute(""))}
    candidates = tuple(Candidate(one.value, "") for one in words)
    return Opening(MATTER.ATTRIBUTE, "指标表没有印这一行的指标属性。", (row,), candidates, others, stands)


def _target_stands_in_the_way(inputs: Inputs) -> bool:
    """Whether the target itself compares with another year than the row's, or demands what no figure can be (≥100 %)."""
    alone = replace(inputs, series=Series(), readings={}, doubts=())
    return _reason(alone) in (Reason.BASIS_CONFLICT, Reason.DOMAIN)


def _bare(inputs: Inputs, kind: Ruling.Kind) -> Inputs:
    """As if nobody had ruled on this matter."""
    return inputs.under(inputs.ruled.without(kind.value))


def _reason(inputs: Inputs) -> str | None:
    """Why the target year is unjudged; None where it is not."""
    verdict = judge(inputs, inputs.row.target_year)[1]
    return verdict.reason if verdict.status is Status.UNJUDGED else None
