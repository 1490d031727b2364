"""Sheets of data tables for tests, read without a ledger but for a few names."""

from typing import Any

from indicators.importers.data_tables.reading import Given, SheetRead, read_data_tables
from tests.workbooks.making import books
from workbooks.reading import Sheet, read_workbook

DIVISIONS = {"新荣区": "140212", "云冈区": "140214", "浑源县": "140225", "大同市": "140200"}


class Known:
    """What these tests take for known."""

    def __init__(
        self, *, indicators: tuple[str, ...] = ("PM2.5", "SO₂"), sites: tuple[str, ...] = ()
    ) -> None:
        self.indicators, self.sites = indicators, sites

    def is_indicator(self, text: str) -> bool:
        return text in self.indicators

    def is_site(self, text: str) -> bool:
        return text in self.sites

    def place(self, text: str) -> str | None:
        return "" if text in {"山西省", "全国"} else DIVISIONS.get(text)

    def counties_in(self, text: str) -> tuple[str, ...]:
        return tuple(code for name, code in DIVISIONS.items() if name in text and name != "大同市")


def sheet_of(rows: list[list[Any]], merges: list[str] | None = None, name: str = "表") -> Sheet:
    return read_workbook(books({name: rows}, merges={name: merges or []})).sheets[0]


def read(
    rows: list[list[Any]],
    *,
    merges: list[str] | None = None,
    county: str = "140212",
    known: Known | None = None,
    **answers: str,
) -> SheetRead:
    given = {key.replace("__", ":"): answer for key, answer in answers.items()}
    return read_data_tables(sheet_of(rows, merges), known or Known(), Given(county), given)


def said(found: SheetRead) -> list[tuple[str, ...]]:
    """Cell, site, indicator, year, value, unit of every value."""
    return [
        (one.places["value"], *(one.texts[role] for role in ("site", "indicator", "year", "value", "unit")))
        for one in found.values
    ]


def asked(found: SheetRead) -> list[str]:
    return (
        [ask.key for ask in found.question.asks if not ask.key.startswith("unit")] if found.question else []
    )
