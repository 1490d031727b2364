"""The sheet of observations: which columns it has, and one of its rows as printed."""

import re
from dataclasses import dataclass

from imports import sheets
from imports.sheets import SheetSpec
from workbooks.headers import Vocabulary
from workbooks.reading import Workbook

SHEET = "监测数据"
COLUMN_LABELS = {
    "county": "县区",
    "indicator": "指标",
    "site": "监测点位",
    "unit": "单位",
    "year": "年份",
    "value": "数值",
    "basis": "口径",
    "period": "时段",
    "source": "来源",
    "note": "备注",
}
REQUIRED = ("county", "indicator", "unit", "year", "value")
VOCABULARY = Vocabulary(
    roles={
        "county": re.compile(
            r"(县区|区县|县\(区\)|区\(县\)|县市区|县\(市、?区\)|县|区|行政区划?|行政区域|地区|区域|辖区)(名称?|代码)?"
        ),
        "indicator": re.compile(r"(监测|检测|评价|考核|污染)?(指标|项目|因子|参数)(名称?|内容)?"),
        "site": re.compile(r"(监测)?(点位|断面|站点|点|水源地)(名称?)?"),
        "unit": re.compile(r"(计量)?单位"),
        "year": re.compile(r"年份?|年度"),
        "value": re.compile(r"数值|(监测|实测|观测)?值|(监测)?结果|现状?值"),
        "basis": re.compile(r"(统计|数据|评价)?口径"),
        "period": re.compile(r"(监测|统计)?(时段|期间)"),
        "source": re.compile(r"(数据|资料)?来源(文件)?|文件"),
        "note": re.compile(r"备注|说明|注"),
    },
    required=tuple(frozenset({role}) for role in REQUIRED),
    keys=("indicator",),
)
SPEC = SheetSpec(SHEET, COLUMN_LABELS, REQUIRED, VOCABULARY, unmerged=frozenset({"value"}))


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row as printed, trimmed; "" where nothing stands or the sheet has no such column."""

    row: int
    county: str
    indicator: str
    site: str
    unit: str
    year: str
    value: str
    basis: str
    period: str
    source: str
    note: str
    river: str = ""
    """On which water a site of a table lies; a list has no such column."""


PrintedSheet = sheets.PrintedSheet[PrintedRow]


def read_sheet(workbook: Workbook, wanted: str = "") -> PrintedSheet:
    """The rows of the sheet `wanted`, else 监测数据, else the only one; raises SheetRefusedError."""
    return sheets.read_sheet(workbook, wanted, SPEC, lambda row, texts: PrintedRow(row, **texts))
