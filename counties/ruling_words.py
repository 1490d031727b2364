"""What a ruling says beside what is printed, the same on every page, in every sheet and in a sealed year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counties.models import Ruling
from counties.models.rulings import in_words, signed

_BESIDE = {
    Ruling.Kind.TARGET: "target",
    Ruling.Kind.STATED: "target",
    Ruling.Kind.PARTS: "target",
    Ruling.Kind.BASELINE: "baseline",
    Ruling.Kind.DIRECTION: "direction",
    Ruling.Kind.ATTRIBUTE: "attribute",
    Ruling.Kind.UNIT: "unit",
}
EVERYWHERE = tuple(dict.fromkeys(_BESIDE.values()))


@dataclass(frozen=True, slots=True)
class RulingWords:
    """One ruling in force: what applies, by whose word, under which document. The printed text stays beside it."""

    kind: str
    value: str
    reason: str
    document_number: str
    by: str
    at: datetime

    @property
    def label(self) -> str:
        return str(Ruling.Kind(self.kind).label)

    @property
    def words(self) -> str:
        """“35”, 越高越好, 约束性."""
        return in_words(self.kind, self.value)

    @property
    def signed(self) -> str:
        """“35”（文号，某人，日期）."""
        return signed(self)

    @property
    def told(self) -> str:
        """采用的目标 裁定：“35”（文号，某人，日期）, where it stands by itself."""
        return f"{self.label} 裁定：{self.signed}"

    @property
    def sentence(self) -> str:
        """The same with its reason."""
        return f"{self.told}；理由：{self.reason}"

    @property
    def beside(self) -> str:
        """The column whose printed text it speaks of."""
        return _BESIDE[Ruling.Kind(self.kind)]


def said_by(rulings: Iterable[Ruling]) -> tuple[RulingWords, ...]:
    """The words of stored rulings."""
    return tuple(
        RulingWords(one.kind, one.value, one.reason, one.document_number, str(one.by), one.at)
        for one in rulings
    )


def kept(said: Mapping[str, Any]) -> RulingWords:
    """The words as a sealed year or a query in JSON has them."""
    return RulingWords(
        kind=said["kind"],
        value=said["value"],
        reason=said["reason"],
        document_number=said["document_number"],
        by=said["by"],
        at=datetime.fromisoformat(said["at"]),
    )


def beside(rulings: Iterable[RulingWords], places: str) -> list[RulingWords]:
    """Those that speak of these columns."""
    wanted = places.split() if places else EVERYWHERE
    return [one for one in rulings if one.beside in wanted]


def listed(rulings: Iterable[RulingWords], places: str = "") -> str:
    """For one cell of a sheet."""
    return "；".join(one.told for one in beside(rulings, places))
