"""Which entries of the catalogue are listed: any name, category, direction, and whether a plan has them."""

from collections.abc import Collection

from django.db.models import Prefetch, Q, QuerySet
from django.http import QueryDict

from indicators.models import Indicator, PlanIndicator
from indicators.models.catalogue import DIRECTIONS
from lists.filters import Choices, Containing, OneOf
from lists.list_filter import ListFilter

PLAN, OBSERVED = "plan", "observed"


class CatalogueFilter(ListFilter):
    """Narrows the whole catalogue, in the order of the matrix; names and uses are those of the visible counties."""

    text = Containing("名称、别名、规划原文", size=18, method="called")
    level1 = OneOf("类别", "level1")
    direction = OneOf("方向", "direction", choices=DIRECTIONS)
    used = OneOf("使用", choices=[(PLAN, "规划列有"), (OBSERVED, "规划未列，仅有监测")], method="used_in")

    def __init__(self, address: QueryDict | dict[str, str], county_ids: Collection[int]) -> None:
        self.printed = PlanIndicator.objects.judged().filter(plan__county__in=county_ids)
        related = Prefetch("related", Indicator.objects.order_by("order", "code"))
        super().__init__(
            address, Indicator.objects.select_related("default_department").prefetch_related(related)
        )

    def offered(self) -> dict[str, Choices]:
        levels = Indicator.objects.order_by("level1").values_list("level1", flat=True).distinct()
        return {"level1": [(level, level) for level in levels if level]}

    def called(self, rows: QuerySet[Indicator], _: str, text: str) -> QuerySet[Indicator]:
        words = Q(name__icontains=text) | Q(code__icontains=text) | Q(aliases__icontains=text)
        printed = self.printed.filter(printed_name__icontains=text)
        return rows.filter(words | Q(pk__in=printed.values("indicator")))

    def used_in(self, rows: QuerySet[Indicator], _: str, used: str) -> QuerySet[Indicator]:
        printed = self.printed.values("indicator")
        return rows.filter(pk__in=printed) if used == PLAN else rows.exclude(pk__in=printed)
