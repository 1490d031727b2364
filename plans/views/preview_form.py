"""What an administrator chose on the preview of a plan's file: one form, whichever of its buttons is pressed.

What he ticked and did not preview is never passed over: a preview is made with it first, and only that is confirmed.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.access import SignedInRequest
from accounts.kept import keep_form
from imports.models import ImportBatch
from plans.said_rows import said_of
from plans.uploading import choose_columns, say_rows
from plans.views import columns, rows
from refusals import Refused

BASIS = ("known", "answers", "document", "issued_on", "reason")
_ACCEPTED = ("accept_row", "accept_check")
_LISTS = ("convert", *_ACCEPTED)
MOVED = "所选与本预览不同，本次没有入账任何内容；现已按所选重新预览，请核对后再确认。"


def stays(request: SignedInRequest, refusal: Refused, pk: int) -> HttpResponse:
    """The preview once more with all that was typed; where the refusal is about one field, beside that field."""
    page = reverse("import-plan-preview", args=[pk])
    typed: dict[str, Any] = {name: value for name, value in request.POST.items() if name in _typed(request)}
    typed |= {name: request.POST.getlist(name) for name in _LISTS}
    field = getattr(refusal, "field", "")
    keep_form(request, page, **typed, refused_at=field, refusal=str(refusal) if field else "")
    return redirect(f"{page}#id_{field}" if field else page)


def _typed(request: HttpRequest) -> set[str]:
    return set(request.POST) - {"csrfmiddlewaretoken", "confirm_password", *_LISTS}


def previewed(
    request: SignedInRequest, batch: ImportBatch, *, choosing: bool = False, saying: bool = False
) -> ImportBatch:
    """The preview that is made with what the form says: the very one, where it says nothing else.

    `choosing`, `saying`: its columns or its rows are previewed anew all the same. Raises Refused.
    """
    found = batch
    # Both are read before anything is written: what is refused leaves the preview as it is.
    said = rows.said_in(request, batch) if saying or rows.ASKED in request.POST else None
    moved = choosing or (columns.ASKED in request.POST and columns.differ(request, batch))
    chosen = columns.chosen_in(request, batch) if moved else None
    if chosen:
        found = choose_columns(found.pk, columns=chosen[0], document=chosen[1], by=request.user)
    if said is not None and (saying or said != said_of(batch.options)):
        found = say_rows(found.pk, said=said, by=request.user)
    if found.pk != batch.pk:
        carry(request, found)
    return found


def carry(request: SignedInRequest, batch: ImportBatch) -> None:
    """What else stood in the form stands in the one of another preview."""
    said = {name: request.POST[name] for name in (*BASIS, "accept_reason") if name in request.POST}
    ticked = {name: request.POST.getlist(name) for name in _ACCEPTED}
    keep_form(request, reverse("import-plan-preview", args=[batch.pk]), **said, **ticked)
