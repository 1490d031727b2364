"""JSON lines in, JSON lines out (§8): strict about what comes in, so that no slip becomes a verdict."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from attainment.arithmetic import rounded
from attainment.cells import parse
from attainment.questions import AnnualTarget, Baseline, Question, QuestionError, SuperiorVerdict, Target
from attainment.readings import Reading
from attainment.sentences import explain
from attainment.verdicts import evaluate
from attainment.vocabulary import Column, Compare, Direction, Scope, Status, Values

Fields = Mapping[str, Any]
_Word = TypeVar("_Word", bound=StrEnum)
_FIGURES = ("completion", "pace", "required", "gap", "needed_per_year", "margin", "headroom_used")
_PLACES = 4
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class LineError(ValueError):
    """A line that asks nothing answerable; the message is a Chinese sentence."""


def answer(line: str, work: Callable[[Fields], dict[str, Any]]) -> dict[str, Any]:
    """The answer to one line, or `{"id", "error"}`. Never raises, whatever the line holds."""
    asked: Fields = {}
    try:
        asked = _read(line)
        return {"id": _identity(asked), **work(asked)}
    except (LineError, QuestionError) as error:
        message = str(error)
    except RecursionError:
        message = "这一行嵌套过深，无法读取。"
    except ArithmeticError:
        message = "数值过大或过小，超出可计算范围。"
    except ValueError:
        message = "这一行不是有效的 JSON。"
    identity = asked.get("id")
    return {"id": identity if isinstance(identity, str | int) else None, "error": message}


def parse_line(asked: Fields) -> dict[str, Any]:
    """`parse`: a cell and its column → the reading's fields."""
    column = _word(asked, "column", Column)
    reading = parse(_text(asked, "text"), column)
    return {
        "kind": reading.kind,
        "op": reading.op,
        "value": _plain(reading.value),
        "upper": _plain(reading.upper),
        "unit": reading.unit,
        "authority": list(reading.authority) or None,
        "basis_year": reading.basis_year,
        "change": reading.change,
        "reason": reading.reason,
        "rank": reading.rank,
        "previous": reading.previous or None,
    }


def evaluate_line(asked: Fields) -> dict[str, Any]:
    """`evaluate`: a row and a year → the verdict, its figures to 4 places, and its sentence."""
    question = question_of(asked)
    verdict = evaluate(question)
    figures = {name: _shown(getattr(verdict, name)) for name in _FIGURES}
    return {
        "status": verdict.status,
        "label": verdict.label,
        "colour": verdict.colour,
        "reason": verdict.reason,
        **figures,
        "data_year": verdict.data_year,
        "flags": list(verdict.flags),
        "linear_status": verdict.linear_status,
        "annual": verdict.annual,
        "explanation": explain(question, verdict),
    }


def question_of(asked: Fields) -> Question:
    """The question that a line's fields ask. Raises LineError or QuestionError."""
    target, target_year = _cell(asked, "target", Column.TARGET)
    return Question(
        direction=_word(asked, "direction", Direction),
        target=Target(target, target_year),
        year=_year(asked, "year"),
        decimals=_whole(asked, "decimals"),
        name=_optional(asked, "name", _text) or "",
        unit=_optional(asked, "unit", _text) or None,
        compare=_word(asked, "compare", Compare) if asked.get("compare") is not None else Compare.FULL,
        values=_word(asked, "values", Values) if asked.get("values") is not None else None,
        baseline=_baseline(asked),
        assigned=_assigned(asked),
        superior_verdict=_superior(asked),
        annual_targets={year: _annual(given, year) for year, given in _by_year(asked, "annual_targets")},
        observations={
            y: parse(_string(t, f"{y} 年的现值"), Column.OBSERVED) for y, t in _by_year(asked, "observations")
        },
        bases={year: _string(text, f"{year} 年的口径") for year, text in _by_year(asked, "bases")},
        partial_years=frozenset(_years(asked, "partial_years")),
        doubts=tuple(_string(doubt, "doubts 的每一项") for doubt in _list(asked, "doubts")),
        parts=tuple(_part(given) for given in _list(asked, "parts")),
        plan_base_year=_optional(asked, "plan_base_year", _year),
    )


def _identity(asked: Fields) -> str | int | None:
    """The line's own name, which comes back with the answer."""
    given = asked.get("id")
    if given is not None and not isinstance(given, str | int):
        raise LineError("id 应是文字或整数。")
    return given


def _read(line: str) -> Fields:
    try:
        asked = json.loads(line, parse_constant=_no_constant, object_pairs_hook=_once)
    except RecursionError:
        raise LineError("JSON 嵌套过深，无法识别。") from None
    if not isinstance(asked, dict):
        raise LineError("一行应是一个 JSON 对象（{…}）。")
    return asked


def _no_constant(name: str) -> NoReturn:
    raise LineError(f"{name} 不是数值。")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are all different: of two targets, none is silently dropped."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise LineError("同一对象中有重复的键。")
    return found


def _optional(asked: Fields, key: str, read: Callable[[Fields, str], Any]) -> Any:
    return None if asked.get(key) is None else read(asked, key)


def _string(given: Any, what: str) -> str:
    if not isinstance(given, str):
        raise LineError(f"{what}应是文字（带引号的字符串）。")
    return given


def _text(asked: Fields, key: str) -> str:
    if key not in asked:
        raise LineError(f"缺少 {key}。")
    return _string(asked[key], f"{key} ")


def _word(asked: Fields, key: str, words: type[_Word]) -> _Word:
    given = _text(asked, key)
    if given not in list(words):
        raise LineError(f"{key} 应是 {'、'.join(words)} 之一，而不是“{given}”。")
    return words(given)


def _whole(asked: Fields, key: str) -> int:
    given = asked.get(key)
    if isinstance(given, bool) or not isinstance(given, int):
        raise LineError(f"{key} 应是整数。")
    return given


def _year(asked: Fields, key: str) -> int:
    return _plausible(_whole(asked, key), key)


def _plausible(year: int, what: str) -> int:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise LineError(f"{what} 应是 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间的年份。")
    return year


def _object(asked: Fields, key: str) -> Fields:
    given = asked.get(key)
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise LineError(f"{key} 应是一个对象（{{…}}）。")
    return given


def _list(asked: Fields, key: str) -> list[Any]:
    given = asked.get(key)
    if given is None:
        return []
    if not isinstance(given, list):
        raise LineError(f"{key} 应是一个列表（[…]）。")
    return given


def _by_year(asked: Fields, key: str) -> list[tuple[int, Any]]:
    found = []
    for year, given in _object(asked, key).items():
        if not (len(year) == 4 and year.isascii() and year.isdigit()):
            raise LineError(f"{key} 的键应是四位年份，而不是“{year}”。")
        found.append((_plausible(int(year), key), given))
    return found


def _years(asked: Fields, key: str) -> list[int]:
    return [_year({key: given}, key) for given in _list(asked, key)]


def _cell(asked: Fields, key: str, column: Column) -> tuple[Reading, int]:
    given = _object(asked, key)
    if not given:
        raise LineError(f"缺少 {key}。")
    try:
        return parse(_text(given, "text"), column), _year(given, "year")
    except LineError as error:
        raise LineError(f"{key}：{error}") from None


def _baseline(asked: Fields) -> Baseline | None:
    if asked.get("baseline") is None:
        return None
    reading, year = _cell(asked, "baseline", Column.BASELINE)
    return Baseline(reading, year, _optional(_object(asked, "baseline"), "basis", _text))


def _assigned(asked: Fields) -> Reading | None:
    given = _object(asked, "assigned")
    return parse(_text(given, "text"), Column.TARGET) if given else None


def _part(given: Any) -> Reading:
    """One part of a target that a person split."""
    if not isinstance(given, dict):
        raise LineError("parts 的每一项应是一个对象（{…}）。")
    return parse(_text(given, "text"), Column.TARGET)


def _superior(asked: Fields) -> SuperiorVerdict | None:
    given = _object(asked, "superior_verdict")
    if not given:
        return None
    status = _word(given, "status", Status)
    if status not in (Status.ACHIEVED, Status.MISSED):
        raise LineError("superior_verdict 的 status 应是 achieved 或 missed。")
    return SuperiorVerdict(status, _optional(given, "document", _text))


def _annual(given: Any, year: int) -> AnnualTarget:
    """An annual target: its text, or an object with `text`, `document` and `scope`."""
    if isinstance(given, dict):
        scope = _word(given, "scope", Scope) if given.get("scope") is not None else None
        reading = parse(_text(given, "text"), Column.TARGET)
        return AnnualTarget(reading, _optional(given, "document", _text), scope)
    return AnnualTarget(parse(_string(given, f"{year} 年的年度目标"), Column.TARGET))


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _shown(value: Decimal | None) -> str | None:
    return None if value is None else format(rounded(value, _PLACES), "f")
