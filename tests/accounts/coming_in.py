"""Signing in for real, and moving the clock of a session, as tests of accounts need it."""

import time
from typing import Any

from django.test import Client

from accounts.models import Session


def password_of(username: str) -> str:
    """The password that `tests.reference.person` gives."""
    return f"{username}-Passw0rd"


def sign_in(client: Client, username: str, password: str | None = None, **extra: Any) -> Any:
    form = {"username": username, "password": password or password_of(username)}
    return client.post("/login/", form, **extra)


def age(client: Client, **seconds: float) -> None:
    """Let a session's moments (`started`, `seen`, `confirmed_at`) lie so many seconds in the past."""
    session = client.session
    for name, past in seconds.items():
        session[name] = time.time() - past
    session.save()


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def sessions_of(username: str) -> int:
    return Session.objects.filter(user__username=username).count()
