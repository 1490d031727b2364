"""Sheets of observations for tests: rows by keyword, one header, the real reference data behind them."""

from typing import Any

from imports.outcomes import Outcome
from indicators.actions.observations import open_file, preview_observations
from indicators.importers.checking import Checked, check
from indicators.importers.names import Names
from tests.workbooks.making import books

HEADER = ("县区", "指标", "监测点位", "单位", "年份", "数值", "口径", "时段", "来源", "备注")
NAMES = ("county", "indicator", "site", "unit", "year", "value", "basis", "period", "source", "note")
DEFAULTS: dict[str, Any] = {
    "county": "云冈",
    "indicator": "森林覆盖率",
    "unit": "%",
    "year": 2018,
    "value": "13.5",
}


def row(**given: Any) -> list[Any]:
    """One row; by default 云冈's forest cover of 2018, which nothing contradicts."""
    values = {**DEFAULTS, **given}
    return [values.get(name) for name in NAMES]


def sheet(*rows: list[Any]) -> bytes:
    return books({"监测数据": [HEADER, *rows]})


def checked(*rows: list[Any], correcting: bool = False) -> Checked:
    """The check of a sheet with these rows; row 2 is the first."""
    return check(open_file(sheet(*rows), "试.xlsx"), Names(), correcting=correcting)


def outcomes(result: Checked) -> list[Outcome]:
    return [result.outcomes[row] for row in sorted(result.outcomes)]


def sentences(result: Checked) -> list[str]:
    return [problem.message for problem in result.problems]


def staged(*rows: list[Any], by: Any = None) -> Any:
    """The batch of an uploaded sheet with these rows, waiting for its confirmation."""
    return preview_observations(content=sheet(*rows), file_name="试.xlsx", by=by)
