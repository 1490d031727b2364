"""Plan workbooks become drafts: the real ones complete, the others refused with a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from plans.reading import PlanDraft, json_lines, read_plan
from tests.workbooks.making import books
from workbooks.problems import Severity, error

PLANS = Path(__file__).parents[2] / "fixtures" / "plans"
COUNTS = {
    "平城-两山七河规划.xlsx": (54, 6),
    "云冈-两山七河规划.xlsx": (52, 10),
    "新荣-两山七河规划.xlsx": (37, 27),
    "云冈-生态环境保护规划.xlsx": (25, 19),
    "浑源-两山七河规划.xlsx": (30, 17),
    "云冈-十三五规划完成情况.xlsx": (43, 0),
}
INDICATORS: list[list[Any]] = [
    ["表 1"],
    ["序号", "指标", "2020年", "2025年"],
    [1, "森林覆盖率（%）", 13.66, 16.42],
]


@pytest.mark.parametrize(("file", "counts"), COUNTS.items(), ids=COUNTS)
def test_a_plan_gives_all_its_rows_and_no_error(file: str, counts: tuple[int, int]) -> None:
    draft = read_plan(PLANS / file)
    assert (len(draft.indicators), len(draft.projects)) == counts
    assert draft.errors == ()


def test_only_what_is_doubtful_in_the_real_plans_is_reported() -> None:
    problems = {
        file: [(p.sheet, p.cell, p.severity) for p in read_plan(PLANS / file).problems] for file in COUNTS
    }
    assert {file: found for file, found in problems.items() if found} == {
        "平城-两山七河规划.xlsx": [("重点项目", "M6", Severity.WARNING)],
        "新荣-两山七河规划.xlsx": [("重点项目", "B2", Severity.NOTICE)],
    }


IDENTITIES = {
    "平城-两山七河规划.xlsx": ("平城区", "大同市平城区人民政府", "2021年12月", (2021, 2025)),
    "云冈-两山七河规划.xlsx": ("云冈区", "大同市云冈区人民政府", "二零二二年八月", (2021, 2025)),
    "新荣-两山七河规划.xlsx": ("新荣区", "大同市新荣区人民政府", "2022年2月", (2021, 2025)),
    "云冈-生态环境保护规划.xlsx": ("云冈区", "大同市生态环境局云冈分局", "二〇二二年八月", (2021, 2025)),
    "浑源-两山七河规划.xlsx": ("浑源县", "浑源县人民政府", "二〇二一年十二月", (2021, 2025)),
    "云冈-十三五规划完成情况.xlsx": ("云冈区", None, None, (2016, 2020)),
}


@pytest.mark.parametrize(("file", "identity"), IDENTITIES.items(), ids=IDENTITIES)
def test_a_plan_says_whose_it_is_and_for_which_years(file: str, identity: tuple[Any, ...]) -> None:
    found = read_plan(PLANS / file).identity
    assert (found.county, found.publisher, found.date_text, found.period) == identity
    assert found.title is not None


def test_the_bytes_and_the_path_of_a_file_give_the_same_draft() -> None:
    path = PLANS / "浑源-两山七河规划.xlsx"
    assert read_plan(path.read_bytes(), path.name) == read_plan(path)
    assert len(read_plan(path).sha256) == 64


def _lines(draft: PlanDraft) -> list[dict[str, Any]]:
    def resolve(row: Any) -> Any:
        if row.unit == "%":
            return ("code", "higher")
        return error(row.sheet, row.name_cell, "未知指标")

    return [json.loads(line) for line in json_lines(draft, resolve)]


def test_json_lines_have_exactly_the_agreed_keys_in_their_order() -> None:
    lines = _lines(read_plan(PLANS / "浑源-两山七河规划.xlsx"))
    assert list(lines[9]) == [
        "kind", "sheet", "table", "seq", "level1", "level2", "name", "unit", "baseline", "target", "attribute", "data_source",
        "indicator", "direction",
    ]  # fmt: skip
    assert lines[9] == {
        "kind": "indicator", "sheet": "规划指标体系", "table": "表 3-1 规划指标体系初步考虑", "seq": "10", "level1": "生态保护",
        "level2": "环境质量改善", "name": "氨氮排放量削减比例", "unit": "%",
        "baseline": {"text": "完成国家、省级下达指标", "year": "2020", "cell": "E15", "inherited": True},
        "target": {"text": "完成国家、省、市下达指标", "year": "2025", "cell": "F15", "inherited": True},
        "attribute": "约束性", "data_source": None, "indicator": "code", "direction": "higher",
    }  # fmt: skip
    projects = [line for line in lines if line["kind"] == "project"]
    assert list(projects[0]) == [
        "kind", "sheet", "category", "seq", "name", "investment", "start", "finish", "departments", "builder",
    ]  # fmt: skip
    assert projects[6] == {
        "kind": "project", "sheet": "重点项目", "category": "重点工程项目基本信息表", "seq": "7", "name": "唐河王庄堡水污染综合治理工程",
        "investment": {"text": "3", "yi": "3", "cell": "E11"}, "start": "2022", "finish": "2023",
        "departments": ["浑源县人民政府"], "builder": ["大同市生态环境局浑源分局"],
    }  # fmt: skip
    problems = [line for line in lines if line["kind"] == "problem"]
    assert list(problems[0]) == ["kind", "sheet", "cell", "severity", "message"]
    assert {line["severity"] for line in problems} == {"error"}
    unresolved = [line for line in lines if line["kind"] == "indicator" and line["indicator"] is None]
    assert len(unresolved) == len(problems) > 0


def test_json_lines_keep_blanks_and_flagged_amounts_apart_from_zero() -> None:
    lines = _lines(read_plan(PLANS / "平城-两山七河规划.xlsx"))
    by_seq = {line["seq"]: line for line in lines if line["kind"] == "indicator"}
    assert by_seq["4"]["baseline"]["text"] == "0"
    assert by_seq["52"]["baseline"]["text"] == ""
    amounts = [line["investment"] for line in lines if line["kind"] == "project"]
    assert {"text": "603.51", "yi": None, "cell": "M6"} in amounts
    assert {"text": "", "yi": None, "cell": "M5"} in amounts


def test_a_workbook_without_an_indicator_table_is_an_error() -> None:
    draft = read_plan(books({"规划说明": [["事项", "原文"], ["面积", "总面积 5 平方公里"]]}))
    (problem,) = draft.problems
    assert (problem.sheet, problem.cell, problem.severity) == ("规划说明", "A1", Severity.ERROR)
    assert len(draft.statements) == 1
    assert len(read_plan(books({"空": []})).errors) == 1


@pytest.mark.parametrize(
    ("head", "cell", "words"),
    [
        (["序号", "考核事项", "2020年", "2025年"], "A2", "没有“指标”"),
        (["序号", "指标名称", "起点", "终点"], "A2", "没有写明年份的列"),
    ],
)
def test_where_no_table_is_found_the_nearest_row_is_named(head: list[str], cell: str, words: str) -> None:
    rows: list[list[object]] = [["浑源县“十四五”规划"], [*head], [1, "森林覆盖率（%）", 1, 2]]
    (problem,) = [p for p in read_plan(books({"表": rows})).problems if p.severity is Severity.ERROR]
    assert problem.cell == cell
    assert words in problem.message
    assert f"“{head[1]}”" in problem.message


def test_sheets_that_are_not_read_are_named() -> None:
    draft = read_plan(books({"指标": INDICATORS, "草稿": [["随便", "写写"], [1, 2]], "空表": []}))
    assert draft.errors == ()
    assert [(p.sheet, p.severity) for p in draft.problems] == [("草稿", Severity.NOTICE)]


def test_a_formula_without_result_refuses_the_workbook() -> None:
    rows = [*INDICATORS, [2, "湿地保护率（%）", "=1+1", 55]]
    draft = read_plan(books({"指标": rows}))
    assert [(p.sheet, p.cell) for p in draft.errors] == [("指标", "C4")]


def test_indicators_and_projects_may_share_a_sheet() -> None:
    rows = [
        *INDICATORS,
        [],
        ["重点项目表"],
        ["序号", "项目名称", "建设内容", "总投资(亿元)"],
        [1, "甲工程", "x", 1.5],
    ]
    draft = read_plan(books({"全": rows}))
    assert (draft.problems, len(draft.indicators), len(draft.projects)) == ((), 1, 1)
