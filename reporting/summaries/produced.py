"""What an entry's figure would make of the verdicts, if it were in force: the judge's own answer, nothing written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from attainment import Verdict, explain
from indicators.models import Observation, PlanIndicator
from indicators.questions import Inputs, choose_series, observed_reading, row_unit
from indicators.recompute import judge
from reporting.models import Entry
from reporting.reading import read


@dataclass(frozen=True, slots=True)
class Produced:
    """One plan row: its verdict of the entry's year as it is and as it would be, with the sentence of the latter."""

    row: PlanIndicator
    now: str
    then: str
    sentence: str
    later: tuple[int, ...]
    """Later years whose verdict would change too (they fall back on this year or build on it)."""

    @property
    def changes(self) -> bool:
        return self.now != self.then


def figure_of(entry: Entry) -> Observation:
    """The figure that an approval would put in force; not saved. Reads `round`, `indicator`."""
    said = read(entry.text, entry)
    return Observation(
        county_id=entry.county_id,
        indicator_id=entry.indicator_id,
        site_id=entry.site_id,
        year=entry.round.year,
        basis=entry.basis,
        text=entry.text,
        value=said.value,
        unit=entry.unit,
        no_data_reason=said.no_data_reason,
        entered_at=timezone.now(),
    )


def replaced_by(entry: Entry, observations: Iterable[Observation]) -> Observation | None:
    """The figure in force that an approval would write over: its own earlier one, else the one of its key."""
    return next(
        (
            one
            for one in observations
            if (
                one.pk == entry.observation_id
                if entry.observation_id
                else (one.year, one.period, one.basis, one.plan_indicator_id)
                == (entry.round.year, Observation.FULL_YEAR, entry.basis, None)
            )
        ),
        None,
    )


def produced(
    entry: Entry, inputs: Iterable[Inputs], observations: Iterable[Observation]
) -> tuple[Produced, ...]:
    """The verdicts of the rows that ask for this entry; `observations` are all of its county, indicator and site."""
    standing = list(observations)
    old = replaced_by(entry, standing)
    candidates = [one for one in standing if one is not old] + [figure_of(entry)]
    return tuple(_produced(entry.round.year, one, candidates) for one in inputs)


def _produced(year: int, inputs: Inputs, candidates: list[Observation]) -> Produced:
    then = _with(inputs, candidates)
    question, verdict = judge(then, year)
    return Produced(
        row=inputs.row,
        now=judge(inputs, year)[1].status.value,
        then=verdict.status.value,
        sentence=explain(question, verdict) if question else "",
        later=tuple(
            later
            for later in inputs.row.plan.years
            if later > year and _said(judge(inputs, later)[1]) != _said(judge(then, later)[1])
        ),
    )


def _said(verdict: Verdict) -> tuple[object, ...]:
    return verdict.status, verdict.reason


def _with(inputs: Inputs, candidates: list[Observation]) -> Inputs:
    """The inputs as they would be with these figures."""
    series = choose_series(inputs.row, candidates)
    unit = row_unit(inputs.row)
    figures = series.partial | series.figures
    return replace(
        inputs,
        series=series,
        readings={year: observed_reading(figure, unit) for year, figure in figures.items()},
    )
