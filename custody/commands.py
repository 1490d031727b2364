"""The bases of our commands: a shell has no person, so a command says itself what it may see and leaves its name."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from custody.scope import CITY, within
from custody.slots import Slot
from custody.tracing import traced
from refusals import Refused
from sandbox.deaths import Death, noting

STOPPED: Slot[[list[Death]], None] = Slot("putting on record that a file was stopped")


class ToldCommand(BaseCommand):
    """A command whose refusals are one sentence on stderr and the exit status 1; with `--json` a line on stdout too."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except Refused as refusal:
            if options.get("json"):
                for line in self.refusal_lines(refusal):
                    self.stdout.write(json.dumps(line, ensure_ascii=False))
            raise CommandError(self.refusal_words(refusal, options)) from refusal

    def refusal_lines(self, refusal: Refused) -> list[dict[str, Any]]:
        """What a reader of the JSON finds of a refusal: a problem without a place."""
        place = {"sheet": None, "cell": None}
        return [{"kind": "problem", **place, "severity": "error", "message": str(refusal)}]

    def refusal_words(self, refusal: Refused, options: dict[str, Any]) -> str:
        """What the person at the shell reads."""
        return str(refusal)


class TracedCommand(ToldCommand):
    """A command that changes rows in transactions of its own: its name stands beside every version that it writes."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with traced(command=type(self).__module__.rpartition(".")[2]):
            return super().execute(*args, **options)


class CityCommand(TracedCommand):
    """A command that sees the whole city and is one transaction: it does everything or nothing."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with noting() as deaths:
            try:
                with within(CITY):
                    return super().execute(*args, **options)
            finally:
                # Not before: the refusal undoes everything else.
                if deaths:
                    STOPPED(deaths)
