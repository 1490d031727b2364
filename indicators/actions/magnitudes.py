"""The magnitudes of a city's figures, derived by the Job that looks at the city as a whole (`actions.findings`)."""

from collections import defaultdict
from fractions import Fraction

from django.db import transaction
from django.db.models import F, Max, Min
from django.db.models.functions import Abs, Now

from attainment import units
from counties.models import County
from indicators.models import Magnitude, Observation
from plausibility import FEWEST, decade
from plausibility.scales import decimal


@transaction.atomic
def derive(city: County) -> int:
    """Make the stored magnitudes of a city what its figures say; return of how many indicators."""
    # One at a time: two would both create what is missing.
    County.objects.select_for_update().get(pk=city.pk)
    found = _of_indicators(city)
    Magnitude.objects.filter(city=city).exclude(indicator__in=found).delete()
    Magnitude.objects.bulk_create(
        (
            Magnitude(city=city, indicator_id=indicator, lowest=low, highest=high)
            for indicator, (low, high) in found.items()
        ),
        update_conflicts=True,
        unique_fields=["city", "indicator"],
        update_fields=["lowest", "highest"],
    )
    Magnitude.objects.filter(city=city).update(at=Now())
    return len(found)


def _of_indicators(city: County) -> dict[int, tuple[int, int]]:
    """Indicator → the powers of ten of its smallest and largest figure but zero, where enough counties have one."""
    sizes = (
        Observation.objects.full_year()
        .filter(county__parent=city, value__isnull=False)
        .exclude(value=0)
        .order_by()
        .values_list("indicator_id", "county_id", "unit", "indicator__unit")
        .annotate(low=Min(Abs(F("value"))), high=Max(Abs(F("value"))))
    )
    powers: dict[int, set[int]] = defaultdict(set)
    counties: dict[int, set[int]] = defaultdict(set)
    for indicator, county, own, unit, *ends in sizes:
        factor = 1 if not own or units.same(own, unit) else units.factor(own, unit)
        if factor is not None:
            counties[indicator].add(county)
            powers[indicator] |= {decade(decimal(end * factor)) for end in map(Fraction, ends)}
    return {
        indicator: (min(found), max(found))
        for indicator, found in powers.items()
        if len(counties[indicator]) >= FEWEST
    }
