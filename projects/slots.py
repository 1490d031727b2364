"""What the page of a project shows of the year, which stands above this room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from custody.slots import Slot


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done to a project's report."""

    at: datetime
    what: str
    who: str
    words: str
    said: str
    facts: str
    """Dates and papers of what was said, in a line."""
    everything: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Paper:
    """One file that stands as evidence."""

    address: str
    name: str
    number: str
    page: str


@dataclass(frozen=True, slots=True)
class InRound:
    """A project in one round: where it is reported, how far that is, and everything that was done."""

    name: str
    address: str
    state: str
    deeds: Sequence[Deed]
    papers: Sequence[Paper]


IN_THE_YEAR: Slot[[int, User], Sequence[InRound]] = Slot("a project's reports in the year")
