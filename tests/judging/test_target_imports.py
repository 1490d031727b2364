"""A downloaded list, filled in and brought back: all errors at once, preview, confirm."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from counties.models import County
from imports import flow
from imports.applying import ImportRefusedError, StalePreviewError
from imports.importers import Written
from imports.models import ImportBatch
from indicators.actions.targets import Document, assign_target
from indicators.importers.dates import read_date
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator
from jobs.models import Job
from judging.actions.target_imports import TARGETS, TargetImporter, apply_targets, preview_targets
from judging.importers.target_templates import target_sheets
from judging.summaries.targets import TargetStanding, target_lines
from refusals import Refused
from tests import real_plans, reference
from tests.workbooks.making import book
from workbooks.problems import SheetRefusedError
from workbooks.reading import read_workbook
from workbooks.writing import workbook_bytes

pytestmark = pytest.mark.django_db

DOCUMENT = Document("市政府", "同政发〔2022〕2号", date(2022, 7, 1))
HEADER = ("规划代码", "表", "序号", "指标", "年度", "下达目标", "下达单位", "文号", "发文日期", "备注")
NAMES = ("plan", "table", "seq", "name", "year", "text", "authority", "document", "issued", "note")
DEFAULTS = {
    "plan": "140225-lsqh",
    "name": "城市PM2.5浓度",
    "text": "45",
    "authority": "大同市生态环境局",
    "document": "同环发〔2022〕1号",
    "issued": "2022-06-01",
}


def row(**given: Any) -> list[Any]:
    values = {**DEFAULTS, **given}
    return [values.get(name) for name in NAMES]


def staged(*rows: list[Any], by: User | None = None) -> ImportBatch:
    return preview_targets(content=book([HEADER, *rows], name="下达目标"), file_name="目标.xlsx", by=by)


def pm25() -> PlanIndicator:
    return PlanIndicator.objects.judged().get(indicator__code="pm25")


def sentences(batch: ImportBatch) -> list[str]:
    return [problem["message"] for problem in batch.report["problems"]]


@pytest.fixture(scope="module", autouse=True)
def _plans(once_per_module: None) -> None:
    reference.load()
    real_plans.load("浑源-两山七河规划.xlsx")
    Job.objects.all().delete()


@pytest.mark.parametrize(
    "text",
    ["2022-06-01", "2022/6/1", "2022.6.1", "2022年6月1日", "２０２２－０６－０１", "2022-06-01 00:00:00"],
)
def test_a_date_is_read_in_the_spellings_of_the_office(text: str) -> None:
    assert read_date(text) == date(2022, 6, 1)


@pytest.mark.parametrize("text", ["", "2022-06", "06-01-2022", "2022-13-01", "2022-02-30", "去年", "44713"])
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert read_date(text) is None


def test_a_filled_row_is_previewed_with_its_reading_and_sets_nothing_yet() -> None:
    batch = staged(row())
    assert batch.report["summary"] == "1 行：可下达 1 行，退回 0 行"
    (change,) = batch.report["changes"]
    assert (change["title"].replace(" ", ""), change["new"]) == ("浑源城市PM2.5浓度", "45")
    assert change["reading"] == "≤ 45 μg/m³"
    assert not AssignedTarget.objects.exists()


def test_confirmed_it_is_set_with_its_document_and_one_job_for_all() -> None:
    by = reference.reviewer()
    batch = staged(row(), row(name="城市空气质量优良天数比例", text="≥75"), by=by)

    assert apply_targets(batch.pk, by=by, only_clean=False).written == 2

    assert set(AssignedTarget.objects.values_list("text", "document_number", "entered_by")) == {
        ("45", "同环发〔2022〕1号", by.pk),
        ("≥75", "同环发〔2022〕1号", by.pk),
    }
    (job,) = Job.objects.all()
    assert len(job.arguments["pairs"]) == 2
    batch.refresh_from_db()
    assert batch.report["summary"] == "2 行：已下达 2 行，退回 0 行"


def test_a_document_of_tomorrow_is_refused_and_a_tenfold_target_has_a_remark() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    batch = staged(row(issued=f"{tomorrow:%Y-%m-%d}"), row(name="城市空气质量优良天数比例", text="6.9"))
    assert [(p["cell"], p["why"]) for p in batch.report["problems"]] == [("I2", "文号、日期或下达单位不全")]
    assert "还没有到" in sentences(batch)[0]
    (change,) = batch.report["changes"]
    (impossible,) = staged(row(name="城市空气质量优良天数比例", text="450")).report["changes"]
    assert impossible["remark"] == "“450”不应大于 100%，请核对数值和单位"
    assert change["remark"].startswith("“6.9”是基准“")
    assert change["remark"].endswith("疑为小数点错位，请核实")


def test_a_year_makes_it_an_annual_target() -> None:
    apply_targets(staged(row(year=2023), row(year="2024年", text="48")).pk, by=None, only_clean=False)
    assert list(AnnualTarget.objects.order_by("year").values_list("year", "text")) == [
        (2023, "45"),
        (2024, "48"),
    ]
    assert not AssignedTarget.objects.exists()


def test_a_row_not_filled_in_is_left_alone() -> None:
    batch = staged(
        row(text=None, authority=None, document=None, issued=None),
        row(name="单位GDP能源消耗降低比例", text="14"),
    )
    assert (batch.report["counts"]["blank"], batch.report["counts"]["refused"]) in {(1, 0), (1, 1)}


def test_all_errors_are_found_at_once_with_their_cells() -> None:
    batch = staged(
        row(plan="不存在"),
        row(name="PM2.5"),
        row(text="完成省下达任务"),
        row(authority=None, document=None, issued="去年"),
        row(year=2031),
        row(name="城市空气质量优良天数比例", text="≤45"),
    )
    assert [(p["cell"], p["why"]) for p in batch.report["problems"]] == [
        ("A2", "规划不明"),
        ("D3", "规划行不明"),
        ("F4", "目标无法识别或不适用"),
        ("G5", "文号、日期或下达单位不全"),
        ("H5", "文号、日期或下达单位不全"),
        ("I5", "文号、日期或下达单位不全"),
        ("E6", "年份不对"),
        ("F7", "目标无法识别或不适用"),
    ]
    assert "“城市pm2.5浓度”" in batch.report["problems"][1]["hint"].lower()


def test_a_printed_target_is_not_replaced_but_may_get_annual_ones() -> None:
    real_plans.load("云冈-两山七河规划.xlsx")
    printed = {"plan": "140214-lsqh", "name": "森林覆盖率", "text": "15"}
    assert "规划原文目标为" in sentences(staged(row(**printed)))[0]
    assert sentences(staged(row(year=2023, **printed))) == []


def test_two_different_targets_for_one_row_refuse_both_and_the_same_twice_is_one() -> None:
    batch = staged(row(), row(text="46"))
    assert batch.report["counts"]["refused"] == 2
    assert "F2、F3" in sentences(batch)[0]
    assert staged(row(), row()).report["counts"] == {
        "new": 1, "changed": 0, "same": 0, "repeat": 1, "blank": 0, "refused": 0,
    }  # fmt: skip


def test_the_target_in_force_is_same_or_superseded() -> None:
    apply_targets(staged(row()).pk, by=None, only_clean=False)
    assert staged(row()).report["counts"]["same"] == 1
    later = staged(row(text="43", document="同环发〔2023〕9号"))
    assert later.report["changes"][0]["old"] == "45（同环发〔2022〕1号）"
    apply_targets(later.pk, by=None, only_clean=False)
    assert list(AssignedTarget.objects.in_force().values_list("text", flat=True)) == ["43"]
    assert AssignedTarget.objects.count() == 2


def test_with_errors_nothing_is_set_unless_the_person_chose_the_clean_rows() -> None:
    batch = staged(row(), row(name="PM2.5"))
    with pytest.raises(ImportRefusedError, match="有 1 行未通过核对"):
        apply_targets(batch.pk, by=None, only_clean=False)
    assert not AssignedTarget.objects.exists()
    assert apply_targets(batch.pk, by=None, only_clean=True).written == 1


def test_a_target_set_since_the_preview_stops_the_import() -> None:
    batch = staged(row())
    assign_target(pm25(), text="44", document=DOCUMENT, by=None)
    with pytest.raises(StalePreviewError, match="已有变动"):
        apply_targets(batch.pk, by=None, only_clean=True)
    assert list(AssignedTarget.objects.values_list("text", flat=True)) == ["44"]


def test_a_target_set_while_the_file_is_written_is_not_superseded_unseen() -> None:
    class Overtaken(TargetImporter):
        def write(self, look, batch, *, by, choices) -> Written:  # type: ignore[no-untyped-def]  # as its base
            assign_target(pm25(), text="44", document=DOCUMENT, by=None)
            return super().write(look, batch, by=by, choices=choices)

    batch = staged(row())
    with pytest.raises(StalePreviewError, match="已有变动"):
        flow.confirm(Overtaken(), batch.pk, by=None)
    assert not AssignedTarget.objects.filter(text="45").exists()


def test_a_sheet_without_its_columns_is_refused() -> None:
    with pytest.raises(SheetRefusedError, match="缺少列：下达单位、文号、发文日期"):
        preview_targets(
            content=book([["规划代码", "指标", "下达目标"], ["a", "b", "1"]]), file_name="x.xlsx", by=None
        )


def test_the_downloaded_list_comes_back_as_it_is_and_every_row_is_found() -> None:
    lines = [
        line
        for line in target_lines(County.objects.all())
        if line.standing in (TargetStanding.WAITING, TargetStanding.UNSET)
    ]
    content = workbook_bytes(target_sheets(lines))
    batch = preview_targets(content=content, file_name="清单.xlsx", by=None)
    assert batch.report["counts"]["blank"] == len(lines)
    assert batch.report["problems"] == []
    rows = read_workbook(content).sheets[0].rows
    filled = [[*line[:14], "不涉及", "市政府", "同政发〔2022〕2号", "2022-07-01", ""] for line in rows[1:]]
    batch = preview_targets(content=book([rows[0], *filled], name="下达目标"), file_name="清单.xlsx", by=None)
    assert (batch.report["problems"], batch.report["counts"]["new"]) == ([], len(lines))


@pytest.mark.parametrize("number", [3, 300])
def test_the_queries_of_a_preview_do_not_grow_with_the_rows(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [row(note=f"第{n % 5}行", year=2021 + n % 5) for n in range(number)]
    with django_assert_num_queries(16):
        staged(*rows)


def test_a_flagged_target_is_left_out_while_the_others_are_set() -> None:
    batch = staged(row(name="城市空气质量优良天数比例", text="777"), row())
    done = flow.confirm(TARGETS, batch.pk, by=None, choices={"leave_flagged": True})
    assert done.written == 1
    assert AssignedTarget.objects.get().text == "45"
    assert [one["title"] for one in done.batch.report["rows"]] == [pm25_title(batch)]
    (problem,) = done.batch.report["problems"]
    assert (problem["cell"], problem["hint"]) == ("F2", "核实无误的，请另行上传这一行，核实后录入")
    only = staged(row(name="城市空气质量优良天数比例", text="777"))
    with pytest.raises(Refused, match="就没有可入账的行"):
        flow.confirm(TARGETS, only.pk, by=None, choices={"leave_flagged": True})


def pm25_title(batch: ImportBatch) -> str:
    return str(next(one["title"] for one in batch.report["rows"] if one["key"] == "下达目标!F3"))


def test_a_target_that_cannot_be_meant_is_set_only_with_a_reason() -> None:
    batch = staged(row(name="城市空气质量优良天数比例", text="777"), row())
    with pytest.raises(Refused, match="F2有核对提示，尚未核实。本次没有入账任何内容"):
        apply_targets(batch.pk, by=None, only_clean=False)
    assert not AssignedTarget.objects.exists()
    (odd, plain) = batch.report["rows"]
    assert (odd["key"], odd["flags"][0]["check"]) == ("下达目标!F2", "target")
    assert plain["reading"] == "≤ 45 μg/m³"
    apply_targets(batch.pk, by=None, only_clean=False, accept="下达文件如此")
    assert AssignedTarget.objects.count() == 2


def test_a_year_on_the_way_is_held_against_the_end_that_the_same_file_sets() -> None:
    alone = staged(row(year="2023", text="40"), row(text="45"))
    assert [bool(one.get("flags")) for one in alone.report["rows"]] == [True, False]
    lowered = staged(row(year="2023", text="40"), row(text="38"))
    assert not any(one.get("flags") for one in lowered.report["rows"])
