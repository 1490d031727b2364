"""An import of targets taken back: what it set is over, what that had replaced is in force again.

Versions stay, as with every withdrawal: the list of a row says that it was taken back with its import, and why.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from accounts.models import User
from custody.tracing import traced
from custody.undoing import Trace, put_back, traces
from custody.versions import people_of, who, why
from imports.models import ImportBatch
from imports.undone import Fate, Line, Undoing
from indicators.actions import targets
from indicators.actions.targets import REPLACED, WITHDRAWN, ask_for_assigned
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator

NOT_SET = "（未下达）"
_MODELS: tuple[Any, ...] = (AssignedTarget, AnnualTarget)


def lock_rows(batch: ImportBatch) -> None:
    """As whoever sets a target locks its row: two at one row see what the first has done."""
    targets.lock_rows({_row(one) for model in _MODELS for one in traces(model, batch.pk)})


def look_back(batch: ImportBatch) -> Undoing:
    found = [one for model in _MODELS for one in traces(model, batch.pk)]
    set_by_it = [one for one in found if one.is_new and one.after is not None]
    replaced = {_key(one): one for one in found if not one.is_new}
    rows = PlanIndicator.objects.select_related("plan__county").in_bulk({_row(one) for one in found})
    overtaken = ways_of_ending(set_by_it)
    lines, free = [], []
    for one in set_by_it:
        before, said = replaced.get(_key(one)), overtaken.get((one.model, one.pk), "")
        lines.append(_line(one, before, rows[_row(one)], said))
        free += [] if said else [(one, before)]
    return Undoing(lines, found=free)


def take_back(undoing: Undoing, batch: ImportBatch, *, by: User | None, reason: str) -> None:
    """End what the import set, then let what it replaced be in force: one of a row at a time."""
    pairs: list[tuple[Trace, Trace | None]] = undoing.found
    with traced(reason=f"{WITHDRAWN}整批撤销导入“{batch.file_name}”，{reason}"):
        for model in _MODELS:
            ended = [one.pk for one, _ in pairs if one.model is model]
            model.objects.filter(pk__in=ended).update(superseded_at=timezone.now())
    put_back(before for _, before in pairs if before is not None and not before.is_overtaken)
    rows = {_row(one) for one, _ in pairs}
    targets.look_again(rows, by=by)
    ask_for_assigned(rows, cause=f"撤销导入 {batch.file_name}", by=by)


def _row(one: Trace) -> int:
    version = one.after or one.before
    return int(version.plan_indicator_id)


def _key(one: Trace) -> tuple[Any, int, int | None]:
    version = one.after or one.before
    return one.model, version.plan_indicator_id, getattr(version, "year", None)


def ways_of_ending(found: Iterable[Trace]) -> Mapping[tuple[Any, Any], str]:
    """Target → how it ended since, and by whom."""
    later = [one for one in found if one.is_overtaken]
    people = people_of(one.now for one in later if one.now is not None)
    return {(one.model, one.pk): _ended(one, people) for one in later}


def _ended(one: Trace, people: dict[int, str]) -> str:
    if one.now is None:
        return "其后已删除"
    said = why(one.now)
    how = "代替为另一个目标" if said == REPLACED else "撤销" if said.startswith(WITHDRAWN) else "改动"
    return f"其后已由{who(one.now, people)}{how}"


def _line(one: Trace, before: Trace | None, row: PlanIndicator, stuck: str) -> Line:
    year = getattr(one.after, "year", None)
    title = f"{row.plan.county.short_name} {row.name}{f' {year}年度' if year else ''}"
    fate = Fate.STUCK if stuck else Fate.RESTORED if before is not None else Fate.REMOVED
    now, then = _said(one.after), _said(before.before) if before is not None else NOT_SET
    return Line(fate, title, now, now if stuck else then, stuck, row.plan.county_id)


def _said(version: Any) -> str:
    return f"{version.text}（{version.document_number}）"
