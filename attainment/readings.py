"""What one printed cell says, typed; the verbatim text stays beside it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from attainment.arithmetic import MAX_DECIMALS
from attainment.vocabulary import Change, Kind, Op


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of one cell (§1). It is derived: `text` is the record, the rest can be redone.

    `value` and `upper` are in `unit` as printed (None: the column's own unit); `23.17%` is 23.17. `rank` is
    the water class, Ⅰ = 1 … Ⅴ = 5, 劣Ⅴ = 6. `basis_year` is a comparison year that the text names; `previous`: it
    speaks of the year before. `subject` is what the text names before its demand (`森林覆盖率≥25%`, `新增8万个`),
    `due_year` the year by which it demands it.
    """

    kind: Kind
    text: str
    op: Op | None = None
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str | None = None
    authority: tuple[str, ...] = ()
    basis_year: int | None = None
    change: Change | None = None
    reason: str | None = None
    rank: int | None = None
    previous: bool = False
    subject: str | None = None
    due_year: int | None = None

    def __str__(self) -> str:
        return self.text


def printed_decimals(*readings: Reading) -> int:
    """The most decimals printed in the cells of a row: its reporting precision where none is set (§2)."""
    figures = (
        figure for reading in readings for figure in (reading.value, reading.upper) if figure is not None
    )
    exponents = (figure.as_tuple().exponent for figure in figures)
    return min(MAX_DECIMALS, max((-e for e in exponents if isinstance(e, int)), default=0))
