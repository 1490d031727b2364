"""重复: a figure that is last year's over again, and a sheet that is."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from attainment import Direction
from plausibility.facts import Facts, Remark, Severity
from plausibility.logic import is_counted

TELLING = 3
"""A figure of fewer digits (30, 1.5) comes again by itself."""
SHARE = 3
"""One in so many of a sheet is no chance any more."""
FEWEST_COPIES = 5


def same_again(facts: Facts, value: Decimal) -> Iterator[Remark]:
    """Exactly last year's figure, where it could have been told from another."""
    before = facts.year_before
    if before is not None and repeats(facts) and len(value.normalize().as_tuple().digits) >= TELLING:
        yield Remark("repeated", f"与 {before.label}相同，请留意是否为当年数据", severity=Severity.HINT)


def repeats(facts: Facts) -> bool | None:
    """Whether the cell repeats last year's figure; None where that would tell nothing.

    A bound that is kept (100 %, 0), a row that has never moved, a few parks and a class stay as they are.
    """
    before, value = facts.year_before, facts.value
    if before is None or value is None or facts.direction is Direction.CLASS:
        return None
    if not before.value or before.value == facts.maximum or is_counted(facts):
        return None
    earlier = {past.value for past in facts.known if past.year < facts.year}
    if len(earlier) == 1 and len(facts.known) > 1:
        return None
    return value == before.value


@dataclass(frozen=True, slots=True)
class Copied:
    """So many figures of a sheet are last year's, of so many that could tell."""

    same: int
    told: int

    @property
    def sentence(self) -> str:
        return f"{self.told} 项可与上年比较的数值中有 {self.same} 项与上年完全相同"


def copied(cells: Collection[bool | None]) -> Copied | None:
    """The one question about a sheet of which a third is last year's; `cells`: what `repeats` says of each."""
    told = [cell for cell in cells if cell is not None]
    same = sum(told)
    return Copied(same, len(told)) if same >= FEWEST_COPIES and same * SHARE >= len(told) else None
