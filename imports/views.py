"""Pages about imports of every kind: the list, one import with its report, its marked workbook, dropping it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.confirmation import confirmed
from accounts.downloads import workbook_response
from accounts.kept import kept_form
from accounts.models import User
from accounts.permissions import Permission, has_permission
from accounts.telling import refused_to
from imports import summaries
from imports.applying import discard as discard_batch
from imports.doors import marked_answer
from imports.exports import COLUMNS, ROW_COLUMNS, batch_rows, entering_rows
from imports.filters import BatchFilter
from imports.hidden import may_read_hidden, read_with_hidden
from imports.importers import importer_of
from imports.models import ImportBatch
from imports.undo_pages import undo_answer
from lists.listing import Listing
from workbooks.writing import OutSheet


def _may_apply(user: User, batch: ImportBatch) -> bool:
    """Who may put a batch in force or drop it; everybody who sees Jobs may look."""
    return has_permission(user, importer_of(batch).permission)


@requires(Permission.VIEW_JOBS)
def import_list(request: SignedInRequest) -> HttpResponse:
    chosen = BatchFilter(request.GET)
    listing = Listing(request, chosen)
    if listing.as_excel:
        sheet = listing.sheet("导入记录", COLUMNS, batch_rows(summaries.batch_lines(list(chosen.qs))))
        return workbook_response([sheet], name="导入记录", by=request.user)
    context = {"listing": listing, "lines": summaries.batch_lines(list(listing.shown))}
    return render(request, "imports/import_list.html", context)


@requires(Permission.VIEW_JOBS)
@require_safe
def import_batch(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(ImportBatch.objects.select_related("uploaded_by"), pk=pk)
    work = summaries.work_of(batch)
    report = summaries.report_of(batch, request.GET)
    context = {
        "batch": batch,
        "report": report,
        "may_read_hidden": may_read_hidden(batch),
        "entering": summaries.entering_of(batch, request.GET),
        "work": work,
        "kept": (kept := kept_form(request)),
        "kept_reason": kept.get("reason") or (work.reason if work else ""),
        "may_apply": _may_apply(request.user, batch),
        "is_waiting": batch.state == ImportBatch.State.PREVIEWED,
        "body": [f"imports/_{batch.kind}.html", "imports/_other.html"],
        "colour": summaries.MARKS[ImportBatch.State(batch.state)],
    }
    return render(request, "imports/import.html", context)


@requires(Permission.VIEW_JOBS)
@require_safe
def import_rows(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every row that goes in, as a workbook."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    sheet = OutSheet(
        "逐项核对", ROW_COLUMNS, entering_rows(summaries.rows_of(batch), batch.report.get("left_out", ()))
    )
    name = f"{batch.file_name.removesuffix('.xlsx')}-逐项核对"
    return workbook_response([sheet], name=name, by=request.user)


@requires(Permission.VIEW_JOBS)
@require_safe
@refused_to("import")
def import_marked(request: SignedInRequest, pk: int) -> HttpResponse:
    return marked_answer(request, get_object_or_404(ImportBatch, pk=pk))


@requires(Permission.VIEW_JOBS)
@require_POST
@refused_to("import")
def import_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(ImportBatch, pk=pk)
    if not _may_apply(request.user, batch):
        raise Http404
    discard_batch(batch.pk, by=request.user)
    messages.success(request, f"已放弃“{batch.file_name}”，没有入账任何数值。")
    return redirect("import", pk=pk)


@requires(Permission.VIEW_JOBS)
def import_undo(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """What taking the import back would do, and doing it: by those who may bring such a file in."""
    if not _may_apply(request.user, get_object_or_404(ImportBatch, pk=pk)):
        raise Http404
    return _undo(request, pk)


@requires(Permission.VIEW_JOBS)
@require_POST
@refused_to("import")
def import_hidden(request: SignedInRequest, pk: int) -> HttpResponse:
    """Preview the file anew with its hidden sheets, rows and columns."""
    batch = get_object_or_404(ImportBatch.objects.exclude(kind=ImportBatch.Kind.ENTRIES), pk=pk)
    if not _may_apply(request.user, batch):
        raise Http404
    read = read_with_hidden(pk, by=request.user)
    return redirect("import-plan-preview" if read.kind == ImportBatch.Kind.PLAN else "import", pk=read.pk)


@confirmed
@refused_to("import")
def _undo(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = ImportBatch.objects.select_related("uploaded_by").get(pk=pk)
    return undo_answer(request, batch, page="import-undo", preview="import")
