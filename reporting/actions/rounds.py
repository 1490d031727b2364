"""Opening, changing and closing a reporting round, and keeping its entries those that the plans ask for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.records import record
from attainment.units import same
from counties.models import County, Department, Plan
from counties.periods import Period
from custody.tracing import traced
from indicators.models import AssignedTarget, Observation, PlanIndicator
from indicators.models.plan_rows import stated_target
from judging.questions import row_unit
from judging.ruled import UNRULED, ruled_on
from reporting.actions.project_rounds import refresh_projects, refuse_unbegun
from reporting.actions.refusals import RoundRefusedError
from reporting.models import CellKey, Entry, Round


@dataclass(slots=True)
class Asked:
    """The plan rows that ask for one cell, in the order of plans and rows."""

    rows: list[PlanIndicator] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    """Of each row the unit in force: ruled, else printed, else the catalogue's."""

    @property
    def name(self) -> str:
        """As the first row prints it; with the site where it does not name it by itself."""
        first = self.rows[0]
        has_site = first.site is not None and first.site.name not in first.name
        return f"{first.name}（{first.site.name}）" if first.site is not None and has_site else first.name

    @property
    def seq(self) -> str:
        return self.rows[0].seq

    @property
    def unit(self) -> str:
        """The rows' unit in force; the catalogue's where they have different ones."""
        first = self.units[0]
        alike = all(unit == first or same(unit, first) for unit in self.units)
        return first if alike else self.rows[0].indicator.unit

    @property
    def basis(self) -> str:
        """The basis that the baselines state, if they agree."""
        bases = {row.baseline_basis for row in self.rows} - {"", Observation.SELF_STATED}
        return bases.pop() if len(bases) == 1 else ""

    @property
    def department(self) -> Department | None:
        """The department that the printed data source names first, else the catalogue's default."""
        for row in self.rows:
            named = sorted(row.departments.all(), key=lambda one: _place(row.data_source, one))
            if named:
                return named[0]
        return self.rows[0].indicator.default_department


def _place(printed: str, department: Department) -> int:
    """Where the printed text first names the department; far off where it only means it."""
    places = [place for name in department.all_names if (place := printed.find(name)) >= 0]
    return min(places, default=len(printed) + 1)


@transaction.atomic
def open_round(
    *, year: int, deadline: date, plans: Collection[Plan], evidence_rule: str, note: str, by: User | None
) -> Round:
    """Ask the counties of `plans` for the figures of `year`; `by` None: the demonstration.

    Raises RoundRefusedError with a sentence.
    """
    if Round.objects.of_figures().filter(year=year).exists():
        raise RoundRefusedError(f"{year} 年度的填报任务已经发起；如需增加规划，请在该任务中修改。")
    _refuse_foreign_years(year, plans)
    refuse_unbegun(year, Period.YEAR)
    with traced(reason=f"发起 {year} 年度填报"):
        opened = Round.objects.create(
            year=year, deadline=deadline, evidence_rule=evidence_rule, note=note, opened_by=by
        )
        opened.plans.set(plans)
        count = refresh_round(opened)
    detail = {"deadline": deadline.isoformat(), "plans": sorted(plan.key for plan in plans), "entries": count}
    record("发起填报任务", str(opened), by=by, detail=detail)
    return opened


@transaction.atomic
def open_rounds(
    *,
    years: Collection[int],
    deadline: date,
    plans: Collection[Plan],
    evidence_rule: str,
    note: str,
    by: User | None,
) -> list[Round]:
    """Open a round for each of the years, each with those of the plans whose period it lies in: all or none."""
    if not years:
        raise RoundRefusedError("请至少选择一个年份。")
    _refuse_past(deadline)
    idle = [str(plan) for plan in plans if not any(year in plan.years for year in years)]
    if idle:
        raise RoundRefusedError(f"{'、'.join(idle)} 的规划期不含所选年份，请取消选择或增加年份。")
    return [
        open_round(
            year=year,
            deadline=deadline,
            plans=[plan for plan in plans if year in plan.years],
            evidence_rule=evidence_rule,
            note=note,
            by=by,
        )
        for year in sorted(years)
    ]


@transaction.atomic
def change_round(
    changed: Round, *, deadline: date, plans: Collection[Plan], evidence_rule: str, note: str, by: User
) -> int:
    """Change what a round asks for; return how many entries came in. What was entered is never removed."""
    stored = Round.objects.select_for_update().get(pk=changed.pk)
    _refuse_foreign_years(stored.year, plans)
    if deadline != stored.deadline:
        _refuse_past(deadline)
    before = {
        "deadline": stored.deadline.isoformat(),
        "plans": sorted(stored.plans.values_list("key", flat=True)),
    }
    with traced(reason=f"修改 {stored.year} 年度填报任务"):
        stored.deadline, stored.evidence_rule, stored.note = deadline, evidence_rule, note
        stored.save(update_fields=["deadline", "evidence_rule", "note"])
        stored.plans.set(plans)
        added = refresh_round(stored)
    after = {"deadline": deadline.isoformat(), "plans": sorted(plan.key for plan in plans), "added": added}
    record("修改填报任务", str(stored), by=by, detail={"before": before, "after": after})
    return added


@dataclass(frozen=True, slots=True)
class Leaving:
    """Cells of one county that a round would ask for no more: how many, and how many of them say something."""

    county: County
    cells: int
    filled: int


def leaving(changed: Round, plans: Collection[Plan]) -> list[Leaving]:
    """What would leave the round if it had these plans; two queries and those of `cells_of`."""
    asked = cells_of(PlanIndicator.objects.judged().filter(plan__in=plans))
    found: dict[County, list[Entry]] = {}
    for entry in changed.entries.filter(is_asked=True).select_related("county").order_by("county__code"):
        if entry.key not in asked:
            found.setdefault(entry.county, []).append(entry)
    return [Leaving(of, len(cells), sum(bool(one.text) for one in cells)) for of, cells in found.items()]


@transaction.atomic
def close_round(closing: Round, *, by: User) -> None:
    """End a round: its cells are locked, but for those that are re-opened one by one."""
    stored = Round.objects.select_for_update().get(pk=closing.pk)
    if stored.closed_at is not None:
        raise RoundRefusedError("该填报任务已经结束。")
    stored.closed_at = timezone.now()
    stored.save(update_fields=["closed_at"])
    record("结束填报任务", str(stored), by=by)


@transaction.atomic
def resume_round(closed: Round, *, by: User) -> None:
    """Take the end of a round back."""
    stored = Round.objects.select_for_update().get(pk=closed.pk)
    if stored.closed_at is None:
        raise RoundRefusedError("该填报任务没有结束。")
    stored.closed_at = None
    stored.save(update_fields=["closed_at"])
    record("恢复填报任务", str(stored), by=by)


def refresh_round(asking: Round) -> int:
    """Let the entries be those that the standing rows of the plans ask for; return how many are new.

    An entry that nobody asks for any more is hidden (`is_asked`); one that is asked for again comes back as it was.
    """
    asked = asked_cells(asking)
    standing = {entry.key: entry for entry in asking.entries.all()}
    fresh = [
        Entry(
            round=asking,
            county_id=key.county_id,
            indicator_id=key.indicator_id,
            site_id=key.site_id,
            printed_name=cell.name,
            seq=cell.seq,
            unit=cell.unit,
            basis=cell.basis,
            department=cell.department,
        )
        for key, cell in asked.items()
        if key not in standing
    ]
    Entry.objects.bulk_create(fresh)
    for key, entry in standing.items():
        if entry.is_asked != (key in asked):
            entry.is_asked = key in asked
            entry.save(update_fields=["is_asked"])
    _rename(standing, asked)
    return len(fresh)


def rename_entries(plan: Plan) -> None:
    """Let the entries be called what the plan's rows print now: a corrected edition may name or number them anew.

    Open rounds of projects ask for what the edition lists.
    """
    for asking in plan.rounds.of_projects().filter(closed_at__isnull=True):
        refresh_projects(asking)
    for asking in plan.rounds.of_figures():
        _rename({entry.key: entry for entry in asking.entries.all()}, asked_cells(asking))


def _rename(entries: Mapping[CellKey, Entry], asked: Mapping[CellKey, Asked]) -> None:
    """What no row asks for any more keeps the name that it had."""
    for key, cell in asked.items():
        entry = entries.get(key)
        if entry is not None and (entry.printed_name, entry.seq) != (cell.name, cell.seq):
            entry.printed_name, entry.seq = cell.name, cell.seq
            entry.save(update_fields=["printed_name", "seq"])


def asked_cells(asking: Round) -> dict[CellKey, Asked]:
    """The cells that the standing rows of the round's plans ask for, as the plans print them; in printed order."""
    return cells_of(PlanIndicator.objects.judged().filter(plan__rounds=asking))


def cells_of(rows: QuerySet[PlanIndicator]) -> dict[CellKey, Asked]:
    """The cells that these rows ask for; a constant number of queries."""
    found = (
        rows.annotate(stated=stated_target())
        .select_related("plan__county", "indicator__default_department", "site", "edition")
        .prefetch_related("departments", Prefetch("assigned_targets", AssignedTarget.objects.in_force()))
        .order_by("plan__period_end", "plan_id", "sheet", "row_number")
    )
    ruled = ruled_on([row.pk for row in found])
    cells: dict[CellKey, Asked] = {}
    for row in found:
        cell = cells.setdefault(CellKey(row.plan.county_id, row.indicator_id, row.site_id), Asked())
        cell.rows.append(row)
        cell.units.append(ruled.get(row.pk, UNRULED).unit(row_unit(row)))
    return cells


def _refuse_past(deadline: date) -> None:
    if deadline < timezone.localdate():
        raise RoundRefusedError(f"截止日期 {deadline:%Y-%m-%d} 已过，请填今天或以后的日期。")


def _refuse_foreign_years(year: int, plans: Collection[Plan]) -> None:
    if not plans:
        raise RoundRefusedError("请至少选择一个规划。")
    foreign = [str(plan) for plan in plans if year not in plan.years]
    if foreign:
        raise RoundRefusedError(f"{'、'.join(foreign)} 的规划期不含 {year} 年，请取消选择或更改年份。")
