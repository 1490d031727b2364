"""What is in force of projects, added up over their periods: facts, money, and what a next report starts from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from counties.periods import Period
from projects.dates import FactDate, stored_date
from projects.lateness import Facts, Stage
from projects.models import Progress
from projects.money import PER_YI, exact_yi
from projects.report_fields import ALLOTTED, FLOWS, IN_PLACE, PAID, SOURCES
from projects.reports import Before
from workbooks.numbers import plain_number

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
    remarks: tuple[str, ...] = ()
    """What does not add up in what is in force."""

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


def when(row: Progress) -> str:
    """`2025 年全年`."""
    return f"{row.year} 年{Period(row.period).label}"


def _share_days(row: Progress, part: Period) -> bool:
    return part.overlaps(Period(row.period))


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
        remarks=(*_twice(found), *_differing(found)),
    )


def standings(project_ids: Collection[int]) -> dict[int, Standing]:
    """Project → what is in force of it; one query."""
    rows: dict[int, list[Progress]] = defaultdict(list)
    for row in Progress.objects.filter(project__in=project_ids):
        rows[row.project_id].append(row)
    return {pk: found for pk, own in rows.items() if (found := standing(own))}


def before(
    rows: Iterable[Progress],
    year: int,
    period: str,
    *,
    total: Decimal | None,
    continued: bool,
    due: FactDate | None,
) -> Before:
    """What a report of this period starts from: everything of earlier ones."""
    rows, part = list(rows), Period(period)
    at = (year, part.months[0])
    stands = standing(row for row in rows if place(row) < at)
    counted = [row for row in rows if row.year == year and row.period != period and _share_days(row, part)]
    fresh = Before(
        total=total,
        is_continued=continued,
        due=due,
        span=(part.first_day(year), part.last_day(year)),
        counted=tuple(map(when, counted)),
    )
    if stands is None:
        return fresh
    return replace(
        fresh,
        is_first=False,
        stage=stands.stage,
        done=stands.done,
        in_place=stands.in_place,
        paid=stands.paid,
        by_source=stands.by_source,
        opening_in_place=stands.opening_in_place,
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


def _twice(rows: Sequence[Progress]) -> Iterator[str]:
    """Of two periods in force that share days."""
    for number, row in enumerate(rows):
        for other in rows[number + 1 :]:
            if row.year == other.year and _share_days(row, Period(other.period)):
                yield f"{when(row)}与 {when(other)}重叠，金额重复累加"


def _differing(rows: Sequence[Progress]) -> Iterator[str]:
    """What was typed as the total and is another now: a period before it was corrected or came in later."""
    for number, row in enumerate(rows, start=1):
        typed = plain_number(row.said.get("typed_total", ""))
        unit = PER_YI.get(row.said.get("unit", ""))
        done = _sum(rows[:number], "opening_done") + _sum(rows[:number], "done")
        if typed is not None and unit is not None and typed / unit != done:
            yield (
                f"{when(row)}自报累计完成 {exact_yi(typed / unit)} 亿元，"
                f"系统累计 {exact_yi(done)} 亿元，两者不一致"
            )


def _sum(rows: Iterable[Progress], name: str) -> Decimal:
    return sum((Decimal(row.money[name]) for row in rows if name in row.money), ZERO)


def _flow(rows: Sequence[Progress], flow: str) -> Decimal:
    return sum((_sum(rows, f"{source}.{flow}") for source, _ in SOURCES), ZERO)


__all__ = ["ALLOTTED", "Standing", "before", "place", "standing", "standings"]
