"""Forms of an upload: a workbook, and what is confirmed on its preview. They validate; the actions write."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from counties.models import County
from workbooks.kinds import ENDINGS
from workbooks.limits import DEFAULT_LIMITS, MEGABYTE


class UploadForm(forms.Form):
    """One file, the sheet to read where not all are meant, and the county of data tables that do not say it."""

    file = forms.FileField(
        label="文件",
        error_messages={
            "required": "请先选择一个 .xlsx 文件（或 .xls、.et、.csv）。",
            "empty": "文件是空的（0 字节）；请重新选择文件。",
        },
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in ENDINGS)}),
    )
    sheet = forms.CharField(label="工作表", max_length=100, required=False)
    county = forms.ModelChoiceField(
        County.objects.filter(parent__isnull=False),
        label="县区",
        required=False,
        to_field_name="code",
        empty_label="按文件所写",
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        most = DEFAULT_LIMITS.file_bytes
        if upload.size is not None and upload.size > most:
            raise forms.ValidationError(
                f"文件过大（{upload.size / MEGABYTE:.1f} MB），上限为 {most // MEGABYTE} MB；请拆分后分次上传。"
            )
        return upload


class ConfirmForm(forms.Form):
    """What a reviewer confirms on a preview: the clean rows, or these and the corrections with a reason."""

    correct = forms.BooleanField(required=False)
    reason = forms.CharField(label="更正理由", max_length=200, required=False, strip=True)

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if self.cleaned_data.get("correct") and not reason:
            raise forms.ValidationError("更正在账数值须写明理由，如“依据 2023 年年鉴订正”。")
        return reason if self.cleaned_data.get("correct") else ""
