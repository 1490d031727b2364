"""Lateness by fact: every report against every printed due and start, and every exactness of a done date."""

from datetime import date
from typing import Any

import pytest

from projects.dates import FactDate, read_date, stored_date, whole_months
from projects.lateness import Facts, Judged, Late, Printed, Stage, judge

DAY = date(2024, 6, 15)
PAPER = "同发改〔2023〕5号"
CELL = "新荣.xlsx · 重点项目!B16"


def facts(word: str, **more: Any) -> Facts | None:
    """`完工+` with evidence or 文号, `完工-` without."""
    if word == "未报":
        return None
    stage = next(one for one in Stage if one.label == word.rstrip("+-"))
    given: dict[str, Any] = {"stage": stage}
    if stage in (Stage.COMPLETED, Stage.PRODUCING):
        given |= {"finished": FactDate(2023, 5), "evidence": "验收报告" if word.endswith("+") else ""}
    if word.endswith("+"):
        given["document"] = PAPER
    return Facts(**{**given, **more})


DUES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "未印": ({"finish_text": "/"}, {}),
    "不可读": ({"finish_text": "尽快"}, {}),
    "未到": ({"finish_text": "2025年", "finish": FactDate(2025)}, {}),
    "已过": ({"finish_text": "2023年8月", "finish": FactDate(2023, 8)}, {}),
    "延至未到": (
        {"finish_text": "2023年8月", "finish": FactDate(2023, 8)},
        {"extended_to": FactDate(2025, 12), "extension_document": PAPER},
    ),
    "延至已过": (
        {"finish_text": "2021年", "finish": FactDate(2021)},
        {"extended_to": FactDate(2023, 12), "extension_document": PAPER},
    ),
    "延而无文号": (
        {"finish_text": "2023年8月", "finish": FactDate(2023, 8)},
        {"extended_to": FactDate(2025, 12)},
    ),
}
# What was reported, and the state under each of the dues, in their order; no start is printed.
NO_START = """
未报    无法判定       无法判定        未到期    逾期未完工  未到期      逾期未完工  逾期未完工
前期    无法判定       无法判定        未到期    逾期未完工  未到期      逾期未完工  逾期未完工
开工    无法判定       无法判定        未到期    逾期未完工  未到期      逾期未完工  逾期未完工
在建    无法判定       无法判定        未到期    逾期未完工  未到期      逾期未完工  逾期未完工
完工+   完工（未印期限） 完工，是否逾期无法判定 提前完工   提前完工    提前完工     提前完工    提前完工
完工-   无法判定       无法判定        未到期    逾期未完工  未到期      逾期未完工  逾期未完工
投产+   完工（未印期限） 完工，是否逾期无法判定 提前完工   提前完工    提前完工     提前完工    提前完工
投产-   无法判定       无法判定        未到期    逾期未完工  未到期      逾期未完工  逾期未完工
停建+   停建          停建           停建     停建       停建        停建       停建
停建-   无法判定       无法判定        未到期    逾期未完工  未到期      逾期未完工  逾期未完工
取消+   取消          取消           取消     取消       取消        取消       取消
取消-   无法判定       无法判定        未到期    逾期未完工  未到期      逾期未完工  逾期未完工
"""
STARTS: dict[str, dict[str, Any]] = {
    "开工未到": {"start_text": "2024年", "start": FactDate(2024)},
    "开工已过": {"start_text": "2022年", "start": FactDate(2022)},
    "续建": {"start_text": "2022年", "start": FactDate(2022), "nature": "新建及续建"},
}
# A printed start that is past changes only what would else be open.
OPEN = ("无法判定", "未到期")
HAVE_BEGUN = ("开工", "在建", "完工+", "完工-", "投产+", "投产-")


def _table() -> list[tuple[str, str, str, str]]:
    rows = []
    for line in NO_START.strip().splitlines():
        word, *expected = line.split()
        for due, late in zip(DUES, expected, strict=True):
            rows.append((word, due, "", late))
            rows += [(word, due, start, _with_start(word, start, late)) for start in STARTS]
    return rows


def _with_start(word: str, start: str, late: str) -> str:
    return "未按期开工" if start == "开工已过" and late in OPEN and word not in HAVE_BEGUN else late


@pytest.mark.parametrize(("word", "due", "start", "late"), _table(), ids=lambda part: part or "未印开工")
def test_every_report_under_every_due_and_start(word: str, due: str, start: str, late: str) -> None:
    prints, extended = DUES[due]
    printed = Printed("规划", CELL, **{**prints, **STARTS.get(start, {})})
    if word == "未报" and extended.get("extension_document"):
        return  # an extension is reported: there is none of what has reported nothing
    found = judge([printed], facts(word, **extended), DAY)
    assert found.late.label == late
    assert found.sentence.endswith("。")
    if found.late in (Late.OVERDUE, Late.NOT_STARTED):
        assert CELL in found.sentence
        assert ("进度未报" in found.sentence) == (word == "未报")
    if found.late.is_done:
        assert "验收报告" in found.sentence
    if found.late in (Late.STOPPED, Late.CANCELLED):
        assert PAPER in found.sentence
        assert not found.late.counts


# Printed due, done, and what is said of the two.
DONE = """
2023     2022        提前完工
2023     2023        按期完工
2023     2023-12-31  按期完工
2023     2024        逾期 0～5 整月完工
2023     2024-01     逾期 0～1 整月完工
2023     2024-01-30  逾期不足 1 整月完工
2023     2024-01-31  逾期 1 整月完工
2023-08  2022        提前完工
2023-08  2023        完工，是否逾期无法判定
2023-08  2023-07     提前完工
2023-08  2023-08     按期完工
2023-08  2023-08-01  按期完工
2023-08  2023-09     逾期 0～1 整月完工
2023-08  2023-09-29  逾期不足 1 整月完工
2023-08  2023-09-30  逾期 1 整月完工
2023-08  2024-03-31  逾期 7 整月完工
2023-08-15 2023-08   完工，是否逾期无法判定
2023-08-15 2023-08-15 按期完工
2023-08-15 2023-08-14 提前完工
2023-08-15 2023-09-15 逾期 1 整月完工
2023-08-15 -         完工，是否逾期无法判定
2025     -           提前完工
2024     -           按期完工
"""


@pytest.mark.parametrize(
    ("due", "done", "said"), [tuple(x.split(maxsplit=2)) for x in DONE.strip().splitlines()]
)
def test_done_is_held_against_the_due_as_exactly_as_both_are_known(due: str, done: str, said: str) -> None:
    printed = Printed("规划", CELL, finish_text=due, finish=read_date(due))
    finished = None if done == "-" else read_date(done)
    found = judge([printed], Facts(Stage.COMPLETED, finished=finished, evidence="验收报告"), DAY)
    assert found.label == said


def test_of_two_plans_the_earlier_counts_and_both_are_said() -> None:
    printed = [
        Printed("甲规划", "a!F2", finish_text="2025年", finish=FactDate(2025)),
        Printed("乙规划", "b!F3", finish_text="2023年8月", finish=FactDate(2023, 8)),
        Printed("丙规划", "c!F4", finish_text="尽快"),
    ]
    found = judge(printed, None, DAY)
    assert found.label == "逾期未完工 9 月"
    assert found.due == FactDate(2023, 8)
    assert found.sentence == (
        "乙规划印 2023 年 8 月完工（b!F3“2023年8月”），甲规划印 2025 年完工（a!F2“2025年”），取较早的；"
        "丙规划印“尽快”（c!F4）不能读成日期；到 2024-06-15 没有审核通过的完工，进度未报，逾期未完工 9 月。"
    )


def test_the_day_it_is_asked_on_decides_and_nothing_else() -> None:
    printed = [Printed("规划", CELL, finish_text="2023年8月", finish=FactDate(2023, 8))]
    assert judge(printed, None, date(2023, 8, 31)).late is Late.NOT_DUE
    assert judge(printed, None, date(2023, 9, 1)).label == "逾期未完工不足 1 月"
    assert judge(printed, None, date(2023, 9, 30)).label == "逾期未完工 1 月"


def test_what_is_to_be_finished_tomorrow_is_not_done_today() -> None:
    printed = [Printed("规划", CELL, finish_text="2023年8月", finish=FactDate(2023, 8))]
    found: Judged = judge(
        printed, Facts(Stage.COMPLETED, finished=FactDate(2024, 7), evidence="验收报告"), DAY
    )
    assert found.late is Late.OVERDUE
    assert "日期 2024-07 未到" in found.sentence


def test_a_start_to_come_is_no_start() -> None:
    printed = [Printed("规划", CELL, start_text="2022年", start=FactDate(2022))]
    assert judge(printed, Facts(Stage.BUILDING, started=FactDate(2024, 7)), DAY).late is Late.NOT_STARTED
    assert judge(printed, Facts(Stage.STOPPED, started=FactDate(2022, 7)), DAY).late is Late.UNCLEAR


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2023", "2023"),
        ("2023年", "2023"),
        ("2023-8", "2023-08"),
        ("2023年8月", "2023-08"),
        ("2023.08.15", "2023-08-15"),
        ("２０２３年８月１５日", "2023-08-15"),
        ("2023.1", None),
        ("2023-13", None),
        ("2023-02-30", None),
        ("2023-0", None),
        ("23-08", None),
        ("2022年-2023年", None),
        ("", None),
    ],
)
def test_dates_are_as_exact_as_they_are_typed(text: str, read: str | None) -> None:
    found = read_date(text)
    assert (str(found) if found else None) == read
    if found is not None:
        assert stored_date(str(found)) == found


def test_whole_months_go_from_the_end_of_a_month_to_the_end_of_the_next() -> None:
    assert whole_months(date(2023, 1, 31), date(2023, 2, 28)) == 1
    assert whole_months(date(2023, 2, 28), date(2023, 3, 30)) == 0
    assert whole_months(date(2023, 2, 28), date(2023, 3, 31)) == 1
    assert whole_months(date(2021, 10, 31), date(2026, 3, 18)) == 52
