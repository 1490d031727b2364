"""The admin: for the keepers of reference data and accounts only, and nothing happens there off the record."""

from decimal import Decimal
from typing import Any

import pytest
import tablib
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from accounts.permissions import Role
from accounts.records import record
from counties.models import County, Department
from counties.reference_files import TextXlsx
from counties.resources import DepartmentResource
from jobs.models import Job
from tests import reference

pytestmark = pytest.mark.django_db

REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.fixture
def county() -> County:
    city = County.objects.create(code="140200", name="大同市", short_name="大同")
    return County.objects.create(code="140214", name="云冈区", short_name="云冈", parent=city)


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(reference.administrator())
    return client


def page(model: Any, name: str, *args: object) -> str:
    opts = model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=args)


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_every_list_opens_for_the_administrator(keeper: Client, model: type) -> None:
    assert keeper.get(page(model, "changelist")).status_code == 200


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_for_everybody_else_the_admin_does_not_exist(client: Client, county: County, model: type) -> None:
    for user in (reference.clerk(county), reference.reviewer(), reference.person("stranger")):
        client.force_login(user)
        assert client.get(page(model, "changelist")).status_code == 404
    assert client.get(reverse("admin:login")).status_code == 404


def test_a_visitor_is_sent_to_the_one_login_page(client: Client) -> None:
    answer = client.get(reverse("admin:index"), follow=True)

    assert answer.redirect_chain[-1][0].startswith(reverse("login"))


@pytest.mark.parametrize(
    "label", ["counties.Plan", "indicators.Observation", "indicators.PlanMapping", "accounts.Act"]
)
def test_what_moves_a_figure_and_what_was_done_is_for_looking_only(keeper: Client, label: str) -> None:
    model = next(model for model in REGISTERED if model._meta.label == label)

    assert keeper.get(page(model, "add")).status_code == 403


def test_nothing_is_deleted_in_the_admin(keeper: Client, county: County) -> None:
    for model in REGISTERED:
        row = county if model is County else None
        if row is not None:
            assert keeper.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert County.objects.filter(pk=county.pk).exists()


def test_a_changed_division_is_on_record_with_before_and_after(keeper: Client, county: County) -> None:
    form = {
        "name": "云冈区",
        "short_name": "云冈",
        "parent": county.parent_id,
        "aliases": "",
        "area_source": "规划说明",
    }

    answer = keeper.post(page(County, "change", county.pk), {**form, "area_km2": "737.81"})

    assert answer.status_code == 302
    assert County.objects.get(pk=county.pk).area_km2 == Decimal("737.81")
    act = Act.objects.get()
    assert (act.kind, act.subject, act.by and act.by.username) == ("修改县区", "县区 云冈区", "administrator")
    assert act.detail["changed"]["面积（km²）"] == [None, "737.81"]
    assert not LogEntry.objects.exists()
    # Magnitudes are judged against the area: the findings are looked at again.
    assert [job.task for job in Job.objects.all()] == ["plans.tasks.refresh_findings"]


def upload(client: Client, rows: list[list[str]]) -> str:
    """Upload a workbook of departments and return the page with the preview."""
    data = DepartmentResource().export(Department.objects.none())
    for row in rows:
        data.append(row)
    file = SimpleUploadedFile("部门.xlsx", TextXlsx().export_data(data))
    fields = {"import_file": file, "format": "0", "resource": ""}
    answer = client.post(page(Department, "import"), fields)
    upload.context = answer.context  # type: ignore[attr-defined] # kept with the function for the next step
    return answer.content.decode()


def confirm(client: Client) -> None:
    form = upload.context["confirm_form"]  # type: ignore[attr-defined] # kept with the function for the next step
    client.post(page(Department, "process_import"), form.initial)


def test_an_import_shows_what_it_will_do_and_does_it_once_confirmed(keeper: Client) -> None:
    Department.objects.create(code="water", name="水务局", order=1)

    preview = upload(keeper, [["water", "水利局", "水务局", "1"], ["energy", "能源局", "", "2"]])
    assert "能源局" in preview
    assert Department.objects.get().name == "水务局"
    confirm(keeper)

    assert list(Department.objects.values_list("code", "name")) == [("water", "水利局"), ("energy", "能源局")]
    act = Act.objects.get()
    assert (act.kind, act.subject) == ("导入部门", "部门.xlsx")
    assert act.detail["rows"][0] == {
        "code": "water",
        "new": False,
        "fields": {"名称": ["水务局", "水利局"], "别名": ["", "水务局"]},
    }


def test_a_file_that_no_longer_fits_when_confirmed_changes_nothing(keeper: Client) -> None:
    upload(keeper, [["energy", "能源局", "", "2"]])
    Department.objects.create(code="other", name="能源局")

    confirm(keeper)

    assert list(Department.objects.values_list("code", flat=True)) == ["other"]
    assert not Act.objects.exists()


def test_a_bad_row_is_named_with_its_column_and_no_program_text(keeper: Client) -> None:
    found = upload(keeper, [["energy", "能源局", "", "x"], ["other", "", "", "2"]])

    assert "代码“energy”，次序：“x”不是数字；请填如 12.5，或留空。" in found
    assert "代码“other”，名称：请填写这一项" in found
    assert "文件有 2 处问题，未导入" in found
    assert "Traceback" not in found


def test_a_file_with_an_unknown_column_is_refused_by_name(keeper: Client) -> None:
    data = tablib.Dataset(["energy", "x"], headers=["代码", "部门名"])
    file = SimpleUploadedFile("部门.xlsx", TextXlsx().export_data(data))

    answer = keeper.post(page(Department, "import"), {"import_file": file, "format": "0", "resource": ""})

    assert "无法识别的列：部门名。可用的列：代码、名称、别名、次序。" in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_a_file_without_a_change_offers_nothing_to_confirm(keeper: Client) -> None:
    Department.objects.create(code="water", name="水务局", order=1)

    found = upload(keeper, [["water", "水务局", "", "1"]])

    assert "文件与现有数据完全相同（1 行），无需导入" in found
    assert "确认导入" not in found


def test_a_file_that_is_no_workbook_is_refused_in_chinese(keeper: Client) -> None:
    file = SimpleUploadedFile("部门.xlsx", b"code,name\nx,y\n")

    answer = keeper.post(page(Department, "import"), {"import_file": file, "format": "0", "resource": ""})

    assert "这是文本文件（.csv 等），不是工作簿" in answer.content.decode()


def test_the_exported_workbook_is_the_one_that_comes_back(keeper: Client) -> None:
    Department.objects.create(code="water", name="水务局", aliases=["水利局"], order=1)

    answer = keeper.post(page(Department, "export"), {"format": "0", "resource": ""})

    assert Act.objects.get().kind == "导出表格"

    assert TextXlsx().create_dataset(answer.content).dict == [
        {"代码": "water", "名称": "水务局", "别名": "水利局", "次序": "1"}
    ]


def test_an_auditor_reads_every_act_and_nothing_else(client: Client) -> None:
    with transaction.atomic():
        record("登录", "someone", by=reference.reviewer())
    client.force_login(reference.person("auditor", Role.AUDITOR))

    assert "someone" in client.get(page(Act, "changelist")).content.decode()
    assert client.get(page(Department, "changelist")).status_code == 403
    assert client.get(reverse("account-list")).status_code == 404


def test_an_administrator_reads_only_the_own_acts(keeper: Client) -> None:
    with transaction.atomic():
        record("登录", "someone", by=reference.reviewer())
        record("导入部门", "部门.xlsx", by=User.objects.get(username="administrator"))

    found = keeper.get(page(Act, "changelist")).content.decode()

    assert "部门.xlsx" in found
    assert "someone" not in found
