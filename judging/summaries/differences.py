"""What differs in one county between two moments: whatever tables declare how their versions are told."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, prefetch_related_objects

from counties.models import County
from custody.telling import ToldVersions, relations
from custody.told_models import told_models
from custody.versions import DELETED, people_of, who, why
from indicators.models import Observation, PlanIndicator
from lists.sorting import Order

AT_ONCE = 2000
INVENTED = "（演示数据）"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that says something else at the later moment; who and why are those of its last change."""

    kind: str
    name: str
    before: str
    after: str
    at: dt.datetime
    who: str
    why: str
    row_id: int | None = None
    figure_id: int | None = None
    table: str = ""
    thing_id: int | None = None
    """Where its versions are told, if neither as a plan row's nor as a figure's."""


@dataclass(frozen=True, slots=True)
class Changed:
    """That a thing reads otherwise: its two versions by their keys, to be told when they are looked at."""

    model: Any
    told: ToldVersions
    old: int | None
    new: int
    at: dt.datetime
    is_demo: bool = False
    """Whether one of the two shows an invented value."""


def differences(county: County, first: dt.datetime, last: dt.datetime) -> list[Difference]:
    """What reads otherwise at `last` than at `first`, by kind."""
    return tell(changed(county, first, last))


def changed(
    county: County, first: dt.datetime, last: dt.datetime, kind: str = "", batch: int | None = None
) -> list[Changed]:
    """What reads otherwise, by kind, or of one kind: all of it is read, little of it kept; two queries a table.

    `batch`: only what this import wrote, or the taking back of it; held against what stood before that.
    """
    tables = [(model, told) for model, told in told_models() if kind in ("", told.called)]
    return [one for model, told in tables for one in _changed(model, told, county, first, last, batch)]


def _changed(
    model: Any,
    told: ToldVersions,
    county: County,
    first: dt.datetime,
    last: dt.datetime,
    batch: int | None,
) -> Iterator[Changed]:
    """Everything of the county that got versions between the moments and says something else."""
    events = model.pgh_event_model.objects.filter(**{told.county: county}).defer("pgh_context")
    pointing = relations(model, told.saying)
    newest = events.order_by("id", "-pgh_id").distinct("id").prefetch_related(*pointing)
    between = events.filter(pgh_created_at__gt=first, pgh_created_at__lte=last)
    before = newest.filter(pgh_created_at__lte=first, id__in=between.values("id"))
    if batch is not None:
        between = _of_batch(between, batch)
        begun = between.aggregate(first=Min("pgh_id"))["first"]
        if begun is None:
            return
        before = newest.filter(pgh_id__lt=begun, id__in=between.values("id"))
    old = {
        event.id: (event.pgh_id, _said(told, event), _invented(event))
        for event in before.iterator(chunk_size=AT_ONCE)
    }
    for event in newest.filter(pk__in=between.values("pk")).iterator(chunk_size=AT_ONCE):
        key, said, invented = old.get(event.id, (None, "", False))
        if said != _said(told, event):
            invented = invented or _invented(event)
            yield Changed(model, told, key, event.pgh_id, event.pgh_created_at, invented)


def _of_batch(events: Any, batch: int) -> Any:
    """The versions that an import wrote; once it was taken back, those that this wrote."""
    undone = events.filter(pgh_context__undone_import=batch)
    return undone if undone.exists() else events.filter(pgh_context__import_batch=batch)


def in_order(found: list[Changed], order: Order | None) -> list[Changed]:
    """By the moment of the last change, where that is asked for."""
    return sorted(found, key=lambda one: one.at, reverse=bool(order.way)) if order else found


def tell_all(found: Sequence[Changed]) -> Iterator[Difference]:
    """However many: some at a time."""
    for start in range(0, len(found), AT_ONCE):
        yield from tell(found[start : start + AT_ONCE])


def tell(found: Sequence[Changed]) -> list[Difference]:
    """These changes with their words, who and why, in the given order; the queries do not grow with their number."""
    versions: dict[Any, dict[int, Any]] = {}
    for model, told in {one.model: one.told for one in found}.items():
        keys = {key for one in found if one.model is model for key in (one.old, one.new) if key}
        versions[model] = model.pgh_event_model.objects.in_bulk(keys)
        prefetch_related_objects(
            list(versions[model].values()), *relations(model, (*told.name, *told.saying))
        )
    people = people_of(versions[one.model][one.new] for one in found)
    return [_difference(one, versions[one.model], people) for one in found]


def _difference(one: Changed, versions: Mapping[int, Any], people: dict[int, str]) -> Difference:
    new = versions[one.new]
    return Difference(
        kind=one.told.called,
        name=one.told.named(new),
        before=_said(one.told, versions[one.old] if one.old else None),
        after=_said(one.told, new),
        at=new.pgh_created_at,
        who=who(new, people),
        why=why(new),
        row_id=new.id if one.model is PlanIndicator else getattr(new, "plan_indicator_id", None),
        figure_id=new.id if one.model is Observation else None,
        table=one.model._meta.label_lower,
        thing_id=new.id,
    )


def _said(told: ToldVersions, event: Any) -> str:
    """What it says; an invented value is marked within the words, so that page and sheet cannot lose the mark."""
    if event is None or event.pgh_label == DELETED:
        return ""
    return f"{told.said(event)}{INVENTED if _invented(event) else ''}"


def _invented(event: Any) -> bool:
    """Of a figure or a target that it is invented, of a verdict that such a value entered it."""
    gone = event.pgh_label == DELETED
    return not gone and bool(getattr(event, "is_demo", False) or getattr(event, "uses_demo", False))
