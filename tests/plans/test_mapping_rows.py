"""Rows mapped to the catalogue while importing: for this plan, as an alias where wanted, to a new entry where there is none."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from counties.models import County
from imports.models import ImportBatch
from imports.undoing import undo
from indicators.models import Indicator, PlanIndicator, PlanMapping
from plans.uploading import confirm_plan, upload_plan
from tests import reference
from tests.proving import signed_in
from tests.real_plans import SLIP
from tests.seeing import as_seen
from tests.workbooks.making import books

pytestmark = pytest.mark.django_db
TITLE = "浑源县“十四五”试验规划"
HEAD = ["序号", "指标", "单位", "2020年", "2025年", "指标属性"]
FOREST = [1, "森林覆盖率", "%", "20", "25", "约束性"]
UNKNOWN = [2, "林草综合覆盖度", "%", "40", "45", "预期性"]


@pytest.fixture(scope="module", autouse=True)
def _reference(once_per_module: None) -> None:
    reference.load()


@pytest.fixture
def by() -> User:
    return reference.administrator()


@pytest.fixture
def admin(client: Client, by: User) -> Client:
    signed_in(client, by)
    return client


def uploaded(by: User, *rows: list[object]) -> ImportBatch:
    county = County.objects.get(code="140225")
    content = books({"规划指标体系": [[TITLE], HEAD, *rows]})
    return upload_plan(content=content, file_name="试验.xlsx", county=county, plan=None, by=by)


def place_of(batch: ImportBatch, name: str) -> int:
    return next(n for n, one in enumerate(batch.report["meanings"]) if one["name"] == name)


def said(admin: Client, batch: ImportBatch, name: str, entry: str, *, alias: bool = False) -> ImportBatch:
    number = place_of(batch, name)
    form = {f"map-{number}": entry, **({f"alias-{number}": "on"} if alias else {})}
    admin.post(reverse("import-plan-rows", args=[batch.pk]), form)
    return ImportBatch.objects.latest("pk")


def test_an_unknown_row_is_named_and_mapped_for_this_plan_alone(admin: Client, by: User) -> None:
    batch = uploaded(by, FOREST, UNKNOWN)
    assert batch.state == "refused"
    page = as_seen(admin.get(reverse("import-plan-preview", args=[batch.pk])))
    assert "不在指标目录中的行（1）" in page
    assert "请在“逐行核对”中指明；其余请按下列提示改正后重新上传。" in page
    again = said(admin, batch, "林草综合覆盖度", "森林覆盖率")
    assert (again.state, again.report["counts"]["new"]) == ("previewed", 2)
    edition = confirm_plan(batch_id=again.pk, by=by)
    mapping = PlanMapping.objects.get(plan=edition.plan)
    assert (mapping.printed_name, mapping.indicator.code) == ("林草综合覆盖度", "forest-rate")
    assert "林草综合覆盖度" not in Indicator.objects.get(code="forest-rate").aliases
    later = uploaded(by, FOREST, [2, "林草综合覆盖度", "%", "40", "46", "预期性"])
    assert later.state == "previewed"


def test_a_name_is_taken_into_the_catalogue_only_where_that_is_wanted(admin: Client, by: User) -> None:
    again = said(admin, uploaded(by, UNKNOWN), "林草综合覆盖度", "森林覆盖率", alias=True)
    confirm_plan(batch_id=again.pk, by=by)
    assert "林草综合覆盖度" in Indicator.objects.get(code="forest-rate").aliases
    assert Act.objects.filter(kind="登记别名", subject="森林覆盖率：林草综合覆盖度").exists()
    undo(again.pk, by=by, reason="不是本县的规划")
    assert "林草综合覆盖度" not in Indicator.objects.get(code="forest-rate").aliases
    assert not PlanMapping.objects.filter(printed_name="林草综合覆盖度").exists()


def test_what_is_no_entry_is_refused_and_stays_in_the_form(admin: Client, by: User) -> None:
    batch = uploaded(by, UNKNOWN)
    form = {"map-0": "从未听说的指标"}
    page = as_seen(admin.post(reverse("import-plan-rows", args=[batch.pk]), form, follow=True))
    assert "填写的“从未听说的指标”不在指标目录中" in page
    assert 'value="从未听说的指标"' in page
    assert 'aria-invalid="true" aria-describedby="why_map-0"' in page
    answer = admin.post(reverse("import-plan-rows", args=[batch.pk]), form)
    assert answer.headers["Location"].endswith("#id_map-0")
    assert ImportBatch.objects.count() == 1


def test_a_known_row_may_be_mapped_otherwise(admin: Client, by: User) -> None:
    again = said(admin, uploaded(by, FOREST), "森林覆盖率", "湿地保护率")
    edition = confirm_plan(batch_id=again.pk, by=by)
    assert PlanIndicator.objects.get(plan=edition.plan).indicator.name == "湿地保护率"


def test_a_new_entry_is_registered_from_the_row(admin: Client, by: User) -> None:
    batch = uploaded(by, FOREST, UNKNOWN)
    place = batch.report["meanings"][place_of(batch, "林草综合覆盖度")]["place"]
    address = f"{reverse('import-plan-entry', args=[batch.pk])}?row={place}"
    page = as_seen(admin.get(address))
    assert 'value="林草综合覆盖度"' in page
    assert "决定怎样算完成" in page
    form = {"name": "林草综合覆盖度", "code": "forest-grass-rate", "unit": "%", "level1": "生态保护"}
    assert "请选择指标方向" in as_seen(admin.post(address, form))
    taken = {**form, "name": "森林覆盖率", "direction": "higher", "compare": "full"}
    assert "已是目录中“森林覆盖率”的名称或别名" in as_seen(admin.post(address, taken))
    done = {**form, "direction": "higher", "decimals": "2", "compare": "full"}
    assert "已登记指标“林草综合覆盖度”" in as_seen(admin.post(address, done, follow=True))
    again = ImportBatch.objects.latest("pk")
    assert again.state == "previewed"
    edition = confirm_plan(batch_id=again.pk, by=by)
    row = PlanIndicator.objects.get(plan=edition.plan, seq="2")
    assert (row.indicator.code, row.indicator.decimals) == ("forest-grass-rate", 2)


def test_an_entry_that_a_plan_uses_is_no_longer_one_of_monitoring_alone(admin: Client, by: User) -> None:
    watched = Indicator.objects.filter(observed_only=True, unit="天").first()
    assert watched is not None
    batch = uploaded(by, [1, watched.name, "天", "200", "250", "预期性"])
    confirm_plan(batch_id=batch.pk, by=by)
    alone = Indicator.objects.filter(pk=watched.pk, observed_only=True)
    assert not alone.exists()
    undo(batch.pk, by=by, reason="不是本县的规划")
    assert alone.exists()


def test_an_entry_that_another_plan_has_come_to_use_stays_in_use(admin: Client, by: User) -> None:
    watched = Indicator.objects.filter(observed_only=True, unit="天").first()
    assert watched is not None
    batch = uploaded(by, [1, watched.name, "天", "200", "250", "预期性"])
    confirm_plan(batch_id=batch.pk, by=by)
    other = County.objects.get(code="140214")
    content = books({"指标": [["大同市云冈区“十四五”试验规划"], HEAD, [1, watched.name, "天", "1", "2", ""]]})
    also = upload_plan(content=content, file_name="y.xlsx", county=other, plan=None, by=by)
    confirm_plan(batch_id=also.pk, by=by, basis=SLIP)
    undo(batch.pk, by=by, reason="不是本县的规划")
    watched.refresh_from_db()
    assert not watched.observed_only


def test_on_the_way_to_a_new_entry_nothing_that_was_chosen_is_lost(admin: Client, by: User) -> None:
    other = [3, "天空指数", "%", "40", "45", "预期性"]
    batch = uploaded(by, FOREST, UNKNOWN, other)
    place = batch.report["meanings"][place_of(batch, "天空指数")]["place"]
    chosen = place_of(batch, "林草综合覆盖度")
    form = {"_asks_rows": "1", f"map-{chosen}": "森林覆盖率", "_entry": place, "reason": "批复要求"}
    answer = admin.post(reverse("import-plan-rows", args=[batch.pk]), form)
    entry = {
        "name": "天空指数", "code": "sky", "unit": "%", "level1": "生态保护",
        "direction": "higher", "compare": "full",
    }  # fmt: skip
    assert "已登记指标“天空指数”" in as_seen(admin.post(answer.headers["Location"], entry, follow=True))
    again = ImportBatch.objects.latest("pk")
    assert again.state == "previewed"
    means = {one["name"]: one["entry"] for one in again.report["meanings"]}
    assert means["林草综合覆盖度"] == "森林覆盖率"
