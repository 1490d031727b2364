"""From stored rows to the questions that the judge answers: which texts one verdict reads.

Constant number of queries for any number of plan rows. Which observation counts is decided here
(design, life of a figure): the full-year row of the plan row's site; of several bases the row's own
规划自述, else the baseline's, else the one without basis, else the only one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from attainment import Column, Reading, parse, printed_decimals
from attainment import questions as asked
from attainment.questions import FLOWS, Question
from attainment.targets import replaced
from attainment.units import same
from attainment.vocabulary import Compare, Direction, Scope, Status, Values
from indicators.models import (
    AnnualTarget,
    AssignedTarget,
    Observation,
    PlanIndicator,
    SuperiorVerdict,
)
from judging.ruled import UNRULED, Ruled
from judging.stored import Stored, load_stored, series_key

_APART_FROM_FIGURES = ("direction", "unit", "target", "baseline", "decimals", "_assigned", "_annual")
"""What of a row's inputs is worked out once, whatever figures there are."""


@dataclass(slots=True)
class Series:
    """What is observed for one plan row: the chosen figure of each year, and what stands in its way."""

    figures: dict[int, Observation] = field(default_factory=dict)
    # Years with a value for part of the year only: told to the judge, never used as the year's figure.
    partial: dict[int, Observation] = field(default_factory=dict)
    disputed_years: set[int] = field(default_factory=set)

    def bases(self) -> dict[int, str]:
        """The stated basis of each year's figure; 规划自述 is the row's own and clashes with nothing."""
        return {
            year: figure.basis
            for year, figure in self.figures.items()
            if figure.basis and figure.basis != Observation.SELF_STATED
        }


@dataclass(frozen=True)
class Inputs:
    """Everything that the verdicts of one plan row read; its texts are parsed once for all years."""

    row: PlanIndicator
    series: Series
    readings: dict[int, Reading]
    assigned: AssignedTarget | None
    annual: Mapping[int, AnnualTarget]
    superior: Mapping[int, SuperiorVerdict]
    doubts: tuple[str, ...]
    ruled: Ruled = UNRULED

    def uses_demo(self, year: int) -> bool:
        """Whether a page that shows the row up to `year` shows an invented value; what entered a verdict: `judging.invented`."""
        invented = any(figure.is_demo for figure in self.series.figures.values() if figure.year <= year)
        annual = any(target.is_demo for target in self.annual.values() if target.year <= year)
        return invented or annual or bool(self.assigned and self.assigned.is_demo)

    @cached_property
    def is_of_facts(self) -> bool:
        """Whether nothing of it is invented, in any year."""
        figures = (*self.series.figures.values(), *self.series.partial.values())
        invented = [*(one.is_demo for one in figures), *(one.is_demo for one in self.annual.values())]
        return not any(invented) and not (self.assigned and self.assigned.is_demo)

    @property
    def set_since(self) -> str:
        """What was set in the place of a delegated or absent target: by a superior, else stated in the plan's text."""
        return self.assigned.text if self.assigned else self.ruled.stated

    @cached_property
    def direction(self) -> Direction:
        return self.ruled.direction(self.row.indicator.direction)

    @cached_property
    def unit(self) -> str:
        """The unit the row is judged in: ruled, else printed, else the catalogue's."""
        return self.ruled.unit(row_unit(self.row))

    @cached_property
    def target(self) -> asked.Target:
        """What is printed, or what a person ruled to stand in its place."""
        text = self.ruled.target(self.row.target_text, self._assigned)
        return asked.Target(parse(text, Column.TARGET), self.row.target_year)

    @cached_property
    def baseline(self) -> asked.Baseline | None:
        """The printed or ruled baseline with its own year; None only where the table has no such column."""
        row, ruled = self.row, self.ruled.baseline
        if not row.baseline_cell and ruled is None:
            return None
        year = row.baseline_year or row.plan.base_year
        text = row.baseline_text if ruled is None else ruled
        return asked.Baseline(parse(text, Column.BASELINE), year, row.baseline_basis or None)

    @cached_property
    def decimals(self) -> int:
        """The catalogue's reporting precision, else the most decimals of baseline and target in force (§2)."""
        if self.row.indicator.decimals is not None:
            return self.row.indicator.decimals
        used = replaced(self.target.reading, self._assigned)
        beside = [self.baseline.reading] if self.baseline else []
        return printed_decimals(used, *self.ruled.parts, *beside)

    @cached_property
    def _assigned(self) -> Reading | None:
        return parse(self.assigned.text, Column.TARGET) if self.assigned else None

    @cached_property
    def _annual(self) -> dict[int, asked.AnnualTarget]:
        return {
            year: asked.AnnualTarget(
                parse(target.text, Column.TARGET), target.document_number, self._scope(target)
            )
            for year, target in self.annual.items()
        }

    def _scope(self, target: AnnualTarget) -> Scope | None:
        """What was stated; nothing where the catalogue has since said that no years of this add up."""
        return Scope(target.scope) if target.scope and self.direction in FLOWS else None

    @cached_property
    def _bases(self) -> dict[int, str]:
        return self.series.bases()

    def question(self, year: int) -> Question:
        """The question for one year; its answer needs no database."""
        superior = self.superior.get(year)
        found = None
        if superior is not None:
            found = asked.SuperiorVerdict(Status(superior.status), superior.document_number)
        return Question(year=year, superior_verdict=found, **self._of_any_year)

    @cached_property
    def _of_any_year(self) -> dict[str, Any]:
        """What the questions of all years have in common."""
        indicator = self.row.indicator
        return {
            "direction": self.direction,
            "target": self.target,
            "decimals": self.decimals,
            "name": self.row.name,
            "unit": self.unit or None,
            "compare": Compare(indicator.compare),
            "values": Values(indicator.values) if indicator.values else None,
            "baseline": self.baseline,
            "assigned": self._assigned,
            "annual_targets": self._annual,
            "observations": self.readings,
            "bases": self._bases,
            "partial_years": frozenset(self.series.partial),
            "doubts": self.ruled.still_open(self.doubts),
            "parts": self.ruled.parts,
            "plan_base_year": self.row.plan.base_year,
        }

    def under(self, ruled: Ruled) -> "Inputs":
        """The same row under other rulings: figures are read for the unit in force then."""
        other = replace(self, ruled=ruled)
        return replace(other, readings=_readings(self.series, other.unit))

    def with_series(self, series: Series) -> "Inputs":
        """The same row with other figures; what does not depend on them is not read a second time."""
        other = replace(self, series=series, readings=_readings(series, self.unit))
        read = {name: self.__dict__[name] for name in _APART_FROM_FIGURES if name in self.__dict__}
        other.__dict__.update(read)
        return other

    def reads_disputed(self, question: Question, data_year: int) -> bool:
        """Whether the verdict would rest on a year with several bases and no preference among them."""
        if self.direction in FLOWS:
            return any(question.start < year <= data_year for year in self.series.disputed_years)
        return data_year in self.series.disputed_years


def load_inputs(row_ids: Collection[int]) -> list[Inputs]:
    """Inputs of the given plan rows, in seven queries whatever their number; closed rows are left out."""
    return inputs_of(load_stored(row_ids))


def inputs_of(stored: Stored) -> list[Inputs]:
    return [_inputs(row, stored) for row in stored.rows]


def _inputs(row: PlanIndicator, stored: Stored) -> Inputs:
    ruled = stored.ruled.get(row.pk, UNRULED)
    series = choose_series(row, stored.figures.get(series_key(row), ()))
    return Inputs(
        row=row,
        series=series,
        readings=_readings(series, ruled.unit(row_unit(row))),
        assigned=stored.assigned.get(row.pk),
        annual=stored.annual.get(row.pk, {}),
        superior=stored.superior.get(row.pk, {}),
        doubts=stored.doubts.get(row.pk, ()),
        ruled=ruled,
    )


def _readings(series: Series, unit: str) -> dict[int, Reading]:
    return {
        year: observed_reading(figure, unit) for year, figure in (series.partial | series.figures).items()
    }


def choose_series(row: PlanIndicator, observations: Iterable[Observation]) -> Series:
    """One figure per year for this row; years where several bases compete without a preference are disputed."""
    series = Series()
    by_year: dict[int, list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.plan_indicator_id not in (None, row.pk):
            continue
        if observation.period != Observation.FULL_YEAR:
            series.partial[observation.year] = observation
        else:
            by_year[observation.year].append(observation)
    for year, candidates in by_year.items():
        chosen = _preferred(row, candidates)
        if chosen is None:
            chosen = candidates[0]
            series.disputed_years.add(year)
        series.figures[year] = chosen
    series.partial = {y: part for y, part in series.partial.items() if y not in series.figures}
    return series


def _preferred(row: PlanIndicator, candidates: list[Observation]) -> Observation | None:
    by_basis = {candidate.basis: candidate for candidate in candidates}
    for basis in (Observation.SELF_STATED, row.baseline_basis, ""):
        if basis in by_basis:
            return by_basis[basis]
    return candidates[0] if len(candidates) == 1 else None


def row_unit(row: PlanIndicator) -> str:
    """The printed unit of a row, else the catalogue's; `Inputs.unit` knows rulings, too."""
    return row.unit or row.indicator.unit


def observed_reading(figure: Observation, unit: str) -> Reading:
    """The figure as the judge reads it; another unit of its own is said in the text, for exact conversion."""
    reading = parse(figure.text, Column.OBSERVED)
    if reading.value is None or reading.unit is not None or not figure.unit or same(figure.unit, unit):
        return reading
    # “约15” too: a text that cannot carry the unit becomes unusable, never a figure in the wrong unit.
    return parse(f"{figure.text}{figure.unit}", Column.OBSERVED)
