"""Background work: the list and one Job; both refresh themselves while something runs."""

from typing import cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import SignedInRequest, requires
from accounts.downloads import workbook_response
from accounts.permissions import Permission
from jobs.exports import job_sheet
from jobs.models import Job
from jobs.summaries import job_lines, listed, tallies

PER_PAGE = 50


@requires(Permission.VIEW_JOBS)
def job_list(request: SignedInRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in Job.State.values else ""
    if request.GET.get("format") == "xlsx":
        filters = f"状态：{Job.State(state).label}" if state else ""
        return workbook_response(
            [job_sheet(job_lines(listed(state)), filters)], name="后台任务", by=request.user
        )
    page = Paginator(listed(state), PER_PAGE).get_page(request.GET.get("page"))
    lines = job_lines(cast("QuerySet[Job]", page.object_list))
    counted = tallies()
    context = {
        "page": page,
        "lines": lines,
        "tallies": counted,
        "state": state,
        "address": f"state={state}" if state else "",
        "running": any(
            tally.number for tally in counted if tally.value in (Job.State.QUEUED, Job.State.RUNNING)
        ),
    }
    return render(request, _template(request, "jobs/_jobs.html", "jobs/job_list.html"), context)


@requires(Permission.VIEW_JOBS)
def job(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Job.objects.select_related("asked_by"), pk=pk)
    context = {"line": job_lines([found])[0]}
    return render(request, _template(request, "jobs/_job.html", "jobs/job.html"), context)


def _template(request: HttpRequest, fragment: str, page: str) -> str:
    """htmx asks for the part that changes; a browser for the whole page."""
    return fragment if request.headers.get("HX-Request") else page
