"""The checks of `plausibility` on entries: what is flagged is decided here alone, for typing, sheets, submission,
signature and review; a constant number of queries.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from attainment import Column, Direction, Kind, parse
from indicators.models import Magnitude
from judging.facts import around, in_unit, magnitudes_of, number
from judging.questions import Inputs
from plausibility import Copied, Facts, Remark, check, copied, repeats
from reporting import bases
from reporting.asking import inputs_of
from reporting.models import Entry
from reporting.optional import because, because_together
from reporting.reading import read
from reporting.relations import Relations, indicators_beside, relations_of

Asked = Mapping[int, tuple[Inputs, ...]]


def warnings_of(entries: Sequence[Entry], inputs: Asked | None = None) -> dict[int, list[dict[str, Any]]]:
    """What the checks say of each entry's present text, as `Entry.warnings` keeps it, by id of the entry.

    `inputs`: those of `asking.inputs_of`, where the caller has them already.
    """
    said = [entry for entry in entries if entry.text]
    asked = inputs_of(said) if inputs is None and said else inputs or {}
    facts, figures = _facts(said, asked), bases.in_force(said)
    return {entry.pk: [asdict(one) for one in _remarks(entry, facts, asked, figures)] for entry in entries}


def _remarks(
    entry: Entry, facts: Mapping[int, Facts], asked: Asked, figures: bases.Candidates
) -> Iterator[Remark]:
    """That a figure would not be used at all is told before what is odd about it."""
    if entry.pk not in facts:
        return
    if not facts[entry.pk].trouble:
        yield from bases.remarks(entry, asked.get(entry.pk, ()), figures.get(bases.key(entry), ()))
    yield from check(facts[entry.pk])


def flag(entries: Sequence[Entry], inputs: Asked | None = None) -> None:
    """Put what the checks say now in place of what they said when the entry was saved."""
    found = warnings_of(entries, inputs)
    for entry in entries:
        entry.warnings = found[entry.pk]


def flag_beside(entries: Sequence[Entry], saved: Collection[int]) -> list[Entry]:
    """Of those that the clerk may still type into, the ones held against an entry of `saved`: flagged as they stand now."""
    near = indicators_beside({entry.measured_id for entry in entries if entry.pk in saved})
    found = [
        entry
        for entry in entries
        if entry.measured_id in near and entry.pk not in saved and entry.is_editable and entry.text
    ]
    flag(found)
    return found


def flag_waiting(entries: Sequence[Entry], inputs: Asked | None = None) -> None:
    """The same of what has left the clerk's hands: what was said then still stands, what has come since is added."""
    found = warnings_of(entries, inputs)
    for entry in entries:
        new = found[entry.pk]
        codes = {warning["code"] for warning in new}
        entry.warnings = [*new, *(said for said in entry.warnings if said["code"] not in codes)]


def copies_of(entries: Sequence[Entry], inputs: Asked | None = None) -> Copied | None:
    """The question about a sheet that is last year's over again; None where it is not."""
    return copied([repeats(facts) for facts in _facts(entries, inputs).values()])


def _facts(entries: Sequence[Entry], inputs: Asked | None) -> dict[int, Facts]:
    said = [entry for entry in entries if entry.text]
    if not said:
        return {}
    asked = inputs_of(said) if inputs is None else inputs
    relations = relations_of(said)
    # One city, or the counties of one: a round's entries on one page are never of two.
    magnitudes = magnitudes_of({entry.measured_id for entry in said}, said[0].county.parent_id)
    return {
        entry.pk: facts_of(entry, asked.get(entry.pk, ()), relations, magnitudes.get(entry.measured_id))
        for entry in said
    }


def facts_of(
    entry: Entry, inputs: Sequence[Inputs], relations: Relations, magnitude: Magnitude | None = None
) -> Facts:
    """What one entry is held against."""
    reading = parse(entry.text, Column.OBSERVED)
    value, said = number(reading, entry.unit, entry.unit), read(entry.text, entry)
    near = around(inputs, entry.measured, entry.county, entry.unit)
    return Facts(
        text=entry.text,
        year=entry.round.year,
        unit=entry.unit,
        direction=Direction(entry.measured.direction),
        value=value,
        trouble=said.trouble,
        is_silent=reading.kind is Kind.MISSING and not said.no_data_reason,
        is_due=because_together(_because(one) for one in inputs) is None,
        series=near.series,
        is_total=near.is_total,
        starts=near.starts,
        baseline=near.baseline,
        target=near.target,
        minimum=near.minimum,
        maximum=near.maximum,
        area=near.area,
        others=in_unit(magnitude, entry.measured.unit, entry.unit),
        wholes=relations.wholes(entry, value),
        parts=relations.parts(entry, value),
        sums=relations.sums(entry, value),
    )


def _because(inputs: Inputs) -> Any:
    return because(inputs.row.target_text, inputs.set_since)
