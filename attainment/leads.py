"""What a target says before its demand (§1): the subject once more, the year it is due, that it is an addition.

`森林覆盖率≥25%`, `力争到2025年达到90%以上`, `新增8万个`. The demand behind is read as if it stood alone; what stood
before it is kept beside the reading, for the judge holds it against the row (`targets.misfit`, `obstacle`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from attainment.folding import words
from attainment.numerals import is_han
from attainment.periods import LAST_YEARS
from attainment.units import COUNTERS, UNIT_PATTERN
from attainment.vocabulary import Kind

Fields = dict[str, Any]
_Reader = Callable[[str], Fields | None]

_WISH = r"(?:力争|确保|争取|计划|预计|努力)*"
_DUE = re.compile(
    rf"{_WISH}(?P<by>[到至])?(?:(?P<year>20[0-9]{{2}})年(?:底前|底|末)?|[“\"]?(?P<period>十[四五]五)[”\"]?(?:规划)?末)"
    r"[,，]?(?P<rest>.+)"
)
_REACHES = re.compile("力争|确保|争取|努力|达|实现|保持|稳定|控制|完成|提[高升][到至]|下降[到至]|降低?[到至]")

_CHEMICAL = r"(?:PM(?:2\.5|₂\.₅|10|₁₀)|[SN]O[2₂xX]|O[3₃]|COD(?:[Cc]r|[Mm]n)?|CO[2₂]?|BOD[5₅]?|VOCs?|GDP|GEP|NH[3₃]-N|TN|TP|AQI)"
_CLASS = "劣?(?:[Ⅰ-Ⅴ]|I{1,3}|IV|V)类"
_STATISTIC = "8小时|[0-9]{2}百分位"
_BRACKET = rf"\((?:{_CHEMICAL}|{_CLASS}|{_STATISTIC}|[一-鿿])+\)"
#: One way to read each sign: what looks like two things here would take for ever on a long cell.
_SUBJECT = re.compile(rf"(?:{_CHEMICAL}|{_CLASS}|{_STATISTIC}|{_BRACKET}|[一-鿿])+")
_LONGEST = 40
#: Names in which a word stands that would be a condition, a comparison or a list elsewhere.
_NAMES = re.compile(
    rf"{_BRACKET}|第?(?:{_STATISTIC})|(?:达到?[或及])?(?:优于|好于)(?:[或及]达到)?{_CLASS}|达到{_CLASS}|{_CLASS}[及或]以上|(?:较大|重大)[及或]?以上|较大|利用[和与及]处置|规模以上|级及以上|"
    "每[百千万]?[人户元]|各[级类]|基本(?:农田|草原|公共)|第[一二三]产业|碳中和|和谐|占比|比[例重率值]|普及|参与|并网|近[岸零]|"
    "节约|集约|约束|无[害废]|年均(?:浓度|值|PM|[SN]O|O[3₃])|[平日人户亩地]均|均衡"
)
_MEASURE = words(
    "率 比例 比重 占比 浓度 面积 量 数 天数 值 规模 里程 长度 能力 强度 (?<![年季月力制程进速])度 指数 水质 质量 红线 耕地 林地 "
    "湿地 草地 绿地 用地 保护地 农田 人口 收入 投资 装机 容量 事件 事故 灾害 案件 工厂 园区 矿山 企业 示范区 断面 水体 类别 污染物 "
    "氨氮 溶解氧 噪声 降尘 总磷 总氮 二氧化硫 氮氧化物 颗粒物 臭氧 有机物 二氧化碳 能耗 水耗 物耗 用水 碳排放 增速"
)
_ENDS = re.compile(rf"(?:{'|'.join(_MEASURE)}|{_CHEMICAL})(?:{_BRACKET})?$")
#: Conditions, shares of a whole, several things, comparisons and operators are no subject; nor is an action on one.
_NO_SUBJECT = re.compile(
    "[若如或且并和及与较比各每第不无未约近均]|扣除|剔除|条件|前提|情况|原则|其中|部分|累计|合计|年度|逐年|上年|去年|"
    "超过|低于|高于|大于|小于|至少|至多|控制在|力争|确保|争取|达到|期间|正常|汛|枯水|丰水|平水|月|季|基本|大部|多数|左右|"
    "以[上下内外]|全[省国]"
)
_ACTS = re.compile(
    "(?:提[高升]|增[加长]|扩大|降低|下降|减少|[削消压]减|下调|上升|除)(?!率|比例|幅度|量|值|尘)"
)
_ADDS = re.compile(r"(?P<word>新增|新建)(?P<rest>.+)")
_THINGS = re.compile("[一-鿿]{2,12}?(?=[0-9])")
#: A figure of change, no level.
_CHANGES = re.compile("新增|^新建(?!建筑)|下降|降低|减少|[削消压]减|增长|提[高升]|上升|[增降]幅|增速")
_LINK = re.compile(rf"(?:\((?P<unit>{UNIT_PATTERN})\))?(?:[:：]|应达到?|[为应须需](?=.))?")
_BARE = re.compile(r"[0-9][0-9.,]*")
_COUNTED = frozenset([*COUNTERS, *(f"万{counter}" for counter in COUNTERS)])
#: Whole or part of a place: whose figure it is, not which.
_PLACE = re.compile("(?:全|城|市|郊|县|农|山|平|川|灌|流|辖|本|该|我|乡|镇|村)*[区市县域镇乡村川]")


def led(text: str, read: _Reader) -> Fields | None:
    """The demand behind what stands before it; None where nothing does, or where two readings are possible."""
    rest, due = _due(text)
    found = (read(rest) if due else None) or _added(rest, read) or _about(rest, read)
    return {**found, "due_year": due} if found else None


def changes(subject: str | None) -> bool:
    """Whether a subject, or a row's name, is about what is added or changed, not about a level."""
    return subject is not None and _CHANGES.search(subject) is not None


def _due(text: str) -> tuple[str, int | None]:
    """What follows `到2025年`, `力争“十四五”末`, `2025年` before a verb; and the year."""
    found = _DUE.fullmatch(text)
    if found is None or not (found["by"] or _REACHES.match(found["rest"]) or _REACHES.match(text)):
        return re.sub(f"^{_WISH}", "", text), None
    return found["rest"], int(found["year"] or LAST_YEARS.get(found["period"], 0)) or None


def _added(text: str, read: _Reader) -> Fields | None:
    """`新增8万个`, `新增充电桩2000个`: a number, of what is added."""
    found = _ADDS.fullmatch(text)
    if found is None or found["rest"][0] in "到至达":
        return None
    things = _THINGS.match(found["rest"])
    named = things is not None and _is_subject(things[0])
    fields = read(found["rest"][things.end() :] if things and named else found["rest"])
    if (
        fields is None
        or fields["kind"] not in (Kind.NUMBER, Kind.APPROXIMATE)
        or (named and not fields["unit"])
    ):
        return None
    return {**fields, "subject": found["word"]}


def _about(text: str, read: _Reader) -> Fields | None:
    """`森林覆盖率≥25%`, `黑臭水体比例控制在5%以内`: what every place where the subject may end agrees on."""
    agreed: Fields | None = None
    for subject, unit, rest in _splits(text):
        fields = read(rest)
        if fields is None or fields["kind"] is Kind.CUMULATIVE or not _names(subject, rest, fields):
            continue
        if unit:
            if fields["kind"] not in (Kind.NUMBER, Kind.APPROXIMATE) or fields["unit"] not in (None, unit):
                return None
            fields = {**fields, "unit": unit}
        if agreed is not None and {**agreed, "subject": None} != {**fields, "subject": None}:
            return None
        agreed = {**fields, "subject": subject}
    return agreed


def _splits(text: str) -> Iterator[tuple[str, str | None, str]]:
    """The places where a subject may end, the unit in its bracket, and what stands behind."""
    whole = _SUBJECT.match(text[:_LONGEST])
    for end in range(2, whole.end() + 1 if whole else 0):
        subject, rest = text[:end], text[end:]
        if rest and _SUBJECT.fullmatch(subject) and _is_subject(subject):
            link = _LINK.match(rest)
            behind = rest[link.end() :] if link else ""
            if behind and (behind != rest or _says_its_own(subject, rest)):
                yield subject, link["unit"] if link else None, behind


def _names(subject: str, rest: str, fields: Fields) -> bool:
    """Whether the subject ends as measures do; or names what is counted (`示范村不少于30个`)."""
    if _ENDS.search(subject):
        return True
    counted = fields.get("unit") in _COUNTED and not (rest[0].isdigit() or is_han(rest))
    return counted and len(subject) > 2 and not _PLACE.fullmatch(subject) and not is_han(subject[-1])


def _is_subject(subject: str) -> bool:
    return not _NO_SUBJECT.search(_NAMES.sub("", subject)) and not _ACTS.match(subject)


def _says_its_own(subject: str, rest: str) -> bool:
    """A figure right behind a name may be a footnote: it needs a sign, a word or its unit, and PM2.5 no digit; a minus
    there may be a hyphen."""
    if not rest[0].isdigit():
        return rest[0] not in "-—~"
    return re.search(f"(?:{_CHEMICAL})$", subject) is None and not _BARE.fullmatch(rest)
