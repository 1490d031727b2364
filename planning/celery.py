"""Celery: the broker is a doorbell, the truth of every Job is a row in PostgreSQL.

A message carries a task name and ids, as JSON. Nothing is stored in the broker that could not be lost:
the sweeper, rung every ten seconds by beat, finds the Jobs whose bell was not heard.
"""

from typing import Any

from celery import Celery
from celery.signals import worker_init

app = Celery("planning")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def start_sandbox(**_told: Any) -> None:
    """Before the pool's processes part: they share it."""
    from sandbox.calling import start

    start()
