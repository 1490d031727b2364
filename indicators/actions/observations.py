"""Putting observations of a sheet in force: checked again under a lock, written at once, verdicts asked for."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.db import connection, transaction

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import record
from counties.models import County
from imports.applying import ImportRefusedError, StalePreviewError, applying
from imports.models import ImportBatch
from imports.outcomes import Outcome, counted
from imports.staging import content_of, keep_report, stage
from indicators.actions.findings import ask_for_findings
from indicators.actions.recompute import ChangedFigure, ask_for_figures
from indicators.actions.writing import write_observations
from indicators.importers.checking import OUTCOMES, Checked, check
from indicators.importers.names import Names
from indicators.importers.observation_rows import PrintedSheet, read_sheet
from indicators.importers.reports import report, summary
from indicators.models import Site
from workbooks.reading import read_workbook

Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import wrote: the batch with its report, the rows written, the Job that judges (None: nothing depends)."""

    batch: ImportBatch
    written: int
    job_id: int | None


def _silent(done: int, total: int, step: str) -> None:
    """Nobody waits for progress."""


def open_sheet(content: bytes, file_name: str, sheet: str = "") -> PrintedSheet:
    """The printed rows of an upload; raises UnreadableWorkbookError or SheetRefusedError with a sentence."""
    return read_sheet(read_workbook(content, PurePath(file_name).name), sheet)


@transaction.atomic
def preview_observations(*, content: bytes, file_name: str, by: User | None, sheet: str = "") -> ImportBatch:
    """Keep an uploaded file and its report; nothing is put in force.

    Raises UnreadableWorkbookError or SheetRefusedError, and keeps nothing, for a file without rows to read.
    """
    printed = open_sheet(content, file_name, sheet)
    batch = stage(
        kind=ImportBatch.Kind.OBSERVATIONS, content=content, file_name=file_name, by=by, sheet=printed.sheet
    )
    _report(batch, check(printed, Names()))
    return batch


def check_batch(batch: ImportBatch, tell: Tell = _silent) -> None:
    """Check a staged file again and keep the new report."""
    tell(0, 2, "读取文件")
    printed = open_sheet(content_of(batch), batch.file_name, batch.sheet)
    tell(1, 2, f"核对 {len(printed.rows)} 行")
    batch.sheet = printed.sheet
    _report(batch, check(printed, Names()))


def _report(batch: ImportBatch, checked: Checked) -> None:
    nothing = not checked.new and not checked.changes
    keep_report(batch, report(checked), refused=nothing and not checked.is_clean)


def apply_observations(
    batch_id: int,
    *,
    by: User | None,
    only_clean: bool,
    reason: str = "",
    is_demo: bool = False,
    tell: Tell = _silent,
) -> Applied:
    """Put the rows of a previewed batch in force, and ask for the verdicts that depend on them.

    `only_clean`: refused rows are left out; without it a file with refused rows is refused as a whole.
    `reason`: replaces figures in force as corrections, and says why. Raises ImportRefusedError; a
    StalePreviewError means that other figures came in force since the preview.
    """
    staged = ImportBatch.objects.get(pk=batch_id)
    tell(0, 3, "读取文件")
    printed = open_sheet(content_of(staged), staged.file_name, staged.sheet)
    names = Names()
    with applying(batch_id, by=by, needs=Permission.IMPORT_OBSERVATIONS) as batch:
        tell(1, 3, f"核对 {len(printed.rows)} 行")
        _lock()
        checked = check(printed, names, correcting=bool(reason))
        found = report(checked)
        _refuse(batch, checked, found, only_clean=only_clean)
        tell(2, 3, f"入账 {len(checked.to_write)} 行")
        sites = write_observations(checked, batch=batch, by=by, is_demo=is_demo, reason=reason)
        job_id = _ask(checked, sites, batch, by)
        batch.report = {**found, "summary": summary(checked, written=True), "correction_reason": reason}
        _record(batch, checked, reason, by)
    return Applied(batch, len(checked.to_write), job_id)


def _lock() -> None:
    """One writer of figures at a time: what was compared is what is written. Readers go on reading."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE indicators_observation IN SHARE ROW EXCLUSIVE MODE")


def _refuse(batch: ImportBatch, checked: Checked, found: dict[str, Any], *, only_clean: bool) -> None:
    """The numbers on the confirmed page must still be true, and all rows clean unless the person chose."""
    seen = batch.report
    confirmed = seen["counts"][Outcome.NEW], seen["changes"]
    if (found["counts"][Outcome.NEW], found["changes"]) != confirmed:
        raise StalePreviewError("预览之后在账数值已有变动，本次没有入账；已重新核对，请查看后再确认。")
    if found["published"] != seen.get("published", []):
        raise StalePreviewError("预览之后有年度定稿，本次没有入账；已重新核对，请查看后再确认。")
    if checked.problems and not only_clean:
        raise ImportRefusedError(
            f"有 {checked.counts[Outcome.REFUSED]} 行未通过核对；请改正文件，或选择只导入无误的行。"
        )


def _ask(
    checked: Checked, sites: dict[tuple[int, str], Site], batch: ImportBatch, by: User | None
) -> int | None:
    figures = {
        ChangedFigure(
            s.county.pk, s.indicator.pk, sites[s.key[0], s.key[2]].pk if s.site_name else None, s.year
        )
        for s in checked.to_write
    }
    job = ask_for_figures(figures, cause=f"导入 {batch.file_name}", by=by)
    if figures:
        # A baseline may now contradict a figure in force.
        ask_for_findings(by=by)
    return job.pk if job else None


def _record(batch: ImportBatch, checked: Checked, reason: str, by: User | None) -> None:
    """With the counties by name and what they got, and every figure in force that moved."""
    counts = counted(checked.outcomes.values(), OUTCOMES)
    new, moved = Counter(s.county for s in checked.new), checked.changes if checked.correcting else ()
    corrected = Counter(change.statement.county for change in moved)
    touched = sorted({*new, *corrected}, key=lambda county: county.code)
    detail = {
        "batch": batch.pk,
        **counts,
        "reason": reason,
        "counties": {one.name: f"新增 {new[one]} 项，更正 {corrected[one]} 项" for one in touched},
        "moved": [
            f"{change.statement.title}：{change.known.said} → {change.statement.said}" for change in moved
        ],
    }
    names = "、".join(one.name for one in touched)
    subject = f"{batch.file_name}（{names}）" if names else batch.file_name
    record("导入监测数据", subject, by=by, county_id=_only(touched), detail=detail)


def _only(counties: Sequence[County]) -> int | None:
    return counties[0].pk if len(counties) == 1 else None
