"""Celery: the broker is a doorbell, the truth of every Job is a row in PostgreSQL.

A message carries a task name and ids, as JSON. Nothing is stored in the broker that could not be lost:
the sweeper, rung every ten seconds by beat, finds the Jobs whose bell was not heard.
"""

from celery import Celery

app = Celery("planning")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
