"""The sheets of a file that leave something open, as the preview asks them: answered before, asked now, offered."""

from collections.abc import Iterable, Mapping
from typing import Any

from counties.models import County
from indicators.importers.data_tables.asking import MEASURE, SHEET, SKIP, Ask
from indicators.importers.printed_files import PrintedFile
from indicators.models import Indicator

LONGEST = 100
"""Characters of an answer."""
_SEPARATOR = "/"
"""No sheet's name may hold it."""


def open_sheets(
    printed: PrintedFile,
    options: Mapping[str, Any],
    sites: Mapping[str, Mapping[str, Ask]] | None = None,
) -> list[dict[str, Any]]:
    """Plain JSON: each sheet with its sentence ("" where nothing is missing) and its questions, with what was said.

    `sites`: by sheet, the sites that may be known ones under another name.
    """
    said: dict[str, dict[str, str]] = options.get("answers", {})
    asked: dict[str, dict[str, dict[str, Any]]] = {}
    sentences = {question.sheet: question.message for question in printed.questions}
    for one in options.get("asked", []):
        if said.get(one["sheet"], {}).get(one["key"]):
            asked.setdefault(one["sheet"], {})[one["key"]] = {**one, "is_answered": True}
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
    for sheet, asks in (sites or {}).items():
        needed = {ask.key: {**ask.as_json(), "is_needed": True} for ask in asks.values()}
        asked[sheet] = {**asked.get(sheet, {}), **needed}
        said_of = f"有 {len(asks)} 个监测点位与已登记的相近，请回答各是哪一处；回答之前不入账"
        sentences[sheet] = "；".join(filter(None, (sentences.get(sheet), said_of)))
    listed = _listed(key for keys in asked.values() for key in keys)
    return [
        {
            "sheet": sheet,
            "message": sentences.get(sheet, ""),
            "asks": _asks(sheet, keys.values(), said, listed),
        }
        for sheet, keys in asked.items()
        if keys
    ]


def _asks(
    sheet: str,
    asks: Iterable[dict[str, Any]],
    said: Mapping[str, Mapping[str, str]],
    listed: Mapping[str, list[list[str]]],
) -> list[dict[str, Any]]:
    return [
        {
            **ask,
            "sheet": sheet,
            "name": f"{sheet}{_SEPARATOR}{ask['key']}",
            "choices": listed.get(_kind(ask["key"]), ask["choices"]),
            "value": said.get(sheet, {}).get(ask["key"], ""),
        }
        for ask in asks
    ]


def _kind(key: str) -> str:
    """`county:2` is about a county, `indicator` and `measure:B3` about an indicator of the catalogue."""
    return key.partition(":")[0]


def _listed(keys: Iterable[str]) -> dict[str, list[list[str]]]:
    """What is chosen from where questions ask for it: the counties, the catalogue."""
    kinds = {_kind(key) for key in keys}
    found: dict[str, list[list[str]]] = {}
    if "county" in kinds:
        found["county"] = _counties()
    if kinds & {"indicator", MEASURE}:
        found["indicator"] = _catalogue()
        found[MEASURE] = [[SKIP, "不录入"], *found["indicator"]]
    return found


def _catalogue() -> list[list[str]]:
    return [
        [one.code, f"{one.name}（{one.unit}）" if one.unit else one.name]
        for one in Indicator.objects.order_by("name")
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
