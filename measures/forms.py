"""What is sent about tasks: a list with its plan, a task from the text, an assignment."""

from typing import Any

from django import forms

from accounts.reasons import with_words
from counties.models import Department, Plan
from imports.forms import PlanFileForm, plan_choice, table_file
from measures.actions import FromText


class ListUploadForm(PlanFileForm):
    """A task list, whose it is, and (only where the file does not say so) of which plan."""

    plan = plan_choice(
        "规划",
        unless_chosen="按文件标题或“依据”一行认定",
        help_text="表的上方没有写规划全称的，在此指明。",
    )
    file = table_file("任务清单")


class TaskForm(forms.Form):
    """A task that stands in the plan's text and not in its list."""

    plan = forms.ModelChoiceField(
        Plan.objects.select_related("county").order_by("county__code", "key"),
        label="规划",
        empty_label="请选择规划",
    )
    section = forms.CharField(
        label="所在章节",
        max_length=200,
        required=False,
        help_text="照正文的编号填写，如“第四章 改善水环境”“4.2 治理黑臭水体”；几级之间用“›”或“/”分开。",
    )
    name = forms.CharField(label="任务", max_length=200)
    wording = forms.CharField(
        label="原文", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), help_text="照规划正文抄录。"
    )
    target = forms.CharField(
        label="目标", max_length=400, required=False, help_text="原文中的量化目标，一字不改；几项用“；”分开。"
    )
    time_limit = forms.CharField(
        label="完成时限", max_length=60, required=False, help_text="原文中的时限，如“到2025年”。"
    )
    source = forms.CharField(
        label="正文文件", max_length=200, help_text="文件名称，如“某区某规划（正文）.pdf”。"
    )
    page = forms.CharField(label="页码", max_length=20)

    def said(self) -> FromText:
        given: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if name != "plan"}
        return FromText(**given)


class AssignForm(forms.Form):
    """To whom the ticked tasks go, and by when."""

    department = forms.ModelChoiceField(
        Department.objects.all(),
        label="责任部门",
        empty_label="请选择部门",
        error_messages={"required": "请选择责任部门。"},
    )
    due = forms.DateField(
        label="交办期限",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "交办期限无法识别，请填如 2026-12-31。"},
    )
    document_number = forms.CharField(label="文号", max_length=100, required=False)


class WithdrawAssignmentForm(forms.Form):
    """Why the ticked tasks are handed to nobody any more."""

    reason = forms.CharField(
        label="撤回理由",
        max_length=200,
        validators=[with_words],
        error_messages={
            "required": "请写明撤回的理由，如“清单有误”。",
            "max_length": "撤回的理由不超过 200 个字，请缩短。",
        },
    )
