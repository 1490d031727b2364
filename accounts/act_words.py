"""What the parts of an act on record are called, on the page and in Excel: no key without a word.

`tests/accounts/test_act_words.py` walks every key that the program can write.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from counties.models import Finding

WORDS = {
    "accepted": "核实无误的内容",
    "added": "新增填报项",
    "address": "地址",
    "after": "改为",
    "authority": "单位",
    "batch": "导入编号",
    "before": "此前",
    "blank": "空白",
    "changed": "变更",
    "code": "代码",
    "count": "条数",
    "columns": "各列",
    "counties": "县区",
    "created": "新增",
    "deadline": "截止日期",
    "department": "部门",
    "demo": "含演示数据的行数",
    "deputy": "代理人",
    "digest": "内容摘要（SHA-256）",
    "display_name": "姓名或岗位",
    "document": "文号",
    "due": "期限",
    "edition": "版次编号",
    "entries": "填报项编号或数量",
    "entry": "填报项编号",
    "evidence": "佐证编号",
    "evidence_file": "佐证文件编号",
    "fields": "改动",
    "file": "文件编号",
    "finding": "质疑编号",
    "format": "格式",
    "from": "原为",
    "gone": "删除",
    "ids": "记录编号",
    "job": "任务编号",
    "kinds": "种类",
    "left": "剩余恢复码",
    "left_as_is": "未能撤销",
    "made_at": "备份时间",
    "measure": "任务编号",
    "measure_edition": "任务清单版次编号",
    "message": "表单",
    "method": "请求方式",
    "moved": "改动的数值（原为 → 改为）",
    "new": "新增",
    "number": "版次",
    "overwritten": "覆盖的填报项编号",
    "page": "页面或页码",
    "plans": "规划代码",
    "program": "程序版本",
    "reason": "理由",
    "refused": "退回",
    "removed": "移除",
    "repeat": "重复",
    "replaced": "其中改换部门或期限的",
    "role": "角色",
    "roles": "角色",
    "restored": "恢复",
    "row": "规划行编号",
    "rows": "逐行变化或行数",
    "said": "内容",
    "turned": "结论变化",
    "same": "不变",
    "second_factor": "两步验证",
    "sessions_ended": "结束的会话",
    "sha256": "文件校验值",
    "sheets": "工作表",
    "source": "出处",
    "status": "应答",
    "stuck": "不能撤销",
    "tasks": "任务",
    "to": "改为",
    "updated": "更新",
    "values": "数值",
    "why": "缘由",
    "wording": "原文",
    "words": "意见",
    "written": "写入",
    "year": "年份",
}

_CODES = {decision.value: str(decision.label) for decision in Finding.Decision}
_CODED = ("from", "to")
"""Where a decision stands by its code; roles and accounts stand there in words."""


def in_words(detail: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every part of a detail: its word and what it says."""
    for key, value in detail.items():
        said = _CODES.get(value, value) if key in _CODED and isinstance(value, str) else value
        yield WORDS.get(key, key), told(said)


def told(value: Any) -> str:
    """A stored value as a person reads it: no braces, no quotation marks, one thing a line."""
    if value is None or value == "":
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "\n".join(_line(key, part) for key, part in value.items()) or "（无）"
    if isinstance(value, list):
        return _listed(value)
    return str(value)


def _line(key: str, value: Any) -> str:
    pair = (
        isinstance(value, list) and len(value) == 2 and not any(isinstance(one, list | dict) for one in value)
    )
    said = " → ".join(map(told, value)) if pair else told(value)
    return f"{WORDS.get(key, key)}：{said}"


def _listed(values: list[Any]) -> str:
    """Short things beside each other, structures and sentences one below the other."""
    if not values:
        return "（无）"
    if all(isinstance(one, list) and len(one) == 2 for one in values):
        return "、".join(
            told(first) if first == last else f"{told(first)}–{told(last)}" for first, last in values
        )
    if all(isinstance(one, int) or (isinstance(one, str) and len(one) <= 20) for one in values):
        return "、".join(map(told, values))
    return "\n".join(told(one).replace("\n", "；") for one in values)
