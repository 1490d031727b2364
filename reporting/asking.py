"""Which plan rows ask for an entry, each with everything that its verdicts read; a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from indicators.models import PlanIndicator
from judging.questions import Inputs, load_inputs
from reporting.models import Entry

Key = tuple[int, int, int | None, int | None]


def inputs_of(entries: Collection[Entry]) -> dict[int, tuple[Inputs, ...]]:
    """Entry → its rows' inputs, in the order in which the round's plans print them."""
    wanted = {entry.key_with_round for entry in entries}
    links = (
        PlanIndicator.objects.judged()
        .filter(
            plan__rounds__in={entry.round_id for entry in entries},
            plan__county__in={entry.county_id for entry in entries},
            indicator__in={entry.measured_id for entry in entries},
        )
        .order_by("plan__period_end", "plan_id", "sheet", "row_number", "pk")
        .values_list("pk", "plan__rounds", "plan__county", "indicator_id", "site_id")
    )
    rows: dict[Key, list[int]] = defaultdict(list)
    for row_id, *key in links:
        rows[tuple(key)].append(row_id)  # type: ignore[index] # a row of values has no length for the types
    asking = {row_id for key in wanted for row_id in rows.get(key, ())}
    loaded = {inputs.row.pk: inputs for inputs in load_inputs(asking)} if asking else {}
    return {entry.pk: _of(rows.get(entry.key_with_round, ()), loaded) for entry in entries}


def _of(row_ids: Collection[int], loaded: Mapping[int, Inputs]) -> tuple[Inputs, ...]:
    return tuple(loaded[row_id] for row_id in row_ids if row_id in loaded)
