"""The inbox of the person who is signed in."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, signed_in
from reporting.actions.messages import mark_read

PER_PAGE = 50


@signed_in
@require_safe
def message_list(request: SignedInRequest) -> HttpResponse:
    own = request.user.messages.all()
    only_unread = request.GET.get("unread") == "1"
    shown = own.filter(read_at__isnull=True) if only_unread else own
    context = {
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "only_unread": only_unread,
        "number_unread": own.filter(read_at__isnull=True).count(),
        "address": "unread=1" if only_unread else "",
    }
    return render(request, "reporting/messages.html", context)


@signed_in
@require_POST
def message_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark a message read and go where it leads."""
    found = get_object_or_404(request.user.messages, pk=pk)
    mark_read(request.user, message_id=found.pk)
    return redirect(found.link or "message-list")


@signed_in
@require_POST
def messages_read(request: SignedInRequest) -> HttpResponse:
    """Mark all read."""
    mark_read(request.user)
    return redirect("message-list")
