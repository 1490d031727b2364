"""Which projects are listed: county, plan, category, department, builder, years, amounts and words."""

from django.db.models import Q, QuerySet
from django.http import QueryDict

from counties.models import County, Department, Plan
from lists.filters import Choices, Containing, OneOf
from lists.list_filter import ListFilter
from lists.sorting import Sort
from projects.lateness import LATE, STAGES
from projects.ledger import LedgerLine
from projects.models import ProjectListing

AMOUNTS = [
    ("certain", "有金额"),
    ("flagged", "金额存疑"),
    ("none", "未列金额"),
]
AMOUNT_QUERIES = {
    "certain": Q(investment_yi__isnull=False),
    "flagged": ~Q(investment_problem=""),
    "none": Q(investment_yi__isnull=True, investment_problem=""),
}


class ProjectFilter(ListFilter):
    """Narrows the standing rows of the plans' project tables; the list is of the projects that they stand for."""

    county = OneOf("县区", "plan__county__code")
    plan = OneOf("规划", "plan__key")
    category = OneOf("类别", "category")
    department = OneOf("牵头部门", method="led_by")
    finish = OneOf("完成年份", "finish", lookup_expr="startswith")
    # Of a project and a day, not of its rows: `projects.views` narrows by them.
    stage = OneOf("阶段", choices=[("none", "未报"), *STAGES], method="later")
    late = OneOf("状态", choices=LATE, method="later")
    amount = OneOf("金额", choices=AMOUNTS, method="with_amount")
    builder = Containing("建设主体", "builders", size=10)
    q = Containing("查找", "name", "content", "place")

    kept = ("view",)
    # Of a project, not of its rows: `projects.summaries.in_order`.
    sorts = {
        "amount": Sort("投资", first="-"),
        "finish": Sort("完成时间", up="从早到晚", down="从晚到早"),
    }

    def __init__(self, counties: QuerySet[County], address: QueryDict) -> None:
        self.counties = counties
        self.scope = ProjectListing.objects.standing().filter(plan__county__in=counties)
        super().__init__(address, self.scope)

    def offered(self) -> dict[str, Choices]:
        scope = self.scope
        plans = Plan.objects.filter(pk__in=scope.values("plan")).select_related("county")
        departments = Department.objects.filter(pk__in=scope.values("departments")).order_by("order", "code")
        as_printed = scope.order_by("plan__county__code", "plan_id", "sheet", "row_number")
        categories = dict.fromkeys(as_printed.values_list("category", flat=True))
        years = sorted({finish[:4] for finish in scope.order_by().values_list("finish", flat=True) if finish})
        return {
            "county": [(county.code, county.name) for county in self.counties.order_by("code")],
            "plan": [(plan.key, str(plan)) for plan in plans.order_by("county__code", "pk")],
            "category": [(name, name[:30]) for name in categories if name],
            "department": [(department.code, department.name) for department in departments],
            "finish": [(year, year) for year in years],
        }

    def led_by(self, rows: QuerySet[ProjectListing], _: str, code: str) -> QuerySet[ProjectListing]:
        # In a query of its own: a row with two departments is one row.
        return rows.filter(pk__in=ProjectListing.objects.filter(departments__code=code).values("pk"))

    def later(self, rows: QuerySet[ProjectListing], _: str, __: str) -> QuerySet[ProjectListing]:
        """What a project's facts say is known once they are read: `fits`."""
        return rows

    def fits(self, one: LedgerLine) -> bool:
        """Whether a line of the ledger is asked for."""
        stage, late = self.asked.get("stage"), self.asked.get("late")
        reported = one.stands.stage.value if one.stands else "none"
        return stage in ("", None, reported) and late in ("", None, one.late.value)

    def with_amount(self, rows: QuerySet[ProjectListing], _: str, amount: str) -> QuerySet[ProjectListing]:
        return rows.filter(AMOUNT_QUERIES[amount])
