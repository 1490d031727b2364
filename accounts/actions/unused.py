"""Accounts that nobody uses are closed; sessions that have run out are swept away."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Greatest
from django.utils import timezone

from accounts.actions.people import close_account
from accounts.actions.refusals import AccountRefusedError
from accounts.models import Session, User

logger = logging.getLogger(__name__)


def close_unused() -> int:
    """Close every account unused for the days of the settings, on record; return how many.

    The last open administrator stays: somebody must be able to open accounts again.
    """
    limit = timezone.now() - timedelta(days=settings.UNUSED_ACCOUNT_DAYS)
    open_accounts = User.objects.filter(is_active=True).annotate(used=Greatest("last_login", "opened_at"))
    closed = 0
    # PostgreSQL's GREATEST passes over NULL: who never logged in counts from the day of opening.
    for user in open_accounts.filter(used__lt=limit).order_by("pk"):
        try:
            close_account(user=user, by=None, why=f"{settings.UNUSED_ACCOUNT_DAYS} 天未使用")
            closed += 1
        except AccountRefusedError as refusal:
            logger.warning("Account %s is unused and stays open: %s", user.pk, refusal)
    return closed


def forget_expired_sessions() -> int:
    """Delete the sessions that nobody can use any more; return how many."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
