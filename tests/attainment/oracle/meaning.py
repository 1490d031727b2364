"""What a cell means, and what a row asks: known by construction, never read from a text."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

FLOWS = frozenset({"rate", "log_rate", "cumulative"})
UPWARD = frozenset({"higher", "floor", "count", "cumulative", "rate", "log_rate"})
STEPS = frozenset({"count", "class"})
CLASSES = ("Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类")


@dataclass(frozen=True)
class Meaning:
    """One cell: `kind` and the parts that §1 gives it."""

    kind: str
    value: Decimal | None = None
    op: str | None = None
    upper: Decimal | None = None
    change: str | None = None
    unit: str | None = None
    basis_year: int | None = None
    previous: bool = False
    reason: str | None = None


@dataclass
class Case:
    """One question: `line` is what the judge reads, the rest what its texts mean."""

    line: dict[str, Any]
    target: Meaning
    baseline: Meaning | None = None
    assigned: Meaning | None = None
    observed: dict[int, Meaning] = field(default_factory=dict)
    annual: dict[int, tuple[Meaning, str | None]] = field(default_factory=dict)
    parts: list[Meaning] = field(default_factory=list)

    @property
    def direction(self) -> str:
        return str(self.line["direction"])

    @property
    def upward(self) -> bool:
        return self.direction in UPWARD

    @property
    def decimals(self) -> int:
        return int(self.line["decimals"])

    @property
    def rounds(self) -> bool:
        return bool(self.line.get("compare") == "rounded")

    @property
    def unit(self) -> str | None:
        return self.line.get("unit")

    @property
    def year(self) -> int:
        return int(self.line["year"])

    @property
    def target_year(self) -> int:
        return int(self.line["target"]["year"])

    @property
    def baseline_year(self) -> int:
        printed = self.line.get("baseline")
        return int(printed["year"] if printed else self.line["plan_base_year"])

    @property
    def start(self) -> int:
        """§3 Start: flows begin at the plan's stated base year, all others at the baseline's."""
        if self.direction in FLOWS:
            return int(self.line.get("plan_base_year", self.baseline_year))
        return self.baseline_year

    @property
    def built(self) -> bool:
        """Whether the figure is built up from annual values."""
        default = "annual" if self.direction == "cumulative" else "cumulative"
        return self.direction in FLOWS and self.line.get("values", default) == "annual"

    def basis(self, year: int) -> str | None:
        """The stated basis of a year's observation."""
        found: str | None = self.line.get("bases", {}).get(str(year))
        return found

    @property
    def baseline_basis(self) -> str | None:
        found: str | None = (self.line.get("baseline") or {}).get("basis")
        return found

    def start_value(self) -> Decimal | None:
        """b of §3."""
        if self.direction in FLOWS:
            return Decimal(0)
        cell = self.baseline
        if cell is None or cell.op is not None:
            return None
        if self.direction == "class":
            return cell.value if cell.kind == "class" else None
        if cell.kind == "annotated" and cell.basis_year not in (None, self.baseline_year):
            return None
        return cell.value if cell.kind in ("number", "annotated") else None
