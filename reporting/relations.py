"""What the catalogue declares of two indicators of one county and year: contained, or adding up."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

from attainment import Column, Kind, parse, units
from indicators.models import Observation, Part
from plausibility import Sum, Whole
from plausibility.scales import decimal
from reporting.models import Entry

Place = tuple[int, int, int]
"""County, year, indicator."""


@dataclass(frozen=True, slots=True)
class FigureNow:
    """A figure as it stands: typed in the round, else in force."""

    name: str
    text: str
    unit: str
    value: Decimal


@dataclass(frozen=True)
class Relations:
    """The declared relations of some entries, with the figures at their other ends."""

    links: tuple[Part, ...]
    figures: Mapping[Place, FigureNow]

    @cached_property
    def _wholes(self) -> dict[int, list[Part]]:
        found = defaultdict(list)
        for link in self.links:
            found[link.part_id].append(link)
        return found

    @cached_property
    def _parts(self) -> dict[int, list[Part]]:
        found = defaultdict(list)
        for link in self.links:
            found[link.whole_id].append(link)
        return found

    def wholes(self, entry: Entry, value: Decimal | None) -> tuple[Whole, ...]:
        """Figures that contain the entry's."""
        return self._others(entry, value, (link.whole_id for link in self._wholes.get(entry.measured_id, ())))

    def parts(self, entry: Entry, value: Decimal | None) -> tuple[Whole, ...]:
        """Figures that the entry's contains."""
        return self._others(entry, value, (link.part_id for link in self._parts.get(entry.measured_id, ())))

    def sums(self, entry: Entry, value: Decimal | None) -> tuple[Sum, ...]:
        """Declared sums that the entry belongs to, as whole or as part, where every figure is known."""
        if value is None or entry.site_id is not None:
            return ()
        wholes = {entry.measured_id} | {
            link.whole_id for link in self._wholes.get(entry.measured_id, ()) if link.is_exhaustive
        }
        return tuple(one for whole in sorted(wholes) if (one := self._sum(entry, whole)))

    def _sum(self, entry: Entry, whole_id: int) -> Sum | None:
        part_ids = [link.part_id for link in self._parts.get(whole_id, ()) if link.is_exhaustive]
        stated = [self._stated(entry, indicator_id) for indicator_id in (whole_id, *part_ids)]
        converted = [_in_unit(one, entry.unit) for one in stated if one]
        amounts = [amount for amount in converted if amount is not None]
        if not part_ids or len(amounts) != len(part_ids) + 1:
            return None
        whole, *parts = stated
        assert whole is not None  # noqa: S101 - all of them are known
        return Sum(
            whole_name=whole.name,
            whole=amounts[0],
            names=tuple(part.name for part in parts if part),
            parts=sum(amounts[1:], Decimal(0)),
            tolerance=sum((_rounding(one, entry.unit) for one in stated if one), Decimal(0)),
        )

    def _others(self, entry: Entry, value: Decimal | None, ids: Iterable[int]) -> tuple[Whole, ...]:
        if value is None or entry.site_id is not None:
            return ()
        found = []
        for indicator_id in ids:
            stated = self._stated(entry, indicator_id)
            amount = _in_unit(stated, entry.unit) if stated else None
            if stated is not None and amount is not None:
                found.append(Whole(stated.name, f"{stated.text}{stated.unit}", amount))
        return tuple(found)

    def _stated(self, entry: Entry, indicator_id: int) -> FigureNow | None:
        if indicator_id == entry.measured_id:
            return _stated(entry.measured.name, entry.text, entry.unit)
        return self.figures.get((entry.county_id, entry.round.year, indicator_id))


def indicators_beside(asked: Collection[int]) -> set[int]:
    """The indicators that the catalogue holds these against, themselves included; two queries at most."""
    near = _wholes_near(asked)
    links = Part.objects.filter(whole__in=near).values_list("whole_id", "part_id") if near else ()
    return {pk for link in links for pk in link}


def _wholes_near(asked: Collection[int]) -> set[int]:
    return set(Part.objects.filter(Q(whole__in=asked) | Q(part__in=asked)).values_list("whole_id", flat=True))


def relations_of(entries: Sequence[Entry]) -> Relations:
    """The relations of these entries; three queries, or one where the catalogue declares none for them.

    The texts of `entries` themselves count before what is stored: they are about to be saved together.
    """
    asked = {entry.measured_id for entry in entries}
    near = _wholes_near(asked)
    if not near:
        return Relations((), {})
    links = tuple(Part.objects.filter(whole__in=near).order_by("pk"))
    wanted = {link.whole_id for link in links} | {link.part_id for link in links}
    counties = {entry.county_id for entry in entries}
    years = {entry.round.year for entry in entries}
    figures: dict[Place, FigureNow | None] = {}
    for figure in (
        Observation.objects.full_year()
        .filter(county__in=counties, year__in=years, indicator__in=wanted, site=None, plan_indicator=None)
        .select_related("indicator")
    ):
        place = (figure.county_id, figure.year, figure.indicator_id)
        figures[place] = _stated(figure.indicator.name, figure.text, figure.unit)
    typed = Entry.objects.filter(
        round__year__in=years, county__in=counties, indicator__in=wanted, site=None
    ).select_related("round", "indicator")
    for entry in (*typed.exclude(text=""), *(entry for entry in entries if entry.site_id is None)):
        place = (entry.county_id, entry.round.year, entry.measured_id)
        figures[place] = _stated(entry.measured.name, entry.text, entry.unit)
    return Relations(links, {place: stated for place, stated in figures.items() if stated})


def _stated(name: str, text: str, unit: str) -> FigureNow | None:
    reading = parse(text, Column.OBSERVED)
    if reading.kind is not Kind.NUMBER or reading.value is None or reading.op is not None:
        return None
    return FigureNow(name, text, reading.unit or unit, reading.value)


def _in_unit(stated: FigureNow, unit: str) -> Decimal | None:
    exact = units.convert(stated.value, stated.unit, unit)
    return None if exact is None else decimal(exact)


def _rounding(stated: FigureNow, unit: str) -> Decimal:
    """Half a unit of the last printed decimal."""
    exponent = stated.value.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    return _in_unit(FigureNow(stated.name, stated.text, stated.unit, half), unit) or half
