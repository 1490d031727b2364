"""Whether two printed texts say the same: units converted exactly, an unprinted sign read as the natural one."""

from collections.abc import Hashable
from fractions import Fraction

from attainment import Kind
from attainment.targets import natural
from attainment.units import canonical, convert
from attainment.vocabulary import Change
from indicators.findings.rows import PrintedText, Row

_NUMBERS = frozenset({Kind.NUMBER, Kind.ANNOTATED, Kind.RATE, Kind.APPROXIMATE, Kind.INTERVAL})
_NOTHING = frozenset({Kind.MISSING, Kind.NO_TARGET})


def says_nothing(printed: PrintedText) -> bool:
    return printed.reading.kind in _NOTHING


def target_meaning(printed: PrintedText, row: Row) -> Hashable:
    """What a target cell demands, comparable between rows of one catalogue indicator."""
    op = printed.reading.op or natural(row.measure.direction)
    return (op, *_meaning(printed, row))


def value_meaning(printed: PrintedText, row: Row) -> Hashable:
    """What a baseline or final value says, comparable between rows of one catalogue indicator."""
    return _meaning(printed, row)


def _meaning(printed: PrintedText, row: Row) -> tuple[Hashable, ...]:
    reading = printed.reading
    if reading.kind in _NUMBERS and reading.value is not None:
        # “降低19.91%” and “19.91” are one statement in a rate row; a rise is another.
        return ("number", *_quantity(printed, row), reading.upper, reading.change is Change.INCREASE)
    if reading.kind is Kind.CLASS:
        return ("class", reading.rank)
    if reading.kind in _NOTHING:
        return ("nothing",)
    if reading.kind in (Kind.DELEGATED, Kind.PRIOR_CLAIM):
        return ("delegated", reading.authority)
    if reading.kind in (Kind.MAINTAIN, Kind.NOT_APPLICABLE):
        return (reading.kind, reading.op)
    return (reading.kind, "".join(reading.text.split()).replace(",", "，"))


def _quantity(printed: PrintedText, row: Row) -> tuple[Hashable, Hashable]:
    """The value in the catalogue's unit where it converts, else with its own unit."""
    value, unit = printed.reading.value, printed.reading.unit or row.unit
    if value is None:
        return None, unit
    if not unit:
        return Fraction(value), row.measure.unit
    exact = convert(value, unit, row.measure.unit)
    return (exact, row.measure.unit) if exact is not None else (Fraction(value), canonical(unit) or unit)
