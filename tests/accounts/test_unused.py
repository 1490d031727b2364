"""Accounts unused for ninety days are closed, on record; the last administrator stays."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.actions.unused import close_unused
from accounts.models import Act, User
from accounts.tasks import tidy
from tests import reference

pytestmark = pytest.mark.django_db


def used(user: User, *, login: int | None, opened: int) -> None:
    now = timezone.now()
    last = None if login is None else now - timedelta(days=login)
    User.objects.filter(pk=user.pk).update(last_login=last, opened_at=now - timedelta(days=opened))


@pytest.mark.parametrize(
    ("login", "opened", "closes"),
    [(91, 400, True), (89, 400, False), (None, 91, True), (None, 89, False), (400, 1, False)],
    ids=["long ago", "lately", "never", "new", "reopened"],
)
def test_an_account_closes_after_ninety_days_without_a_login(
    login: int | None, opened: int, closes: bool
) -> None:
    user = reference.reviewer()
    used(user, login=login, opened=opened)
    assert close_unused() == closes
    assert User.objects.get(pk=user.pk).is_active is not closes
    acts = [(act.kind, act.subject, act.by, act.detail["why"]) for act in Act.objects.all()]
    assert acts == ([("关闭账号", "reviewer", None, "90 天未使用")] if closes else [])


def test_the_last_administrator_stays_open(caplog: pytest.LogCaptureFixture) -> None:
    for name in ("first", "second"):
        used(reference.administrator(name), login=100, opened=400)
    assert close_unused() == 1
    assert User.objects.filter(is_active=True).count() == 1
    assert "stays open" in caplog.text


def test_the_clock_rings_for_it_every_hour() -> None:
    used(reference.reviewer(), login=91, opened=400)
    tidy()
    assert not User.objects.get().is_active
    entry = settings.CELERY_BEAT_SCHEDULE["tidy-accounts"]
    assert (entry["task"], entry["schedule"]) == (tidy.name, 3600.0)
