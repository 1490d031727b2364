"""A task list's import taken back, as a whole or not at all: half an edition is none (ADR 36)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counties.models import Ruling
from custody.undoing import Trace, hanging, put_back, traces
from imports.models import ImportBatch
from imports.undone import Fate, Line, Undoing
from measures.comparing import FIELD_LABELS
from measures.models import Assignment, Measure, MeasureEdition

_FEW = 5


@dataclass(frozen=True, slots=True)
class _Found:
    edition: MeasureEdition
    traces: Sequence[Trace]


def look_back(batch: ImportBatch) -> Undoing:
    """What taking the list back would do: a later edition, or what stands on a new task, is in the way."""
    editions = [one for one in traces(MeasureEdition, batch.pk) if not one.is_nothing]
    founded = next((one for one in editions if one.is_new), None)
    found = MeasureEdition.objects.select_related("plan__county")
    edition = None if founded is None else found.filter(pk=founded.pk).first()
    if edition is None:
        return Undoing((), refused="这次导入没有留下可以撤销的版次。")
    later = (
        MeasureEdition.objects.filter(plan=edition.plan, number__gt=edition.number)
        .order_by("-number")
        .first()
    )
    if later is not None:
        return Undoing((), refused=f"该规划的任务清单其后已有第{later.number}版，请先撤销后一版。")
    rows = [one for one in traces(Measure, batch.pk) if not one.is_nothing]
    lines = list(_lines(rows, edition))
    if stuck := [line for line in lines if line.fate is Fate.STUCK]:
        names = "；".join(f"{line.title}：{line.why}" for line in stuck[:_FEW])
        more = f"等 {len(stuck)} 处" if len(stuck) > _FEW else ""
        handed = Assignment._meta.verbose_name
        how = "（交办可在“重点任务”中撤回）" if any(f"{handed}" in line.why for line in stuck) else ""
        return Undoing(
            stuck, refused=f"其后已有内容以这一版为据：{names}{more}。请先处理这些内容{how}，再撤销。"
        )
    return Undoing(lines, found=_Found(edition, [*editions, *rows]))


def take_back(undoing: Undoing) -> None:
    """Rows as they were printed before; new ones and the edition itself go."""
    found: _Found = undoing.found
    put_back(found.traces, roots=(MeasureEdition,))


def _lines(rows: Sequence[Trace], edition: MeasureEdition) -> Iterator[Line]:
    county = edition.plan.county_id
    then = "前一版" if edition.number > 1 else "（无）"
    yield Line(Fate.REMOVED, str(edition), f"第{edition.number}版", then, county=county)
    held = _held(rows)
    for one in rows:
        line = _line(one, held, county)
        if line.now != line.then or line.fate is Fate.STUCK:
            yield line


def _held(rows: Iterable[Trace]) -> dict[Any, str]:
    """New task → what stands on it by now."""
    fresh = [one.pk for one in rows if one.is_new]
    held = hanging(Measure, fresh)
    for row in Ruling.objects.filter(listed="measures", row__in=fresh).values_list("row", flat=True):
        held[row] = "、".join(filter(None, (held.get(row, ""), "裁定")))
    return held


def _line(one: Trace, held: Mapping[Any, str], county: int) -> Line:
    version = one.after or one.before
    title = f"任务 {version.seq} {version.name}".replace("  ", " ")
    if one.is_overtaken:
        return Line(Fate.STUCK, title, "", "", "其后另有改动", county)
    if one.is_new:
        why = f"已有{held[one.pk]}以它为据" if one.pk in held else ""
        return Line(Fate.STUCK if why else Fate.REMOVED, title, "新增", "（无）", why, county)
    if one.before.closed_in_id != one.after.closed_in_id:
        return Line(Fate.RESTORED, title, "删除", "如前", county=county)
    moved = [name for name in FIELD_LABELS if getattr(one.after, name) != getattr(one.before, name)]
    return Line(Fate.RESTORED, title, _said(one.after, moved), _said(one.before, moved), county=county)


def _said(version: Any, names: Iterable[str]) -> str:
    return "；".join(f"{FIELD_LABELS[name]} {getattr(version, name) or '（空）'}" for name in names)
