"""A stored moment as people here read it: local time, written one way on pages, in sheets and in sentences."""

from datetime import datetime

from django.utils import timezone


def to_minute(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def to_second(moment: datetime) -> str:
    """For records whose order within a minute matters."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}"
