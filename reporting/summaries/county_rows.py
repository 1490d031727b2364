"""The rows of the grid as a sheet or a print shows them: everything as text, in the order of the plans."""

from collections import defaultdict
from dataclasses import dataclass

from accounts.models import User
from counties.models import County
from counties.ruling_words import listed
from indicators.models import Observation
from reporting.grid import GridRow, PlanTarget, grid, own_unit
from reporting.models import Entry, Round


@dataclass(frozen=True, slots=True)
class CountyRow:
    """One entry with what its plan rows print. `past`: figures in force as displayed, by year."""

    entry: Entry
    seq: str
    group: str
    name: str
    attribute: str
    baseline: str
    target: str
    department: str
    past: dict[int, str]
    bases: tuple[str, ...]
    is_optional: bool
    uses_demo: bool

    @property
    def unit(self) -> str:
        return self.entry.unit


def county_rows(of: Round, county: County, user: User) -> list[CountyRow]:
    """What `user` may see of the county's entries; a constant number of queries."""
    found = grid(of, county, user)
    bases = _bases(county)
    return [_row(row, bases[row.entry.measured_id]) for group in found.groups for row in group.rows]


def _row(row: GridRow, bases: set[str]) -> CountyRow:
    entry = row.entry
    return CountyRow(
        entry=entry,
        seq=row.seq,
        group=row.heading,
        name=row.name,
        attribute=row.attribute,
        baseline=_dated(row.baseline, row.baseline_year),
        target="；".join(filter(None, (*map(_target, row.targets), listed(row.rulings)))),
        department=entry.department.name if entry.department else "",
        past={figure.year: _shown(figure, entry) for figure in row.past if figure},
        bases=tuple(sorted(bases | ({entry.basis} - {""}))),
        is_optional=bool(row.optional),
        uses_demo=row.uses_demo,
    )


def _dated(text: str, year: int | None) -> str:
    return f"{text}（{year}）" if text and year else text


def _target(target: PlanTarget) -> str:
    """The printed text; what a superior set in its place stands beside it."""
    printed = _dated(target.text, target.year)
    return f"{printed}，已下达目标 {target.assigned}" if target.assigned else printed


def _shown(figure: Observation, entry: Entry) -> str:
    """The text in force; with its unit where that is another one than the entry's."""
    return f"{figure.text} {own_unit(figure, entry.unit)}".strip()


def _bases(county: County) -> dict[int, set[str]]:
    """The bases that the county's figures in force have, by indicator."""
    found: dict[int, set[str]] = defaultdict(set)
    used = (
        Observation.objects.full_year().filter(county=county).exclude(basis__in=["", Observation.SELF_STATED])
    )
    for indicator, basis in used.values_list("indicator", "basis").distinct():
        found[indicator].add(basis)
    return found
