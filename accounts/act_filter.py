"""Which acts are listed: person, kind, county and days, all from the address."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.timezone import make_aware

from accounts.models import Act, User
from counties.models import County

SYSTEM = "system"


class FilterForm(forms.Form):
    """Closed lists of what there is; an empty choice means all."""

    by = forms.ChoiceField(label="操作人", required=False)
    kind = forms.ChoiceField(label="事项", required=False)
    county = forms.ChoiceField(label="县区", required=False)
    first = forms.DateField(label="自", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="至", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")
        people = [(str(user.pk), str(user)) for user in User.objects.order_by("username")]
        kinds = Act.objects.order_by("kind").values_list("kind", flat=True).distinct()
        self._choices("by", [(SYSTEM, "系统"), *people])
        self._choices("kind", [(kind, kind) for kind in kinds])
        self._choices("county", [(county.code, county.name) for county in County.objects.all()])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "全部"), *choices]

    def said(self) -> str:
        """The filters in words, for print and export; empty where there is none."""
        words = []
        for name, value in self.cleaned_data.items():
            field = self.fields[name]
            if value:
                shown = dict(field.choices)[value] if isinstance(field, forms.ChoiceField) else value  # type: ignore[arg-type]
                words.append(f"{field.label}：{shown}")
        return "；".join(words)


@dataclass(frozen=True)
class Selection:
    """The acts asked for, newest first, and the form that asked; `problem` where the address says nonsense."""

    acts: QuerySet[Act]
    form: FilterForm
    said: str
    problem: str


def select(asked: QueryDict) -> Selection:
    """Acts that the address asks for; what it says wrongly is left out and told."""
    form = FilterForm(asked)
    valid = form.is_valid()
    wanted = form.cleaned_data
    acts = Act.objects.select_related("by", "acting_for", "county")
    if wanted.get("by"):
        acts = acts.filter(by=None) if wanted["by"] == SYSTEM else acts.filter(by=wanted["by"])
    if wanted.get("kind"):
        acts = acts.filter(kind=wanted["kind"])
    if wanted.get("county"):
        # An import of several counties names them in its detail.
        name = County.objects.filter(code=wanted["county"]).values_list("name", flat=True).first()
        acts = acts.filter(Q(county__code=wanted["county"]) | Q(detail__counties__has_key=name))
    if wanted.get("first"):
        acts = acts.filter(at__gte=_midnight(wanted["first"]))
    if wanted.get("last"):
        acts = acts.filter(at__lt=_midnight(wanted["last"] + timedelta(days=1)))
    problem = "" if valid else "地址中的筛选条件有误，已忽略有误的部分；请在下面重新选择。"
    return Selection(acts, form, form.said(), problem)


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
