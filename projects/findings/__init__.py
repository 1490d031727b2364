"""Contradictions in the stored project listings of one city: rules in, findings out."""

from collections.abc import Callable, Iterator, Sequence

from counties.findings import Found
from projects.findings import amounts, dates, land, names, repeats
from projects.findings.rows import Listing

RULES: tuple[Callable[[Sequence[Listing]], Iterator[Found]], ...] = (
    repeats.repeated,
    repeats.plans_differ,
    amounts.doubtful,
    amounts.missing,
    amounts.parts_exceed,
    amounts.shared,
    dates.finish_late,
    dates.dates_backwards,
    land.land_doubtful,
    names.sequence_gap,
    names.unknown_department,
    names.slips,
)


def find(listings: Sequence[Listing]) -> list[Found]:
    """Everything the rules find, in the order of the rules."""
    return [found for rule in RULES for found in rule(listings)]
