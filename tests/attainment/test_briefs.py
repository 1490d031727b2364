"""The one line of a verdict (§5): what stands in lists, in the matrix and in sheets."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from attainment import Column, Question, Verdict, evaluate, explain, parse, terms
from attainment.briefs import Shown, brief
from attainment.lines import question_of
from attainment.targets import in_force
from attainment.vocabulary import Compare, Flag, Status, Values
from tests.attainment.asking import annual, ask, cases, observed


def line_of(question: Question, **more: Any) -> str:
    """The line beside the row's own verdict, from what the row prints."""
    verdict, baseline = evaluate(question), question.baseline
    value = question.observations.get(verdict.data_year or question.year)
    shown = Shown(value, in_force(question), baseline.reading if baseline else None, question.baseline_year)
    return brief(terms.scale_of(question), verdict, shown._replace(**more), question.year)


@pytest.mark.parametrize(
    ("arguments", "more", "line"),
    [
        (("higher", "80", "90", observed(y2023="87")), {"unit": "%"}, "87% → ≥90　应达 86.0"),
        (("higher", "80", "90", observed(y2023="83")), {"unit": "%"}, "83% → ≥90　应达 86.0"),
        (("higher", None, "90", observed(y2023="91")), {"unit": "%"}, "91% ≥90"),
        (("higher", "80", "90", observed(y2023="91")), {"unit": "%"}, "91% ≥90"),
        (("higher", "80", "90", observed(y2023="79")), {"unit": "%"}, "79% 劣于基准 80"),
        (("higher", "80", "90", observed(y2025="88")), {"unit": "%", "year": 2025}, "88% 未满足 ≥90　差 2.0"),
        (("cap", "20", "22", observed(y2023="25")), {"unit": "亿m³"}, "25亿m³ 未守住 ≤22　差 3.0"),
        (("cap", "20", "22", observed(y2023="21")), {"unit": "亿m³"}, "21亿m³ ≤22　已用增量 50.0%"),
        (("floor", "300", "不减少", observed(y2023="301")), {}, "301　目标 “不减少”（基准2020年为300）"),
        (("higher", "80", "90", observed(y2022="87")), {"unit": "%"}, "87% → ≥90　应达 84.0（2022 年值）"),
        (("higher", "80", "90", {}), {}, "无 2023 年全年数据"),
        (("higher", "80", "90", observed(y2023="无数据（断流）")), {}, "断流"),
        (("higher", "80", "完成市下达任务", {}), {}, "尚无现值"),
        (("higher", "80", "完成市下达任务", observed(y2023="87")), {"unit": "%"}, "现值 87%"),
        (("higher", "80", "≤90", observed(y2023="87")), {"unit": "%"}, "目标与指标方向相反　现值 87%"),
        (("higher", "80", "≤90", {}), {}, "目标与指标方向相反"),
        (("higher", "80", "/", observed(y2023="87")), {"unit": "%"}, "未设目标"),
        (("class", "劣Ⅴ类", "Ⅲ类", observed(y2023="劣Ⅴ类")), {"decimals": 0}, "劣Ⅴ类 → Ⅲ类　应达 Ⅴ类"),
    ],
)
def test_the_line_says(arguments: tuple[Any, ...], more: dict[str, Any], line: str) -> None:
    assert line_of(ask(*arguments, **more)) == line


def test_the_value_of_a_flow_says_what_it_is() -> None:
    question = ask("cumulative", "", "10", observed(y2023="7"), unit="km²", values=Values.CUMULATIVE)
    assert line_of(question, about="累计") == "累计7km² → ≥10　应达 6.0"


def test_what_is_not_required_is_not_said() -> None:
    """An annual target decides without a baseline: no path leads from nowhere."""
    question = ask("higher", None, "90", observed(y2023="87"), unit="%", annual_targets=annual(2023, "86"))
    assert line_of(question) == "87% → ≥90"


def test_rounding_that_decides_nothing_is_not_said() -> None:
    question = ask("higher", "80", "90", observed(y2023="87.04"), unit="%", compare=Compare.ROUNDED)
    assert line_of(question, by_rounding=True) == "87.04% → ≥90　应达 86.0"


def test_without_a_value_there_is_the_target() -> None:
    question = ask("higher", "80", "90", observed(y2023="79"), unit="%")
    assert line_of(question, value=None) == "目标 ≥90"


def _stored(verdict: Verdict) -> Verdict:
    """With as many digits as the column keeps."""
    kept = {name: getattr(verdict, name) for name in ("required", "gap", "headroom_used")}
    places = Decimal("1e-10")
    figures = {name: None if figure is None else figure.quantize(places) for name, figure in kept.items()}
    return Verdict(
        verdict.status, verdict.reason, **figures, data_year=verdict.data_year, flags=verdict.flags
    )


@pytest.mark.parametrize("case", cases("attainment"), ids=lambda case: str(case["input"]["id"]))
def test_the_line_of_a_verdict_repeats_the_figures_of_its_sentence(case: dict[str, dict[str, str]]) -> None:
    question = question_of(case["input"])
    verdict = evaluate(question)
    scale, baseline = terms.scale_of(question), question.baseline
    now = question.observations.get(verdict.data_year or question.year)
    shown = Shown(now, in_force(question), baseline.reading if baseline else None, question.baseline_year)
    line = brief(scale, _stored(verdict), shown, question.year)
    sentence = explain(question, verdict)
    for word in ("应达", "差"):
        for figure in re.findall(rf"　{word} ([^\s（]+)", line):
            assert f"{word}{figure}" in sentence, json.dumps([line, sentence], ensure_ascii=False)
    assert verdict.status is not Status.ON_TRACK or verdict.required is None or "应达" in line


def test_a_class_is_named_in_the_line_as_in_the_sentence() -> None:
    question = ask("class", "劣Ⅴ类", "Ⅲ类", observed(y2023="劣Ⅴ类"), decimals=0)
    verdict = evaluate(question)
    shown = Shown(parse("劣Ⅴ类", Column.OBSERVED), question.target.reading)
    assert brief(terms.scale_of(question), verdict, shown, 2023) == "劣Ⅴ类 → Ⅲ类　应达 Ⅴ类"
    assert "应达Ⅴ类" in explain(question, verdict)
    assert Flag.AS_OF_YEAR not in verdict.flags
