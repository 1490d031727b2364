"""Tasks: the list, one task with its cells, registering one from the text, handing them to departments."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import file_response, only_originals, workbook_response
from accounts.permissions import Permission, has_permission
from accounts.telling import RefusalsIn, refused_to
from counties.models import Finding
from custody.moments import as_of
from custody.originals import sound_bytes
from lists.listing import Listing
from measures.actions import assign, register, withdraw
from measures.exports import COLUMNS, measure_rows
from measures.filters import MeasureFilter
from measures.forms import AssignForm, TaskForm, WithdrawAssignmentForm
from measures.models import Measure, MeasureEdition
from measures.summaries import measure_lines, total_of, with_all
from refusals import Refused, Stale


@requires(Permission.VIEW_FIGURES)
@require_safe
@as_of
def measure_list(request: SignedInRequest) -> HttpResponse:
    chosen = MeasureFilter(visible_counties(request.user), request.GET)
    listing = Listing(request, chosen, with_all(chosen.qs))
    if listing.as_excel:
        lines = measure_lines(list(with_all(chosen.qs)))
        sheet = listing.sheet("重点任务", COLUMNS, measure_rows(lines), [total_of(chosen.qs)])
        return workbook_response([sheet], name="重点任务", by=request.user)
    context = {
        "listing": listing,
        "lines": measure_lines(list(listing.shown)),
        "total": total_of(chosen.qs) if listing.count else "",
        "may_keep": has_permission(request.user, Permission.KEEP_MEASURES) and not request.as_of,
        "form": AssignForm(),
        "withdrawing": WithdrawAssignmentForm(),
    }
    return render(request, "measures/measure_list.html", context)


@requires(Permission.VIEW_FIGURES)
@require_safe
@as_of
def measure(request: SignedInRequest, pk: int) -> HttpResponse:
    found = with_all(Measure.objects.filter(plan__county__in=visible_counties(request.user)))
    row = get_object_or_404(found.select_related("closed_in"), pk=pk)
    (line,) = measure_lines([row])
    context = {
        "line": line,
        "row": row,
        "findings": Finding.objects.standing().filter(measures=row).order_by("pk"),
        "milestones": _siblings(row),
        "may_keep": has_permission(request.user, Permission.KEEP_MEASURES) and not request.as_of,
        "form": AssignForm(),
        "withdrawing": WithdrawAssignmentForm(),
    }
    return render(request, "measures/measure.html", context)


def _siblings(row: Measure) -> list[Measure]:
    """The other milestones of the same task."""
    if not row.text:
        return []
    same = Measure.objects.standing().filter(
        plan=row.plan_id, name=row.name, text=row.text, section=row.section
    )
    return list(same.exclude(pk=row.pk).order_by("place"))


@requires(Permission.KEEP_MEASURES)
def measure_new(request: SignedInRequest) -> HttpResponse:
    """A task that stands in the plan's text and not in its list."""
    form = TaskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            made = register(form.cleaned_data["plan"], form.said(), by=request.user)
            messages.success(request, f"已登记任务“{made}”。")
            return redirect("measure", pk=made.pk)
    return render(request, "measures/measure_new.html", {"form": form})


def _back(request: SignedInRequest) -> HttpResponse:
    """The page that the tasks were ticked on, with its conditions."""
    came = request.POST.get("next", "")
    here = reverse("measure-list")
    safe = url_has_allowed_host_and_scheme(came, allowed_hosts=None) and came.startswith("/measures/")
    return redirect(came if safe else here)


def _again(request: SignedInRequest, _refusal: Refused) -> HttpResponse:
    return _back(request)


def _chosen(request: SignedInRequest) -> set[int]:
    """The ticked tasks, or all that the list's conditions leave: as many as the person saw, or none."""
    if "whole" not in request.POST:
        return {int(one) for one in request.POST.getlist("task") if one.isascii() and one.isdecimal()}
    conditions = QueryDict(urlsplit(request.POST.get("next", "")).query)
    found = set(MeasureFilter(visible_counties(request.user), conditions).qs.values_list("pk", flat=True))
    if str(len(found)) != request.POST["whole"]:
        raise Stale("您查看之后，符合筛选条件的任务已有变化，没有交办；请核对后再办。")
    return found


@requires(Permission.KEEP_MEASURES)
@require_POST
@refused_to(_again)
def measure_assign(request: SignedInRequest) -> HttpResponseBase:
    form = AssignForm(request.POST)
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])
    said = form.cleaned_data
    number = assign(
        _chosen(request),
        department=said["department"],
        due=said["due"],
        document_number=said["document_number"],
        by=request.user,
    )
    messages.success(request, f"已将 {number} 项任务交办{said['department'].name}。")
    return _back(request)


@requires(Permission.KEEP_MEASURES)
@require_POST
@refused_to(_again)
def measure_withdraw(request: SignedInRequest) -> HttpResponseBase:
    form = WithdrawAssignmentForm(request.POST)
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])
    number = withdraw(_chosen(request), reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, f"已撤回 {number} 项任务的交办。")
    return _back(request)


@requires(Permission.VIEW_FIGURES)
@require_safe
@only_originals
def edition_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The task list as it came, to whoever may see its plan."""
    editions = MeasureEdition.objects.select_related("plan")
    edition = get_object_or_404(editions, pk=pk, plan__county__in=visible_counties(request.user))
    return file_response(
        sound_bytes(edition),
        name=edition.file_name,
        by=request.user,
        county_id=edition.plan.county_id,
        detail={"measure_edition": edition.pk, "sha256": edition.sha256},
    )
