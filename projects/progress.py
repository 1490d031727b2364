"""What is in force of projects, added up over their periods: facts, money, and what a next report starts from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from counties.periods import Period
from projects.dates import stored_date
from projects.lateness import Facts, Stage
from projects.models import Progress
from projects.report_fields import ALLOTTED, FLOWS, IN_PLACE, PAID, SOURCES
from projects.reports import Before

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """A project's approved periods, the newest last; amounts are 亿元 since the beginning."""

    rows: tuple[Progress, ...]
    facts: Facts
    done: Decimal
    in_place: Decimal
    paid: Decimal
    adjusted: Decimal | None
    by_source: Mapping[str, Mapping[str, Decimal]]
    """Flow → source → what was reported since the first report; what was there before has no source."""
    opening_in_place: Decimal

    @property
    def newest(self) -> Progress:
        return self.rows[-1]

    @property
    def stage(self) -> Stage:
        return self.facts.stage

    @property
    def is_demo(self) -> bool:
        return any(row.is_demo for row in self.rows)


def place(row: Progress) -> tuple[int, int]:
    """Where a period stands among the others."""
    return row.year, Period(row.period).months[1]


def standing(rows: Iterable[Progress]) -> Standing | None:
    """All approved periods of one project; None without any."""
    found = sorted(rows, key=place)
    if not found:
        return None
    return Standing(
        rows=tuple(found),
        facts=_facts(found),
        done=_sum(found, "opening_done") + _sum(found, "done"),
        in_place=_sum(found, "opening_in_place") + _flow(found, IN_PLACE),
        paid=_sum(found, "opening_paid") + _flow(found, PAID),
        adjusted=next((row.adjusted_yi for row in reversed(found) if row.adjusted_yi is not None), None),
        by_source={
            flow: {source: _sum(found, f"{source}.{flow}") for source, _ in SOURCES} for flow, _ in FLOWS
        },
        opening_in_place=_sum(found, "opening_in_place"),
    )


def standings(project_ids: Collection[int]) -> dict[int, Standing]:
    """Project → what is in force of it; one query."""
    rows: dict[int, list[Progress]] = defaultdict(list)
    for row in Progress.objects.filter(project__in=project_ids):
        rows[row.project_id].append(row)
    return {pk: found for pk, own in rows.items() if (found := standing(own))}


def before(
    rows: Iterable[Progress], year: int, period: str, *, total: Decimal | None, continued: bool
) -> Before:
    """What a report of this period starts from: everything of earlier ones."""
    at = (year, Period(period).months[0])
    stands = standing(row for row in rows if place(row) < at)
    if stands is None:
        return Before(total=total, is_continued=continued)
    return Before(
        is_first=False,
        stage=stands.stage,
        done=stands.done,
        in_place=stands.in_place,
        paid=stands.paid,
        said=stands.newest.said,
        uses_demo=stands.is_demo,
        total=stands.adjusted if stands.adjusted is not None else total,
        is_continued=continued or bool(stands.facts.started),
    )


def _facts(rows: Sequence[Progress]) -> Facts:
    """The newest stage; a date stays until a later period says another."""
    newest = rows[-1]

    def last(name: str) -> str:
        return next((said for row in reversed(rows) if (said := getattr(row, name))), "")

    return Facts(
        stage=Stage(newest.stage),
        started=stored_date(last("started")),
        finished=stored_date(last("finished")),
        produced=stored_date(last("produced")),
        ended=stored_date(newest.ended),
        document=newest.ended_document,
        evidence=newest.evidence,
        extended_to=stored_date(last("extended_to")),
        extension_document=last("extension_document"),
    )


def _sum(rows: Iterable[Progress], name: str) -> Decimal:
    return sum((Decimal(row.money[name]) for row in rows if name in row.money), ZERO)


def _flow(rows: Sequence[Progress], flow: str) -> Decimal:
    return sum((_sum(rows, f"{source}.{flow}") for source, _ in SOURCES), ZERO)


__all__ = ["ALLOTTED", "Standing", "before", "place", "standing", "standings"]
