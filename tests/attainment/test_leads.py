"""What stands before a demand: it changes nothing of it, and the judge holds it against the row."""

import re
import time
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from attainment import Column, Direction, Kind, Reason, Status, evaluate, explain, parse
from attainment.folding import words
from attainment.lines import question_of
from attainment.refusals import annual_refusal
from tests.attainment.asking import annual
from tests.attainment.test_properties import SCRAPS

SUBJECTS = words(
    "森林覆盖率 PM2.5浓度 达到或优于Ⅲ类水体比例 用水总量（亿） 生活垃圾无害化处理率 湿地保护面积 COD排放量"
)
DEMANDS = words(
    "≥25% ≤35 不低于25% 控制在5%以内 达到25%以上 下降18% 较2020年下降10% 不减少 15%左右 完成市下达目标"
)


@given(
    st.sampled_from(SUBJECTS),
    st.sampled_from(DEMANDS),
    st.sampled_from(["", "力争", "到2025年", "到2025年，"]),
)
def test_a_demand_behind_its_subject_is_the_demand_alone(subject: str, demand: str, before: str) -> None:
    alone, led = parse(demand, Column.TARGET), parse(before + subject + demand, Column.TARGET)
    folded = subject.replace("（", "(").replace("）", ")")
    assert led == replace(alone, text=led.text, subject=folded, due_year=2025 if "年" in before else None)


@given(st.lists(st.sampled_from(SCRAPS), max_size=7).map("".join), st.sampled_from(["。", " ", "；", "\n"]))
@settings(max_examples=400, deadline=None)
def test_what_closes_a_cell_changes_nothing(text: str, end: str) -> None:
    assume(re.search("[0-9A-Za-zⅠ-Ⅵ一-鿿]", text))
    assert replace(parse(text + end, Column.TARGET), text=text) == parse(text, Column.TARGET)


@pytest.mark.parametrize(
    "scrap",
    words(
        "一百 两万 零 利用和处置 达到或优于Ⅲ类 稳定保持 力争到2025年 新增 浓度为 率( 完成国家确定的 完成国家、省 百分之利用和处置"
    ),
)
def test_a_long_cell_is_read_at_once(scrap: str) -> None:
    """No pattern tries a text in more ways than it has signs."""
    for text in ((scrap * 400)[:400], (scrap * 400)[:399] + "Q"):
        start = time.process_time()
        parse(text, Column.TARGET)
        assert time.process_time() - start < 1


def asked(direction: str, text: str, name: str = "", **more: object) -> dict[str, object]:
    return {
        "direction": direction,
        "name": name,
        "decimals": 0,
        "baseline": {"text": "3", "year": 2020},
        "target": {"text": text, "year": 2025},
        "year": 2025,
        "observations": {"2025": "9"},
        **more,
    }


@pytest.mark.parametrize(
    ("direction", "text", "name", "status"),
    [
        ("count", "新增8个", "绿色工厂", Status.UNJUDGED),
        ("higher", "下降率≥8%", "达标率", Status.UNJUDGED),
        ("higher", "新建建筑中绿色建筑占比≥8%", "绿色建筑占比", Status.ACHIEVED),
        ("count", "新增8个", "新增绿色工厂", Status.ACHIEVED),
        ("cumulative", "新增8个", "绿色工厂", Status.UNJUDGED),
        ("rate", "能耗下降率≥8%", "单位GDP能耗", Status.ACHIEVED),
    ],
)
def test_what_is_added_is_no_level(direction: str, text: str, name: str, status: Status) -> None:
    """Eight more than three are eleven: a row of levels does not take `新增8个` for 8."""
    verdict = evaluate(question_of(asked(direction, text, name)))
    if direction == "cumulative":
        assert verdict.reason != Reason.UNIT_CONFLICT
        return
    assert verdict.status is status
    if status is Status.UNJUDGED:
        assert verdict.reason is Reason.UNIT_CONFLICT
        assert "是变化的数量" in explain(question_of(asked(direction, text, name)), verdict)


def test_a_demand_for_another_year_is_not_judged() -> None:
    for text, status in (("到2025年达到8个", Status.ACHIEVED), ("到2030年达到8个", Status.UNJUDGED)):
        question = question_of(asked("count", text))
        assert evaluate(question).status is status
    assert evaluate(question).reason is Reason.BASIS_CONFLICT
    assert "目标写明为2030年，与目标年2025年不同" in explain(question, evaluate(question))


def test_an_annual_target_that_names_another_year_is_absent_and_refused() -> None:
    line = asked("count", "20个", year=2023, observations={"2023": "9"})
    for text, met in (("2023年达到8个", "met"), ("到2024年达到8个", None)):
        question = question_of({**line, "annual_targets": {"2023": text}})
        assert evaluate(question).annual == met
        said = annual_refusal(question, 2023, annual(2023, text)[2023])
        assert (said is None) is (met is not None)
    assert said is not None
    assert "写明的年份不是这一年" in said


def test_words_have_no_unit_beside_them() -> None:
    line = asked("cap", "零发生", unit="起/每万枚", observations={"2025": "0"})
    assert parse("零发生", Column.TARGET).kind is Kind.NUMBER
    assert question_of(line).direction is Direction.CAP
    sentence = explain(question_of(line), evaluate(question_of(line)))
    assert "零发生" in sentence
    assert "零发生起" not in sentence


def test_no_stop_stands_inside_a_sentence() -> None:
    question = question_of(asked("higher", "8。", unit="%", observations={"2025": "9。"}))
    assert explain(question, evaluate(question)) == "2025年9%，满足≥8的要求，判定为完成。"
