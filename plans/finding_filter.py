"""Which findings are listed: county, plan, severity, rule, state and words, all from the address."""

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.http import QueryDict

from counties.findings import Rule
from counties.models import County, Finding, Plan
from lists.filters import Choices, Containing, OneOf
from lists.list_filter import ListFilter
from lists.sorting import Sort

OPEN, DECIDED, DOUBTING, ALL = "open", "decided", "doubting", "all"
STATES = [(OPEN, "待处理"), (DECIDED, "已处理"), (DOUBTING, "使指标暂不评价"), (ALL, "全部")]
# The gravest first; the codes do not sort that way.
GRAVITY = Case(
    *(When(severity=value, then=Value(place)) for place, value in enumerate(Finding.Severity.values)),
    output_field=IntegerField(),
)


class FindingFilter(ListFilter):
    """Narrows the standing findings of the counties that the reader may see: `scope` is all of them."""

    county = OneOf("县区", "county__code")
    plan = OneOf("规划", "plan__key")
    severity = OneOf("程度", "severity", choices=Finding.Severity.choices)
    rule = OneOf("种类", "rule")
    state = OneOf("处理", choices=STATES, default=OPEN, method="in_state")
    q = Containing("查找", "message")

    sorts = {
        "gravity": Sort("程度", "gravity", up="从重到轻", down="从轻到重"),
        "decided": Sort("处理时间", "decided_at", up="从早到晚", down="从晚到早", first="-"),
    }

    def __init__(self, counties: QuerySet[County], address: QueryDict) -> None:
        self.counties = counties
        self.scope = Finding.objects.standing().filter(county__in=counties)
        printed = self.scope.annotate(gravity=GRAVITY)
        super().__init__(address, printed.order_by("county__code", "plan__key", "gravity", "rule", "pk"))

    def offered(self) -> dict[str, Choices]:
        plans = Plan.objects.filter(county__in=self.counties).select_related("county")
        rules = set(self.scope.order_by().values_list("rule", flat=True).distinct())
        return {
            "county": [(county.code, county.name) for county in self.counties.order_by("code")],
            "plan": [(plan.key, str(plan)) for plan in plans.order_by("county__code", "pk")],
            "rule": [(value, label) for value, label in Rule.choices if value in rules],
        }

    def in_state(self, rows: QuerySet[Finding], _: str, state: str) -> QuerySet[Finding]:
        if state == DECIDED:
            return rows.exclude(decision=Finding.Decision.OPEN)
        if state == DOUBTING:
            return rows.filter(pk__in=Finding.objects.doubting().values("pk"))
        return rows if state == ALL else rows.filter(decision=Finding.Decision.OPEN)


def by_group(found: QuerySet[Finding]) -> dict[tuple[str, ...], int]:
    """How many of the findings each county and plan has, whatever the page; one query."""
    keys = ("county__code", "plan__key")
    counted = found.order_by().values(*keys).annotate(number=Count("pk"))
    return {tuple(one[key] or "" for key in keys): one["number"] for one in counted}
