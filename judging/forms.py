"""Forms of what superiors set and reviewers decide. They validate; the actions write."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from accounts.reasons import with_words
from counties.models import Plan, Revision
from indicators.actions.targets import Document
from indicators.models.targets import SCOPES, VERDICTS
from judging import annual_texts, target_texts
from judging.questions import Inputs
from judging.summaries.waiting import Candidate
from judging.target_remarks import remark_on
from judging.target_texts import not_yet_issued


class DocumentForm(forms.Form):
    """Who set something, in which document, when."""

    authority = forms.CharField(
        label="下达单位", max_length=60, error_messages={"required": "请填写下达单位，如“大同市生态环境局”。"}
    )
    document_number = forms.CharField(
        label="文号", max_length=100, error_messages={"required": "请填写文号，如“同环发〔2023〕15号”。"}
    )
    issued_on = forms.DateField(
        label="发文日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写发文日期。", "invalid": "发文日期无法识别，请填如 2023-05-01。"},
    )
    note = forms.CharField(label="备注", max_length=300, required=False)

    def clean_issued_on(self) -> date:
        issued: date = self.cleaned_data["issued_on"]
        if not_yet := not_yet_issued(issued):
            raise forms.ValidationError(f"{not_yet}。")
        return issued

    def ask_revision(self, plan: Plan) -> None:
        """Of which revision of the plan it came, where any is on record."""
        revisions = Revision.objects.filter(plan=plan).order_by("-pk")
        if revisions:
            self.fields["revision"] = forms.ModelChoiceField(
                revisions, label="属于哪次规划修改", required=False, empty_label="不属于规划修改"
            )

    def document(self) -> Document:
        """The validated document."""
        said = self.cleaned_data
        named = (said["authority"], said["document_number"], said["issued_on"], said["note"])
        return Document(*named, said.get("revision"))


class AskingForm(DocumentForm):
    """A target text that is asked about once where it is far from all that its row knows: the second click sets it.

    `sure`: the text that the person has been asked about.
    """

    sure = forms.CharField(required=False, widget=forms.HiddenInput)
    asked_about = ""

    def ask(self, inputs: Inputs, text: str, *, year: int | None = None, scope: str = "") -> None:
        """Once for each text."""
        found = remark_on(inputs, text, year=year, scope=scope)
        self.asked_about = text if found else ""
        if found and self.cleaned_data.get("sure") != text:
            self.add_error("text", f"{found}。确属无误的，请再点一次按钮。")


class TargetTextForm(AskingForm):
    """A target text that the judge can read for its row."""

    text = forms.CharField(
        label="目标值", max_length=100, error_messages={"required": "请填写下达的目标值，如 88、≥88、Ⅲ类。"}
    )

    def __init__(self, *args: Any, inputs: Inputs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inputs = inputs
        self.ask_revision(inputs.row.plan)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        refused = target_texts.refusal(self.inputs, text)
        if refused is not None:
            raise forms.ValidationError(f"{refused}。")
        return text


class AssignForm(TargetTextForm):
    """The target of the period, in the place of a delegated or absent one."""

    def clean(self) -> dict[str, Any]:
        if not target_texts.is_replaceable(self.inputs.row.target_text):
            raise forms.ValidationError(
                "规划已印出目标，不能以下达目标代替；如是年度目标，请填在“年度目标”里。"
            )
        if text := self.cleaned_data.get("text"):
            self.ask(self.inputs, text)
        return self.cleaned_data


def scope_field(initial: str) -> forms.ChoiceField:
    """当年 or 累计, asked of every annual target of a flow."""
    return forms.ChoiceField(
        label="当年或累计",
        choices=SCOPES,
        initial=initial,
        widget=forms.RadioSelect,
        error_messages={"required": "请说明年度目标是当年还是累计。"},
    )


class BulkForm(DocumentForm):
    """One document's targets for many rows: a text per row, or one for all that are blank and wait.

    `year`: the annual targets of that year; of a flow the form asks whether they are the year's or the total.
    """

    same = forms.CharField(label="同一目标值", max_length=100, required=False)

    def __init__(
        self, *args: Any, candidates: Sequence[Candidate], year: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.candidates, self.year = candidates, year
        if (
            year is not None
            and candidates
            and (scope := annual_texts.default_scope(candidates[0].row.indicator))
        ):
            self.fields["scope"] = scope_field(scope)
        for one in candidates:
            widget = forms.TextInput(attrs={"size": 12, "aria-label": f"{one.row.plan} 目标值"})
            self.fields[one.field] = forms.CharField(max_length=100, required=False, widget=widget)

    def texts(self) -> list[tuple[Candidate, str]]:
        """What is to be set, row by row; blank rows are left as they are."""
        given = ((one, self._text(one)) for one in self.candidates)
        return [(one, text) for one, text in given if text]

    @property
    def stated_scope(self) -> str:
        """What the annual targets are about; empty for those of no flow and of the period."""
        return str(self.cleaned_data.get("scope", ""))

    def _text(self, one: Candidate) -> str:
        own: str = self.cleaned_data.get(one.field, "")
        # One value for all never writes over what somebody has set for a row.
        return own or ("" if one.stands else self.cleaned_data.get("same", ""))

    def clean(self) -> dict[str, Any]:
        for one, text in self.texts():
            refused = (
                target_texts.refusal(one.inputs, text)
                if self.year is None
                else annual_texts.refusal(one.inputs, self.year, text, self.stated_scope)
            )
            if refused is not None:
                self.add_error(one.field, f"{refused}。")
        if not self.errors and not self.texts():
            self.add_error(None, "没有填任何目标值；请填“同一目标值”，或逐行填写。")
        return self.cleaned_data


class YearForm(AskingForm):
    """A statement about one year of the plan."""

    def offer(self, years: Iterable[int]) -> None:
        """The years that may be chosen."""
        self.fields["year"] = forms.TypedChoiceField(
            label="年度",
            coerce=int,
            choices=[("", "请选择"), *((year, f"{year} 年") for year in years)],
            error_messages={"required": "请选择年度。", "invalid_choice": "所选年度不在该规划的年份之内。"},
        )


class AnnualForm(YearForm):
    """The value for one year on the way, and of a flow whether it is the year's or the total."""

    text = forms.CharField(
        label="年度目标",
        max_length=100,
        error_messages={"required": "请照下达文件填写该年的目标。"},
    )

    def __init__(self, *args: Any, inputs: Inputs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inputs = inputs
        self.offer(inputs.row.plan.years)
        self.ask_revision(inputs.row.plan)
        if scope := annual_texts.default_scope(inputs.row.indicator):
            self.fields["scope"] = scope_field(scope)

    def clean(self) -> dict[str, Any]:
        text, year = self.cleaned_data.get("text"), self.cleaned_data.get("year")
        if text and year and "scope" not in self.errors:
            refused = annual_texts.refusal(self.inputs, year, text, self.cleaned_data.get("scope", ""))
            if refused is not None:
                self.add_error("text", f"{refused}。")
            else:
                self.ask(self.inputs, text, year=year, scope=self.cleaned_data.get("scope", ""))
        return self.cleaned_data


class VerdictForm(YearForm):
    """A superior's own verdict on one year."""

    status = forms.ChoiceField(
        label="认定",
        choices=[("", "请选择"), *VERDICTS],
        error_messages={"required": "请选择认定结果。"},
    )

    def __init__(self, *args: Any, inputs: Inputs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(inputs.row.plan.years)


class WithdrawForm(forms.Form):
    """Why a statement in force is taken back."""

    reason = forms.CharField(
        label="撤销理由",
        validators=[with_words],
        max_length=200,
        error_messages={
            "required": "撤销须写明理由，如“录错了行”。",
            "max_length": "撤销理由不超过 200 个字，现有 %(show_value)d 个字，请缩短。",
        },
    )


class ByHandForm(forms.Form):
    """A reviewer's own verdict, with the reason that stays."""

    status = forms.ChoiceField(
        label="判定",
        choices=[("", "请选择"), *VERDICTS],
        error_messages={"required": "请选择判定结果。"},
    )
    reason = forms.CharField(
        label="理由",
        max_length=300,
        validators=[with_words],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "人工判定须写明理由，如“三项要求均达到，见年度总结第 4 页”。"},
    )
