"""The door that leads back: a page that shows what taking an import back would do, and does it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.confirmation import confirmed
from accounts.kept import keep_form, kept_form
from accounts.telling import refused_to, tell
from imports.doors import Doors, View
from imports.models import ImportBatch
from imports.undoing import look_back, undo
from imports.undone import LABELS, Fate
from lists.paging import Paged
from refusals import Refused


def undoing(doors: Doors, *, page: str) -> View:
    """The page that shows what taking an import back would do, and does it; `page`: the name of its own address."""

    def again(_request: SignedInRequest, _refusal: Refused, pk: int) -> HttpResponse:
        return redirect(doors.preview, pk=pk)

    @refused_to(again)
    def taking_back(request: SignedInRequest, pk: int) -> HttpResponse:
        return undo_answer(request, doors.batch(request.user, pk), page=page, preview=doors.preview)

    asking = confirmed(taking_back) if doors.proves else taking_back
    return requires(doors.importer.permission)(asking)


def undo_answer(request: SignedInRequest, batch: ImportBatch, *, page: str, preview: str) -> HttpResponse:
    """What would be taken back, or the deed where it was confirmed; raises Refused where nothing can be."""
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        try:
            done = undo(batch.pk, by=request.user, reason=reason, seen=request.POST.get("seen", ""))
        except Refused as refusal:
            tell(request, refusal)
            keep_form(request, reverse(page, args=[batch.pk]), reason=reason)
            batch.refresh_from_db()
            waits = batch.state == ImportBatch.State.APPLIED
            return redirect(page if waits else preview, pk=batch.pk)
        left = len(done.of(Fate.STUCK))
        stays = f"；{left} 项其后另有改动，保持现状" if left else ""
        messages.success(request, f"已撤销“{batch.file_name}”的导入{stays}。")
        return redirect(preview, pk=batch.pk)
    found = look_back(batch)
    ordered = sorted(found.lines, key=lambda line: line.fate is not Fate.STUCK)
    context = {
        "batch": batch,
        "found": found,
        "lines": Paged(request.GET, ordered),
        "counts": [(LABELS[fate], len(found.of(fate))) for fate in Fate],
        "reason": kept_form(request).get("reason", ""),
        "preview": reverse(preview, args=[batch.pk]),
    }
    return render(request, "imports/undo.html", context)
