"""Every row of a sheet gets exactly one outcome; every error is found at once, with its cell."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from counties.models import County
from imports.outcomes import Outcome
from imports.troubles import Why
from indicators.importers.names import HINTS
from indicators.models import Indicator, Observation, Site
from tests import reference
from tests.indicators.observing import checked, outcomes, row, sentences

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _reference(once_per_module: None) -> None:
    reference.load()


def standing(text: str = "13.5", **more: Any) -> Observation:
    """云冈's forest cover of 2018 in force."""
    fields = {
        "county": County.objects.get(code="140214"),
        "indicator": Indicator.objects.get(code="forest-rate"),
        "year": 2018,
        "text": text,
        "unit": "%",
        **more,
    }
    return Observation.objects.create(**fields)


def test_a_clean_row_is_new() -> None:
    result = checked(row())
    assert (outcomes(result), result.is_clean) == ([Outcome.NEW], True)


@pytest.mark.parametrize("name", ["140214", "云冈", "云冈区", "大同市云冈区", " 云 冈 "])
def test_a_county_is_known_by_code_names_and_aliases(name: str) -> None:
    assert checked(row(county=name)).new[0].county.code == "140214"


@pytest.mark.parametrize("name", ["PM2.5年均浓度", "pm25", "ＰＭ２.５均值", "PM₂.₅年均浓度"])
def test_an_indicator_is_known_by_code_name_and_aliases_in_any_spelling(name: str) -> None:
    assert checked(row(indicator=name, unit="ug/m3")).new[0].indicator.code == "pm25"


def test_a_near_name_is_a_hint_and_never_a_match() -> None:
    result = checked(row(county="云岗"), row(indicator="森林覆盖"))
    assert outcomes(result) == [Outcome.REFUSED] * 2
    assert [(p.cell, p.why) for p in result.problems] == [("A2", Why.COUNTY), ("B3", Why.INDICATOR)]
    assert "云冈" in result.problems[0].hint
    assert "森林覆盖率" in result.problems[1].hint


def test_a_name_of_two_indicators_is_ambiguous() -> None:
    Indicator.objects.create(code="other", name="另一项", unit="%", direction="higher", aliases=["绿色率"])
    Indicator.objects.filter(code="forest-rate").update(aliases=["绿色率"])
    (problem,) = checked(row(indicator="绿色率")).problems
    assert "不止一项" in problem.message


def test_the_city_is_no_county() -> None:
    assert sentences(checked(row(county="大同市"))) == ["A2 的“大同市”是市，不是县区"]


def test_all_errors_of_a_row_and_of_a_file_are_found_at_once() -> None:
    result = checked(
        row(county="某县", year="去年", value="x", period="夏天"), row(unit="吨"), row(year=1989)
    )
    assert [(p.cell, p.why) for p in result.problems] == [
        ("A2", Why.COUNTY),
        ("E2", Why.YEAR),
        ("H2", Why.PERIOD),
        ("F2", Why.VALUE),
        ("D3", Why.UNIT),
        ("E4", Why.YEAR),
    ]


def test_an_unknown_name_has_a_remedy_also_where_nothing_is_near() -> None:
    found = {p.why: p.hint for p in checked(row(county="某县"), row(indicator="甲乙丙丁")).problems}
    assert found[Why.COUNTY] == "请核对县区名称或代码"
    assert found[Why.INDICATOR] == "请核对名称，或请系统管理员在指标目录中登记该指标或别名后重新导入"
    near = checked(row(indicator="森林覆盖率x")).problems[0].hint
    assert near.startswith("相近的有：“森林覆盖率”")
    assert near.endswith("登记该指标或别名后重新导入")


@pytest.mark.parametrize("year", ["", "2018.5", "18", "1989", "2018/9"])
def test_a_year_is_four_digits_between_1990_and_the_present(year: str) -> None:
    assert checked(row(year=year)).problems[0].why is Why.YEAR


def test_a_year_that_has_not_come_is_refused_by_its_cell() -> None:
    present = timezone.localdate().year
    assert checked(row(year=present)).is_clean
    problem = checked(row(year=present + 1)).problems[0]
    assert (problem.cell, problem.why) == ("E2", Why.YEAR)
    assert f"“{present + 1}”晚于今年（{present} 年）" in problem.message


@pytest.mark.parametrize("note", ["", "—", "无"])
def test_no_data_without_its_reason_is_refused_by_its_cell(note: str) -> None:
    problem = checked(row(value="—", note=note)).problems[0]
    assert (problem.cell, problem.why) == ("F2", Why.VALUE)
    assert "没有在备注写明原因" in problem.message


@pytest.mark.parametrize(("value", "note"), [("—", "断流"), ("断流", ""), ("—", "当年未监测")])
def test_no_data_with_its_reason_is_a_statement(value: str, note: str) -> None:
    assert checked(row(value=value, note=note)).is_clean


def test_a_value_that_prints_its_unit_is_not_said_with_two() -> None:
    said = {
        value: next(iter(checked(row(value=value, note="断流")).statements.values())).said
        for value in ("26.5%", "—", "26.5")
    }
    assert said == {"26.5%": "26.5%", "—": "—", "26.5": "26.5 %"}


def test_a_class_needs_its_site() -> None:
    result = checked(row(indicator="断面水质类别", unit="类", value="Ⅲ类"))
    assert sentences(result) == ["C2 没有写监测点位；“地表水断面水质类别”按点位登记"]


def test_a_new_site_is_shown_and_two_spellings_of_it_are_one() -> None:
    cells = {"indicator": "断面水质类别", "unit": "类", "value": "Ⅲ类"}
    result = checked(row(site="小站（甲）", **cells), row(site="小站(甲)", year=2019, **cells))
    assert [(site.county.name, site.name, site.rows) for site in result.new_sites] == [
        ("云冈区", "小站（甲）", 2)
    ]


def test_a_known_site_is_found_by_its_alias_in_its_county_only() -> None:
    Site.objects.create(county=County.objects.get(code="140214"), name="十里河小站", aliases=["小站"])
    cells = {"indicator": "断面水质类别", "unit": "类", "value": "Ⅲ类", "site": "小站"}
    result = checked(row(**cells), row(county="新荣", **cells))
    assert [site.county.name for site in result.new_sites] == ["新荣区"]


def test_a_new_site_is_shown_beside_the_known_ones_that_are_written_much_like_it() -> None:
    Site.objects.create(county=County.objects.get(code="140214"), name="古店（御河，市控）")
    Site.objects.create(county=County.objects.get(code="140214"), name="平旺水厂井")
    cells = {"indicator": "断面水质类别", "unit": "类", "value": "Ⅲ类", "site": "古店（御河）"}
    waiting = checked(row(**cells))
    assert (waiting.new_sites, waiting.new) == ((), ())
    (ask,) = waiting.site_asks["监测数据"].values()
    assert [value for value, _ in ask.choices] == ["古店（御河，市控）", "新点位"]
    cells["site"] = "平旺水厂二井"
    assert [site.near for site in checked(row(**cells)).new_sites] == [("平旺水厂井",)]


def test_hundreds_of_unknown_names_do_not_each_cost_a_search_for_near_ones() -> None:
    result = checked(*[row(indicator=f"森林覆盖率{n}", year=1990 + n % 30) for n in range(300)])
    hinted = [problem for problem in result.problems if "相近的有" in problem.hint]
    assert (len(result.problems), len(hinted)) == (300, HINTS)


def test_two_values_for_one_key_refuse_both_and_cite_both_cells() -> None:
    result = checked(row(value="13.5"), row(value="13.6"))
    assert outcomes(result) == [Outcome.REFUSED] * 2
    assert [p.cell for p in result.problems] == ["F2", "F3"]
    assert "F3“13.6”" in result.problems[0].message
    assert "F2“13.5”" in result.problems[1].message


def test_no_data_and_a_number_for_one_key_contradict_each_other() -> None:
    assert outcomes(checked(row(value="—", note="断流"), row(value="13.5"))) == [Outcome.REFUSED] * 2


def test_the_same_value_twice_goes_in_once_and_the_repeat_is_reported() -> None:
    result = checked(row(value="13.5"), row(value="13.50"), row(county="140214"))
    assert outcomes(result) == [Outcome.NEW, Outcome.REPEAT, Outcome.REPEAT]
    assert result.is_clean


@pytest.mark.parametrize("other", [{"year": 2019}, {"period": "1-9月"}, {"basis": "实况"}, {"site": "某站"}])
def test_year_period_basis_and_site_make_another_figure(other: dict[str, Any]) -> None:
    assert outcomes(checked(row(), row(value="99", **other))) == [Outcome.NEW] * 2


def test_a_blank_value_says_nothing() -> None:
    standing()
    result = checked(row(value=None), row(value="  ", year=2019))
    assert (outcomes(result), result.to_write, result.is_clean) == ([Outcome.BLANK] * 2, (), True)


def test_the_value_in_force_is_the_same_whatever_its_unit() -> None:
    standing("0.21", indicator=Indicator.objects.get(code="water-total"), unit="亿m³")
    result = checked(row(indicator="用水总量", unit="万m³", value="2100"))
    assert outcomes(result) == [Outcome.SAME]


def test_another_value_than_the_one_in_force_is_an_error_without_a_correction() -> None:
    standing("13.4", file_name="年报.xlsx", sheet="甲", cell="F9")
    result = checked(row())
    assert outcomes(result) == [Outcome.REFUSED]
    assert sentences(result) == ["F2 的数值“13.5 %”与在账数值“13.4 %”不同（年报.xlsx · 甲!F9）"]


def test_as_a_correction_it_is_a_change() -> None:
    standing("13.4")
    result = checked(row(), correcting=True)
    assert (outcomes(result), result.is_clean) == ([Outcome.CHANGED], True)
    assert [(c.known.text, c.statement.figure.value) for c in result.changes] == [("13.4", Decimal("13.5"))]


def test_a_repeat_of_a_refused_row_is_refused_with_it() -> None:
    standing("13.4")
    assert outcomes(checked(row(), row())) == [Outcome.REFUSED] * 2


def test_the_basis_of_the_plan_itself_cannot_be_imported() -> None:
    assert checked(row(basis="规划自述")).problems[0].why is Why.BASIS


def test_a_formula_without_its_result_refuses_its_row() -> None:
    (problem,) = checked(row(value="=1+1")).problems
    assert (problem.cell, problem.why) == ("F2", Why.SHAPE)


def test_a_text_longer_than_its_column_is_refused_and_not_cut() -> None:
    (problem,) = checked(row(note="长" * 301)).problems
    assert (problem.cell, problem.why) == ("J2", Why.LENGTH)


@pytest.mark.parametrize("number", [3, 300])
def test_the_queries_do_not_grow_with_the_rows(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [row(year=1990 + n % 30, basis=f"口径{n}") for n in range(number)]
    with django_assert_num_queries(7):
        assert set(outcomes(checked(*rows))) == {Outcome.NEW}
