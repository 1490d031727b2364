"""The one way of a file into force: read → check → preview → confirm by digest → write. Whatever the kind of file.

What the person saw is kept as a digest per aspect. Confirming reads and checks the very file again, under the lock of
its importer, and writes only what still has these digests; otherwise nothing is written and the preview is made anew, or lapses.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction

from accounts.models import User
from accounts.records import record
from imports.applying import ImportRefusedError, StalePreviewError, applying, lapse
from imports.entering import LEAVE_FLAGGED, NOTHING_LEFT, Accepted, Row, refuse_unaccepted, told
from imports.importers import Choices, Importer, Look, Source, source_of
from imports.models import ImportBatch
from imports.staging import keep_report, stage
from refusals import Refused, Stale

D = TypeVar("D")
C = TypeVar("C")
Tell = Callable[[int, int, str], None]
LISTED = 200
"""So many accepted rows stand in the act on record; the report has every one."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a confirmed file did: the batch with its report, the rows written, what its importer says came of it."""

    batch: ImportBatch
    written: int
    result: Any


def silent(done: int, total: int, step: str) -> None:
    """Nobody waits for progress."""


@transaction.atomic
def bring(
    importer: Importer[D, C], source: Source, *, by: User | None, draft: D | None = None
) -> ImportBatch:
    """Keep an uploaded file and what it would do; nothing is put in force.

    `draft`: what the caller has read of it for an end of his own. Raises Refused, and keeps nothing, for a file of which
    nothing can be read: it is read before it is kept.
    """
    draft = importer.read(source) if draft is None else draft
    look = importer.check(draft, source, by=by, choices={})
    report = _report(importer, draft, look)
    batch = stage(
        kind=importer.kind,
        content=source.content,
        file_name=source.file_name,
        by=by,
        sheet=look.sheet,
        options=dict(source.options),
        county=source.county,
    )
    keep_report(batch, report, refused=look.is_refused)
    return batch


def look_again(importer: Importer[D, C], batch: ImportBatch, *, by: User | None, tell: Tell = silent) -> None:
    """Bring the preview of a waiting batch up to what stands now; one that was dropped meanwhile stays so."""
    source = source_of(batch)
    tell(0, 2, "读取文件")
    draft = importer.read(source)
    tell(1, 2, f"核对 {importer.rows(draft)} 行")
    look = importer.check(draft, source, by=by, choices={})
    with transaction.atomic():
        waiting = ImportBatch.objects.select_for_update().filter(
            pk=batch.pk, state=ImportBatch.State.PREVIEWED
        )
        if waiting.exists():
            batch.sheet = look.sheet
            keep_report(batch, _report(importer, draft, look), refused=look.is_refused)


def confirm(
    importer: Importer[D, C],
    batch_id: int,
    *,
    by: User | None,
    choices: Choices | None = None,
    only_clean: bool = True,
    tell: Tell = silent,
) -> Applied:
    """Put a previewed file in force exactly as it was seen, once.

    `only_clean`: refused rows are left out; without it a file that has some is refused as a whole. Raises
    ImportRefusedError; a StalePreviewError means that what was seen has moved: the preview has been made anew.
    """
    staged = ImportBatch.objects.get(pk=batch_id)
    try:
        return _confirm(importer, staged, by, choices or {}, only_clean, tell)
    except Stale as moved:
        if importer.lapses:
            lapse(batch_id, str(moved), by=by)
        else:
            look_again(importer, staged, by=by)
        raise


def _confirm(
    importer: Importer[D, C],
    staged: ImportBatch,
    by: User | None,
    choices: Choices,
    only_clean: bool,
    tell: Tell,
) -> Applied:
    source = source_of(staged)
    tell(0, 3, "读取文件")
    # Read before the locks: a long file takes seconds, and nobody should wait for them.
    draft = importer.read(source)
    with applying(staged.pk, by=by, needs=importer.permission) as batch:
        tell(1, 3, f"核对 {importer.rows(draft)} 行")
        importer.lock(draft, source)
        look = importer.check(draft, source, by=by, choices=choices)
        report = {**look.report, "seen": _seen(importer, look)}
        _refuse_unseen(importer, report["seen"], batch)
        if look.refused_rows and not only_clean:
            raise ImportRefusedError(
                f"有 {look.refused_rows} 行未通过核对；请改正文件，或选择只导入无误的行。"
            )
        flagged = _accepted(look, batch, choices)
        if choices.get(LEAVE_FLAGGED) and not look.entering:
            raise Refused(NOTHING_LEFT)
        tell(2, 3, f"入账 {look.entering} 行")
        written = importer.write(look, batch, by=by, choices=choices)
        entered = {"told": told(look.entering_rows), "left_out": []}
        if look.rows:
            entered |= _listed(look.entering_rows)
        batch.report = {**report, **entered, **written.report, **_kept(flagged, choices, batch, by)}
    return Applied(batch, written.rows, written.result)


def _refuse_unseen(importer: Importer[D, C], now: dict[str, str], batch: ImportBatch) -> None:
    """What was confirmed is what is written, or nothing."""
    if "seen" not in batch.report:
        raise ImportRefusedError("这份文件还没有核对完，本次没有入账；请等核对完成，查看后再确认。")
    for aspect, sentence in importer.moved.items():
        if now[aspect] != batch.report["seen"].get(aspect):
            raise StalePreviewError(sentence)


def _accepted(look: Look[C], batch: ImportBatch, choices: Choices) -> list[Row]:
    """The flagged rows that are written because somebody accepted them; one that was not flagged when it was seen stops all, left out or not."""
    seen = {row["key"] for row in batch.report.get("rows", ()) if row.get("flags")}
    accepted = Accepted.of(choices)
    if not accepted.everything and any(row.flags and row.key not in seen for row in look.rows):
        raise StalePreviewError("预览之后又有内容出现核对提示，本次没有入账；已重新核对，请查看后再确认。")
    return refuse_unaccepted(look.entering_rows, accepted)


def _kept(flagged: list[Row], choices: Choices, batch: ImportBatch, by: User | None) -> dict[str, Any]:
    """What was accepted, and why: in the report and on record."""
    if not flagged:
        return {}
    reason = Accepted.of(choices).reason
    said = [f"{row.said}（{'；'.join(flag.sentence for flag in row.flags)}）" for row in flagged]
    counties = {row.county for row in flagged}
    county = next(iter(counties)) if len(counties) == 1 else None
    detail = {"batch": batch.pk, "reason": reason, "count": len(flagged), "accepted": said[:LISTED]}
    subject = f"{batch.get_kind_display()} {batch.file_name}"
    record("核实导入提示", subject, by=by, county_id=county, detail=detail)
    return {"accepted": {"reason": reason, "count": len(flagged), "by": str(by) if by else "系统"}}


def _report(importer: Importer[D, C], draft: D, look: Look[C]) -> dict[str, Any]:
    """What the preview shows, and what its confirmation compares."""
    return {
        **look.report,
        **(_listed(look.rows) if look.rows else {}),
        **({"weighed": look.weighed} if look.weighed else {}),
        "left_out": sorted(look.left_out),
        "hidden": list(dict.fromkeys(one.message for one in importer.problems(draft) if one.is_hidden)),
        "seen": _seen(importer, look),
    }


def _seen(importer: Importer[D, C], look: Look[C]) -> dict[str, str]:
    if forgotten := look.seen.keys() ^ importer.moved.keys():
        raise RuntimeError(f"The importer of {importer.kind} shows, or compares, but not both: {forgotten}.")
    return {aspect: _digest(what) for aspect, what in look.seen.items()}


def _listed(rows: Sequence[Row]) -> dict[str, Any]:
    """Flagged ones first, as they are shown, then those with a hint; else in the file's order."""
    ordered = sorted(rows, key=lambda row: (not row.flags, not row.hints))
    return {"rows": [row.as_json() for row in ordered]}


def _digest(what: Any) -> str:
    return hashlib.sha256(json.dumps(what, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
