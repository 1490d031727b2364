"""Frozen inputs of the rules: one listing of a project as it stands in the ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from counties.findings import CitedCell


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """The plan a listing belongs to, and its county."""

    pk: int
    title: str
    county_id: int
    area_km2: Decimal | None
    period: tuple[int, int]
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One standing row of a project table; `yi` is None where the amount is missing or flagged."""

    pk: int
    project_id: int
    plan: PlanFacts
    sheet: str
    row_number: int
    category: str
    seq: str
    name: str
    name_cell: str
    investment_text: str
    investment_unit: str
    investment_cell: str
    yi: Decimal | None
    problem: str
    start: str
    finish: str
    start_text: str
    finish_text: str
    builders: tuple[str, ...]
    departments: tuple[str, ...]
    content: str
    extra: Mapping[str, str] = field(default_factory=dict)
    unknown_departments: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How a person finds the listing on its sheet."""
        return f"[{self.seq}] {self.name}" if self.seq else f"“{self.name}”"

    @property
    def place(self) -> str:
        """The number of the row, where the name alone does not tell two apart."""
        return f"第 {self.row_number} 行" + (f"[{self.seq}]" if self.seq else "")

    def name_as_cell(self) -> CitedCell:
        return CitedCell(self.plan.file, self.sheet, self.name_cell, self.name)

    def amount_as_cell(self) -> CitedCell:
        return CitedCell(
            self.plan.file, self.sheet, self.investment_cell or self.name_cell, self.investment_text
        )

    def near(self, text: str) -> CitedCell:
        """A text of the row whose own cell is not stored: the name tells the place."""
        return CitedCell(self.plan.file, self.sheet, self.name_cell, text)

    @property
    def amount(self) -> str:
        """The printed amount with its unit, or what stands where a figure should."""
        text = self.investment_text.strip()
        if not any(map(str.isdigit, text)):
            return f"“{text}”" if text else "空白"
        return f"{text} {self.investment_unit}".strip()


def by_plan(listings: Iterable[Listing]) -> list[list[Listing]]:
    """The listings of each plan, in the order in which they are printed."""
    plans: dict[int, list[Listing]] = {}
    for listing in sorted(listings, key=lambda one: (one.plan.pk, one.sheet, one.row_number)):
        plans.setdefault(listing.plan.pk, []).append(listing)
    return list(plans.values())
