"""The bases of our commands: a shell has no person, so a command says itself what it may see and leaves its name."""

from typing import Any

from django.core.management.base import BaseCommand

from custody.scope import CITY, within
from custody.tracing import traced


class TracedCommand(BaseCommand):
    """A command that changes rows in transactions of its own: its name stands beside every version that it writes."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with traced(command=type(self).__module__.rpartition(".")[2]):
            return super().execute(*args, **options)


class CityCommand(TracedCommand):
    """A command that sees the whole city and is one transaction: it does everything or nothing."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with within(CITY):
            return super().execute(*args, **options)
