"""New construction land that is really the planned area: 93000 亩 beside “规划面积62平方公里”."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from attainment.units import convert
from counties.findings import WARNING, Found, Rule, subject_of
from projects.findings.rows import Listing
from workbooks.numbers import plain_number, written

HEADER = re.compile(r"新增建设用地规模\s*[（(]\s*(?P<unit>亩|公顷)\s*[)）]")
# The five plans' credible projects take at most 0.6 % of their district; 4.6 % and 25 % are whole zones.
LARGEST_SHARE = Fraction(2, 100)
# A printed area that agrees with the land to one part in a hundred names the same area, rounded.
SAME_AREA = Fraction(1, 100)
_PRINTED_AREA = re.compile(r"面积(?:为|约为|约)?\s*(\d+(?:\.\d+)?)\s*平方公里")


def land_doubtful(listings: Iterable[Listing]) -> Iterator[Found]:
    """One project that would take more than two percent of its county as new construction land."""
    for row in listings:
        header, text, land = _land(row)
        area = row.plan.area_km2
        if land is None or not area or land <= LARGEST_SHARE * Fraction(area):
            continue
        km2, share = _decimal(land).quantize(Decimal("0.01")), _decimal(land * 100 / Fraction(area))
        yield Found(
            county_id=row.plan.county_id,
            plan_id=row.plan.pk,
            rule=Rule.LAND_DOUBTFUL,
            subject=subject_of(row.category, row.seq, row.name),
            severity=WARNING,
            message=(
                f"{row.label}：“{header}”栏印“{text}”，即 {written(km2)} km²，占辖区面积的 {share:.1f}%，"
                f"疑把规划面积填成了新增用地{_named(row, land)}。请核对。"
            ),
            cells=(row.name_as_cell(), row.near(text)),
            listings=(row.pk,),
            facts=(str(area),),
        )


def _land(row: Listing) -> tuple[str, str, Fraction | None]:
    """Header, printed text and km² of the land column; None where it prints no plain number."""
    for header, text in row.extra.items():
        match = HEADER.search(header)
        value = plain_number(text.strip()) if match else None
        if match and value is not None:
            return header.split("(")[0].split("（")[0], text.strip(), convert(value, match["unit"], "km²")
    return "", "", None


def _named(row: Listing, land: Fraction) -> str:
    """The sentence of the row that names the same area, if there is one."""
    for text in (row.content, *row.extra.values()):
        for match in _PRINTED_AREA.finditer(text):
            if abs(Fraction(match[1]) - land) <= SAME_AREA * land:
                return f"（该行写有“{match[0]}”）"
    return ""


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
