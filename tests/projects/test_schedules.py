"""Printed dates keep their precision; what cannot be read stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.schedules import Precision, PrintedDate, read_period, read_schedule

SINGLE = {
    "2016.11": "2016-11", "2021.11": "2021-11", "2021": "2021", "2021年": "2021", "2016 年 11 月": "2016-11",
    "2025 年 11 月": "2025-11", "2025年12月": "2025-12", "2021年9月": "2021-09", "2029年11月": "2029-11",
    "2025年完成": "2025", "2025 年完成": "2025", "2025年底": "2025", "2025年底前完成": "2025", "2021-11": "2021-11",
    "2021/11": "2021-11", "2021-11-03": "2021-11", "2021年11月3日": "2021-11", "２０２１年": "2021", "计划2025年建成": "2025",
}  # fmt: skip
PERIODS = {
    "2022年-2023年": ("2022", "2023"), "2020 年-2024 年": ("2020", "2024"), "2021 年-2025 年": ("2021", "2025"),
    "2020年-2022年": ("2020", "2022"), "2021-2025": ("2021", "2025"), "2021～2025年": ("2021", "2025"),
    "2021年3月至2025年11月": ("2021-03", "2025-11"), "2021年—2025年完成": ("2021", "2025"), "2016.11-2021.12": ("2016-11", "2021-12"),
}  # fmt: skip
UNREAD = [
    "长期",
    "“十四五”期间",
    "11月",
    "2021年13月",
    "202年",
    "20211",
    "2021年、2022年",
    "2021.11.2.3",
    "待建",
    "1e3",
    "2021.0",
]


@pytest.mark.parametrize(("text", "date"), SINGLE.items(), ids=SINGLE)
def test_a_single_date_is_a_year_or_a_month(text: str, date: str) -> None:
    schedule = read_schedule(text, "")
    assert (str(schedule.start), schedule.finish, schedule.problem) == (date, None, None)
    assert schedule.start is not None
    assert schedule.start.precision is (Precision.MONTH if "-" in date else Precision.YEAR)


@pytest.mark.parametrize(("text", "dates"), PERIODS.items(), ids=PERIODS)
def test_a_range_is_a_start_and_a_finish(text: str, dates: tuple[str, str]) -> None:
    schedule = read_period(text, finish_only=True)
    assert (str(schedule.start), str(schedule.finish), schedule.problem) == (*dates, None)


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_no_date_stays_text_with_a_sentence(text: str) -> None:
    for schedule in (read_schedule("", text), read_period(text, finish_only=True)):
        assert (schedule.finish_text, schedule.start, schedule.finish) == (text, None, None)
        assert schedule.problem is not None
        assert text in schedule.problem


@pytest.mark.parametrize("text", ["", "/", "-", "—", " ", "待定"])
def test_no_date_is_no_problem(text: str) -> None:
    assert read_schedule(text, text).problem is None
    assert read_period(text, finish_only=False).problem is None


def test_a_lone_date_is_the_finish_and_in_a_column_of_periods_a_year_is_both() -> None:
    deadline, period = read_period("2022年", finish_only=True), read_period("2022年", finish_only=False)
    assert (deadline.start, deadline.finish) == (None, PrintedDate(2022))
    assert (period.start, period.finish) == (PrintedDate(2022), PrintedDate(2022))


def test_a_month_one_that_may_be_ten_is_only_a_year() -> None:
    schedule = read_schedule("2021.1", "2021.10")
    assert (str(schedule.start), str(schedule.finish)) == ("2021", "2021-10")
    assert schedule.problem is not None
    assert "10 月" in schedule.problem
    assert read_schedule("2021.01", "2021年1月").problem is None


def test_a_finish_before_its_start_is_kept_and_said() -> None:
    schedule = read_schedule("2023.5", "2022")
    assert (str(schedule.start), str(schedule.finish)) == ("2023-05", "2022")
    assert schedule.problem is not None
    assert read_schedule("2022.5", "2022").problem is None


@given(st.text(max_size=20))
def test_any_text_is_dates_or_text(text: str) -> None:
    schedule = read_period(text, finish_only=False)
    assert schedule.finish_text == text
    for date in (schedule.start, schedule.finish):
        assert date is None or (1900 <= date.year < 2100 and date.month in (None, *range(1, 13)))
