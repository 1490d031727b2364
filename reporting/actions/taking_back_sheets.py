"""A filled sheet taken back: every cell says again what it said, as long as it was not handed in or typed over."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.timezone import localtime

from accounts.models import User
from accounts.permissions import Permission, has_permission
from custody.undoing import Trace, traces
from custody.versions import people_of, who
from imports.models import ImportBatch
from imports.undone import Fate, Line, Undoing
from refusals import Refused, Stale
from reporting.actions.moving import MOST_WORDS
from reporting.actions.saving import TEXTS, SaveResult, Typed, save_cells
from reporting.models import Entry

BLANK = "（空）"


def look_back(batch: ImportBatch) -> Undoing:
    found = [one for one in traces(Entry, batch.pk) if one.before is not None and one.after is not None]
    entries = {one.pk: one for one in _entries(found)}
    people = people_of(one.now for one in found if one.now is not None)
    lines: list[Line] = []
    free: list[tuple[Trace, Entry]] = []
    for one in found:
        entry = entries[one.pk]
        why = _why_not(one, entry, people)
        lines += _lines(one, entry, why)
        free += [] if why else [(one, entry)]
    return Undoing(lines, found=free)


def take_back(undoing: Undoing, batch: ImportBatch, *, by: User | None, reason: str) -> None:
    """Typed again as they stood, by the person whose sheet it was: the moves and their checks are those of typing."""
    if by is None or not has_permission(by, Permission.ENTER_FIGURES, county_id=batch.county_id):
        raise Refused("填报表只能以本县区填报员的名义撤销；在命令行请用 --by 写明用户名。")
    pairs: list[tuple[Trace, Entry]] = undoing.found
    typed = [
        Typed(entry.pk, entry.version, **{name: getattr(one.before, name) for name in TEXTS})
        for one, entry in pairs
    ]
    saved = save_cells(typed, by=by, words=f"撤销上传“{batch.file_name}”：{reason}"[:MOST_WORDS])
    if len(saved) != len(pairs) or any(one.outcome is not SaveResult.SAVED for one in saved):
        raise Stale("您查看之后有的内容又被改动，本次没有撤销；请重新查看。")


def _entries(found: Iterable[Trace]) -> Any:
    related = ("round", "county", "indicator", "site", "department", "entered_by", "observation")
    return Entry.objects.filter(pk__in=[one.pk for one in found]).select_related(*related)


def _why_not(one: Trace, entry: Entry, people: dict[int, str]) -> str:
    if entry.locked_because:
        return f"{entry.locked_because}，不能撤销"
    if not entry.is_asked:
        return "该项已不在本年度的填报范围内，不能撤销"
    if all(getattr(entry, name) == getattr(one.after, name) for name in TEXTS):
        return ""
    return f"其后 {localtime(one.now.pgh_created_at):%Y-%m-%d %H:%M} 已由{who(one.now, people)}改动"


def _lines(one: Trace, entry: Entry, why: str) -> Iterator[Line]:
    changed = [name for name in TEXTS if getattr(one.before, name) != getattr(one.after, name)]
    now = "；".join(getattr(entry, name) or BLANK for name in changed)
    then = "；".join(getattr(one.before, name) or BLANK for name in changed)
    if changed or why:
        fate = Fate.STUCK if why else Fate.RESTORED
        yield Line(fate, entry.numbered, now or BLANK, now if why else then, why, entry.county_id)
