"""How the versions of rows are kept: one word for every model of every room."""

from typing import Any, TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=models.Model)


def tracked(model: type[M]) -> type[M]:
    """Keep every version of the model's rows in its event table; a row that is deleted leaves its last state.

    By statement: row-level triggers under Django's deferrable keys were 50 times slower. Who and why stand in
    the version itself: whoever may read the version may read them, and no table of reasons needs rules (ADR 0013).
    """
    events: tuple[Any, ...] = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    track = pghistory.track(
        *events,
        level=pghistory.Statement,
        context_field=pghistory.ContextJSONField(),
        context_id_field=pghistory.ContextUUIDField(),
    )
    return track(model)  # type: ignore[no-any-return]
