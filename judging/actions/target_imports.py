"""Targets of a filled-in list: previewed, confirmed, set together with one Job for all their verdicts."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import record
from imports import flow
from imports.applying import StalePreviewError
from imports.entering import LEAVE_FLAGGED, accept_everything, unaccepted
from imports.flow import Applied
from imports.hidden import reads_hidden
from imports.importers import Choices, Importer, Look, Source, Written
from imports.models import ImportBatch
from imports.outcomes import Outcome, counted
from imports.undone import Undoing
from indicators.actions.targets import (
    Document,
    ask_for_assigned,
    assign_target,
    lock_rows,
    set_annual_target,
)
from indicators.importers.checking import OUTCOMES
from indicators.models import AnnualTarget, AssignedTarget
from judging.actions import taking_back_targets
from judging.importers.target_reports import report, summary
from judging.importers.target_rows import PrintedSheet, read_file
from judging.importers.target_rows_entering import rows_of, without
from judging.importers.targets import CheckedTargets, Planned, check_targets
from sandbox.calling import in_sandbox
from workbooks.problems import Problem


class TargetImporter(Importer[PrintedSheet, CheckedTargets]):
    """A list of targets that superiors set."""

    kind = ImportBatch.Kind.TARGETS
    permission = Permission.SET_TARGETS
    moved = {
        "targets": "预览之后在用目标已有变动，本次没有入账；已重新核对，请查看后再确认。",
        "published": "预览之后有年度定稿，本次没有录入；已重新核对，请查看后再确认。",
    }

    def read(self, source: Source) -> PrintedSheet:
        return in_sandbox(
            read_file, source.content, source.file_name, source.sheet, read_hidden=reads_hidden(source)
        )

    def rows(self, draft: PrintedSheet) -> int:
        return len(draft.rows)

    def problems(self, draft: PrintedSheet) -> Iterable[Problem]:
        return draft.problems

    def check(
        self, draft: PrintedSheet, source: Source, *, by: User | None, choices: Choices
    ) -> Look[CheckedTargets]:
        checked = check_targets(draft)
        found = report(checked)
        rows = rows_of(checked, found["published"])
        seen = {"targets": found["changes"], "published": found["published"]}
        odd = unaccepted(rows, choices) if choices.get(LEAVE_FLAGGED) else []
        if odd:
            checked = without(checked, odd)
            found = report(checked)
        return Look(
            checked,
            found,
            seen=seen,
            entering=len(checked.planned),
            refused_rows=checked.counts[Outcome.REFUSED],
            is_refused=not checked.planned and bool(checked.problems),
            sheet=draft.sheet,
            rows=rows,
            left_out={row.key for row in odd},
        )

    def write(
        self, look: Look[CheckedTargets], batch: ImportBatch, *, by: User | None, choices: Choices
    ) -> Written:
        checked = look.checked
        rows = {planned.wanted.row.pk for planned in checked.planned}
        lock_rows(rows)
        _refuse_moved(checked.planned, rows)
        for planned in checked.planned:
            _set(planned, by)
        ask_for_assigned(rows, cause=f"导入 {batch.file_name}", by=by)
        _record(look, batch, by)
        return Written(len(checked.planned), {"summary": summary(checked, written=True)})

    def lock_back(self, batch: ImportBatch) -> None:
        taking_back_targets.lock_rows(batch)

    def look_back(self, batch: ImportBatch) -> Undoing:
        return taking_back_targets.look_back(batch)

    def take_back(self, undoing: Undoing, batch: ImportBatch, *, by: User | None, reason: str) -> None:
        taking_back_targets.take_back(undoing, batch, by=by, reason=reason)


TARGETS = TargetImporter()


def preview_targets(*, content: bytes, file_name: str, by: User | None, sheet: str = "") -> ImportBatch:
    """Keep an uploaded list with its report, as `imports.flow.bring` does."""
    return flow.bring(TARGETS, Source(content, file_name, sheet), by=by)


def apply_targets(batch_id: int, *, by: User | None, only_clean: bool, accept: str = "") -> Applied:
    """Set the targets of a previewed list and ask for the verdicts that depend on them; see `flow.confirm`.

    `accept`: why flagged ones are right as they stand.
    """
    choices = accept_everything(accept)
    return flow.confirm(TARGETS, batch_id, by=by, choices=choices, only_clean=only_clean)


def _refuse_moved(planned: Sequence[Planned], rows: Collection[int]) -> None:
    """What was compared may have been replaced before the rows were held: nothing is superseded unseen."""
    in_force = {
        (kind, one.plan_indicator_id, getattr(one, "year", None)): one.pk
        for kind in (AssignedTarget, AnnualTarget)
        for one in kind.objects.in_force().filter(plan_indicator__in=rows)
    }
    for one in planned:
        kind = AnnualTarget if one.wanted.year else AssignedTarget
        now = in_force.get((kind, one.wanted.row.pk, one.wanted.year))
        if now != (one.before.pk if one.before else None):
            raise StalePreviewError(TARGETS.moved["targets"])


def _record(look: Look[CheckedTargets], batch: ImportBatch, by: User | None) -> None:
    checked = look.checked
    counts = counted(checked.outcomes.values(), OUTCOMES)
    moved = [
        f"{change['title']}：{change['old'] or '（未下达）'} → {change['new']}"
        for change in look.report["changes"]
    ]
    of_county = Counter(one.wanted.row.plan.county.name for one in checked.planned)
    counties = {name: f"{number} 行" for name, number in of_county.items()}
    subject = f"{batch.file_name}（{'、'.join(counties)}）" if counties else batch.file_name
    detail = {"batch": batch.pk, **counts, "counties": counties, "moved": moved}
    record("导入下达目标", subject, by=by, detail=detail)


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
