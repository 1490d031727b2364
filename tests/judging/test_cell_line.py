"""The line under a status: printed values verbatim, computed ones at the row's precision."""

from decimal import Decimal
from typing import Any

import pytest

from judging.cell_line import deciding_line
from tests.small_ledger import printed

CASES: list[tuple[str, dict[str, Any], str]] = [
    ("on-track", {"value_text": "87.1", "required": Decimal("87.04")}, "87.1 → ≥88　应达 87.0"),
    ("half-even", {"status": "behind", "required": Decimal("87.25")}, "87 → ≥88　应达 87.2"),
    ("annual-target-only", {"flags": ["annual_target"]}, "87 → ≥88　按年度目标评价"),
    ("early", {"status": "early", "value_text": "90.4"}, "90.4 ≥88"),
    ("falling", {"status": "held", "direction": "lower", "value_text": "27"}, "27 ≤88"),
    (
        "cap",
        {
            "status": "held",
            "direction": "cap",
            "value_text": "0.700",
            "target_text": "0.78",
            "headroom_used": Decimal("0.3939"),
        },
        "0.700 ≤0.78　已用增量 39.4%",
    ),
    ("breached", {"status": "breached", "value_text": "31", "target_text": "<30"}, "31 未守住 <30"),
    ("missed", {"status": "missed", "gap": Decimal(1)}, "87 未满足 ≥88　差 1.0"),
    ("achieved", {"status": "achieved", "target_text": "不低于85"}, "87　目标 不低于85"),
    ("regressed", {"status": "regressed", "value_text": "79.2"}, "79.2 劣于基准 80"),
    ("pending", {"status": "pending"}, "现值 87"),
    ("pending-without-value", {"status": "pending", "value_text": ""}, "尚无现值"),
    ("no-data-with-reason", {"status": "no_data", "reason": "断流"}, "断流"),
    ("no-data", {"status": "no_data"}, "无 2023 年全年数据"),
    ("unjudged", {"status": "unjudged", "reason": "baseline_missing"}, "基准值缺失　现值 87"),
    ("excluded", {"status": "excluded", "reason": "no_target"}, "未设目标"),
    ("older-year", {"data_year": 2022, "flags": ["as_of_year"]}, "87 → ≥88（2022 年值）"),
    ("superior", {"status": "missed", "value_text": "", "flags": ["superior_verdict"]}, "目标 ≥88　上级认定"),
    ("assigned", {"target_text": "完成市级考核任务", "used_target": "90"}, "87 → ≥90"),
    (
        "class",
        {"direction": "class", "value_text": "Ⅳ类", "target_text": "Ⅲ类", "required": Decimal(4)},
        "Ⅳ类 → Ⅲ类　应达 Ⅳ类",
    ),
    (
        "class-missed",
        {
            "status": "missed",
            "direction": "class",
            "unit": "类",
            "indicator_unit": "类",
            "value_text": "劣Ⅴ类",
            "target_text": "Ⅲ类",
            "gap": Decimal(3),
        },
        "劣Ⅴ类 未满足 Ⅲ类　差 3个类别",
    ),
    (
        "class-required-worst",
        {"direction": "class", "value_text": "劣Ⅴ类", "target_text": "Ⅲ类", "required": Decimal(6)},
        "劣Ⅴ类 → Ⅲ类　应达 劣Ⅴ类",
    ),
    (
        "a-gap-that-is-none-to-one-decimal",
        {
            "status": "missed",
            "direction": "lower",
            "value_text": "30.04",
            "target_text": "≤30",
            "gap": Decimal("0.04"),
            "decimals": 0,
        },
        "30.04 未满足 ≤30　差 0.04",
    ),
    (
        "required-that-would-look-like-the-value",
        {"status": "behind", "value_text": "0.38", "target_text": "0.40", "required": Decimal("0.384")},
        "0.38 → ≥0.40　应达 0.384",
    ),
    (
        "no-power-of-ten",
        {
            "status": "missed",
            "value_text": "400",
            "target_text": "9000",
            "gap": Decimal("8.6E+3"),
            "decimals": 0,
        },
        "400 未满足 ≥9000　差 8600.0",
    ),
    (
        "one-unit",
        {"status": "early", "unit": "公顷", "indicator_unit": "km²", "value_text": "4万km²"},
        "4万km² ≥88",
    ),
    (
        "a-control-names-its-baseline",
        {"status": "held", "direction": "floor", "target_text": "不减少"},
        "87　目标 “不减少”（基准2020年为80）",
    ),
    (
        "parts",
        {"status": "breached", "target_text": "≥82且不下降", "flags": ["composite"]},
        "87 未守住 ≥82且不下降　分项评价",
    ),
    (
        "precision-of-the-assigned-text",
        {
            "decimals": None,
            "target_text": "完成市级考核任务",
            "used_target": "95.25",
            "required": Decimal("90.126"),
        },
        "87 → ≥95.25　应达 90.13",
    ),
    ("count", {"direction": "count", "required": Decimal(3), "decimals": 0}, "87 → ≥88　应达 3"),
    (
        "precision-from-print",
        {"decimals": None, "target_text": "16.42", "required": Decimal("15.3201")},
        "87 → ≥16.42　应达 15.32",
    ),
    (
        "missed-by-rounding",
        {
            "status": "missed",
            "direction": "lower",
            "decimals": 0,
            "compare": "rounded",
            "value_text": "29.5",
            "target_text": "<30",
            "gap": Decimal("0.5"),
            "flags": ["rounding_sensitive"],
        },
        "29.5（修约为30） 未满足 <30　差 0.5",
    ),
    (
        "rounding-would-differ-but-is-not-asked",
        {"status": "achieved", "direction": "lower", "decimals": 0, "value_text": "29.5"}
        | {"target_text": "<30", "flags": ["rounding_sensitive"]},
        "29.5 <30",
    ),
    ("other-unit", {"unit": "公顷", "indicator_unit": "km²", "status": "early"}, "87公顷 ≥88"),
    ("uncomputed", {"status": None}, "等待后台计算"),
]


@pytest.mark.parametrize(("fields", "line"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_cell_states_the_fact_that_decides(fields: dict[str, Any], line: str) -> None:
    assert deciding_line(printed(**fields), 2023) == line
