"""A plan's import taken back, as a whole or not at all: rows as they were printed before; a plan that it founded is gone.

What superiors set, a reviewer found or a published year froze on a row that would go stands in the way, and so does a
later edition: half an edition is none.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from counties.models import County, Finding, Plan, PlanEdition, Revision, Ruling
from custody.undoing import Trace, hanging, put_back, traces
from imports.models import ImportBatch
from imports.undone import Fate, Line, Undoing
from indicators.actions.recompute import ask_for_rows
from indicators.actions.targets import lock_rows
from indicators.importers.plan_rows import FIELD_LABELS
from indicators.models import (
    AnnualTarget,
    AssignedTarget,
    Indicator,
    Observation,
    PlanIndicator,
    PlanMapping,
    Site,
)
from indicators.models.plan_rows import RowDepartment
from judging.actions.taking_back_targets import ways_of_ending
from judging.models import Attainment
from plans.finding_storage import Identified, identity_of, move_subjects
from plans.findings import refresh_findings
from plans.importing import EDITION_APPLIED
from projects.importers import FIELD_LABELS as LISTING_LABELS
from projects.models import KeyProject, ListingDepartment, ProjectListing

_TABLES: tuple[Any, ...] = (
    *(Indicator, Plan, Revision, PlanEdition, Site, KeyProject, PlanIndicator, ProjectListing),
    *(Observation, RowDepartment, ListingDepartment, AssignedTarget, AnnualTarget, PlanMapping),
)
"""What an edition writes, those that are referred to first."""
_ROOTS = (Plan, Revision, PlanEdition, Site, KeyProject)
_SHARED = (Revision, Site, KeyProject)
"""Used by whoever names them: they go only where nothing else has come to use them."""
_LINKS = (RowDepartment, ListingDepartment, PlanMapping)
_FEW = 5


@dataclass(frozen=True, slots=True)
class _Found:
    edition: PlanEdition
    traces: Sequence[Trace]


def lock_plans(batch: ImportBatch) -> None:
    """As an import does: one edition of a county's plan at a time; and its rows, so that nothing is set on one that goes."""
    county = batch.options["county"]
    County.objects.select_for_update(of=("self",), no_key=True).get(pk=county)
    list(Plan.objects.filter(county=county).order_by("pk").select_for_update())
    rows = PlanIndicator.objects.filter(plan__county=county).values_list("pk", flat=True)
    lock_rows(list(rows))


def look_back(batch: ImportBatch) -> Undoing:
    written = {model: [one for one in traces(model, batch.pk) if not one.is_nothing] for model in _TABLES}
    founded = next((one for one in written[PlanEdition] if one.is_new), None)
    editions = PlanEdition.objects.select_related("plan__county")
    edition = None if founded is None else editions.filter(pk=founded.pk).first()
    if edition is None:
        return Undoing((), refused="这次导入没有留下可以撤销的版次。")
    later = edition.plan.editions.filter(number__gt=edition.number).order_by("-number").first()
    if later is not None:
        return Undoing((), refused=f"该规划其后已有第{later.number}版，请先撤销后一版。")
    lines = _lines(written, edition)
    if stuck := [line for line in lines if line.fate is Fate.STUCK]:
        names = "；".join(f"{line.title}：{line.why}" for line in stuck[:_FEW])
        more = f"等 {len(stuck)} 处" if len(stuck) > _FEW else ""
        return Undoing(stuck, refused=f"其后已有内容以这一版为据：{names}{more}。请先处理这些内容，再撤销。")
    return Undoing(lines, found=_Found(edition, _going(written)))


def take_back(undoing: Undoing, batch: ImportBatch, *, by: User | None, reason: str) -> None:
    found: _Found = undoing.found
    edition, plan = found.edition, found.edition.plan
    founds = any(one.model is Plan for one in found.traces)
    before = plan.editions.filter(number__lt=edition.number).order_by("-number").first()
    judged = Attainment.objects.filter(edition=edition)
    if before is None:
        judged.delete()
    else:
        # Verdicts say which edition they read: until they are judged again, the one that stands.
        judged.update(edition=before)
    if founds:
        Finding.objects.filter(plan=plan).delete()
    put_back(found.traces, roots=_ROOTS)
    move_subjects(plan, _identities(found.traces))
    touched = {one.pk for one in found.traces if one.model is PlanIndicator and one.before is not None}
    if not founds:
        EDITION_APPLIED(plan)
    touched |= refresh_findings(plan.county, by=by)
    ask_for_rows(touched, why="plan", cause=f"撤销导入 {batch.file_name}", by=by)


def _identities(found: Iterable[Trace]) -> list[tuple[Identified, Identified]]:
    """Of rows that were said to be the same: what they were matched by, and what they were before."""
    rows = [one for one in found if one.model is PlanIndicator and one.before and one.after]
    both = [(identity_of(vars(one.after)), identity_of(vars(one.before))) for one in rows]
    return [(now, then) for now, then in both if now != then]


def _going(written: Mapping[Any, Sequence[Trace]]) -> list[Trace]:
    """Everything but what others use by now, and links that were drawn anew since."""
    going: list[Trace] = []
    for model, rows in written.items():
        if model is Indicator:
            going += _unused(rows, written[PlanIndicator])
            continue
        kept = _used(model, written) if model in _SHARED else set()
        going += [
            one
            for one in rows
            if not (one.is_new and one.pk in kept) and not (model in _LINKS and one.is_overtaken)
        ]
    return going


def _unused(entries: Iterable[Trace], rows: Iterable[Trace]) -> list[Trace]:
    """Catalogue entries that it took aliases or 仅监测 from, as long as no other row uses them and nobody wrote them since."""
    own = [one.pk for one in rows if one.is_new]
    free = {one.pk: one for one in entries if not one.is_overtaken and not one.is_new}
    elsewhere = PlanIndicator.objects.standing().filter(indicator__in=free).exclude(pk__in=own)
    return [free[pk] for pk in free.keys() - set(elsewhere.values_list("indicator", flat=True))]


def _used(model: Any, written: Mapping[Any, Sequence[Trace]]) -> Collection[Any]:
    fresh = [one.pk for one in written[model] if one.is_new]
    users: dict[Any, tuple[str, list[Any]]] = {
        Site: ("site", [PlanIndicator, Observation]),
        KeyProject: ("project", [ProjectListing]),
        Revision: ("revision", [PlanEdition, AssignedTarget, AnnualTarget]),
    }
    name, referring = users[model]
    kept = set(hanging(model, fresh, beside=referring))
    for one in referring:
        own = [trace.pk for trace in written[one]]
        others = one.objects.filter(**{f"{name}__in": fresh}).exclude(pk__in=own)
        kept |= set(others.values_list(f"{name}_id", flat=True))
    return kept


def _lines(written: Mapping[Any, Sequence[Trace]], edition: PlanEdition) -> list[Line]:
    county = edition.plan.county_id
    founds = any(one.is_new for one in written[Plan])
    what = f"规划“{edition.plan}”" if founds else f"{edition}"
    why = _in_the_way(edition, founds=founds)
    fate = Fate.STUCK if why else Fate.REMOVED
    lines = [Line(fate, what, f"第{edition.number}版", "（无）" if founds else "前一版", why, county)]
    mapped = PlanMapping.objects.filter(plan=edition.plan).count() if founds else 0
    if mapped:
        lines.append(Line(Fate.REMOVED, "规划行对应", f"{mapped} 条", "（无）", county=county))
    rows = written[PlanIndicator]
    held = _held(rows, written[AnnualTarget])
    lines += _told(rows, "指标", FIELD_LABELS, held, county)
    lines += _set(written[AssignedTarget], "下达目标", county)
    lines += _set(written[AnnualTarget], "年度目标", county)
    lines += _set_since(rows, edition, {model: written[model] for model in (AssignedTarget, AnnualTarget)})
    lines += _told(written[ProjectListing], "项目", LISTING_LABELS, {}, county)
    lines += [
        Line(Fate.STUCK, "规划自述的期末值", one.now.text if one.now else "", "", "其后另有改动", county)
        for one in written[Observation]
        if one.is_overtaken
    ]
    return lines


def _set(targets: Iterable[Trace], word: str, county: int) -> Iterator[Line]:
    """Targets that it converted, or that its columns of years set: they go with it, what they replaced is in force again.

    One that was replaced or withdrawn since stands in the way, whatever its row: what it had replaced would come back
    beside the later one, or against the person who withdrew it.
    """
    written = [(one, one.after or one.before) for one in targets]
    names = PlanIndicator.objects.in_bulk({version.plan_indicator_id for _, version in written})
    overtaken = ways_of_ending(one for one, _ in written)
    for one, version in written:
        row = names.get(version.plan_indicator_id)
        year = f"{version.year}" if hasattr(version, "year") else ""
        title = f"{row.seq if row else ''} {row.name if row else '指标'} {year}{word}".strip()
        if why := overtaken.get((one.model, one.pk), ""):
            yield Line(Fate.STUCK, title, version.text, version.text, why, county)
        elif one.is_new:
            yield Line(Fate.REMOVED, title, version.text, "（无）", county=county)
        elif one.before.superseded_at != one.after.superseded_at:
            yield Line(Fate.RESTORED, title, "已被代替", version.text, county=county)


def _set_since(
    rows: Iterable[Trace], edition: PlanEdition, own: Mapping[Any, Sequence[Trace]]
) -> Iterator[Line]:
    """What was set on a row in the unit that the edition gave it would be read in the old one."""
    moved = {
        one.pk: one.after for one in rows if one.before and one.after and one.before.unit != one.after.unit
    }
    for word, model in (("下达目标", AssignedTarget), ("年度目标", AnnualTarget)):
        later = model.objects.in_force().filter(plan_indicator__in=moved, entered_at__gt=edition.imported_at)
        for one in later.exclude(pk__in=[trace.pk for trace in own[model]]).order_by("pk"):
            row = moved[one.plan_indicator_id]
            why = f"其后已按“{row.unit or '无'}”录入{word}，请先撤销这一条"
            yield Line(Fate.STUCK, f"{row.seq} {row.name}".strip(), str(one), "", why, edition.plan.county_id)


def _held(rows: Iterable[Trace], own: Iterable[Trace]) -> dict[Any, str]:
    """New row → what stands on it and did not come with it: annual targets of the import itself go with their rows."""
    fresh = [one.pk for one in rows if one.is_new]
    held = hanging(PlanIndicator, fresh, beside=[Observation, AnnualTarget])
    later = AnnualTarget.objects.filter(plan_indicator__in=fresh).exclude(pk__in=[one.pk for one in own])
    for row in later.values_list("plan_indicator_id", flat=True):
        held[row] = "、".join(filter(None, (held.get(row, ""), "年度目标")))
    for row in Ruling.objects.about(Ruling.Listed.INDICATORS, fresh).values_list("row", flat=True):
        if "裁定" not in held.get(row, ""):
            held[row] = "、".join(filter(None, (held.get(row, ""), "裁定")))
    return held


def _in_the_way(edition: PlanEdition, *, founds: bool) -> str:
    """What refers to the edition, or to the plan that goes with it."""
    its_own = [PlanIndicator, ProjectListing, Attainment]
    said = list(hanging(PlanEdition, [edition.pk], beside=its_own).values())
    if founds:
        beside = [PlanEdition, PlanIndicator, ProjectListing, Finding, Ruling]
        said += hanging(Plan, [edition.plan_id], beside=beside).values()
    return f"已有{'、'.join(said)}以它为据" if said else ""


def _told(
    rows: Sequence[Trace], kind: str, labels: Mapping[str, str], held: Mapping[Any, str], county: int
) -> Iterator[Line]:
    """A row that only moved to another cell is no line: it prints what it printed."""
    versions = [version for one in rows for version in (one.before, one.after) if version]
    entries = {getattr(version, "indicator_id", None) for version in versions}
    names = dict(Indicator.objects.filter(pk__in=[pk for pk in entries if pk]).values_list("pk", "name"))
    for one in rows:
        line = _line(one, kind, labels, held, county, names)
        if line.now != line.then or line.fate is Fate.STUCK:
            yield line


def _line(
    one: Trace,
    kind: str,
    labels: Mapping[str, str],
    held: Mapping[Any, str],
    county: int,
    names: Mapping[int, str],
) -> Line:
    version = one.after or one.before
    title = f"{kind} {version.seq} {version.name}".replace("  ", " ")
    if one.is_overtaken:
        return Line(Fate.STUCK, title, "", "", "其后另有改动", county)
    if one.is_new:
        why = f"已有{held[one.pk]}以它为据" if one.pk in held else ""
        return Line(Fate.STUCK if why else Fate.REMOVED, title, "新增", "（无）", why, county)
    if one.before.closed_in_id != one.after.closed_in_id:
        was = "删除" if one.after.closed_in_id else "重新列示"
        return Line(Fate.RESTORED, title, was, "如前", county=county)
    moved = [name for name in labels if getattr(one.after, name) != getattr(one.before, name)]
    now, then = _said(one.after, moved, labels, names), _said(one.before, moved, labels, names)
    return Line(Fate.RESTORED, title, now, then, county=county)


def _said(version: Any, moved: Iterable[str], labels: Mapping[str, str], names: Mapping[int, str]) -> str:
    """Field and value of each; an entry of the catalogue by its name."""
    said = (
        (labels[name], names.get(version.indicator_id) if name == "indicator_id" else getattr(version, name))
        for name in moved
    )
    return "；".join(f"{label} {value or '（空）'}" for label, value in said)
