"""The original files as they were brought in: only to whoever may see everything in them, never opened in place."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import file_response, only_originals
from accounts.permissions import Permission
from counties.models import PlanEdition
from custody.originals import sound_bytes
from imports.models import ImportBatch
from imports.staging import content_of
from indicators.summaries.originals import downloadable


@requires(Permission.VIEW_FIGURES)
@require_safe
@only_originals
def edition_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer with the workbook of one edition of a plan of the person's counties."""
    editions = PlanEdition.objects.select_related("plan")
    edition = get_object_or_404(editions, pk=pk, plan__county__in=visible_counties(request.user))
    content = sound_bytes(edition)
    return file_response(
        content,
        name=edition.file_name,
        by=request.user,
        county_id=edition.plan.county_id,
        detail={"edition": edition.pk, "sha256": edition.sha256},
    )


@requires(Permission.VIEW_FIGURES)
@require_safe
@only_originals
def import_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer with an imported workbook; it may hold every county's figures."""
    if pk not in downloadable(request.user, {pk}):
        raise Http404
    batch = get_object_or_404(ImportBatch, pk=pk)
    content = content_of(batch)
    detail = {"batch": batch.pk, "sha256": batch.sha256}
    return file_response(content, name=batch.file_name, by=request.user, detail=detail)
