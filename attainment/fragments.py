"""What a fragment of a plan's sentence demands (§1): the one number that a task promises, or why there is none.

`森林覆盖率提高到 15%`, `建设 40 万亩森林资源及管护区域`. A cell of a table says one thing; a sentence may say of which boilers
it speaks (`35 蒸吨以下燃煤锅炉`), whose task it is (全省 …), or several things. Only a number that can be nothing but what is
promised is read; direction is never read from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from attainment.folding import fold, squeeze
from attainment.vocabulary import Change, Op

_NAMES = re.compile(
    r"PM(?:2\.5|₂\.₅|10)|[SN][OH][₂₃23xX](?:-N)?|O[₃3]|CO[₂2]?|COD(?:[Cc]r|[Mm]n)?|BOD[5₅]?|GB\d[\d/.\-]*|DB\d[\d/.\-]*"
    r"|[1-5]A级|\d{2}百分位|\d+小时|(?:(?:到|至|截至)?(?:19|20)\d\d年(?:底|末)?(?:前|之前)?)|《[^》]*》(?:\([^)]*\))?"
)
"""Digits that are part of a name, a statistic, a standard or a date."""
_NUMBER = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?(?![\d.])")
_RANGE = re.compile(r"\d\s*(?:-|~|—|～)\s*\d")
_COUNTS = "个 家 座 项 处 户 条 次 台 套 所 辆 株 种 人 件 部 间 支 名 村 镇 乡".split()  # noqa: SIM905 - reads as a table
_UNITS = [
    "个百分点",
    "百分点",
    "%",
    "‰",
    "亩",
    "公顷",
    "平方公里",
    "平方千米",
    "平方米",
    "平米",
    "km²",
    "m²",
    "公里",
    "千米",
    "立方米",
    "m³/年",
    "m³/d",
    "m³",
    "吨/年",
    "吨/日",
    "t/d",
    "吨",
    "t",
    "公斤",
    "千克",
    "元",
    "千瓦时",
    "兆瓦时",
    "千瓦",
    "兆瓦",
    "吉瓦",
    "KWh",
    "kWh",
    "KW",
    "kW",
    "MWh",
    "MW",
    "GW",
    "μg/m³",
    "mg/m³",
    "mg/L",
    "蒸吨",
    "天",
    "小时",
    "亿千瓦时",
]
_UNIT = re.compile(
    rf"(?:[百千]?[万亿]|千(?!瓦|克|米))?(?:{'|'.join(map(re.escape, sorted([*_UNITS, *_COUNTS], key=len, reverse=True)))})(?:/(?:年|日|天|月))?"
)
_AFTER = re.compile(r"(?P<op>及?以上|及?以下|及?以内|之内|左右|上下)?(?P<rest>.*)", re.DOTALL)
_OPS = {"以上": Op.GE, "以下": Op.LE, "以内": Op.LE, "之内": Op.LE, "左右": Op.APPROX, "上下": Op.APPROX}
_BEFORE: tuple[tuple[str, Op], ...] = (
    (r"(?:不高于|不超过|不大于|不多于|≤|控制在|控制到)$", Op.LE),
    (r"(?:不低于|不少于|不小于|至少|≥)(?:达到|完成|接受|建设|建成|新增)?$", Op.GE),
    (r"(?:低于|小于|<)$", Op.LT),
    (r"(?:超过|突破|高于|大于|>)$", Op.GT),
    (r"(?:约|近|大约)$", Op.APPROX),
)
_CHANGES = re.compile(r"(?P<word>下降|降低|减少|削减|压减|提高|提升|增长|增加|上升)(?:了|约|近|达)?$")
_DOWN = ("下降", "降低", "减少", "削减", "压减")
_ENDS_PLAIN = re.compile(r"在$")
_DOES = re.compile(
    r"(?:完成|建设|建成|实施|新建|新增|创建|培育|打造|建立|抓好|推进|整治|治理|绿化|改造|供给|年产|年处理|利用|保留|约|达|达到|到)$"
)
_FULL = re.compile(
    r"(?:安全|全部|完全|规范|有效|无害化|集中|达标|收集|及时)*(?:收贮|送贮|处置|处理|达标|覆盖|收集|利用|完成|配备|安装)(?:率)?"
)
_OTHERS = re.compile(r"全省|全国|全市|国家级|省级")
_YEARLY = re.compile(r"每年|每月|每季|逐年|年均(?!浓度|值)|每人|分别|累计")
_CONDITION = re.compile(r"的|规模的|全部|均|未|燃煤锅炉|锅炉|建筑工地|企业|单位")
_PROJECT = re.compile(r"项目|技改|开工|投产")
_CLAUSES = re.compile(r"[，；;]|,(?!\d)")


@dataclass(frozen=True, slots=True)
class Promise:
    """What one clause promises: `value` in `unit` as printed, or `why` nobody can say. `change`: it is a step, no level.

    `subject` is what stands before the number, whatever it is.
    """

    text: str
    value: Decimal | None = None
    unit: str | None = None
    op: Op | None = None
    change: Change | None = None
    subject: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A printed target: the one promise that it makes, or why it makes none; `parts` are its clauses."""

    promise: Promise
    parts: tuple[Promise, ...]


def read_fragment(text: str) -> Fragment:
    """Never fails: what is not certain has a reason instead of a value."""
    folded = squeeze(fold(text))
    clauses = [clause for clause in _CLAUSES.split(folded) if clause]
    parts = tuple(_clause(clause) for clause in clauses) or (Promise(text, why="没有内容"),)
    if len(parts) == 1:
        only = parts[0]
        return Fragment(
            Promise(text, only.value, only.unit, only.op, only.change, only.subject, only.why), parts
        )
    numbers = sum(len(_numbers(clause)) for clause in clauses)
    why = "没有数值" if not numbers else f"含 {len(parts)} 项要求" if numbers == 1 else f"含 {numbers} 个数值"
    return Fragment(Promise(text, why=f"{why}，须分项" if numbers else why), parts)


def _numbers(clause: str) -> list[re.Match[str]]:
    hidden = _NAMES.sub(lambda found: "·" * len(found[0]), clause)
    return list(_NUMBER.finditer(hidden))


def _clause(clause: str) -> Promise:
    numbers = _numbers(clause)
    if not numbers:
        return Promise(clause, why="没有数值")
    if len(numbers) > 1 or _RANGE.search(clause):
        why = "数值是一个区间" if _RANGE.search(clause) else f"含 {len(numbers)} 个数值，须分项"
        return Promise(clause, why=why)
    found = numbers[0]
    before, after = clause[: found.start()], clause[found.end() :]
    if why := _elsewhere(clause):
        return Promise(clause, why=why)
    unit = _UNIT.match(after)
    if unit is None:
        return Promise(clause, why="数值没有可识别的单位")
    return _promise(clause, Decimal(found[0].replace(",", "")), unit[0], before, after[unit.end() :])


def _elsewhere(clause: str) -> str:
    """Why a number is nobody's promise of this county as it stands."""
    if others := _OTHERS.search(clause):
        return f"写的是“{others[0]}”，不是本县区的数"
    if yearly := _YEARLY.search(clause):
        return f"“{yearly[0]}”的数，不是一个期末数"
    return "“×”之前的数是台数" if "×" in clause else ""


def _promise(clause: str, value: Decimal, unit: str, before: str, after: str) -> Promise:
    match = _AFTER.match(after)
    assert match is not None  # noqa: S101 - every text matches
    printed, rest = match["op"], match["rest"]
    op = _OPS[printed.removeprefix("及")] if printed else None
    if rest and (why := _not_alone(before, unit, rest, printed, value)):
        return Promise(clause, why=why)
    stated = next((known for pattern, known in _BEFORE if re.search(pattern, before)), None)
    if op is not None and stated is not None and op is not stated and Op.APPROX not in (op, stated):
        return Promise(clause, why="两种写法不一致")
    changed = _CHANGES.search(before)
    change = None
    if changed:
        change = Change.DECREASE if changed["word"] in _DOWN else Change.INCREASE
    return Promise(clause, value, unit, op or stated, change, before)


def _not_alone(before: str, unit: str, rest: str, printed: str | None, value: Decimal) -> str:
    """Why what stands behind the number keeps it from being the promise; empty where it only says of what."""
    if printed:
        return "数值说的是对象的条件"
    if unit == "%" and value == 100 and _FULL.fullmatch(rest):
        return ""
    if unit == "%":
        return "" if _DOES.search(before) and "的" not in rest else "百分数后另有内容"
    counted = unit in _COUNTS
    if _PROJECT.search(rest) and not counted:
        return "数值说的是项目的规模"
    if not (_DOES.search(before) or not before):
        return "数值说的是对象的条件"
    return "数值说的是对象的条件" if _CONDITION.search(rest) else ""
