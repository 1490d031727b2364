"""An administrator's upload: what the preview says beforehand, and what becomes of previews that are overtaken."""

import io
from datetime import date

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from counties.models import County
from imports.models import ImportBatch
from indicators.actions.targets import Document, record_superior_verdict, set_annual_target
from indicators.models import PlanIndicator
from jobs.running import run_queued
from judging.actions.publishing import draft_of, publish
from plans.uploading import confirm_plan, upload_plan
from refusals import Stale
from tests import real_plans, reference
from tests.proving import signed_in
from tests.real_plans import FIXTURES, SLIP
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
HUNYUAN = "浑源-两山七河规划.xlsx"
DOCUMENT = Document("大同市生态环境局", "同环发〔2022〕1号", date(2022, 6, 1))
State = ImportBatch.State


@pytest.fixture(scope="module", autouse=True)
def _plans(once_per_module: None) -> None:
    reference.load()
    real_plans.load(HUNYUAN)
    run_queued()


@pytest.fixture
def by() -> User:
    return reference.administrator()


def edited(*, without: int | None = None, **cells: float) -> bytes:
    book = openpyxl.load_workbook(FIXTURES / "plans" / HUNYUAN)
    sheet = book["规划指标体系"]
    for address, value in cells.items():
        sheet[address] = value
    if without:
        sheet.delete_rows(without)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def uploaded(content: bytes, by: User) -> ImportBatch:
    county = County.objects.get(code="140225")
    return upload_plan(content=content, file_name=HUNYUAN, county=county, plan=None, by=by)


def last_row() -> PlanIndicator:
    return PlanIndicator.objects.get(seq="30")


def set_by_superiors(row: PlanIndicator) -> None:
    set_annual_target(row, year=2023, text="5", document=DOCUMENT, by=None)
    record_superior_verdict(row, year=2022, status="achieved", document=DOCUMENT, by=None)


def test_what_hangs_on_a_row_that_would_be_closed_is_named_before_and_after(client: Client, by: User) -> None:
    row = last_row()
    set_by_superiors(row)
    batch = uploaded(edited(without=36), by)
    signed_in(client, by)
    page = as_seen(client.get(reverse("import-plan-preview", args=[batch.pk])))
    said = f"30 {row.name}：年度目标 2023年 5（同环发〔2022〕1号），上级认定 2022年 完成（同环发〔2022〕1号）"
    assert "将随行失效（1 行）" in page
    assert said in page
    assert "请在“逐行核对”中选择“同一行”" in page
    page = client.post(reverse("import-plan-confirm", args=[batch.pk]), SLIP, follow=True).content.decode()
    assert f"已随行失效：{said}。" in page


def test_the_published_years_that_would_be_contradicted_are_named(client: Client, by: User) -> None:
    publish(
        by=by, year=2023, document_number="同环发〔2024〕8号", issued_on=date(2024, 4, 1), note="",
        seen=draft_of(2023).digest, with_demo=False,
    )  # fmt: skip
    batch = uploaded(edited(without=36, F28=0.75), by)
    (one,) = batch.report["contradicted"]
    assert (one["year"], one["closed"]) == (2023, [f"30 {last_row().name}"])
    assert one["moved"] == [f"22 {PlanIndicator.objects.get(seq='22').name}"]
    client.force_login(by)
    page = as_seen(client.get(reverse("import-plan-preview", args=[batch.pk])))
    assert "2023 年已定稿（同环发〔2024〕8号），入账后将与定稿不一致" in page


def test_a_preview_that_another_edition_overtook_waits_no_longer(client: Client, by: User) -> None:
    stale, taken = uploaded(edited(F28=0.75), by), uploaded(edited(F28=0.76), by)
    confirm_plan(batch_id=taken.pk, by=by, basis=SLIP)
    stale.refresh_from_db()
    assert stale.state == State.DISCARDED
    client.force_login(by)
    page = client.get(reverse("import-plan-preview", args=[stale.pk])).content.decode()
    assert "本预览已失效。" in page
    assert "确认入账" not in page


def test_a_preview_whose_consequences_moved_is_not_confirmed_and_waits_no_longer(by: User) -> None:
    batch = uploaded(edited(without=36), by)
    set_by_superiors(last_row())
    with pytest.raises(Stale, match="预览之后台账已有变化"):
        confirm_plan(batch_id=batch.pk, by=by, basis=SLIP)
    batch.refresh_from_db()
    assert batch.state == State.DISCARDED
    assert last_row().closed_in is None


def test_a_target_that_cannot_be_is_ticked_with_a_reason_or_the_plan_stays_as_it_is(
    client: Client, by: User
) -> None:
    share = PlanIndicator.objects.filter(
        unit="%", indicator__maximum=100, target_text__regex=r"^≥?\d"
    ).first()
    assert share is not None
    batch = uploaded(edited(**{share.target_cell: 777}), by)
    signed_in(client, by)
    page = as_seen(client.get(reverse("import-plan-preview", args=[batch.pk])))
    assert "需要核实的内容（1）" in page
    assert "“777”不应大于 100%" in page
    address = reverse("import-plan-confirm", args=[batch.pk])
    assert "有核对提示，尚未核实。本次没有入账任何内容" in as_seen(client.post(address, SLIP, follow=True))
    share.refresh_from_db()
    assert share.target_text != "777"
    key = f"{share.sheet}!{share.name_cell}"
    given = {**SLIP, "accept_row": [key], "accept_reason": "规划原文如此"}
    assert "已入账" in as_seen(client.post(address, given, follow=True))
    share.refresh_from_db()
    assert share.target_text == "777"
