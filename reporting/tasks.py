"""What beat rings for the year."""

from celery import shared_task
from django.utils import timezone

from custody.scope import CITY, within
from reporting.actions import messages
from reporting.actions.reviewing import lapse_reopenings


@shared_task(name="reporting.tasks.deliver")
@within(CITY)
def deliver() -> None:
    messages.deliver(timezone.now())


@shared_task(name="reporting.tasks.mail")
def mail() -> None:
    messages.mail(timezone.now())


@shared_task(name="reporting.tasks.lapse")
@within(CITY)
def lapse() -> None:
    lapse_reopenings(timezone.localdate())
