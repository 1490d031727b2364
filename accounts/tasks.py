"""What beat rings for accounts."""

from celery import shared_task

from accounts.actions import unused


@shared_task(name="accounts.tasks.tidy")
def tidy() -> None:
    unused.close_unused()
    unused.forget_expired_sessions()
