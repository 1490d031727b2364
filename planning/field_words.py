"""What the fields of our forms are called and how their values read, told from their names alone: without the database
no form can be built that says so itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.permissions import Role
from counties.models import Finding, Opinion, Revision, Ruling
from counties.periods import PERIODS
from indicators.models.catalogue import COMPARISONS, DIRECTIONS, VALUES
from indicators.models.targets import SCOPES, VERDICTS
from projects.lateness import STAGES
from projects.report_fields import FIELDS
from reporting.models import Round

OTHER = "其他内容"
TYPED = {
    "accept_reason": "核实的理由",
    "authority": "下达单位",
    "code": "代码",
    "deadline": "截止日期",
    "decimals": "小数位数",
    "display_name": "姓名或岗位",
    "due": "交办期限",
    "document": "文号",
    "document_number": "文号",
    "ends_on": "结束日期",
    "file": "文件",
    "issued_on": "发文日期",
    "level1": "一级类别",
    "level2": "二级类别",
    "name": "名称",
    "note": "备注、说明",
    "number": "文号",
    "page": "页码",
    "place": "修改处",
    "source": "来源、提出方",
    "reason": "理由",
    "same": "同一目标值",
    "section": "所在章节",
    "sheet": "工作表",
    "starts_on": "开始日期",
    "target": "目标",
    "text": "目标值",
    "unit": "单位",
    "time_limit": "完成时限",
    "username": "用户名",
    "value": "裁定内容",
    "wording": "正文原话",
    "words": "意见、说明",
    "year": "年度",
    "explanation": "说明",
    "years": "年份",
    **{each.name: each.label for each in FIELDS},
}
TICKED = {"on": "是"}
CODED: dict[str, tuple[str, dict[str, str]]] = {
    "accepted": ("核实无误", TICKED),
    "outcome": ("采纳情况", dict(Opinion.Outcome.choices)),
    "answers": ("修改依据", dict(Revision.Answers.choices)),
    "close": ("移交后关闭本账号", TICKED),
    "compare": ("比较", dict(COMPARISONS)),
    "correct": ("连同更正", TICKED),
    "direction": ("方向", dict(DIRECTIONS)),
    "decision": ("处理意见", dict(Finding.Decision.choices)),
    "evidence_rule": ("佐证材料", dict(Round.EvidenceRule.choices)),
    "kind": ("裁定事项", dict(Ruling.Kind.choices)),
    "leave_flagged": ("有核对提示而未核实的不入账", TICKED),
    "period": ("时段", dict(PERIODS)),
    "stage": ("阶段", dict(STAGES)),
    "unchanged": ("与上期无变化", {"1": "是"}),
    "role": ("角色", dict(Role.choices)),
    "scope": ("当年或累计", dict(SCOPES)),
    "status": ("评价结论", dict(VERDICTS)),
    "values": ("数值口径", dict(VALUES)),
    "with_demo": ("已知悉含演示数据", TICKED),
}
"""Stored choices and boxes, and how each is read."""
CHOSEN = {
    "accept_check": "按检查核实的",
    "accept_row": "核实无误的项",
    "also": "一并裁定的行",
    "cell": "填报项",
    "county": "县区",
    "department": "部门",
    "deputy": "代理人",
    "deputyship": "代理身份",
    "entries": "用于的指标",
    "entry": "勾选的填报项",
    "every": "列出的填报项",
    "kept": "引用的材料",
    "known": "已登记的规划修改",
    "membership": "被代理的角色",
    "convert": "换算的目标",
    "finding": "相关的质疑",
    "overwrite": "采用表中值的冲突",
    "plan": "规划",
    "plans": "规划",
    "revision": "属于的规划修改",
    "printed": "原文中的部门",
    "task": "勾选的任务",
    "to": "接手人",
    "whole": "筛选出的全部任务",
}
"""Rows: their values are keys that say nothing to a person; how many there are does."""
SILENT = re.compile(
    r"csrfmiddlewaretoken|act|back|confirm_page|edit|fingerprint|next|seen|session|show|sure|version|which|_.*|initial-.*|.*_FORMS"
)
"""Goes along, and nobody typed it."""


@dataclass(frozen=True, slots=True)
class SentField:
    """One line of what a form held."""

    label: str
    value: str


def in_words(fields: Iterable[tuple[str, str]]) -> list[SentField]:
    """What a person typed and chose, in the order of the form; empty fields are left out."""
    lines: list[SentField] = []
    chosen: dict[str, int] = {}
    for name, value in fields:
        known = _known(name)
        if not value.strip() or SILENT.fullmatch(name):
            continue
        if known in CHOSEN:
            chosen[known] = chosen.get(known, 0) + 1
        else:
            lines.append(_said(known, value))
    return lines + [SentField(CHOSEN[name], f"已选 {number} 项") for name, number in chosen.items()]


def _said(known: str, value: str) -> SentField:
    if known in CODED:
        label, words = CODED[known]
        return SentField(label, words.get(value, value))
    return SentField(TYPED.get(known, OTHER), value)


def _known(name: str) -> str:
    """The name without the prefix of its form (`annual-year`) and the row that it belongs to (`text_12`)."""
    return re.sub(r"_\d+$", "", name.rpartition("-")[2])
