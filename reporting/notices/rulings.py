"""裁定: told to the county whose plan it is about, given or revoked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from counties.models import Ruling
from reporting.models import Message
from reporting.notices.people import Person
from reporting.notices.places import listed


def ruled(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    """One message per county for what was ruled, or revoked, at one time, however many rows."""
    found = Ruling.objects.filter(Q(at__gte=since) | Q(ended_at__gte=since))
    groups: dict[tuple[int, str, datetime], list[Ruling]] = defaultdict(list)
    for one in found.select_related("by", "ended_by", "county").order_by("pk"):
        if one.at >= since:
            groups[one.county_id, "ruled", one.at].append(one)
        if one.ended_at and one.is_revoked:
            groups[one.county_id, "revoked", one.ended_at].append(one)
    for (county_id, what, at), rulings in groups.items():
        for person in everybody:
            if person.county_id == county_id and person.since <= at:
                yield _message(person, f"{what}:{county_id}:{at.isoformat()}", what == "revoked", rulings)


def _message(person: Person, key: str, is_revoked: bool, rulings: Sequence[Ruling]) -> Message:
    first = rulings[0]
    verb = "撤销裁定" if is_revoked else "裁定"
    why = first.end_reason if is_revoked else first.reason
    who = first.ended_by if is_revoked else first.by
    document = f"（{first.document_number}）" if first.document_number else ""
    county = reverse("county", args=[first.county.code])
    return Message(
        user_id=person.user_id,
        kind=Message.Kind.RULED,
        key=f"ruling:{key}",
        title=f"{verb} {len(rulings)} 项：{listed([one.row_name for one in rulings])}",
        body=f"{who}{verb}{document}：{first}；理由：{why}",
        link=reverse("plan-indicator", args=[first.row]) if len(rulings) == 1 else county,
    )
