"""Where sessions are kept: Django's database store, with the user beside each row.

So a person's sessions can be listed and ended, and a closed or demoted account loses them at once.
"""

import time
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from accounts.models import Session


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    def save(self, must_create: bool = False) -> None:
        """As Django's; a session of a signed-in person always knows when it began and was last used."""
        if SESSION_KEY in self:
            self.setdefault("started", time.time())
            self.setdefault("seen", self["started"])
        super().save(must_create)

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row to store, with the user who is signed in, if any."""
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row
