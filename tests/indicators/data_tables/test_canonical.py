"""The printed tables of the fixtures, through the command: what is read, what is asked, and what answers give."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from indicators.models import Observation
from tests import reference

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parents[3] / "fixtures" / "monitoring"
CANONICAL: list[dict[str, Any]] = json.loads((FOLDER / "canonical.json").read_text())["values"]
CODES = {"新荣": "140212", "云冈": "140214", "浑源": "140225", "平城": "140213", "大同市": "140200"}
ANSWERS = {
    "云冈": {
        "表2.3-1 “十三五”末云冈区地表水监测断面水质情况一览表": {"year": "2020"},
        "表2.3-2 云冈区地下水水质情况": {"year": "2020"},
        "表2.3-3 云冈区生态环境质量指数表": {"year": "2020"},
        "表1-1 云冈区地下水水质监测结果": {"year": "2020"},
        "正文2.1.2 考核断面": {"indicator": "水质", "year:C2": "2020"},
        "正文（三）考核断面2020年水质": {"indicator": "水质"},
        "正文2.3.1 良好天数": {"year:C2": "2020"},
    },
    "浑源": {"正文4.2 考核断面水质": {"indicator": "考核断面水质"}},
    "新荣": {"正文2.2 城镇集中式饮用水源地": {"indicator": "水质", "year:C2": "2017-2020"}},
}
READ_AT_ONCE = {
    "新荣": ("表2-1", "表2-2", "正文2.2 大气"),
    "云冈": ("正文2.3.5",),
    "浑源": ("正文2.1.3", "正文1.1.7"),
    "平城": (),
}
TOLD_IN_THE_TEXT_ONLY = {("正文1.1.7 用水量", "B4")}
"""Its header says 总用水量; 全县 stands in the sentence."""

Value = tuple[Any, ...]


@pytest.fixture(scope="module", autouse=True)
def _reference(once_per_module: None) -> None:
    reference.load()


def lines(county: str, *arguments: str, code: bool = False) -> list[dict[str, Any]]:
    out = io.StringIO()
    given = ["--county", CODES[county]] if code else []
    file = FOLDER / f"{county}-监测数据表.xlsx"
    with pytest.raises(CommandError):
        call_command(
            "import_observations", str(file), "--json", *given, *arguments, stdout=out, stderr=io.StringIO()
        )
    return [json.loads(line) for line in out.getvalue().splitlines()]


def values(found: Iterable[dict[str, Any]]) -> set[Value]:
    keys = ("sheet", "cell", "county", "site", "indicator", "year", "text", "unit")
    return {tuple(line[key] for key in keys) for line in found if line["kind"] == "observation"}


def expected(county: str, *sheets: str) -> set[Value]:
    found = set()
    for value in CANONICAL:
        if not value["file"].startswith(county) or not value["sheet"].startswith(sheets):
            continue
        text = value["text"].removesuffix("%") if value["unit"] == "%" else value["text"]
        at = value["sheet"], value["cell"]
        name = value["indicator"].removeprefix("全县") if at in TOLD_IN_THE_TEXT_ONLY else value["indicator"]
        found.add((*at, CODES.get(value["county"]), value["site"], name, value["year"], text, value["unit"]))
    return found


@pytest.mark.parametrize("county", READ_AT_ONCE)
@pytest.mark.parametrize("code", [False, True])
def test_what_stands_in_a_sheet_is_read_and_the_rest_asked_one_line_a_sheet(county: str, code: bool) -> None:
    found = lines(county, "--dry-run", code=code)
    assert values(found) == (expected(county, *READ_AT_ONCE[county]) if READ_AT_ONCE[county] else set())
    asked = [line for line in found if line["kind"] == "problem" and "需要回答" in line["message"]]
    open_sheets = {value["sheet"] for value in CANONICAL if value["file"].startswith(county)}
    open_sheets = {name for name in open_sheets if not name.startswith(READ_AT_ONCE[county] or ("-",))}
    assert sorted(line["sheet"] for line in asked) == sorted(open_sheets)
    assert {line["severity"] for line in asked} <= {"error"}


@pytest.mark.parametrize("county", ANSWERS)
def test_answered_sheets_say_what_the_document_says(county: str) -> None:
    given = [
        part
        for sheet, answers in ANSWERS[county].items()
        for key, answer in answers.items()
        for part in ("--answer", f"{sheet}:{key}={answer}")
    ]
    found = values(lines(county, "--dry-run", *given))
    sheets = tuple(ANSWERS[county]) + READ_AT_ONCE[county]
    dated = {value for value in expected(county, *sheets) if value[5] is not None}
    assert found == dated


def test_figures_of_other_places_are_lines_too_and_no_figures_of_the_county() -> None:
    found = lines("浑源", "--dry-run", "--answer", "表1-1 水资源使用量对比:year=2020")
    rows = [line for line in found if line["sheet"].startswith("表1-1") and line["kind"] == "observation"]
    assert [(line["cell"], line["county"], line["text"]) for line in rows] == [
        *(("B3", "140225", "187"), ("C3", "140200", "186"), ("D3", None, "179"), ("E3", None, "432")),
        *(("B4", "140225", "242"), ("C4", "140200", "169"), ("D4", None, "227"), ("E4", None, "365")),
    ]


def test_known_names_carry_their_code_and_unknown_ones_are_told_once_a_header() -> None:
    found = lines("新荣", "--dry-run", "--sheet", "表2-1 “十三五”期间新荣区环境空气质量逐年变化情况")
    codes = {line["indicator"]: line["code"] for line in found if line["kind"] == "observation"}
    assert codes == {
        "SO₂": "so2",
        "NO₂": "no2",
        "PM₁₀": "pm10",
        "CO": "co-unstated",
        "O₃": "o3-unstated",
        "PM2.5": "pm25",
        "综合综指": None,
        "二级以上天数": "air-good-days",
    }
    unknown = [line["cell"] for line in found if line["kind"] == "problem" and "目录" in line["message"]]
    assert unknown == ["H2"]


def test_the_clean_values_come_in_with_their_sheet_and_cell() -> None:
    lines("新荣", "--only-clean")
    stored = Observation.objects.get(indicator__code="pm25", year=2016)
    assert (stored.county.short_name, stored.text, stored.unit, stored.cell) == ("新荣", "43", "μg/m³", "G3")
    assert stored.sheet.startswith("表2-1")


@pytest.mark.parametrize("ending", ["xls", "et"])
def test_old_workbooks_say_the_same(ending: str, tmp_path: Path) -> None:
    source = FOLDER.parent / "tables" / "新荣-监测数据表.xls"
    file, out = tmp_path / f"新荣-监测数据表.{ending}", io.StringIO()
    file.write_bytes(source.read_bytes())
    with pytest.raises(CommandError):
        call_command(
            "import_observations", str(file), "--json", "--dry-run", stdout=out, stderr=io.StringIO()
        )
    found = values(map(json.loads, out.getvalue().splitlines()))
    # In the old format a sheet's name has 31 characters at most.
    assert {(value[0][:31], *value[1:]) for value in lines_at_once("新荣")} == found


def lines_at_once(county: str) -> set[Value]:
    return values(lines(county, "--dry-run"))
