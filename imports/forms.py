"""What every upload about a plan asks: whose it is, which plan, the file."""

from django import forms
from django.core.validators import FileExtensionValidator

from counties.models import County, Plan
from workbooks.kinds import ENDINGS


def plan_choice(label: str, *, unless_chosen: str, help_text: str) -> "forms.ModelChoiceField[Plan]":
    """Which plan, where the file does not say so itself."""
    plans = Plan.objects.select_related("county").order_by("county__code", "key")
    return forms.ModelChoiceField(
        plans, label=label, required=False, empty_label=unless_chosen, help_text=help_text
    )


def table_file(label: str) -> forms.FileField:
    return forms.FileField(
        label=label,
        validators=[FileExtensionValidator(ENDINGS, "请上传 .xlsx、.xls、.et 或 .csv 文件。")],
        error_messages={"required": "请选择要导入的文件。", "empty": "文件是空的，请重新选择。"},
    )


class PlanFileForm(forms.Form):
    """A file of one county; subclasses add `plan` and `file` in their words."""

    county = forms.ModelChoiceField(
        County.objects.filter(parent__isnull=False), label="县区", empty_label="请选择县区"
    )

    def clean(self) -> None:
        cleaned = super().clean() or self.cleaned_data
        plan, county = cleaned.get("plan"), cleaned.get("county")
        if plan is not None and county is not None and plan.county_id != county.pk:
            self.add_error("plan", f"“{plan}”不是{county.name}的规划，请改选。")
