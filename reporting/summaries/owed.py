"""What a clerk still owes: per open round and county, by department, with the words of every return."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from accounts.models import User
from counties.models import County
from reporting.models import Entry, Round, Step
from reporting.optional import asked_in_words, optional_cells
from reporting.remarks import is_open
from reporting.states import EDITABLE, GIVEN_BACK, WAITING, Move, State
from reporting.unanswered import newest_words, unanswered

NO_DEPARTMENT = "未指定部门"


@dataclass(frozen=True, slots=True)
class CellCount:
    """How many cells stand where; `optional` of them may stay empty, and `spare` of those are."""

    missing: int = 0
    returned: int = 0
    reopened: int = 0
    drafts: int = 0
    warned: int = 0
    waiting: int = 0
    approved: int = 0
    spare: int = 0
    optional: int = 0
    by_state: dict[State, int] = field(default_factory=dict, compare=False)

    @property
    def owed(self) -> int:
        """What waits for the clerk's typing: missing, returned, re-opened."""
        return self.missing + self.returned + self.reopened

    @property
    def given_back(self) -> int:
        return self.returned + self.reopened

    @property
    def first_to_do(self) -> str:
        """The query of the grid that shows what is to be typed first."""
        return "?show=todo" if self.missing else "?show=returned" if self.owed else ""

    @property
    def total(self) -> int:
        """All that are asked: what is filled meanwhile does not change it."""
        return self.owed + self.drafts + self.waiting + self.approved + self.spare

    @property
    def asked(self) -> str:
        return asked_in_words(self.total - self.optional, self.optional)


@dataclass(frozen=True, slots=True)
class Returned:
    """One cell given back, with what was said of it."""

    entry: Entry
    words: str
    by: str
    step: Step | None


@dataclass(frozen=True, slots=True)
class Owed:
    """One county's share in one round, as far as the person sees it."""

    round: Round
    county: County
    tally: CellCount
    by_department: tuple[tuple[str, CellCount], ...]
    returned: tuple[Returned, ...]
    days_left: int
    time_left: str

    @property
    def is_overdue(self) -> bool:
        return self.round.is_open and self.days_left < 0 and self.is_pending

    @property
    def is_pending(self) -> bool:
        """Whether anything waits for the clerk's hands."""
        return self.tally.owed + self.tally.drafts > 0


@dataclass(frozen=True, slots=True)
class Past:
    """One county's share in a round that has ended."""

    round: Round
    county: County
    approved: int
    total: int


def owed(user: User, today: date) -> list[Owed]:
    """Every open round in which the person has cells; a constant number of queries.

    What is due first stands first; where nothing waits for the person, last. A closed round stands here only while
    one of its cells is given back.
    """
    entries = list(
        Entry.objects.for_user(user)
        .of_figures()
        .filter(is_asked=True)
        .filter(Q(round__closed_at__isnull=True) | Q(given_back=True, state__in=EDITABLE))
        .select_related("round", "county", "indicator", "site", "department")
        .order_by("round__deadline", "-round__year", "county__code", "department__order", "pk")
    )
    optional = optional_of(entries)
    words = unanswered(entries)
    groups: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.round_id, entry.county_id].append(entry)
    found = [_owed(group, optional, words, today) for group in groups.values()]
    return sorted(found, key=lambda one: not one.is_pending)


def past(user: User) -> list[Past]:
    """The ended rounds in which the person has cells, newest year first; three queries."""
    asked = Entry.objects.for_user(user).of_figures().filter(is_asked=True, round__closed_at__isnull=False)
    counted = (
        asked.order_by("-round__year", "county__code")
        .values_list("round", "county")
        .annotate(approved=Count("pk", filter=Q(state=State.APPROVED)), total=Count("pk"))
    )
    rounds, counties = Round.objects.in_bulk(), County.objects.in_bulk()
    return [Past(rounds[of], counties[county], approved, total) for of, county, approved, total in counted]


def optional_of(entries: Iterable[Entry]) -> set[int]:
    """The entries that may stay empty."""
    found = list(entries)
    keys = optional_cells({one.round_id for one in found}, {one.county_id for one in found})
    return {one.pk for one in found if one.key_with_round in keys}


def replies(entries: Iterable[Entry]) -> dict[int, Step]:
    """Given-back entry → the step in which its clerk said why the value stays, where that is the newest word; one query."""
    newest = newest_words(entries)
    return {pk: step for pk, step in newest.items() if step.move == Move.KEEP.value}


def tally(entries: Iterable[Entry], optional: set[int]) -> CellCount:
    """Count the cells; `optional` are the ids of those that may stay empty."""
    counts: Counter[State] = Counter()
    missing = spare = warned = free = 0
    for entry in entries:
        counts[entry.stands] += 1
        free += entry.pk in optional
        if entry.stands is State.BLANK:
            missing, spare = (missing, spare + 1) if entry.pk in optional else (missing + 1, spare)
        if entry.stands is State.DRAFT and is_open(entry):
            warned += 1
    return CellCount(
        missing=missing,
        returned=counts[State.RETURNED],
        reopened=counts[State.REOPENED],
        drafts=counts[State.DRAFT],
        warned=warned,
        waiting=sum(counts[state] for state in WAITING),
        approved=counts[State.APPROVED],
        spare=spare,
        optional=free,
        by_state=dict(counts),
    )


def tally_by_department(entries: Iterable[Entry], optional: set[int]) -> tuple[tuple[str, CellCount], ...]:
    """The same by department, in the order of the entries; departments that owe and hold nothing are left out."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.department.name if entry.department else NO_DEPARTMENT].append(entry)
    return tuple((name, tally(group, optional)) for name, group in groups.items())


def owed_count(user: User) -> int:
    """The number in the navigation: cells that wait for the person's typing. Two queries."""
    entries = Entry.objects.for_user(user).filter(is_asked=True)
    waiting = entries.filter(Q(round__closed_at__isnull=True, state=State.BLANK) | Q(state__in=GIVEN_BACK))
    found = list(waiting.only("round_id", "county_id", "indicator_id", "site_id", "state"))
    return tally(found, optional_of(found)).owed if found else 0


def _owed(entries: Sequence[Entry], optional: set[int], words: dict[int, Step], today: date) -> Owed:
    first = entries[0]
    return Owed(
        round=first.round,
        county=first.county,
        tally=tally(entries, optional),
        by_department=tally_by_department(entries, optional),
        returned=tuple(
            Returned(entry, step.words, str(step.by or ""), step)
            for entry in entries
            if (step := words.get(entry.pk))
        ),
        days_left=first.round.days_left(today),
        time_left=first.round.time_left(today),
    )
