"""What moved beside the year's own moves: targets, corrections, editions of plans, published years."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse

from accounts.models import User
from indicators.models import AnnualTarget, AssignedTarget, Observation
from indicators.models.targets import Version
from judging.models import Publication
from reporting.models import Entry, Message
from reporting.notices.people import Person
from reporting.notices.places import listed, page
from reporting.states import State

Kind = Message.Kind


def targets(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    """One message per county for what was set at one time, however many rows."""
    for model, word in ((AssignedTarget, "目标"), (AnnualTarget, "年度目标")):
        fresh = model.objects.in_force().filter(entered_at__gte=since, is_demo=False)
        rows = fresh.select_related("plan_indicator__plan__county").order_by("entered_at", "pk")
        groups: dict[tuple[datetime, int], list[Version]] = defaultdict(list)
        for one in rows:
            groups[one.entered_at, one.plan_indicator.plan.county_id].append(one)
        for (at, county_id), versions in groups.items():
            for person in everybody:
                if person.county_id == county_id and person.since <= at:
                    yield _target(person, f"{model.__name__}:{county_id}:{at.isoformat()}", word, versions)


def _target(person: Person, key: str, word: str, versions: Sequence[Any]) -> Message:
    first = versions[0]
    rows = [version.plan_indicator for version in versions]
    said = [f"{row.name} {version.said}" for row, version in zip(rows, versions, strict=True)]
    county = reverse("county", args=[rows[0].plan.county.code])
    return Message(
        user_id=person.user_id,
        kind=Kind.TARGET_ASSIGNED,
        at=first.entered_at,
        key=f"target:{key}",
        title=f"{word}已下达 {len(rows)} 项：{listed([row.name for row in rows])}",
        body=f"{first.document_number}（{first.issued_on:%Y-%m-%d}）：{'；'.join(said)}",
        link=reverse("plan-indicator", args=[rows[0].pk]) if len(rows) == 1 else county,
    )


def published(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    for one in Publication.objects.filter(published_at__gte=since):
        again = f"（第 {one.number} 版，代替前一版）" if one.number > 1 else ""
        for person in everybody:
            if person.since <= one.published_at:
                yield Message(
                    user_id=person.user_id,
                    kind=Kind.PUBLISHED,
                    at=one.published_at,
                    key=f"published:{one.pk}",
                    title=f"{one.year} 年评价已定稿{again}",
                    body=f"{one.document_number}（{one.issued_on:%Y-%m-%d}）",
                    link=reverse("publication", args=[one.pk]),
                )


def corrected(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    """更正了你的数: a figure in force was moved past its approved entry; one message per county and import."""
    found = (
        Entry.objects.filter(state=State.APPROVED, observation__entered_at__gte=since)
        # One that a person moved without a file has a message of its own (`imports.moved_by_hand`).
        .exclude(observation__text=F("text"))
        .exclude(observation__batch__isnull=True)
        .select_related("round", "county", "indicator", "site", "observation")
        .order_by("county_id", "pk")
    )
    said = _said_of([entry.observation_id for entry in found])
    groups: dict[tuple[int, int | None], list[Entry]] = defaultdict(list)
    for entry in found:
        groups[entry.county_id, _figure(entry).batch_id].append(entry)
    for entries in groups.values():
        for person in everybody:
            county_id = entries[0].county_id
            own = [e for e in entries if person.keeps(county_id, e.department_id) or person.heads(county_id)]
            if own and person.since <= max(_figure(entry).entered_at for entry in own):
                yield _corrected(person, own, said)


def _figure(entry: Entry) -> Observation:
    assert entry.observation is not None  # noqa: S101 - asked for by `corrected`
    return entry.observation


def _corrected(person: Person, own: Sequence[Entry], said: dict[int, tuple[str, str]]) -> Message:
    first = own[0]
    who, why = said.get(_figure(first).pk, ("", ""))
    changes = [f"{e.round.year} 年{e.numbered}：{e.text} → {_figure(e).text}" for e in own]
    return Message(
        user_id=person.user_id,
        kind=Kind.CORRECTED,
        at=max(_figure(entry).entered_at for entry in own),
        key=f"corrected:{first.county_id}:{_figure(first).batch_id}",
        title=f"{who or '市级'}更正了您上报的 {len(own)} 项：{listed([e.name for e in own])}",
        body="；".join(filter(None, [*changes[:10], f"理由：{why}" if why else ""])),
        link=page(first) if len(own) == 1 else reverse("county", args=[first.county.code]),
    )


def _said_of(figures: Sequence[int | None]) -> dict[int, tuple[str, str]]:
    """Figure → who wrote its newest version, and why; two queries."""
    model: Any = Observation
    newest = model.pgh_event_model.objects.filter(id__in=figures).order_by("id", "-pgh_id").distinct("id")
    contexts = {event.id: event.pgh_context or {} for event in newest}
    people = User.objects.in_bulk([int(one["user"]) for one in contexts.values() if one.get("user")])
    return {
        pk: (str(people.get(int(one.get("user") or 0), "")), str(one.get("reason", "")))
        for pk, one in contexts.items()
    }
