"""The step at which an administrator says what the columns of a plan's header are."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest

from imports.models import ImportBatch
from indicators.column_readings import Use
from judging.target_texts import not_yet_issued
from refusals import Refused

OFFERED = (
    (Use.BASELINE.value, "基准值"),
    (Use.TARGET.value, "目标"),
    (Use.FINAL.value, "期末值"),
    (f"{Use.MILESTONE.value}:year", "年度目标（当年）"),
    (f"{Use.MILESTONE.value}:total", "年度目标（累计）"),
    (Use.SUPERIOR.value, "上级数值，原样保留"),
    (Use.KEPT.value, "原样保留"),
)
ASKED = "_asks_columns"
"""Stands in a form that carries what is chosen of columns."""
BY = "by-"
"""Before the names of the document's fields: the edition's own document stands in the same form."""
DOCUMENT = (("authority", "下达单位", 60), ("number", "文号", 100), ("issued_on", "发文日期", 10))


def offered(batch: ImportBatch, said: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows: every header of which somebody may choose, each column as it is read now."""
    headers = [
        {
            **header,
            "columns": [
                _field(column, f"{place}-{number}", said, is_open=header["is_open"] and not header["chosen"])
                for number, column in enumerate(header["columns"])
            ],
        }
        for place, header in enumerate(batch.report.get("columns", []))
    ]
    document = batch.options.get("document") or {"authority": batch.report.get("publisher", "").split(" ")[0]}
    document |= {name: said[BY + name] for name, _, _ in DOCUMENT if BY + name in said}
    asks = any(header["is_open"] for header in headers)
    return {"headers": headers, "offered": OFFERED, "document": document, "asks": asks}


def _field(column: dict[str, Any], name: str, said: Mapping[str, Any], *, is_open: bool) -> dict[str, Any]:
    """A column as it is read, or as it stood in the form that was refused."""
    return {
        **column,
        "name": name,
        "value": said.get(f"use-{name}", _value(column, is_open=is_open)),
        "year": said.get(f"year-{name}", column["year"]),
    }


def differ(request: HttpRequest, batch: ImportBatch) -> bool:
    """Whether the form says something else of the columns than the preview was made with."""
    shown = offered(batch, {})
    fields = [column for header in shown["headers"] for column in header["columns"]]
    typed = {name: request.POST.get(BY + name, "").strip() for name, _, _ in DOCUMENT}
    milestones = any(one["value"].startswith(Use.MILESTONE.value) for one in fields)
    return any(
        request.POST.get(f"use-{one['name']}", "") != one["value"]
        or request.POST.get(f"year-{one['name']}", "").strip().removesuffix("年") != str(one["year"] or "")
        for one in fields
    ) or (milestones and any(typed[name] != (shown["document"].get(name) or "") for name in typed))


def chosen_in(
    request: HttpRequest, batch: ImportBatch
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, str] | None]:
    """What the form says of each header's columns, and of the document of annual targets. Raises Refused."""
    columns = {
        header["signature"]: list(_chosen(request, place, header["columns"]))
        for place, header in enumerate(batch.report.get("columns", []))
    }
    if not columns:
        raise Refused("这个文件没有需要选择的列。")
    milestones = any(one["use"] == Use.MILESTONE.value for chosen in columns.values() for one in chosen)
    return columns, _document(request) if milestones else None


def _value(column: dict[str, Any], *, is_open: bool) -> str:
    """How the column is read now; nothing where the header leaves it open."""
    if is_open and not column["why"] and column["use"] == Use.KEPT.value:
        return ""
    scope = column["scope"] or "year"
    return f"{column['use']}:{scope}" if column["use"] == Use.MILESTONE.value else column["use"]


def _chosen(request: HttpRequest, place: int, columns: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    known = {value for value, _ in OFFERED}
    for number, column in enumerate(columns):
        value = request.POST.get(f"use-{place}-{number}", "")
        if value not in known:
            raise Refused(f"请选择列“{column['header']}”的含义。")
        use, _, scope = value.partition(":")
        yield {
            "use": use,
            "year": _year(request.POST.get(f"year-{place}-{number}", ""), column),
            "scope": scope,
        }


def _year(text: str, column: dict[str, Any]) -> int | None:
    bare = text.strip().removesuffix("年")
    if not bare:
        return None
    if not (bare.isascii() and bare.isdecimal() and 1990 <= int(bare) <= 2100):
        raise Refused(f"列“{column['header']}”的年份“{text.strip()[:10]}”不是年份；请填写如 2025。")
    return int(bare)


def _document(request: HttpRequest) -> dict[str, str]:
    """By which document milestones are official."""
    document = {name: request.POST.get(BY + name, "").strip() for name, _, _ in DOCUMENT}
    missing = [label for name, label, _ in DOCUMENT if not document[name]]
    if missing:
        raise Refused(f"选作年度目标的列须填写{'、'.join(missing)}（规划自身设定的，填规划的印发文件）。")
    for name, label, longest in DOCUMENT:
        if len(document[name]) > longest:
            raise Refused(f"{label}超过 {longest} 个字；请缩短。")
    try:
        issued = date.fromisoformat(document["issued_on"])
    except ValueError as unreadable:
        raise Refused("发文日期不是日期；请填写如 2021-12-01。") from unreadable
    if said := not_yet_issued(issued):
        raise Refused(f"{said}。")
    return document
