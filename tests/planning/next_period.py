"""A plan of the next period as a county would send it: a workbook built on a fixture's, every figure invented.

The title says so in words (虚构), and the figures stand in no document.
"""

import io
from pathlib import Path

import openpyxl

from counties.models import County, Plan
from plans.importing import apply_plan, preview_plan

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "plans" / "云冈-生态环境保护规划.xlsx"
TITLE = "大同市{name}“十五五”生态环境保护规划（虚构，仅供测试）"
ROWS = (
    ("大气环境质量改善", "环境空气质量优良天数比例（%）", "88.2", "90", "约束性"),
    ("大气环境质量改善", "PM2.5年均浓度（μg/m³）", "30", "≤28", "约束性"),
    ("水环境质量改善", "地表水劣V类水体比例（%）", "0", "0", "约束性"),
    ("水环境质量改善", "县城生活污水集中处理率（%）", "96", "98", "预期性"),
    ("生态保护与修复", "森林覆盖率（%）", "21", "23", "预期性"),
    ("生态保护与修复", "新增水土流失综合治理面积（公顷）", "1200", "1500", "预期性"),
    ("城乡环境改善", "城镇生活垃圾无害化处置率（%）", "100", "100", "预期性"),
)


def next_plan(code: str) -> Plan:
    """The county's plan for 2026–2030, through the real importer; reference data must be there."""
    county = County.objects.get(code=code)
    edition = apply_plan(preview_plan(workbook(county), "十五五（虚构）.xlsx", county=county), by=None)
    assert edition is not None
    return edition.plan


def workbook(county: County) -> bytes:
    """The fixture's indicator sheet with the county, years and rows of the next period."""
    book = openpyxl.load_workbook(FIXTURE)
    for name in book.sheetnames[1:]:
        del book[name]
    sheet = book[book.sheetnames[0]]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_rows(6, sheet.max_row)
    sheet["A1"] = TITLE.format(name=county.name)
    sheet["A2"] = f"{county.name}人民政府 2026年3月"
    sheet["A4"] = f"表1 {county.name}“十五五”规划指标（虚构）"
    for column, words in zip(
        "ABCDEF", ("类别", "序号", "指标", "2025年", "2030年目标", "指标属性"), strict=True
    ):
        sheet[f"{column}5"] = words
    for number, (group, name, baseline, target, attribute) in enumerate(ROWS, start=1):
        for column, said in zip(
            "ABCDEF", (group, str(number), name, baseline, target, attribute), strict=True
        ):
            sheet[f"{column}{number + 5}"] = said
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
