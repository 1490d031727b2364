"""The rules of project tables: repeats, amounts, dates, land, names."""

from typing import Any

import pytest

from counties.findings import NOTICE, WARNING, Rule
from projects.findings import amounts, dates, find, land, names, repeats
from tests.projects.listings import listing, plan


def test_two_identical_rows_are_told_as_a_repeat() -> None:
    rows = [listing(5, name="国华 风电", finish="2025"), listing(13, name="国华风电", finish="2025")]

    (found,) = repeats.repeated(rows)

    assert (found.rule, found.listings) == (Rule.PROJECT_TWICE, (5, 13))
    assert "第 8 行[5]、第 16 行[13]" in found.message


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"yi": "2"}, "投资不同"),
        ({"builders": ("另一公司",)}, "建设主体不同"),
        ({"finish": "2023", "finish_text": "2023年"}, "完成不同"),
    ],
)
def test_one_name_with_other_figures_is_told_as_namesakes(other: dict[str, Any], said: str) -> None:
    first, second = listing(1, name="污水治理"), listing(2, name="污水治理", **other)

    (found,) = repeats.repeated([first, second])

    assert found.rule is Rule.PROJECT_NAMESAKES
    assert said in found.message


def test_other_names_and_other_plans_are_no_repeats() -> None:
    rows = [listing(1, name="甲"), listing(2, name="乙"), listing(3, name="甲", of=plan(2))]

    assert not list(repeats.repeated(rows))


def test_one_project_with_two_amounts_in_two_plans_is_a_warning() -> None:
    rows = [
        listing(1, project_id=7, yi="1"),
        listing(2, project_id=7, yi="1.5", of=plan(2, title="环保规划")),
    ]

    (found,) = repeats.plans_differ(rows)

    assert (found.plan_id, found.severity) == (None, WARNING)
    assert "合计不计入" in found.message
    assert "环保规划" in found.message


def test_another_builder_in_the_other_plan_is_a_notice_and_a_blank_is_nothing() -> None:
    first = listing(1, project_id=7, builders=("热电厂有限公司",), departments=("水务局",))
    other = listing(2, project_id=7, builders=("热电有限公司",), of=plan(2))
    silent = listing(3, project_id=7, builders=(), of=plan(3))

    (found,) = repeats.plans_differ([first, other])

    assert found.severity == NOTICE
    assert "牵头部门" not in found.message
    assert not list(repeats.plans_differ([first, silent]))


def test_a_flagged_amount_is_told_with_its_reason() -> None:
    (found,) = amounts.doubtful([listing(1, yi=None, investment_text="603.51", problem="明显过大")])

    assert "明显过大" in found.message
    assert found.cells[1].text == "603.51"


def test_missing_amounts_are_one_finding_per_plan_without_the_flagged() -> None:
    rows = [
        listing(1, yi=None, investment_text="/"),
        listing(2, yi=None),
        listing(3, yi=None, investment_text="603.51", problem="明显过大"),
        listing(4),
    ]

    (found,) = amounts.missing(rows)

    assert found.listings == (1, 2)


def test_parts_that_add_up_to_more_than_the_total_are_told() -> None:
    sources = {"预计投资来源(亿元)/中央预算内投资": "5.5", "预计投资来源(亿元)/地方出资": "8", "备注": "99"}

    (found,) = amounts.parts_exceed([listing(1, yi="5.5", extra=sources)])

    assert "投资来源各栏合计 13.5 亿元" in found.message
    assert not list(amounts.parts_exceed([listing(1, yi="13.5", extra=sources)]))


def test_one_amount_for_several_builders_is_told() -> None:
    assert list(amounts.shared([listing(1, builders=("甲", "乙", "丙"))]))
    assert not list(amounts.shared([listing(1), listing(2, yi=None, builders=("甲", "乙"))]))


@pytest.mark.parametrize(
    ("finish", "late"), [("2029-11", True), ("2026", True), ("2025-12", False), ("", False)]
)
def test_a_finish_after_the_period_is_told(finish: str, late: bool) -> None:
    assert bool(list(dates.finish_late([listing(1, finish=finish)]))) is late


@pytest.mark.parametrize(
    ("start", "finish", "backwards"),
    [("2022", "2021", True), ("2021-11", "2021-06", True), ("2021-11", "2021", False), ("", "2021", False)],
)
def test_an_end_before_the_beginning_is_told(start: str, finish: str, backwards: bool) -> None:
    assert bool(list(dates.dates_backwards([listing(1, start=start, finish=finish)]))) is backwards


def test_new_land_that_is_the_planned_area_is_told_with_the_words_that_name_it() -> None:
    zone = listing(1, extra={"拟新增建设用地规模(亩)": "93000", "建设规模": "示范区规划面积62平方公里"})

    (found,) = land.land_doubtful([zone])

    assert "即 62 km²，占辖区面积的 25.2%" in found.message
    assert "“面积62平方公里”" in found.message


@pytest.mark.parametrize("text", ["2000", "/", "", "约90000"])
def test_ordinary_or_unreadable_land_is_left_alone(text: str) -> None:
    assert not list(land.land_doubtful([listing(1, extra={"拟新增建设用地规模(亩)": text})]))


def test_left_out_numbers_unknown_departments_and_slips_are_told() -> None:
    rows = [listing(1), listing(3, unknown_departments=("信访局",), content="完成生活无氧治理")]

    assert [one.rule for one in find(rows)] == [Rule.SEQUENCE_GAP, Rule.UNKNOWN_DEPARTMENT, Rule.SLIP]


def test_numbering_that_begins_anew_leaves_no_gap() -> None:
    assert not list(names.sequence_gap([listing(pk, seq=seq) for pk, seq in enumerate(["1", "2", "1", "2"])]))
