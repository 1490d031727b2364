"""One county at two moments: what differs, old and new, who and why; and the way to the page as it stood."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission
from counties.models import County
from judging.summaries.differences import Difference, differences
from workbooks.writing import OutColumn, OutSheet

COLUMNS = (
    *(OutColumn("种类", 12), OutColumn("内容", 36, wrap=True), OutColumn("原为", 44, wrap=True)),
    *(OutColumn("现为", 44, wrap=True), OutColumn("最后变动", 20), OutColumn("操作人", 16)),
    OutColumn("缘由", 40, wrap=True),
)


class MomentsForm(forms.Form):
    """Two moments; by default the last thirty days."""

    first = forms.DateTimeField(
        label="自", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    last = forms.DateTimeField(
        label="至", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )

    def clean(self) -> None:
        super().clean()
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and first > last:
            raise forms.ValidationError("起始时刻晚于截止时刻，请对调后再查。")


@requires(Permission.VIEW_FIGURES)
@require_safe
def county_changes(request: SignedInRequest, code: str) -> HttpResponse:
    county = get_object_or_404(visible_counties(request.user), code=code)
    now = timezone.localtime()
    asked = {"first": request.GET.get("first"), "last": request.GET.get("last")}
    usual = {"first": now - timedelta(days=30), "last": now}
    form = MomentsForm({name: asked[name] or value for name, value in usual.items()}, label_suffix="")
    valid = form.is_valid()
    found = differences(county, form.cleaned_data["first"], form.cleaned_data["last"]) if valid else []
    if valid and request.GET.get("format") == "xlsx":
        said = f"{_text(form.cleaned_data['first'])} 至 {_text(form.cleaned_data['last'])}"
        name = f"{county.name} 变动 {said}"
        return workbook_response([_sheet(name, found)], name=name.replace(":", ""), by=request.user)
    context = {
        "county": county,
        "form": form,
        "found": found,
        "address": request.GET.urlencode(),
        "views": _standing(county, form.cleaned_data.values()) if valid else [],
    }
    return render(request, "judging/county_changes.html", {**context, **form.cleaned_data})


def _standing(county: County, moments: Iterable[datetime]) -> list[datetime]:
    """Those of the moments, to the minute as links name them, at which the ledger knew the county."""
    model: Any = County
    events = model.pgh_event_model.objects.filter(id=county.pk)
    minutes = (moment.replace(second=0, microsecond=0) for moment in moments)
    return [minute for minute in minutes if events.filter(pgh_created_at__lte=minute).exists()]


def _text(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _sheet(title: str, found: list[Difference]) -> OutSheet:
    rows = ((d.kind, d.name, d.before, d.after, _text(d.at), d.who, d.why) for d in found)
    return OutSheet("变动", COLUMNS, rows, title=title)
