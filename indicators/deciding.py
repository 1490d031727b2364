"""The one line of a matrix cell under its status: the figure against its target, and the fact that decides."""

from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from attainment import Column, Direction, Flag, Kind, Op, Reason, Status, parse
from attainment.questions import FALLING, STEPS
from attainment.units import same
from counties.models import Finding
from indicators.summaries.rows import RowVerdict

#: Flags that change how the figure must be read; all others wait on the indicator's page.
_SHOWN_FLAGS = (
    Flag.SUPERIOR_VERDICT,
    Flag.ANNUAL_TARGET,
    Flag.PRECISION_EQUAL,
    Flag.LOWER_BOUND,
    Flag.REBOUNDED,
    Flag.SELF_REPORTED,
)


def deciding_line(row: RowVerdict, year: int) -> str:
    """Plain text, verbatim printed values; computed figures half-even at the row's precision."""
    if not row.status:
        return "等待后台计算"
    status = Status(row.status)
    line = _undecided(row, status, year) if status in _UNDECIDED else _decided(row, status)
    flags = row.flags or ()
    if Flag.AS_OF_YEAR in flags:
        line += f"（{row.data_year} 年值）"
    by_hand = [f"人工判定：{row.by_hand}"] if row.by_hand else []
    return "　".join([line, *(flag.label for flag in _SHOWN_FLAGS if flag in flags), *by_hand])


_UNDECIDED = frozenset({Status.PENDING, Status.NO_DATA, Status.UNJUDGED, Status.EXCLUDED})
_SIGNS = frozenset(op.sign for op in (Op.LT, Op.LE, Op.GE, Op.GT))
_DOUBTS = dict(Finding.Doubt.choices)


def _undecided(row: RowVerdict, status: Status, year: int) -> str:
    if status is Status.PENDING:
        return f"现值 {_value(row)}" if row.value_text else "尚无现值"
    if status is Status.NO_DATA:
        return row.reason or f"无 {year} 年全年数据"
    known = f"　现值 {_value(row)}" if row.value_text and status is Status.UNJUDGED else ""
    return _reason(row.reason) + known


def _reason(reason: str | None) -> str:
    if not reason:
        return ""
    if reason in Reason.__members__.values():
        return Reason(reason).label
    return _DOUBTS.get(reason, reason)


def _decided(row: RowVerdict, status: Status) -> str:
    target = shown_target(row)
    value = _value(row)
    if not row.value_text:
        return f"目标 {target}"
    match status:
        case Status.ON_TRACK | Status.BEHIND:
            due = f"　应达 {_figure(row, row.required)}" if row.required is not None else ""
            return f"{value} → {target.removeprefix('≥').removeprefix('≤')}{due}"
        case Status.REGRESSED:
            return f"{value} 劣于基准 {row.baseline_text}"
        case Status.BREACHED:
            return f"{value} 未守住 {target}"
        case Status.MISSED:
            gap = f"　差 {_figure(row, row.gap)}" if row.gap else ""
            return f"{value} 未满足 {target}{gap}"
    used = f"　已用增量 {row.headroom_used:.0%}" if row.headroom_used is not None else ""
    signed = target[:1] in _SIGNS
    return f"{value} {target}{used}" if signed else f"{value}　目标 {target}{used}"


def _value(row: RowVerdict) -> str:
    """The observed text, with the row's unit where it is not the one that the catalogue names."""
    text = row.value_text or ""
    other = row.unit and not (row.indicator_unit and same(row.unit, row.indicator_unit))
    return f"{text} {row.unit}" if other and row.unit not in text else text


def shown_target(row: RowVerdict) -> str:
    """{T} of the specification §5: verbatim, a bare number preceded by the sign of its operator."""
    return _shown_target(row.used_target or row.target_text, row.direction)


@lru_cache(maxsize=4096)
def _shown_target(text: str, direction: str) -> str:
    reading = parse(text, Column.TARGET)
    if reading.kind is not Kind.NUMBER or not text[:1].isdigit() or reading.op is not None:
        return text
    falling = Direction(direction) in FALLING
    return f"{(Op.LE if falling else Op.GE).sign}{text}"


def _figure(row: RowVerdict, figure: Decimal | None) -> str:
    if figure is None:
        return ""
    if Direction(row.direction) is Direction.CLASS:
        return "ⅠⅡⅢⅣⅤ"[int(figure) - 1] + "类" if 1 <= figure <= 5 else f"{int(figure)}"
    places = 0 if Direction(row.direction) in STEPS else max(1, _places(row))
    return f"{figure.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN):f}"


def _places(row: RowVerdict) -> int:
    """Reporting precision: the catalogue's, else the most decimals that the row prints (specification §2)."""
    if row.decimals is not None:
        return row.decimals
    return max(
        _printed_places(row.baseline_text, Column.BASELINE), _printed_places(row.target_text, Column.TARGET)
    )


@lru_cache(maxsize=4096)
def _printed_places(text: str, column: Column) -> int:
    value = parse(text, column).value
    return 0 if value is None else max(0, -int(value.as_tuple().exponent))
