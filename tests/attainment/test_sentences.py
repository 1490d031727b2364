"""The sentences (§5): the printed templates, word for word."""

from typing import Any

import pytest

from attainment import Compare, Direction, Status, SuperiorVerdict, Values, explain
from attainment.verdicts import evaluate
from tests.attainment.asking import ask, observed

SENTENCES: list[tuple[str, tuple[Any, ...], dict[str, Any], str]] = [
    (
        "achieved",
        ("higher", "80", "90", observed(y2025="91.5")),
        {"year": 2025, "name": "优良天数比例", "unit": "%"},
        "2025年优良天数比例91.5%，满足≥90的要求，判定为完成。",
    ),
    (
        "missed",
        ("lower", "33", "<30", observed(y2025="30")),
        {"year": 2025, "decimals": 0, "unit": "μg/m³"},
        "2025年30μg/m³，未满足<30的要求（差1.0μg/m³），判定为未完成。",
    ),
    (
        "missed by rounding alone",
        ("lower", "33", "<30", observed(y2025="29.5")),
        {"year": 2025, "decimals": 0, "unit": "μg/m³", "compare": Compare.ROUNDED},
        "2025年29.5μg/m³，未满足<30的要求（差0.5μg/m³），判定为未完成（按修约值比较：修约为30，不高于29才满足目标）。",
    ),
    (
        "achieved by rounding alone",
        ("lower", "33", "30", observed(y2025="30.4")),
        {"year": 2025, "decimals": 0, "unit": "μg/m³", "compare": Compare.ROUNDED},
        "2025年30.4μg/m³，满足≤30的要求，判定为完成（按修约值比较：修约为30）。",
    ),
    (
        "early",
        ("higher", "80", "90", observed(y2023="91%")),
        {"unit": "%"},
        "2023年91%已满足2025年目标≥90，提前完成；须保持至2025年。",
    ),
    (
        "held",
        ("cap", "0.648", "0.78", observed(y2023="0.700")),
        {"unit": "亿m³", "decimals": 3},
        "目标为控制性要求（≤0.78），2023年0.700亿m³未超过，余量0.080亿m³；此类指标不计算进度。",
    ),
    (
        "held by its own baseline",
        ("floor", "27.3", "不缩小", observed(y2023="27.4")),
        {"unit": "%"},
        "目标为控制性要求（“不缩小”（基准2020年为27.3）），2023年27.4%未低于，余量0.1%；此类指标不计算进度。",
    ),
    (
        "breached",
        ("cap", "0.6", "0.8", observed(y2023="0.9")),
        {"unit": "亿m³"},
        "2023年0.9亿m³未守住≤0.8，超出0.1亿m³。",
    ),
    (
        "breached floor",
        ("floor", "95", "90%以上", observed(y2023="88")),
        {},
        "2023年88%未守住90%以上，低于2.0%。",
    ),
    (
        "on track",
        ("higher", "85.5", "88", observed(y2023="87.1")),
        {"unit": "%"},
        "2020年85.5→2025年≥88，2023年应达87.0，实际87.1，完成度64.0%，时间进度60.0%。",
    ),
    (
        "on track by its reporting precision",
        ("lower", "33", "<30", observed(y2023="31")),
        {"decimals": 0, "compare": Compare.ROUNDED},
        "2020年33→2025年<30，2023年应达30.6，实际31，完成度50.0%，时间进度60.0%（按报告精度修约后达到应达值）。",
    ),
    (
        "behind",
        ("higher", "24.04", "27.04", observed(y2023="25.2")),
        {"unit": "%", "decimals": 2},
        "2020年24.04→2025年≥27.04，2023年应达25.84，实际25.2，差0.64；后2年需年均0.92%，为此前速度的2.38倍。",
    ),
    (
        "behind without progress",
        ("higher", "80", "90", observed(y2023="80")),
        {},
        "2020年80→2025年≥90，2023年应达86.0，实际80，差6.0；后2年需年均5.0。",
    ),
    (
        "behind by less than its decimals show",
        ("higher", "87.1", "88", observed(y2022="87.5")),
        {"by": 2019, "year": 2022},
        "2019年87.1→2025年≥88，2022年应达87.6，实际87.5，差0.05；后3年需年均0.2，为此前速度的1.3倍。",
    ),
    (
        "regressed",
        ("higher", "85.5", "88", observed(y2022="85.2")),
        {"year": 2022, "unit": "%"},
        "2022年85.2劣于基准2020年85.5，与目标方向相反；距目标2.8%。",
    ),
    (
        "a class",
        ("class", "劣Ⅴ类", "Ⅲ类", observed(y2023="劣V类")),
        {"decimals": 0},
        "2020年劣Ⅴ类→2025年Ⅲ类，2023年应达Ⅴ类，实际劣V类，差1个类别；后2年需年均2个类别。",
    ),
    (
        "the year before",
        ("higher", "80", "90", observed(y2022="85")),
        {},
        "2020年80→2025年≥90，2022年应达84.0，实际85，完成度50.0%，时间进度40.0%（2023年无全年数据，按2022年评价）。",
    ),
    (
        "a total of years",
        ("cumulative", "-", "5", observed(y2021="2.0", y2022="1.8", y2024="1.4")),
        {"year": 2025, "unit": "km²"},
        "2025年累计至少5.2km²（2021年2.0、2022年1.8、2024年1.4合计，缺2023年、2025年），满足≥5的要求，判定为完成。",
    ),
    (
        "a compounded rate",
        ("log_rate", "", "13.5", observed(y2021="2.5", y2022="2.7")),
        {"year": 2022, "values": Values.ANNUAL},
        "2020年0→2025年≥13.5，2022年应达5.6，实际累计5.1（2021年2.5、2022年2.7复合），差0.5；后3年需年均3.0，为此前速度的1.2倍。",
    ),
    (
        "pending",
        ("higher", "80", "完成国家、省、市下达指标", observed(y2023="82.1")),
        {"unit": "%"},
        "规划原文“完成国家、省、市下达指标”，由国家、省、市下达，尚未录入具体目标值，不作达成判定。现值82.1%（2023年）。",
    ),
    (
        "no data",
        ("class", "—", "Ⅳ类", observed(y2021="Ⅴ类", y2023="无监测数据（断流）")),
        {"name": "古店断面水质类别"},
        "无2023年古店断面水质类别全年数据（断流），最近为2021年Ⅴ类。",
    ),
    ("no target", ("rate", "12.5", "/", {}), {}, "规划原文“/”，未设可评价目标。"),
    ("not applicable", ("count", "不涉及", "不涉及", {}), {}, "规划原文“不涉及”，不涉及。"),
    (
        "unjudged with a gap",
        ("higher", "-", "80", observed(y2023="62")),
        {"unit": "%"},
        "基准值缺失：没有可用的基准值，无法计算应达值。已知现值62%（2023年）、目标≥80，差18.0%。",
    ),
    (
        "a doubt",
        ("lower", "33", "<30", observed(y2023="33")),
        {"doubts": ("target_conflict",)},
        "目标值相互矛盾：规划对同一指标印有不同的目标值，待审核人员确认。已知现值33（2023年）、目标<30。",
    ),
    (
        "held by no worse a class",
        ("class", "Ⅲ类", "Ⅳ类", observed(y2023="Ⅲ类")),
        {"decimals": 0},
        "目标为控制性要求（Ⅳ类），2023年Ⅲ类未劣于目标，余量1个类别；此类指标不计算进度。",
    ),
    (
        "a count has no decimals, a speed has",
        ("count", "0", "9", observed(y2023="2")),
        {"unit": "个"},
        "2020年0→2025年≥9，2023年应达5，实际2，差3；后2年需年均4个，为此前速度的6.0倍。",
    ),
    (
        "a total as it is reported",
        ("rate", "47.6", "8", observed(y2023="3.2%")),
        {"unit": "%"},
        "2020年0→2025年≥8，2023年应达4.8，实际累计3.2%，差1.6；后2年需年均2.4%，为此前速度的2.2倍。",
    ),
    (
        "a total that was met",
        ("rate", "", "8", observed(y2023="8.5")),
        {"unit": "%"},
        "2023年累计8.5%已满足2025年目标≥8，提前完成；须保持至2025年。",
    ),
    (
        "pending, of a flow the total",
        ("cumulative", "", "完成市下达任务", observed(y2021="0.05", y2022="0.057")),
        {"unit": "km²", "decimals": 3, "year": 2022},
        "规划原文“完成市下达任务”，由市下达，尚未录入具体目标值，不作达成判定。现值累计0.107km²（2021年0.05、2022年0.057合计）。",
    ),
    (
        "pending, at least",
        ("rate", "", "完成市下达任务", observed(y2022="2.5", y2023="1.5")),
        {"unit": "%", "values": Values.ANNUAL},
        "规划原文“完成市下达任务”，由市下达，尚未录入具体目标值，不作达成判定。现值累计至少4.0%（2022年2.5、2023年1.5合计，缺2021年）。",
    ),
    (
        "no data, the newest total",
        ("rate", "", "8", observed(y2020="9", y2021="2.5")),
        {"unit": "%", "name": "削减比例"},
        "无2023年削减比例全年数据，最近为2021年累计2.5%。",
    ),
    (
        "met without a baseline",
        ("higher", None, "90", observed(y2023="91")),
        {"unit": "%"},
        "2023年91%已满足2025年目标≥90，提前完成；须保持至2025年。",
    ),
    (
        "an obstacle and no value",
        ("higher", "80", "≤90", {}),
        {"unit": "%"},
        "目标与指标方向相反：目标“≤90”与该指标“越高越好”的方向相反。已知目标≤90。",
    ),
    (
        "delegated to nobody in particular",
        ("higher", "80", "完成下达任务", {}),
        {},
        "规划原文“完成下达任务”，由上级下达，尚未录入具体目标值，不作达成判定。",
    ),
    (
        "no data, the newest of a total built up",
        ("cumulative", "", "8", observed(y2021="1", y2022="2")),
        {"unit": "km²", "year": 2024, "name": "治理面积"},
        "无2024年治理面积全年数据，最近为2022年累计3.0km²（2021年1、2022年2合计）。",
    ),
    (
        "no data, nothing of this plan",
        ("cumulative", "", "8", observed(y2020="9")),
        {},
        "无2023年全年数据。",
    ),
    (
        "years missing",
        ("cumulative", "", "8", observed(y2021="1", y2023="2")),
        {"unit": "km²"},
        "分年数据不全：由分年数值累计，缺2022年的全年数据。已知现值累计至少3.0km²（2021年1、2023年2合计，缺2022年）、目标≥8。",
    ),
    (
        "part of a year of a flow",
        ("cumulative", "", "8", observed(y2023="2")),
        {"unit": "km²", "partial_years": frozenset({2023})},
        "仅有部分时段数据：2023年只有部分时段的数据。已知现值当年2km²（2023年部分时段）、目标≥8。",
    ),
    (
        "a cut of everything cannot be compounded",
        ("log_rate", "", "8", observed(y2021="150", y2022="1")),
        {"unit": "%", "values": Values.ANNUAL, "year": 2022},
        "数值超出可计算范围：下降率达到或超过100%，无法按强度下降计算。已知现值累计无法复合（2021年150、2022年1）、目标≥8。",
    ),
    (
        "an empty cell",
        ("rate", "12.5", " ", {}),
        {},
        "规划未印目标值，未设可评价目标。",
    ),
    (
        "an empty cell with an assigned text that is none of its business",
        ("rate", "12.5", "", {}),
        {"assigned": "不涉及"},
        "规划未印目标值，下达“不涉及”，不涉及。",
    ),
    (
        "a plan's target relative to the year before",
        ("higher", "80.1", "不低于上年", observed(y2023="83.0")),
        {"unit": "%"},
        "口径不一致：目标“不低于上年”以上一年为比较，只能作年度目标，不能作规划目标。已知现值83.0%（2023年）、目标不低于上年。",
    ),
    (
        "parts of a target",
        ("higher", "80", "≥82且不下降", observed(y2025="79.9")),
        {"unit": "%", "year": 2025, "parts": ("≥82", "不下降", "/")},
        "规划原文“≥82且不下降”分3项评价：“≥82”未完成：2025年79.9%，未满足≥82的要求（差2.1%），判定为未完成；“不下降”未完成：2025年79.9%，未满足“不下降”（基准2020年为80）的要求（差0.1%），判定为未完成；“/”不参评：规划原文“/”，未设可评价目标。以“≥82”的结论为准，判定为未完成。",
    ),
    (
        "a superior's verdict",
        ("higher", "80", "90", {}),
        {"superior_verdict": SuperiorVerdict(Status.MISSED, "晋环〔2026〕3号")},
        "上级已认定为未完成（晋环〔2026〕3号），以上级认定为准；规划原文“90”。",
    ),
    (
        "a superior's verdict without a document",
        ("higher", "80", "90", {}),
        {"superior_verdict": SuperiorVerdict(Status.ACHIEVED)},
        "上级已认定为完成，以上级认定为准；规划原文“90”。",
    ),
    (
        "a target that somebody sets who is not named",
        ("higher", "80", "完成碳达峰实施方案确定的目标", {}),
        {},
        "规划原文“完成碳达峰实施方案确定的目标”，由上级下达，尚未录入具体目标值，不作达成判定。",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "more", "sentence"), [case[1:] for case in SENTENCES], ids=[case[0] for case in SENTENCES]
)
def test_the_sentence_says(arguments: tuple[Any, ...], more: dict[str, Any], sentence: str) -> None:
    question = ask(*arguments, **more)
    assert explain(question, evaluate(question)) == sentence


LOOKS: list[tuple[str, tuple[Any, ...], dict[str, Any], str]] = [
    (
        "required beside actual",
        ("higher", "0.36", "0.40", observed(y2023="0.38")),
        {},
        "2020年0.36→2025年≥0.40，2023年应达0.384，实际0.38，差0.004；后2年需年均0.01，为此前速度的1.5倍。",
    ),
    (
        "a total beside its target",
        ("cumulative", "", "5", observed(y2024="2.46", y2025="2.5", y2021="0", y2022="0", y2023="0")),
        {"year": 2025},
        "2025年累计4.96（2021年0、2022年0、2023年0、2024年2.46、2025年2.5合计），未满足≥5的要求（差0.04），判定为未完成。",
    ),
    (
        "a gap that is none to one decimal",
        ("lower", "40", "30", observed(y2025="30.04")),
        {"year": 2025},
        "2025年30.04，未满足≤30的要求（差0.04），判定为未完成。",
    ),
    (
        "shares",
        ("higher", "0", "10000", observed(y2023="5996")),
        {"decimals": 0},
        "2020年0→2025年≥10000，2023年应达6000.0，实际5996，完成度59.96%，时间进度60.0%。",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "more", "sentence"), [case[1:] for case in LOOKS], ids=[case[0] for case in LOOKS]
)
def test_two_different_figures_never_look_the_same(
    arguments: tuple[Any, ...], more: dict[str, Any], sentence: str
) -> None:
    question = ask(*arguments, **more)
    assert explain(question, evaluate(question)) == sentence


def test_a_target_of_unknown_direction_gets_no_sign() -> None:
    question = ask(Direction.UNKNOWN, "0", "0", observed(y2023="0"))
    assert "目标0。" in explain(question, evaluate(question))


NOW = observed(y2023="70")
OBSTACLES: list[tuple[tuple[Any, ...], dict[str, Any], str]] = [
    (("higher", "60", "≤90", NOW), {}, "目标与指标方向相反：目标“≤90”与该指标“越高越好”的方向相反。已知现值70（2023年）、目标≤90。"),
    (("higher", "60", "降低18%", NOW), {"unit": "%"}, "单位或数值类型不符：目标“降低18%”是“变化率”，与该指标（越高越好，单位%）不符。已知现值70%（2023年）、目标降低18%。"),
    (("higher", "60", "90吨", NOW), {"unit": "%"}, "单位或数值类型不符：目标“90吨”的单位与指标单位“%”不能精确换算。已知现值70%（2023年）、目标≥90吨。"),
    (("rate", "60", "比2015年下降18%", NOW), {}, "口径不一致：目标以2015年为比较年，与起始年2020年不同。已知现值累计70%（2023年）、目标比2015年下降18%。"),
    (("higher", "60", "90", NOW), {"basis": "实况", "bases": {2023: "扣除沙尘"}}, "口径不一致：口径为基准“实况”、2023年“扣除沙尘”，不可直接比较。已知现值70（2023年）、目标≥90。"),
    (("rate", "60", "9", NOW), {"values": Values.ANNUAL}, "分年数据不全：由分年数值累计，缺2021年、2022年的全年数据。已知现值累计至少70.0（2023年70，缺2021年、2022年）、目标≥9。"),
    (("log_rate", "60", "100", NOW), {}, "数值超出可计算范围：下降率达到或超过100%，无法按强度下降计算。已知现值累计70（2023年）、目标≥100。"),
    (("higher", "60", "持续改善", NOW), {}, "需人工判定：目标“持续改善”须由人工判定或拆分为可量化要求。已知现值70（2023年）、目标持续改善。"),
    (("lower", "60", "同比下降4%", NOW), {"unit": "%"}, "单位或数值类型不符：目标“同比下降4%”是“变化率”，与该指标（越低越好，单位%）不符。已知现值70%（2023年）、目标同比下降4%。"),
    (("unknown", "60", "90", NOW), {}, "指标方向待定：指标名称与数值的方向不明，须先确定方向。已知现值70（2023年）、目标90。"),
    (("higher", "60", "90", NOW), {"doubts": ("magnitude",)}, "数据存疑（magnitude）：该行有未处理的质疑，待审核人员确认。已知现值70（2023年）、目标≥90。"),
    (("higher", "60", "90", NOW), {"doubts": ("target_conflict",)}, "目标值相互矛盾：规划对同一指标印有不同的目标值，待审核人员确认。已知现值70（2023年）、目标≥90。"),
    (("higher", "60", "90", NOW), {"doubts": ("unit_conflict",)}, "单位或数值类型不符：单位或量级存疑，待审核人员确认。已知现值70（2023年）、目标≥90。"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "more", "sentence"), OBSTACLES)
def test_an_obstacle_names_what_stands_in_the_way(
    arguments: tuple[Any, ...], more: dict[str, Any], sentence: str
) -> None:
    question = ask(*arguments, **more)
    assert explain(question, evaluate(question)) == sentence
