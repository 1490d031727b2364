"""What a person made of the columns of one header, where their words may mean two things, or steps on the way are wanted.

A choice belongs to a header, whosever plan it stands in: `signature` is the same for the same columns in the same order.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from indicators.column_readings import Use, ValueColumn
from indicators.header_words import Word
from indicators.value_headers import ValueHeader
from workbooks.headers import Column
from workbooks.problems import Problem, error, notice

SCOPES = {"year": "当年", "total": "累计"}


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What one column is; `year` where its header names none or another; `scope`: 当年 or 累计 of an annual target."""

    use: Use
    year: int | None = None
    scope: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"use": self.use.value, "year": self.year, "scope": self.scope}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "ColumnChoice":
        return cls(Use(kept["use"]), kept["year"], kept["scope"])


@dataclass(frozen=True, slots=True)
class Choice:
    """The columns of one header in their order; `by`: who chose it and when, where it is remembered from another file."""

    columns: tuple[ColumnChoice, ...]
    by: str = ""


@dataclass(slots=True)
class _Chosen:
    header: ValueHeader
    readings: list[ValueColumn]
    problems: list[Problem] = field(default_factory=list)

    def of(self, use: Use) -> list[ValueColumn]:
        return [reading for reading in self.readings if reading.use is use]

    def refuse(self, cell: str, message: str) -> None:
        self.problems.append(error(self.header.sheet, cell, message))


def signature(columns: Sequence[Column]) -> str:
    """The same for the same columns of values in the same order."""
    return hashlib.sha256("|".join(column.normal for column in columns).encode()).hexdigest()


def read_as_chosen(header: ValueHeader, choice: Choice) -> tuple[list[ValueColumn], list[Problem]]:
    """The columns as a person chose them; what cannot be meant so is an error at its cell."""
    readings = [
        _reading(header, column, chosen) for column, chosen in zip(header.facts, choice.columns, strict=True)
    ]
    chosen = _Chosen(header, readings)
    if all(reading.use in (Use.KEPT, Use.SUPERIOR) for reading in readings):
        cell = readings[0].column.address
        chosen.problems.append(
            notice(header.sheet, cell, f"第 {header.header_row} 行起的表按选择不作为指标表读取。")
        )
        return readings, chosen.problems
    _check(chosen)
    if not chosen.problems:
        chosen.problems.append(_said(header, readings, choice.by))
    return readings, chosen.problems


def _reading(header: ValueHeader, column: Column, chosen: ColumnChoice) -> ValueColumn:
    year, period = chosen.year or header.year(column), header.context.period
    if year is None and chosen.use is Use.TARGET and period is not None:
        year = period[1]
    use = chosen.use
    if use is Use.KEPT and header.facts[column].has(Word.SUPERIOR):
        use = Use.SUPERIOR
    return ValueColumn(column, use, year, scope=chosen.scope if use is Use.MILESTONE else "")


def _check(chosen: _Chosen) -> None:
    targets = chosen.of(Use.TARGET)
    if not targets:
        chosen.refuse(chosen.readings[0].column.address, "没有选定哪一列是目标；请选一列。")
        return
    for use in (Use.TARGET, Use.BASELINE, Use.FINAL):
        if len(several := chosen.of(use)) > 1:
            names = "、".join(f"{one.column.address}“{one.column.header}”" for one in several)
            chosen.refuse(
                several[1].column.address, f"有 {len(several)} 列都选作{use.label}（{names}）；只能选一列。"
            )
    target = targets[0]
    if target.year is None:
        chosen.refuse(target.column.address, f"目标列“{target.column.header}”没有写明年份；请填写目标年。")
    _check_years(chosen, target.year)


def _check_years(chosen: _Chosen, target: int | None) -> None:
    seen: set[int] = set()
    for one in chosen.of(Use.MILESTONE):
        named = f"年度目标列“{one.column.header}”"
        if one.year is None:
            chosen.refuse(one.column.address, f"{named}没有写明年份；请填写年份。")
        elif target is not None and one.year > target:
            chosen.refuse(one.column.address, f"{named}的年份晚于目标年 {target}；请核对。")
        elif one.year in seen:
            chosen.refuse(one.column.address, f"{named}与另一列是同一年的年度目标；只能选一列。")
        seen |= {one.year} if one.year else set()
    for one in chosen.of(Use.BASELINE):
        if one.year is not None and target is not None and one.year > target:
            chosen.refuse(
                one.column.address, f"基准列“{one.column.header}”的年份晚于目标年 {target}；请核对。"
            )


def _said(header: ValueHeader, readings: Sequence[ValueColumn], by: str) -> Problem:
    """How the columns are read, in one sentence."""
    parts = "，".join(f"“{one.column.header}”为{meaning(one)}" for one in readings)
    whose = f"按上次的选择（{by}）" if by else "按所选"
    return notice(header.sheet, readings[0].column.address, f"各列{whose}读取：{parts}。")


def meaning(reading: ValueColumn) -> str:
    """`目标（2025 年）`, `年度目标（2023 年，累计）`."""
    if reading.use in (Use.KEPT, Use.SUPERIOR):
        return reading.use.label
    said = [f"{reading.year} 年" if reading.year else "年份未写", SCOPES.get(reading.scope, "")]
    return f"{reading.use.label}（{'，'.join(filter(None, said))}）"
