"""The reviewed reference data of `fixtures/reference/` into the database.

Missing rows are created. A row that a person has since edited is reported, never overwritten: only
`update=True` (an explicit order) makes the files win.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from accounts.records import record
from attainment.vocabulary import Compare
from counties.models import County, Department, Plan
from indicators.actions.recompute import ask_for_catalogue
from indicators.models import Indicator, Part, PlanMapping
from judging.actions.outdated import ask_for_new_rules

M = TypeVar("M", bound=models.Model)


@dataclass(slots=True)
class Loaded:
    """What a load did: created, updated, and rows left as people edited them."""

    created: int = 0
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    catalogue_changed: list[int] = field(default_factory=list)


@transaction.atomic
def load_reference(folder: Path, *, update: bool = False) -> Loaded:
    """Load divisions, departments, catalogue, plans and the row mapping, in the order they refer to each other."""
    loaded = Loaded()

    def put(model: type[M], key: dict[str, Any], values: dict[str, Any]) -> M:
        return _put(model, key, values, update=update, loaded=loaded)

    _divisions(folder, put)
    _departments(folder, put)
    _catalogue(folder, put)
    _parts(folder, put)
    _plans(folder, put)
    _mappings(folder, loaded)
    if loaded.catalogue_changed:
        ask_for_catalogue(loaded.catalogue_changed, cause="基础数据文件更新", by=None)
    # Every start comes by here: after an upgrade nothing stays judged by the rules of before.
    ask_for_new_rules(by=None)
    if loaded.created or loaded.updated:
        detail = {"created": loaded.created, "updated": loaded.updated}
        record("载入基础数据", folder.name, by=None, detail=detail)
    return loaded


Put = Callable[[Any, dict[str, Any], dict[str, Any]], Any]


def _put(model: type[M], key: dict[str, Any], values: dict[str, Any], *, update: bool, loaded: Loaded) -> M:
    row, created = model._default_manager.get_or_create(**key, defaults=values)
    if created:
        loaded.created += 1
        return row
    different = [name for name, value in values.items() if getattr(row, name) != value]
    if not different:
        return row
    label = f"{model._meta.verbose_name} {row}：{'、'.join(different)}"
    if not update:
        loaded.kept.append(label)
        return row
    for name in different:
        setattr(row, name, values[name])
    row.save(update_fields=different)
    loaded.updated.append(label)
    if isinstance(row, Indicator):
        loaded.catalogue_changed.append(row.pk)
    return row


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _list(text: str) -> list[str]:
    return [part for part in text.split("|") if part]


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _divisions(folder: Path, put: Put) -> None:
    by_code: dict[str, County] = {}
    for row in _rows(folder, "divisions.csv"):
        by_code[row["code"]] = put(
            County,
            {"code": row["code"]},
            {
                "name": row["name"],
                "short_name": row["short_name"],
                "parent": by_code.get(row["parent_code"]),
                "aliases": _list(row["aliases"]),
                "area_km2": _decimal(row["area_km2"]),
                "area_source": row["area_source"],
            },
        )


def _departments(folder: Path, put: Put) -> None:
    for row in _rows(folder, "departments.csv"):
        put(
            Department,
            {"code": row["code"]},
            {"name": row["name"], "aliases": _list(row["aliases"]), "order": int(row["order"])},
        )


def _catalogue(folder: Path, put: Put) -> None:
    departments = {department.code: department for department in Department.objects.all()}
    related: dict[str, list[str]] = {}
    for row in _rows(folder, "catalogue.csv"):
        put(Indicator, {"code": row["code"]}, _indicator_values(row, departments))
        related[row["code"]] = _list(row["related"])
    ids = dict(Indicator.objects.values_list("code", "pk"))
    for indicator in Indicator.objects.filter(code__in=related).prefetch_related("related"):
        missing = {ids[code] for code in related[indicator.code]} - {
            other.pk for other in indicator.related.all()
        }
        if missing:
            indicator.related.add(*missing)


def _indicator_values(row: dict[str, str], departments: dict[str, Department]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "unit": row["unit"],
        "direction": row["direction"],
        "decimals": int(row["decimals"]) if row["decimals"] else None,
        "compare": row["compare"] or Compare.FULL.value,
        "values": row["values"],
        "level1": row["level1"],
        "level2": row["level2"],
        "order": int(row["order"]),
        "aliases": _list(row["aliases"]),
        "default_department": departments.get(row["default_department"]),
        "observed_only": row["observed_only"] == "1",
        "minimum": _decimal(row["minimum"]),
        "maximum": _decimal(row["maximum"]),
        "note": row["note"],
    }


def _parts(folder: Path, put: Put) -> None:
    """Which indicator is contained in which, for the checks while typing."""
    indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
    for row in _rows(folder, "parts.csv"):
        key = {"whole": indicators[row["whole"]], "part": indicators[row["part"]]}
        put(Part, key, {"is_exhaustive": row["is_exhaustive"] == "1"})


def _plans(folder: Path, put: Put) -> None:
    counties = {county.code: county for county in County.objects.all()}
    for row in _rows(folder, "plans.csv"):
        put(
            Plan,
            {"key": row["key"]},
            {
                "county": counties[row["county"]],
                "title": row["title"],
                "short_title": row["short_title"],
                "period_start": int(row["period_start"]),
                "period_end": int(row["period_end"]),
                "base_year": int(row["base_year"]),
            },
        )


def _mappings(folder: Path, loaded: Loaded) -> None:
    plans = dict(Plan.objects.values_list("key", "pk"))
    codes = dict(Indicator.objects.values_list("code", "pk"))
    mappings = [
        PlanMapping(
            plan_id=plans[row["plan"]],
            table=row["table"],
            seq=row["seq"],
            printed_name=row["name"],
            indicator_id=codes[row["code"]],
            site_name=row["site"],
        )
        for row in _rows(folder, "plan_map.csv")
    ]
    before = PlanMapping.objects.count()
    PlanMapping.objects.bulk_create(mappings, ignore_conflicts=True)
    loaded.created += PlanMapping.objects.count() - before
