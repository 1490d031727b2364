"""What a lower room asks of an upper one, without knowing it.

A room imports only what stands below it. Where it needs something from above (what a county has reported, before a
year is published), it keeps a slot; the upper room fills it in its `AppConfig.ready`.
"""

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Slot(Generic[P, R]):
    """A function that one upper room brings; calling it before that raises RuntimeError."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._filled: Callable[P, R] | None = None

    def fill(self, function: Callable[P, R]) -> None:
        """Raises RuntimeError where somebody else has filled it: the second would silently win."""
        if self._filled not in {None, function}:
            raise RuntimeError(f"The slot “{self.what}” is filled twice.")
        self._filled = function

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        if self._filled is None:
            raise RuntimeError(f"Nobody has filled the slot “{self.what}”.")
        return self._filled(*args, **kwargs)
