"""Areas larger than the county, figures unlike every neighbour's, one quantity in many units."""

import pytest

from counties.findings import Rule
from indicators.findings import areas, neighbours
from indicators.findings.rows import Row
from tests.indicators.finding_rows import ledger, measure, plan, row

LAND = measure("mine-restoration-area", "km²", "cumulative")
FOREST = measure("forest-stock", "万m³", "higher")
COUNTIES = [
    ("平城区", "246"),
    ("云冈区", "737.81"),
    ("新荣区", "1091.27"),
    ("浑源县", "1968"),
]


def city(what: str, unit: str, *printed: tuple[str, str]) -> list[Row]:
    """One row per county with its own printed unit and baseline."""
    catalogue = measure(what, unit, "higher")
    return [
        row(
            pk,
            of=plan(pk, county_id=pk, county=name, area=area),
            what=catalogue,
            unit=own_unit,
            baseline=baseline,
        )
        for pk, ((name, area), (own_unit, baseline)) in enumerate(
            zip(COUNTIES, printed, strict=False), start=1
        )
    ]


def test_an_area_larger_than_the_county_is_impossible() -> None:
    (found,) = areas.beyond_area(ledger(row(what=LAND, unit="万km²", baseline="37.5")))

    assert found.doubt == "unit_conflict"
    assert "375000 km²" in found.message
    assert "全区面积 737.81 km²的 508 倍" in found.message


@pytest.mark.parametrize("text", ["737.81", "0", "/", "完成市局下达任务"])
def test_an_area_up_to_the_county_or_no_number_at_all_is_possible(text: str) -> None:
    assert not list(areas.beyond_area(ledger(row(what=LAND, unit="km²", baseline=text, target=text))))


def test_a_target_beyond_the_county_counts_too() -> None:
    (found,) = areas.beyond_area(ledger(row(what=LAND, unit="千公顷", baseline="1", target="≥364.7")))

    assert "目标“≥364.7”千公顷" in found.message


def test_without_the_county_s_area_nothing_is_said() -> None:
    assert not list(
        areas.beyond_area(ledger(row(of=plan(1, area=None), what=LAND, unit="万km²", baseline="37.5")))
    )


def test_another_area_reopens_the_finding() -> None:
    first, second = (
        next(areas.beyond_area(ledger(row(of=plan(1, area=area), what=LAND, unit="万km²", baseline="37.5"))))
        for area in ("737.81", "800")
    )

    assert first.fingerprint != second.fingerprint
    assert first.subject == second.subject


def test_a_stock_a_tenth_of_the_neighbours_is_told_without_what_they_print() -> None:
    rows = city(
        "forest-stock",
        "万m³",
        ("立方米", "5541.56"),
        ("万立方米", "15.29"),
        ("万立方米", "/"),
        ("亿立方米", "0.0096"),
    )

    (found,) = neighbours.unlike_neighbours(ledger(*rows))

    assert (found.rule, found.plan_rows) == (Rule.UNLIKE_NEIGHBOURS, (1,))
    assert "不到其他各县区的 1/9（比较了 2 个县区）" in found.message
    told = found.message + "".join(cell.text for cell in found.cells)
    assert not any(foreign in told for foreign in ("云冈", "15.29", "浑源", "0.0096"))


def test_another_figure_of_a_neighbour_reopens_the_finding() -> None:
    def found(neighbour: str) -> str:
        printed = (("立方米", "5541.56"), ("万立方米", neighbour), ("万立方米", "/"), ("亿立方米", "0.0096"))
        return next(neighbours.unlike_neighbours(ledger(*city("stock", "万m³", *printed)))).fingerprint

    assert found("15.29") != found("16.29")


def test_one_odd_county_does_not_make_the_others_odd() -> None:
    rows = city("soil", "km²", ("万亩", "0.413"), ("km²", "18.29"), ("万km²", "22"), ("万m²", "52"))

    (found,) = neighbours.unlike_neighbours(ledger(*rows))

    assert found.plan_rows == (4,)


def test_a_dense_town_may_use_more_water_than_its_neighbours() -> None:
    rows = city("water", "亿m³", ("亿m³", "0.94"), ("亿m³", "1.11"), ("亿m³", "0.21"), ("亿m³", "0.648"))

    assert not list(neighbours.unlike_neighbours(ledger(*rows)))


def test_two_counties_alone_cannot_say_who_is_odd() -> None:
    rows = city("forest-stock", "万m³", ("立方米", "5541.56"), ("万立方米", "15.29"))

    assert not list(neighbours.unlike_neighbours(ledger(*rows)))


def test_shares_are_not_compared_by_area() -> None:
    rows = city("share", "%", ("%", "1"), ("%", "90"), ("%", "95"), ("%", "99"))

    assert not list(neighbours.unlike_neighbours(ledger(*rows)))


def test_three_units_for_one_quantity_are_told_to_each_county() -> None:
    rows = city("soil", "km²", ("万亩", "1"), ("平方公里", "1"), ("万km²", "1"))

    found = list(neighbours.unit_kinds(ledger(*rows)))

    assert [one.plan_rows for one in found] == [(1,), (2,), (3,)]
    assert "共 3 种，此处为“万亩”" in found[0].message
    assert "云冈" not in found[0].message


def test_two_spellings_of_one_unit_are_one() -> None:
    rows = city("soil", "km²", ("km²", "1"), ("平方公里", "1"), ("平方千米", "1"), ("公顷", "1"))

    assert not list(neighbours.unit_kinds(ledger(*rows)))
