"""The form of a ruling on one matter of one row. It validates; the action writes."""

import re
from datetime import date
from typing import Any

from django import forms

from accounts.reasons import with_words
from attainment.folding import fold
from counties.models import Ruling
from indicators.models import PlanIndicator
from judging.actions.rulings import Said
from judging.openings import DIRECTIONS, Opening
from judging.ruled import parts_of
from judging.target_texts import not_yet_issued

MATTER = Ruling.Kind
_LABELS = {
    MATTER.TARGET: "以哪一个目标为准",
    MATTER.BASELINE: "以哪一个基准值为准",
    MATTER.DIRECTION: "指标方向",
    MATTER.ATTRIBUTE: "指标属性",
    MATTER.UNIT: "应为单位",
    MATTER.PARTS: "各分项，每行一项",
    MATTER.STATED: "正文写明的目标",
}
_HELP = {
    MATTER.UNIT: "如 公顷、万亩、%。规划原文照存，评价按裁定的单位。",
    MATTER.PARTS: "每行写一项能比较的要求，如“≥50”“不下降”；各项分别评价，全部满足才算完成。",
    MATTER.STATED: "如 20.26、≥125.08、下降15%；单位与本行不同的，连同单位填写。",
}
_MISSING = {
    MATTER.UNIT: "请填写单位。",
    MATTER.PARTS: "请写出各项要求，每行一项。",
    MATTER.STATED: "请填写正文写明的目标。",
}
_DIRECTION_LABELS = {one.value: str(one.label) for one in DIRECTIONS}


def _named(row: PlanIndicator, stands: str) -> str:
    ruled = f"（已裁定为{stands}）" if stands else ""
    return f"{row.seq} {row.name}{ruled}".strip()


class RulingForm(forms.Form):
    """What is ruled, why, under which document; `seen` is the digest of the preview, `sure` an
    answer to what it finds odd."""

    value = forms.CharField(max_length=200)
    file = forms.CharField(label="文件", max_length=150, required=False)
    page = forms.CharField(label="页码", max_length=40, required=False)
    wording = forms.CharField(
        label="正文原话", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    also = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label="理由",
        max_length=400,
        validators=[with_words],
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "裁定须写明理由，如“经与编制单位核对，文本第 12 页写明按 35 执行”。"},
    )
    document_number = forms.CharField(label="文号", max_length=100, required=False)
    issued_on = forms.DateField(
        label="发文日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "发文日期无法识别，请填如 2023-05-01。"},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    sure = forms.BooleanField(label="核实无误", required=False)

    def __init__(self, data: Any = None, *, opening: Opening, stands: Ruling | None = None) -> None:
        initial = {"value": stands.value, "wording": stands.wording} if stands else {}
        super().__init__(data, initial=initial, label_suffix="", prefix=opening.kind.value)
        self.opening, self.kind, self.stands = opening, opening.kind, stands
        self.fields["value"] = self._value()
        self.fields["also"].choices = [  # type: ignore[attr-defined] # a field of choices; the types see a plain field
            (str(row.pk), _named(row, opening.stands.get(row.pk, ""))) for row in opening.others
        ]
        if self.kind != MATTER.STATED:
            for name in ("file", "page", "wording"):
                del self.fields[name]
        else:
            for name, asked in (("file", "文件名"), ("page", "页码"), ("wording", "正文原话")):
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = f"请填写{asked}。"

    def _value(self) -> forms.Field:
        label, missing = _LABELS[self.kind], _MISSING.get(self.kind, "请选择一项。")
        required = {"required": missing, "invalid_choice": "请从列出的内容中选择。"}
        if self.opening.candidates:
            choices = [(one.value, self._choice(one.value, one.source)) for one in self.opening.candidates]
            return forms.ChoiceField(
                label=label, choices=choices, widget=forms.RadioSelect, error_messages=required
            )
        widget = forms.Textarea(attrs={"rows": 3}) if self.kind == MATTER.PARTS else forms.TextInput()
        help_text = _HELP.get(self.kind, "")
        return forms.CharField(
            label=label, max_length=200, widget=widget, help_text=help_text, error_messages=required
        )

    def _choice(self, value: str, source: str) -> str:
        if self.kind == MATTER.DIRECTION:
            return _DIRECTION_LABELS[value]
        return f"“{value}”　{source}" if source else value

    def clean_value(self) -> str:
        value: str = self.cleaned_data["value"].strip()
        if self.kind == MATTER.PARTS:
            return "\n".join(fold(part) for part in parts_of(value))
        return fold(value) if self.kind == MATTER.STATED else value

    def clean_page(self) -> str:
        page: str = self.cleaned_data["page"]
        if not re.search(r"[\d一二三四五六七八九十百]", page):
            raise forms.ValidationError("页码请写数字，如 12、12-13。")
        return page

    def clean_issued_on(self) -> date | None:
        issued: date | None = self.cleaned_data["issued_on"]
        if issued and (not_yet := not_yet_issued(issued)):
            raise forms.ValidationError(f"{not_yet}。")
        return issued

    def said(self) -> Said:
        """The validated ruling."""
        given = self.cleaned_data
        chosen = next((one for one in self.opening.candidates if one.value == given["value"]), None)
        source = chosen.source if chosen and self.kind != MATTER.DIRECTION else ""
        if self.kind == MATTER.STATED:
            source = (
                f"{given['file']} 第 {given['page']} 页"
                if given["page"].isdecimal()
                else f"{given['file']} {given['page']}"
            )
        return Said(
            kind=self.kind,
            value=given["value"],
            reason=given["reason"],
            source=source,
            wording=given.get("wording", ""),
            document_number=given["document_number"],
            issued_on=given["issued_on"],
        )

    @property
    def taken_along(self) -> list[int]:
        """Rows of the same plan that are ruled with this one."""
        return [int(pk) for pk in self.cleaned_data.get("also", [])]
