"""What a plan contradicts in itself is told on its preview, before it becomes a finding; kept columns are shown."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from counties.models import County, Finding
from imports.models import ImportBatch
from plans.uploading import confirm_plan, upload_plan
from tests import reference
from tests.real_plans import SLIP
from tests.seeing import as_seen
from tests.workbooks.making import books

pytestmark = pytest.mark.django_db
TITLE = "浑源县“十四五”生态环境保护规划"
PM25 = "PM2.5年均浓度（μg/m³）"


@pytest.fixture(scope="module", autouse=True)
def _reference(once_per_module: None) -> None:
    reference.load()


@pytest.fixture
def by(client: Client) -> User:
    person = reference.administrator()
    client.force_login(person)
    return person


def uploaded(by: User, *rows: list[Any], name: str = "规划.xlsx", heads: tuple[str, ...] = ()) -> ImportBatch:
    head = ["序号", "指标", "2020年", "2025年", *heads]
    county = County.objects.get(code="140225")
    content = books({"指标": [[TITLE], head, *rows]})
    return upload_plan(content=content, file_name=name, county=county, plan=None, by=by)


SOUND = [1, "森林覆盖率（%）", 13.66, 16.42]
WRONG = ([2, PM25, 53, 400], [3, PM25, 53, 40])


def test_what_becomes_a_finding_is_told_before(client: Client, by: User) -> None:
    batch = uploaded(by, SOUND, *WRONG)
    page = as_seen(client.get(reverse("import-plan-preview", args=[batch.pk])))
    assert "入账后将提出的质疑" in page
    assert "入账后将提出质疑（同一指标两个目标）" in page
    assert "入账后将提出质疑（目标劣于基准）" in page
    told = {one["message"] for one in batch.report["foreseen"]}
    assert [row["title"] for row in batch.report["rows"]][-1] == "新增 1 森林覆盖率"
    edition = confirm_plan(batch_id=batch.pk, by=by, basis=SLIP)
    raised = Finding.objects.standing().filter(plan=edition.plan, severity__in=["error", "warning"])
    assert told == set(raised.filter(plan_indicators__isnull=False).values_list("message", flat=True))


def test_of_the_next_edition_only_what_is_new_is_told(by: User) -> None:
    confirm_plan(batch_id=uploaded(by, SOUND, *WRONG).pk, by=by, basis=SLIP)
    again = uploaded(by, [1, "森林覆盖率（%）", 13.66, 12], *WRONG, name="规划二.xlsx")
    assert [one["rule"] for one in again.report["foreseen"]] == ["目标劣于基准"]


def test_a_sound_plan_foresees_nothing(by: User) -> None:
    assert uploaded(by, SOUND).report["foreseen"] == []


def test_a_row_that_is_printed_no_more_cites_the_file_before(client: Client, by: User) -> None:
    confirm_plan(batch_id=uploaded(by, SOUND, [2, PM25, 53, 40]).pk, by=by, basis=SLIP)
    again = uploaded(by, SOUND, name="规划二.xlsx")
    (gone,) = again.report["rows"]
    assert (gone["place"], gone["source"]) == ("—", "本文件不再印出；原在 规划.xlsx 指标!B4")


def test_columns_that_are_kept_are_shown_and_exported(client: Client, by: User) -> None:
    batch = uploaded(by, [*SOUND, 14.5], heads=("大同市2025年",))
    plan = confirm_plan(batch_id=batch.pk, by=by, basis=SLIP).plan
    address = reverse("plan", args=[plan.key])
    assert "大同市2025年：14.5" in as_seen(client.get(address))
    book = openpyxl.load_workbook(io.BytesIO(client.get(address + "?format=xlsx").content))
    cells = [cell for line in book["原文与读取"].iter_rows(values_only=True) for cell in line]
    assert {"大同市2025年：14.5", "单位（原文）", "%"} <= set(cells)


def test_the_command_prints_what_it_foresees(tmp_path: Path) -> None:
    file = tmp_path / "规划.xlsx"
    file.write_bytes(books({"指标": [[TITLE], ["序号", "指标", "2020年", "2025年"], SOUND, *WRONG]}))
    out = io.StringIO()
    call_command("import_plan", file, "--county", "140225", "--dry-run", "--accept", "试验", stdout=out)
    assert "入账后将提出质疑" in out.getvalue()
    assert "  目标劣于基准：" in out.getvalue()
    out = io.StringIO()
    call_command(
        "import_plan", file, "--county", "140225", "--dry-run", "--accept", "试验", "--json", stdout=out
    )
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    found = [line for line in lines if line["kind"] == "finding"]
    assert {line["rule"] for line in found} >= {"目标劣于基准", "同一指标两个目标"}
    assert not Finding.objects.exists()
