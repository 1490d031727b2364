"""What is still open before a year is published: told, not forbidden, but for what would publish a falsehood."""

from dataclasses import dataclass

from attainment import Status
from counties.models import Finding
from custody.slots import Slot
from judging.actions.publishing import Draft, Frozen, draft_of
from judging.models import Publication
from judging.summaries.contradictions import newest_of


@dataclass(frozen=True, slots=True)
class CountyEntries:
    """How far one county's entries of the year are; what may stay empty and does is left out."""

    name: str
    total: int
    approved: int
    waiting: int
    reopened: int
    differing: int

    @property
    def missing(self) -> int:
        """Blank, draft or returned: with the county."""
        return self.total - self.approved - self.waiting - self.reopened

    @property
    def is_done(self) -> bool:
        return self.approved == self.total and not self.differing


REPORTED: Slot[[int], tuple[CountyEntries, ...] | None] = Slot("what the counties have reported for a year")
"""None where nobody was asked for the year's figures."""


NAMED = 6
"""So many rows of a matter are named at once."""


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """One thing that is still open, with the rows that it is about."""

    label: str
    rows: tuple[Frozen, ...]
    note: str = ""

    @property
    def first(self) -> tuple[Frozen, ...]:
        return self.rows[:NAMED]

    @property
    def rest(self) -> tuple[Frozen, ...]:
        return self.rows[NAMED:]


@dataclass(frozen=True, slots=True)
class Preflight:
    """A year as it would be published, and what is open."""

    draft: Draft
    is_asked: bool
    """Whether there is a round for the year's figures."""
    counties: tuple[CountyEntries, ...]
    matters: tuple[OpenMatter, ...]
    findings: int
    newest: Publication | None

    @property
    def counted(self) -> int:
        """A catalogue indicator counts once per county, however many of its plans print it."""
        return sum(one.content["counted_as"] is not None for one in self.draft.rows)

    @property
    def due(self) -> int:
        """应评: those counted for which a target is set."""
        counted = (one for one in self.draft.rows if one.content["counted_as"] is not None)
        return sum(one.verdict.status != Status.EXCLUDED for one in counted)

    @property
    def invented(self) -> OpenMatter:
        return OpenMatter("含演示数据", tuple(self.draft.demo))

    @property
    def open_counties(self) -> list[CountyEntries]:
        return [county for county in self.counties if not county.is_done]


def preflight(year: int) -> Preflight:
    """A constant number of queries."""
    draft = draft_of(year)
    reported = REPORTED(year)
    return Preflight(
        draft=draft,
        is_asked=reported is not None,
        counties=reported or (),
        matters=_matters(draft, year),
        findings=Finding.objects.open().count(),
        newest=newest_of(year),
    )


def _matters(draft: Draft, year: int) -> tuple[OpenMatter, ...]:
    # What a reviewer has decided by hand is decided.
    unjudged = tuple(one for one in _with(draft, Status.UNJUDGED) if not one.content["reviewer"])
    carried = tuple(one for one in draft.rows if one.verdict.data_year not in (None, year))
    return (
        OpenMatter("目标待下达", _with(draft, Status.PENDING)),
        OpenMatter("没有数据", _with(draft, Status.NO_DATA)),
        OpenMatter("暂无法评价", unjudged),
        OpenMatter("沿用以前年份", carried, f"{year} 年没有全年数据，按上一年数值评价。"),
    )


def _with(draft: Draft, status: Status) -> tuple[Frozen, ...]:
    return tuple(one for one in draft.rows if one.verdict.status == status)
