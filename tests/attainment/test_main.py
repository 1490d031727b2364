"""`python -m attainment` (§8): one answer per line, in order, and never a traceback."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from attainment.__main__ import replies
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
    "not json": "abc",
    "half an object": '{"id": "r1", ',
    "a list": "[1, 2]",
    "a number": "7",
    "null": "null",
    "NaN": '{"id": "r1", "year": NaN}',
    "infinity": '{"id": "r1", "year": -Infinity}',
    "a key twice": '{"id": "r1", "year": 2023, "year": 2024}',
    "deep nesting": "[" * 100_000,
    "a deep id": '{"id": ' + "[" * 900 + "]" * 900 + "}",
    "a number of 5000 digits": '{"id": "r1", "year": ' + "9" * 5000 + "}",
    "bytes that are no text": b"\xff\xfe{}",
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
@pytest.mark.parametrize("name", ["parse", "evaluate"])
def test_garbage_gets_an_error_line(name: str, line: str | bytes) -> None:
    given = line if isinstance(line, bytes) else line.encode()
    (written,) = replies([given], name)
    reply = json.loads(written)
    assert set(reply) == {"id", "error"}
    assert reply["error"].endswith("。")


WRONG: dict[str, dict[str, Any]] = {
    "unknown direction": {"direction": "up"},
    "no direction": {"direction": None},
    "a year before the start": {"year": 2020},
    "a year after the target": {"year": 2026},
    "a year as text": {"year": "2023"},
    "a year that is true": {"year": True},
    "a year out of this world": {"year": 10**30},
    "a fractional year": {"year": 2023.0},
    "no target": {"target": None},
    "an empty target": {"target": {}},
    "a target without a year": {"target": {"text": "88"}},
    "a target without a text": {"target": {"year": 2025}},
    "a target that is a number": {"target": {"text": 88, "year": 2025}},
    "a target that is a text": {"target": "88"},
    "no start at all": {"baseline": None},
    "a baseline without a year": {"baseline": {"text": "85.5"}},
    "no decimals": {"decimals": None},
    "negative decimals": {"decimals": -1},
    "absurd decimals": {"decimals": 10**9},
    "an observation that is a number": {"observations": {"2023": 87.1}},
    "an observation of no year": {"observations": {"去年": "87.1"}},
    "observations as a list": {"observations": ["87.1"]},
    "an unknown comparison": {"compare": "about"},
    "unknown values": {"values": "monthly"},
    "a superior who says early": {"superior_verdict": {"status": "early"}},
    "partial years that are text": {"partial_years": ["2024"]},
    "a doubt that is a number": {"doubts": [1]},
    "an annual target that is a number": {"annual_targets": {"2023": 86}},
    "a basis that is a number": {"bases": {"2023": 1}},
    "an unknown scope": {"annual_targets": {"2023": {"text": "86", "scope": "month"}}},
    "a year's scope where nothing adds up": {"annual_targets": {"2022": {"text": "86", "scope": "year"}}},
    "parts that are one part": {"parts": {"text": "≥82"}},
    "a part that is a text": {"parts": ["≥82"]},
    "a part without a text": {"parts": [{}]},
    "an id that is an object": {"id": {}},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_a_wrong_field_gets_a_sentence_and_no_verdict(change: dict[str, Any]) -> None:
    reply = answer(json.dumps({**GOOD, **change}), evaluate_line)
    assert set(reply) == {"id", "error"}
    assert reply["id"] == (None if "id" in change else "r1")
    assert reply["error"].endswith("。")


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
