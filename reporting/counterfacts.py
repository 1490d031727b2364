"""What a verdict would become if an entry were put in force: “按 31.2 填报，结论将由‘完成’变为‘未完成’”. Nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from attainment import Colour, Status
from attainment.verdicts import Verdict
from indicators.models import Observation
from judging.questions import Inputs, observed_reading
from judging.recompute import judge
from reporting import bases
from reporting.asking import inputs_of
from reporting.models import Entry
from reporting.reading import read


@dataclass(frozen=True, slots=True)
class Counterfact:
    """One row's verdict of one year, as it is with the figures in force and as it would be with the entry's."""

    row_id: int
    plan: str
    year: int
    text: str
    now: Verdict
    then: Verdict
    other: Observation | None = None
    """The figure of another 口径 that the verdict reads in place of the entry's."""

    @property
    def changes(self) -> bool:
        """Whether the verdict becomes another; a reason alone (断流 for 未监测) is none."""
        return self.now.status is not self.then.status

    @property
    def is_first(self) -> bool:
        """Whether there was no verdict before."""
        return self.now.status is Status.NO_DATA

    @property
    def is_worse(self) -> bool:
        """Whether it becomes a red one that was not."""
        return self.changes and self.then.colour is Colour.RED and self.now.colour is not Colour.RED

    @property
    def sentence(self) -> str:
        """`按 31.2 填报，2024 年结论将由“完成”变为“未完成”`."""
        unused = f"评价仍采用{bases.said_of(self.other)}，" if self.other else ""
        year = f"按 {self.text} 填报，{unused}{self.year} 年结论"
        if not self.changes:
            return f"{year}不变：{self.then.label}"
        if self.is_first:
            return f"{year}将为：{self.then.label}"
        return f"{year}将由“{self.now.label}”变为“{self.then.label}”"


def counterfacts(
    entries: Sequence[Entry], inputs: Mapping[int, tuple[Inputs, ...]] | None = None
) -> dict[int, tuple[Counterfact, ...]]:
    """Entry → its rows' verdicts of its year, and of the final year where that one changes; a readable text only.

    `inputs`: those of `asking.inputs_of`, where the caller has them already. Constant number of queries.
    """
    said = [entry for entry in entries if read(entry.text, entry).is_readable]
    if not said:
        return {}
    asked = inputs_of(said) if inputs is None else inputs
    in_force = bases.in_force(said)
    return {entry.pk: tuple(_of(entry, asked.get(entry.pk, ()), in_force)) for entry in said}


def _of(entry: Entry, asked: Sequence[Inputs], in_force: bases.Candidates) -> list[Counterfact]:
    found = []
    for inputs in asked:
        changed = with_entry(inputs, entry, in_force.get(bases.key(entry), ()))
        other = bases.read_instead(changed.series, entry)
        final = inputs.row.target_year
        for year in sorted({entry.round.year, final} & set(inputs.row.plan.years)):
            one = _compare(inputs, changed, entry, year, other)
            if year == entry.round.year or one.changes:
                found.append(one)
    return found


def _compare(
    inputs: Inputs, changed: Inputs, entry: Entry, year: int, other: Observation | None
) -> Counterfact:
    return Counterfact(
        row_id=inputs.row.pk,
        plan=inputs.row.plan.short_title,
        year=year,
        text=entry.text,
        now=judge(inputs, year)[1],
        then=judge(changed, year)[1],
        other=other,
    )


def with_entry(inputs: Inputs, entry: Entry, in_force: Sequence[Observation]) -> Inputs:
    """The inputs as the approval of the entry would leave them; `in_force`: the figures of its cell and year."""
    year = entry.round.year
    picked = bases.series_with(inputs, entry, in_force)
    series = replace(
        inputs.series,
        figures={**inputs.series.figures, year: picked.figures[year]},
        partial={of: part for of, part in inputs.series.partial.items() if of != year},
        disputed_years=(inputs.series.disputed_years - {year}) | picked.disputed_years,
    )
    reading = observed_reading(picked.figures[year], inputs.unit)
    return replace(inputs, series=series, readings={**inputs.readings, year: reading})
