"""The Django project: settings, urls, celery, checks, and the pages that need every room."""

from planning.celery import app as celery_app

__all__ = ["celery_app"]
