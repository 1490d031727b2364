"""What a check is told and what it answers."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from attainment import Direction
from attainment.questions import FLOWS


class Severity(StrEnum):
    """What the person has to do; `.label` is the word beside the cell."""

    MEND = "mend"
    EXPLAIN = "explain"
    HINT = "hint"

    @property
    def label(self) -> str:
        return {"mend": "需改正", "explain": "需说明", "hint": "请留意"}[self.value]


@dataclass(frozen=True, slots=True)
class Remark:
    """What is odd: a code for machines, a sentence for the person, the text that would mend it ("" for none)."""

    code: str
    sentence: str
    suggestion: str = ""
    severity: Severity = Severity.EXPLAIN


@dataclass(frozen=True, slots=True)
class Past:
    """A figure of another year, as `label` names it (`2023 年`), with its number in the unit of the cell, or its rank."""

    label: str
    text: str
    value: Decimal
    year: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A figure that contains the cell's, or is contained in it: `value` in the unit of the cell."""

    name: str
    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures that the catalogue declares to add up: `parts` to `whole`, both in the cell's unit.

    `tolerance`: what rounding to the printed decimals can make.
    """

    whole_name: str
    whole: Decimal
    names: tuple[str, ...]
    parts: Decimal
    tolerance: Decimal


@dataclass(frozen=True, slots=True)
class Magnitudes:
    """The city's figures of the indicator lie from `lowest` to under `highest`, powers of ten; in the cell's unit."""

    text: str
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One cell with what it is compared to; numbers in `unit`, a water class as its rank (smaller is better).

    `trouble`: why the text cannot be read at all. `is_silent`: it says that there is no figure, and not why.
    `series`: the same row's figures of other years, oldest first; where `is_total` they count up from zero after
    the year `starts`, and what stands in that year or before belongs to another period. `target` only helps to tell
    a slip. `area`: the county's own, for areas only.
    """

    text: str
    year: int
    unit: str = ""
    direction: Direction = Direction.UNKNOWN
    value: Decimal | None = None
    trouble: str = ""
    is_silent: bool = False
    is_due: bool = True
    series: tuple[Past, ...] = ()
    is_total: bool = False
    starts: int | None = None
    baseline: Past | None = None
    target: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    area: Whole | None = None
    others: Magnitudes | None = None
    wholes: tuple[Whole, ...] = ()
    parts: tuple[Whole, ...] = ()
    sums: tuple[Sum, ...] = ()
    # Worked out once: the figures that the cell can be held against.
    known: tuple[Past, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", self._known())

    def _known(self) -> tuple[Past, ...]:
        """Figures of other years of the same period, with the baseline where its year has none; oldest first."""
        since = self.starts if self.is_total and self.starts is not None else 0
        found = {past.year: past for past in self.series if past.year != self.year and past.year > since}
        if self.baseline is not None and not self.is_flow and self.baseline.year != self.year:
            found.setdefault(self.baseline.year, self.baseline)
        return tuple(found[year] for year in sorted(found))

    @property
    def is_flow(self) -> bool:
        return self.direction in FLOWS

    @property
    def last(self) -> Past | None:
        """The nearest figure before the cell's year, however far back; where there is none, the nearest after it."""
        before = [past for past in self.known if past.year < self.year]
        return before[-1] if before else next(iter(self.known), None)

    @property
    def year_before(self) -> Past | None:
        return next((past for past in self.known if past.year == self.year - 1), None)
