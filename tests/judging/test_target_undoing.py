"""An import of targets taken back: the list of a row says so, and what it replaced is in force again."""

from datetime import date

import pytest

from counties.models import Finding, Ruling
from imports.models import ImportBatch
from imports.undoing import look_back, undo
from imports.undone import Fate
from indicators.actions.targets import Document, withdraw
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator
from jobs.models import Job
from jobs.running import run_queued
from judging.actions.target_imports import apply_targets
from judging.summaries.target_versions import versions
from tests import real_plans, reference
from tests.judging.test_target_imports import row, staged

pytestmark = pytest.mark.django_db
DOCUMENT = Document("大同市生态环境局", "同环发〔2024〕9号", date(2024, 3, 1))


@pytest.fixture(scope="module", autouse=True)
def _plans(once_per_module: None) -> None:
    reference.load()
    real_plans.load("浑源-两山七河规划.xlsx")
    Job.objects.all().delete()


def applied(*rows: list[object]) -> ImportBatch:
    batch = staged(*rows)
    apply_targets(batch.pk, by=None, only_clean=False)
    batch.refresh_from_db()
    return batch


def in_force() -> list[str]:
    return [str(one) for one in AssignedTarget.objects.in_force()]


def test_what_it_set_is_over_and_what_it_replaced_is_in_force_again() -> None:
    applied(row())
    before = AssignedTarget.objects.values().get()
    batch = applied(row(text="40"), row(year="2023", text="44"))
    Job.objects.all().delete()
    found = undo(batch.pk, by=None, reason="文件作废")
    assert [(line.label, line.title.replace(" ", ""), line.now, line.then) for line in found.lines] == [
        ("恢复", "浑源城市PM2.5浓度", "40（同环发〔2022〕1号）", "45（同环发〔2022〕1号）"),
        ("移除", "浑源城市PM2.5浓度2023年度", "44（同环发〔2022〕1号）", "（未下达）"),
    ]
    assert AssignedTarget.objects.in_force().values().get() == before
    assert not AnnualTarget.objects.in_force().exists()
    assert Job.objects.filter(title__contains="撤销导入 目标.xlsx").exists()
    plan_row = PlanIndicator.objects.get(pk=before["plan_indicator_id"])
    over = [line for line in versions(plan_row) if not line.in_force]
    assert {(line.ending, line.why) for line in over} == {("已撤销", "整批撤销导入“目标.xlsx”，文件作废")}


def test_a_finding_against_a_target_of_the_text_ends_with_the_target_that_it_is_about() -> None:
    plan_row = PlanIndicator.objects.judged().get(indicator__code="pm25")
    Ruling.objects.create(
        county=plan_row.plan.county, plan=plan_row.plan, listed=Ruling.Listed.INDICATORS, row=plan_row.pk,
        row_name=plan_row.name, kind=Ruling.Kind.STATED, value="50", source="文本 第 3 页", reason="正文写明",
        by=reference.reviewer(),
    )  # fmt: skip
    batch = applied(row())
    run_queued()
    standing = Finding.objects.standing().filter(rule="stated_outranked")
    assert standing.exists()
    undo(batch.pk, by=None, reason="文件作废")
    run_queued()
    assert not standing.exists()


def test_what_ended_since_stays_and_the_older_imports_follow_one_by_one() -> None:
    first, second = applied(row()), applied(row(text="40"))
    assert not look_back(first).is_possible
    undo(second.pk, by=None, reason="文件作废")
    assert in_force() == ["45（同环发〔2022〕1号）"]
    undo(first.pk, by=None, reason="文件作废")
    assert in_force() == []


def test_a_target_that_was_withdrawn_since_is_named_and_left() -> None:
    batch = applied(row(), row(year="2023", text="46"))
    withdraw(AssignedTarget.objects.get(), reason="行写错", by=None)
    found = undo(batch.pk, by=None, reason="文件作废")
    (stuck,) = found.of(Fate.STUCK)
    assert stuck.why == "其后已由系统撤销"
    assert not AnnualTarget.objects.in_force().exists()
    assert AssignedTarget.objects.get().superseded_at is not None
