"""Where every input of a plan row comes from: what was printed or entered, in which cell, by whom, when.

Also what exists and was not used (other bases, sites, parts of a year): shown with the reason, never hidden.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch

from attainment import Column, Direction, Kind, parse
from attainment.questions import FLOWS
from counties.models import Finding, Ruling
from indicators.models import (
    AnnualTarget,
    AssignedTarget,
    Observation,
    PlanIndicator,
    SuperiorVerdict,
    observations,
)
from indicators.summaries.corrections import corrections
from judging.models import Attainment, AttainmentChange, ReviewerVerdict
from judging.questions import Inputs, row_unit
from judging.set_units import UnitOf, units_set_in
from judging.summaries.taken_out import TakenOut, taken_out


@dataclass(frozen=True, slots=True)
class Input:
    """One line of the evidence: a text verbatim with where it stands."""

    label: str
    text: str
    unit: str
    source: str
    tags: tuple[str, ...] = ()
    who: str = ""
    when: dt.datetime | None = None
    note: str = ""
    is_demo: bool = False
    figure_id: int | None = None
    batch_id: int | None = None
    cited: str = ""
    """The document that a figure cites."""
    entry: str = ""
    """The address of the entry by which a figure came in, where the reader may open it."""
    evidence: tuple[tuple[str, str], ...] = ()
    """What the entry cites: name and address of each file."""

    @property
    def remark(self) -> str:
        """For one cell of a sheet."""
        return "；".join(filter(None, (self.cited, self.note)))


@dataclass(frozen=True, slots=True)
class Unused:
    """A figure in the books that this row does not read, and why."""

    observation: Observation
    why: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Everything behind one plan row."""

    targets: tuple[Input, ...]
    baseline: Input | None
    figures: tuple[Input, ...]
    unused: tuple[Unused, ...]
    findings: tuple[Finding, ...]
    changes: tuple[AttainmentChange, ...]
    verdicts: tuple[Attainment, ...]
    by_hand: dict[int, ReviewerVerdict]
    """Year → the reviewer's own verdict in force."""
    repeats: tuple[PlanIndicator, ...]
    rulings: tuple[Ruling, ...] = ()
    """In force, beside what is printed."""
    taken_out: tuple[TakenOut, ...] = ()

    @property
    def batch_ids(self) -> set[int]:
        """The imports that brought its figures in."""
        found = {item.batch_id for item in self.figures} | {item.observation.batch_id for item in self.unused}
        return {batch for batch in found if batch}

    @property
    def shows_demo(self) -> bool:
        inputs = [*self.targets, *self.figures]
        return any(item.is_demo for item in inputs) or any(item.observation.is_demo for item in self.unused)


def provenance_of(row: PlanIndicator, inputs: Inputs | None) -> Provenance:
    """The evidence of `row`; a constant number of queries. `inputs` None: the row is not judged."""
    used = {figure.pk for figure in inputs.series.figures.values()} if inputs else set()
    observations = list(
        Observation.objects.filter(county_id=row.plan.county_id, indicator_id=row.indicator_id)
        .select_related("site", "entered_by")
        .filter(year__lte=row.target_year)
        .order_by("-year", "site", "basis", "period", "pk")
    )
    mine = [observation for observation in observations if observation.pk in used]
    corrected = corrections(mine)
    return Provenance(
        targets=tuple(_targets(row)),
        baseline=_baseline(row),
        figures=tuple(
            _figure(observation, corrected.get(observation.pk, ""), row.indicator.reported_as)
            for observation in mine
        ),
        unused=tuple(_unused(row, observations, used)),
        findings=tuple(row.findings.standing().order_by("decision", "pk")),
        changes=tuple(row.changes.all()),
        verdicts=tuple(row.attainments.order_by("year")),
        by_hand={one.year: one for one in row.reviewer_verdicts.in_force().select_related("by")},
        repeats=tuple(_repeats(row)),
        rulings=tuple(inputs.ruled.of.values()) if inputs else (),
        taken_out=tuple(taken_out(row, observations)),
    )


def _targets(row: PlanIndicator) -> Iterator[Input]:
    yield Input(
        f"{row.target_year}年目标",
        row.target_text,
        unit_beside(row.target_text, Column.TARGET, row),
        cell_source(row, row.target_cell),
        tags=("取自合并单元格",) if row.target_inherited else (),
    )
    targets = list(row.assigned_targets.select_related("entered_by"))
    of_years = list(row.annual_targets.select_related("entered_by"))
    set_in = units_set_in([row]) if targets or of_years else None
    for assigned in targets:
        yield _version("下达目标", assigned.text, _beside(assigned, set_in), assigned)
    for annual in of_years:
        unit = _beside(annual, set_in)
        scope = f"（{annual.get_scope_display()}）" if annual.scope else ""
        yield _version(f"{annual.year}年度目标{scope}", annual.text, unit, annual)
    for verdict in row.superior_verdicts.select_related("entered_by"):
        yield _version(f"{verdict.year}年上级认定", verdict.get_status_display(), "", verdict)


def _beside(one: AssignedTarget | AnnualTarget, set_in: UnitOf | None) -> str:
    """The unit in which it was set, where it prints none."""
    return set_in(one) if set_in and _is_bare(one.text, Column.TARGET) else ""


def ruling_as_input(ruling: Ruling) -> Input:
    """A ruling as a line of the evidence, for a sheet."""
    document = (
        f"{ruling.document_number}（{ruling.issued_on:%Y-%m-%d}）"
        if ruling.issued_on
        else ruling.document_number
    )
    return Input(
        f"裁定：{ruling.get_kind_display()}",
        ruling.words,
        "",
        "；".join(filter(None, (ruling.source, document))),
        who=str(ruling.by),
        when=ruling.at,
        note="；".join(filter(None, (ruling.reason, ruling.wording))),
    )


def _version(
    label: str, text: str, unit: str, version: AssignedTarget | AnnualTarget | SuperiorVerdict
) -> Input:
    return Input(
        label,
        text,
        unit,
        f"{version.authority} {version.document_number}（{version.issued_on:%Y-%m-%d}）",
        tags=("已被取代",) if version.superseded_at else (),
        who=str(version.entered_by or "系统载入"),
        when=version.entered_at,
        note=version.note,
        is_demo=version.is_demo,
    )


def _baseline(row: PlanIndicator) -> Input | None:
    if not row.baseline_cell:
        return None
    tags = [row.baseline_basis] if row.baseline_basis else []
    tags += ["取自合并单元格"] if row.baseline_inherited else []
    # A flow starts from zero: what the table prints is the last plan's result (specification §3, Start).
    flows = Direction(row.indicator.direction) in FLOWS
    past = flows and parse(row.baseline_text, Column.BASELINE).kind is not Kind.MISSING
    return Input(
        f"{'上期实绩' if past else '基准'} {row.baseline_year or row.plan.base_year}",
        row.baseline_text,
        unit_beside(row.baseline_text, Column.BASELINE, row),
        cell_source(row, row.baseline_cell),
        tags=tuple(tags),
        note="此类指标从规划基准年的0起算，本值不作起点。" if past else "",
    )


def unit_beside(text: str, column: Column, row: PlanIndicator) -> str:
    """The row's unit where the text is a number that prints none; words and classes have no unit."""
    return row_unit(row) if _is_bare(text, column) else ""


def _is_bare(text: str, column: Column) -> bool:
    reading = parse(text, column)
    return reading.value is not None and reading.unit is None


def cell_source(row: PlanIndicator, cell: str) -> str:
    """File, sheet and cell of one printed text."""
    return f"{row.edition.file_name} · {row.sheet}!{cell or row.name_cell}"


def _figure(observation: Observation, corrected: str, reported_as: str) -> Input:
    tags = [tag for tag in (reported_as, observation.basis, observation.no_data_reason) if tag]
    notes = (observation.note, corrected)
    return Input(
        f"{observation.year}年",
        observation.text,
        observations.unit_beside(observation),
        # An invented value has no source; to call it entered by hand would lend it one.
        "虚构数值，仅用于试用" if observation.is_demo else observation.source,
        tags=tuple(tags),
        who="" if observation.is_demo else str(observation.entered_by or "系统载入"),
        when=observation.entered_at,
        note="" if observation.is_demo else "；".join(part for part in notes if part),
        is_demo=observation.is_demo,
        cited="" if observation.is_demo else observation.cited_source,
        figure_id=observation.pk,
        batch_id=observation.batch_id,
    )


def _unused(row: PlanIndicator, observations: Iterable[Observation], used: set[int]) -> Iterator[Unused]:
    for observation in observations:
        if observation.pk not in used:
            yield Unused(observation, _why_unused(row, observation))


def _why_unused(row: PlanIndicator, observation: Observation) -> str:
    if row.closed_in is not None:
        return f"本行已由规划第{row.closed_in.number}版删去，不再采用数值"
    if observation.plan_indicator_id not in (None, row.pk):
        return "另一规划行的自述值"
    if observation.site_id != row.site_id:
        return f"点位“{observation.site}”，不代表全县区" if observation.site_id else "全县区值，本行只看点位"
    if observation.period:
        return f"时段“{observation.period}”，不是全年"
    return (
        f"口径“{observation.basis or '未注明'}”，已采用另一口径" if row.is_repeat is False else "子表行不参评"
    )


def _repeats(row: PlanIndicator) -> Iterable[PlanIndicator]:
    """The same quantity printed elsewhere in the same plan."""
    return (
        PlanIndicator.objects.standing()
        .filter(plan_id=row.plan_id, indicator_id=row.indicator_id, site=row.site)
        .exclude(pk=row.pk)
        .select_related("edition")
    )


def row_for_page(pk: int, county_ids: Iterable[int]) -> PlanIndicator | None:
    """One plan row with what its page prints, or None where it is unknown or foreign."""
    return (
        PlanIndicator.objects.filter(pk=pk, plan__county__in=county_ids)
        .select_related("plan__county", "indicator", "edition", "site", "closed_in")
        .prefetch_related("departments", Prefetch("indicator__related"))
        .first()
    )
