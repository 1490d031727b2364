"""Which findings are listed: county, plan, severity, rule, state and words, all from the address."""

from dataclasses import dataclass

from django import forms
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import QueryDict

from counties.findings import Rule
from counties.models import County, Finding, Plan

OPEN, DECIDED, DOUBTING, ALL = "open", "decided", "doubting", "all"
STATES = [(OPEN, "待处理"), (DECIDED, "已处理"), (DOUBTING, "使指标暂不评价"), (ALL, "全部")]
# The gravest first; the codes do not sort that way.
GRAVITY = Case(
    *(When(severity=value, then=Value(place)) for place, value in enumerate(Finding.Severity.values)),
    output_field=IntegerField(),
)


class FilterForm(forms.Form):
    """Closed lists; an empty choice means all."""

    county = forms.ChoiceField(label="县区", required=False)
    plan = forms.ChoiceField(label="规划", required=False)
    severity = forms.ChoiceField(
        label="程度", required=False, choices=[("", "全部"), *Finding.Severity.choices]
    )
    rule = forms.ChoiceField(label="种类", required=False)
    state = forms.ChoiceField(label="处理", required=False, choices=STATES)
    q = forms.CharField(
        label="查找",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "size": 12}),
    )

    def said(self) -> str:
        """The filters in words, for print and export; empty where there is none."""
        words = []
        for name, value in self.cleaned_data.items():
            field = self.fields[name]
            if value:
                words.append(f"{field.label}：{_shown(field, value)}")
        return "；".join(words)


def _shown(field: forms.Field, value: str) -> str:
    """The label of a choice, or the words as typed."""
    if not isinstance(field, forms.ChoiceField):
        return value
    choices: list[tuple[str, str]] = list(field.choices)  # type: ignore[arg-type]
    return dict(choices).get(value, value)


@dataclass(frozen=True)
class Selection:
    """The findings asked for, all standing ones of the same scope, and the form that asked."""

    findings: QuerySet[Finding]
    scope: QuerySet[Finding]
    form: FilterForm
    problems: tuple[str, ...]


def select(counties: QuerySet[County], address: QueryDict) -> Selection:
    """Read the address against the counties that the reader may see; unknown values are told, not used."""
    scope = Finding.objects.standing().filter(county__in=counties)
    form = FilterForm({**address.dict(), "state": address.get("state", OPEN)})
    _offer(form, counties, scope)
    form.is_valid()
    problems = tuple(
        f"{form.fields[name].label}“{address.get(name, '')}”不在可选范围内，未按它筛选。"
        for name in form.errors
    )
    asked = form.cleaned_data
    wanted = scope.filter(_state(asked.get("state", "")), _columns(asked), _words(asked.get("q", "")))
    return Selection(
        wanted.order_by("county__code", "plan__key", GRAVITY, "rule", "pk"), scope, form, problems
    )


def _offer(form: FilterForm, counties: QuerySet[County], scope: QuerySet[Finding]) -> None:
    plans = Plan.objects.filter(county__in=counties).select_related("county").order_by("county__code", "pk")
    rules = set(scope.order_by().values_list("rule", flat=True).distinct())
    offered = {
        "county": [(county.code, county.name) for county in counties.order_by("code")],
        "plan": [(plan.key, str(plan)) for plan in plans],
        "rule": [(value, label) for value, label in Rule.choices if value in rules],
    }
    for name, choices in offered.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "全部"), *choices]


def _columns(asked: dict[str, str]) -> Q:
    wanted = Q()
    for name, column in (
        ("county", "county__code"),
        ("plan", "plan__key"),
        ("severity", "severity"),
        ("rule", "rule"),
    ):
        if asked.get(name):
            wanted &= Q(**{column: asked[name]})
    return wanted


def _state(state: str) -> Q:
    if state == ALL:
        return Q()
    if state == DECIDED:
        return ~Q(decision=Finding.Decision.OPEN)
    if state == DOUBTING:
        return Q(pk__in=Finding.objects.doubting().values("pk"))
    return Q(decision=Finding.Decision.OPEN)


def _words(text: str) -> Q:
    return Q(message__icontains=text.strip()) if text.strip() else Q()
