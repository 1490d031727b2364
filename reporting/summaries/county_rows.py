"""The rows of one county in a round as its plans print them, with what stands in force beside; for sheets and prints."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from counties.models import County
from indicators.models import Observation, PlanIndicator
from reporting.actions.rounds import Asked, CellKey, cells_of
from reporting.models import Entry, Round


@dataclass(frozen=True, slots=True)
class CountyRow:
    """One entry with what its (first) plan row prints. `past`: figures in force as displayed, by year."""

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

    @property
    def unit(self) -> str:
        return self.entry.unit


def county_rows(of: Round, county: County, user: User) -> list[CountyRow]:
    """What `user` may see of the county's entries, in the order of the plans; a constant number of queries."""
    entries = list(
        Entry.objects.for_user(user)
        .filter(round=of, county=county, is_asked=True)
        .select_related("round", "county", "indicator", "site", "department", "entered_by")
    )
    asking = PlanIndicator.objects.judged().filter(plan__rounds=of, plan__county=county)
    asked = {key: (place, cell) for place, (key, cell) in enumerate(cells_of(asking).items())}
    figures = _figures(county, entries)
    rows = []
    for entry in entries:
        key = CellKey(entry.county_id, entry.indicator_id, entry.site_id)
        place, cell = asked.get(key, (len(asked), Asked()))
        rows.append((place, _row(entry, cell, figures[entry.indicator_id, entry.site_id])))
    return [row for _, row in sorted(rows, key=lambda one: (one[0], one[1].entry.pk))]


def _row(entry: Entry, cell: Asked, figures: list[Observation]) -> CountyRow:
    printed = cell.rows[0] if cell.rows else None
    bases = {entry.basis, *(figure.basis for figure in figures)} - {"", Observation.SELF_STATED}
    return CountyRow(
        entry=entry,
        seq=printed.seq if printed else "",
        group=" · ".join(filter(None, (printed.level1, printed.level2)))
        if printed
        else entry.indicator.category,
        name=_name(printed.name, entry) if printed else entry.name,
        attribute=_attribute(cell.rows),
        baseline=_dated(printed.baseline_text, printed.baseline_year) if printed else "",
        target=_dated(printed.target_text, printed.target_year) if printed else "",
        department=entry.department.name if entry.department else "",
        past=_past(entry, figures),
        bases=tuple(sorted(bases)),
        is_optional=cell.is_optional if cell.rows else True,
    )


def _name(printed: str, entry: Entry) -> str:
    """The printed name; with the site where it does not name it by itself."""
    return printed if entry.site is None or entry.site.name in printed else f"{printed}（{entry.site.name}）"


def _attribute(rows: Iterable[PlanIndicator]) -> str:
    """约束性 where any plan says so."""
    found = {row.attribute for row in rows}
    return next(
        (
            word
            for word in (PlanIndicator.Attribute.BINDING, PlanIndicator.Attribute.EXPECTED)
            if word in found
        ),
        "",
    )


def _dated(text: str, year: int | None) -> str:
    return f"{text}（{year}）" if text and year else text


def _figures(county: County, entries: Iterable[Entry]) -> dict[tuple[int, int | None], list[Observation]]:
    found: dict[tuple[int, int | None], list[Observation]] = defaultdict(list)
    wanted = {entry.indicator_id for entry in entries}
    for figure in Observation.objects.full_year().filter(county=county, indicator__in=wanted):
        found[figure.indicator_id, figure.site_id].append(figure)
    return found


def _past(entry: Entry, figures: Iterable[Observation]) -> dict[int, str]:
    """The figure of each year before the round's: of the entry's basis, else the one that there is."""
    by_year: dict[int, list[Observation]] = defaultdict(list)
    for figure in figures:
        if figure.year < entry.round.year and figure.plan_indicator_id is None:
            by_year[figure.year].append(figure)
    past = {}
    for year, candidates in by_year.items():
        own = [figure for figure in candidates if figure.basis == entry.basis]
        chosen = own or [figure for figure in candidates if not figure.basis] or candidates
        if len(chosen) == 1:
            past[year] = _shown(chosen[0], entry)
    return past


def _shown(figure: Observation, entry: Entry) -> str:
    """The text in force; with its unit where that is another one than the entry's."""
    return figure.text if not figure.unit or figure.unit == entry.unit else f"{figure.text} {figure.unit}"
