"""Background work: the list and one Job; both refresh themselves while something runs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import SignedInRequest, requires
from accounts.downloads import workbook_response
from accounts.permissions import Permission
from jobs.exports import COLUMNS, job_rows
from jobs.filters import JobFilter
from jobs.models import Job
from jobs.summaries import job_lines, tallies
from lists.listing import Listing


@requires(Permission.VIEW_JOBS)
def job_list(request: SignedInRequest) -> HttpResponse:
    chosen = JobFilter(request.GET)
    listing = Listing(request, chosen)
    if listing.as_excel:
        sheet = listing.sheet("后台任务", COLUMNS, job_rows(job_lines(chosen.qs)))
        return workbook_response([sheet], name="后台任务", by=request.user)
    counted = tallies()
    context = {
        "listing": listing,
        "lines": job_lines(listing.shown),
        "tallies": [
            (tally, listing.address_with(state=tally.value, page=None, format=None)) for tally in counted
        ],
        "state": chosen.asked["state"],
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
