"""What differs in one county between two moments: figures, printed texts, targets, verdicts, decisions."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from attainment import Status
from counties.models import County, Finding
from custody.versions import DELETED, said_of, who, why
from indicators.models import (
    AnnualTarget,
    AssignedTarget,
    Indicator,
    Observation,
    PlanIndicator,
    SuperiorVerdict,
    annual_words,
)
from indicators.models.targets import VERDICTS
from judging.models import Attainment, ReviewerVerdict

Text = Callable[[Any], str]


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
class _Thing:
    """How the versions of one table are told."""

    model: Any
    kind: str
    wanted: dict[str, Any]
    what: Text
    text: Text


def differences(county: County, first: dt.datetime, last: dt.datetime) -> list[Difference]:
    """What reads otherwise at `last` than at `first`, by kind and name; a constant number of queries."""
    rows = dict(_names(PlanIndicator, plan__county=county))
    indicators = Indicator.objects.in_bulk()
    things = _things(county, rows, indicators)
    pairs = [(thing, *pair) for thing in things for pair in _changed(thing, first, last)]
    users = {int(user) for _, _, new in pairs if (user := said_of(new).get("user"))}
    people = {pk: str(user) for pk, user in User.objects.in_bulk(users).items()}
    found = [_difference(thing, old, new, people) for thing, old, new in pairs]
    return [one for one in found if one.before != one.after]


def _names(model: Any, **wanted: Any) -> Iterable[tuple[int, str]]:
    """Names of rows; a row that is gone keeps its place under its key."""
    return [(row.pk, row.name) for row in model.objects.filter(**wanted)]


def _things(county: County, rows: dict[int, str], indicators: dict[int, Indicator]) -> list[_Thing]:
    def row(event: Any) -> str:
        return rows.get(event.plan_indicator_id, f"规划行 {event.plan_indicator_id}")

    def in_force(event: Any) -> str:
        return "" if event.superseded_at else f"{event.text}（{event.document_number}）"

    def annual(event: Any) -> str:
        said = annual_words(event.scope, event.text)
        return "" if event.superseded_at else f"{said}（{event.document_number}）"

    of_rows = {"plan_indicator_id__in": list(rows)}
    verdict = dict(VERDICTS)
    return [
        _Thing(
            Observation, "监测值", {"county_id": county.pk}, lambda e: _figure_name(e, indicators), _figure
        ),
        _Thing(PlanIndicator, "规划原文", {"id__in": list(rows)}, lambda e: e.name, _printed),
        _Thing(AssignedTarget, "下达目标", of_rows, row, in_force),
        _Thing(AnnualTarget, "年度目标", of_rows, lambda e: f"{row(e)} {e.year}年", annual),
        _Thing(
            SuperiorVerdict,
            "上级认定",
            of_rows,
            lambda e: f"{row(e)} {e.year}年",
            lambda e: "" if e.superseded_at else verdict[e.status],
        ),
        _Thing(
            ReviewerVerdict,
            "人工判定",
            of_rows,
            lambda e: f"{row(e)} {e.year}年",
            lambda e: "" if e.superseded_at else f"{verdict[e.status]}：{e.reason}",
        ),
        _Thing(
            Attainment,
            "评价",
            of_rows,
            lambda e: f"{row(e)} {e.year}年",
            lambda e: f"{Status(e.status).label}：{e.explanation}",
        ),
        _Thing(Finding, "质疑", {"county_id": county.pk}, lambda e: e.message, _decision),
    ]


def _figure_name(event: Any, indicators: dict[int, Indicator]) -> str:
    indicator = indicators.get(event.indicator_id)
    name = indicator.name if indicator else f"指标 {event.indicator_id}"
    about = indicator.reported_as if indicator else ""
    return " ".join(part for part in (name, f"{event.year}年{about}", event.period, event.basis) if part)


def _figure(event: Any) -> str:
    return f"{event.text} {event.unit if event.value is not None else ''}".strip()


def _printed(event: Any) -> str:
    closed = "（已不在现行规划中）" if event.closed_in_id else ""
    return f"基准 {event.baseline_text or '—'}，目标 {event.target_text or '—'} {event.unit}{closed}"


def _decision(event: Any) -> str:
    if event.gone_at:
        return "已消除"
    reason = f"：{event.decision_reason}" if event.decision_reason else ""
    return f"{dict(Finding.Decision.choices)[event.decision]}{reason}"


def _changed(thing: _Thing, first: dt.datetime, last: dt.datetime) -> list[tuple[Any, Any]]:
    """(version at the first moment or None, version at the last) of everything that got versions between."""
    events = thing.model.pgh_event_model.objects.filter(**thing.wanted)
    newest = events.order_by("id", "-pgh_id").distinct("id")
    between = events.filter(pgh_created_at__gt=first, pgh_created_at__lte=last)
    new = {event.id: event for event in newest.filter(pk__in=between.values("pk"))}
    old = {event.id: event for event in newest.filter(pgh_created_at__lte=first, id__in=list(new))}
    return [(old.get(key), event) for key, event in new.items()]


def _difference(thing: _Thing, old: Any, new: Any, people: dict[int, str]) -> Difference:
    return Difference(
        kind=thing.kind,
        name=thing.what(new),
        before=_said(thing, old),
        after=_said(thing, new),
        at=new.pgh_created_at,
        who=who(new, people),
        why=why(new),
        row_id=new.id if thing.model is PlanIndicator else getattr(new, "plan_indicator_id", None),
        figure_id=new.id if thing.model is Observation else None,
    )


def _said(thing: _Thing, event: Any) -> str:
    return "" if event is None or event.pgh_label == DELETED else thing.text(event)
