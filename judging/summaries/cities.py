"""The city's counties side by side, in the order of their codes: no ranks (specification §6)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from attainment.rollup import Attribute, Counts, Rollup
from counties.models import County, Finding, Plan
from judging.summaries.rollup import Counted, by_hand_of, counts_of, roll_up
from judging.summaries.rows import RowVerdict, row_verdicts


@dataclass(frozen=True, slots=True)
class Met:
    """n of N of one attribute: `met` is achieved in a final year, green before it."""

    attribute: str
    met: int
    judged: int
    unjudged: int
    assessable: int


@dataclass(frozen=True, slots=True)
class CountyLine:
    """One county: all its plans, the counts of the asked period and year, findings still open."""

    county: County
    plans: tuple[Plan, ...]
    counts: Rollup
    open_findings: int
    uses_demo: bool
    is_final: bool
    by_hand: int = 0
    counted: tuple[Counted, ...] = field(default=(), repr=False)

    @property
    def shares(self) -> list[Met]:
        """约束性, 预期性, 未标注, in this order."""
        return [_met(one, counts, self.is_final) for one, counts in self.counts.by_attribute.items()]


def _met(attribute: Attribute, counts: Counts, is_final: bool) -> Met:
    share = counts.completion if is_final else counts.on_schedule
    return Met(attribute.label, share.n, share.total, counts.assessable - share.total, counts.assessable)


def county_lines(
    counties: Sequence[County], plans: Sequence[Plan], of_period: Sequence[Plan], year: int
) -> list[CountyLine]:
    """Two queries whatever the number of counties."""
    is_final = year == max((plan.period_end for plan in of_period), default=year)
    rows: dict[int, list[RowVerdict]] = defaultdict(list)
    for row in row_verdicts([plan.pk for plan in of_period], year):
        rows[row.county_id].append(row)
    findings: dict[int, int] = defaultdict(int)
    for county_id in Finding.objects.open().order_by().values_list("county_id", flat=True):
        findings[county_id] += 1
    return [_line(county, plans, rows[county.pk], findings[county.pk], is_final) for county in counties]


def _line(
    county: County, plans: Sequence[Plan], rows: Sequence[RowVerdict], open_findings: int, is_final: bool
) -> CountyLine:
    counted = roll_up(rows)
    return CountyLine(
        county=county,
        plans=tuple(plan for plan in plans if plan.county_id == county.pk),
        counts=counts_of(counted),
        open_findings=open_findings,
        uses_demo=any(row.uses_demo for row in rows),
        is_final=is_final,
        by_hand=sum(one.total for one in by_hand_of(counted).values()),
        counted=tuple(counted),
    )
