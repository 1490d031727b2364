"""What would become of the verdicts if one figure in force said something else, or nothing."""

from dataclasses import replace

from indicators.models import Observation, PlanIndicator
from judging.questions import inputs_of
from judging.stored import load_stored
from judging.summaries.rulings import Turn, turns_between


def effects_of(figure: Observation, *, taken_out: bool = False) -> tuple[Turn, ...]:
    """Every row and year whose verdict would turn; `figure` as it would stand, not saved."""
    place = figure.county_id, figure.indicator_id, figure.site_id
    rows = PlanIndicator.objects.judged().filter(
        plan__county=figure.county_id, indicator=figure.indicator_id, site=figure.site_id
    )
    stored = load_stored(list(rows.values_list("pk", flat=True)))
    others = [one for one in stored.figures.get(place, ()) if one.pk != figure.pk]
    figures = {**stored.figures, place: others if taken_out else [*others, figure]}
    return tuple(
        turn
        for one, other in zip(inputs_of(stored), inputs_of(replace(stored, figures=figures)), strict=True)
        for turn in turns_between(one, other)
        if turn.before != turn.after
    )
