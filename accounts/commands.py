"""The base of our commands: a shell has no person, so a command says itself what it may see."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.scope import CITY, within


class CityCommand(BaseCommand):
    """A command that sees the whole city and is one transaction: it does everything or nothing."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with within(CITY):
            return super().execute(*args, **options)
