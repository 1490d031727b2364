"""The ledger: late ones first, the four rates with what they leave out, money by source, and the drawing."""

from datetime import date
from decimal import Decimal
from typing import Any

from projects.funds import money_by_source, what_rates_leave_out
from projects.lateness import Late
from projects.ledger import LedgerLine, judge_line, late_first, rates
from projects.models import Progress
from projects.progress import Standing, standing
from projects.rating import rate_table
from projects.summaries import ProjectLine
from projects.timeline import scale_of, timeline
from tests.projects.test_summaries import line, listed

DAY = date(2024, 6, 15)


def progress(stage: str, year: int = 2023, money: dict[str, str] | None = None, **fields: Any) -> Standing:
    found = standing([Progress(project_id=1, year=year, stage=stage, money=money or {}, **fields)])
    assert found is not None
    return found


def one(of: ProjectLine, stands: Standing | None = None) -> LedgerLine:
    return LedgerLine(of, stands, judge_line(of, stands, DAY))


def ledger() -> list[LedgerLine]:
    printed = {"finish": "2023-08", "finish_text": "2023年8月"}
    built = {"done": "0.4", "local.in_place": "0.5", "local.paid": "0.2", "opening_in_place": "0.1"}
    return [
        one(line(listed("1", finish="2025", finish_text="2025年"))),
        one(line(listed("1", **printed)), progress("building", money=built, started="2022")),
        one(
            line(listed("2", **printed)),
            progress("completed", started="2022", finished="2023-08", evidence="验"),
        ),
        one(line(listed(None, **printed))),
        one(line(listed("9", **printed)), progress("stopped", ended_document="文1号")),
    ]


def test_the_latest_stand_first() -> None:
    assert [each.late for each in late_first(ledger())] == [
        Late.OVERDUE,
        Late.OVERDUE,
        Late.NOT_DUE,
        Late.ON_TIME,
        Late.STOPPED,
    ]


def test_the_four_rates_say_n_of_n_and_what_is_left_out() -> None:
    begun, done, in_place, spent = rates(ledger(), DAY)
    assert (begun.counted, begun.should) == ("2 / 4 项", 3)
    assert (done.n, done.should) == (Decimal(1), 3)
    assert done.counted == "1 / 4 项"
    assert done.left_out == "停建、取消 1 项不计；未报进度 2 项计入分母"
    assert (in_place.n, in_place.of) == (Decimal("0.6"), Decimal(4))
    assert in_place.left_out == "停建、取消 1 项不计；未列金额 1 项不计；未报进度 1 项计入分母"
    assert (spent.n, spent.percent) == (Decimal("0.4"), "10.0%")


def test_a_rate_of_nothing_is_no_number() -> None:
    assert [rate.percent for rate in rates([], DAY)] == ["—"] * 4


def test_an_adjusted_investment_takes_the_place_of_the_printed_one() -> None:
    found = one(line(listed("1")), progress("building", adjusted_yi=Decimal(3)))
    assert found.total == Decimal(3)


def test_a_project_of_two_plans_counts_in_each_and_once_in_all() -> None:
    both = one(
        line(listed("1", plan="甲", category="绿化造林"), listed("1", plan="乙", category="水资源调度"))
    )
    rows = {(row.by, row.name): row.number for row in rate_table([both], DAY)}
    assert rows[("全部", "全部")] == 1
    assert {by: number for (by, _), number in rows.items() if by == "类别"} == {"类别": 1}
    assert len([1 for by, _ in rows if by == "规划"]) == 2
    assert {name for by, name in rows if by == "类别"} == {"生态保护与修复", "水资源"}


def test_money_stands_by_its_source_and_what_was_before_apart() -> None:
    found = {source.name: [amount.brief for amount in source.amounts] for source in money_by_source(ledger())}
    assert found["地方出资"] == ["—", "0.50", "0.20"]
    assert found["期初（首报以前，未分来源）"] == ["—", "0.10", "—"]


def test_the_sources_say_what_of_them_the_rates_leave_out() -> None:
    stopped = progress("stopped", ended_document="文1号", money={"local.in_place": "0.3"})
    unsure = progress("building", money={"own.in_place": "0.05"})
    lines = [*ledger(), one(line(listed("7")), stopped), one(line(listed(None)), unsure)]
    assert what_rates_leave_out(lines) == (
        "本表含全部已报项目，其中停建、取消 2 项到位 0.3 亿元，总投资不明或疑似重列 1 项到位 0.05 亿元，"
        "页首的资金到位率不计；其余到位 0.6 亿元。"
    )
    assert rates(lines, DAY)[2].n == Decimal("0.6")
    assert what_rates_leave_out([lines[1]]) == ""


def test_a_printed_start_is_no_deadline_and_the_sentence_says_so() -> None:
    found = one(line(listed("1", start="2021", start_text="2021年", finish_text="/", nature="续建")))
    assert found.late is Late.UNCLEAR
    assert "只印开工“2021年”" in found.judged.sentence
    assert "未印完工期限，也没有延期批复，无法判定" in found.judged.sentence
    assert found.line.first.is_start_only


def test_what_is_drawn_is_what_is_said() -> None:
    scale = scale_of(2021, 2025, DAY)
    overdue = timeline(ledger()[1], scale, DAY)
    assert overdue.is_open
    assert overdue.late is not None
    assert overdue.late.x == scale.at(date(2023, 8, 31))
    assert overdue.late.x + overdue.late.width == scale.at(DAY)
    done = timeline(ledger()[2], scale, DAY)
    assert (done.late, done.done) == (None, scale.at(date(2023, 8, 31)))


def test_what_was_completed_in_time_and_went_into_production_later_was_in_time() -> None:
    printed = line(listed("1", finish="2023-08", finish_text="2023年8月"))
    rows = [
        Progress(project_id=1, year=2023, stage="completed", finished="2023-07", evidence="验收"),
        Progress(project_id=1, year=2024, stage="producing", produced="2024-02", evidence="验收"),
    ]
    assert one(printed, standing(rows)).late is Late.EARLY


def test_what_was_begun_before_the_plan_has_begun_without_a_date() -> None:
    (begun, *_) = rates([one(line(listed("1", nature="续建")), progress("building"))], DAY)
    assert begun.counted == "1 / 1 项"
