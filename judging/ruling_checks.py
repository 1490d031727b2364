"""Whether a target or unit that a person types into a ruling can be meant: what its indicator can never be is refused,
what is odd is asked about.

What the plan itself prints is chosen from a list and not checked again (docs/decisions/0022-checks-of-figures.md).
"""

import re
from collections.abc import Iterator, Sequence

from attainment import Column, Kind, parse
from counties.models import Ruling
from judging import target_texts
from judging.questions import Inputs
from judging.ruled import parts_of
from judging.target_remarks import impossible, remark_on
from judging.unit_remarks import remarks_on_unit
from plausibility.quoting import is_quoted

FEWEST_PARTS = 2
_LEADING_ZERO = re.compile(r"(?<![\d.])0\d")
_PART_SAYS = {
    Kind.COMPOSITE: "含有几项要求；请每行只写一项",
    Kind.TEXT: "无法识别为可比较的要求；须由人判断的，请在指标页录入“人工判定”",
}


def typed_targets(kind: str, value: str) -> Sequence[str]:
    """The texts of a ruling that nobody printed as they stand."""
    if kind == Ruling.Kind.STATED:
        return (value,)
    return parts_of(value) if kind == Ruling.Kind.PARTS else ()


def unfit(inputs: Inputs, kind: str, value: str) -> str | None:
    """Why it cannot be judged by or can never be meant, one sentence without a full stop."""
    texts = typed_targets(kind, value)
    if kind == Ruling.Kind.PARTS and len(texts) < FEWEST_PARTS:
        return "只有一项，不是分项；请把各项要求分行写出"
    return next((why for text in texts if (why := _unfit(inputs, kind, text))), None)


def _unfit(inputs: Inputs, kind: str, text: str) -> str | None:
    if kind == Ruling.Kind.PARTS and (said := _PART_SAYS.get(parse(text, Column.TARGET).kind)):
        return f"“{text}”{said}"
    if careless := _careless(text):
        return careless
    if refused := target_texts.refusal(inputs, text):
        return refused
    beyond = impossible(inputs, text)
    return f"“{text}”{beyond}，请核对数值和单位" if beyond else None


def _careless(text: str) -> str | None:
    """A number that is understood and would stand in every verdict as it was typed."""
    if _LEADING_ZERO.search(text):
        return f"“{text}”的数字前多写了 0"
    if parse(text, Column.TARGET).value is not None and not any(sign.isdigit() for sign in text):
        return f"“{text}”请用阿拉伯数字填写，如 20.26"
    return None


def odd(inputs: Inputs, kind: str, value: str, wording: str) -> tuple[str, ...]:
    """What a person has to stand by before it is ruled; sentences without a full stop."""
    bare = inputs.under(inputs.ruled.without(kind))
    if kind == Ruling.Kind.UNIT:
        return tuple(remarks_on_unit(bare, value))
    return tuple(_odd(bare, kind, value, wording))


def _odd(bare: Inputs, kind: str, value: str, wording: str) -> Iterator[str]:
    where, quoted = (
        ("正文原话", wording) if kind == Ruling.Kind.STATED else ("规划原文", bare.row.target_text)
    )
    for text in typed_targets(kind, value):
        if not is_quoted(text, quoted):
            yield f"{where}中没有“{text}”，请对照原文核实"
        if remark := remark_on(bare, text):
            yield remark
