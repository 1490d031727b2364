"""Which tasks are listed: county, plan, chapter, department, time, target, assignment and words."""

from django.db.models import Q, QuerySet
from django.http import QueryDict

from counties.findings import Rule
from counties.models import County, Department, Plan
from lists.filters import Choices, Containing, OneOf
from lists.list_filter import ListFilter
from lists.sorting import Sort
from measures.models import Measure

TARGETS = [("some", "有目标"), ("none", "未印目标")]
STATES = [("assigned", "已交办"), ("open", "未交办")]
SEEN = [("twice", "疑似重复"), ("doubt", "有待处理的质疑"), ("text", "登记自正文")]
NO_DEADLINE = "none"


class MeasureFilter(ListFilter):
    """Narrows the standing tasks of the plans."""

    county = OneOf("县区", "plan__county__code")
    plan = OneOf("规划", "plan__key")
    chapter = OneOf("章", "chapter")
    department = OneOf("部门", method="of_department")
    deadline = OneOf("完成时限", method="due_in")
    target = OneOf("目标", choices=TARGETS, method="with_target")
    state = OneOf("交办", choices=STATES, method="in_state")
    look = OneOf("查看", choices=SEEN, method="looked_at")
    q = Containing("查找", "name", "text", "target_text", "section", "item")

    sorts = {
        "deadline": Sort("完成时限", "deadline", up="从早到晚", down="从晚到早"),
        "due": Sort("交办期限", "assignment__due", up="从早到晚", down="从晚到早"),
    }

    def __init__(self, counties: QuerySet[County], address: QueryDict) -> None:
        self.counties = counties
        self.scope = Measure.objects.standing().filter(plan__county__in=counties)
        super().__init__(address, self.scope.order_by("plan__county__code", "plan__key", "place", "pk"))

    def offered(self) -> dict[str, Choices]:
        scope = self.scope.order_by()
        plans = Plan.objects.filter(pk__in=scope.values("plan")).select_related("county")
        years = sorted({end[:4] for end in scope.values_list("deadline", flat=True).distinct() if end})
        return {
            "county": [(county.code, county.name) for county in self.counties.order_by("code")],
            "plan": [(plan.key, str(plan)) for plan in plans.order_by("county__code", "key")],
            "chapter": [(name, name[:24]) for name in self._chapters() if name],
            "department": [(one.code, one.name) for one in Department.objects.order_by("order", "code")],
            "deadline": [*((year, year) for year in years), (NO_DEADLINE, "没有期限")],
        }

    def _chapters(self) -> dict[str, None]:
        """Those of the plan or county that is chosen: of a whole province nobody looks through them."""
        plan, county = self.address.get("plan", ""), self.address.get("county", "")
        chosen = {
            **({"plan__key": plan} if plan else {}),
            **({"plan__county__code": county} if county else {}),
        }
        if not chosen and self.counties.count() > 1:
            return {}
        printed = self.scope.filter(**chosen).order_by("plan__key", "place")
        return dict.fromkeys(printed.values_list("chapter", flat=True))

    def of_department(self, rows: QuerySet[Measure], _: str, code: str) -> QuerySet[Measure]:
        """Printed as responsible, or handed to."""
        return rows.filter(Q(department_codes__contains=[code]) | Q(assignment__department__code=code))

    def due_in(self, rows: QuerySet[Measure], _: str, year: str) -> QuerySet[Measure]:
        return rows.filter(deadline="") if year == NO_DEADLINE else rows.filter(deadline__startswith=year)

    def with_target(self, rows: QuerySet[Measure], _: str, which: str) -> QuerySet[Measure]:
        return rows.filter(target_text="") if which == "none" else rows.exclude(target_text="")

    def in_state(self, rows: QuerySet[Measure], _: str, state: str) -> QuerySet[Measure]:
        return rows.filter(assignment__isnull=state == "open")

    def looked_at(self, rows: QuerySet[Measure], _: str, which: str) -> QuerySet[Measure]:
        if which == "text":
            return rows.filter(edition__isnull=True)
        standing = Q(findings__gone_at__isnull=True)
        which_findings = (
            Q(findings__rule=Rule.TASK_TWICE) if which == "twice" else Q(findings__decision="open")
        )
        found = Measure.objects.filter(standing & which_findings)
        return rows.filter(pk__in=found.values("pk"))
