"""One line of a verdict: the value against its target, and the figure that decides (§5). Lists, matrix and sheets say it."""

from __future__ import annotations

from typing import NamedTuple

from attainment.obstacles import title
from attainment.readings import Reading
from attainment.scales import Scale, tell
from attainment.units import same
from attainment.verdicts import Verdict
from attainment.vocabulary import Flag, Op, Status

_OPEN = frozenset({Status.PENDING, Status.NO_DATA, Status.UNJUDGED, Status.EXCLUDED})
_SIGNS = tuple(op.sign for op in (Op.LT, Op.LE, Op.GE, Op.GT))


class Shown(NamedTuple):
    """The texts beside a verdict. `about`: what the value of a flow is (累计); `value` None: there is none.

    `by_rounding`: the row compares by reporting precision; where that decides, the line says what was compared.
    """

    value: Reading | None
    target: Reading
    baseline: Reading | None = None
    baseline_year: int | None = None
    about: str = ""
    by_rounding: bool = False


def brief(scale: Scale, verdict: Verdict, shown: Shown, year: int) -> str:
    """Printed values verbatim, computed ones in the words and decimals of the sentence."""
    told = _open if verdict.status in _OPEN else _decided
    line = tell(scale, lambda scale: told(scale, verdict, shown, year))
    return f"{line}（{verdict.data_year} 年值）" if Flag.AS_OF_YEAR in verdict.flags else line


def _open(scale: Scale, verdict: Verdict, shown: Shown, year: int) -> str:
    """What is missing, and what is known."""
    if verdict.status is Status.NO_DATA:
        return verdict.reason or f"无 {year} 年全年数据"
    if verdict.status is Status.PENDING and shown.value is None:
        return "尚无现值"
    why = title(verdict.reason) if verdict.reason else ""
    known = shown.value is not None and verdict.status is not Status.EXCLUDED
    return "　".join(part for part in (why, f"现值 {_value(scale, shown)}" if known else "") if part)


def _decided(scale: Scale, verdict: Verdict, shown: Shown, year: int) -> str:
    """The value against what it is held against."""
    value = _value(scale, shown) + _rounded(scale, verdict, shown)
    target = scale.target(shown.target, shown.baseline, shown.baseline_year)
    match verdict.status:
        case _ if shown.value is None:
            return f"目标 {target}"
        case Status.ON_TRACK | Status.BEHIND:
            due = f"　应达 {scale.required(verdict.required)}" if verdict.required is not None else ""
            return f"{value} → {target}{due}"
        case Status.REGRESSED if shown.baseline is not None:
            return f"{value} 劣于基准 {scale.verbatim(shown.baseline)}"
        case Status.BREACHED | Status.MISSED:
            broken = "未守住" if verdict.status is Status.BREACHED else "未满足"
            short = f"　差 {scale.difference(verdict.gap)}" if verdict.gap else ""
            return f"{value} {broken} {target}{short}"
    used = f"　已用增量 {scale.share(verdict.headroom_used)}" if verdict.headroom_used is not None else ""
    return f"{value} {target}{used}" if target.startswith(_SIGNS) else f"{value}　目标 {target}{used}"


def _value(scale: Scale, shown: Shown) -> str:
    return "" if shown.value is None else shown.about + scale.printed(shown.value)


def _rounded(scale: Scale, verdict: Verdict, shown: Shown) -> str:
    """（修约为30）: the value that was compared, where it and the printed one lead to different answers."""
    if shown.value is None or shown.value.value is None or not shown.by_rounding:
        return ""
    own = shown.value.unit is None or scale.unit is None or same(shown.value.unit, scale.unit)
    sensitive = Flag.ROUNDING_SENSITIVE in verdict.flags and Flag.ANNUAL_TARGET not in verdict.flags
    return f"（修约为{scale.compared(shown.value.value)}）" if own and sensitive else ""
