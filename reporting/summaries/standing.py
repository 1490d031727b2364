"""Who has not reported yet: for everybody who may read the figures, whoever may work on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counties.models import County
from indicators.models import PlanIndicator
from reporting.actions.rounds import cells_of
from reporting.models import Entry, Round
from reporting.optional import because_of
from reporting.states import State
from reporting.summaries.queue import CountyProgress, standings


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """One open round: its counties by what is still to be done, each in exactly one of the four."""

    round: Round
    days_left: int
    late: tuple[CountyProgress, ...]
    """未报齐: something waits for typing."""
    to_sign: tuple[CountyProgress, ...]
    to_review: tuple[CountyProgress, ...]
    done: tuple[CountyProgress, ...]

    @property
    def lines(self) -> tuple[CountyProgress, ...]:
        """In the order of the counties' codes."""
        return tuple(
            sorted((*self.late, *self.to_sign, *self.to_review, *self.done), key=lambda one: one.county.code)
        )

    @property
    def days_over(self) -> int:
        """Days past the deadline; 0 before it."""
        return max(0, -self.days_left)

    @property
    def groups(self) -> list["CountyGroup"]:
        """The four in words, without those that are empty."""
        found = [
            CountyGroup("未报齐", "", [(one, one.unreported_in_words) for one in self.late]),
            CountyGroup("待县级签发", "?show=to_sign", [(one, f"{one.to_sign} 项") for one in self.to_sign]),
            CountyGroup(
                "待市级审核", "?show=to_review", [(one, f"{one.to_review} 项") for one in self.to_review]
            ),
            CountyGroup("已办结", "?show=all", [(one, "") for one in self.done]),
        ]
        return [group for group in found if group.lines]


@dataclass(frozen=True, slots=True)
class CountyGroup:
    """Counties of a round with the same thing to be done, and how many cells of each it is about."""

    heading: str
    query: str
    """Leads to those cells on the county's page."""
    lines: list[tuple[CountyProgress, str]]


def open_rounds(counties: Sequence[County], today: date) -> list[RoundStanding]:
    """The open rounds that ask any of these counties, newest year first; three queries."""
    rounds = list(Round.objects.of_figures().filter(closed_at__isnull=True))
    lines = standings(rounds, counties, today) if rounds else []
    found = [(one, [line for line in lines if line.round.pk == one.pk]) for one in rounds]
    return [_round(one, own, today) for one, own in found if own]


def _round(of: Round, lines: Sequence[CountyProgress], today: date) -> RoundStanding:
    late = tuple(line for line in lines if line.unreported)
    to_sign = tuple(line for line in lines if line.to_sign and not line.unreported)
    to_review = tuple(line for line in lines if line.to_review and not line.to_sign and not line.unreported)
    done = tuple(line for line in lines if not (line.unreported or line.to_sign or line.to_review))
    return RoundStanding(of, of.days_left(today), late, to_sign, to_review, done)


class Show(StrEnum):
    """Which cells of a county are listed; the value stands in the address."""

    MISSING = "missing"
    RETURNED = "returned"
    TO_SIGN = "to_sign"
    TO_REVIEW = "to_review"
    APPROVED = "approved"
    SPARE = "spare"
    ALL = "all"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Show.MISSING: "未报",
    Show.RETURNED: "已退回、重开",
    Show.TO_SIGN: "待签发",
    Show.TO_REVIEW: "待审核",
    Show.APPROVED: "已审核",
    Show.SPARE: "选填未填",
    Show.ALL: "全部",
}
_OF_STATE = {
    State.BLANK: Show.MISSING,
    State.DRAFT: Show.MISSING,
    State.RETURNED: Show.RETURNED,
    State.REOPENED: Show.RETURNED,
    State.SUBMITTED: Show.TO_SIGN,
    State.SIGNED: Show.TO_REVIEW,
    State.UNDER_REVIEW: Show.TO_REVIEW,
    State.APPROVED: Show.APPROVED,
}


@dataclass(frozen=True, slots=True)
class CellProgress:
    """One cell and how far it is. No value: what is not in force is told to those who work on it."""

    entry: Entry
    row: PlanIndicator
    show: Show

    @property
    def department(self) -> str:
        return self.entry.department.name if self.entry.department else ""


def county_cells(of: Round, county: County) -> list[CellProgress]:
    """What the round asks the county for, in the order in which its plans print it; a constant number of queries."""
    rows = PlanIndicator.objects.judged().filter(plan__rounds=of, plan__county=county)
    asked = Entry.objects.filter(round=of, county=county, is_asked=True)
    entries = {
        one.key: one for one in asked.select_related("department", "indicator", "site", "round", "county")
    }
    return [
        CellProgress(
            entries[key], cell.rows[0], _show(entries[key], optional=because_of(cell.rows) is not None)
        )
        for key, cell in cells_of(rows).items()
        if key in entries
    ]


def _show(entry: Entry, *, optional: bool) -> Show:
    found = _OF_STATE[entry.stands]
    return Show.SPARE if optional and found is Show.MISSING else found
