"""Cells that print words with a fixed meaning: maintain, delegated, missing, not applicable (§1)."""

from __future__ import annotations

import re
from typing import Any

from attainment.folding import words
from attainment.vocabulary import Column, Kind, Op

Fields = dict[str, Any]

KEEP: dict[str, Op | None] = {
    **dict.fromkeys(words("不减少 不缩小 不减 不萎缩 只增不减 不得减少 不得缩小"), Op.GE),
    **dict.fromkeys(words("不增加 不上升 不突破 不增长 不扩大 不增 只减不增 不得增加 不得突破"), Op.LE),
    **dict.fromkeys(words("不降低 不下降 不退化 不恶化 不变差 不降 不劣化 保持不变 维持不变 不变 不得降低")),
    # 基本稳定 and 稳中向好 leave open how much may be lost: they stay text.
    **dict.fromkeys(
        how + keep + "稳定"
        for how in ("", "总体", "整体")
        for keep in ("保持", "维持", "继续保持", "持续保持")
    ),
    **dict.fromkeys(words("保持总体稳定 总体保持不变 保持现状 维持现状")),
}
LEVEL: dict[str, Op | None] = {
    **dict.fromkeys(["不低于", "不少于", "不小于"], Op.GE),
    **dict.fromkeys(words("不高于 不超过 不大于 不突破 不多于"), Op.LE),
    **dict.fromkeys(words("不劣于 不差于 保持 保持在 维持 维持在 稳定在")),
}
_OF_LEVEL = "|".join(sorted(LEVEL, key=len, reverse=True))
_KEEP_WORDS = "|".join(sorted(KEEP, key=len, reverse=True))
_MAINTAIN = re.compile(
    rf"(?:保持|确保|力争|维持)?(?:(?:比|较|与)(?P<year>[0-9]{{4}})年(?:末|底)?(?:相比)?,?)?(?P<word>{_KEEP_WORDS})"
)
_MAINTAIN_LEVEL = re.compile(
    rf"(?P<word>{_OF_LEVEL})(?:(?P<year>[0-9]{{4}})年(?:末|底)?(?:现状)?(?:水平|值)?|"
    r"(?:现状|现有|基准年|基期|目前|现有的?)(?:水平|值)?)"
)
_AS_IN = re.compile(r"(?:力争|确保|保持)?[与和同较比](?P<year>[0-9]{4})年(?:末|底)?(?:水平)?(?:相比)?,?持平")

_REASONS = words(
    "断流 断流无水 干涸 冰封 停测 缺测 未监测 暂未监测 未开展监测 未统计 暂未统计 未开展 未评价 未考核 不适用 不具备监测条件"
)
_NO_VALUE = words(
    "无 暂无 无数据 暂无数据 无监测数据 暂无监测数据 无统计数据 暂无统计数据 未收集 未收集到 数据缺失 缺失 空缺 暂缺 无资料 未设 未设目标 无目标"
)
_DASHES = re.compile(r"[-—/ ]*")
_WITH_NOTE = re.compile(r"(?P<word>[^()]*)\((?P<note>[^()]*)\)")

_AUTHORITY = re.compile(
    r"(?:本|全|[^国省市上县区级于不超过到达]{2,3}(?=[省市]))?(?:(?P<who>国家|国务院|国(?![土民道际控])|省|市|上级)|自治[区州]|[州盟]|地区)"
    r"(?:生态环境[厅局]|党委|人民政府|政府|主管部门|有关部门|相关部门|部门|[级厅局委部里区])*(?:[、,，/]|和|及|与|或)?"
)
_NAMES = {"国": "国家", "国务院": "国家"}
_DELEGATING_VERB = re.compile(
    r"(?:力争|确保|全面|圆满|按时|按期|超额)*(?:完成|达到|达成|满足|实现|落实|执行|符合|按照|按|依据|根据|由|以|待|成)?"
)
_SET_ABOVE = re.compile(r"[一-鿿、,，]{0,24}(?:下达|分解|核定)[一-鿿、,，]{0,24}")
# A superior's limit: 控制在国家下达目标内, 不低于省考核要求.
_LIMIT = re.compile("(?:力争|确保|严格)*(?:控制[在到]|不得?(?:超过|突破|高于|低于|少于|大于|多于|小于))")
_WITHIN = re.compile("的?(?:范围)?(?:以内|之内|以下|内)$")
# A document or a body that is not said to be a superior sets it all the same; our own county does not.
_SET_ELSEWHERE = re.compile(
    r"(?:力争|确保|全面|按时|按期)*(?:完成|实现|达到)(?P<who>[一-鿿、,，]{2,30}?)(?:所|中)?确定的?(?:[一-鿿]{0,10}(?:目标|任务|指标))(?:值|任务|指标|要求)?"
)
_SAYS_WHO = re.compile(
    "规划(?!$)|方案|计划|纲要|意见|文件|通知|行动|责任[书状]|协议|会议|政府|党委|[省州盟厅局委]|市(?!场)|国家|自治|上级"
)
_OURSELVES = re.compile("本|我|县|(?<!自治)区(?!域)|乡|镇|自[身行定]|[不或若]")
_DEMAND = re.compile(
    r"(?:的|十[二三四五六]五|期间|规划|年度|减排|总量|控制|控|约束性|考核|目标|任务|指标|要求|计划|相关|有关|各项|主要|具体|确定|规定|定|值|数|执行|完成|落实|为准)+"
)
_DEMAND_WORD = re.compile("考核|目标|任务|指标|要求")
_REMARK = re.compile(r"\([^()0-9]*\)$")
_QUOTES = str.maketrans(dict.fromkeys("“”‘’\"'「」『』《》"))


def maintain(text: str) -> Fields | None:
    """`不减少`, `不低于2020年水平`: the baseline itself is the target."""
    for pattern, table in ((_MAINTAIN, KEEP), (_MAINTAIN_LEVEL, LEVEL)):
        if found := pattern.fullmatch(text):
            year = int(found["year"]) if found["year"] else None
            return {"kind": Kind.MAINTAIN, "op": table[found["word"]], "basis_year": year}
    found = _AS_IN.fullmatch(text)
    return {"kind": Kind.MAINTAIN, "basis_year": int(found["year"])} if found else None


def missing(text: str, column: Column) -> Fields | None:
    """Nothing, a dash, `暂无数据`, `断流`: no value; in a target cell, no target. Never zero."""
    kind = Kind.NO_TARGET if column is Column.TARGET else Kind.MISSING
    if _DASHES.fullmatch(text) or text in _NO_VALUE:
        return {"kind": kind}
    if text in _REASONS:
        return {"kind": kind, "reason": text}
    words = text.replace(",", "，").split("，")
    if len(words) > 1 and all(word in _REASONS or word in _NO_VALUE for word in words):
        return {"kind": kind, "reason": next((word for word in words if word in _REASONS), None)}
    found = _WITH_NOTE.fullmatch(text)
    if found is None:
        return None
    word, note = found["word"], found["note"]
    if word in _REASONS:
        return {"kind": kind, "reason": note if note in _REASONS else word}
    if _DASHES.fullmatch(word) or word in _NO_VALUE:
        return {"kind": kind, "reason": note or None} if word or note in _REASONS else None
    return None


def not_applicable(text: str) -> Fields | None:
    """`不涉及`, also with who or a note."""
    if re.fullmatch(r"(?:[本我该](?:区|县|市|地)|本辖区)?不涉及(?:\([^()]*\))?", text):
        return {"kind": Kind.NOT_APPLICABLE}
    return None


def delegated(text: str, column: Column) -> Fields | None:
    """`完成市局下达目标`: a superior sets the number; in a baseline or observed cell, a past claim."""
    bare = _REMARK.sub("", text.translate(_QUOTES))
    limit = _LIMIT.match(bare)
    start = limit.end() if limit else _end(_DELEGATING_VERB, bare)
    authority, rest = _authorities(bare[start:])
    somebody = rest != bare[start:]
    if limit:
        rest = _WITHIN.sub("", rest)
    said = somebody and _says_delegated(rest)
    if not (said or _set_elsewhere(bare) or re.fullmatch("完成下达(?:的)?(?:目标|任务|指标)", bare)):
        return None
    kind = Kind.DELEGATED if column is Column.TARGET else Kind.PRIOR_CLAIM
    return {"kind": kind, "authority": tuple(dict.fromkeys(authority))}


def _authorities(text: str) -> tuple[list[str], str]:
    """The superiors that a text begins with, those of our list by name, and what follows them."""
    authority: list[str] = []
    while found := _AUTHORITY.match(text):
        authority += [_NAMES.get(found["who"], found["who"])] if found["who"] else []
        text = text[found.end() :]
    return authority, text


def _set_elsewhere(bare: str) -> bool:
    """`完成碳达峰方案确定的目标`: somebody else has set a number that is not printed here."""
    found = _SET_ELSEWHERE.fullmatch(bare)
    if found is None or _OURSELVES.search(found["who"]):
        return False
    return _SAYS_WHO.search(found["who"]) is not None


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _says_delegated(rest: str) -> bool:
    """Whether what follows the authority says that it sets a number, and no number is printed."""
    if _SET_ABOVE.fullmatch(rest):
        return True
    return bool(_DEMAND.fullmatch(rest) and _DEMAND_WORD.search(rest))
