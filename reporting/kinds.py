"""Kinds of entries: what a list of a plan brings to the one life that all entries have (ADR 42).

A list registers its kind, as a kind of file registers its importer. Moves ask the kind and never which it is.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from accounts.models import User
from reporting.actions.refusals import MoveRefusedError
from reporting.models import Entry, Round


class Kind(ABC):
    """What differs between the entries of two lists; every method is given locked entries of this kind."""

    listed: ClassVar[Round.Listed]

    @abstractmethod
    def before_submitting(self, entries: Sequence[Entry], words: str) -> None:
        """Check what is handed in, set `warnings`; raises MoveRefusedError naming every entry that is not ready."""

    @abstractmethod
    def mark(self, entry: Entry) -> str:
        """What tells what stands in force beside the entry from anything else; "" where nothing does."""

    @abstractmethod
    def before_deciding(self) -> None:
        """Wait for what writes this list's data by another way, and keep it waiting until the transaction ends."""

    @abstractmethod
    def refuse_held_back(self, entries: Collection[Entry]) -> None:
        """Raise MoveRefusedError where one must be looked at by itself and is approved together with others."""

    @abstractmethod
    def put_in_force(self, entry: Entry, reason: str) -> None:
        """Write what the entry says where it counts, and let the entry point there."""

    @abstractmethod
    def follow(self, entries: Sequence[Entry], by: User) -> None:
        """Ask for the work that depends on what came into force."""

    @abstractmethod
    def restore(self, entries: Collection[Entry]) -> Collection[str]:
        """Set locked entries back to what is in force; return the columns that were set."""


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Raises RuntimeError where another kind has the list already."""
    if _KINDS.setdefault(kind.listed, kind) is not kind:
        raise RuntimeError(f"The list {kind.listed} has two kinds of entries.")


def kind_of(entries: Collection[Entry]) -> Kind:
    """The kind of all of these; raises MoveRefusedError where they are of two lists. Reads `round`."""
    lists = {entry.round.listed for entry in entries}
    if len(lists) != 1:
        raise MoveRefusedError("选中的填报项不属于同一张清单；没有办理任何一项，请分别办理。")
    return _KINDS[lists.pop()]


def by_kind(entries: Collection[Entry]) -> Mapping[Kind, list[Entry]]:
    """Entries by their kinds, for what moves them all. Reads `round`."""
    found: dict[Kind, list[Entry]] = {}
    for entry in entries:
        found.setdefault(_KINDS[entry.round.listed], []).append(entry)
    return found
