"""Statements of superiors are versions: set, superseded, withdrawn, never overwritten; each asks for its verdicts."""

from datetime import date

import pytest

from accounts.models import Act, User
from indicators.actions.targets import (
    Document,
    assign_target,
    record_superior_verdict,
    set_annual_target,
    withdraw,
)
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator, SuperiorVerdict
from jobs.models import Job
from jobs.running import run_queued
from judging.models import Attainment
from refusals import Unchanged
from tests import real_plans, reference

pytestmark = pytest.mark.django_db

DOCUMENT = Document("大同市生态环境局", "同环发〔2022〕1号", date(2022, 6, 1))
LATER = Document("大同市生态环境局", "同环发〔2023〕9号", date(2023, 5, 1), "调整")


@pytest.fixture(scope="module")
def _plans(once_per_module: None) -> None:
    reference.load()
    real_plans.load("浑源-两山七河规划.xlsx")
    run_queued()
    Job.objects.all().delete()


@pytest.fixture
def by(_plans: None) -> User:
    return reference.reviewer()


def delegated() -> PlanIndicator:
    return PlanIndicator.objects.judged().get(indicator__code="pm25")


def asked() -> list[tuple[str, list[int]]]:
    return [(job.arguments["why"], years) for job in Job.objects.all() for _, years in job.arguments["pairs"]]


def status(year: int) -> str:
    return Attainment.objects.get(plan_indicator=delegated(), year=year).status


def test_an_assigned_target_ends_the_waiting(by: User) -> None:
    assert status(2025) == "pending"

    assign_target(delegated(), text="45", document=DOCUMENT, by=by)

    stored = AssignedTarget.objects.get()
    assert (stored.text, stored.authority, stored.document_number) == (
        "45",
        DOCUMENT.authority,
        DOCUMENT.number,
    )
    assert (stored.issued_on, stored.entered_by) == (DOCUMENT.issued_on, by)
    assert asked() == [("target", [2021, 2022, 2023, 2024, 2025])]
    run_queued()
    assert status(2025) == "no_data"


def test_a_later_document_supersedes_and_the_older_one_stays(by: User) -> None:
    assign_target(delegated(), text="45", document=DOCUMENT, by=by)
    assign_target(delegated(), text="43", document=LATER, by=by)
    assert [(one.text, one.superseded_at is None) for one in AssignedTarget.objects.order_by("pk")] == [
        ("45", False),
        ("43", True),
    ]


def test_the_same_statement_again_changes_nothing(by: User) -> None:
    assign_target(delegated(), text="45", document=DOCUMENT, by=by)
    with pytest.raises(Unchanged, match="完全相同"):
        assign_target(delegated(), text="45", document=DOCUMENT, by=by)
    assert AssignedTarget.objects.count() == 1
    assert Act.objects.filter(by=by).count() == 1


def test_an_annual_target_reaches_its_year_and_the_next(by: User) -> None:
    set_annual_target(delegated(), year=2023, text="50", document=DOCUMENT, by=by)
    assert (AnnualTarget.objects.get().year, asked()) == (2023, [("target", [2023, 2024])])


def test_annual_targets_of_two_years_stand_side_by_side(by: User) -> None:
    set_annual_target(delegated(), year=2022, text="52", document=DOCUMENT, by=by)
    set_annual_target(delegated(), year=2023, text="50", document=DOCUMENT, by=by)
    set_annual_target(delegated(), year=2023, text="49", document=LATER, by=by)
    in_force = AnnualTarget.objects.in_force().order_by("year")
    assert [(one.year, one.text) for one in in_force] == [(2022, "52"), (2023, "49")]


def test_a_superiors_verdict_decides_its_year(by: User) -> None:
    record_superior_verdict(delegated(), year=2025, status="achieved", document=DOCUMENT, by=by)
    assert SuperiorVerdict.objects.get().get_status_display() == "完成"
    run_queued()
    assert status(2025) == "achieved"


def test_a_statement_is_withdrawn_with_a_reason_and_stays_among_the_versions(by: User) -> None:
    new = assign_target(delegated(), text="45", document=DOCUMENT, by=by)
    run_queued()
    withdraw(new, reason="录错了行", by=by)
    run_queued()
    assert (AssignedTarget.objects.in_force().count(), AssignedTarget.objects.count()) == (0, 1)
    assert status(2025) == "pending"
    assert Act.objects.order_by("-pk")[0].detail["reason"] == "录错了行"
    with pytest.raises(Unchanged, match="已经失效"):
        withdraw(new, reason="再来", by=by)


def test_every_statement_is_an_act_on_record_in_its_county(by: User) -> None:
    assign_target(delegated(), text="45", document=DOCUMENT, by=by)
    act = Act.objects.get(by=by)
    assert (act.kind, act.by) == ("下达目标", by)
    assert act.county is not None
    assert act.county.code == "140225"
    assert act.detail["document"] == DOCUMENT.number


def test_a_record_that_fails_leaves_no_target(by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("full")

    monkeypatch.setattr("indicators.actions.targets.record", fail)
    with pytest.raises(OSError, match="full"):
        assign_target(delegated(), text="45", document=DOCUMENT, by=by)
    assert not AssignedTarget.objects.exists()
    assert not Job.objects.exists()
