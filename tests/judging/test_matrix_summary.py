"""The matrix as data: lines, columns, counts, filters, and a query count that does not grow."""

import pytest
from pytest_django import DjangoAssertNumQueries

from counties.models import Department, Plan
from indicators.models import Site
from judging.summaries.cities import county_lines
from judging.summaries.county import county_year
from judging.summaries.matrix import Choice, IndicatorLine, Matrix, matrix_of
from tests import small_ledger as small

pytestmark = pytest.mark.django_db

EVERYTHING = Choice()


def lines(matrix: Matrix) -> list[IndicatorLine]:
    return [line for _, group in matrix.groups for line in group]


@pytest.fixture
def plans() -> list[Plan]:
    """Two counties; the first has two plans."""
    first, second = small.county(), small.county("990002", "乙县")
    return [
        small.plan(first, "a", short_title="甲一"),
        small.plan(first, "b", short_title="甲二"),
        small.plan(second, "c"),
    ]


def test_a_line_holds_each_plans_row_in_its_own_column(plans: list[Plan]) -> None:
    days = small.indicator()
    for plan in (plans[0], plans[2]):
        small.verdict(small.row(plan, days), "on_track")
    matrix = matrix_of(plans, 2023, EVERYTHING)
    (line,) = lines(matrix)
    assert [len(cell) for cell in line.cells] == [1, 0, 1]
    assert [column.part for column in matrix.columns] == ["甲一", "甲二", ""]


def test_two_rows_of_one_plan_stand_in_one_cell_and_count_once(plans: list[Plan]) -> None:
    days = small.indicator()
    small.row(plans[0], days, 1)
    small.row(plans[0], days, 2)
    matrix = matrix_of(plans, 2023, EVERYTHING)
    assert [len(cell) for cell in lines(matrix)[0].cells] == [2, 0, 0]
    assert matrix.counts.all.total == 1


def test_each_site_has_its_own_line(plans: list[Plan]) -> None:
    water = small.indicator("water-class", direction="class", unit="")
    sites = [Site.objects.create(county=plans[0].county, name=name) for name in ("古桥", "新桥")]
    for number, site in enumerate(sites, start=1):
        small.row(plans[0], water, number, site=site)
    assert [line.first.site for line in lines(matrix_of(plans, 2023, EVERYTHING))] == ["古桥", "新桥"]


def test_only_the_asked_years_verdict_is_shown(plans: list[Plan]) -> None:
    row = small.row(plans[0], small.indicator())
    small.verdict(row, "behind", 2022)
    small.verdict(row, "early", 2023)
    assert lines(matrix_of(plans, 2023, EVERYTHING))[0].first.status == "early"
    assert matrix_of(plans, 2024, EVERYTHING).uncomputed == 1


def test_a_closed_row_and_a_repeated_row_are_not_there(plans: list[Plan]) -> None:
    days = small.indicator()
    small.row(plans[0], days, 1, closed_in=plans[0].editions.get())
    small.row(plans[0], days, 2, is_repeat=True)
    assert lines(matrix_of(plans, 2023, EVERYTHING)) == []


def test_the_status_filter_hides_lines_and_changes_no_count(plans: list[Plan]) -> None:
    for code, status in (("a", "behind"), ("b", "on_track")):
        small.verdict(small.row(plans[0], small.indicator(code), printed_name=code), status)
    for asked in ("behind", "yellow"):
        matrix = matrix_of(plans, 2023, Choice(status=asked))
        assert [line.first.code for line in lines(matrix)] == ["a"]
        assert matrix.counts.all.coverage == (2, 2)


def test_cells_outside_the_filter_stay_beside_those_within(plans: list[Plan]) -> None:
    days = small.indicator()
    late = small.row(plans[0], days)
    small.verdict(late, "behind")
    small.verdict(small.row(plans[2], days), "on_track")
    (line,) = lines(matrix_of(plans, 2023, Choice(status="behind")))
    assert [len(cell) for cell in line.cells] == [1, 0, 1]
    assert line.wanted == {late.pk}


def test_category_attribute_and_department_narrow_lines_and_counts(plans: list[Plan]) -> None:
    bureau = Department.objects.create(code="water", name="水务局")
    other = Department.objects.create(code="forest", name="林业局")
    wet = small.row(plans[0], small.indicator("wet", default_department=other), attribute="约束性")
    wet.departments.add(bureau)
    small.row(plans[0], small.indicator("dry", level2="林", default_department=other))
    choices = {
        "category": Choice(category="生态保护 · 水"),
        "attribute": Choice(attribute="约束性"),
        "department": Choice(department_id=bureau.pk),
    }
    for name, choice in choices.items():
        matrix = matrix_of(plans, 2023, choice)
        assert ([line.first.code for line in lines(matrix)], matrix.counts.all.total) == (["wet"], 1), name
    # A row that prints no department belongs to the catalogue's; one that prints its own does not.
    found = lines(matrix_of(plans, 2023, Choice(department_id=other.pk)))
    assert [line.first.code for line in found] == ["dry"]
    assert matrix_of(plans, 2023, Choice(category="生态保护")).counts.all.total == 2
    assert matrix_of(plans, 2023, Choice(attribute="")).counts.all.total == 1


def test_a_final_year_is_known_and_a_missed_binding_row_is_named(plans: list[Plan]) -> None:
    row = small.row(plans[0], small.indicator(), attribute="约束性")
    small.verdict(row, "missed", 2025)
    matrix = matrix_of(plans, 2025, EVERYTHING)
    assert matrix.is_final
    assert [one.counts.row_id for one in matrix.counted if one.is_binding_missed] == [row.pk]
    assert not matrix_of(plans, 2024, EVERYTHING).is_final


def test_the_matrix_knows_whether_it_shows_an_invented_value(plans: list[Plan]) -> None:
    row = small.row(plans[0], small.indicator())
    small.verdict(row, "on_track", 2023, uses_demo=True)
    small.verdict(row, "on_track", 2024)
    assert [matrix_of(plans, year, EVERYTHING).uses_demo for year in (2023, 2024)] == [True, False]


@pytest.mark.parametrize("number", [3, 300])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    plans: list[Plan], number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        small.verdict(small.row(plans[n % 3], small.indicator(f"i{n}"), n), "on_track")
    counties = [plans[0].county, plans[2].county]
    with django_assert_num_queries(1):
        matrix_of(plans, 2023, EVERYTHING)
    with django_assert_num_queries(1):
        county_year(plans[:2], 2023, EVERYTHING)
    with django_assert_num_queries(2):
        county_lines(counties, plans, plans, 2023)


def test_a_county_shows_its_rows_under_their_printed_headings(plans: list[Plan]) -> None:
    for number, level2 in enumerate(["空气", "空气", "水"], start=1):
        small.row(plans[0], small.indicator(f"i{number}"), number, level1="质量", level2=level2)
    (table,) = county_year(plans[:1], 2023, EVERYTHING).sections[0].tables
    assert [(group.heading, len(group.rows)) for group in table.groups] == [
        ("质量 · 空气", 2),
        ("质量 · 水", 1),
    ]


def test_counties_stand_in_the_order_of_their_codes_without_ranks(plans: list[Plan]) -> None:
    days = small.indicator()
    small.verdict(small.row(plans[0], days), "missed", 2025)
    small.verdict(small.row(plans[2], days), "achieved", 2025)
    counties = [plans[0].county, plans[2].county]
    found = county_lines(counties, plans, plans, 2025)
    assert [(line.county.name, line.shares[2].met, line.shares[2].judged) for line in found] == [
        ("甲县", 0, 1),
        ("乙县", 1, 1),
    ]
