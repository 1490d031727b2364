"""What stands beside every version of a row: user, request, Job or command, import, reason.

A context of the history library lives as long as its outermost opener and takes what inner ones add; the second
import of one command would then say what the first one's reason was. So a `traced` block takes back what it added.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory


@contextmanager
def traced(**metadata: Any) -> Iterator[None]:
    """Let every row changed in the body carry `metadata` besides what the surrounding blocks said."""
    with pghistory.context() as current:
        said = dict(current.metadata)
        current.metadata.update(metadata)
        try:
            yield
        finally:
            current.metadata.clear()
            current.metadata.update(said)
