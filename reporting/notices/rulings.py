"""裁定: told to the county whose plan it is about, given or revoked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from accounts.models import Act
from counties.models import Ruling
from reporting.models import Message
from reporting.notices.people import Person
from reporting.notices.places import listed

_VERBS = {False: "裁定", True: "撤销裁定"}
_KINDS = tuple(_VERBS.values())
NAMED = 10
Turned = Mapping[tuple[str, int], Sequence[tuple[datetime, Sequence[str]]]]


@dataclass(frozen=True, slots=True)
class Deed:
    """What was ruled, or revoked, in one county at one moment."""

    key: str
    is_revoked: bool
    at: datetime
    rulings: Sequence[Ruling]


def ruled(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    """One message per county for what was ruled, or revoked, at one time, however many rows."""
    found = Ruling.objects.filter(Q(at__gte=since) | Q(ended_at__gte=since))
    groups: dict[tuple[int, str, datetime], list[Ruling]] = defaultdict(list)
    for one in found.select_related("by", "ended_by", "county").order_by("pk"):
        if one.at >= since:
            groups[one.county_id, "ruled", one.at].append(one)
        if one.ended_at and one.is_revoked:
            groups[one.county_id, "revoked", one.ended_at].append(one)
    turned = _turned(since)
    for (county_id, what, at), rulings in groups.items():
        deed = Deed(f"{what}:{county_id}:{at.isoformat()}", what == "revoked", at, rulings)
        for person in everybody:
            if person.county_id == county_id and person.since <= at:
                yield _message(person, deed, turned)


def _turned(since: datetime) -> Turned:
    """Kind of act and row → what its verdicts became, by each such act; one query."""
    found: dict[tuple[str, int], list[tuple[datetime, list[str]]]] = defaultdict(list)
    acts = Act.objects.filter(kind__in=_KINDS, at__gte=since - timedelta(minutes=1)).order_by("pk")
    for kind, at, detail in acts.values_list("kind", "at", "detail"):
        if "turned" in detail:
            found[kind, detail["row"]].append((at, detail["turned"]))
    return found


def _message(person: Person, deed: Deed, turned: Turned) -> Message:
    first = deed.rulings[0]
    verb = _VERBS[deed.is_revoked]
    why = first.end_reason if deed.is_revoked else first.reason
    who = first.ended_by if deed.is_revoked else first.by
    document = f"（{first.document_number}）" if first.document_number else ""
    county = reverse("county", args=[first.county.code])
    return Message(
        user_id=person.user_id,
        kind=Message.Kind.RULED,
        at=deed.at,
        key=f"ruling:{deed.key}",
        title=f"{verb} {len(deed.rulings)} 项：{listed([one.row_name for one in deed.rulings])}",
        body=f"{who}{verb}{document}：{first}；理由：{why}{_became(deed, turned)}",
        link=reverse("plan-indicator", args=[first.row]) if len(deed.rulings) == 1 else county,
    )


def _became(deed: Deed, turned: Turned) -> str:
    """Of every row the verdicts that turned, as its act has them; nothing of an act that does not say."""
    found = [(one, turned.get((_VERBS[deed.is_revoked], one.row), ())) for one in deed.rulings]
    if not any(acts for _, acts in found):
        return ""
    said = [f"{one.row_name} {word}" for one, acts in found for word in _nearest(acts, deed.at)]
    if not said:
        return "；各年结论不变"
    more = f"等 {len(said)} 项" if len(said) > NAMED else ""
    return f"；结论变化：{'，'.join(said[:NAMED])}{more}"


def _nearest(acts: Sequence[tuple[datetime, Sequence[str]]], at: datetime) -> Sequence[str]:
    """An act and what it is about are of one transaction, written one after the other."""
    return min(acts, key=lambda act: abs(act[0] - at))[1] if acts else ()
