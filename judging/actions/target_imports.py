"""Targets of a filled-in list: previewed, confirmed, set together with one Job for all their verdicts."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import record
from imports.applying import ImportRefusedError, StalePreviewError, applying
from imports.models import ImportBatch
from imports.outcomes import Outcome, counted
from imports.staging import content_of, keep_report, stage
from indicators.actions.targets import Document, ask_for_assigned, assign_target, set_annual_target
from indicators.importers.checking import OUTCOMES
from judging.importers.target_reports import report, summary
from judging.importers.target_rows import PrintedSheet, read_sheet
from judging.importers.targets import CheckedTargets, Planned, check_targets
from workbooks.reading import read_workbook


@dataclass(frozen=True, slots=True)
class AppliedTargets:
    """What an import of targets wrote."""

    batch: ImportBatch
    written: int


@transaction.atomic
def preview_targets(*, content: bytes, file_name: str, by: User | None, sheet: str = "") -> ImportBatch:
    """Keep an uploaded list and its report; nothing is set.

    Raises UnreadableWorkbookError or SheetRefusedError, and keeps nothing, for a file without rows to read.
    """
    printed = _open(content, file_name, sheet)
    batch = stage(
        kind=ImportBatch.Kind.TARGETS, content=content, file_name=file_name, by=by, sheet=printed.sheet
    )
    _report(batch, check_targets(printed))
    return batch


def check_batch(batch: ImportBatch) -> None:
    """Check a staged list again and keep the new report."""
    _report(batch, check_targets(_open(content_of(batch), batch.file_name, batch.sheet)))


def _open(content: bytes, file_name: str, sheet: str) -> PrintedSheet:
    return read_sheet(read_workbook(content, file_name), sheet)


def _report(batch: ImportBatch, checked: CheckedTargets) -> None:
    keep_report(batch, report(checked), refused=not checked.planned and bool(checked.problems))


def apply_targets(batch_id: int, *, by: User | None, only_clean: bool) -> AppliedTargets:
    """Set the targets of a previewed list and ask for the verdicts that depend on them.

    Raises ImportRefusedError; a StalePreviewError means that targets were set since the preview.
    """
    with applying(batch_id, by=by, needs=Permission.SET_TARGETS) as batch:
        checked = check_targets(_open(content_of(batch), batch.file_name, batch.sheet))
        now = report(checked)
        if now["changes"] != batch.report["changes"]:
            raise StalePreviewError("预览之后在用目标已有变动，本次没有入账；已重新核对，请查看后再确认。")
        if now["published"] != batch.report.get("published", []):
            raise StalePreviewError("预览之后有年度定稿，本次没有录入；已重新核对，请查看后再确认。")
        if checked.problems and not only_clean:
            raise ImportRefusedError(
                f"有 {checked.counts[Outcome.REFUSED]} 行未通过核对；请改正文件，或选择只导入无误的行。"
            )
        for planned in checked.planned:
            _set(planned, by)
        rows = {planned.wanted.row.pk for planned in checked.planned}
        ask_for_assigned(rows, cause=f"导入 {batch.file_name}", by=by)
        batch.report = {**now, "summary": summary(checked, written=True)}
        counts = counted(checked.outcomes.values(), OUTCOMES)
        moved = [
            f"{change['title']}：{change['old'] or '（未下达）'} → {change['new']}"
            for change in now["changes"]
        ]
        of_county = Counter(one.wanted.row.plan.county.name for one in checked.planned)
        counties = {name: f"{number} 行" for name, number in of_county.items()}
        subject = f"{batch.file_name}（{'、'.join(counties)}）" if counties else batch.file_name
        detail = {"batch": batch.pk, **counts, "counties": counties, "moved": moved}
        record("导入下达目标", subject, by=by, detail=detail)
    return AppliedTargets(batch, len(checked.planned))


def _set(planned: Planned, by: User | None) -> None:
    wanted, printed = planned.wanted, planned.wanted.printed
    document = Document(printed.authority, printed.document, wanted.issued_on, printed.note)
    if wanted.year is None:
        assign_target(wanted.row, text=printed.text, document=document, by=by, ask=False)
    else:
        set_annual_target(
            wanted.row,
            year=wanted.year,
            text=printed.text,
            scope=wanted.scope,
            document=document,
            by=by,
            ask=False,
        )
