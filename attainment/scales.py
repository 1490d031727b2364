"""How the figures of one row are written (§5): the one voice of sentences, pages, charts, Excel and Word.

Printed values stay verbatim. Computed ones are half-even to d decimals, at least one, none for counts and classes,
and more where it takes more to tell them apart (`tell`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from attainment.arithmetic import FINEST, HUNDRED, ZERO, rounded
from attainment.classes import class_name
from attainment.folding import unclosed
from attainment.questions import STEPS
from attainment.readings import Reading
from attainment.targets import natural
from attainment.vocabulary import Direction, Kind

_MINUS = frozenset("-−－﹣")
_ONE_DECIMAL = 1
_TWO_DECIMALS = 2
_LONGEST = 6
#: Where rule 14 and its flags part.
_BOUNDS = (Decimal("0.60"), Decimal("0.95"), Decimal(1), Decimal("1.10"))


@dataclass(slots=True)
class _Notes:
    """The figures that one text has shown so far: computed, printed, and shares in percent."""

    computed: set[Decimal] = field(default_factory=set)
    printed: set[Decimal] = field(default_factory=set)
    shares: set[Decimal] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Scale:
    """Direction, reporting precision and unit of a row. `finer`: figures that need more decimals here."""

    direction: Direction
    decimals: int
    unit: str | None = None
    finer: Mapping[Decimal, int] = field(default_factory=dict)
    finer_shares: Mapping[Decimal, int] = field(default_factory=dict)
    notes: _Notes | None = field(default=None, repr=False, compare=False)

    def apart_from(self, figures: Iterable[Decimal]) -> Scale:
        """The same scale, with as many decimals as tell these figures from each other."""
        return replace(self, finer=apart(figures, (), self.places))

    @property
    def places(self) -> int:
        """The decimals of a computed figure."""
        return 0 if self.direction in STEPS else max(self.decimals, _ONE_DECIMAL)

    def computed(self, value: Decimal) -> str:
        """A computed figure without its unit; what is not zero is not shown as zero."""
        if self.notes is not None:
            self.notes.computed.add(value)
        return _shown(value, self.finer.get(value) or _enough(value, self.places))

    def difference(self, value: Decimal) -> str:
        """A computed distance: a figure, or how many classes apart."""
        return self.computed(value) + ("个类别" if self.direction is Direction.CLASS else "")

    def distance(self, value: Decimal) -> str:
        """A computed distance with the row's unit."""
        return self.difference(value) + ("" if self.direction is Direction.CLASS else self.unit or "")

    def compared(self, value: Decimal) -> str:
        """A value as a comparison by reporting precision sees it: half-even to exactly d decimals (§2)."""
        return format(rounded(value, self.decimals), "f")

    def required(self, value: Decimal) -> str:
        """What is required: a figure, or the name of a class."""
        named = class_name(value) if self.direction is Direction.CLASS else None
        return named or self.computed(value)

    def ratio(self, value: Decimal) -> str:
        """How many times: never a whole number only because its row counts in steps."""
        return _shown(value, _enough(value, max(self.decimals, _ONE_DECIMAL)))

    def pace(self, value: Decimal) -> str:
        """C/τ with two decimals, more where it would look like one of the bounds that decide."""
        return _shown(value, apart((value,), _BOUNDS, _TWO_DECIMALS).get(value, _TWO_DECIMALS))

    def formula(self, value: Decimal) -> str:
        """A figure of a formula: as exact as it is, to six decimals at most."""
        return _plain(rounded(value, _enough(value, _LONGEST)))

    def share(self, value: Decimal) -> str:
        """A share of one as percent with one decimal."""
        percent = value * HUNDRED
        if self.notes is not None:
            self.notes.shares.add(percent)
        return share(value, self.finer_shares.get(percent))

    def verbatim(self, reading: Reading) -> str:
        """A printed value as printed, but for a stop behind it: a sign, a unit or a sentence goes on there."""
        if self.notes is not None:
            self.notes.printed.update(v for v in (reading.value, reading.upper) if v is not None)
        return unclosed(reading.text)

    def printed(self, reading: Reading) -> str:
        """A printed value as printed, followed by the row's unit where the text prints none."""
        return self.verbatim(reading) + self.unit_beside(reading)

    def unit_beside(self, reading: Reading) -> str:
        """The row's unit where a figure prints none: no text has two units, and words have none."""
        worded = reading.value is not None and not any(sign.isdigit() for sign in reading.text)
        return "" if reading.unit or reading.value is None or worded else self.unit or ""

    def target(self, reading: Reading, baseline: Reading | None = None, year: int | None = None) -> str:
        """{T}: verbatim; a bare number is preceded by the sign of the direction, a control names its baseline."""
        text = self.verbatim(reading)
        if reading.kind is Kind.MAINTAIN and not reading.previous:
            known = baseline is not None and baseline.text.strip() and year is not None
            return f"“{text}”" + (
                f"（基准{year}年为{self.verbatim(baseline)}）" if baseline and known else ""
            )
        if self.direction is Direction.UNKNOWN or reading.kind is not Kind.NUMBER or reading.op is not None:
            return text
        bare = text[0].isdigit() or text[0] in _MINUS
        return natural(self.direction).sign + text if bare else text


def share(value: Decimal, places: int | None = None) -> str:
    """A share of one that stands alone, as percent."""
    percent = value * HUNDRED
    return _shown(percent, places or _enough(percent, _ONE_DECIMAL)) + "%"


def tell(scale: Scale, template: Callable[[Scale], str]) -> str:
    """The text that `template` makes of a scale, with as many decimals as it takes that no two different figures
    of it look the same."""
    notes = _Notes()
    text = template(replace(scale, notes=notes))
    finer = apart(notes.computed, notes.printed, scale.places)
    finer_shares = apart(notes.shares, (), _ONE_DECIMAL)
    if not finer and not finer_shares:
        return text
    return template(replace(scale, finer=finer, finer_shares=finer_shares))


def apart(computed: Iterable[Decimal], printed: Iterable[Decimal], places: int) -> dict[Decimal, int]:
    """The computed figures that need more than `places` decimals to differ from each other, from the printed
    ones and from zero, and how many they need."""
    needed = dict.fromkeys(computed, places)
    fixed = {ZERO, *printed}
    while True:
        looks: dict[Decimal, set[Decimal]] = defaultdict(set)
        for value in fixed:
            looks[value].add(value)
        for value, decimals in needed.items():
            looks[rounded(value, decimals)].add(value)
        vague = {
            value
            for alike in looks.values()
            if len(alike) > 1
            for value in alike & needed.keys()
            if needed[value] < FINEST and rounded(value, needed[value]) != value
        }
        if not vague:
            return {value: decimals for value, decimals in needed.items() if decimals > places}
        for value in vague:
            needed[value] += 1


def _enough(value: Decimal, places: int) -> int:
    """`places`, or as many as it takes that the value is not shown as zero."""
    while value and places < FINEST and not rounded(value, places):
        places += 1
    return places


def _plain(value: Decimal) -> str:
    """Without the noughts behind the last decimal that says something."""
    return format(rounded(value, next(d for d in range(FINEST) if rounded(value, d) == value)), "f")


def _shown(value: Decimal, places: int) -> str:
    return format(rounded(value, places), "f")
