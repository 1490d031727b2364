"""What people do in a year, each ready to be done: for the tests that no deed is without its record."""

from collections.abc import Callable
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.downloads import word_response
from accounts.models import User
from attainment import Status
from counties.models import Ruling
from judging.actions.publishing import draft_of, publish
from judging.actions.reviewer_verdicts import judge_by_hand
from judging.actions.rulings import Said, proposed, rule
from judging.questions import load_inputs
from judging.recompute import recompute
from planning.demo.projects import load_demo_projects, remove_demo_projects
from planning.demo.rounds import NOTE, remove_demo_rounds
from reporting.actions.evidence import cite, keep_file, withdraw_evidence
from reporting.actions.reviewing import approve
from reporting.actions.rounds import change_round, close_round, resume_round
from reporting.models import Entry, Evidence, Round
from tests import small_ledger as ledger
from tests.reporting import projects, rounds

Do = Callable[[], object]


def _opened(by: User) -> tuple[rounds.Cast, Round]:
    of = rounds.cast(reviewer=by)
    rounds.row(of)
    return of, rounds.opened(of)


def _entry(by: User) -> tuple[rounds.Cast, Entry]:
    of, opened = _opened(by)
    return of, opened.entries.get()


def opening(by: User) -> Do:
    of = rounds.cast(reviewer=by)
    rounds.row(of)
    return lambda: rounds.opened(of)


def changing(by: User) -> Do:
    of, opened = _opened(by)
    return lambda: change_round(
        opened, deadline=date(2030, 3, 1), plans=[of.plan], evidence_rule="all", note="改", by=by
    )


def closing(by: User) -> Do:
    _, opened = _opened(by)
    return lambda: close_round(opened, by=by)


def resuming(by: User) -> Do:
    _, opened = _opened(by)
    close_round(opened, by=by)
    return lambda: resume_round(opened, by=by)


def approving(by: User) -> Do:
    of, entry = _entry(by)
    rounds.under_review(entry, "90", of)
    return lambda: approve([entry.pk], by=by)


def _cited(by: User) -> tuple[rounds.Cast, Evidence]:
    of, entry = _entry(by)
    upload = SimpleUploadedFile("月报.pdf", b"%PDF-1.4\n%%EOF")
    file = keep_file(upload, county=of.county, document_number="1号", by=of.clerk)
    return of, cite(file, [entry.pk], page="3", by=of.clerk)[0]


def citing(by: User) -> Do:
    of, evidence = _cited(by)
    withdraw_evidence(evidence.pk, reason="重附", by=of.clerk)
    return lambda: cite(evidence.file, [evidence.entry_id], page="4", by=of.clerk)


def withdrawing(by: User) -> Do:
    of, evidence = _cited(by)
    return lambda: withdraw_evidence(evidence.pk, reason="附错", by=of.clerk)


def fetching(client: Client, by: User) -> Do:
    _, evidence = _cited(by)
    client.force_login(by)
    return lambda: client.get(f"/reporting/evidence/files/{evidence.file_id}/")


def publishing(by: User) -> Do:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator(), baseline_cell="C1")
    recompute({row.pk: [2024]}, why="data")
    return lambda: publish(
        year=2024,
        document_number="8号",
        issued_on=date(2025, 4, 1),
        note="",
        seen=draft_of(2024).digest,
        with_demo=False,
        by=by,
    )


def judging(by: User) -> Do:
    row = ledger.row(
        ledger.plan(ledger.county()), ledger.indicator(name="生态流量"), target_text="达到相关要求，持续改善"
    )
    recompute({row.pk: row.plan.years}, why="data")
    return lambda: judge_by_hand(row, year=2024, status=Status.ACHIEVED, reason="现场核查", by=by)


def ruling(by: User) -> Do:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator(), attribute="")
    said = Said(kind=Ruling.Kind.ATTRIBUTE, value="约束性", reason="文本写明")
    seen = proposed(load_inputs([row.pk])[0], said, by=by).digest
    return lambda: rule(row, said, seen=seen, by=by)


def removing_demo_rounds(by: User) -> Do:
    _, opened = _opened(by)
    Round.objects.filter(pk=opened.pk).update(note=NOTE)
    return remove_demo_rounds


def choosing(by: User) -> Do:
    """Between two targets of one indicator."""
    row, _ = ledger.two_targets()
    said = Said(kind=Ruling.Kind.TARGET, value="35", reason="文本写明")
    seen = proposed(load_inputs([row.pk])[0], said, by=by).digest
    return lambda: rule(row, said, seen=seen, by=by)


def opening_projects(by: User) -> Do:
    of = rounds.cast(reviewer=by)
    projects.listed(of)
    return lambda: projects.opened(of)


def inventing_progress(by: User) -> Do:
    projects.listed(rounds.cast(reviewer=by))
    return load_demo_projects


def removing_progress(by: User) -> Do:
    inventing_progress(by)()
    return remove_demo_projects


YEAR_DEEDS: dict[str, Callable[[Client, User], Do]] = {
    "word": lambda client, by: lambda: word_response(b"", name="定稿", by=by),
    "round": lambda client, by: opening(by),
    "project round": lambda client, by: opening_projects(by),
    "demo projects": lambda client, by: inventing_progress(by),
    "no demo projects": lambda client, by: removing_progress(by),
    "round changed": lambda client, by: changing(by),
    "round closed": lambda client, by: closing(by),
    "round resumed": lambda client, by: resuming(by),
    "approval": lambda client, by: approving(by),
    "evidence": lambda client, by: citing(by),
    "evidence withdrawn": lambda client, by: withdrawing(by),
    "evidence fetched": fetching,
    "publication": lambda client, by: publishing(by),
    "ruling": lambda client, by: ruling(by),
    "finding ruled": lambda client, by: choosing(by),
    "verdict by hand": lambda client, by: judging(by),
    "no demo rounds": lambda client, by: removing_demo_rounds(by),
}
YEAR_WATCHED = {
    "accounts/downloads.py:word_response": "word",
    "judging/actions/publishing.py:publish": "publication",
    "judging/actions/reviewer_verdicts.py:_record": "verdict by hand",
    "judging/actions/rulings.py:_record": "ruling",
    "judging/actions/rulings.py:_decide": "finding ruled",
    "planning/demo/projects.py:load_demo_projects": "demo projects",
    "planning/demo/projects.py:remove_demo_projects": "no demo projects",
    "reporting/actions/project_rounds.py:open_project_round": "project round",
    "planning/demo/rounds.py:remove_demo_rounds": "no demo rounds",
    "reporting/actions/evidence.py:cite": "evidence",
    "reporting/actions/evidence.py:withdraw_evidence": "evidence withdrawn",
    "reporting/actions/moving.py:_record": "approval",
    "reporting/actions/rounds.py:open_round": "round",
    "reporting/actions/rounds.py:change_round": "round changed",
    "reporting/actions/rounds.py:close_round": "round closed",
    "reporting/actions/rounds.py:resume_round": "round resumed",
    "reporting/views/evidence.py:evidence_file": "evidence fetched",
}
