"""What a rule hands over when stored rows contradict themselves: the shape shared by both ledgers.

Rules are pure: frozen inputs in, `Found` out. Storing, decisions and closing are in `plans`.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models

from counties.models import Finding
from workbooks.numbering import number_of

ERROR = Finding.Severity.ERROR
WARNING = Finding.Severity.WARNING
NOTICE = Finding.Severity.NOTICE
# More numbers than this in a row are not left out by a slip of the pen.
WIDEST_GAP = 20


class Rule(models.TextChoices):
    """What kind of contradiction; the code is stored, the label stands in filters and lists."""

    TARGET_CONFLICT = "target_conflict", "同一指标两个目标"
    STATED_OUTRANKED = "stated_outranked", "下达目标与正文目标不一致"
    VALUE_CONFLICT = "value_conflict", "同一指标两个数值"
    LISTED_TWICE = "listed_twice", "同一指标重复列示"
    PLANS_DIFFER = "plans_differ", "两个规划不一致"
    CLAIM_CONTRADICTED = "claim_contradicted", "自述结论与数值不符"
    BEYOND_AREA = "beyond_area", "超过辖区面积"
    UNLIKE_NEIGHBOURS = "unlike_neighbours", "量级与他县悬殊"
    UNIT_KINDS = "unit_kinds", "各县单位不一"
    UNIT_FAMILY = "unit_family", "单位与指标不符"
    UNIT_MISSING = "unit_missing", "未印单位"
    UNIT_CARRIED = "unit_carried", "目标按原单位录入"
    BASELINE_KIND = "baseline_kind", "基准值不是同一种量"
    BASELINE_YEAR = "baseline_year", "基准年不一致"
    BASELINE_CLAIM = "baseline_claim", "基准值是自述"
    PAST_RESULT = "past_result", "基准值是上期实绩"
    BASELINE_OBSERVED = "baseline_observed", "基准值与监测数据不符"
    TARGET_BACKWARDS = "target_backwards", "目标劣于基准"
    CAP_RAISED = "cap_raised", "上限高于现状"
    SEQUENCE_GAP = "sequence_gap", "序号缺失"
    UNKNOWN_DEPARTMENT = "unknown_department", "部门不在名录"
    SLIP = "slip", "疑似笔误"
    STATED_TOTAL = "stated_total", "文中总数与表不符"
    STATED_FACT = "stated_fact", "文中所述与台账不符"
    PROJECT_TWICE = "project_twice", "项目重复列示"
    PROJECT_NAMESAKES = "project_namesakes", "同名项目内容不同"
    PROJECT_PLANS_DIFFER = "project_plans_differ", "两规划所列项目不一致"
    AMOUNT_DOUBTFUL = "amount_doubtful", "投资额存疑"
    AMOUNT_MISSING = "amount_missing", "未列投资额"
    AMOUNT_PARTS = "amount_parts", "分项大于总投资"
    AMOUNT_SHARED = "amount_shared", "一笔投资多个主体"
    FINISH_LATE = "finish_late", "完成期限在规划期后"
    DATES_BACKWARDS = "dates_backwards", "完成早于开工"
    LAND_DOUBTFUL = "land_doubtful", "新增用地存疑"
    TASK_TWICE = "task_twice", "任务重复列示"
    TASK_DEADLINE = "task_deadline", "任务时限不明"
    TASK_NUMBERS = "task_numbers", "任务目标前后不一"


@dataclass(frozen=True, slots=True)
class CitedCell:
    """One cell a finding rests on, text verbatim."""

    file: str
    sheet: str
    cell: str
    text: str

    def as_json(self) -> dict[str, str]:
        return {"file": self.file, "sheet": self.sheet, "cell": self.cell, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One contradiction. `subject` stays the same while the thing it is about does (no keys, no counts).

    `plan_id` is None where two plans or the whole county are meant. `facts` are texts besides the cells on
    which the finding rests (an area, a neighbour's figure): a change re-opens a decided finding.
    """

    county_id: int
    plan_id: int | None
    rule: Rule
    subject: str
    severity: Finding.Severity
    message: str
    cells: tuple[CitedCell, ...]
    doubt: str = ""
    plan_rows: tuple[int, ...] = ()
    listings: tuple[int, ...] = ()
    measures: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A hash of every text the finding rests on, not of where the texts stand."""
        texts = [self.rule.value, self.doubt, *(cell.text for cell in self.cells), *self.facts]
        return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


def subject_of(*parts: str) -> str:
    """A subject from the parts that identify a row, at most 200 characters."""
    text = " · ".join(" ".join(part.split()) for part in parts if part)
    if len(text) <= 200:
        return text
    return f"{text[:180]}…{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def gaps(seqs: Iterable[str]) -> list[int]:
    """Numbers that a printed sequence leaves out: 1 2 4 1 2 → [3]; ① and （1） are 1.

    A number not above the last begins a new sequence; one far above it (a year, a code) is no sequence.
    """
    missing: list[int] = []
    last = 0
    for seq in seqs:
        plain = (number_of(seq) if any(map(str.isdigit, seq)) else None) or ""
        if not plain.isdecimal():
            continue
        number = int(plain)
        if number <= last:
            last = 0
        if number - last > WIDEST_GAP:
            continue
        missing += range(last + 1, number)
        last = number
    return missing


def enumerate_chinese(items: Sequence[str], limit: int = 6) -> str:
    """Items joined by 、; past `limit` only their number is told."""
    shown = "、".join(items[:limit])
    return shown if len(items) <= limit else f"{shown} 等 {len(items)} 处"
