"""Cells that speak of the year before: `同比下降4%`, `较上年提高2个百分点`, `不低于上年`, `较上年好转` (§1).

Superiors set annual targets so. Without such a lead a step in 个百分点 says from nowhere: it stays text.
"""

from __future__ import annotations

import re
from typing import Any

from attainment.folding import words
from attainment.phrases import CHANGE_VERBS, INCREASES, figure, year_in
from attainment.vocabulary import Change, Kind, Op
from attainment.wordings import KEEP, LEVEL

Fields = dict[str, Any]

_YEAR = r"(?:上年度?|上一年度?|去年)(?:同期)?(?:水平)?"
_LEAD = rf"(?:同比|相?[较比]{_YEAR}|[与和同]{_YEAR}相比)[,，]?"
_WISH = "(?:力争|确保|争取)?"
_POINTS = re.compile("个?百分点")

_CHANGE = re.compile(rf"{_WISH}{_LEAD}(?P<verb>{CHANGE_VERBS})(?P<rest>.+)")
_KEEPING = "|".join(sorted(KEEP, key=len, reverse=True))
_KEEP = re.compile(rf"{_WISH}(?:保持)?{_LEAD}(?P<word>{_KEEPING}|持平)")
_HOW = "|".join(words("有所 明显 显著 持续 进一步 逐步 稳步 继续 不断"))
_BETTER = re.compile(rf"{_WISH}(?:{_LEAD}(?:{_HOW})?(?:好转|改善)|[优好]于{_YEAR})")
_LEVELS = "|".join(sorted(LEVEL, key=len, reverse=True))
_LEVEL = re.compile(rf"{_WISH}(?:(?P<word>{_LEVELS}){_YEAR}|(?:保持)?[与和同]{_YEAR}持平)")


def change_since_last_year(text: str) -> Fields | None:
    """`同比下降4%`: a rate; `较上年提高2个百分点`, `同比下降4‰`: a difference, which needs its unit.

    以上, 约, 左右 and their like may stand with it; any other operator makes text, and so does a note that
    names a year of its own.
    """
    found = _CHANGE.fullmatch(text)
    if found is None:
        return None
    rest, points = _POINTS.subn("%", found["rest"])
    read = figure(rest)
    if read is None or read.unit is None or not _may_stand(rest, read.op):
        return None
    if read.note is not None and year_in(read.note) != (True, None):
        return None
    change = Change.INCREASE if found["verb"] in INCREASES else Change.DECREASE
    kind = Kind.RATE if read.unit == "%" and not points else Kind.DIFFERENCE
    fields: Fields = {"kind": kind, "value": read.value, "op": read.op, "unit": read.unit}
    return {**fields, "change": change, "previous": True}


def _may_stand(rest: str, op: Op | None) -> bool:
    """以上 follows its figure: `≥4%` and `不低于4%` are other operators; a negative change is a slip."""
    return not rest.startswith("-") and (op in (None, Op.APPROX) or (op is Op.GE and rest[0].isdigit()))


def kept_since_last_year(text: str) -> Fields | None:
    """`不低于上年`, `与上年持平`, `较上年不下降`: the year before is the limit; `较上年好转`: and must be passed."""
    if _BETTER.fullmatch(text):
        return {"kind": Kind.MAINTAIN, "op": Op.BETTER, "previous": True}
    for pattern, table in ((_KEEP, KEEP), (_LEVEL, LEVEL)):
        if found := pattern.fullmatch(text):
            return {"kind": Kind.MAINTAIN, "op": table.get(found["word"]), "previous": True}
    return None
