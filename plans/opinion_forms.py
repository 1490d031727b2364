"""Forms of a 规划修改 and of one opinion in its list. They validate; the actions write."""

from typing import Any

from django import forms

from counties.models import Opinion, Revision
from plans.opinions import lacks
from plans.revising import Basis, basis_of
from refusals import Refused


class RevisionForm(forms.Form):
    """What a plan is changed by."""

    answers = forms.ChoiceField(
        label="修改依据",
        choices=[("", "请选择"), *Revision.Answers.choices],
        error_messages={"required": "请选择修改依据。"},
    )
    document = forms.CharField(
        label="文号",
        max_length=100,
        required=False,
        help_text="没有文号的写文件名称，如“规划评审会专家组意见”；录入更正可不填。",
    )
    issued_on = forms.CharField(
        label="发文日期", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(
        label="修改原因", max_length=300, error_messages={"required": "请写明修改原因。"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        """As the confirmation of an edition asks for it."""
        if not self.errors:
            try:
                self.cleaned_data["basis"] = basis_of(self.cleaned_data)
            except Refused as missing:
                raise forms.ValidationError(str(missing).replace("本次没有入账任何内容。", "")) from missing
        return self.cleaned_data

    @property
    def basis(self) -> Basis:
        found: Basis = self.cleaned_data["basis"]
        return found


class OpinionForm(forms.Form):
    """One opinion."""

    source = forms.CharField(
        label="提出方",
        max_length=100,
        required=False,
        help_text="单位名称；专家意见写“专家组”，不写个人姓名。",
    )
    text = forms.CharField(
        label="意见", widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "请填写意见。"}
    )
    outcome = forms.ChoiceField(
        label="采纳情况",
        choices=[("", "请选择"), *Opinion.Outcome.choices],
        error_messages={"required": "请选择采纳情况。"},
    )
    reason = forms.CharField(
        label="理由",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="部分采纳、不采纳的必填。",
    )
    place = forms.CharField(
        label="修改处",
        max_length=300,
        required=False,
        help_text="改在哪里，如“表3-1 序号17，单位改为公顷”“第四章第二节”。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors and (why := lacks(said)):
            self.add_error("reason" if said["text"] else "text", f"{why}。")
        return said
