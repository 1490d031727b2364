"""Which facts of the year somebody should know, and who: the messages that stand to be written.

Every message has a key that names its fact and never changes afterwards, so that no fact is told twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from accounts.models import Deputy, Membership
from accounts.permissions import Role
from indicators.models import AnnualTarget, AssignedTarget, Publication
from indicators.models.targets import Version
from reporting.models import Entry, Message, Reopening, Round, Step
from reporting.states import Move, State
from reporting.summaries.owed import optional_of

Kind = Message.Kind
LOOKED_BACK = timedelta(days=60)
"""So long may the beat have been off without a message being lost."""
WARNED = (1, 3, 7)
"""Days before a deadline."""
LISTED = 5
OWED = (State.BLANK, State.DRAFT, State.RETURNED)


@dataclass(frozen=True, slots=True)
class Person:
    """One role of one reachable person, own or as a deputy; `since`: what happened before is no news."""

    user_id: int
    since: datetime
    role: Role
    county_id: int | None
    department_id: int | None

    def keeps(self, county_id: int, department_id: int | None) -> bool:
        """Whether the person is the clerk of such a cell."""
        mine = self.role == Role.CLERK and self.county_id == county_id
        return mine and self.department_id in (None, department_id)

    def heads(self, county_id: int) -> bool:
        return self.role == Role.COUNTY_HEAD and self.county_id == county_id


def people(today: date) -> list[Person]:
    """Everybody with an open account and a role, and everybody who acts for one of them today."""
    roles = Membership.objects.filter(user__is_active=True).select_related("user")
    found = [_person(role, role.user.pk, role.user.opened_at) for role in roles]
    for deputy in Deputy.objects.in_force(today).select_related("membership", "deputy"):
        starts = timezone.make_aware(datetime.combine(deputy.starts_on, datetime.min.time()))
        found.append(_person(deputy.membership, deputy.deputy_id, starts))
    return found


def _person(role: Membership, user_id: int, since: datetime) -> Person:
    return Person(user_id, since, Role(role.role), role.county_id, role.department_id)


def notices(now: datetime) -> list[Message]:
    """Every message that should exist now, written or not."""
    everybody, since = people(timezone.localdate(now)), now - LOOKED_BACK
    return [
        *_returned(everybody, since),
        *_reopened(everybody, since),
        *_deadlines(everybody, timezone.localdate(now)),
        *_targets(everybody, since),
        *_published(everybody, since),
    ]


def _returned(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    """One message per return, however many cells it gave back."""
    steps = (
        Step.objects.filter(move__in=[Move.RETURN.value, Move.SEND_BACK.value], at__gte=since)
        .select_related("by", "entry__round", "entry__county", "entry__indicator", "entry__site")
        .order_by("at", "entry__round_id", "entry__county_id", "move", "words", "pk")
    )
    for (at, _, county_id, move, words), group in groupby(steps, _return):
        given_back = list(group)
        first = given_back[0].entry
        for person in everybody:
            own = [s for s in given_back if person.keeps(county_id, s.entry.department_id)]
            if own and person.since <= at:
                yield Message(
                    user_id=person.user_id,
                    kind=Kind.RETURNED,
                    key=f"returned:{first.round_id}:{county_id}:{move}:{at.isoformat()}:{given_back[0].pk}",
                    title=f"{first.round.year} 年度填报退回 {len(own)} 项：{_listed([s.entry.name for s in own])}",
                    body=f"{given_back[0].by or '系统'}：{words}",
                    link=_cell(first),
                )


def _return(step: Step) -> tuple[datetime, int, int, str, str]:
    return step.at, step.entry.round_id, step.entry.county_id, step.move, step.words


def _reopened(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    found = Reopening.objects.filter(at__gte=since).select_related(
        "entry__round", "entry__county", "entry__indicator", "entry__site"
    )
    for one in found:
        entry = one.entry
        for person in everybody:
            concerned = person.keeps(entry.county_id, entry.department_id) or person.heads(entry.county_id)
            if concerned and person.since <= one.at:
                yield Message(
                    user_id=person.user_id,
                    kind=Kind.REOPENED,
                    key=f"reopened:{one.pk}",
                    title=f"{entry.round.year} 年“{entry.name}”已重开，请于 {one.deadline:%Y-%m-%d} 前更正",
                    body=f"{one.reason}（{one.document_number}）",
                    link=_cell(entry) if person.role == Role.CLERK else reverse("entry", args=[entry.pk]),
                )


def _deadlines(everybody: Sequence[Person], today: date) -> Iterator[Message]:
    """临期 at 7, 3 and 1 days before, 逾期 once: to clerks and heads of counties that still owe something."""
    soon = today + timedelta(days=max(WARNED))
    for one in Round.objects.filter(closed_at__isnull=True, deadline__lte=soon):
        asked = one.entries.filter(is_asked=True, state__in=OWED)
        owed = list(asked.select_related("county", "round"))
        optional = optional_of(owed)
        owed = [entry for entry in owed if entry.stands is not State.BLANK or entry.pk not in optional]
        for person in everybody:
            own = [e for e in owed if person.keeps(e.county_id, e.department_id) or person.heads(e.county_id)]
            if own:
                yield _deadline(person, one, own, one.days_left(today))


def _deadline(person: Person, of: Round, own: Sequence[Entry], left: int) -> Message:
    mark = "overdue" if left < 0 else next(str(days) for days in WARNED if left <= days)
    when = f"已于 {of.deadline:%m-%d} 截止" if left < 0 else f"还有 {left} 天截止" if left else "今天截止"
    counts = [(state.label, sum(entry.stands is state for entry in own)) for state in OWED]
    return Message(
        user_id=person.user_id,
        kind=Kind.OVERDUE if left < 0 else Kind.DUE_SOON,
        key=f"due:{of.pk}:{own[0].county_id}:{of.deadline.isoformat()}:{mark}",
        title=f"{of.year} 年度填报{when}，还有 {len(own)} 项未提交",
        body="，".join(f"{label} {number} 项" for label, number in counts if number),
        link=_grid(own[0]) if person.role == Role.CLERK else reverse("signing-list"),
    )


def _targets(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
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


def _target(person: Person, key: str, word: str, versions: Sequence[Version]) -> Message:
    first = versions[0]
    rows = [version.plan_indicator for version in versions]  # type: ignore[attr-defined]
    said = [f"{row.name} {version.text}" for row, version in zip(rows, versions, strict=True)]  # type: ignore[attr-defined]
    county = reverse("county", args=[rows[0].plan.county.code])
    return Message(
        user_id=person.user_id,
        kind=Kind.TARGET_ASSIGNED,
        key=f"target:{key}",
        title=f"{word}已下达 {len(rows)} 项：{_listed([row.name for row in rows])}",
        body=f"{first.document_number}（{first.issued_on:%Y-%m-%d}）：{'；'.join(said)}",
        link=reverse("plan-indicator", args=[rows[0].pk]) if len(rows) == 1 else county,
    )


def _published(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    for one in Publication.objects.filter(published_at__gte=since):
        again = f"（第 {one.number} 版，代替前一版）" if one.number > 1 else ""
        for person in everybody:
            if person.since <= one.published_at:
                yield Message(
                    user_id=person.user_id,
                    kind=Kind.PUBLISHED,
                    key=f"published:{one.pk}",
                    title=f"{one.year} 年评价已定稿{again}",
                    body=f"{one.document_number}（{one.issued_on:%Y-%m-%d}）",
                    link=reverse("publication", args=[one.pk]),
                )


def _grid(entry: Entry) -> str:
    return reverse("entry-grid", args=[entry.round.year, entry.county.code])


def _cell(entry: Entry) -> str:
    """The clerk's grid, at this cell."""
    return f"{_grid(entry)}#e{entry.pk}"


def _listed(names: Iterable[str]) -> str:
    found = list(dict.fromkeys(names))
    return "、".join(found[:LISTED]) + (f"等 {len(found)} 项" if len(found) > LISTED else "")
