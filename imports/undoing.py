"""Taking an applied import back: looked at, confirmed by the digest of what was seen, done once; or nothing.

What it does is the importer's business (`Importer.look_back`, `take_back`). The batch keeps its file and its report,
reads 已撤销, and the same file may be brought in again.
"""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.reasons import says_why
from accounts.records import record
from accounts.rights import demand
from counties.models import County
from custody.tracing import traced
from imports.importers import Importer, importer_of
from imports.models import ImportBatch
from imports.undone import Fate, Line, Undoing
from refusals import Refused, Stale

State = ImportBatch.State
LISTED = 200
"""So many lines of what was done stand in the report; the versions tell every one."""
TOLD = 10
"""So many lines stand in the message to a county."""
LONGEST = 200


class StaleUndoError(Stale):
    """What would be taken back is not what the person looked at; nothing was done."""


def look_back(batch: ImportBatch) -> Undoing:
    """What taking the batch back would do now. Raises Refused for one that is not in force."""
    _refuse_unless_applied(batch)
    return importer_of(batch).look_back(batch)


@transaction.atomic
def undo(batch_id: int, *, by: User | None, reason: str, seen: str | None = None) -> Undoing:
    """Take an applied import back, once; what something later stands on stays, and is told.

    `seen`: the digest that the person confirmed; None: whatever stands (at the shell). Raises Refused, StaleUndoError.
    """
    reason = reason.strip()
    if not says_why(reason) or len(reason) > LONGEST:
        raise Refused(f"请写明撤销的理由，不超过 {LONGEST} 个字。")
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    _refuse_unless_applied(batch)
    importer = importer_of(batch)
    why = f"撤销导入“{batch.file_name}”：{reason}"
    with traced(undone_import=batch.pk, reason=why, user=by.pk if by else None):
        importer.lock_back(batch)
        found = importer.look_back(batch)
        if not found.is_possible:
            raise Refused(found.why_not)
        if seen is not None and seen != found.digest:
            raise StaleUndoError("您查看之后相关内容又有变动，本次没有撤销；请查看下面新的结果后再确认。")
        importer.take_back(found, batch, by=by, reason=reason)
        _mark(importer, batch, found, by, reason)
    return found


def _refuse_unless_applied(batch: ImportBatch) -> None:
    if batch.state == State.UNDONE:
        raise Refused("这次导入已经撤销，不能再次撤销。")
    if batch.state != State.APPLIED:
        raise Refused("这次导入没有入账，没有可以撤销的内容。")


def _mark(
    importer: Importer[Any, Any], batch: ImportBatch, found: Undoing, by: User | None, reason: str
) -> None:
    batch.state, batch.undone_at = State.UNDONE, timezone.now()
    # What was left comes first: it is what somebody still has to look after.
    lines = sorted(found.lines, key=lambda line: line.fate is not Fate.STUCK)
    batch.report = {
        **batch.report,
        "undone": {
            "by": str(by) if by else "系统",
            "reason": reason,
            "counts": found.counts,
            "lines": [line.as_json() for line in lines[:LISTED]],
            "more": max(len(lines) - LISTED, 0),
            "told": _told(found),
        },
    }
    batch.save(update_fields=["state", "undone_at", "report"])
    demand(by, importer.permission, county_id=batch.county_id)
    _record(batch, found, by, reason)


def _told(found: Undoing) -> dict[str, dict[str, Any]]:
    """County → what its people read: how many lines, and the first of them."""
    of_county: dict[int, list[Line]] = defaultdict(list)
    for line in found.lines:
        if line.county is not None and line.fate is not Fate.STUCK:
            of_county[line.county].append(line)
    return {
        str(county): {"number": len(lines), "lines": [said(line) for line in lines[:TOLD]]}
        for county, lines in of_county.items()
    }


def said(line: Line) -> str:
    """One line in words: `浑源 PM2.5年均浓度 2024年：31 → 30`."""
    if line.fate is Fate.STUCK:
        return f"{line.title}：{line.why}"
    return f"{line.title}：{line.now} → {line.then or '（移除）'}" if line.now else line.title


def _record(batch: ImportBatch, found: Undoing, by: User | None, reason: str) -> None:
    names = County.objects.in_bulk({int(county) for county in _told(found)})
    moved = [said(line) for line in found.lines if line.fate is not Fate.STUCK]
    left = [said(line) for line in found.of(Fate.STUCK)]
    detail = {
        "batch": batch.pk,
        "reason": reason,
        **found.counts,
        "counties": [county.name for county in names.values()],
        "moved": moved[:LISTED],
        "left_as_is": left[:LISTED],
    }
    county = next(iter(names)) if len(names) == 1 else batch.county_id
    subject = f"{batch.get_kind_display()} {batch.file_name}"
    record("撤销导入", subject, by=by, county_id=county, detail=detail)
