"""What of the matrix is shown: period, year, category, attribute, department, status, all from the address."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.db.models import Exists, OuterRef
from django.http import QueryDict

from attainment import Colour, Status
from counties.models import County, Department, Plan, PlanEdition
from indicators.models import Indicator, PlanIndicator
from judging.summaries.matrix import JUDGED, UNDECIDED, Choice
from judging.summaries.periods import Offered, Period, offered, shown_first, year_of_period
from lists.listing import Narrowing
from lists.selects import PlainSelect

Offer = Sequence[tuple[str, str | Sequence[tuple[str, str]]]]

UNSTATED = "未标注"
ALL = ("", "全部")
# 参考性 is counted with what is not marked (`judging.summaries.rollup`).
ATTRIBUTES = [
    *(
        (value, value)
        for value in (PlanIndicator.Attribute.BINDING.value, PlanIndicator.Attribute.EXPECTED.value)
    ),
    (UNSTATED, UNSTATED),
]
STATUSES = [
    ("按能否评价", [(JUDGED, "已评价"), (UNDECIDED, "不能评价")]),
    ("按颜色", [(colour.value, f"{colour.mark} {colour.label}") for colour in Colour]),
    ("按结论", [(status.value, f"{status.mark} {status.label}") for status in Status]),
]


class FilterForm(forms.Form):
    """Every choice is a closed list; an empty one means all."""

    period = forms.ChoiceField(label="规划期", required=False)
    year = forms.ChoiceField(label="年份", required=False)
    category = forms.ChoiceField(label="类别", required=False)
    attribute = forms.ChoiceField(label="属性", required=False)
    department = forms.ChoiceField(label="部门", required=False)
    status = forms.ChoiceField(label="状态", required=False)

    def __init__(self, address: dict[str, str], offered: Mapping[str, Offer]) -> None:
        super().__init__(address)
        self._words: dict[str, dict[str, str]] = {}
        for name, offer in offered.items():
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, required=False, choices=offer, widget=PlainSelect
            )
            self._words[name] = _flat(offer)
        self.is_valid()

    def said(self, name: str) -> str:
        """The chosen entry in words; empty where everything is shown."""
        value = self.cleaned_data.get(name)
        return self._words[name][value].strip() if value else ""


@dataclass(frozen=True)
class Selection:
    """The plans of one period, the year, and the choice; `problems` say which parts of the address were not used.

    `periods` are all that the reader's plans have, this one among them.
    """

    plans: tuple[Plan, ...]
    period: Period
    year: int
    choice: Choice
    form: FilterForm
    problems: tuple[str, ...]
    asked: QueryDict
    periods: tuple[Offered, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether the year is the last of the period: 完成率 instead of 达进度率 (specification §6)."""
        return self.year == self.period[1]

    @property
    def cleared(self) -> str:
        """The address with period and year only."""
        return f"?period={_name(self.period)}&year={self.year}"

    @property
    def switch(self) -> list[tuple[Offered, str]]:
        """The periods with their addresses, where there are several to choose from; that of this one is empty."""
        shown = [(one, "" if one.period == self.period else _name(one.period)) for one in self.periods]
        return [(one, name and f"?period={name}") for one, name in shown] if len(shown) > 1 else []

    @property
    def summary(self) -> str:
        """The filters in words, for print and export; empty where there is none."""
        named = [("category", "类别"), ("attribute", "属性"), ("department", "部门"), ("status", "状态")]
        said = [(title, self.form.said(name)) for name, title in named]
        return "；".join(f"{title}：{words}" for title, words in said if words)

    @property
    def narrowing(self) -> Narrowing:
        return Narrowing(
            self.asked,
            form=self.form,
            cleared=self.cleared if self.summary else "",
            said=self.summary,
            problems=self.problems,
        )


def plans_with_rows(counties: Iterable[County]) -> list[Plan]:
    """The imported plans of these counties with their counties, in the order of columns; one query."""
    imported = PlanEdition.objects.filter(plan=OuterRef("pk"))
    plans = Plan.objects.filter(Exists(imported), county__in=counties).select_related("county")
    return list(plans.order_by("county__code", "pk"))


def select(plans: Sequence[Plan], address: QueryDict) -> Selection:
    """Read the address against the plans that the reader may see (at least one)."""
    periods = tuple(offered(plans))
    year, period = _shown(plans, periods, address)
    of_period = tuple(plan for plan in plans if plan.period == period)
    asked = {**_asked(address), "period": _name(period), "year": str(year)}
    form = _form(asked, periods, _years(of_period))
    problems = (*_unused(address, period, year), *_problems(form, address))
    return Selection(of_period, period, year, _choice(form), form, problems, address, periods)


def _shown(plans: Sequence[Plan], periods: Iterable[Offered], address: QueryDict) -> tuple[int, Period]:
    """Year and period that the address names; what it leaves open or names wrongly, by the one rule for all pages."""
    named = next((one.period for one in periods if _name(one.period) == address.get("period")), None)
    year = address.get("year", "")
    holding = [
        one.period for one in periods if named in (None, one.period) and year in _named(plans, one.period)
    ]
    if holding:
        # A year of the past period is asked for without naming the period: the links of old pages.
        return int(year), holding[0]
    if named is None:
        first = shown_first(plans)
        return first.year, first.period
    return year_of_period([plan for plan in plans if plan.period == named]), named


def _named(plans: Iterable[Plan], period: Period) -> set[str]:
    return set(map(str, _years([plan for plan in plans if plan.period == period])))


def _years(plans: Iterable[Plan]) -> range:
    """The years of the plans of one period."""
    of_period = list(plans)
    return range(
        min(plan.base_year for plan in of_period) + 1, max(plan.period_end for plan in of_period) + 1
    )


def _asked(address: QueryDict) -> dict[str, str]:
    """The last value of every parameter."""
    return {name: str(address[name]) for name in address}


def _unused(address: QueryDict, period: Period, year: int) -> Iterator[str]:
    """What was asked for and does not exist: said beside what is shown instead."""
    if address.get("period", _name(period)) != _name(period):
        yield f"没有“{address['period']}”这一规划期，现显示 {period[0]}–{period[1]} 年。"
    if address.get("year", str(year)) != str(year):
        yield f"“{address['year']}”不在 {period[0]}–{period[1]} 规划期内，现显示 {year} 年。"


def _name(period: Period) -> str:
    return f"{period[0]}-{period[1]}"


def _form(address: dict[str, str], periods: Iterable[Offered], years: range) -> FilterForm:
    departments = [(str(pk), name) for pk, name in Department.objects.values_list("pk", "name")]
    return FilterForm(
        address,
        {
            "period": [(_name(one.period), str(one)) for one in periods],
            "year": [(str(y), str(y)) for y in years],
            "category": [ALL, *_categories()],
            "attribute": [ALL, *ATTRIBUTES],
            "department": [ALL, *departments],
            "status": [ALL, *STATUSES],
        },
    )


def _categories() -> list[tuple[str, str]]:
    """First levels, each followed by its second levels, in the order of the catalogue."""
    found: dict[str, str] = {}
    levels = Indicator.objects.filter(observed_only=False).order_by("order").values_list("level1", "level2")
    for level1, level2 in levels:
        found.setdefault(level1, level1)
        if level2:
            found.setdefault(f"{level1} · {level2}", f"　{level2}")
    return list(found.items())


def _choice(form: forms.Form) -> Choice:
    asked = form.cleaned_data
    attribute, department = asked.get("attribute", ""), asked.get("department", "")
    return Choice(
        category=asked.get("category", ""),
        attribute={"": None, UNSTATED: ""}.get(attribute, attribute),
        department_id=int(department) if department else None,
        status=asked.get("status", ""),
    )


def _problems(form: forms.Form, address: QueryDict) -> tuple[str, ...]:
    return tuple(
        f"{form.fields[name].label}“{address.get(name, '')}”不在可选范围内，未按它筛选。"
        for name in form.errors
    )


def _flat(offer: Offer) -> dict[str, str]:
    found: dict[str, str] = {}
    for value, shown in offer:
        found.update([(value, shown)] if isinstance(shown, str) else shown)
    return found
