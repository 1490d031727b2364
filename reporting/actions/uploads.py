"""A filled sheet on its way into entries: kept with its preview, confirmed or dropped; nothing is half done."""

from collections.abc import Collection
from dataclasses import asdict, replace
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import record
from counties.models import County
from imports.applying import StalePreviewError, applying
from imports.models import ImportBatch
from imports.outcomes import Outcome, counted
from imports.staging import content_of, keep_report, stage
from reporting.actions.saving import SaveResult, Typed, save_cells
from reporting.models import Round
from reporting.sheet_comparing import LABELS, WRITTEN, Compared, compare
from reporting.sheet_reading import read_sheet
from workbooks.problems import Problem, Severity


@transaction.atomic
def upload_sheet(*, content: bytes, file_name: str, of: Round, county: County, by: User) -> ImportBatch:
    """Keep the file and what it would change; nothing is written to the entries.

    Raises SheetRefusedError or UnreadableWorkbookError, and keeps nothing, for a file that is not this sheet.
    """
    filled = read_sheet(content, file_name, of=of, county=county)
    batch = stage(
        kind=ImportBatch.Kind.ENTRIES,
        content=content,
        file_name=file_name,
        by=by,
        sheet=filled.sheet,
        options={"round": of.pk, "year": of.year},
        county=county,
    )
    rows, problems = compare(filled, of=of, county=county, by=by)
    _keep(batch, rows, problems)
    return batch


def compare_again(batch: ImportBatch, *, by: User) -> None:
    """Bring the preview of a waiting batch up to what stands now."""
    of, county = Round.objects.get(pk=batch.options["round"]), batch.county
    assert county is not None  # noqa: S101 - `upload_sheet` names it
    filled = read_sheet(content_of(batch), batch.file_name, of=of, county=county)
    _keep(batch, *compare(filled, of=of, county=county, by=by))


def confirm_upload(batch_id: int, *, overwrite: Collection[int], by: User) -> int:
    """Save the previewed rows as drafts and return how many; of the conflicts those whose entries `overwrite` names.

    Raises StalePreviewError, and writes nothing, where an entry has moved since the preview; ImportRefusedError for
    a batch that is not waiting.
    """
    with applying(batch_id, by=by, needs=Permission.ENTER_FIGURES) as batch:
        rows = [Compared(**row) for row in batch.report["rows"]]
        chosen = [
            row
            for row in rows
            if row.kind in WRITTEN or (row.kind == Outcome.CONFLICT and row.entry in overwrite)
        ]
        saved = save_cells([_typed(row) for row in chosen], by=by, batch=batch)
        if len(saved) != len(chosen) or any(one.outcome is not SaveResult.SAVED for one in saved):
            raise StalePreviewError(
                "预览之后有的内容已被改动或锁定，没有写入任何一项；下面是重新核对的结果，请再确认。"
            )
        overwritten = [row.entry for row in chosen if row.kind == Outcome.CONFLICT]
        batch.report = {**batch.report, "written": len(saved), "overwritten": overwritten}
        detail = {"batch": batch.pk, "written": len(saved), "overwritten": overwritten}
        subject = f"{batch.county} {batch.options['year']} 年 {len(saved)} 项"
        record("上传填报表", subject, by=by, county_id=batch.county_id, detail=detail)
    return len(saved)


def _typed(row: Compared) -> Typed:
    return Typed(row.entry, row.version, **row.given, cell=row.cell)


def _keep(batch: ImportBatch, rows: list[Compared], problems: list[Problem]) -> None:
    refused = any(problem.severity is Severity.ERROR for problem in problems)
    keep_report(batch, _report(rows, problems, refused=refused), refused=refused)


def _report(rows: list[Compared], problems: list[Problem], *, refused: bool) -> dict[str, Any]:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    # Of a row that was not even read there is nothing to compare: it is a row with an error all the same.
    bad = {_place(problem)[0] for problem in errors if problem.cell}
    rows = [replace(row, kind=Outcome.REFUSED.value) if row.row in bad else row for row in rows]
    counts = {**counted((Outcome(row.kind) for row in rows), LABELS), Outcome.REFUSED: len(bad)}
    worst = list(Severity)
    wrong = f"{len(bad)} 行" if bad else ""
    said = "，".join(f"{label} {counts[kind]}" for kind, label in LABELS.items())
    return {
        "summary": f"{wrong}有 {len(errors)} 处错误，整份没有写入；请改正后重新上传" if refused else said,
        "counts": counts,
        "errors": len(errors),
        "total": len(bad | {row.row for row in rows}),
        "rows": [asdict(row) for row in rows],
        "problems": [
            replace(problem, message=problem.message.rstrip("。")).as_json()
            for problem in sorted(problems, key=lambda one: (worst.index(one.severity), _place(one)))
        ],
    }


def _place(problem: Problem) -> tuple[int, str]:
    cell = problem.cell or ""
    return int("".join(filter(str.isdigit, cell)) or 0), cell
