"""规划入账、有新版次: told to the people of its county and to the reviewers, with what turned and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.permissions import Role
from counties.models import PlanEdition
from custody.local_time import to_minute
from imports.changes import LABELS
from imports.outcomes import Outcome
from reporting.models import Message
from reporting.notices.people import Person

NAMED = 10
"""So many rows of a kind stand in a message; the plan's page has every one."""


def editions(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    """What the program came with is no news."""
    news = Q(number__gt=1) | Q(imported_by__isnull=False)
    found = PlanEdition.objects.filter(news, imported_at__gte=since)
    for one in found.select_related("plan__county", "revision"):
        title, body = _told(one)
        for person in everybody:
            concerned = person.county_id == one.plan.county_id or person.role == Role.REVIEWER
            if concerned and person.since <= one.imported_at:
                yield Message(
                    user_id=person.user_id,
                    kind=Message.Kind.NEW_EDITION,
                    at=one.imported_at,
                    key=f"edition:{one.pk}",
                    title=title,
                    body=body,
                    link=reverse("plan", args=[one.plan.key]),
                )


def _told(edition: PlanEdition) -> tuple[str, str]:
    if edition.number == 1:
        return f"新规划已入账：{edition.plan}", f"文件：{edition.file_name}"
    lines = [f"与上一版相比{_counted(edition.changes)}"]
    lines += [
        _named(
            "结论变化", [f"{_name(one)}（{one['verdict']}）" for one in edition.changes if one.get("verdict")]
        )
    ]
    lines += [_named("删除", [_name(one) for one in edition.changes if one["kind"] == Outcome.GONE])]
    lines += [
        _named("目标按原单位带入，待核实", [f"{one['title']} {one['said']}" for one in edition.carried or ()])
    ]
    lines += [f"修改依据：{edition.revision}" if edition.revision else "", f"文件：{edition.file_name}"]
    # An edition that is taken back leaves its number to the next: the moment tells them apart.
    when = to_minute(edition.imported_at)
    return f"{edition.plan} 有新版次：第 {edition.number} 版（{when} 入账）", "\n".join(filter(None, lines))


def _counted(changes: Sequence[Mapping[str, Any]]) -> str:
    """`变更 3 行，删除 1 行`."""
    found = Counter(Outcome(one["kind"]) for one in changes)
    return (
        "，".join(f"{label} {found[kind]} 行" for kind, label in LABELS.items() if found[kind]) or "没有变更"
    )


def _name(change: Mapping[str, Any]) -> str:
    return f"{change['seq']} {change['name']}".strip()


def _named(what: str, rows: Sequence[str]) -> str:
    if not rows:
        return ""
    more = f"等 {len(rows)} 行" if len(rows) > NAMED else ""
    return f"{what} {len(rows)} 行：{'、'.join(rows[:NAMED])}{more}"
