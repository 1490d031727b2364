"""A new catalogue entry for a row of a file that waits: registered, and the row mapped to it in a new preview."""

from dataclasses import replace

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.kept import move_form
from accounts.permissions import Permission
from accounts.telling import refused_to
from imports.models import ImportBatch
from indicators.actions.catalogue import create_entry
from plans.entry_form import EntryForm, filled_from
from plans.said_rows import said_of
from plans.uploading import say_rows


@requires(Permission.KEEP_REFERENCE)
@refused_to("import-plan-preview")
def new_entry(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(ImportBatch, pk=pk, kind=ImportBatch.Kind.PLAN)
    place = request.GET.get("row", "")
    row = next((one for one in batch.report.get("meanings", []) if one["place"] == place), None)
    if row is None:
        raise Http404
    form = EntryForm(request.POST or None, initial=filled_from(row))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            entry = create_entry(fields=form.cleaned_data, by=request.user)
            before = said_of(batch.options)
            said = replace(before, mapping={**before.mapping, place: entry.code})
            again = say_rows(batch.pk, said=said, by=request.user)
            pages = (reverse("import-plan-preview", args=[one.pk]) for one in (batch, again))
            move_form(request, *pages)
            messages.success(request, f"已登记指标“{entry.name}”，并与“{row['title']}”对应；请核对后再确认。")
            return redirect("import-plan-preview", pk=again.pk)
    return render(request, "plans/new_entry.html", {"batch": batch, "row": row, "form": form})
