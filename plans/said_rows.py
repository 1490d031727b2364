"""What a person says of single rows of a file: that one is a row printed otherwise until now, what it means, what is converted.

Nothing is guessed: a row of the same 序号 or name is offered, and is another row until somebody says that it is the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from counties.names import fold
from indicators.importers.plan_rows import StoredRows, place_of, table_of
from indicators.models import PlanIndicator
from indicators.printed_rows import IndicatorRow


@dataclass(frozen=True, slots=True)
class Said:
    """`same`: place → stored row. `mapping`: place → code of the catalogue; `aliases`: those of them whose name becomes
    one. `convert`: statements (`Carried.name`) that are converted into the new unit."""

    same: Mapping[str, int] = field(default_factory=dict)
    mapping: Mapping[str, str] = field(default_factory=dict)
    aliases: frozenset[str] = frozenset()
    convert: frozenset[str] = frozenset()


NOTHING_SAID = Said()


def said_of(options: Mapping[str, Any]) -> Said:
    """As it is kept with a batch."""
    kept = options.get("said") or {}
    return Said(
        kept.get("same", {}),
        kept.get("mapping", {}),
        frozenset(kept.get("aliases", ())),
        frozenset(kept.get("convert", ())),
    )


def as_options(said: Said) -> dict[str, Any]:
    return {
        "same": dict(said.same),
        "mapping": dict(said.mapping),
        "aliases": sorted(said.aliases),
        "convert": sorted(said.convert),
    }


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored row that a printed one may be, and by what."""

    row: PlanIndicator
    why: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A printed row that no stored one is by its key, and the stored ones that it may be."""

    place: str
    title: str
    candidates: tuple[Candidate, ...]
    said: int | None


def offers(rows: Iterable[IndicatorRow], stored: StoredRows) -> list[Offer]:
    """For each printed row that is new by its key; a page asks of each."""
    found = []
    for row in rows:
        place = place_of(row)
        if place in stored.of or not stored.unmatched:
            continue
        possible = [
            Candidate(known, why)
            for known in stored.unmatched.values()
            if (why := _why(row, known)) and _may_be_one_table(row, known)
        ]
        if possible:
            said = stored.said.get(place)
            title = f"{row.seq or ''} {row.printed_name}".strip()
            found.append(Offer(place, title, tuple(possible), said.pk if said else None))
    return found


def _may_be_one_table(row: IndicatorRow, known: PlanIndicator) -> bool:
    return row.sheet == known.sheet or fold(table_of(row)) == fold(known.table)


def _why(row: IndicatorRow, known: PlanIndicator) -> str:
    same_seq = bool(row.seq) and row.seq == known.seq
    same_name = fold(row.name) == fold(known.name)
    return "、".join(filter(None, ("序号相同" if same_seq else "", "名称相同" if same_name else "")))


def gone_key(row: PlanIndicator) -> str:
    """What a row that a file no longer prints is called in its preview."""
    return f"gone:row:{row.pk}"
