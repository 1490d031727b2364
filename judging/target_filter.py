"""Which plan rows are listed to be given a target: how they stand, county, plan, and who is to give it."""

from collections import Counter
from collections.abc import Callable

from django.db.models import QuerySet
from django.http import QueryDict

from counties.models import County, Plan
from indicators.models import PlanIndicator
from judging.summaries.targets import TargetStanding, standings_of, target_rows
from lists.filters import Choices, OneOf
from lists.list_filter import ListFilter
from lists.sorting import Sort

ALL = "all"
STANDINGS = [*((standing.value, standing.label) for standing in TargetStanding), (ALL, "全部")]
AUTHORITIES = [(authority, authority) for authority in ("国家", "省", "市", "上级")]


class TargetFilter(ListFilter):
    """Narrows the judged rows of the counties; the list opens with those that wait.

    How a row stands is read from its printed text, which the database cannot: that is done once for the whole list.
    """

    standing = OneOf("情况", choices=STANDINGS, default=TargetStanding.WAITING.value, method="that_stand")
    county = OneOf("县区", "plan__county__code")
    plan = OneOf("规划", "plan__key")
    authority = OneOf("下达单位", choices=AUTHORITIES, method="given_by")

    sorts = {
        "indicator": Sort("指标", "indicator__order", "plan__county__code", up="目录顺序", down="目录倒序")
    }

    def __init__(self, counties: QuerySet[County], address: QueryDict) -> None:
        self.counties = counties
        rows = target_rows(counties)
        self.read = standings_of(rows)
        super().__init__(address, rows)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows stand how, whatever was asked for."""
        return Counter(standing.value for standing, _ in self.read.values())

    def offered(self) -> dict[str, Choices]:
        plans = Plan.objects.filter(county__in=self.counties).select_related("county")
        return {
            "county": [(county.code, county.name) for county in self.counties],
            "plan": [(plan.key, str(plan)) for plan in plans],
        }

    def that_stand(self, rows: QuerySet[PlanIndicator], _: str, asked: str) -> QuerySet[PlanIndicator]:
        return rows if asked == ALL else self._where(rows, lambda standing, _: standing.value == asked)

    def given_by(self, rows: QuerySet[PlanIndicator], _: str, asked: str) -> QuerySet[PlanIndicator]:
        return self._where(rows, lambda _, authorities: asked in authorities)

    def _where(
        self, rows: QuerySet[PlanIndicator], fits: Callable[[TargetStanding, tuple[str, ...]], bool]
    ) -> QuerySet[PlanIndicator]:
        return rows.filter(pk__in=[pk for pk, read in self.read.items() if fits(*read)])
