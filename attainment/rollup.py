"""Counting verdicts (§6): always n of N, with what is left out beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from attainment.vocabulary import Colour, Status


class Attribute(StrEnum):
    """指标属性 as printed; never guessed where a plan prints none."""

    BINDING = "binding"
    EXPECTED = "expected"
    UNMARKED = "unmarked"

    @property
    def label(self) -> str:
        return {"binding": "约束性", "expected": "预期性", "unmarked": "未标注"}[self.value]


class Share(NamedTuple):
    """n of N; never a bare percentage."""

    n: int
    total: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of one kind have which status."""

    by_status: dict[Status, int]

    def of(self, *colours: Colour) -> int:
        """Rows whose status has one of the colours."""
        return sum(count for status, count in self.by_status.items() if status.colour in colours)

    @property
    def total(self) -> int:
        return sum(self.by_status.values())

    @property
    def judged(self) -> int:
        """Rows with a verdict that is not grey."""
        return self.total - self.of(Colour.GREY)

    @property
    def assessable(self) -> int:
        """All rows but those without a target to assess."""
        return self.total - self.by_status[Status.EXCLUDED]

    @property
    def unjudged(self) -> int:
        """What must stand beside every rate: assessable rows without a verdict."""
        return self.assessable - self.judged

    @property
    def coverage(self) -> Share:
        """参评率: judged of all but the excluded."""
        return Share(self.judged, self.assessable)

    @property
    def completion(self) -> Share:
        """完成率, for the final year: achieved of achieved and missed."""
        achieved = self.by_status[Status.ACHIEVED]
        return Share(achieved, achieved + self.by_status[Status.MISSED])

    @property
    def on_schedule(self) -> Share:
        """达进度率, for an interim year: green of green, yellow and red."""
        return Share(self.of(Colour.GREEN), self.judged)


@dataclass(frozen=True, slots=True)
class Rollup:
    """Counts of all rows and per attribute."""

    all: Counts
    by_attribute: dict[Attribute, Counts]

    @property
    def banner(self) -> str | None:
        """What must stand above everything else where a binding target was missed."""
        missed = self.by_attribute[Attribute.BINDING].by_status[Status.MISSED]
        return "约束性指标未全部完成" if missed else None


def rollup(rows: Iterable[tuple[Status, Attribute]]) -> Rollup:
    """Count rows that are already one per county and catalogue indicator."""
    found = Counter(rows)
    by_attribute = {
        attribute: Counts({status: found[status, attribute] for status in Status}) for attribute in Attribute
    }
    everything = {status: sum(found[status, attribute] for attribute in Attribute) for status in Status}
    return Rollup(Counts(everything), by_attribute)
