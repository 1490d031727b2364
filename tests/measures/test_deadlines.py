"""What end a printed deadline names, and when it names none."""

import pytest

from measures.deadlines import read_deadline
from measures.reading import read_measures
from tests.measures.real_lists import FILES, LISTS

ENDS = {
    "2025": (
        "2025年底前",
        "到 2025 年",
        "2025年",
        "至2025年",
        "2025年前",
        "到 2025 年底",
        "“十四五”期间",
        "“十四五”时期",
    ),
    "2025 ": (
        "到“十四五”末",
        "“十四五”末",
        "2020年-2025年",
        "2021—2025年",
        "2021至2025年",
        "2021年起至2025年",
        "2025",
        "２０２５年",
    ),
    "2023": ("2021—2023年", "2021年-2023年底", "到 2023 年", "2023年底前完成"),
    "2020": ("2020 年底前", "“十三五”末"),
    "2030": ("到 2030 年", "“十五五”期间"),
    "2023-12": (
        "2023 年 12 月底",
        "2023-12",
        "2023.12",
        "2023年12月31日前",
        "2023-12-31",
        "2023年第四季度",
        "2023年下半年",
    ),
    "2021-06": ("2021 年 6 月底前", "2021年6月30日前", "2021年上半年", "2021/6/30"),
}
NONE = (
    "2022年起",
    "2021 年 7 月 1 日起",
    "三年期间",
    "用两到三年时间",
    "每年",
    "长期坚持",
    "2022年、2025年",
    "近期",
    "尽快",
    "1年内",
)


@pytest.mark.parametrize(
    ("end", "text"), [(end.strip(), text) for end, texts in ENDS.items() for text in texts]
)
def test_an_end_is_read_as_far_as_it_is_printed(end: str, text: str) -> None:
    assert (read_deadline(text).end, read_deadline(text).text) == (end, text)


@pytest.mark.parametrize("text", NONE)
def test_a_beginning_a_bare_span_and_the_unclear_name_no_end_and_say_why(text: str) -> None:
    read = read_deadline(text)
    assert read.end is None
    assert read.why


def test_what_prints_nothing_says_nothing() -> None:
    assert read_deadline("—").why == ""


def test_of_the_real_deadlines_only_beginnings_and_bare_spans_name_no_end() -> None:
    found = [row.deadline for file in FILES for row in read_measures(LISTS / file).rows if row.deadline]
    without = sorted({"".join(one.text.split()) for one in found if one.end is None})
    assert len(found) == 131
    assert without == ["2021年10月1日起", "2021年7月1日起", "2022年起", "三年期间", "用两到三年时间"]
    assert {one.end for one in found} == {
        None,
        "2020",
        "2021",
        "2021-06",
        "2021-12",
        "2022",
        "2022-06",
        "2023",
        "2023-12",
        "2025",
        "2030",
    }
