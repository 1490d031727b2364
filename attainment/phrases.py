"""Cells that print a figure: number, interval, approximate, annotated, rate, cumulative (§1).

Every function takes folded and squeezed text and returns the fields of a Reading, or None. Whatever is left
over — an unknown unit, two operators that disagree, a second figure — makes None: nothing is half read.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

from attainment.folding import words
from attainment.numerals import HAN, han_number, is_han, stands_alone
from attainment.units import UNIT_PATTERN
from attainment.vocabulary import Change, Kind, Op

Fields = dict[str, Any]

#: Beyond this no person wrote the figure, and exact arithmetic would no longer be certain.
MAX_DIGITS = 40

NUMBER = r"-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_PRINTED = rf"(?:{NUMBER}|{HAN})"
_UNIT = rf"(?:{UNIT_PATTERN}|\({UNIT_PATTERN}\))"
_TO = r"(?:到|至)"
_RISE_OR_FALL = words(
    "提高 提升 增加 增长 上升 扩大 降低 下降 减少 削减 消减 压减 下调 上调 改善 恢复 提 增 升 降 减"
)
#: Verbs that lead up to a level; 控制在 alone also says “at most”.
_VERBS = sorted(
    [
        *(verb + end for verb in _RISE_OR_FALL for end in "到至"),
        *words(
            "达到 达 力争 力争达到 争取 确保 稳定达到 稳定在 稳定保持在 保持在 保持 维持在 维持 实现 完成"
        ),
        *(how + verb + "到" for how in words("稳步 逐步 进一步") for verb in words("提高 提升 降低 下降")),
        *words("达到并保持在 达到并稳定在 稳定达到并保持在 稳定并保持在 保持稳定在 为 保持为 降为"),
        *words("控制在 控制到 控制为 控制至 稳定控制在 严格控制在"),
    ],
    key=len,
    reverse=True,
)
_VERB = re.compile("|".join(_VERBS))

_BEFORE = {
    Op.GE: "≥ 不低于 不少于 不小于 不得低于 不得少于 大于等于 大于或等于 高于或等于 高于等于 至少 最少 最低",
    Op.LE: "≤ 不高于 不超过 不大于 不多于 不突破 不超 不得高于 不得超过 不得突破 小于等于 小于或等于 低于或等于 "
    "低于等于 至多 最多 最高",
    Op.GT: "> 超过 突破 将超过 将突破 大于 高于 多于 超出",
    Op.LT: "< 小于 低于 少于 不满 不足 不到",
    Op.APPROX: "约 大约 约为 近 将近 接近 大致",
}
_AFTER = {
    Op.GE: "以上 及以上 或以上 及其以上",
    Op.LE: "以下 及以下 或以下 以内 之内 及以内",
    Op.APPROX: "左右 上下",
}
_STRICT = {Op.GE: Op.GT, Op.LE: Op.LT}


def _operators(table: dict[Op, str]) -> tuple[dict[str, Op], str]:
    known = {word: op for op, listed in table.items() for word in words(listed)}
    return known, "|".join(sorted(map(re.escape, known), key=len, reverse=True))


_BEFORE_OPS, _BEFORE_PATTERN = _operators(_BEFORE)
_AFTER_OPS, _AFTER_PATTERN = _operators(_AFTER)
_INCLUDED = r"\((?P<{0}>不?含)(?:本数|本级)?\)"

_FIGURE = re.compile(
    rf"(?P<before>{_BEFORE_PATTERN})?(?P<value>{_PRINTED})(?P<unit>{_UNIT})?(?:{_INCLUDED.format('inner')})?"
    rf"(?P<late>{_UNIT})?(?P<after>{_AFTER_PATTERN})?(?:{_INCLUDED.format('outer')})?(?P<note>\([^()]+\))?"
)
_INTERVAL = re.compile(
    rf"(?P<value>{_PRINTED})(?P<unit>{_UNIT})?(?:-|—|~|至|到)(?P<upper>{_PRINTED})(?P<late>{_UNIT})?(?:之间)?"
)
_OF_YEAR = r"(?:(?:19|20)[0-9]{2}年(?:末|底)?的?)?"
_FROM_TO = re.compile(
    rf"(?:由|从){_OF_YEAR}{NUMBER}{_UNIT}?(?P<verb>(?:{'|'.join(_RISE_OR_FALL)})?{_TO}){_OF_YEAR}(?P<rest>.+)"
)
_TOTAL = re.compile(
    rf"(?P<before>{_BEFORE_PATTERN})?\[(?P<value>{NUMBER})(?P<unit>{_UNIT})?\](?P<late>{_UNIT})?"
    rf"(?P<after>{_AFTER_PATTERN})?"
)
_SINCE = r"(?:(?:比|较|相比|相较|与|在)(?P<year>[0-9]{4})年(?:末|底|度)?(?:相比|基础上|水平)?,?)?"
CHANGE_VERBS = "下降|降低|减少|削减|消减|压减|增长|增加|提高|上升|提升"
_CHANGE = re.compile(
    rf"(?:力争|确保|争取)?{_SINCE}"
    rf"(?:累计)?(?P<verb>{CHANGE_VERBS})(?P<rest>[^到至].*)"
)
INCREASES = frozenset(words("增长 增加 提高 上升 提升"))
_YEAR = re.compile(r"(?<![0-9.,])((?:19|20)[0-9]{2})(?![0-9.,])")
_YEARS = re.compile(r"(?:19|20)[0-9]{2}")
_YEARLY = re.compile(r"年均|每年|逐年|同比|环比|上年|上一年|前一年|去年")


class _Figure(NamedTuple):
    value: Decimal
    op: Op | None
    unit: str | None
    note: str | None


def decimal_of(printed: str) -> Decimal | None:
    """The figure with its printed decimals; None when it is longer than any real one. `-0` is 0."""
    if is_han(printed):
        return han_number(printed) if len(printed) <= MAX_DIGITS else None
    if sum(c.isdigit() for c in printed) > MAX_DIGITS:
        return None
    value = Decimal(printed.replace(",", ""))
    return value or value.copy_abs()


def _unit_of(found: re.Match[str]) -> tuple[bool, str | None]:
    """Whether the printed units agree, and the one they name."""
    printed = [
        part.strip("()") if part[0] == "(" else part for part in (found["unit"], found["late"]) if part
    ]
    return len(set(printed)) < 2, printed[0] if printed else None


def _op_of(found: re.Match[str], included: str | None = None) -> tuple[bool, Op | None]:
    """Whether the printed operators agree, and the one they say."""
    before, after = found["before"], found["after"]
    ops = [table[word] for word, table in ((before, _BEFORE_OPS), (after, _AFTER_OPS)) if word]
    op = ops[0] if ops else None
    if included is None:
        return len(set(ops)) < 2, op
    if op not in _STRICT:  # （含） and （不含） say something only about 以上, 以下 and their like
        return False, None
    return len(set(ops)) == 1, _STRICT[op] if included == "不含" else op


def figure(text: str) -> _Figure | None:
    """One figure with its operator, unit and note."""
    found = _FIGURE.fullmatch(text)
    if found is None:
        return None
    if found["inner"] and found["outer"]:
        return None
    if found["unit"] and found["late"] and not (found["inner"] or found["late"][0] == "("):
        return None  # `88%%`: the second one is a slip, and nobody knows of what
    units_agree, unit = _unit_of(found)
    ops_agree, op = _op_of(found, found["inner"] or found["outer"])
    value = decimal_of(found["value"])
    if not (units_agree and ops_agree) or value is None:
        return None
    if is_han(found["value"]) and not stands_alone(found["value"], unit):
        return None
    return _Figure(value, op, unit, found["note"] and found["note"][1:-1])


_NONE_HAPPENS = re.compile('(?:保持|实现|确保|力争)*[“"]?零(?:发生|事故)[”"]?')


def none_happens(text: str) -> Fields | None:
    """`零发生` is 0. 零增长 and 零突破 are not; they say nothing of a number."""
    return {"kind": Kind.NUMBER, "value": Decimal(0)} if _NONE_HAPPENS.fullmatch(text) else None


def without_verbs(text: str) -> tuple[str, Op | None]:
    """The text behind its leading verbs, and le when one of them was 控制."""
    op = None
    while found := _VERB.match(text):
        op = Op.LE if "控制" in found[0] else op
        text = text[found.end() :]
    return text, op


def year_in(note: str) -> tuple[bool, int | None]:
    """Whether a note can stand beside a figure, and the one year it names.

    A second figure or a second year would be a second statement; 年均 would change what the figure means.
    """
    years = set(_YEAR.findall(note))
    rest = _YEAR.sub("", note)
    ok = len(years) < 2 and not re.search(r"[0-9]", rest) and not _YEARLY.search(rest)
    return ok, int(years.pop()) if ok and years else None


def number(text: str) -> Fields | None:
    """`≥88`, `80%以上`, `控制在30`, `约70`, `17.71%(比2015年)`: number, approximate or annotated."""
    bare, verb_op = without_verbs(text)
    found = figure(bare)
    if found is None:
        return None
    op = found.op or verb_op  # 控制在70%以上 says 以上; 控制在 alone says at most
    fields: Fields = {"value": found.value, "op": op, "unit": found.unit}
    if found.note is not None:
        ok, year = year_in(found.note)
        return {**fields, "kind": Kind.ANNOTATED, "basis_year": year} if ok else None
    return {**fields, "kind": Kind.APPROXIMATE if op is Op.APPROX else Kind.NUMBER}


def from_to(text: str) -> Fields | None:
    """`由40%提高到45%`: the second number counts."""
    found = _FROM_TO.fullmatch(text)
    if found is None:
        return None
    return number(found["rest"])


def interval(text: str) -> Fields | None:
    """`10-15`, `4.5%~5%`, `10至15`; the first may not exceed the second."""
    found = _INTERVAL.fullmatch(without_verbs(text)[0])
    if found is None:
        return None
    agree, unit = _unit_of(found)
    value, upper = decimal_of(found["value"]), decimal_of(found["upper"])
    if not agree or value is None or upper is None or value > upper:
        return None
    if unit is None and _YEARS.fullmatch(found["value"]) and _YEARS.fullmatch(found["upper"]):
        return None  # `2021-2025` is when, not how much
    return {"kind": Kind.INTERVAL, "value": value, "upper": upper, "unit": unit}


def total(text: str) -> Fields | None:
    """`〔18〕`: a five-year total."""
    found = _TOTAL.fullmatch(text)
    if found is None:
        return None
    (units_agree, unit), (ops_agree, op) = _unit_of(found), _op_of(found)
    value = decimal_of(found["value"])
    if not (units_agree and ops_agree) or value is None:
        return None
    return {"kind": Kind.CUMULATIVE, "value": value, "op": op, "unit": unit}


def rate(text: str) -> Fields | None:
    """`降低18.9%`, `比2020年下降18%`, `下降5%以上`, `降低约3%`: a change, which needs its % or ‰."""
    found = _CHANGE.fullmatch(text)
    read = figure(found["rest"]) if found else None
    if found is None or read is None or read.unit not in {"%", "‰"}:
        return None
    ok, year = year_in(read.note) if read.note else (True, None)
    named = int(found["year"]) if found["year"] else None
    if not ok or (year and named and year != named):
        return None
    change = Change.INCREASE if found["verb"] in INCREASES else Change.DECREASE
    fields: Fields = {"kind": Kind.RATE, "value": read.value, "op": read.op, "unit": read.unit}
    return {**fields, "change": change, "basis_year": named or year}
