"""The checks of `reporting.checks` with what they need from the database; a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from attainment import Column, Direction, Kind, Reading, Values, parse, units
from attainment.questions import FLOWS
from indicators.models import Indicator
from indicators.questions import Inputs, row_unit
from reporting.asking import inputs_of
from reporting.checks import Facts, Past, check
from reporting.models import Entry
from reporting.reading import read
from reporting.relations import Relations, relations_of
from reporting.scales import decimal

_FIGURED = frozenset({Kind.NUMBER, Kind.ANNOTATED, Kind.APPROXIMATE, Kind.RATE})


def warnings_of(
    entries: Sequence[Entry], inputs: Mapping[int, tuple[Inputs, ...]] | None = None
) -> dict[int, list[dict[str, Any]]]:
    """What the checks say of each entry's present text: [{"code", "sentence", "suggestion"}] by id of the entry.

    `inputs`: those of `asking.inputs_of`, where the caller has them already.
    """
    said = [entry for entry in entries if entry.text]
    if not said:
        return {entry.pk: [] for entry in entries}
    asked = inputs_of(said) if inputs is None else inputs
    relations = relations_of(said)
    found = {entry.pk: check(facts_of(entry, asked.get(entry.pk, ()), relations)) for entry in said}
    return {entry.pk: [asdict(remark) for remark in found.get(entry.pk, [])] for entry in entries}


def facts_of(entry: Entry, inputs: Sequence[Inputs], relations: Relations) -> Facts:
    """What one entry is held against: last year's figure, the first readable baseline and target of its rows."""
    direction = Direction(entry.indicator.direction)
    value = number(parse(entry.text, Column.OBSERVED), entry.unit, entry.unit)
    baselines = [past for one in inputs if (past := _baseline(one, entry.unit))]
    return Facts(
        text=entry.text,
        unit=entry.unit,
        direction=direction,
        value=value,
        trouble=read(entry.text, entry).trouble,
        last=next((past for one in inputs if (past := _last(one, entry))), None),
        baseline=_mildest(baselines, direction),
        target=next((value for one in inputs if (value := _target(one, entry.unit)) is not None), None),
        accumulates=_accumulates(entry.indicator),
        wholes=relations.wholes(entry, value),
        parts=relations.parts(entry, value),
        sums=relations.sums(entry, value),
    )


def number(reading: Reading, own_unit: str, unit: str) -> Decimal | None:
    """The number of a text in `unit`, or the rank of a class; None where there is none or it does not convert."""
    if reading.kind is Kind.CLASS:
        return Decimal(reading.rank) if reading.rank is not None else None
    if reading.kind not in _FIGURED or reading.value is None:
        return None
    source = reading.unit or own_unit
    if not source or not unit or units.same(source, unit):
        return reading.value
    exact = units.convert(reading.value, source, unit)
    return None if exact is None else decimal(exact)


def _last(inputs: Inputs, entry: Entry) -> Past | None:
    """The figure in force of the year before."""
    year = entry.round.year - 1
    figure = inputs.series.figures.get(year)
    if figure is None:
        return None
    value = number(inputs.readings[year], row_unit(inputs.row), entry.unit)
    return Past(f"{year} 年", figure.text, value) if value is not None else None


def _baseline(inputs: Inputs, unit: str) -> Past | None:
    baseline = inputs.baseline
    if baseline is None or baseline.reading.op is not None:
        return None
    value = number(baseline.reading, row_unit(inputs.row), unit)
    return Past(f"{baseline.year} 年基准", baseline.reading.text, value) if value is not None else None


def _mildest(baselines: Sequence[Past], direction: Direction) -> Past | None:
    """Where two plans print different baselines, the one that is harder to be worse than counts."""
    pick = max if direction in (Direction.LOWER, Direction.CAP, Direction.CLASS) else min
    return pick(baselines, key=lambda past: past.value or Decimal(0), default=None)


def _target(inputs: Inputs, unit: str) -> Decimal | None:
    return number(inputs.target.reading, row_unit(inputs.row), unit)


def _accumulates(indicator: Indicator) -> bool:
    """Whether the figure of a year is a running total: a later one is never smaller, unless something was undone."""
    return indicator.direction in FLOWS and indicator.values == Values.CUMULATIVE
