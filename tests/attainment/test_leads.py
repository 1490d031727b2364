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


#: A condition, a part, a period, a list or a comparison before the measure: each would be a figure of something else.
NO_SUBJECTS = words(
    "若达标率 如达标率 城区或农村达标率 氨氮和总磷浓度 氨氮及总磷浓度 氨氮与总磷浓度 达标且覆盖率 改造并覆盖率 较好土壤面积占比 "
    "比邻县覆盖率 每县覆盖率 第一批覆盖率 无证排放率 未达标率 约半数达标率 近郊绿化率 两县均达标率 剔除沙尘优良率 扣除沙尘优良率 "
    "有条件地区覆盖率 保护前提下产量 一般情况覆盖率 原则上覆盖率 部分地区覆盖率 累计治理面积 合计治理面积 年度治理面积 逐年治理面积 "
    "年均治理面积 同比减排率 环比减排率 上年达标率 去年达标率 超过警戒值 低于标准值 高于标准值 大于限值 小于限值 至少覆盖率 "
    "至多覆盖率 控制在标准值 县城力争覆盖率 县城确保覆盖率 县城争取覆盖率 达到标准值 十四五期间覆盖率 正常年份达标率 汛期达标率 "
    "枯水期达标率 丰水期达标率 平水期达标率 十月覆盖率 夏季达标率 基本覆盖率 大部覆盖率 多数县覆盖率 左右两岸达标率 三级以上达标率 "
    "全省覆盖率 其中覆盖率 各县覆盖率 不达标率 提高覆盖率 增加覆盖率 除煤矿利用率 本年度 城区 全县 农村"
)
#: Names in which such a word stands.
SUBJECTS_ALL_THE_SAME = words(
    "碳中和示范区数量 近岸海域优良比例 近零碳园区数量 节约用水量 集约利用率 约束性指标完成率 平均浓度 日均值 人均面积 亩均产值 "
    "均衡发展指数 各类保护地面积占比 各级保护地面积占比 第二产业占比 和谐社区数量 较大事故数 达到Ⅲ类水体比例 优于Ⅲ类水体比例 "
    "达到或优于Ⅲ类水体比例 Ⅲ类及以上水体比例 水质优良（达到或优于Ⅲ类）比例 公众参与率 卫生厕所普及率 并网容量 无害化处理率 "
    "无废城市数量 年均浓度 年均PM2.5浓度 基本农田面积 规模以上企业占比 地级及以上城市优良率 每万人拥有量 利用和处置率 利用与处置率 "
    "占比 比重 优良天数比率 下降率 减少率 提升率 除尘率 增加值 削减量 公众知晓度 O3第90百分位浓度"
)


@pytest.mark.parametrize("subject", NO_SUBJECTS)
def test_a_condition_or_a_part_is_no_subject(subject: str) -> None:
    assert parse(f"{subject}≥85%", Column.TARGET).kind in (Kind.TEXT, Kind.COMPOSITE)


@pytest.mark.parametrize("subject", SUBJECTS_ALL_THE_SAME)
def test_a_name_may_hold_such_a_word(subject: str) -> None:
    reading = parse(f"{subject}≥85%", Column.TARGET)
    assert (reading.kind, reading.op, str(reading.value), reading.unit) == (Kind.NUMBER, "ge", "85", "%")


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        *(
            (who, Kind.DELEGATED)
            for who in words(
                "行业发展规划纲要 减排方案 工作计划 指导意见 会议文件 通知 行动 责任书 责任状 合作协议 工作会议 市政府 州政府 林草局 民政厅 编委 区域规划院 十四五规划纲要 有关文件 朔州 锡盟"
            )
        ),
        *(
            (who, Kind.TEXT)
            for who in words(
                "本方案 我局方案 云冈区方案 乡政府 镇政府 自定方案 自身方案 不同方案 方案或计划 若有方案 年初 规划"
            )
        ),
    ],
)
def test_somebody_else_must_have_set_what_is_delegated(who: str, kind: Kind) -> None:
    assert parse(f"完成{who}确定的目标", Column.TARGET).kind is kind


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
