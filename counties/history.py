"""How the versions of rows are kept: one word for every model of every room."""

from typing import Any, TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=models.Model)


def tracked(model: type[M]) -> type[M]:
    """Keep every version of the model's rows in its event table; a row that is deleted leaves its last state.

    By statement: row-level triggers under Django's deferrable keys were 50 times slower (ADR 0011).
    """
    events: tuple[Any, ...] = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return pghistory.track(*events, level=pghistory.Statement)(model)  # type: ignore[no-any-return]
