"""What an administrator says of single rows of a plan's file: that one is a stored row, an entry of the catalogue."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest

from counties.names import NameBook
from imports.models import ImportBatch
from indicators.models import Indicator
from plans.said_rows import Said, said_of
from refusals import Refused

ASKED = "_asks_rows"
"""Stands in a form that carries what is said of rows: there, what is not ticked is said too."""


class RowRefusedError(Refused):
    """What was said of one row; `field`: where in the form."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def asked_rows(batch: ImportBatch, said: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows: rows that may be stored ones, statements in another unit, the meaning of every row."""
    report = batch.report
    offers = [
        {**offer, "name": f"same-{number}", "value": said.get(f"same-{number}", str(offer["said"] or ""))}
        for number, offer in enumerate(report.get("offers", []))
    ]
    meanings = [
        {
            **one,
            "name": f"map-{number}",
            "value": said.get(f"map-{number}", one["entry"]),
            "alias_name": f"alias-{number}",
            "is_alias": f"alias-{number}" in said if ASKED in said else one["alias"],
        }
        for number, one in enumerate(report.get("meanings", []))
    ]
    carried = [
        {**one, "is_converted": one["name"] in said["convert"] if ASKED in said else one["is_converted"]}
        for one in report.get("carried", [])
    ]
    return {
        "offers": offers,
        "carried": carried,
        "unknown": [one for one in meanings if not one["code"]],
        "known_meanings": [one for one in meanings if one["code"]],
        "catalogue": Indicator.objects.order_by("order", "code").values_list("name", "unit"),
        "chosen": sum(one["chosen"] for one in meanings),
    }


def said_in(request: HttpRequest, batch: ImportBatch) -> Said:
    """What the form says of the rows; raises RowRefusedError."""
    mapping = dict(_mapping(request, batch))
    return Said(
        same=_same(request, batch),
        mapping=mapping,
        aliases=frozenset(_aliases(request, batch, mapping)),
        convert=frozenset(request.POST.getlist("convert")),
    )


def _same(request: HttpRequest, batch: ImportBatch) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, offer in enumerate(batch.report.get("offers", [])):
        chosen = request.POST.get(f"same-{number}", "")
        if chosen in {str(one["pk"]) for one in offer["candidates"]}:
            found[offer["place"]] = int(chosen)
    twice = [pk for pk, number in Counter(found.values()).items() if number > 1]
    if twice:
        titles = {one["pk"]: one["title"] for offer in batch.report["offers"] for one in offer["candidates"]}
        places = [
            number
            for number, offer in enumerate(batch.report["offers"])
            if found.get(offer["place"]) == twice[0]
        ]
        raise RowRefusedError(
            f"原来的“{titles[twice[0]]}”选给了两行；一行只能与新版中的一行是同一行，请改选。",
            f"same-{places[-1]}",
        )
    return found


def _mapping(request: HttpRequest, batch: ImportBatch) -> Iterator[tuple[str, str]]:
    """Rows for which another entry was named than the one they have, or one was named in this import before."""
    before = said_of(batch.options).mapping
    names = NameBook((one, one.all_names) for one in Indicator.objects.all())
    for number, one in enumerate(batch.report.get("meanings", [])):
        text = request.POST.get(f"map-{number}", "").strip()
        if not text:
            continue
        entry = names.find(text)
        if entry.one is None:
            near = f"相近的有：{'、'.join(entry.near)}。" if entry.near else ""
            raise RowRefusedError(
                f"“{one['title']}”一行填写的“{text[:40]}”不在指标目录中。{near}请从列出的名称中选择，或登记新指标。",
                f"map-{number}",
            )
        if entry.one.code != one["code"] or one["place"] in before:
            yield one["place"], entry.one.code


def _aliases(request: HttpRequest, batch: ImportBatch, mapping: Mapping[str, str]) -> Iterator[str]:
    for number, one in enumerate(batch.report.get("meanings", [])):
        if f"alias-{number}" in request.POST and one["place"] in mapping:
            yield one["place"]
