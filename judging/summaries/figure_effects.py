"""What would become of the verdicts if one figure in force said something else, or nothing."""

from indicators.models import Observation, PlanIndicator
from judging.questions import load_inputs, load_inputs_with
from judging.summaries.rulings import Turn, turns_between


def effects_of(figure: Observation, *, taken_out: bool = False) -> tuple[Turn, ...]:
    """Every row and year whose verdict would turn; `figure` as it would stand, not saved."""
    rows = PlanIndicator.objects.judged().filter(
        plan__county=figure.county_id, indicator=figure.indicator_id, site=figure.site_id
    )
    keys = list(rows.values_list("pk", flat=True))
    more, gone = ((), (figure.pk,)) if taken_out else ((figure,), ())
    after = load_inputs_with(keys, more, gone=gone)
    return tuple(
        turn
        for one, other in zip(load_inputs(keys), after, strict=True)
        for turn in turns_between(one, other)
        if turn.before != turn.after
    )
