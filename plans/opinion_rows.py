"""The sheet of a 修改说明 (采纳情况表): which columns it has, and one of its rows as printed."""

import re
from dataclasses import dataclass

from imports import sheets
from imports.sheets import SheetSpec
from workbooks.headers import OTHER, Vocabulary
from workbooks.opening import open_workbook

SHEET = "修改说明"
COLUMN_LABELS = {
    "number": "序号",
    "source": "提出方",
    "text": "意见",
    "outcome": "采纳情况",
    "reason": "理由",
    "place": "修改处",
}
REQUIRED = ("text", "outcome")
VOCABULARY = Vocabulary(
    roles={
        "number": re.compile(r"序号|编号"),
        "source": re.compile(r"提出(方|单位|部门|人)|(反馈|来文)?(单位|部门)|专家(组|姓名)?|意见来源|来源"),
        "text": re.compile(r"(修改|反馈|专家|具体|主要)?(意见|建议|意见建议|意见和建议|意见及建议)(内容)?"),
        "outcome": re.compile(r"(意见)?(是否)?采纳(情况|与否|意见)?"),
        "reason": re.compile(r"(未采纳|不采纳|部分采纳)?(的)?(理由|原因|说明|情况说明|理由说明)"),
        "place": re.compile(
            r"修改(处|之处|位置|章节|情况|内容|说明)|对应(章节|页码|位置)|落实情况|章节|页码"
        ),
        OTHER: re.compile(r"备注|日期|联系人"),
    },
    required=(frozenset({"text"}), frozenset({"outcome"})),
    keys=("text",),
)
SPEC = SheetSpec(SHEET, COLUMN_LABELS, REQUIRED, VOCABULARY, unmerged=frozenset({"text", "outcome"}))


@dataclass(frozen=True, slots=True)
class PrintedOpinion:
    """One row as printed, trimmed; "" where nothing stands or the sheet has no such column."""

    row: int
    number: str
    source: str
    text: str
    outcome: str
    reason: str
    place: str


PrintedSheet = sheets.PrintedSheet[PrintedOpinion]


def read_opinions(
    content: bytes, file_name: str, wanted: str = "", *, read_hidden: bool = False
) -> PrintedSheet:
    """The rows of the sheet `wanted`, else 修改说明, else the only one; raises UnreadableWorkbookError, SheetRefusedError."""
    workbook = open_workbook(content, file_name, read_hidden=read_hidden)
    return sheets.read_sheet(workbook, wanted, SPEC, lambda row, texts: PrintedOpinion(row, **texts))
