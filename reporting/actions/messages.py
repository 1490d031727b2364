"""The inbox: messages are written once each, read by their person, and sent by mail where mail is configured."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from custody.scope import CITY, within
from reporting.models import Message
from reporting.notices import CALLS, WHILE_IT_LASTS, notices

log = logging.getLogger(__name__)
MAILED_WITHIN = timedelta(days=3)
"""What is older is no news by mail: a server that gets its mail settings does not pour out its past."""


@transaction.atomic
def deliver(now: datetime) -> int:
    """Write the messages that are not written yet; return how many. Ringing twice writes nothing twice.

    A message whose matter is handled becomes read.
    """
    wanted = {(one.user_id, one.key): one for one in notices(now)}
    written = set(Message.objects.filter(key__in={key for _, key in wanted}).values_list("user_id", "key"))
    _settle(wanted)
    fresh = [
        _fitting(one)
        for place, one in wanted.items()
        if place not in written and not (one.kind in CALLS and one.read_at)
    ]
    # Another beat may write the same at this moment.
    Message.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _settle(wanted: Mapping[tuple[int, str], Message]) -> None:
    """Mark read what is handled, by whomever: it calls for nothing any more."""
    unread = Message.objects.filter(read_at__isnull=True).values_list("pk", "user_id", "key", "kind")
    handled = [pk for pk, user_id, key, kind in unread if _is_handled(wanted.get((user_id, key)), kind)]
    Message.objects.filter(pk__in=handled).update(read_at=timezone.now())


def _is_handled(now: Message | None, kind: str) -> bool:
    return kind in WHILE_IT_LASTS if now is None else now.read_at is not None


def _fitting(message: Message) -> Message:
    longest = Message._meta.get_field("title").max_length or 0
    if len(message.title) > longest:
        message.title = f"{message.title[: longest - 1]}…"
    return message


def mark_read(user: User, *, message_id: int | None = None) -> int:
    """Mark one message of the person read, or all; return how many became read."""
    unread = user.messages.filter(read_at__isnull=True)
    mine = unread if message_id is None else unread.filter(pk=message_id)
    return mine.update(read_at=timezone.now())


def mail(now: datetime) -> int:
    """Send what was not sent yet, one transaction each; return how many.

    A mail server that is down ends the run: what is left is sent by a later one. The message in the application
    does not depend on it.
    """
    if not settings.EMAIL_HOST:
        return 0
    with within(CITY):
        waiting = Message.objects.filter(
            mailed_at__isnull=True, read_at__isnull=True, at__gte=now - MAILED_WITHIN
        )
        ids = list(waiting.filter(user__is_active=True).exclude(user__email="").values_list("pk", flat=True))
    sent = 0
    for pk in sorted(ids):
        try:
            with within(CITY):
                sent += _send(pk)
        except OSError as failed:
            # smtplib's errors are OSErrors too.
            log.warning("mail is not sent and waits: %s", failed)
            break
    return sent


def _send(pk: int) -> int:
    """Send one message, unless somebody else sends it or has sent it."""
    open_ones = Message.objects.select_for_update(of=("self",), skip_locked=True).select_related("user")
    message = open_ones.filter(pk=pk, mailed_at__isnull=True).first()
    if message is None:
        return 0
    message.mailed_at = timezone.now()
    message.save(update_fields=["mailed_at"])
    # After the row is written, before it is committed: a failure leaves it unsent, as it is.
    EmailMessage(
        subject=f"规划台账：{message.get_kind_display()}",
        body=f"{message.title}\n{message.body}\n\n请登录规划台账，在“消息”中查看。",
        to=[message.user.email],
        # The same for ever: should the commit fail after sending, a mail program knows the second as the first.
        headers={"Message-ID": f"<message-{message.pk}@{settings.EMAIL_DOMAIN}>"},
    ).send()
    return 1
