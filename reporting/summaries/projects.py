"""Projects in the year: whose rounds are open, one county's projects of a round, and everything about one entry."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from counties.models import County
from projects.report_fields import BY_NAME
from projects.reports import facts_in_words, in_words
from reporting.actions.projects import marks_of
from reporting.models import Entry, Evidence, Reopening, Round, Step
from reporting.remarks import is_open
from reporting.states import State
from reporting.unanswered import unanswered

WITH_CLERK = (State.BLANK, State.DRAFT, State.RETURNED, State.REOPENED)


@dataclass(frozen=True, slots=True)
class ProjectShare:
    """One county's projects in one round, as far as the person sees them."""

    round: Round
    county: County
    states: Counter[State]
    time_left: str

    @property
    def total(self) -> int:
        return self.states.total()

    @property
    def with_clerk(self) -> int:
        return sum(self.states[state] for state in WITH_CLERK)

    @property
    def to_sign(self) -> int:
        return self.states[State.SUBMITTED]

    @property
    def to_review(self) -> int:
        return self.states[State.SIGNED] + self.states[State.UNDER_REVIEW]

    @property
    def approved(self) -> int:
        return self.states[State.APPROVED]


def shares(user: User, today: date, *, closed: bool = True) -> list[ProjectShare]:
    """Every round and county in which the person has projects, what is due first at the top; three queries."""
    asked = Entry.objects.for_user(user).of_projects().filter(is_asked=True)
    if not closed:
        asked = asked.filter(round__closed_at__isnull=True)
    counted = asked.order_by().values_list("round", "county", "state").annotate(number=Count("pk"))
    states: dict[tuple[int, int], Counter[State]] = {}
    for of, county, state, number in counted:
        states.setdefault((of, county), Counter())[State(state)] += number
    rounds = Round.objects.in_bulk({of for of, _ in states})
    counties = County.objects.in_bulk({county for _, county in states})
    found = [
        ProjectShare(rounds[of], counties[county], states[of, county], rounds[of].time_left(today))
        for of, county in states
    ]
    return sorted(found, key=lambda one: (not one.round.is_open, one.round.deadline, one.county.code))


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project on the page of its county and round."""

    entry: Entry
    evidence: int
    words: str
    """Why it was given back, and by whom."""
    mark: str

    @property
    def name(self) -> str:
        """How a form names it: entry, version, what stood in force."""
        return f"{self.entry.pk}:{self.entry.version}:{self.mark}"

    @property
    def is_open(self) -> bool:
        return is_open(self.entry)

    @property
    def facts(self) -> str:
        return facts_in_words(self.entry.said)

    @property
    def said(self) -> list[tuple[str, str]]:
        return in_words(self.entry.said)


def rows_of(of: Round, county: County, user: User) -> list[ProjectRow]:
    """The county's projects in the round; a constant number of queries."""
    entries = list(
        visible_projects(user)
        .filter(round=of, county=county, is_asked=True)
        .annotate(cited=Count("evidence", filter=Q(evidence__withdrawn_at__isnull=True)))
        .order_by("pk")
    )
    words, marks = unanswered(entries), marks_of(entries)
    return [
        ProjectRow(one, getattr(one, "cited", 0), _words(words.get(one.pk)), marks[one.pk]) for one in entries
    ]


def visible_projects(user: User) -> QuerySet[Entry]:
    """The person's entries of projects with what their pages print."""
    return (
        Entry.objects.for_user(user)
        .of_projects()
        .select_related("round", "county", "project", "department", "progress")
        .select_related("entered_by", "signed_by", "approved_by")
    )


def _words(step: Step | None) -> str:
    return f"{step.words}（{step.by or '系统'}）" if step else ""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was done to an entry, and what the entry said then."""

    step: Step
    changed: str
    """The fields that it changed."""
    facts: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProjectEntry:
    """One entry of a project and everything that was done to it."""

    entry: Entry
    said: tuple[tuple[str, str], ...]
    in_force: tuple[tuple[str, str], ...]
    facts: str
    steps: tuple[Told, ...]
    """Newest first."""
    evidence: tuple[Evidence, ...]
    reopening: Reopening | None
    words: str
    mark: str


def project_entry(entry: Entry) -> ProjectEntry:
    """A constant number of queries."""
    cited = entry.evidence.filter(withdrawn_at__isnull=True).select_related("file", "added_by")
    return ProjectEntry(
        entry=entry,
        said=tuple(in_words(entry.said)),
        in_force=tuple(in_words(entry.progress.said)) if entry.progress else (),
        facts=facts_in_words(entry.said),
        steps=tuple(_steps(entry)),
        evidence=tuple(cited),
        reopening=entry.reopenings.filter(ended_at__isnull=True).select_related("by").first(),
        words=_words(unanswered([entry]).get(entry.pk)),
        mark=marks_of([entry])[entry.pk],
    )


def said_at(entry: Entry, version: int) -> dict[str, str]:
    """What the entry said when it had that version; empty where it never had."""
    model: Any = Entry
    found = (
        model.pgh_event_model.objects.filter(pgh_obj=entry.pk, version=version).order_by("-pgh_id").first()
    )
    return dict(found.said) if found else {}


def said_by_version(entries: Collection[int]) -> dict[tuple[int, int], dict[str, str]]:
    """(Entry, version) → what it said; one query."""
    model: Any = Entry
    versions = model.pgh_event_model.objects.filter(pgh_obj__in=entries).order_by("pgh_id")
    return {(pk, version): said for pk, version, said in versions.values_list("pgh_obj", "version", "said")}


def _steps(entry: Entry) -> Iterator[Told]:
    versions = said_by_version([entry.pk])
    for step in entry.steps.select_related("by", "acting_for"):
        said = versions.get((entry.pk, step.version))
        changed = _changed(versions.get((entry.pk, step.version - 1)), said)
        yield Told(step, changed, facts_in_words(said or {}), tuple(in_words(said or {})))


def _changed(before: dict[str, str] | None, now: dict[str, str] | None) -> str:
    if before is None or now is None:
        return ""
    moved = [one.label for name, one in BY_NAME.items() if before.get(name, "") != now.get(name, "")]
    return f"改{'、'.join(moved)}" if moved else ""
