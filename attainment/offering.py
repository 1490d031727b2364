"""The words of a vocabulary as a list to choose from: value and label, for forms, models and files."""

from collections.abc import Iterable
from typing import Protocol


class Labelled(Protocol):
    """A member of one of the judge's vocabularies."""

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> str: ...


def offered(words: Iterable[Labelled]) -> list[tuple[str, str]]:
    """(value, Chinese label) of each, in the given order: what is stored and what is shown."""
    return [(word.value, word.label) for word in words]
