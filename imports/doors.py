"""The doors of the flow: confirming, dropping and marking a file, the same for every kind.

A room builds its own from its importer, with its addresses and its words.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.confirmation import confirmed
from accounts.downloads import file_response
from accounts.kept import keep_form
from accounts.models import User
from accounts.telling import refused_to
from imports import flow, work
from imports.applying import discard
from imports.flow import Applied
from imports.importers import Choices, Importer
from imports.marking import marked_copy
from imports.models import ImportBatch
from refusals import Refused

View = Callable[..., Any]


def nothing_chosen(_request: HttpRequest) -> Choices:
    return {}


@dataclass(frozen=True)
class Doors:
    """How the pages of one kind of file lead; `preview` is the name of the address that takes a batch's key."""

    importer: Importer[Any, Any]
    applied: Callable[[Applied], str]
    """What the person reads when it is done."""
    preview: str = "import"
    after: Callable[[SignedInRequest, Applied], HttpResponse] | None = None
    """Where he is led then; None: to the preview."""
    discarded: str = "没有入账任何数值"
    dropped: Callable[[ImportBatch], HttpResponse] | None = None
    """Where he is led when it is dropped; None: to the preview."""
    choices: Callable[[HttpRequest], Choices] = nothing_chosen
    """What he chose; raises Refused where something is missing."""
    kept: tuple[str, ...] = field(default=())
    """Fields that stand in the form again after a refusal."""
    may_be_long: bool = False
    """Whether a Job takes over above `work.LONG` rows."""
    proves: bool = True
    """Whether confirming asks for the password, as approving does: not where only drafts are filled."""
    own: Callable[[User], Any] | None = None
    """Which batches the person may touch; None: all of the kind."""

    def batch(self, user: User, pk: int) -> ImportBatch:
        found = ImportBatch.objects.filter(kind=self.importer.kind) if self.own is None else self.own(user)
        batch: ImportBatch = get_object_or_404(found, pk=pk)
        return batch


def _accepted(request: HttpRequest) -> Choices:
    """The flagged rows that he ticked, singly or by their check, and why."""
    rows, checks = request.POST.getlist("accept_row"), request.POST.getlist("accept_check")
    reason = request.POST.get("accept_reason", "").strip()
    return {"accepted": {"reason": reason, "rows": rows, "checks": checks}} if rows or checks else {}


def confirming(doors: Doors) -> View:
    """The POST that puts a previewed file in force."""

    def again(request: SignedInRequest, _refusal: Refused, pk: int) -> HttpResponse:
        page = reverse(doors.preview, args=[pk])
        kept = {name: request.POST.get(name, "") for name in (*doors.kept, "accept_reason")}
        ticked = {name: request.POST.getlist(name) for name in ("accept_row", "accept_check")}
        keep_form(request, page, **kept, **ticked)
        return redirect(page)

    @refused_to(again)
    def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
        batch = doors.batch(request.user, pk)
        choices = {**doors.choices(request), **_accepted(request)}
        if doors.may_be_long and work.is_long(batch):
            work.ask_for_apply(batch, choices=choices, by=request.user)
            return redirect(doors.preview, pk=pk)
        applied = flow.confirm(doors.importer, batch.pk, by=request.user, choices=choices)
        messages.success(request, doors.applied(applied))
        return doors.after(request, applied) if doors.after else redirect(doors.preview, pk=pk)

    asking = confirmed(confirm) if doors.proves else confirm
    return requires(doors.importer.permission)(require_POST(asking))


def discarding(doors: Doors) -> View:
    """The POST that drops a previewed file."""

    @requires(doors.importer.permission)
    @require_POST
    @refused_to(doors.preview)
    def drop(request: SignedInRequest, pk: int) -> HttpResponse:
        batch = doors.batch(request.user, pk)
        discard(batch.pk, by=request.user)
        messages.success(request, f"已放弃“{batch.file_name}”，{doors.discarded}。")
        return doors.dropped(batch) if doors.dropped else redirect(doors.preview, pk=pk)

    return drop


def marking(doors: Doors) -> View:
    """The copy of the file in which every problem is marked."""

    @requires(doors.importer.permission)
    @require_safe
    @refused_to(doors.preview)
    def marked(request: SignedInRequest, pk: int) -> HttpResponse:
        return marked_answer(request, doors.batch(request.user, pk))

    return marked


def marked_answer(request: SignedInRequest, batch: ImportBatch) -> HttpResponse:
    """The marked copy as a download, on record."""
    name = f"{PurePath(batch.file_name).stem}-标注.xlsx"
    return file_response(
        marked_copy(batch),
        name=name,
        by=request.user,
        county_id=batch.county_id,
        detail={"batch": batch.pk},
    )
