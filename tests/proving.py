"""A signed-in test client whose person has proved the own identity a moment ago: confirming asks for it."""

import time

from django.test import Client

from accounts.models import User


def signed_in(client: Client, person: User) -> Client:
    """As after a login with the password, which counts as a proof."""
    client.force_login(person)
    session = client.session
    session["confirmed_at"] = time.time()
    session.save()
    return client
