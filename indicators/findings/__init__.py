"""Contradictions in the stored plan rows of one city: rules in, findings out."""

from collections.abc import Callable, Iterator

from counties.findings import Found
from indicators.findings import (
    areas,
    baselines,
    carried,
    claims,
    conflicts,
    names,
    neighbours,
    targets,
    units,
)
from indicators.findings.rows import Ledger

RULES: tuple[Callable[[Ledger], Iterator[Found]], ...] = (
    conflicts.two_targets,
    conflicts.stated_outranked,
    conflicts.two_values,
    conflicts.listed_twice,
    conflicts.plans_differ,
    claims.claim_contradicted,
    areas.beyond_area,
    neighbours.unlike_neighbours,
    neighbours.unit_kinds,
    units.unit_family,
    units.unit_missing,
    carried.unit_carried,
    baselines.baseline_kind,
    baselines.baseline_year,
    baselines.baseline_claim,
    baselines.past_result,
    baselines.baseline_observed,
    targets.target_backwards,
    targets.cap_raised,
    names.sequence_gap,
    names.unknown_department,
    names.slips,
)


def find(ledger: Ledger) -> list[Found]:
    """Everything the rules find, in the order of the rules."""
    return [found for rule in RULES for found in rule(ledger)]
