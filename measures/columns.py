"""What the columns of a task list mean, by the words of their headers (ADR 34), in whatever order they stand."""

import re
from collections.abc import Sequence
from dataclasses import replace

from workbooks.headers import OTHER, Column, Header, Vocabulary

LEVELS = ("chapter", "section", "item", "point")
"""The headings that a task stands under, outermost first."""
HEADINGS = "headings"
"""A column, or several, that print headings of any level."""
BOTH = "both"
"""A column that prints a task's name and its text in one cell, on lines of their own."""

_TASK = r"(?:主要|重点|工作|具体|目标|规划|年度|建设|治理|任务)*(?:任务|事项|举措|措施)"


def _role(words: str) -> re.Pattern[str]:
    """The words as the whole header, or as the lowest level of one in several rows."""
    return re.compile(rf"(?:.*/)?(?:{words})(?:\([^/]*\))?")


VOCABULARY = Vocabulary(
    roles={
        "seq": _role(r"序号|编号|任务序号|任务编号|项次|序|号"),
        "chapter": _role(r"(?:所属|规划|所在)?章|章名|章名称|章标题|篇|篇章"),
        "section": _role(r"(?:所属|规划|所在)?节|节名|节名称|节标题"),
        "item": _role(r"(?:小节|条|条目|目)(?:名称|标题)?"),
        "point": _role(r"(?:款|项|子目|要点|小目)"),
        HEADINGS: _role(
            r"(?:所属|规划|所在|对应|涉及|原文|文本|依据)*(?:章节|篇章|章、节|章/节|章节条)(?:名称|标题|位置|出处)?"
        ),
        BOTH: _role(rf"(?:{_TASK})(?:名称)?(?:及|和|与|、)(?:主要|具体|工作)?内容"),
        "text": _role(
            r"(?:主要|具体|任务|工作|重点|原文|规划|规划原文|工作任务|任务具体|建设|实施|文本|详细|任务主要)*内容(?:及要求)?"
            r"|(?:规划|任务|文本)?原文|任务(?:描述|说明|要求)|(?:主要|工作|具体|重点|任务)(?:措施|举措)|内容摘录"
        ),
        "target": _role(
            r"(?:20\d\d年?)?(?:量化|工作|任务|规划|考核|预期|具体|建设|完成|阶段|阶段性|主要|绩效|数量|总体)*"
            r"(?:目标|指标)(?:值|要求|任务目标|内容)?|目标(?:和|及|与|、)指标|预期(?:成效|成果|效果)|工作(?:成效|成果)|量化要求"
        ),
        "deadline": _role(
            r"(?:计划|任务|工作|目标|要求|办结|规划|应)*(?:完成|办结|截止|达成|达标|实施|整改)?"
            r"(?:时间|时限|期限|年限|年份|日期|时间节点|时间要求|时限要求|期限要求|时间安排|进度要求|进度安排)|完成时间\(年\)"
        ),
        "lead": _role(r"(?:主要|任务)?(?:牵头|主办|主责|第一责任)(?:责任)?(?:部门|单位|科[室]|局办|主体)?"),
        "with": _role(r"(?:协助|配合|协办|协同|参与|参加|协作)(?:责任)?(?:部门|单位|科[室]|局办|主体)?"),
        "departments": _role(
            r"(?:主要|任务|工作|具体)?(?:责任|落实|承办|实施|承担|主管|负责|完成|承接)"
            r"(?:部门|单位|主体|科[室]|局办)?(?:及配合部门|及配合单位)?|部门|单位|牵头及配合(?:部门|单位)"
        ),
        "name": _role(rf"(?:{_TASK})(?:名称|要点|标题)?|名称|任务点|工作任务名称|重点工作"),
        OTHER: _role(r"备注|说明|来源|页码|原文页码|出处|行号|落实情况|进展情况|完成情况|类别|任务类别"),
    },
    required=(
        frozenset({"name", "text", BOTH}),
        frozenset({"seq", "chapter", "section", HEADINGS, "target", "deadline", "departments", "lead"}),
    ),
    keys=("seq", "name", "text", BOTH),
    repeatable=frozenset({OTHER, HEADINGS}),
)

_OF_A_YEAR = re.compile(r"(?:.*/)?20\d\d年?(?!.*/).*")


def settled(header: Header) -> Header:
    """The header with each meaning once where words decide it: 重点任务 beside 目标任务, one goal beside those of years.

    What stays double is an error of the header.
    """
    columns = _years_apart(_names_apart(list(header.columns)))
    columns = _first_alone(columns, "text")
    return replace(header, columns=tuple(columns))


def _names_apart(columns: list[Column]) -> list[Column]:
    """Of two columns that may name the task, the one of goals is the target, else the later one its text."""
    names = [column for column in columns if column.role == "name"]
    if len(names) != 2:  # more than two say nothing clear
        return columns
    goal = next((column for column in names if "目标" in column.normal), None)
    if goal is not None and not _has(columns, "target"):
        return _given(columns, goal, "target")
    return columns if _has(columns, "text") else _given(columns, names[1], "text")


def _years_apart(columns: list[Column]) -> list[Column]:
    """2021年目标, 2022年目标: steps on the way, kept as printed; alone it is the target."""
    targets = [column for column in columns if column.role == "target"]
    yearly = [column for column in targets if _OF_A_YEAR.fullmatch(column.normal)]
    if len(targets) > 1:
        for column in yearly:
            columns = _given(columns, column, OTHER)
    return columns


def _first_alone(columns: list[Column], role: str) -> list[Column]:
    """任务内容 and 主要措施: the first is what is read, the other is kept as printed."""
    for column in [column for column in columns if column.role == role][1:]:
        columns = _given(columns, column, OTHER)
    return columns


def _has(columns: Sequence[Column], role: str) -> bool:
    return any(column.role == role for column in columns)


def _given(columns: list[Column], one: Column, role: str) -> list[Column]:
    return [replace(column, role=role) if column is one else column for column in columns]
