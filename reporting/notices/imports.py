"""Figures that a file of the city's changed, and imports that were taken back: to the people of each county, by name.

What a file did to a county stands in its report (`imports.entering`, `imports.undoing`): nothing is counted again.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from counties.models import County
from custody.local_time import to_minute
from imports.models import ImportBatch
from indicators.models import Correction, Observation
from reporting.models import Message
from reporting.notices.people import Person

Kind = Message.Kind
State = ImportBatch.State
WHAT: dict[str, tuple[str, str]] = {
    ImportBatch.Kind.OBSERVATIONS: ("监测数据", "更正"),
    ImportBatch.Kind.MEASURES: ("重点任务", "变更"),
}
"""Kind of file → what it holds, and what a changed row of it is."""


def imported(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    """Of observations and tasks: targets and editions have messages of their own, a county's sheet is its own people's."""
    found = ImportBatch.objects.filter(kind__in=WHAT, applied_at__gte=since, report__has_key="told").order_by(
        "pk"
    )
    counties = County.objects.in_bulk()
    for pk, kind, name, at, by_county, reason in found.values_list(
        "pk", "kind", "file_name", "applied_at", "report__told", "report__correction_reason"
    ):
        what, corrected = WHAT[kind]
        for person, county, told in _of(everybody, counties, by_county, at):
            moved = f"，其中{corrected} {told['changed']} 项" if told["changed"] else ""
            yield Message(
                user_id=person.user_id,
                kind=Kind.IMPORTED,
                at=at or Now(),
                key=f"imported:{pk}:{county.pk}",
                title=f"市级导入了{county.name}的{what} {told['number']} 项{moved}",
                body=_body(told, name, pk, (reason or "") if told["changed"] else ""),
                link=_changes(county, pk, at),
            )


def undone(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    found = ImportBatch.objects.filter(state=State.UNDONE, undone_at__gte=since).order_by("pk")
    counties = County.objects.in_bulk()
    for batch in found.exclude(kind=ImportBatch.Kind.ENTRIES):
        said = batch.report["undone"]
        # Reviewers were told of a plan's edition as well.
        wide = batch.kind == ImportBatch.Kind.PLAN
        for person, county, told in _of(everybody, counties, said["told"], batch.undone_at, reviewers=wide):
            yield Message(
                user_id=person.user_id,
                kind=Kind.UNDONE,
                at=batch.undone_at or Now(),
                key=f"undone:{batch.pk}:{county.pk}",
                title=f"{_taken_back(batch)}，{county.name}有 {told['number']} 项随之变动",
                body=_body(told, batch.file_name, batch.pk, said["reason"]),
                link=_changes(county, batch.pk, batch.undone_at),
            )


def _taken_back(batch: ImportBatch) -> str:
    """A plan's edition by its name and moment, as it was announced."""
    edition = batch.report.get("edition")
    if batch.kind != ImportBatch.Kind.PLAN or not edition:
        return f"{batch.get_kind_display()}的一次导入已撤销"
    return (
        f"{edition}（{to_minute(batch.applied_at)} 入账）已撤销" if batch.applied_at else f"{edition}已撤销"
    )


def moved_by_hand(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    """更正 and 撤下 of single figures, from their own pages."""
    found = Correction.objects.filter(batch__isnull=True, at__gte=since).select_related("by").order_by("pk")
    figures = _figures([one.observation_id for one in found])
    for one in found:
        figure = figures[one.observation_id]
        for person in everybody:
            if person.county_id == figure.county_id and person.since <= one.at:
                name = f"{figure.indicator.name} {figure.year}年{figure.period}"
                yield Message(
                    user_id=person.user_id,
                    kind=Kind.CORRECTED,
                    at=one.at,
                    key=f"correction:{one.pk}",
                    title=f"{one.by or '市级'}更正了 {name}：{one.before} → {one.after}",
                    body=f"理由：{one.reason}",
                    link=reverse("figure-history", args=[one.observation_id]),
                )


def _changes(county: County, batch: int, at: datetime | None) -> str:
    """The changes that this import, or the taking back of it, made in the county, and no others."""
    since = timezone.localtime(at) - timedelta(minutes=1)
    return f"{reverse('county-changes', args=[county.code])}?batch={batch}&first={since:%Y-%m-%dT%H:%M}"


def _figures(pks: Sequence[int]) -> dict[int, Any]:
    """The newest version of each, be it taken out since."""
    model: Any = Observation
    newest = model.pgh_event_model.objects.filter(id__in=pks).order_by("id", "-pgh_id").distinct("id")
    return {event.id: event for event in newest.select_related("indicator")}


def _of(
    everybody: Sequence[Person],
    counties: dict[int, County],
    by_county: dict[str, Any],
    at: datetime | None,
    *,
    reviewers: bool = False,
) -> Iterator[tuple[Person, County, dict[str, Any]]]:
    for key, told in by_county.items():
        county = counties.get(int(key))
        for person in everybody:
            if county is None or at is None or person.since > at:
                continue
            if person.county_id == county.pk or (reviewers and person.reviews()):
                yield person, county, told


def _body(told: dict[str, Any], file_name: str, number: int, reason: str) -> str:
    more = told["number"] - len(told["lines"])
    lines = [*told["lines"], *([f"另有 {more} 项"] if more else [])]
    return "；".join(
        [*lines, f"文件：{file_name}（导入编号 {number}）", *([f"理由：{reason}"] if reason else [])]
    )
