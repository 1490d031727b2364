"""A plan's import taken back: as a whole or not at all; what it founded is gone, what it replaced is printed again."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from counties.models import Finding, Plan, PlanEdition
from imports.models import ImportBatch
from imports.undoing import look_back, undo
from indicators.actions.observations import apply_observations
from indicators.models import Observation, PlanIndicator
from jobs.running import run_queued
from judging.models import Attainment, AttainmentChange
from plans.uploading import confirm_plan
from projects.models import KeyProject, ProjectListing
from refusals import Refused
from reporting.actions.messages import deliver
from tests import real_plans, reference
from tests.indicators.observing import row, staged
from tests.plans.test_uploading import HUNYUAN, edited, last_row, set_by_superiors, uploaded
from tests.proving import signed_in
from tests.real_plans import SLIP
from tests.seeing import as_seen
from tests.workbooks.making import books

pytestmark = pytest.mark.django_db
MODELS: tuple[Any, ...] = (Plan, PlanEdition, PlanIndicator, ProjectListing, KeyProject, Observation)
TITLE = "浑源县“十四五”试验规划"
LINKS: tuple[Any, ...] = (PlanIndicator.departments.through, ProjectListing.departments.through)


@pytest.fixture(scope="module", autouse=True)
def _plans(once_per_module: None) -> None:
    reference.load()
    real_plans.load(HUNYUAN)
    run_queued()


@pytest.fixture
def by() -> User:
    return reference.administrator()


def standing() -> dict[str, Any]:
    """Every column of every row that a plan's import writes."""
    found = {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}
    links = {
        model.__name__: sorted(
            tuple(sorted(item for item in row.items() if item[0] != "id")) for row in model.objects.values()
        )
        for model in LINKS
    }
    return found | links


def verdicts() -> list[tuple[object, ...]]:
    return list(
        Attainment.objects.order_by("plan_indicator_id", "year").values_list(
            "plan_indicator_id", "year", "status", "explanation", "edition_id"
        )
    )


def applied(content: bytes, by: User) -> ImportBatch:
    batch = uploaded(content, by)
    confirm_plan(batch_id=batch.pk, by=by, basis=SLIP)
    run_queued()
    batch.refresh_from_db()
    return batch


def new_plan(title: str = TITLE) -> bytes:
    """A plan that the ledger does not know: catalogue names, one project."""
    return books(
        {
            "规划指标体系": [
                [title],
                ["浑源县人民政府 2021年12月"],
                ["序号", "指标", "单位", "2020年", "2025年", "指标属性"],
                [1, "森林覆盖率", "%", "20", "25", "约束性"],
                [2, "PM2.5年均浓度", "μg/m³", "40", "35", "约束性"],
            ],
            "重点项目": [
                ["重点项目表"],
                ["序号", "项目名称", "建设内容", "总投资（亿元）", "牵头部门"],
                [1, "某河综合治理工程", "河道治理 3 公里", "1.2", "县水务局"],
            ],
        }
    )


def test_the_county_and_the_reviewers_are_told_which_edition_is_taken_back(by: User) -> None:
    plan = Plan.objects.get(county__code="140225")
    people = reference.clerk(plan.county), reference.reviewer()
    batch = applied(edited(F28=0.75), by)
    deliver(timezone.now() + timedelta(seconds=1))
    undo(batch.pk, by=by, reason="传错了版次")
    deliver(timezone.now() + timedelta(seconds=1))
    batch.refresh_from_db()
    assert batch.applied_at is not None
    when = f"{timezone.localtime(batch.applied_at):%Y-%m-%d %H:%M}"
    for person in people:
        come, gone = person.messages.order_by("pk").values_list("title", flat=True)
        assert come == f"{plan} 有新版次：第 2 版（{when} 入账）"
        assert gone.startswith(f"{plan} 第2版（{when} 入账）已撤销，浑源县有 ")


def test_an_entry_of_the_catalogue_is_told_by_its_name(client: Client, by: User) -> None:
    signed_in(client, by)
    first = uploaded(edited(F28=0.75), by)
    number, entry = next(
        (n, one) for n, one in enumerate(first.report["meanings"]) if one["entry"] == "森林覆盖率"
    )
    client.post(reverse("import-plan-rows", args=[first.pk]), {f"map-{number}": "湿地保护率"})
    second = ImportBatch.objects.latest("pk")
    confirm_plan(batch_id=second.pk, by=by, basis=SLIP)
    second.refresh_from_db()
    (line,) = [one for one in look_back(second).lines if entry["name"] in one.title]
    assert "对应指标 湿地保护率" in line.now
    assert "对应指标 森林覆盖率" in line.then


def test_a_later_edition_taken_back_leaves_rows_links_and_verdicts_as_they_were(by: User) -> None:
    before, judged = standing(), verdicts()
    batch = applied(edited(without=36, E7=1.5), by)
    assert standing() != before
    found = undo(batch.pk, by=by, reason="传错了版次")
    run_queued()
    assert found.counts["stuck"] == 0
    assert any(line.title.startswith("指标 30") and line.now == "删除" for line in found.lines)
    assert standing() == before
    assert verdicts() == judged
    batch.refresh_from_db()
    assert batch.state == "undone"
    again = applied(edited(without=36, E7=1.5), by)
    assert again.state == "applied"


def test_a_row_that_is_printed_again_keeps_what_superiors_set_on_it(by: User) -> None:
    row = last_row()
    set_by_superiors(row)
    batch = applied(edited(without=36), by)
    undo(batch.pk, by=by, reason="传错了版次")
    row.refresh_from_db()
    assert row.closed_in_id is None
    assert row.annual_targets.in_force().count() == 1


def test_a_plan_that_the_import_founded_is_gone_and_the_file_comes_in_again(by: User) -> None:
    before = standing()
    batch = applied(new_plan(), by)
    plan = Plan.objects.get(title=TITLE)
    assert (plan.indicators.count(), plan.projects.count()) == (2, 1)
    figure = staged(row(county="浑源", year=2023, value="19"))
    apply_observations(figure.pk, by=None, only_clean=False)
    run_queued()
    assert AttainmentChange.objects.filter(plan_indicator__plan=plan).exists()
    changes = AttainmentChange.objects.count()
    undo(figure.pk, by=None, reason="不是本县的数值")
    run_queued()
    undo(batch.pk, by=by, reason="不是本县的规划")
    run_queued()
    assert standing() == before
    assert not Finding.objects.filter(plan_id=plan.pk).exists()
    # What was told of verdicts outlives the rows that it is about.
    assert AttainmentChange.objects.count() > changes
    applied(new_plan(), by)
    assert Plan.objects.filter(title=TITLE).exists()


def test_a_plan_is_founded_beside_those_that_an_undone_one_left(by: User) -> None:
    first, _ = (applied(new_plan(f"浑源县“十四五”{name}规划"), by) for name in ("甲", "乙"))
    undo(first.pk, by=by, reason="不是本县的规划")
    third = applied(new_plan("浑源县“十四五”丙规划"), by)
    undo(third.pk, by=by, reason="不是本县的规划")
    applied(new_plan("浑源县“十四五”丁规划"), by)
    keys = Plan.objects.filter(key__startswith="140225-2021-").order_by("pk").values_list("key", flat=True)
    assert list(keys) == ["140225-2021-3", "140225-2021-5"]


def test_what_superiors_set_on_a_row_of_the_edition_stands_in_the_way(by: User) -> None:
    batch = applied(new_plan(), by)
    set_by_superiors(PlanIndicator.objects.filter(plan__title=TITLE)[0])
    before = standing()
    with pytest.raises(Refused, match=r"其后已有内容以这一版为据.*年度目标"):
        undo(batch.pk, by=by, reason="不是本县的规划")
    assert standing() == before


def test_the_newest_edition_goes_first(by: User) -> None:
    first = applied(edited(E7=1.5), by)
    second = applied(edited(E7=1.7), by)
    assert "请先撤销后一版" in look_back(first).why_not
    undo(second.pk, by=by, reason="传错了版次")
    undo(first.pk, by=by, reason="传错了版次")


def test_an_administrator_does_it_on_the_page_and_a_reviewer_does_not(client: Client, by: User) -> None:
    batch = applied(edited(without=36), by)
    waiting = uploaded(edited(E7=1.9), by)
    signed_in(client, by)
    address = reverse("import-undo", args=[batch.pk])
    assert address in client.get(reverse("import-plan-preview", args=[batch.pk])).content.decode()
    page = as_seen(client.get(address))
    assert "第2版" in page
    assert "指标 30" in page
    given = {"seen": look_back(batch).digest, "reason": "传错了版次"}
    assert "这次导入已撤销" in as_seen(client.post(address, given, follow=True))
    waiting.refresh_from_db()
    assert (waiting.state, "在用版次已撤销" in waiting.report["lapsed"]) == ("discarded", True)
    assert PlanEdition.objects.filter(plan__key="140225-lsqh").count() == 1
    signed_in(client, reference.reviewer())
    assert client.get(address).status_code == 404


def test_a_plan_that_was_imported_at_the_shell_is_taken_back_there(tmp_path: Path) -> None:
    before = standing()
    file = tmp_path / "试验规划.xlsx"
    file.write_bytes(new_plan())
    call_command("import_plan", file, "--county", "140225", stdout=io.StringIO())
    run_queued()
    batch = ImportBatch.objects.get(kind=ImportBatch.Kind.PLAN)
    assert (batch.state, len(batch.report["rows"])) == ("applied", 3)
    out = io.StringIO()
    call_command("undo_import", batch.pk, "--dry-run", stdout=out)
    assert "移除 规划“浑源 “十四五”试验规划”" in out.getvalue()
    call_command("undo_import", batch.pk, "--reason", "不是本县的规划", stdout=io.StringIO())
    assert standing() == before
