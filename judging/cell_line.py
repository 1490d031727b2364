"""The one line of a matrix cell under its status: the figure against its target, and the fact that decides."""

from functools import lru_cache

from attainment import Column, Compare, Flag, Reading, Scale, Status, Verdict, parse
from attainment.briefs import Shown, brief
from attainment.units import same
from judging.scales import scale_of
from judging.summaries.rows import RowVerdict

#: Flags that change how the figure must be read; all others wait on the indicator's page.
_SHOWN_FLAGS = (
    Flag.SUPERIOR_VERDICT,
    Flag.ANNUAL_TARGET,
    Flag.COMPOSITE,
    Flag.PRECISION_EQUAL,
    Flag.LOWER_BOUND,
    Flag.REBOUNDED,
    Flag.SELF_REPORTED,
)


def deciding_line(row: RowVerdict, year: int) -> str:
    """Plain text; the judge writes the figures, the reviewer's own verdict stands behind them."""
    if not row.status:
        return "等待后台计算"
    flags = row.flags or ()
    by_hand = [f"人工判定：{row.by_hand}"] if row.by_hand else []
    line = brief(_scale(row), _verdict(row), _shown(row), year)
    return "　".join([line, *(flag.label for flag in _SHOWN_FLAGS if flag in flags), *by_hand])


def _scale(row: RowVerdict) -> Scale:
    """The row's scale; its unit is said only where it is not the one that the column names."""
    named = row.unit and row.indicator_unit and same(row.unit, row.indicator_unit)
    texts = row.baseline_text, row.used_target or row.target_text
    return scale_of(row.direction, row.decimals, "" if named else row.unit, *texts)


def _verdict(row: RowVerdict) -> Verdict:
    """The stored verdict as the judge's own."""
    return Verdict(
        Status(row.status or ""),
        row.reason or None,
        required=row.required,
        gap=row.gap,
        headroom_used=row.headroom_used,
        data_year=row.data_year,
        flags=tuple(Flag(flag) for flag in row.flags or ()),
    )


def _shown(row: RowVerdict) -> Shown:
    now = row.current
    return Shown(
        value=_reading(now.figure, Column.OBSERVED) if now.figure else None,
        about=now.about,
        target=_reading(row.used_target or row.target_text, Column.TARGET),
        baseline=_reading(row.baseline_text, Column.BASELINE),
        baseline_year=row.baseline_year,
        by_rounding=row.compare == Compare.ROUNDED,
    )


@lru_cache(maxsize=8192)
def _reading(text: str, column: Column) -> Reading:
    return parse(text, column)
