"""What becomes of one row of a file, whatever the file: one vocabulary for previews, reports and acts on record."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """How a row stands to what is stored. Each kind of file knows some of these and has its own words for them."""

    NEW = "new"
    CHANGED = "changed"
    """Another value than the one in force: a correction, a new version, a later entry."""
    SAME = "same"
    GONE = "gone"
    """In force, and no longer in the file."""
    REPEAT = "repeat"
    """The row says what an earlier row of the file has said."""
    BLANK = "blank"
    CONFLICT = "conflict"
    """Somebody else has changed it since the file was downloaded; the person chooses."""
    LOCKED = "locked"
    """It may not be changed now."""
    REFUSED = "refused"
    """Not understood or not allowed; a problem says why."""


def counted(outcomes: Iterable[Outcome], kinds: Iterable[Outcome]) -> dict[str, int]:
    """How many of each kind, every kind named: {"new": 0, "changed": 2, "same": 52, "gone": 0}."""
    found = Counter(outcomes)
    return {kind.value: found[kind] for kind in kinds}
