"""`python -m attainment` (§8): one answer per line, in order, and never a traceback."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from attainment.__main__ import main, replies
from attainment.lines import answer, evaluate_line

ROOT = Path(__file__).parents[2]
GOOD: dict[str, Any] = {
    "id": "r1",
    "direction": "higher",
    "decimals": 1,
    "baseline": {"text": "85.5", "year": 2020},
    "target": {"text": "88", "year": 2025},
    "observations": {"2023": "87.1"},
    "year": 2023,
}


def run(name: str, given: bytes) -> tuple[list[dict[str, Any]], str]:
    done = subprocess.run(
        [sys.executable, "-m", "attainment", name],
        input=given,
        capture_output=True,
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def test_lines_come_back_in_order_without_the_blank_ones() -> None:
    lines = [json.dumps({**GOOD, "id": i}, ensure_ascii=False) for i in range(3)]
    replies, errors = run(
        "evaluate", ("\ufeff" + lines[0] + "\r\n\n  \n" + lines[1] + "\n\t\n" + lines[2]).encode()
    )
    assert [reply["id"] for reply in replies] == [0, 1, 2]
    assert all(reply["status"] == "on_track" for reply in replies)
    assert errors == ""


def test_blank_lines_and_the_mark_of_windows_at_the_start_are_no_lines() -> None:
    line = json.dumps({"id": "r1", "text": "≥88", "column": "target"}).encode()
    written = [*replies([b"\xef\xbb\xbf" + line, b" \n", b"\xff", line], "parse")]
    told = [json.loads(one).get("error", "read") for one in written]
    assert told == ["read", "这一行不是 UTF-8 编码。", "read"]
    assert [*replies([line, b"\xef\xbb\xbf" + line], "parse")][1] != written[0]
    assert json.loads(written[0])["value"] == "88"


def test_an_order_is_one_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert [main([]), main(["judge"]), main(["parse", "evaluate"])] == [2, 2, 2]
    assert capsys.readouterr().err.count("用法：python -m attainment parse|evaluate") == 3


def test_lines_of_standard_input_are_answered_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"id": "r1", "text": "≥88", "column": "target"}).encode() + b"\n"
    given, written = io.TextIOWrapper(io.BytesIO(line * 2)), io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdin", given)
    monkeypatch.setattr(sys, "stdout", written)
    assert main(["parse"]) == 0
    assert written.buffer.getvalue() == b"".join(replies([line, line], "parse"))


def test_parse_answers_each_field() -> None:
    (reply,), _ = run("parse", '{"id": "x", "text": "比2020年下降18%", "column": "target"}'.encode())
    assert reply == {
        "id": "x", "kind": "rate", "op": None, "value": "18", "upper": None, "unit": "%", "authority": None,
        "basis_year": 2020, "change": "decrease", "reason": None, "rank": None, "previous": None,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["", "judge"])
def test_an_unknown_order_is_refused_with_its_usage(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "attainment", *name.split()],
        capture_output=True,
        cwd=ROOT,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "用法" in done.stderr.decode()


BAD = {
    "not json": ("abc", "这一行不是有效的 JSON。"),
    "half an object": ('{"id": "r1", ', "这一行不是有效的 JSON。"),
    "a list": ("[1, 2]", "一行应是一个 JSON 对象（{…}）。"),
    "a number": ("7", "一行应是一个 JSON 对象（{…}）。"),
    "null": ("null", "一行应是一个 JSON 对象（{…}）。"),
    "NaN": ('{"id": "r1", "year": NaN}', "NaN 不是数值。"),
    "infinity": ('{"id": "r1", "year": -Infinity}', "-Infinity 不是数值。"),
    "a key twice": ('{"id": "r1", "year": 2023, "year": 2024}', "同一对象中有重复的键。"),
    "deep nesting": ("[" * 100_000, "JSON 嵌套过深，无法识别。"),
    "a deep id": ('{"id": ' + "[" * 900 + "]" * 900 + "}", "id 应是文字或整数。"),
    "a number of 5000 digits": ('{"id": "r1", "year": ' + "9" * 5000 + "}", "这一行不是有效的 JSON。"),
    "bytes that are no text": (b"\xff\xfe{}", "这一行不是 UTF-8 编码。"),
}


@pytest.mark.parametrize(("line", "sentence"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("name", ["parse", "evaluate"])
def test_garbage_gets_an_error_line(name: str, line: str | bytes, sentence: str) -> None:
    given = line if isinstance(line, bytes) else line.encode()
    (written,) = replies([given], name)
    reply = json.loads(written)
    assert set(reply) == {"id", "error"}
    assert reply["error"] == sentence


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "unknown direction": (
        {"direction": "up"},
        "direction 应是 higher、lower、cap、floor、class、count、cumulative、rate、log_rate、unknown 之一，而不是“up”。",
    ),
    "no direction": ({"direction": None}, "direction 应是文字（带引号的字符串）。"),
    "a year before the start": (
        {"year": 2020},
        "年份 2020 不在可评价范围：应晚于起始年 2020，且不晚于目标年 2025。",
    ),
    "a year after the target": (
        {"year": 2026},
        "年份 2026 不在可评价范围：应晚于起始年 2020，且不晚于目标年 2025。",
    ),
    "a year as text": ({"year": "2023"}, "year 应是整数。"),
    "a year that is true": ({"year": True}, "year 应是整数。"),
    "a year out of this world": ({"year": 10**30}, "year 应是 1900 至 2200 之间的年份。"),
    "a fractional year": ({"year": 2023.0}, "year 应是整数。"),
    "no target": ({"target": None}, "缺少 target。"),
    "an empty target": ({"target": {}}, "缺少 target。"),
    "a target without a year": ({"target": {"text": "88"}}, "target：year 应是整数。"),
    "a target without a text": ({"target": {"year": 2025}}, "target：缺少 text。"),
    "a target that is a number": (
        {"target": {"text": 88, "year": 2025}},
        "target：text 应是文字（带引号的字符串）。",
    ),
    "a target that is a text": ({"target": "88"}, "target 应是一个对象（{…}）。"),
    "no start at all": ({"baseline": None}, "没有基准年：请给出基准值及其年份，或规划基年。"),
    "a baseline without a year": ({"baseline": {"text": "85.5"}}, "baseline：year 应是整数。"),
    "no decimals": ({"decimals": None}, "decimals 应是整数。"),
    "negative decimals": ({"decimals": -1}, "小数位数 -1 不在 0 至 12 之间。"),
    "absurd decimals": ({"decimals": 10**9}, "小数位数 1000000000 不在 0 至 12 之间。"),
    "an observation that is a number": (
        {"observations": {"2023": 87.1}},
        "2023 年的现值应是文字（带引号的字符串）。",
    ),
    "an observation of no year": (
        {"observations": {"去年": "87.1"}},
        "observations 的键应是四位年份，而不是“去年”。",
    ),
    "observations as a list": ({"observations": ["87.1"]}, "observations 应是一个对象（{…}）。"),
    "an unknown comparison": ({"compare": "about"}, "compare 应是 full、rounded 之一，而不是“about”。"),
    "unknown values": ({"values": "monthly"}, "values 应是 cumulative、annual 之一，而不是“monthly”。"),
    "a superior who says early": (
        {"superior_verdict": {"status": "early"}},
        "superior_verdict 的 status 应是 achieved 或 missed。",
    ),
    "partial years that are text": ({"partial_years": ["2024"]}, "partial_years 应是整数。"),
    "a doubt that is a number": ({"doubts": [1]}, "doubts 的每一项应是文字（带引号的字符串）。"),
    "an annual target that is a number": (
        {"annual_targets": {"2023": 86}},
        "2023 年的年度目标应是文字（带引号的字符串）。",
    ),
    "a basis that is a number": ({"bases": {"2023": 1}}, "2023 年的口径应是文字（带引号的字符串）。"),
    "an unknown scope": (
        {"annual_targets": {"2023": {"text": "86", "scope": "month"}}},
        "scope 应是 total、year 之一，而不是“month”。",
    ),
    "a year's scope where nothing adds up": (
        {"annual_targets": {"2022": {"text": "86", "scope": "year"}}},
        "该指标不是逐年累计的量，年度目标不分当年与累计。",
    ),
    "parts that are one part": ({"parts": {"text": "≥82"}}, "parts 应是一个列表（[…]）。"),
    "a part that is a text": ({"parts": ["≥82"]}, "parts 的每一项应是一个对象（{…}）。"),
    "a part without a text": ({"parts": [{}]}, "缺少 text。"),
    "an id that is an object": ({"id": {}}, "id 应是文字或整数。"),
}


@pytest.mark.parametrize(("change", "sentence"), WRONG.values(), ids=WRONG)
def test_a_wrong_field_gets_a_sentence_and_no_verdict(change: dict[str, Any], sentence: str) -> None:
    reply = answer(json.dumps({**GOOD, **change}), evaluate_line)
    assert set(reply) == {"id", "error"}
    assert reply["id"] == (None if "id" in change else "r1")
    assert reply["error"] == sentence


def test_half_a_surrogate_pair_survives() -> None:
    (written,) = replies(
        [json.dumps({"id": "\ud800", "text": "\udfff", "column": "target"}).encode()], "parse"
    )
    assert json.loads(written)["id"] == "\ud800"


def test_optional_fields_may_be_null() -> None:
    optional = [
        "name",
        "unit",
        "compare",
        "values",
        "assigned",
        "superior_verdict",
        "annual_targets",
        "bases",
    ]
    optional += ["partial_years", "doubts", "plan_base_year", "parts"]
    plain = answer(json.dumps(GOOD), evaluate_line)
    assert answer(json.dumps({**GOOD, **dict.fromkeys(optional)}), evaluate_line) == plain
    assert plain["explanation"].startswith("2020年85.5→2025年≥88")


def test_the_sentence_calls_the_row_by_its_name() -> None:
    without = {**GOOD, "name": "优良天数比例", "observations": {}}
    assert answer(json.dumps(without), evaluate_line)["explanation"] == "无2023年优良天数比例全年数据。"


def test_an_annual_target_may_name_its_document() -> None:
    named = {**GOOD, "annual_targets": {"2023": {"text": "87.5", "document": "同环发〔2023〕8号"}}}
    reply = answer(json.dumps(named), evaluate_line)
    assert reply["linear_status"] == "on_track"
    assert "2023年度目标≥87.5，同环发〔2023〕8号，实际87.1，未满足，差0.4，" in reply["explanation"]


LOADED = """
import attainment.__main__, sys
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_the_judge_needs_nothing_but_the_standard_library() -> None:
    reported = subprocess.run(
        [sys.executable, "-S", "-c", LOADED], capture_output=True, cwd=ROOT, check=True, timeout=60, text=True
    )
    loaded = {name for name in reported.stdout.split() if not name.startswith("_")}
    assert loaded - set(sys.stdlib_module_names) == {"attainment"}
