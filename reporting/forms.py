"""Forms of the year. They validate; the actions write."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms

from counties.models import Plan
from counties.periods import PERIODS
from reporting.models import Round

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


if TYPE_CHECKING:
    _Choice = forms.ModelMultipleChoiceField[Plan]
else:
    _Choice = forms.ModelMultipleChoiceField


class PlanChoice(_Choice):
    """Plans as people name them: county, short title, period."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.county.name} {obj.short_title}（{obj.period_start}–{obj.period_end}）"


class PlanBoxes(forms.CheckboxSelectMultiple):
    """Each box tells the page the years of its plan: with another year, its plans are ticked and no others."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        years = value.instance.years
        option["attrs"] |= {"data-first": years[0], "data-last": years[-1]}
        return option


class AskingForm(forms.Form):
    """What a round asks for, apart from its year."""

    deadline = forms.DateField(
        label="截止日期",
        widget=DATE,
        error_messages={
            "required": "请填截止日期。",
            "invalid": "截止日期格式有误，请按“2026-02-28”的格式填写。",
        },
    )
    plans = PlanChoice(
        label="规划",
        queryset=Plan.objects.none(),
        widget=PlanBoxes,
        error_messages={
            "required": "请至少选择一个规划。",
            "invalid_choice": "所选规划不在可选范围内，请刷新页面。",
        },
    )
    evidence_rule = forms.ChoiceField(label="佐证材料", choices=Round.EvidenceRule.choices)
    note = forms.CharField(
        label="填报说明",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="显示在县区填报页上方，如口径、联系人岗位。",
    )

    def __init__(self, *args: Any, plans: Iterable[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["plans"]
        assert isinstance(choice, forms.ModelMultipleChoiceField)  # noqa: S101 - as declared above
        choice.queryset = Plan.objects.filter(pk__in=[plan.pk for plan in plans]).select_related("county")


class OpenForm(AskingForm):
    """A round, or several years at once."""

    field_order = ("years", "deadline", "plans", "evidence_rule", "note")

    def __init__(self, *args: Any, years: Iterable[int], plans: Iterable[Plan], **kwargs: Any) -> None:
        super().__init__(*args, plans=plans, **kwargs)
        self.fields["years"] = forms.TypedMultipleChoiceField(
            label="年份",
            coerce=int,
            choices=[(year, f"{year} 年") for year in years],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "请至少选择一个年份。",
                "invalid_choice": "所选年份已经发起，或不在任何规划期内；请刷新页面。",
            },
        )
        self.order_fields(self.field_order)


class ReopenForm(forms.Form):
    """Why one approved cell is given back, on whose paper, until when."""

    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "重开须写明理由，如“监测站复核后订正”。"},
    )
    document_number = forms.CharField(
        label="文号",
        max_length=100,
        error_messages={"required": "重开须有文号，如“同环函〔2026〕8号”。"},
    )
    deadline = forms.DateField(
        label="期限",
        widget=DATE,
        error_messages={
            "required": "请填期限；到期未办自动恢复锁定。",
            "invalid": "期限格式有误，请按“2026-03-31”的格式填写。",
        },
    )


class AskForm(forms.Form):
    """Why a county wants one approved cell back."""

    reason = forms.CharField(
        label="申请理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明原值错误所在、更正后的数值和依据。",
        error_messages={"required": "请写明申请重开的理由，如“监测站复核后订正为 88.4”。"},
    )


class OpenProjectsForm(AskingForm):
    """A round of key projects: a year, or a part of it."""

    field_order = ("year", "period", "deadline", "plans", "evidence_rule", "note")

    year = forms.IntegerField(
        label="年份",
        min_value=1990,
        max_value=2100,
        error_messages={"required": "请填年份。", "invalid": "年份须是四位数字。"},
    )
    period = forms.ChoiceField(label="时段", choices=PERIODS)

    def __init__(self, *args: Any, plans: Iterable[Plan], **kwargs: Any) -> None:
        super().__init__(*args, plans=plans, **kwargs)
        rule = self.fields["evidence_rule"]
        assert isinstance(rule, forms.ChoiceField)  # noqa: S101 - as declared above
        rule.choices = [("none", "完工、投产和期初累计应附"), ("all", "全部项目应附")]
        self.order_fields(self.field_order)


class ReopenFieldsForm(ReopenForm):
    """The same for what has several fields: which of them may be changed; none: all."""

    def __init__(self, *args: Any, fields: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fields"] = forms.MultipleChoiceField(
            label="重开的栏目（不选则全部）",
            choices=fields,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class ProjectEvidenceForm(forms.Form):
    """A file that shows how far a project is."""

    file = forms.FileField(
        label="文件",
        error_messages={"required": "请选择文件。", "empty": "文件是空的（0 字节），请重新选择。"},
    )
    document_number = forms.CharField(label="文号", max_length=100, required=False)
    page = forms.CharField(label="页码", max_length=40, required=False)
