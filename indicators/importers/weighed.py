"""What the rooms above know of figures before they come in force: what is odd about them, which verdicts they change.

To weigh is most of the work of an import, so it is done once: the preview keeps what came of it with a digest of all
that was read for it, and where that is the same under the lock, so is what comes of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
BASIS: Slot[[Sequence[Statement]], str] = Slot("a digest of what figures are weighed against")
NOTHING = Weighed()


@dataclass(frozen=True, slots=True)
class Weighing:
    """What came of each row, and of what it rests on a digest."""

    basis: str
    of: Mapping[int, Weighed]

    def as_json(self) -> dict[str, Any]:
        said = {row: one for row, one in self.of.items() if one != NOTHING}
        return {"basis": self.basis, "rows": {row: _as_json(one) for row, one in said.items()}}


def weighing(writing: Sequence[Statement], kept: Mapping[str, Any]) -> Weighing:
    """Of every figure that may be written; `kept`: of an earlier look, taken where it still rests on the same."""
    # Before anything is read for it: what moves meanwhile is noticed later.
    basis = BASIS(writing)
    if kept.get("basis") != basis:
        return Weighing(basis, WEIGHED(writing))
    known = kept["rows"]
    return Weighing(basis, {one.row: _from_json(known.get(str(one.row))) for one in writing})


def _as_json(one: Weighed) -> list[Any]:
    return [[[flag.check, flag.label, flag.sentence] for flag in one.flags], list(one.hints), one.verdict]


def _from_json(kept: Sequence[Any] | None) -> Weighed:
    if kept is None:
        return NOTHING
    flags, hints, verdict = kept
    return Weighed(tuple(Flag(*flag) for flag in flags), tuple(hints), verdict)
