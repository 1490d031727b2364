"""What the 206 printed targets of the five task lists promise, one by one; nothing that is not certain is read."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from attainment.fragments import Promise, read_fragment
from attainment.vocabulary import Change, Op

CASES = Path(__file__).resolve().parents[2] / "fixtures" / "cases"


def table() -> list[dict[str, Any]]:
    lines = (CASES / "measure_targets.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def printed() -> list[tuple[str, str, int | None, str]]:
    """The fragments of the rows, in printed order."""
    rows = map(json.loads, (CASES / "measure_rows.jsonl").read_text(encoding="utf-8").splitlines())
    return [(row["file"], str(row["seq"]), row["part"], text) for row in rows for text in row["targets"]]


def test_the_table_lists_every_printed_target() -> None:
    assert [(one["file"], str(one["seq"]), one["part"], one["text"]) for one in table()] == printed()
    assert len(table()) == 206


@pytest.mark.parametrize("one", table(), ids=lambda one: f"{one['file'][:4]}-{one['seq']}-{one['text'][:12]}")
def test_a_fragment_promises_what_the_table_says_or_nothing_for_its_reason(one: dict[str, Any]) -> None:
    promise = read_fragment(one["text"]).promise
    value = None if one["value"] is None else Decimal(one["value"])
    assert (promise.value, promise.unit, promise.op, promise.change) == (
        value,
        one["unit"],
        one["op"],
        one["change"],
    )
    assert promise.why == one["why"]
    assert (promise.value is None) == bool(promise.why)


def test_more_than_fifty_are_read_and_the_rest_say_why() -> None:
    read = [one for one in table() if one["value"] is not None]
    assert len(read) == 68
    assert all(one["unit"] for one in read)
    reasons = Counter(one["why"].split("，")[0] for one in table() if one["why"])
    assert sum(reasons.values()) == 206 - 68
    assert reasons["没有数值"] == 68


OTHERS = {
    "污水处理率达到95%以上": (Decimal(95), "%", Op.GE, None),
    "建成充电桩2,000个": (Decimal(2000), "个", None, None),
    "单位GDP能耗比2020年下降15%": (Decimal(15), "%", None, Change.DECREASE),
    "PM2.5年均浓度控制在35μg/m³以内": (Decimal(35), "μg/m³", Op.LE, None),
}
NOTHING = {
    "创建国家5A级景区": "没有数值",
    "淘汰20蒸吨以下燃煤锅炉": "数值说的是对象的条件",
    "全市森林覆盖率达到30%": "写的是“全市”，不是本县区的数",
    "建设2-3个示范村": "数值是一个区间",
    "2025年底前完成整治": "没有数值",
    "2×100万千瓦": "含 2 个数值，须分项",
    "新建120": "数值没有可识别的单位",
    "": "没有内容",
}


@pytest.mark.parametrize(("text", "want"), OTHERS.items(), ids=OTHERS)
def test_other_texts_of_the_same_make_are_read(text: str, want: tuple[Any, ...]) -> None:
    promise = read_fragment(text).promise
    assert (promise.value, promise.unit, promise.op, promise.change) == want


@pytest.mark.parametrize(("text", "why"), NOTHING.items(), ids=NOTHING)
def test_numbers_of_conditions_names_and_other_places_are_no_targets(text: str, why: str) -> None:
    assert read_fragment(text).promise == Promise(text, why=why)


def test_the_clauses_of_a_fragment_are_read_by_themselves() -> None:
    fragment = read_fragment("全区完成营造林 1.5 万亩，森林覆盖率达到 16.42%")
    assert fragment.promise.why == "含 2 个数值，须分项"
    assert [(part.value, part.unit) for part in fragment.parts] == [
        (Decimal("1.5"), "万亩"),
        (Decimal("16.42"), "%"),
    ]
