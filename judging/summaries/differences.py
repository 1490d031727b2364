"""What differs in one county between two moments: whatever tables declare how their versions are told."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects

from counties.models import County
from custody.telling import ToldVersions, relations
from custody.told_models import told_models
from custody.versions import DELETED, people_of, who, why
from indicators.models import Observation, PlanIndicator


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


@dataclass(frozen=True, slots=True)
class _Pair:
    """What a thing was at the first moment, if it was, and what it is at the last."""

    model: type[models.Model]
    told: ToldVersions
    old: Any
    new: Any


def differences(county: County, first: dt.datetime, last: dt.datetime) -> list[Difference]:
    """What reads otherwise at `last` than at `first`, by kind; a constant number of queries."""
    pairs = [pair for model, told in told_models() for pair in _changed(model, told, county, first, last)]
    people = people_of(pair.new for pair in pairs)
    found = [_difference(pair, people) for pair in pairs]
    return [one for one in found if one.before != one.after]


def _changed(
    model: Any, told: ToldVersions, county: County, first: dt.datetime, last: dt.datetime
) -> list[_Pair]:
    """Everything of the county that got versions between the moments."""
    events = model.pgh_event_model.objects.filter(**{told.county: county})
    newest = events.order_by("id", "-pgh_id").distinct("id")
    between = events.filter(pgh_created_at__gt=first, pgh_created_at__lte=last)
    new = list(newest.filter(pk__in=between.values("pk")))
    old = {event.id: event for event in newest.filter(pgh_created_at__lte=first, id__in=[e.id for e in new])}
    prefetch_related_objects(new, *relations(model, told))
    return [_Pair(model, told, old.get(event.id), event) for event in new]


def _difference(pair: _Pair, people: dict[int, str]) -> Difference:
    new = pair.new
    return Difference(
        kind=pair.told.called,
        name=pair.told.named(new),
        before=_said(pair.told, pair.old),
        after=_said(pair.told, new),
        at=new.pgh_created_at,
        who=who(new, people),
        why=why(new),
        row_id=new.id if pair.model is PlanIndicator else getattr(new, "plan_indicator_id", None),
        figure_id=new.id if pair.model is Observation else None,
    )


def _said(told: ToldVersions, event: Any) -> str:
    return "" if event is None or event.pgh_label == DELETED else told.said(event)
