"""What people see of imports: the list of batches, and one batch with its report, cut into pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from imports.entering import Row, by_check, from_json
from imports.models import ImportBatch
from jobs.models import Job, JobProgress
from lists.paging import Paged
from workbooks.problems import Severity

State = ImportBatch.State
MARKS = {
    State.APPLIED: ("g", "●"),
    State.PREVIEWED: ("y", "▼"),
    State.REFUSED: ("r", "■"),
    State.DISCARDED: ("x", "○"),
    State.UNDONE: ("x", "○"),
}


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One line of the list of imports."""

    batch: ImportBatch
    by: str
    result: str
    colour: str
    mark: str


@dataclass(frozen=True, slots=True)
class Work:
    """The Job that reads or applies a long file: how far it is, how it ended."""

    job: Job
    done: int
    total: int
    step: str

    @property
    def is_running(self) -> bool:
        return self.job.state in (Job.State.QUEUED, Job.State.RUNNING)

    @property
    def reason(self) -> str:
        """The reason that was given with what the Job was asked to do."""
        return str(self.job.arguments.get("choices", {}).get("reason", ""))


@dataclass(frozen=True, slots=True)
class Report:
    """A batch's report as a page shows it: counts, one page of the problems (maybe of one reason), the rest whole."""

    counts: Mapping[str, int]
    reasons: list[tuple[str, int]]
    problems: Paged
    summary: str
    why: str = ""
    notices: list[str] = field(default_factory=list)
    new_sites: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    columns: list[tuple[str, str]] = field(default_factory=list)
    correction_reason: str = ""
    published: list[dict[str, Any]] = field(default_factory=list)
    """Published years that the rows would write into."""
    has_errors: bool = False
    """Whether a problem among them keeps something out; else they are mere notes."""

    @property
    def columns_in_words(self) -> str:
        return "、".join(f"{said}（作{role}）" if said != role else said for role, said in self.columns)

    @property
    def booked(self) -> int:
        """Rows that change what is on the books."""
        return self.counts.get("new", 0) + self.counts.get("changed", 0)

    @property
    def booked_with_corrections(self) -> int:
        """As many and those that differ from what is on the books, which a confirmation without 更正 leaves out."""
        return self.counts.get("new", 0) + len(self.changes)

    @property
    def rows(self) -> int:
        return sum(self.counts.values())


def batches() -> QuerySet[ImportBatch]:
    """All imports, newest first, with who brought them and without the weight of their reports' details."""
    return ImportBatch.objects.select_related("uploaded_by").defer("report").order_by("-pk")


def batch_lines(page: list[ImportBatch]) -> list[BatchLine]:
    """The lines of one page; one more query for the summaries."""
    kept = ImportBatch.objects.filter(pk__in=[batch.pk for batch in page])
    summaries = {
        pk: _result(summary, counts)
        for pk, summary, counts in kept.values_list("pk", "report__summary", "report__counts")
    }
    return [
        BatchLine(
            batch,
            str(batch.uploaded_by) if batch.uploaded_by else "系统",
            summaries[batch.pk],
            *MARKS[State(batch.state)],
        )
        for batch in page
    ]


def _result(summary: str | None, counts: Mapping[str, int] | None) -> str:
    """The report's own sentence; for a plan, which has none, its counts."""
    if summary or counts is None:
        return summary or "尚未核对完"
    kinds = (("new", "新增"), ("changed", "变更"), ("same", "不变"), ("gone", "删除"))
    return "，".join(f"{label} {counts[kind]}" for kind, label in kinds if kind in counts)


def work_of(batch: ImportBatch) -> Work | None:
    """The Job that last worked for the batch, with its progress; None for short files."""
    job = Job.objects.filter(pk=batch.options.get("job")).first()
    if job is None:
        return None
    progress = JobProgress.objects.filter(job_id=job.pk).first()
    if progress is None:
        return Work(job, 0, 0, "")
    return Work(job, progress.done, progress.total, progress.step)


def report_of(batch: ImportBatch, asked: QueryDict) -> Report | None:
    """The report cut to one page of problems; None while a long file is still being checked."""
    kept = batch.report
    if not kept:
        return None
    why = asked.get("why", "")
    problems = [problem for problem in kept.get("problems", []) if not why or problem["why"] == why]
    return Report(
        counts=kept.get("counts", {}),
        reasons=kept.get("reasons", []),
        problems=Paged(asked, problems),
        summary=kept.get("summary", ""),
        why=why,
        notices=kept.get("notices", []),
        new_sites=kept.get("new_sites", []),
        changes=kept.get("changes", []),
        columns=kept.get("columns", []),
        correction_reason=kept.get("correction_reason", ""),
        published=kept.get("published", []),
        has_errors=any(problem.get("severity") != Severity.NOTICE for problem in problems),
    )


FLAGGED = 200
"""So many flagged rows can be ticked one by one on a page; all of a check can be, however many."""


@dataclass(frozen=True, slots=True)
class Entering:
    """What goes in, as a page shows it: flagged rows first, the others in pages; how many of each check."""

    flagged: list[Row]
    more_flagged: int
    checks: list[tuple[str, str, int]]
    others: Paged
    number: int
    accepted: Mapping[str, Any]
    is_several: bool = False
    """Whether some can go in without others, corrections too."""

    @property
    def flags(self) -> int:
        return len(self.flagged) + self.more_flagged


def entering_of(batch: ImportBatch, asked: QueryDict) -> Entering:
    """The rows of the batch's report that go in, or went in: of a refused or dropped file none.

    What goes in only by another choice (a correction) is listed where that choice is, and here only where it is flagged.
    """
    rows = [] if batch.state in (State.REFUSED, State.DISCARDED) else rows_of(batch)
    left_out = frozenset(batch.report.get("left_out", ()))
    flagged = [row for row in rows if row.flags]
    others = [row for row in rows if not row.flags and row.key not in left_out]
    return Entering(
        flagged=flagged[:FLAGGED],
        more_flagged=max(len(flagged) - FLAGGED, 0),
        checks=by_check(flagged),
        others=Paged(asked, others),
        number=len(flagged) + len(others),
        accepted=batch.report.get("accepted", {}),
        is_several=len(rows) > 1,
    )


def rows_of(batch: ImportBatch) -> list[Row]:
    """Every row that goes in, flagged ones first."""
    return [from_json(kept) for kept in batch.report.get("rows", ())]
