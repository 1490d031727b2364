"""The four rates by county, by plan and by category."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from projects.ledger import LedgerLine, Rate, rates


@dataclass(frozen=True, slots=True)
class RateRow:
    """One county, plan or category with its projects' rates."""

    by: str
    name: str
    number: int
    rates: tuple[Rate, ...]


def rate_table(lines: Sequence[LedgerLine], day: date) -> list[RateRow]:
    """A project in two plans counts in each of them, and once in its county and in the whole."""
    rows = [RateRow("全部", "全部", len(lines), tuple(rates(lines, day)))]
    for by, names in _BY.items():
        groups: dict[str, list[LedgerLine]] = {}
        for one in lines:
            for name in dict.fromkeys(names(one)):
                groups.setdefault(name, []).append(one)
        rows += [RateRow(by, name, len(own), tuple(rates(own, day))) for name, own in groups.items()]
    return rows


_BY: dict[str, Callable[[LedgerLine], Iterable[str]]] = {
    "县区": lambda one: [one.line.county],
    "规划": lambda one: [f"{one.line.county} {each.plan}" for each in one.line.listings],
    "类别": lambda one: [each.sector for each in one.line.listings],
}
