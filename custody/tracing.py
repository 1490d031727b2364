"""What stands beside every version of a row: user, request, Job or command, import, reason.

A context of the history library lives as long as its outermost opener and takes what inner ones add; the second
import of one command would then rewrite what the first one's rows say. So every `traced` block has a context of
its own, and a stored context is never changed (the application role has no right to).
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from pghistory.runtime import Context, _tracker


@contextmanager
def traced(**metadata: Any) -> Iterator[None]:
    """Let every row changed in the body carry `metadata` besides what the surrounding blocks said."""
    outer = getattr(_tracker, "value", None)
    if outer is None:
        with pghistory.context(**metadata):
            yield
        return
    _tracker.value = Context(uuid.uuid4(), {**outer.metadata, **metadata})
    try:
        yield
    finally:
        _tracker.value = outer
