"""Tables that the application role only reads and adds to: acts, versions of rows, changes of verdicts, the chain."""

from typing import cast

from django.apps import apps
from pghistory.models import Context, Event

from accounts.models import Act
from indicators.models import AttainmentChange


def append_only_tables() -> list[str]:
    """Names of the tables, sorted; every event model that is ever added is among them."""
    events = [model for model in apps.get_models() if issubclass(model, Event) and model._meta.managed]
    return sorted(cast("str", model._meta.db_table) for model in (Act, AttainmentChange, Context, *events))
