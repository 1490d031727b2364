"""The form of a decision: which one, and why."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.reasons import with_words
from counties.models import Finding

HINTS = {
    Finding.Decision.PRINTED: "各行各按所印的数值采用，不另选一个；有存疑的指标恢复评价。要以其中一个为准的，请用“裁定”。",
    Finding.Decision.DISMISSED: "经核对没有问题；有存疑的指标恢复评价。",
    Finding.Decision.UPHELD: "问题属实，待编制单位更正；有存疑的指标继续不作达成判定。",
}


_MARK = re.compile(r"\d{1,18}:[0-9a-zA-Z]{1,64}")


class DecisionFields(forms.Form):
    """Which decision, and why."""

    decision = forms.ChoiceField(
        label="处理意见",
        choices=[(value.value, value.label) for value in HINTS],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一种处理意见。", "invalid_choice": "请从列出的处理意见中选择。"},
    )
    reason = forms.CharField(
        label="理由",
        max_length=500,
        validators=[with_words],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明依据，如“经与区林业局核对，单位应为公顷，已函告编制单位”。理由与处理人一并留痕。",
        error_messages={
            "required": "请写明理由，包括依据和核对对象。",
            "max_length": "理由不超过 500 字，请精简后再提交。",
        },
    )

    def clean_decision(self) -> Finding.Decision:
        return Finding.Decision(self.cleaned_data["decision"])

    @property
    def label(self) -> str:
        return str(self.cleaned_data["decision"].label)

    @property
    def choices(self) -> list[tuple[str, str, str, bool]]:
        """Value, label, what follows from it, and whether it is chosen."""
        chosen = self["decision"].value()
        return [(value.value, value.label, hint, chosen == value.value) for value, hint in HINTS.items()]


class DecisionForm(DecisionFields):
    """`fingerprint` is that of the finding as shown, so that nobody decides on a text they have not seen."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, data: Any = None, *, finding: Finding) -> None:
        decided = finding.decision != Finding.Decision.OPEN
        initial = {"fingerprint": finding.fingerprint, "decision": finding.decision if decided else None}
        super().__init__(data, initial=initial, label_suffix="")


class BulkDecisionForm(DecisionFields):
    """One decision for many: `finding` says of each that is ticked which one, and the texts it was seen with."""

    finding = forms.MultipleChoiceField(
        required=True,
        error_messages={
            "required": "请至少选一条质疑。",
            "invalid_choice": "所选的质疑有的已有变动，请重新核对。",
        },
    )

    def __init__(self, data: QueryDict | None = None, *, offered: Iterable[Finding]) -> None:
        super().__init__(data, label_suffix="")
        self._offered = [marked(one) for one in offered]
        # What has moved since is refused by name where the others are decided, not here without one.
        self._sent = data.getlist("finding") if data else self._offered
        given = [one for one in self._sent if _MARK.fullmatch(one)]
        self.fields["finding"].choices = [(one, one) for one in {*self._offered, *given}]  # type: ignore[attr-defined] # a field of choices; the types see a plain field

    @property
    def chosen(self) -> Finding.Decision:
        found: Finding.Decision = self.cleaned_data["decision"]
        return found

    @property
    def seen(self) -> dict[int, str]:
        """Finding → the texts it was seen with."""
        marks = (one.split(":") for one in self.cleaned_data.get("finding", ()))
        return {int(pk): fingerprint for pk, fingerprint in marks}

    @property
    def ticked(self) -> set[int]:
        """All of them, until somebody chose."""
        return {int(one.split(":")[0]) for one in self._sent if _MARK.fullmatch(one)}


def marked(finding: Finding) -> str:
    """A finding with the texts it rests on, as a form sends it."""
    return f"{finding.pk}:{finding.fingerprint}"
