"""Putting observations of a sheet in force: checked again under a lock, written at once, verdicts asked for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import record
from counties.models import County
from imports import flow
from imports.entering import LEAVE_FLAGGED, Accepted, accept_everything, unaccepted
from imports.flow import Applied, Tell, silent
from imports.hidden import reads_hidden
from imports.importers import Choices, Importer, Look, Source, Written
from imports.models import ImportBatch
from imports.outcomes import Outcome, counted
from imports.undone import Undoing
from indicators.actions import taking_back
from indicators.actions.findings import ask_for_findings
from indicators.actions.recompute import ChangedFigure, ask_for_figures
from indicators.actions.writing import AcceptedRows, lock_figures, write_observations
from indicators.importers.checking import OUTCOMES, Checked, check
from indicators.importers.file_reading import AllAnswers, read_observations
from indicators.importers.names import Names, known_names
from indicators.importers.open_sheets import open_sheets
from indicators.importers.printed_files import PrintedFile
from indicators.importers.reports import (
    corrections_of,
    report,
    rows_at,
    rows_of,
    summary,
    with_effects,
    without,
)
from indicators.importers.weighed import weighing
from indicators.models import Site
from refusals import Stale
from sandbox.calling import in_sandbox
from workbooks.problems import Problem


def open_file(
    content: bytes,
    file_name: str,
    sheet: str = "",
    county: str = "",
    answers: AllAnswers | None = None,
    *,
    read_hidden: bool = False,
) -> PrintedFile:
    """The printed rows of an upload; raises UnreadableWorkbookError, SheetRefusedError or StoppedError.

    `county`: the code of the county whose figures they are, where the file does not say so. `answers`: what a person
    has said of the sheets that leave something open.
    """
    return in_sandbox(
        read_observations,
        content,
        PurePath(file_name).name,
        known_names(),
        wanted=sheet,
        county=county,
        answers=answers,
        read_hidden=read_hidden,
    )


class ObservationImporter(Importer[PrintedFile, Checked]):
    """A sheet of observations. Choices: `reason` corrects figures in force and says why; `is_demo` marks the rows."""

    kind = ImportBatch.Kind.OBSERVATIONS
    permission = Permission.IMPORT_OBSERVATIONS
    moved = {
        "figures": "预览之后在账数值已有变动，本次没有入账；已重新核对，请查看后再确认。",
        "published": "预览之后有年度定稿，本次没有入账；已重新核对，请查看后再确认。",
    }

    def read(self, source: Source) -> PrintedFile:
        options = source.options
        return open_file(
            source.content,
            source.file_name,
            source.sheet,
            options.get("county", ""),
            options.get("answers", {}),
            read_hidden=reads_hidden(source),
        )

    def rows(self, draft: PrintedFile) -> int:
        return len(draft.rows)

    def problems(self, draft: PrintedFile) -> Iterable[Problem]:
        return draft.problems

    def lock(self, draft: PrintedFile, source: Source) -> None:
        lock_figures()

    def check(
        self, draft: PrintedFile, source: Source, *, by: User | None, choices: Choices
    ) -> Look[Checked]:
        answers = source.options.get("answers", {})
        checked = check(draft, Names(), correcting=bool(choices.get("reason")), answers=answers)
        found = {**report(checked), "open": open_sheets(draft, source.options, checked.site_asks)}
        weighed = weighing(checked.writing, source.weighed)
        rows = rows_of(checked, found["published"], weighed.of)
        seen = {"figures": [len(checked.new), found["changes"], answers], "published": found["published"]}
        left_out = set() if checked.correcting else corrections_of(checked)
        if choices.get(LEAVE_FLAGGED):
            odd = unaccepted([row for row in rows if row.key not in left_out], choices)
            left_out |= {row.key for row in odd}
            checked = without(checked, odd)
            found = {**found, **report(checked)}
        return Look(
            checked,
            {**found, "changes": with_effects(found["changes"], rows)},
            seen=seen,
            entering=len(checked.to_write),
            refused_rows=checked.counts[Outcome.REFUSED] + len(draft.errors),
            is_refused=not (checked.new or checked.changes or checked.is_clean or found["open"]),
            sheet=source.sheet or draft.sheet,
            rows=rows,
            left_out=left_out,
            weighed=weighed.as_json(),
        )

    def write(self, look: Look[Checked], batch: ImportBatch, *, by: User | None, choices: Choices) -> Written:
        """The result is the id of the Job that judges; None where nothing depends on the figures."""
        checked, reason = look.checked, str(choices.get("reason", ""))
        is_demo = bool(choices.get("is_demo"))
        odd = rows_at(checked, {row.key for row in look.entering_rows if row.flags})
        accepted = AcceptedRows(odd, Accepted.of(choices).reason)
        sites = write_observations(
            checked, batch=batch, by=by, is_demo=is_demo, reason=reason, accepted=accepted
        )
        job_id = _ask(checked, sites, batch, by)
        _record(batch, checked, reason, by)
        said: dict[str, Any] = {"summary": summary(checked, written=True), "correction_reason": reason}
        # Invented figures are no news.
        said |= {"told": {}} if is_demo else {}
        return Written(len(checked.to_write), said, job_id)

    def lock_back(self, batch: ImportBatch) -> None:
        lock_figures()

    def look_back(self, batch: ImportBatch) -> Undoing:
        return taking_back.look_back(batch)

    def take_back(self, undoing: Undoing, batch: ImportBatch, *, by: User | None, reason: str) -> None:
        taking_back.take_back(undoing, batch, by=by, reason=reason)


OBSERVATIONS = ObservationImporter()


def preview_observations(
    *,
    content: bytes,
    file_name: str,
    by: User | None,
    sheet: str = "",
    options: Mapping[str, Any] | None = None,
) -> ImportBatch:
    """Keep an uploaded file with its report, as `imports.flow.bring` does."""
    return flow.bring(OBSERVATIONS, Source(content, file_name, sheet, options or {}), by=by)


def apply_observations(
    batch_id: int,
    *,
    by: User | None,
    only_clean: bool,
    reason: str = "",
    is_demo: bool = False,
    accept: str = "",
    leave_flagged: bool = False,
    tell: Tell = silent,
) -> Applied:
    """Put the rows of a previewed batch in force, and ask for the verdicts that depend on them; see `flow.confirm`.

    `reason`: replaces figures in force as corrections, and says why. `accept`: why flagged rows are right as they stand;
    `leave_flagged`: they are left out.
    """
    choices = {
        "reason": reason,
        "is_demo": is_demo,
        LEAVE_FLAGGED: leave_flagged,
        **accept_everything(accept),
    }
    return flow.confirm(OBSERVATIONS, batch_id, by=by, choices=choices, only_clean=only_clean, tell=tell)


@transaction.atomic
def answer_open_sheets(batch_id: int, answers: AllAnswers, *, by: User) -> None:
    """Keep what a person says of the sheets that leave something open, and make the preview anew.

    Raises Refused, and keeps nothing, where the file no longer waits or can then not be read.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state != ImportBatch.State.PREVIEWED:
        raise Stale("这份文件已不在待确认状态，回答没有保存；请重新上传。")
    known = {(one["sheet"], one["key"]): one for one in batch.options.get("asked", [])}
    for sheet in batch.report.get("open", []):
        known |= {(ask["sheet"], ask["key"]): ask for ask in sheet["asks"]}
    asked = [one for one in known.values() if answers.get(one["sheet"], {}).get(one["key"])]
    kept: dict[str, dict[str, str]] = defaultdict(dict)
    for one in asked:
        kept[one["sheet"]][one["key"]] = answers[one["sheet"]][one["key"]]
    batch.options = {**batch.options, "answers": kept, "asked": asked}
    batch.save(update_fields=["options"])
    flow.look_again(OBSERVATIONS, batch, by=by)


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
