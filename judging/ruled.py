"""What rulings in force say about one row: in the judge's inputs it stands as if it were printed (§4, Rulings)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from attainment import Column, Kind, Reading, parse
from attainment.targets import SAYS_NOTHING
from attainment.vocabulary import Direction
from counties.models import Finding, Ruling
from counties.ruling_words import RulingWords, said_by

ANSWERS = {
    Ruling.Kind.TARGET.value: Finding.Doubt.TARGET_CONFLICT.value,
    Ruling.Kind.STATED.value: Finding.Doubt.TARGET_CONFLICT.value,
    Ruling.Kind.UNIT.value: Finding.Doubt.UNIT_CONFLICT.value,
}
"""The doubt that a ruling of this kind closes."""
_REPLACED = (Kind.DELEGATED, Kind.NO_TARGET)


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rulings in force about one row, by kind."""

    of: Mapping[str, Ruling] = field(default_factory=dict)

    def beside(self, ruling: Ruling) -> "Ruled":
        """The same, as if this one stood in force too."""
        return Ruled({**self.of, ruling.kind: ruling})

    def without(self, kind: str) -> "Ruled":
        return Ruled({name: one for name, one in self.of.items() if name != kind})

    def direction(self, otherwise: str) -> Direction:
        return Direction(self._value(Ruling.Kind.DIRECTION) or otherwise)

    def unit(self, otherwise: str) -> str:
        return self._value(Ruling.Kind.UNIT) or otherwise

    def attribute(self, otherwise: str) -> str:
        return self._value(Ruling.Kind.ATTRIBUTE) or otherwise

    def target(self, printed: str, assigned: Reading | None) -> str:
        """The target's text. What a superior assigned outranks what the plan's text states."""
        if chosen := self._value(Ruling.Kind.TARGET):
            return chosen
        stated = self._value(Ruling.Kind.STATED)
        outranked = (
            assigned is not None
            and assigned.kind not in SAYS_NOTHING
            and parse(printed, Column.TARGET).kind in _REPLACED
        )
        return stated if stated and not outranked else printed

    @property
    def stated(self) -> str:
        """The target of the plan's text that holds by ruling; empty where there is none."""
        return self._value(Ruling.Kind.STATED)

    def outranked(self, assigned: str | None) -> str:
        """The stated target whose place an assigned one of another wording takes; empty where they agree."""
        stated = self.stated
        return stated if assigned is not None and stated != assigned.strip() else ""

    @property
    def words(self) -> tuple[RulingWords, ...]:
        """What pages and sheets say of them."""
        return said_by(self.of.values())

    @property
    def baseline(self) -> str | None:
        return self._value(Ruling.Kind.BASELINE) or None

    @property
    def parts(self) -> tuple[Reading, ...]:
        return tuple(parse(text, Column.TARGET) for text in parts_of(self._value(Ruling.Kind.PARTS)))

    def still_open(self, doubts: Iterable[str]) -> tuple[str, ...]:
        """The doubts that no ruling answers."""
        closed = {ANSWERS[kind] for kind in self.of if kind in ANSWERS}
        return tuple(doubt for doubt in doubts if doubt not in closed)

    def _value(self, kind: Ruling.Kind) -> str:
        found = self.of.get(kind.value)
        return found.value if found else ""


UNRULED = Ruled()


def parts_of(value: str) -> list[str]:
    """The parts of a ruled composite, one a line."""
    return [line for line in (part.strip() for part in value.splitlines()) if line]


def ruled_on(rows: Collection[int]) -> dict[int, Ruled]:
    """Plan row → its rulings in force; one query."""
    found: dict[int, dict[str, Ruling]] = defaultdict(dict)
    stored = Ruling.objects.in_force().about(Ruling.Listed.INDICATORS, rows).select_related("by")
    for one in stored:
        found[one.row][one.kind] = one
    return {row: Ruled(of) for row, of in found.items()}
