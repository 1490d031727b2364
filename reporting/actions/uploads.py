"""A filled sheet on its way into entries: kept with its preview, confirmed or dropped; nothing is half done."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from typing import Any

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import record
from counties.models import County
from imports import flow
from imports.applying import StalePreviewError
from imports.importers import Choices, Importer, Look, Source, Written
from imports.models import ImportBatch
from imports.outcomes import Outcome, counted
from imports.undone import Undoing
from refusals import Refused
from reporting.actions import taking_back_sheets
from reporting.actions.saving import SaveResult, Typed, save_cells
from reporting.models import Round
from reporting.sheet_comparing import LABELS, WRITTEN, Compared, compare
from reporting.sheet_reading import Filled, read_sheet
from workbooks.problems import Problem, Severity

MOVED = "预览之后有的内容已被改动或锁定，没有写入任何一项；下面是重新核对的结果，请再确认。"
NOTHING = "没有勾选“采用表中的”，本次没有要写入的内容；这次上传仍然保留，请勾选后再写入，或者放弃。"


class EntryImporter(Importer[Filled, Sequence[Compared]]):
    """A county's filled sheet of a year. Option: `round`. Choice: `overwrite`, the conflicting entries to write."""

    kind = ImportBatch.Kind.ENTRIES
    permission = Permission.ENTER_FIGURES
    moved = {"entries": MOVED}
    over = {
        ImportBatch.State.APPLIED: "这份填报表已经写入，不能再次写入；如有改动请重新上传。",
        ImportBatch.State.DISCARDED: "这次上传已经放弃；如仍需写入请重新上传文件。",
        ImportBatch.State.UNDONE: "这次写入已经撤销；如仍需写入请重新上传文件。",
        ImportBatch.State.REFUSED: "这份填报表未通过核对，没有可写入的内容；请改正后重新上传。",
    }

    def read(self, source: Source) -> Filled:
        of, county = _whose(source)
        return read_sheet(source.content, source.file_name, of=of, county=county)

    def rows(self, draft: Filled) -> int:
        return len(draft.rows)

    def check(
        self, draft: Filled, source: Source, *, by: User | None, choices: Choices
    ) -> Look[Sequence[Compared]]:
        of, county = _whose(source)
        assert by is not None  # noqa: S101 - a sheet is somebody's own
        rows, problems = compare(draft, of=of, county=county, by=by)
        refused = any(problem.severity is Severity.ERROR for problem in problems)
        moving = [row for row in rows if row.kind in (*WRITTEN, Outcome.CONFLICT)]
        return Look(
            rows,
            _report(rows, problems, refused=refused),
            seen={"entries": [[row.entry, row.version, row.kind, row.given] for row in moving]},
            entering=len(_chosen(rows, choices)),
            is_refused=refused,
            sheet=draft.sheet,
        )

    def write(
        self, look: Look[Sequence[Compared]], batch: ImportBatch, *, by: User | None, choices: Choices
    ) -> Written:
        assert by is not None  # noqa: S101 - as above
        chosen = _chosen(look.checked, choices)
        if not chosen:
            raise Refused(NOTHING)
        saved = save_cells([_typed(row) for row in chosen], by=by, batch=batch)
        # Compared without a lock: who was faster since is found by the version, cell by cell.
        if len(saved) != len(chosen) or any(one.outcome is not SaveResult.SAVED for one in saved):
            raise StalePreviewError(MOVED)
        overwritten = [row.entry for row in chosen if row.kind == Outcome.CONFLICT]
        detail = {"batch": batch.pk, "written": len(saved), "overwritten": overwritten}
        subject = f"{batch.county} {batch.options['year']} 年 {len(saved)} 项"
        record("上传填报表", subject, by=by, county_id=batch.county_id, detail=detail)
        return Written(len(saved), {"written": len(saved), "overwritten": overwritten})

    def look_back(self, batch: ImportBatch) -> Undoing:
        return taking_back_sheets.look_back(batch)

    def take_back(self, undoing: Undoing, batch: ImportBatch, *, by: User | None, reason: str) -> None:
        taking_back_sheets.take_back(undoing, batch, by=by, reason=reason)


ENTRIES = EntryImporter()


def upload_sheet(*, content: bytes, file_name: str, of: Round, county: County, by: User) -> ImportBatch:
    """Keep the sheet and what it would change, as `imports.flow.bring` does."""
    options = {"round": of.pk, "year": of.year}
    return flow.bring(ENTRIES, Source(content, file_name, options=options, county=county), by=by)


def confirm_upload(batch_id: int, *, overwrite: Collection[int], by: User) -> int:
    """Save the previewed rows as drafts and return how many; of the conflicts those whose entries `overwrite` names.

    See `flow.confirm`.
    """
    return flow.confirm(ENTRIES, batch_id, by=by, choices={"overwrite": sorted(overwrite)}).written


def _whose(source: Source) -> tuple[Round, County]:
    assert source.county is not None  # noqa: S101 - `upload_sheet` names it
    return Round.objects.get(pk=source.options["round"]), source.county


def _chosen(rows: Sequence[Compared], choices: Choices) -> list[Compared]:
    overwrite = set(choices.get("overwrite", ()))
    return [
        row
        for row in rows
        if row.kind in WRITTEN or (row.kind == Outcome.CONFLICT and row.entry in overwrite)
    ]


def _typed(row: Compared) -> Typed:
    return Typed(row.entry, row.version, **row.given, cell=row.cell)


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
        "compared": [asdict(row) for row in rows],
        "problems": [
            replace(problem, message=problem.message.rstrip("。")).as_json()
            for problem in sorted(problems, key=lambda one: (worst.index(one.severity), _place(one)))
        ],
    }


def _place(problem: Problem) -> tuple[int, str]:
    cell = problem.cell or ""
    return int("".join(filter(str.isdigit, cell)) or 0), cell
