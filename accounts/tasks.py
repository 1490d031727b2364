"""What beat rings for accounts."""

from celery import shared_task

from accounts.actions import unused
from custody.scope import CITY, within


@shared_task(name="accounts.tasks.tidy")
@within(CITY)
def tidy() -> None:
    unused.close_unused()
    unused.forget_expired_sessions()
