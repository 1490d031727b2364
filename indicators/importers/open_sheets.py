"""The sheets of a file that leave something open, as the preview asks them: answered before, asked now, offered."""

from collections.abc import Iterable, Mapping
from typing import Any

from counties.models import County
from indicators.importers.data_tables.asking import SHEET, SKIP
from indicators.importers.printed_files import PrintedFile

LONGEST = 100
"""Characters of an answer."""
_SEPARATOR = "/"
"""No sheet's name may hold it."""


def open_sheets(printed: PrintedFile, options: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Plain JSON: each sheet with its sentence ("" where nothing is missing) and its questions, with what was said."""
    said: dict[str, dict[str, str]] = options.get("answers", {})
    asked: dict[str, dict[str, dict[str, Any]]] = {}
    sentences = {question.sheet: question.message for question in printed.questions}
    for one in options.get("asked", []):
        if said.get(one["sheet"], {}).get(one["key"]):
            asked.setdefault(one["sheet"], {})[one["key"]] = {**one, "is_needed": False}
    for question in printed.questions:
        needed = {
            ask.key: {**ask.as_json(), "is_needed": not ask.key.startswith("unit:")} for ask in question.asks
        }
        skip = {
            "key": SHEET,
            "label": "这张工作表",
            "choices": [[SKIP, SKIP]],
            "suggestion": "",
            "is_needed": False,
        }
        asked[question.sheet] = {**asked.get(question.sheet, {}), **needed}
        asked[question.sheet].setdefault(SHEET, skip)
    for sheet, offers in printed.offers.items():
        known = asked.setdefault(sheet, {})
        for ask in offers:
            known.setdefault(ask.key, {**ask.as_json(), "is_needed": False})
    counties = _counties() if any(key.startswith("county") for keys in asked.values() for key in keys) else []
    return [
        {
            "sheet": sheet,
            "message": sentences.get(sheet, ""),
            "asks": _asks(sheet, keys.values(), said, counties),
        }
        for sheet, keys in asked.items()
        if keys
    ]


def _asks(
    sheet: str,
    asks: Iterable[dict[str, Any]],
    said: Mapping[str, Mapping[str, str]],
    counties: list[list[str]],
) -> list[dict[str, Any]]:
    return [
        {
            **ask,
            "sheet": sheet,
            "name": f"{sheet}{_SEPARATOR}{ask['key']}",
            "choices": counties if ask["key"].startswith("county") else ask["choices"],
            "value": said.get(sheet, {}).get(ask["key"], ""),
        }
        for ask in asks
    ]


def _counties() -> list[list[str]]:
    return [
        [county.code, county.name] for county in County.objects.filter(parent__isnull=False).order_by("code")
    ]


def read_answers(posted: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The fields of the form by sheet and question; blank ones are not answered."""
    found: dict[str, dict[str, str]] = {}
    for name, answer in posted.items():
        sheet, sign, key = name.rpartition(_SEPARATOR)
        if sign and answer.strip():
            found.setdefault(sheet, {})[key] = answer.strip()[:LONGEST]
    return found
