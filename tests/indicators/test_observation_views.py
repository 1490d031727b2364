"""A reviewer's way: upload, read the result, confirm; nothing goes in force before that."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from accounts.rights import RightLostError
from counties.models import County
from imports import work
from imports.models import ImportBatch
from indicators.actions import observations
from indicators.actions.writing import write_observations
from indicators.models import Indicator, Observation
from jobs.models import Job
from jobs.running import run_queued
from tests import reference, small_ledger
from tests.indicators.observing import row, sheet, staged
from tests.proving import signed_in
from tests.seeing import as_seen
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db
UPLOAD = "import-observations"


@pytest.fixture(autouse=True)
def _reference() -> None:
    reference.load()


@pytest.fixture
def city(client: Client) -> Client:
    return signed_in(client, reference.reviewer())


def upload(client: Client, content: bytes, name: str = "试.xlsx", **more: str) -> str:
    file = SimpleUploadedFile(name, content)
    return as_seen(client.post(reverse(UPLOAD), {"file": file, **more}, follow=True))


def confirm(client: Client, **given: str | list[str]) -> str:
    batch = ImportBatch.objects.order_by("-pk")[0]
    return as_seen(client.post(reverse("import-observations-apply", args=[batch.pk]), given, follow=True))


def test_an_upload_is_shown_and_not_yet_in_force(city: Client) -> None:
    page = upload(city, sheet(row(), row(value="x", year=2019)))
    assert "导入无误的 1 行" in page
    assert not Observation.objects.exists()


def test_a_clean_file_is_confirmed_with_its_count(city: Client) -> None:
    assert "入账 2 行</button>" in upload(city, sheet(row(), row(year=2019)))
    assert "已入账 2 行，相关评价将重新计算。" in confirm(city)
    assert Observation.objects.count() == 2


def test_the_rows_that_would_enter_are_listed_before_they_do(city: Client) -> None:
    page = upload(city, sheet(row(source="年鉴第3页"), *[row(year=1990 + n, basis="乙") for n in range(30)]))
    assert "将入账的内容（31）" in page
    listed = page.partition('id="entering"')[2].partition("</section>")[0]
    assert [word in listed for word in ("F2", "云冈", "森林覆盖率", "2018年", "13.5", "年鉴第3页")] == [
        True
    ] * 6
    assert "已入账的内容（31）" in confirm(city)
    page = upload(city, sheet(*[row(year=1990 + n % 30, basis=f"丙{n // 30}") for n in range(60)]))
    assert "将入账的内容（60）" in page
    assert "共 60 项，第 1 / 2 页" in page
    address = reverse("import-rows", args=[ImportBatch.objects.order_by("-pk")[0].pk])
    rows = read_workbook(city.get(address).content).sheets[0].rows
    assert sum("森林覆盖率" in "".join(line) for line in rows) == 60


def test_a_figure_ten_times_its_neighbour_has_a_remark_before_it_enters(city: Client) -> None:
    upload(city, sheet(row()))
    confirm(city)
    page = upload(city, sheet(row(value="1.35"), row(year=2019, value="1.36"), row(year=2017, value="13.4")))
    assert "有 2 个数值需要核实" in page
    assert "▲ 是在账数值“13.5 %”的约 1/10，疑为小数点错位，请核实" in page
    assert "▲ 是 2018 年“13.5”的约 1/10，疑为小数点错位" in page
    assert "有核对提示，尚未核实。本次没有入账任何内容" in confirm(city, correct="on", reason="年鉴订正")
    ticked: dict[str, str | list[str]] = {
        "accept_row": ["监测数据!F2", "监测数据!F3"],
        "correct": "on",
        "reason": "年鉴订正",
    }
    assert "核实无误的须写明理由" in confirm(city, **ticked)
    assert Observation.objects.get().text == "13.5"
    page = confirm(city, **ticked, accept_reason="已与原始记录核对")
    assert "已入账 3 行" in page
    assert "reviewer核实 2 项：已与原始记录核对" in page
    act = Act.objects.get(kind="核实导入提示")
    assert (act.detail["reason"], act.detail["count"]) == ("已与原始记录核对", 2)


def test_an_invented_figure_was_reported_by_nobody(city: Client) -> None:
    upload(city, sheet(row()))
    confirm(city)
    Observation.objects.update(is_demo=True, file_name="", sheet="", cell="")
    page = upload(city, sheet(row(value="14.0")))
    assert "年度填报" not in page
    assert "不同（演示数据）" in page


def test_a_second_confirmation_is_answered_with_a_sentence(city: Client) -> None:
    upload(city, sheet(row()))
    confirm(city)
    assert "已经入账" in confirm(city)


def test_a_correction_shows_old_and_new_and_needs_its_reason(city: Client) -> None:
    upload(city, sheet(row()))
    confirm(city)
    page = upload(city, sheet(row(value="14.0")))
    assert "与在账数值不同，只随更正入账（1）" in page
    # It stands there, and not once more among what the other button brings in.
    assert 'id="entering"' not in page
    assert "连同更正共导入 1 行" in page
    assert "更正在账数值须写明理由" in confirm(city, correct="on", reason=" ")
    assert Observation.objects.get().text == "13.5"
    assert "已入账 1 行" in confirm(city, correct="on", reason="年鉴订正")
    assert Observation.objects.get().text == "14.0"


def test_a_flagged_correction_does_not_hold_up_the_others(city: Client) -> None:
    of = small_ledger.plan(
        County.objects.get(name="云冈区"), base_year=2015, period_start=2016, period_end=2020
    )
    small_ledger.row(of, Indicator.objects.get(name="森林覆盖率"), target_text="13", baseline_text="12")
    upload(city, sheet(row(year=2020), row(year=2019)))
    confirm(city)
    run_queued()
    page = upload(city, sheet(row(year=2020, value="12.9"), row(year=2019, value="1.35")))
    assert "有核对提示而未勾选“核实无误”的不入账" in page
    assert "规划：完成 → 未完成" in page
    refused = confirm(city, correct="on", reason="依据年鉴订正")
    assert "有核对提示，尚未核实" in refused
    assert 'name="reason" value="依据年鉴订正"' in refused
    assert "已入账 1 行" in confirm(city, correct="on", reason="依据年鉴订正", leave_flagged="on")
    assert {one.year: one.text for one in Observation.objects.all()} == {2020: "12.9", 2019: "13.5"}


def test_a_row_that_turns_no_verdict_says_so(city: Client) -> None:
    assert "当年结论不变" in upload(city, sheet(row(), row(year=2019)))


def test_the_reason_of_a_refused_correction_stands_there_again(city: Client) -> None:
    upload(city, sheet(row()))
    confirm(city)
    upload(city, sheet(row(value="14.0")))
    Observation.objects.update(text="13.6", value="13.6")
    page = confirm(city, correct="on", reason="依据年鉴订正")
    assert "预览之后在账数值已有变动" in page
    assert 'name="reason" value="依据年鉴订正"' in page
    long = "长" * 201
    page = confirm(city, correct="on", reason=long)
    assert "201" in page
    assert f'name="reason" value="{long}"' in page
    assert Observation.objects.get().text == "13.6"


def test_a_ledger_that_moved_is_shown_again_before_anything_is_written(city: Client) -> None:
    upload(city, sheet(row()))
    other = staged(row(value="14.0"))
    city.post(reverse("import-observations-apply", args=[other.pk]))
    batch = ImportBatch.objects.order_by("pk")[0]
    page = as_seen(city.post(reverse("import-observations-apply", args=[batch.pk]), follow=True))
    assert "预览之后在账数值已有变动" in page
    assert "与在账数值不同，只随更正入账（1）" in page
    assert Observation.objects.get().text == "14.0"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的"),
        (b"a,b\n1,2", "文本文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, ".xls"),
    ],
)
def test_a_file_that_is_no_workbook_is_answered_beside_the_field(
    city: Client, content: bytes, sentence: str
) -> None:
    page = upload(city, content)
    assert sentence in page
    assert not ImportBatch.objects.exists()


def test_no_file_and_an_unknown_sheet_get_a_sentence(city: Client) -> None:
    assert "请先选择一个 .xlsx 文件" in as_seen(city.post(reverse(UPLOAD), {}))
    assert "没有名为“丙”的工作表" in upload(city, sheet(row()), sheet="丙")


@pytest.mark.django_db(transaction=True)
def test_a_long_file_is_checked_and_applied_by_jobs(city: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "LONG", 2)
    page = upload(city, sheet(row(), row(year=2019), row(year=2020)))
    assert "正在排队" in page
    run_queued()
    batch = ImportBatch.objects.get()
    page = as_seen(city.get(reverse("import", args=[batch.pk])))
    assert "入账 3 行</button>" in page
    assert "工作表“监测数据”</span>，列：县区、指标" in page
    assert "正在排队" in confirm(city)
    assert not Observation.objects.exists()
    run_queued()
    assert Observation.objects.count() == 3
    assert "3 行：入账 3 行" in as_seen(city.get(reverse("import", args=[batch.pk])))


@pytest.mark.django_db(transaction=True)
def test_a_reviewer_whose_account_was_closed_puts_nothing_in_force(
    city: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "LONG", 2)
    upload(city, sheet(row(), row(year=2019), row(year=2020)))
    run_queued()
    confirm(city)
    User.objects.filter(username="reviewer").update(is_active=False)
    run_queued()
    assert not Observation.objects.exists()
    batch = ImportBatch.objects.get()
    assert batch.state == ImportBatch.State.PREVIEWED
    job = Job.objects.get(pk=batch.options["job"])
    assert job.failure.startswith("reviewer 的账号已关闭，没有写入任何内容")
    city.force_login(reference.reviewer("second"))
    page = as_seen(city.get(reverse("import", args=[batch.pk])))
    assert "reviewer 的账号已关闭" in page


def test_a_right_lost_during_the_request_puts_nothing_in_force(
    city: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(city, sheet(row()))
    write = write_observations

    def closed_meanwhile(*args: Any, **given: Any) -> Any:
        User.objects.filter(username="reviewer").update(is_active=False)
        return write(*args, **given)

    monkeypatch.setattr(observations, "write_observations", closed_meanwhile)
    batch = ImportBatch.objects.get()
    with pytest.raises(RightLostError, match="reviewer 的账号已关闭"):
        observations.apply_observations(batch.pk, by=User.objects.get(username="reviewer"), only_clean=True)
    assert not Observation.objects.exists()


def test_a_long_file_without_a_header_fails_with_its_sentence(
    city: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "LONG", 0)
    upload(city, sheet(row()), sheet="丙")
    run_queued()
    assert Job.objects.get().state == "failed"
    page = as_seen(city.get(reverse("import", args=[ImportBatch.objects.get().pk])))
    assert "没有名为“丙”的工作表" in page
    assert "放弃这次导入" in page


def test_the_template_is_read_by_the_import_itself(city: Client) -> None:
    response = city.get(reverse("import-observations-template"))
    book = read_workbook(response.content)
    assert [found.name for found in book.sheets] == ["监测数据", "填写说明", "县区名称", "指标名称"]
    page = upload(city, response.content)
    assert "表头下面没有数据行" in page


@pytest.mark.parametrize("name", [UPLOAD, "import-observations-template"])
def test_clerks_and_administrators_find_no_such_page(client: Client, name: str) -> None:
    for person in (reference.clerk(County.objects.get(code="140214")), reference.administrator()):
        client.force_login(person)
        assert client.get(reverse(name)).status_code == 404
        assert client.post(reverse(name)).status_code == 404


def test_applying_an_unknown_batch_or_one_of_another_kind_is_404(city: Client) -> None:
    plan = ImportBatch.objects.create(kind="plan", state="previewed", file_name="规划.xlsx", sha256="0" * 64)
    for pk in (plan.pk, plan.pk + 1000):
        assert city.post(reverse("import-observations-apply", args=[pk])).status_code == 404


def test_every_flagged_figure_of_one_check_is_accepted_at_once(city: Client) -> None:
    page = upload(
        city, sheet(*[row(year=2010 + n, value="13.5") for n in range(5)], row(year=2016, value="0.135"))
    )
    assert "疑将百分数填成小数" in page
    checks = dict(re.findall(r'name="accept_check" value="(\w+)">\s*([^（]+)（', page))
    assert len(checks) == 1
    done = confirm(city, accept_check=list(checks), accept_reason="已与原始记录核对")
    assert "已入账 6 行" in done


def test_what_is_flagged_can_be_left_out(city: Client) -> None:
    upload(city, sheet(*[row(year=2010 + n, value="13.5") for n in range(5)], row(year=2016, value="0.135")))
    page = confirm(city, leave_flagged="on")
    assert "已入账 5 行" in page
    assert "有核对提示，未核实 1" in page
    assert not Observation.objects.filter(year=2016).exists()


def test_some_flagged_rows_are_accepted_and_others_left_out_at_once(city: Client) -> None:
    years = [row(year=2010 + n, value="13.5") for n in range(5)]
    page = upload(city, sheet(*years, row(year=2016, value="0.135"), row(year=2017, value="0.134")))
    assert "有核对提示而未勾选“核实无误”的不入账" in page
    ticked: dict[str, str | list[str]] = {"accept_row": ["监测数据!F7"], "leave_flagged": "on"}
    assert "核实无误的须写明理由，本次没有入账任何内容" in confirm(city, **ticked)
    page = confirm(city, **ticked, accept_reason="已核对原始记录")
    assert "已入账 6 行" in page
    assert "有核对提示，未核实 1" in page
    assert "核实 1 项：已核对原始记录" in page
    assert set(Observation.objects.filter(year__gte=2016).values_list("cell", flat=True)) == {"F7"}
    # Nothing on the page asks for a tick that is no longer there.
    assert "勾选" not in page
    figure = Observation.objects.get(year=2016)
    assert "核实无误：已核对原始记录" in as_seen(city.get(reverse("figure-history", args=[figure.pk])))
    other = Observation.objects.get(year=2012)
    assert "核实无误" not in as_seen(city.get(reverse("figure-history", args=[other.pk])))


def test_a_correction_that_was_accepted_says_both_reasons_in_its_version(city: Client) -> None:
    upload(city, sheet(row()))
    confirm(city)
    upload(city, sheet(row(value="1.35")))
    given: dict[str, str | list[str]] = {
        "correct": "on",
        "reason": "公报订正",
        "accept_row": ["监测数据!F2"],
        "accept_reason": "已核对",
    }
    assert "已入账 1 行" in confirm(city, **given)
    history = as_seen(city.get(reverse("figure-history", args=[Observation.objects.get().pk])))
    assert "公报订正；核实无误：已核对" in history


def test_a_file_of_nothing_but_flagged_rows_is_not_confirmed_without_them(city: Client) -> None:
    area = {"indicator": "建设用地总规模（存量）", "unit": "公顷"}
    upload(city, sheet(*[row(**area, year=year, value="999999999") for year in (2019, 2020)]))
    assert "没有可入账的行；本次没有入账任何内容" in confirm(city, leave_flagged="on")
    assert ImportBatch.objects.get().state == ImportBatch.State.PREVIEWED


def test_what_goes_in_is_listed_without_corrections_and_not_at_all_where_nothing_does(city: Client) -> None:
    upload(city, sheet(row()))
    confirm(city)
    page = upload(city, sheet(row(value="14.0"), row(year=2019), row(year=2020, value="x")))
    listed = page.partition('id="entering"')[2].partition("</section>")[0]
    assert "将入账的内容（1）" in page
    assert [cell in listed for cell in ("F2", "F3", "F4")] == [False, True, False]
    batch = ImportBatch.objects.order_by("-pk")[0]
    dropped = as_seen(city.post(reverse("import-discard", args=[batch.pk]), follow=True))
    assert "将入账的内容" not in dropped
    assert "可入账<" not in dropped
    assert "将入账的内容" not in upload(city, sheet(row(value="x")))


def test_one_odd_figure_between_two_makes_neither_of_them_odd(city: Client) -> None:
    page = upload(
        city, sheet(row(year=2017, value="10.57"), row(value="0.1893"), row(year=2019, value="10.64"))
    )
    assert "有 1 个数值需要核实" in page
    assert "F3有核对提示，尚未核实。本次没有入账任何内容" in confirm(city)
    assert not Observation.objects.exists()


def test_a_year_to_come_and_an_area_larger_than_the_county_do_not_enter_unseen(city: Client) -> None:
    page = upload(
        city,
        sheet(
            row(year=2100), row(indicator="建设用地总规模（存量）", unit="公顷", year=2020, value="999999999")
        ),
    )
    assert "还不会有监测数据" in page
    assert "大于云冈区面积" in page
    assert "没有入账" in confirm(city)
    assert not Observation.objects.exists()
