"""A plan's key-project tables as rows: the real ones, and the ways in which such tables go wrong."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from projects.plan_tables import ProjectRow, ProjectTables, read_project_tables
from tests.workbooks.making import sheet
from workbooks.problems import Severity
from workbooks.reading import read_workbook

PLANS = Path(__file__).parents[2] / "fixtures" / "plans"
HEAD = ["序号", "项目名称", "建设内容", "项目建设主体", "概算总投资(亿元)", "完成期限", "建议牵头责任部门"]
SUMS = {
    "平城-两山七河规划.xlsx": ("126.76", 1),
    "云冈-两山七河规划.xlsx": ("73.037097", 0),
    "新荣-两山七河规划.xlsx": ("148.97", 0),
    "云冈-生态环境保护规划.xlsx": ("79.735097", 0),
    "浑源-两山七河规划.xlsx": ("123.14962", 0),
}


def rows_of(file: str) -> tuple[ProjectRow, ...]:
    """The project rows of a real plan."""
    found = read_workbook(PLANS / file).sheet("重点项目")
    assert found is not None
    return read_project_tables(found).rows


def read(rows: Any, **more: Any) -> ProjectTables:
    return read_project_tables(sheet(rows, **more))


def errors(tables: ProjectTables) -> list[str | None]:
    return [problem.cell for problem in tables.problems if problem.severity is Severity.ERROR]


@pytest.mark.parametrize("file", SUMS)
def test_names_and_amounts_are_those_that_an_independent_reader_finds(file: str) -> None:
    witness = load_workbook(PLANS / file)["重点项目"]
    rows = rows_of(file)
    for row in rows:
        assert witness[row.name_cell].value == row.name
        assert row.investment_cell is not None
        stored = witness[row.investment_cell].value
        assert (
            (float(row.investment.text) == stored)
            if isinstance(stored, int | float)
            else row.investment.yi is None
        )
    total, flagged = SUMS[file]
    assert sum((row.investment.yi or Decimal(0) for row in rows), Decimal(0)) == Decimal(total)
    assert sum(row.investment.problem is not None for row in rows) == flagged


def test_the_printed_lines_above_a_table_are_its_heading() -> None:
    headings = list(dict.fromkeys(row.heading for row in rows_of("云冈-生态环境保护规划.xlsx")))
    assert headings == [
        "（一）大气环境质量改善工程表 / 水泥行业超低排放改造工程",
        "（一）大气环境质量改善工程表 / 工业炉窑综合治理工程",
        "（一）大气环境质量改善工程表 / VOCs综合治理工程",
        "（一）大气环境质量改善工程表 / 铁路专用线建设工程",
        "（二）水环境质量改善工程表 / 良好水体生态保护工程",
        "（三）生态保护与修复工程表 / 污染场地修复工程",
    ]


def test_the_column_that_names_a_project_is_said_where_none_is_called_so() -> None:
    named = {(row.name_column, row.name, row.builders) for row in rows_of("云冈-生态环境保护规划.xlsx")}
    assert ("企业名称", "大同冀东水泥有限责任公司", ("大同冀东水泥有限责任公司",)) in named
    assert ("承担单位", "同煤广发化学工业有限公司", ("同煤广发化学工业有限公司",)) in named
    line = "大同煤矿集团有限责任公司铁路专用线"
    assert ("专用线名称", line, ("大同煤矿集团有限责任公司",)) in named


def test_amounts_take_the_unit_of_their_own_table() -> None:
    amounts = {
        row.name: (row.investment.text, row.investment.unit, row.investment.yi)
        for row in rows_of("云冈-生态环境保护规划.xlsx")
    }
    assert amounts["大同冀东水泥有限责任公司"] == ("200", "万元", Decimal("0.02"))
    assert amounts["大同煤矿集团有限责任公司铁路专用线"] == ("2.4", "亿元", Decimal("2.4"))


def test_a_category_column_is_filled_down_across_page_breaks() -> None:
    categories = {row.seq: row.category for row in rows_of("新荣-两山七河规划.xlsx")}
    assert (categories["3"], categories["13"], categories["29"]) == (
        "生态保护与修复",
        "生态经济发展项目",
        "生态经济发展项目",
    )
    late = next(row for row in rows_of("新荣-两山七河规划.xlsx") if row.seq == "17")
    assert (str(late.schedule.finish), late.schedule.problem) == ("2029-11", None)


def test_three_builders_are_one_project() -> None:
    first = rows_of("浑源-两山七河规划.xlsx")[0]
    assert (first.seq, first.investment.yi, len(first.builders)) == ("1", Decimal("0.066"), 3)
    assert first.builders[2] == "浑源县恒旺粉体材料有限公司"


def test_a_header_of_two_levels_keeps_every_amount_column() -> None:
    rows = rows_of("平城-两山七河规划.xlsx")
    second = next(row for row in rows if row.name.startswith("大同市平城区马家小村、田村"))
    extras = {
        name: text
        for name, text in second.extras.items()
        if name.startswith("预计投资来源(亿元) / ") and text
    }
    assert extras == {
        "预计投资来源(亿元) / 中央预算内投资": "5.5",
        "预计投资来源(亿元) / 中央财政建设资金(车购税、民航基金等)": "8",
        "预计投资来源(亿元) / 地方出资": "8",
    }
    implausible = next(row for row in rows if row.investment.text == "603.51")
    assert (implausible.investment.yi, implausible.investment_cell) == (None, "M6")


def test_departments_are_split_only_where_names_meet() -> None:
    departments = {row.department_text: row.departments for row in rows_of("云冈-两山七河规划.xlsx")}
    assert departments["大同市城 市管理局"] == ("大同市城市管理局",)
    assert departments["水务局、生态环境局"] == ("水务局", "生态环境局")
    assert departments["/"] == ()
    joined = {row.department_text: row.departments for row in rows_of("云冈-生态环境保护规划.xlsx")}
    assert joined["水务局 生态环境局"] == ("水务局", "生态环境局")


def test_a_unit_line_above_the_table_serves_a_header_without_unit() -> None:
    head = ["序号", "项目名称", "建设内容", "总投资"]
    wan = read([["重点项目表"], ["单位：万元"], head, [1, "甲", "x", 300]])
    assert [(row.heading, row.investment.yi) for row in wan.rows] == [("重点项目表", Decimal("0.03"))]
    none = read([["重点项目表"], head, [1, "甲", "x", 300]])
    assert [(row.investment.text, row.investment.yi) for row in none.rows] == [("300", None)]
    assert [(p.cell, p.severity) for p in none.problems] == [("D3", Severity.WARNING)]


def test_several_amounts_in_one_project_are_kept_and_not_added() -> None:
    rows = [HEAD, [1, "甲", "x", "一公司", 1, "2025年", None], [None, None, None, "二公司", 2, None, None]]
    tables = read(rows, merges=["A2:A3", "B2:B3", "C2:C3", "F2:F3"])
    assert [(row.builders, row.investment.text, row.investment.yi) for row in tables.rows] == [
        (("一公司", "二公司"), "1；2", None)
    ]
    assert [(p.cell, p.severity) for p in tables.problems] == [("E2", Severity.WARNING)]


BROKEN = {
    "no 序号": ([HEAD, [None, "甲", "x", "y", 1, "2025", None]], "B2"),
    "repeated 序号": ([HEAD, [1, "甲", "x", "y", 1, "2025", None], [1, "乙", "x", "y", 1, "2025", None]], "A3"),
    "no name": ([HEAD, [1, None, "x", "y", 1, "2025", None]], "B2"),
    "builder row without merge": ([HEAD, [1, "甲", "x", "y", 1, "2025", None], [None, None, None, "z", None, None, None]], "D3"),
    "two amounts of one meaning": ([["序号", "项目名称", "总投资(亿元)", "概算总投资(万元)"], [1, "甲", 1, 2]], "D1"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "cell"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_understood_is_an_error_naming_its_cell(rows: Any, cell: str) -> None:
    assert errors(read(rows)) == [cell]


def test_a_total_row_is_no_project() -> None:
    tables = read([HEAD, [1, "甲", "x", "y", 1, "2025年", None], ["合计", None, None, None, 1, None, None]])
    assert [row.name for row in tables.rows] == ["甲"]
    assert [(p.cell, p.severity) for p in tables.problems] == [("A3", Severity.NOTICE)]


def test_a_date_that_cannot_be_read_is_a_warning_and_stays() -> None:
    tables = read([HEAD, [1, "甲", "x", "y", 1, "长期", "水务局"]])
    assert [(row.schedule.finish_text, row.schedule.finish) for row in tables.rows] == [("长期", None)]
    assert [(p.cell, p.severity) for p in tables.problems] == [("F2", Severity.WARNING)]
