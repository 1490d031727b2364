"""定稿: the list, one published year as page, Excel and Word, and publishing one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.confirmation import confirmed
from accounts.downloads import word_response, workbook_response
from accounts.permissions import Permission, has_permission
from accounts.telling import tell
from counties.models import Plan
from custody.moments import as_of
from judging.actions.publishing import publish
from judging.matrix_filter import plans_with_rows
from judging.models import Publication
from judging.publication_export import LIST_COLUMNS, list_rows, publication_sheets
from judging.publication_filter import PublicationFilter
from judging.publication_word import publication_document
from judging.summaries.periods import shown_first
from judging.summaries.preflight import preflight
from judging.summaries.publications import publication_lines, publication_page, publications_for
from judging.tiles import Addresses, tiles
from lists.listing import Listing
from refusals import Refused


class PublicationForm(forms.Form):
    """The document under which a year is published; `seen` is what the person saw."""

    document_number = forms.CharField(
        label="文号", max_length=100, error_messages={"required": "请填写文号，如“同环函〔2026〕18号”。"}
    )
    issued_on = forms.DateField(
        label="发文日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写发文日期。", "invalid": "发文日期无法识别，请填如 2026-05-01。"},
    )
    note = forms.CharField(
        label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    with_demo = forms.BooleanField(label="已知悉含演示数据，仍要定稿", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


@requires(Permission.VIEW_FIGURES)
@require_safe
@as_of
def publication_list(request: SignedInRequest) -> HttpResponse:
    counties = list(visible_counties(request.user).values_list("pk", flat=True))
    chosen = PublicationFilter(request.GET, publications_for(counties))
    listing = Listing(request, chosen)
    if listing.as_excel:
        sheet = listing.sheet("定稿", LIST_COLUMNS, list_rows(publication_lines(chosen.qs, counties)))
        return workbook_response([sheet], name="定稿", by=request.user)
    context = {
        "listing": listing,
        "lines": publication_lines(listing.shown, counties),
        "may_publish": not request.as_of and has_permission(request.user, Permission.PUBLISH_YEARS),
    }
    return render(request, "judging/publication_list.html", context)


@requires(Permission.VIEW_FIGURES)
@require_safe
@as_of
def publication(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Publication.objects.select_related("published_by"), pk=pk)
    counties = list(visible_counties(request.user).values_list("pk", flat=True))
    page = publication_page(found, counties)
    if page is None:
        raise Http404
    name = f"{found.year}年规划目标评价（第{found.number}版）"
    wanted = request.GET.get("format", "")
    if wanted == "xlsx":
        return workbook_response(publication_sheets(page), name=name, by=request.user)
    if wanted == "docx":
        return word_response(publication_document(page), name=name, by=request.user)
    context = {
        "page": page,
        "found": found,
        "tiles": tiles(page.counts, is_final=page.is_final, addresses=Addresses()),
        "shows_demo": page.uses_demo,
    }
    return render(request, "judging/publication.html", context)


@requires(Permission.PUBLISH_YEARS)
def publication_new(request: SignedInRequest, year: int | None = None) -> HttpResponseBase:
    years = sorted({one for plan in Plan.objects.filter(editions__isnull=False) for one in plan.years})
    if year is None:
        return _choose(request, years)
    if year not in years:
        raise Http404
    form = PublicationForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        return _publish(request, year, years, form)
    return _preflight(request, year, years, form)


@confirmed
def _publish(request: SignedInRequest, year: int, years: list[int], form: PublicationForm) -> HttpResponse:
    try:
        made = publish(year=year, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        tell(request, refusal)
        return _preflight(request, year, years, form)
    messages.success(request, f"{year} 年评价已定稿（第 {made.number} 版）并封存；此后的变动不会改动它。")
    return redirect("publication", pk=made.pk)


def _choose(request: SignedInRequest, years: list[int]) -> HttpResponse:
    """The year that every page opens on: the newest in which most planned rows have figures."""
    if not years:
        messages.info(request, "还没有导入规划，没有可定稿的年份。")
        return redirect("publication-list")
    plans = plans_with_rows(visible_counties(request.user))
    return redirect("publication-of-year", year=shown_first(plans).year)


def _preflight(request: SignedInRequest, year: int, years: list[int], form: PublicationForm) -> HttpResponse:
    found = preflight(year)
    context: dict[str, Any] = {
        "found": found,
        "year": year,
        "years": years,
        "form": form,
        "shows_demo": bool(found.draft.demo),
    }
    return render(request, "judging/publication_new.html", context)
