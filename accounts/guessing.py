"""How guessing is slowed down and stopped: counted by account and address together (the locks themselves are axes')."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from axes.models import AccessAttempt
from django.conf import settings
from django.core.cache import cache
from django.db.models import Max, QuerySet, Sum
from django.utils import timezone

SECOND_WAY_TRIES = 10
SECOND_WAY_PAUSE = 3
"""While locked: so many tries with password and code, and so many seconds between two of them."""


@dataclass(frozen=True)
class Lock:
    """One account at one address, locked until a time."""

    address: str
    until: datetime


def seconds_to_wait(username: str, address: str | None) -> int:
    """How long this account has to wait at this address before it may be tried again; a lock is not told here."""
    found = (
        _recent(username)
        .filter(ip_address=address)
        .aggregate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
    )
    failures, pauses = found["failures"] or 0, settings.LOGIN_PAUSES
    if not 0 < failures <= len(pauses):
        return 0
    left: timedelta = found["last"] + timedelta(seconds=pauses[failures - 1]) - timezone.now()
    return max(0, ceil(left.total_seconds()))


def locks_of(username: str) -> list[Lock]:
    """Where an account is locked at present."""
    by_address = (
        _recent(username)
        .order_by()
        .values("ip_address")
        .annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
        .filter(failures__gte=settings.AXES_FAILURE_LIMIT)
    )
    return [Lock(row["ip_address"] or "未知", row["last"] + settings.AXES_COOLOFF_TIME) for row in by_address]


def locked_among(usernames: Iterable[str]) -> set[str]:
    """Those of the accounts that are locked at some address at present; one query."""
    by_address = _recent(*usernames).order_by().values("username", "ip_address")
    failures = by_address.annotate(failures=Sum("failures_since_start"))
    locked = failures.filter(failures__gte=settings.AXES_FAILURE_LIMIT)
    return set(locked.values_list("username", flat=True))


def may_try_second_way(username: str, address: str | None) -> bool:
    """Whether password and code may be tried together during a lock; counts the try."""
    # What was typed as a name may be a password: it is nowhere kept as it is.
    key = "second-way:" + hashlib.sha256(f"{username}\0{address}".encode()).hexdigest()
    if not cache.add(f"{key}:pause", 1, SECOND_WAY_PAUSE):
        return False
    cache.add(key, 0, settings.AXES_COOLOFF_TIME.total_seconds())
    return bool(cache.incr(key) <= SECOND_WAY_TRIES)


def _recent(*usernames: str) -> QuerySet[AccessAttempt]:
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    attempts: QuerySet[AccessAttempt] = AccessAttempt.objects.filter(username__in=usernames)
    return attempts.filter(attempt_time__gte=since)
