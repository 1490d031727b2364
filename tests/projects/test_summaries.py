"""Totals that state what they leave out; listings side by side."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lists.sorting import order_of
from projects.exports import project_sheet
from projects.filters import ProjectFilter
from projects.ledger import LedgerLine, judge_line
from projects.sides import sides
from projects.summaries import ListedIn, ProjectLine, in_order, totals
from workbooks.cells import Printed


def listed(yi: str | None = "1", *, plan: str = "甲", problem: str = "", **fields: Any) -> ListedIn:
    given: dict[str, Any] = {
        "pk": 1,
        "plan": plan,
        "plan_key": plan,
        "edition_id": 1,
        "category": "",
        "seq": "1",
        "name": "项目",
        "amount_text": yi or "",
        "amount_unit": "亿元",
        "amount_cell": "G3",
        "start_text": "",
        "finish_text": "",
        "start": "",
        "finish": "",
        "builders": (),
        "department_texts": (),
        "place": "",
        "nature": "",
        "content": "",
        "extra": {},
        "source": "",
        "period": (2021, 2025),
        **fields,
    }
    return ListedIn(yi=Decimal(yi) if yi else None, problem=problem, **given)


def line(*listings: ListedIn, repeated: bool = False) -> ProjectLine:
    return ProjectLine(pk=1, name="项目", county="云冈区", listings=listings, findings=0, repeated=repeated)


def test_a_total_states_what_it_leaves_out() -> None:
    lines = [
        line(listed("1.5")),
        line(listed("58.25"), listed("58.25", plan="乙")),
        line(listed(None)),
        line(listed(None, problem="明显过大")),
        line(listed("1"), listed("2", plan="乙")),
    ]

    total = totals(lines)

    assert total.yi == Decimal("59.75")
    assert total.sentence == (
        "合计 59.75 亿元（5 项中 2 项有金额；1 项未列金额，未计；1 项金额存疑，未计；"
        "1 项两规划金额不一，未计；两规划重复 2 项只计一次）"
    )


def test_an_amount_that_only_one_plan_prints_counts_once() -> None:
    assert totals([line(listed("2"), listed(None, plan="乙"))]).yi == Decimal(2)


def test_the_same_amount_with_other_decimals_is_one_amount() -> None:
    assert totals([line(listed("0.4"), listed("0.40", plan="乙"))]).yi == Decimal("0.4")


def test_rows_that_may_be_repeated_are_counted_and_told() -> None:
    total = totals([line(listed("8.5"), repeated=True), line(listed("8.5"), repeated=True)])

    assert total.yi == Decimal(17)
    assert "其中 2 项在同一规划中疑似重复列示（共 17 亿元）" in total.warning


def test_nothing_is_left_out_of_a_clean_total() -> None:
    total = totals([line(listed("2"))])

    assert total.sentence == "合计 2 亿元（1 项中 1 项有金额；0 项存疑未计）"
    assert total.warning == ""


def test_a_page_says_a_total_briefly_and_a_sheet_to_the_last_digit() -> None:
    total = totals([line(listed("90.595097"), repeated=True)])

    assert total.brief.startswith("合计 90.60 亿元（")
    assert total.sentence.startswith("合计 90.595097 亿元（")
    assert "（共 90.60 亿元）" in total.brief_warning
    assert "（共 90.595097 亿元）" in total.warning


def test_sides_tell_where_two_plans_differ_and_leave_out_empty_columns() -> None:
    first = listed(builders=("热电厂有限公司",), finish_text="/", start_text="2021年", extra={"备注": "/"})
    second = listed(plan="乙", builders=("热电有限公司",), finish_text="2025", start_text="2021 年", seq="9")

    found = {side.name: side.differs for side in sides(line(first, second))}

    assert found == {
        "序号": False,
        "名称": False,
        "投资": False,
        "开工": False,
        "完成": False,
        "建设主体": True,
        "备注": False,
    }


def test_one_column_of_two_plans_is_one_line_though_its_header_has_a_blank() -> None:
    first = listed(extra={"项目属性(重大工程)": "重大"})
    second = listed(plan="乙", extra={"项目属性 (重大工程)": "打捆"})

    (found,) = [side for side in sides(line(first, second)) if side.name.startswith("项目属性")]

    assert (found.texts, found.differs) == (("重大", "打捆"), True)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("amount", [1, 5, 9, None]),
        ("-amount", [9, 5, 1, None]),
        ("", [5, None, 9, 1]),
        ("nonsense", [5, None, 9, 1]),
    ],
)
def test_lines_without_an_amount_come_last_whichever_way_they_are_sorted(
    sort: str, order: list[int | None]
) -> None:
    lines = [line(listed(yi)) for yi in ("5", None, "9", "1")]

    assert [one.yi for one in in_order(lines, order_of(sort, ProjectFilter.sorts))] == order


def test_finishes_are_sorted_by_date() -> None:
    lines = [line(listed(finish=finish)) for finish in ("2025-11", "", "2021", "2022-09")]

    assert [one.first.finish for one in in_order(lines, order_of("finish", ProjectFilter.sorts))] == [
        "2021",
        "2022-09",
        "2025-11",
        "",
    ]


@pytest.mark.parametrize(("text", "shown"), [("/", "/"), ("", ""), ("1.5", "1.5 亿元")])
def test_a_unit_is_shown_only_beside_a_figure(text: str, shown: str) -> None:
    assert listed(None, amount_text=text).amount == shown


def test_a_period_that_one_text_prints_is_said_once() -> None:
    period = listed(start_text="2021-2025", finish_text="2021-2025")
    ends = listed(plan="乙", start_text="2021", finish_text="2025")

    names = [side.name for side in sides(line(period))]
    compared = {side.name: side.texts for side in sides(line(period, ends))}

    assert ("期限" in names, "开工" in names, "完成" in names) == (True, False, False)
    assert compared["期限"] == ("2021-2025", "2021 至 2025")
    assert {"开工", "完成"}.isdisjoint(compared)


def test_a_sheet_prints_a_period_once_and_its_ends_as_read() -> None:
    period = listed(
        "0.27909700", start_text="2021-2025", finish_text="2021-2025", start="2021", finish="2025"
    )

    day = date(2024, 6, 15)
    one = LedgerLine(line(period), None, judge_line(line(period), None, day))
    sheet = project_sheet([one], totals([line(period)]))
    (row,) = sheet.rows
    by_header = dict(zip((column.header for column in sheet.columns), row, strict=True))

    assert [by_header[name] for name in ("期限（原文）", "开工", "完成")] == ["2021-2025", "2021", "2025"]
    assert by_header["投资（亿元）"] == by_header["计入合计（亿元）"] == Printed("0.279097")
