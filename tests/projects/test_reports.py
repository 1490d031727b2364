"""What a report says of its money: one sentence for one fault, and payments held against what came in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from projects.oddities import HINTS, oddities
from projects.reports import Before, read_report

DAY = date(2024, 6, 15)
BASE = {"stage": "building", "started": "2022", "unit": "亿元", "done": "1"}
WAS = Before(
    is_first=False,
    done=Decimal(1),
    in_place=Decimal(3),
    by_source={"in_place": {"local": Decimal(2)}, "paid": {}},
    opening_in_place=Decimal(1),
)


def test_a_missing_unit_is_said_once() -> None:
    said = {**BASE, "unit": "", "year_plan": "2", "local.in_place": "1", "local.paid": "1"}
    assert read_report(said, before=WAS, day=DAY).troubles == ("填了金额而没有选金额单位",)


@pytest.mark.parametrize(
    ("money", "said"),
    [
        ({"local.in_place": "1", "local.paid": "1"}, {}),
        ({"local.in_place": "1", "local.paid": "2"}, {"paid_now": "本期支付 2 亿元，超过本期到位 1 亿元"}),
        (
            {"own.in_place": "1", "local.paid": "0.5", "own.paid": "0.5", "credit.paid": "0.1"},
            {"paid_now": "本期支付 1.1 亿元，超过本期到位 1 亿元"},
        ),
        (
            {"local.in_place": "9", "credit.paid": "1.5"},
            {"paid": "信贷融资累计支付 1.5 亿元，超过累计到位 0 亿元加期初到位 1 亿元"},
        ),
    ],
)
def test_payments_are_held_against_what_came_in(money: Mapping[str, str], said: Mapping[str, str]) -> None:
    report = read_report({**BASE, **money}, before=WAS, day=DAY)
    found = dict(oddities(report, WAS))
    assert found.keys() == said.keys()
    assert all(said[code] in sentence for code, sentence in found.items())


def test_money_of_earlier_periods_may_be_paid_without_words() -> None:
    assert "paid_now" in HINTS
    assert "paid" not in HINTS
