"""What targets say as plans of other places print them (§1): nothing is read wrong, and hardly anything is left unread.

`fixtures/cases/target_text_cases.jsonl` says what a careful person reads; `text` where nobody could say for certain.
"""

import re
from typing import Any

import pytest

from attainment import Column, Kind, parse
from attainment.lines import parse_line
from tests.attainment.asking import cases

ROWS = cases("target_text")
LEAST = 250
UNDERSTOOD = 0.95
READABLE = [row for row in ROWS if row["expect"]["kind"] != "text"]
_FULL = str.maketrans("0123456789%<>()[]=.", "０１２３４５６７８９％＜＞（）［］＝．")
_HALF = {full: half for half, full in _FULL.items()}


def said(text: str) -> dict[str, Any]:
    answer = parse_line({"text": text, "column": "target"})
    return {name: value for name, value in answer.items() if value is not None}


@pytest.mark.parametrize("group", dict.fromkeys(row["group"] for row in ROWS))
def test_no_text_is_read_wrong(group: str) -> None:
    answers = {row["text"]: (said(row["text"]), row["expect"]) for row in ROWS if row["group"] == group}
    wrong = {text: pair for text, pair in answers.items() if pair[0] != pair[1] and pair[0]["kind"] != "text"}
    assert wrong == {}


def test_nearly_every_text_is_understood() -> None:
    assert len(ROWS) >= LEAST
    unread = [row["text"] for row in READABLE if said(row["text"])["kind"] == "text"]
    assert len(unread) <= (1 - UNDERSTOOD) * len(READABLE), unread


def blanked(text: str) -> str:
    """Blanks between Chinese characters, as a justified cell has them."""
    return re.sub("(?<=[一-鿿])(?=[一-鿿])", " ", text)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.translate(_FULL),
        lambda text: text.translate(_HALF),
        lambda text: f" \u3000{text}\u200b ",
        lambda text: text if not text or text[-1] in "—/" else f"{text}。",
        lambda text: f"{text}；\n",
        blanked,
    ],
    ids=["full width", "half width", "blanks around", "full stop", "semicolon", "blanks inside"],
)
def test_how_a_text_is_typed_changes_nothing(change: Any) -> None:
    differing = [
        (row["text"], typed, said(typed))
        for row in ROWS
        if said(typed := change(row["text"])) != said(row["text"])
    ]
    assert differing == []


def test_a_line_break_inside_a_word_changes_nothing() -> None:
    """Of several demands each may stand on a line of its own: there a break says something."""
    single = [row["text"] for row in READABLE if row["expect"]["kind"] != "composite"]
    broken = {text: re.sub("(?<=[一-鿿])(?=[一-鿿])", "\n", text, count=1) for text in single}
    assert [text for text, typed in broken.items() if said(typed) != said(text)] == []


def test_only_a_target_is_read_behind_its_subject() -> None:
    """A county that reports `森林覆盖率25%` has put a sentence where a figure belongs."""
    for text in ("森林覆盖率25%", "新增8万个", "到2025年达到25%"):
        assert parse(text, Column.TARGET).kind is Kind.NUMBER
        assert {parse(text, column).kind for column in (Column.BASELINE, Column.OBSERVED)} == {Kind.TEXT}


def test_a_stop_alone_says_nothing() -> None:
    assert [parse(text, Column.TARGET).kind for text in ("。", "；", "、。")] == [Kind.TEXT] * 3


def test_what_stands_before_the_demand_is_kept() -> None:
    reading = parse("力争到2025年森林覆盖率达到25%以上", Column.TARGET)
    assert (reading.subject, reading.due_year) == ("森林覆盖率", 2025)
    assert parse("到“十五五”末达到27%", Column.TARGET).due_year == 2030
    assert parse("新增充电桩2000个", Column.TARGET).subject == "新增"
