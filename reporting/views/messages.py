"""The inbox of the person who is signed in."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, signed_in
from lists.filters import OneOf
from lists.list_filter import ListFilter
from lists.listing import Listing
from lists.sorting import Sort
from reporting.actions.messages import mark_read
from reporting.models import Message
from reporting.reach import GONE, out_of_reach


class MessageFilter(ListFilter):
    """Narrows a person's own messages, newest first."""

    unread = OneOf("状态", choices=[("1", "未读")], method="not_read")
    kind = OneOf("种类", "kind", choices=Message.Kind.choices)

    sorts = {"at": Sort("时间", "at", up="从早到晚", down="从晚到早", first="-")}
    usual = "-at"

    def not_read(self, rows: QuerySet[Message], _: str, unread: str) -> QuerySet[Message]:
        return rows.filter(read_at__isnull=True)


@signed_in
@require_safe
def message_list(request: SignedInRequest) -> HttpResponse:
    own = request.user.messages.all()
    listing = Listing(request, MessageFilter(request.GET, own))
    context = {
        "listing": listing,
        "gone": out_of_reach(request.user, listing.shown),
        "gone_words": GONE,
        "number_unread": own.filter(read_at__isnull=True).count(),
    }
    return render(request, "reporting/messages.html", context)


@signed_in
@require_POST
def message_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark a message read and go where it leads."""
    found = get_object_or_404(request.user.messages, pk=pk)
    mark_read(request.user, message_id=found.pk)
    if out_of_reach(request.user, [found]):
        messages.info(request, GONE)
        return redirect("message-list")
    return redirect(found.link or "message-list")


@signed_in
@require_POST
def messages_read(request: SignedInRequest) -> HttpResponse:
    """Mark all read."""
    mark_read(request.user)
    return redirect("message-list")
