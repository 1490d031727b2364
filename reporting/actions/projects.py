"""Entries of projects: saved field by field, checked against what stands before them, put in force as progress."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, TypedDict

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, has_permission
from custody.tracing import traced
from plausibility import Severity
from projects.actions.progress import put_in_force
from projects.dates import FactDate
from projects.lateness import CONTINUED
from projects.ledger import printed_due
from projects.models import Progress, ProjectListing
from projects.oddities import HINTS, oddities
from projects.progress import before
from projects.report_fields import BY_NAME, FIELDS
from projects.reports import Before, Report, needs_evidence, read_report
from projects.summaries import project_lines
from refusals import Stale
from reporting.actions.figures import approver, as_approved, cited
from reporting.actions.moving import advance, lock
from reporting.actions.refusals import MoveRefusedError
from reporting.kinds import Kind
from reporting.models import Entry, Reopening, Round
from reporting.readiness import refuse_unready, shown
from reporting.remarks import unanswered_because
from reporting.states import Move
from reporting.unanswered import UNANSWERED, unanswered

EXPLANATION = 300


class ProjectKind(Kind):
    """A project is checked against its own periods and its plan, and becomes progress."""

    listed: ClassVar[Round.Listed] = Round.Listed.PROJECTS

    def before_submitting(self, entries: Sequence[Entry], words: str) -> None:
        reports = reports_of(entries)
        for entry in entries:
            entry.warnings = warnings_of(*reports[entry.pk])
        refuse_unready(entries, unready(entries, reports))

    def mark(self, entry: Entry) -> str:
        return marks_of([entry])[entry.pk]

    def before_deciding(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE projects_progress IN ROW EXCLUSIVE MODE")

    def refuse_held_back(self, entries: Collection[Entry]) -> None:
        names = [entry.numbered for entry in entries if entry.warnings or entry.given_back]
        if names:
            raise MoveRefusedError(f"{'、'.join(names)} 有提示或曾被退回，须逐项查看；没有通过任何一项。")

    def put_in_force(self, entry: Entry, reason: str) -> None:
        report, _ = reports_of([entry])[entry.pk]
        if report.troubles:
            raise MoveRefusedError(f"{entry.numbered} {'；'.join(report.troubles)}。没有通过任何一项。")
        with traced(reason=reason):
            entry.progress = put_in_force(
                _standing(entry),
                report,
                said=entry.said,
                evidence=cited(entry),
                is_demo=False,
                by=entry.entered_by,
            )

    def follow(self, entries: Sequence[Entry], by: User) -> None:
        """Nothing is stored that depends on it: lateness and totals are told when they are shown."""

    def restore(self, entries: Collection[Entry]) -> Collection[str]:
        approved = as_approved(entries)
        for entry in entries:
            stands, was = Progress.objects.get(entry=entry), approved[entry.pk]
            entry.said, entry.text, entry.warnings = stands.said, stands.text, []
            entry.explanation, entry.entered_at = was.explanation, was.entered_at
            entry.entered_by_id, entry.signed_by_id = was.entered_by_id, was.signed_by_id
            entry.approved_by = approver(entry)
        fields = ("said", "text", "warnings", "explanation", "entered_by", "entered_at")
        return (*fields, "signed_by", "approved_by")


PROJECTS = ProjectKind()


@transaction.atomic
def save_project(
    entry_id: int, *, said: Mapping[str, str], explanation: str, version: int, by: User
) -> Entry:
    """Save what a clerk typed of one project, readable or not. Raises MoveRefusedError, or Stale where somebody was faster."""
    found = lock(Entry.objects.for_user(by).of_projects().filter(pk=entry_id, is_asked=True))
    if not found:
        raise MoveRefusedError("填报项不存在或不在您的范围内，请刷新页面。")
    entry = found[0]
    if not has_permission(by, Permission.ENTER_FIGURES, county_id=entry.county_id):
        raise MoveRefusedError("您没有填报权限。")
    if entry.locked_because:
        raise MoveRefusedError(f"{entry.numbered} {entry.locked_because}。")
    given = {name: text for name in BY_NAME if (text := said.get(name, "").strip())}
    explanation = explanation.strip()
    if (given, explanation) == (entry.said, entry.explanation):
        return entry
    if version != entry.version:
        raise Stale(
            f"{entry.numbered} 在您打开之后已由{entry.entered_by or '他人'}修改；没有保存，请查看新内容后再填。"
        )
    _refuse_unkeepable(given, explanation)
    _refuse_others(entry, given)
    entry.said, entry.explanation = given, explanation
    report, so_far = reports_of([entry])[entry.pk]
    entry.text = report.line if given else ""
    entry.warnings = warnings_of(report, so_far)
    entry.entered_by, entry.entered_at = by, timezone.now()
    entry.signed_by = entry.approved_by = None
    fields = [
        "said",
        "explanation",
        "text",
        "warnings",
        "entered_by",
        "entered_at",
        "signed_by",
        "approved_by",
    ]
    advance([entry], Move.SAVE if given else Move.CLEAR, by=by, fields=fields)
    return entry


def _refuse_unkeepable(given: Mapping[str, str], explanation: str) -> None:
    """Nothing is ever cut."""
    long = [
        f"{each.label}有 {len(given[each.name])} 个字，最多 {each.most} 个字"
        for each in FIELDS
        if len(given.get(each.name, "")) > each.most
    ]
    if len(explanation) > EXPLANATION:
        long.append(f"说明有 {len(explanation)} 个字，最多 {EXPLANATION} 个字")
    if any("\x00" in text for text in (*given.values(), explanation)):
        long.append("含有无法保存的字符，请删去后重新输入")
    if long:
        raise MoveRefusedError(f"{'；'.join(long)}；没有保存。")


def _refuse_others(entry: Entry, given: Mapping[str, str]) -> None:
    """A re-opening that names fields opens these; the others keep what is in force."""
    opened = Reopening.objects.filter(entry=entry, ended_at__isnull=True).first()
    if opened is None or not opened.fields or entry.progress is None:
        return
    stands = entry.progress.said
    moved = [
        each.label
        for each in FIELDS
        if each.name not in opened.fields and given.get(each.name, "") != stands.get(each.name, "")
    ]
    if moved:
        named = "、".join(BY_NAME[name].label for name in opened.fields)
        raise MoveRefusedError(f"本次只重开{named}；{'、'.join(moved)}不能改动，没有保存。")


def reports_of(entries: Collection[Entry]) -> dict[int, tuple[Report, Before]]:
    """Entry → what it says as read, and what stands before it; a constant number of queries. Reads `round`."""
    projects = {entry.project_id for entry in entries if entry.project_id is not None}
    rows: dict[int, list[Progress]] = defaultdict(list)
    for row in Progress.objects.filter(project__in=projects):
        rows[row.project_id].append(row)
    planned = _planned(projects)
    found = {}
    for entry in entries:
        of, key = entry.round, entry.project_id or 0
        stands = before(rows[key], of.year, of.period, **planned[key])
        report = read_report(entry.said, before=stands, day=timezone.localdate())
        found[entry.pk] = report, stands
    return found


class Planned(TypedDict):
    """What the plans print of a project that its reports are held against."""

    total: Decimal | None
    continued: bool
    due: FactDate | None


def _planned(projects: Collection[int]) -> Mapping[int, Planned]:
    """Project → what its plans print; of one that no plan lists any more, nothing."""
    found: dict[int, Planned] = defaultdict(lambda: Planned(total=None, continued=False, due=None))
    for line in project_lines(ProjectListing.objects.standing().filter(project__in=projects)):
        found[line.pk] = Planned(
            total=line.yi,
            continued=any(CONTINUED in one.nature for one in line.listings),
            due=printed_due(line),
        )
    return found


def warnings_of(report: Report, stands: Before) -> list[dict[str, Any]]:
    """As the checks of figures say theirs (`reporting.remarks`)."""
    mend = [
        {"code": "trouble", "sentence": f"{said}。", "suggestion": "", "severity": Severity.MEND.value}
        for said in report.troubles
    ]
    odd = [
        {
            "code": code,
            "sentence": said,
            "suggestion": "",
            "severity": (Severity.HINT if code in HINTS else Severity.EXPLAIN).value,
        }
        for code, said in oddities(report, stands)
    ]
    return [*mend, *odd]


def unready(entries: Collection[Entry], reports: Mapping[int, tuple[Report, Before]]) -> dict[int, list[str]]:
    """Entry → why it cannot be handed in yet; empty where it can."""
    silent, has_evidence = unanswered(entries), shown(entries)
    found = {}
    for entry in entries:
        report = reports[entry.pk][0]
        reasons = [*report.troubles, unanswered_because(entry)] if entry.said else ["尚未填报"]
        if entry.pk not in has_evidence and entry.said:
            asks_all = entry.round.evidence_rule != Round.EvidenceRule.NONE
            reasons.append(needs_evidence(report) or ("应附佐证材料" if asks_all else ""))
        reasons.append(UNANSWERED if entry.pk in silent else "")
        found[entry.pk] = [reason for reason in reasons if reason]
    return found


def marks_of(entries: Collection[Entry]) -> dict[int, str]:
    """Entry → what tells all declared fields that stand in force beside it from any others; one query. Reads `round`."""
    rows = Progress.objects.filter(project__in={entry.project_id for entry in entries})
    stands = {(row.project_id, row.year, row.period): _mark(row) for row in rows}
    return {
        one.pk: stands.get((one.project_id or 0, one.round.year, one.round.period), "") for one in entries
    }


def _mark(row: Progress) -> str:
    said = json.dumps([row.pk, row.said, row.text, row.evidence], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _standing(entry: Entry) -> Progress:
    """The row to write: the one of its project and period, else a new one."""
    key = {"project_id": entry.project_id, "year": entry.round.year, "period": entry.round.period}
    return Progress.objects.filter(**key).first() or Progress(**key)
