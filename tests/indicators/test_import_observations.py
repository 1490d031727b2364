"""The command, on the real file: how many of the 174 rows go in, how many are refused and why."""

import io
import json
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from imports.models import ImportBatch
from indicators.models import Observation, Site
from tests import reference
from tests.indicators.observing import row, sheet
from tests.workbooks.making import books

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parents[2] / "fixtures" / "observations" / "监测数据-2015至2020.xlsx"
REFUSED = "退回 22 行（同一项有不同数值 18，单位不明或不符 3，缺监测点位 1）"


@pytest.fixture(scope="module", autouse=True)
def _reference(once_per_module: None) -> None:
    reference.load()


def run(*arguments: object) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    with suppress(CommandError) if "--dry-run" in arguments else nullcontext():
        call_command("import_observations", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_of_the_174_rows_141_go_in_11_repeat_and_22_are_refused() -> None:
    out, _ = run(FILE, "--only-clean")
    assert out.splitlines()[-1] == f"174 行：入账 141 行，重复 11 行（同值只记一次），{REFUSED}"
    assert (Observation.objects.count(), Site.objects.count()) == (141, 15)


def test_the_refused_cells_of_the_real_file_are_these() -> None:
    out, _ = run(FILE, "--dry-run", "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    errors = {line["cell"] for line in lines if line["kind"] == "problem" and line["severity"] == "error"}
    contradicting = [41, 54, 80, 103, 104, 82, 131, 113, 114, 116, 117, 118, 121, 122, 158, 159, 168, 169]
    assert errors == {f"F{number}" for number in contradicting} | {"D72", "D73", "D74", "C62"}


def test_the_sheets_that_are_not_read_are_named() -> None:
    out, _ = run(FILE, "--dry-run")
    assert "工作表“其他统计”未读取。" in out
    assert "工作表“年份不明”未读取。" in out


def test_one_json_line_per_row_comes_before_the_problems() -> None:
    out, err = run(FILE, "--dry-run", "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    rows = [line for line in lines if line["kind"] == "observation"]
    assert (len(rows), lines[:174] == rows) == (174, True)
    assert rows[0] == {
        "kind": "observation",
        "sheet": "监测数据",
        "row": 2,
        "cell": "F2",
        "outcome": "new",
        "county": "140212",
        "indicator": "SO2年均浓度",
        "code": "so2",
        "site": None,
        "year": 2016,
        "period": None,
        "basis": None,
        "text": "63",
        "value": "63",
        "unit": "μg/m³",
    }
    assert err.splitlines()[0].startswith("174 行：可入账 141 行")


def test_a_sites_class_is_no_county_figure() -> None:
    run(FILE, "--only-clean")
    classes = Observation.objects.filter(indicator__direction="class")
    assert classes.count() == 25
    assert not classes.filter(site__isnull=True).exists()


def test_a_dry_run_keeps_nothing() -> None:
    out, _ = run(FILE, "--dry-run")
    assert out.splitlines()[-1] == "没有入账：只作核对。"
    assert not Observation.objects.exists()
    assert not ImportBatch.objects.exists()


def test_without_only_clean_a_file_with_errors_is_refused_as_a_whole() -> None:
    with pytest.raises(CommandError, match="--only-clean"):
        run(FILE)
    assert not Observation.objects.exists()


def test_the_same_file_again_says_that_nothing_changed() -> None:
    run(FILE, "--only-clean")
    out, _ = run(FILE, "--only-clean")
    assert out.splitlines()[-2:] == [
        f"174 行：可入账 0 行，与在账相同 141 行，重复 11 行（同值只记一次），{REFUSED}",
        "没有入账：没有新增或更正的数值。",
    ]
    assert ImportBatch.objects.count() == 1


def test_a_year_that_is_not_stated_is_refused_row_by_row() -> None:
    out, _ = run(FILE, "--sheet", "年份不明", "--dry-run")
    assert "20 行：可入账 0 行，退回 20 行" in out


def test_a_correction_needs_its_reason_on_the_command_line(tmp_path: Path) -> None:
    first, second = tmp_path / "甲.xlsx", tmp_path / "乙.xlsx"
    first.write_bytes(sheet(row()))
    second.write_bytes(sheet(row(value="14.0")))
    run(first)
    with pytest.raises(CommandError):
        run(second)
    out, _ = run(second, "--correct", "年鉴订正")
    assert out.splitlines()[-1] == "1 行：入账 1 行（其中更正 1 行），退回 0 行"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"a,b\n1,2\n"])
def test_a_file_that_is_no_workbook_gets_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "坏.xlsx"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=r"坏\.xlsx：.*。"):
        run(file)


def test_a_missing_file_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="无法读取文件"):
        run(tmp_path / "没有.xlsx")


def test_a_file_that_is_no_workbook_is_a_problem_line_too(tmp_path: Path) -> None:
    file, out = tmp_path / "坏.xlsx", io.StringIO()
    file.write_bytes(b"a,b")
    with pytest.raises(CommandError, match="不是工作簿"):
        call_command("import_observations", str(file), "--json", stdout=out, stderr=io.StringIO())
    (line,) = map(json.loads, out.getvalue().splitlines())
    assert (line["kind"], line["cell"], line["severity"]) == ("problem", None, "error")


@pytest.mark.parametrize("more", [[], ["--county", "999999"], ["--by", "无人"], ["--answer", "没有等号"]])
def test_every_error_of_the_command_is_a_problem_line(tmp_path: Path, more: list[str]) -> None:
    out, file = io.StringIO(), tmp_path / "甲.xlsx"
    if more:
        file.write_bytes(sheet(row()))
    with pytest.raises(CommandError):
        call_command("import_observations", str(file), "--json", *more, stdout=out, stderr=io.StringIO())
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    (problem,) = [line for line in lines if line["kind"] == "problem"]
    assert (problem["sheet"], problem["cell"], problem["severity"]) == (None, None, "error")
    assert not Observation.objects.exists()


def test_a_dry_run_of_a_file_with_errors_ends_with_status_1() -> None:
    with pytest.raises(CommandError):
        call_command("import_observations", str(FILE), "--dry-run", stdout=io.StringIO())


def test_a_formula_without_result_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "公式.xlsx"
    file.write_bytes(sheet(row(value="=1+1")))
    out, _ = run(file, "--dry-run", "--json")
    (problem,) = [line for line in map(json.loads, out.splitlines()) if line["kind"] == "problem"]
    assert problem["cell"] == "F2"
    assert problem["message"].endswith("重新上传。")
    assert "。。" not in problem["message"]


def test_everyday_headers_and_names_are_understood(tmp_path: Path) -> None:
    header = ["区县名称", "指标名称", "计量单位", "年度", "监测值"]
    file = tmp_path / "公报.xlsx"
    file.write_bytes(books({"Sheet1": [header, ["云冈", "PM2.5", "ug/m3", "2018年", 35]]}))
    out, _ = run(file, "--dry-run", "--json")
    (line,) = map(json.loads, out.splitlines())
    assert (line["outcome"], line["county"], line["code"]) == ("new", "140214", "pm25")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_of_any_usual_encoding_comes_in(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "甲.csv"
    file.write_bytes("县区,监测项目,单位,年份,数值\n云冈,森林覆盖率,%,2018,13.50\n".encode(encoding))
    out, _ = run(file)
    assert out.splitlines()[-1].startswith("1 行：入账 1 行")
    stored = Observation.objects.get()
    assert (stored.text, stored.cell, stored.sheet) == ("13.50", "E2", "CSV")


@pytest.mark.parametrize(
    ("county", "indicator"),
    [("地区名", "项目"), ("县区", "监测项目"), ("区县", "因子"), ("行政区划", "监测因子")],
)
def test_headers_as_people_write_them(tmp_path: Path, county: str, indicator: str) -> None:
    file = tmp_path / "甲.xlsx"
    rows: list[list[object]] = [
        [county, indicator, "单位", "年份", "数值"],
        ["云冈", "PM2.5", "μg/m³", 2018, 35],
    ]
    file.write_bytes(books({"一": rows}))
    out, _ = run(file, "--dry-run", "--json")
    (line,) = map(json.loads, out.splitlines())
    assert (line["outcome"], line["county"], line["code"]) == ("new", "140214", "pm25")


def test_an_amount_in_another_unit_than_its_header_is_refused_by_its_cell(tmp_path: Path) -> None:
    file = tmp_path / "甲.xlsx"
    file.write_bytes(sheet(row(indicator="节能环保产业产值", unit="亿元", value="8600万元")))
    out, _ = run(file, "--dry-run", "--json")
    (problem,) = [line for line in map(json.loads, out.splitlines()) if line["kind"] == "problem"]
    assert (problem["cell"], problem["severity"]) == ("F2", "error")
    assert "自带单位“万元”" in problem["message"]


def test_what_the_checks_cannot_believe_enters_only_with_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "试.xlsx"
    file.write_bytes(sheet(row(year=2017, value="10.57"), row(value="0.1893"), row(year=2019, value="10.64")))
    out = io.StringIO()
    with pytest.raises(CommandError, match="--accept"):
        call_command("import_observations", file, "--json", stdout=out, stderr=io.StringIO())
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    (odd,) = [line for line in lines if line["kind"] == "problem"]
    assert (odd["cell"], odd["severity"], "0.1893" in odd["message"]) == ("F3", "warning", True)
    assert not Observation.objects.exists()
    with pytest.raises(CommandError, match="--accept"):
        call_command("import_observations", file, "--only-clean", stdout=io.StringIO(), stderr=io.StringIO())
    assert sorted(Observation.objects.values_list("year", flat=True)) == [2017, 2019]
    call_command("import_observations", file, "--accept", "已与原始记录核对", stdout=io.StringIO())
    assert Observation.objects.count() == 3
