"""The sheet of targets that superiors set: which columns it has, and one of its rows as printed."""

import re
from dataclasses import dataclass

from imports import sheets
from imports.sheets import SheetSpec
from workbooks.headers import OTHER, Vocabulary
from workbooks.opening import open_workbook
from workbooks.reading import Workbook

SHEET = "下达目标"
COLUMN_LABELS = {
    "plan": "规划代码",
    "table": "表",
    "seq": "序号",
    "name": "指标",
    "year": "年度",
    "scope": "当年/累计",
    "text": "下达目标",
    "authority": "下达单位",
    "document": "文号",
    "issued": "发文日期",
    "note": "备注",
}
REQUIRED = ("plan", "name", "text", "authority", "document", "issued")
VOCABULARY = Vocabulary(
    roles={
        "plan": re.compile(r"规划代码"),
        "table": re.compile(r"表|表名|所在表"),
        "seq": re.compile(r"序号"),
        "name": re.compile(r"指标(名称)?"),
        "year": re.compile(r"年度|年度目标年份"),
        "scope": re.compile(r"当年(/|／|或)?累计"),
        "text": re.compile(r"下达目标(值)?|目标值"),
        "authority": re.compile(r"下达单位|下达机关"),
        "document": re.compile(r"(下达)?文号"),
        "issued": re.compile(r"(发文|下达)日期|日期"),
        "note": re.compile(r"备注|说明"),
        # For the person's eyes only: what the downloaded list prints beside the columns to fill.
        OTHER: re.compile(
            r"县区|规划(名称)?|单位|规划原文目标|目标年|指标属性|属性|在用的?下达目标|年度目标默认"
        ),
    },
    required=tuple(frozenset({role}) for role in REQUIRED),
    keys=("name",),
)
SPEC = SheetSpec(SHEET, COLUMN_LABELS, REQUIRED, VOCABULARY, unmerged=frozenset({"text"}))


@dataclass(frozen=True, slots=True)
class PrintedTarget:
    """One row as printed, trimmed; "" where nothing stands or the sheet has no such column."""

    row: int
    plan: str
    table: str
    seq: str
    name: str
    year: str
    scope: str
    text: str
    authority: str
    document: str
    issued: str
    note: str


PrintedSheet = sheets.PrintedSheet[PrintedTarget]


def read_file(content: bytes, file_name: str, wanted: str = "", *, read_hidden: bool = False) -> PrintedSheet:
    """The same of a file; raises UnreadableWorkbookError, too."""
    return read_sheet(open_workbook(content, file_name, read_hidden=read_hidden), wanted)


def read_sheet(workbook: Workbook, wanted: str = "") -> PrintedSheet:
    """The rows of the sheet `wanted`, else 下达目标, else the only one; raises SheetRefusedError."""
    return sheets.read_sheet(workbook, wanted, SPEC, lambda row, texts: PrintedTarget(row, **texts))
