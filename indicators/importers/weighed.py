"""What the rooms above know of figures before they come in force: what is odd about them, which verdicts they change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from custody.slots import Slot
from imports.entering import Flag
from indicators.importers.resolving import Statement


@dataclass(frozen=True, slots=True)
class Weighed:
    """Of one figure of a file, beside all the others of it."""

    flags: tuple[Flag, ...] = ()
    hints: tuple[str, ...] = ()
    verdict: str = ""


WEIGHED: Slot[[Sequence[Statement]], Mapping[int, Weighed]] = Slot(
    "what figures would do beside those in force"
)
"""Statements in, row → what is known of it out; in a constant number of queries."""
