"""What a round asks: that it has begun, and how near its end is."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Role
from reporting.models import Entry, Message, Round
from reporting.notices.people import Person
from reporting.notices.places import grid, signing
from reporting.optional import asked_in_words
from reporting.states import State
from reporting.summaries.owed import optional_of

Kind = Message.Kind
WARNED = (1, 3, 7)
"""Days before a deadline."""
OWED = (State.BLANK, State.DRAFT, State.RETURNED)


def begun(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    """新任务: once per person, round and county; handled when nothing of it waits for the person."""
    for one in Round.objects.filter(opened_at__gte=since):
        asked = list(one.entries.filter(is_asked=True).select_related("county", "round"))
        optional = optional_of(asked)
        for person in everybody:
            own = _own(person, asked)
            if own and person.since <= one.opened_at:
                yield _begun(person, one, own, optional)


def _begun(person: Person, of: Round, own: Sequence[Entry], optional: set[int]) -> Message:
    required = [entry for entry in own if entry.pk not in optional]
    waiting = [entry for entry in required if entry.stands in OWED]
    first = own[0]
    asked = asked_in_words(len(required), len(own) - len(required))
    return Message(
        user_id=person.user_id,
        kind=Kind.NEW_ROUND,
        at=of.opened_at,
        key=f"round:{of.pk}:{first.county_id}",
        title=f"新任务：{of}，{first.county.name}{asked}，{of.deadline:%Y-%m-%d} 截止",
        body=of.note,
        link=grid(first) if person.role == Role.CLERK else signing(first),
        read_at=None if of.is_open and waiting else timezone.now(),
    )


def _own(person: Person, entries: Sequence[Entry]) -> list[Entry]:
    return [e for e in entries if person.keeps(e.county_id, e.department_id) or person.heads(e.county_id)]


def deadlines(everybody: Sequence[Person], today: date) -> Iterator[Message]:
    """临期 at 7, 3 and 1 days before, 逾期 once: to clerks and heads of counties that still owe something."""
    soon = today + timedelta(days=max(WARNED))
    for one in Round.objects.filter(closed_at__isnull=True, deadline__lte=soon):
        asked = one.entries.filter(is_asked=True, state__in=OWED)
        owed = list(asked.select_related("county", "round"))
        optional = optional_of(owed)
        owed = [entry for entry in owed if entry.stands is not State.BLANK or entry.pk not in optional]
        for person in everybody:
            own = _own(person, owed)
            if own:
                free = sum(entry.pk in optional for entry in own)
                counted = asked_in_words(len(own) - free, free)
                yield _deadline(person, one, own, one.days_left(today), counted)


def _deadline(person: Person, of: Round, own: Sequence[Entry], left: int, counted: str) -> Message:
    mark = "overdue" if left < 0 else next(str(days) for days in WARNED if left <= days)
    when = f"已于 {of.deadline:%m-%d} 截止" if left < 0 else f"还有 {left} 天截止" if left else "今天截止"
    counts = [(state.label, sum(entry.stands is state for entry in own)) for state in OWED]
    return Message(
        user_id=person.user_id,
        kind=Kind.OVERDUE if left < 0 else Kind.DUE_SOON,
        key=f"due:{of.pk}:{own[0].county_id}:{of.deadline.isoformat()}:{mark}",
        title=f"{of}{when}，还有{counted}未提交",
        body="，".join(f"{label} {number} 项" for label, number in counts if number),
        link=grid(own[0]) if person.role == Role.CLERK else reverse("signing-list"),
    )
