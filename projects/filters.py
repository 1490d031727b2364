"""Which projects are listed: county, plan, category, department, builder, years, amounts and words."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from counties.models import County, Department, Plan
from projects.models import ProjectListing
from projects.summaries import SORTS

AMOUNTS = [
    ("", "全部"),
    ("certain", "有金额"),
    ("flagged", "金额存疑"),
    ("none", "未列金额"),
]
AMOUNT_QUERIES = {
    "certain": Q(investment_yi__isnull=False),
    "flagged": ~Q(investment_problem=""),
    "none": Q(investment_yi__isnull=True, investment_problem=""),
}


class FilterForm(forms.Form):
    """Closed lists, but for the words and the builder; an empty choice means all."""

    county = forms.ChoiceField(label="县区", required=False)
    plan = forms.ChoiceField(label="规划", required=False)
    category = forms.ChoiceField(label="类别", required=False)
    department = forms.ChoiceField(label="牵头部门", required=False)
    finish = forms.ChoiceField(label="完成年份", required=False)
    amount = forms.ChoiceField(label="金额", required=False, choices=AMOUNTS)
    builder = forms.CharField(
        label="建设主体", required=False, max_length=60, widget=forms.TextInput(attrs={"size": 10})
    )
    q = forms.CharField(
        label="查找",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "size": 12}),
    )

    sort = forms.ChoiceField(
        label="", required=False, choices=[("", ""), *SORTS.items()], widget=forms.HiddenInput
    )

    def said(self) -> str:
        """The filters in words, for print and export; empty where there is none."""
        return "；".join(
            f"{self.fields[name].label}：{_shown(self.fields[name], value)}"
            for name, value in self.cleaned_data.items()
            if value and not self[name].is_hidden
        )


def _shown(field: forms.Field, value: str) -> str:
    if not isinstance(field, forms.ChoiceField):
        return value
    choices: list[tuple[str, str]] = list(field.choices)  # type: ignore[arg-type]
    return dict(choices).get(value, value)


@dataclass(frozen=True)
class Selection:
    """The listings asked for, and the form that asked."""

    listings: QuerySet[ProjectListing]
    form: FilterForm
    problems: tuple[str, ...]


def select(counties: QuerySet[County], address: QueryDict) -> Selection:
    """Read the address against the counties that the reader may see; unknown values are told, not used."""
    scope = ProjectListing.objects.standing().filter(plan__county__in=counties)
    form = FilterForm(address.dict())
    _offer(form, counties, scope)
    form.is_valid()
    problems = tuple(
        f"{form.fields[name].label}“{address.get(name, '')}”不在可选范围内，未按它筛选。"
        for name in form.errors
    )
    return Selection(scope.filter(_wanted(form.cleaned_data)), form, problems)


def _offer(form: FilterForm, counties: QuerySet[County], scope: QuerySet[ProjectListing]) -> None:
    plans = Plan.objects.filter(pk__in=scope.values("plan")).select_related("county")
    departments = Department.objects.filter(pk__in=scope.values("departments")).order_by("order", "code")
    categories = scope.order_by("plan__county__code", "plan_id", "sheet", "row_number").values_list(
        "category", flat=True
    )
    years = sorted({finish[:4] for finish in scope.order_by().values_list("finish", flat=True) if finish})
    offered = {
        "county": [(county.code, county.name) for county in counties.order_by("code")],
        "plan": [(plan.key, str(plan)) for plan in plans.order_by("county__code", "pk")],
        "category": [(name, name[:30]) for name in dict.fromkeys(categories) if name],
        "department": [(department.code, department.name) for department in departments],
        "finish": [(year, year) for year in years],
    }
    for name, choices in offered.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "全部"), *choices]


def _wanted(asked: dict[str, str]) -> Q:
    wanted = Q()
    for name, column in (
        ("county", "plan__county__code"),
        ("plan", "plan__key"),
        ("category", "category"),
        ("finish", "finish__startswith"),
        ("builder", "builders__icontains"),
    ):
        if asked.get(name):
            wanted &= Q(**{column: asked[name].strip()})
    if asked.get("department"):
        wanted &= Q(pk__in=ProjectListing.objects.filter(departments__code=asked["department"]).values("pk"))
    if asked.get("amount"):
        wanted &= AMOUNT_QUERIES[asked["amount"]]
    if text := asked.get("q", "").strip():
        wanted &= Q(name__icontains=text) | Q(content__icontains=text) | Q(place__icontains=text)
    return wanted
