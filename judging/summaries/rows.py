"""Plan rows with their stored verdict of one year: what the matrix and the county page are made of."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import CharField, F, FilteredRelation, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from attainment import Compare, Status
from counties.models import Ruling
from counties.models.rulings import RulingQuerySet
from counties.ruling_words import RulingWords, kept, listed
from indicators.flows import Current, current
from indicators.models import PlanIndicator

#: Field of RowVerdict → where it comes from, in the order of the dataclass.
_SOURCES = {
    "row_id": "pk",
    "plan_id": "plan_id",
    "county_id": "plan__county_id",
    "indicator_id": "indicator_id",
    "site_id": "site_id",
    "site": "site__name",
    "table": "table",
    "seq": "seq",
    "level1": "level1",
    "level2": "level2",
    "name": "name",
    "unit": "unit_in_force",
    "attribute": "attribute_in_force",
    "baseline_text": "baseline_text",
    "baseline_year": "baseline_year",
    "target_text": "target_text",
    "target_year": "target_year",
    "file_name": "edition__file_name",
    "sheet": "sheet",
    "name_cell": "name_cell",
    "target_cell": "target_cell",
    "code": "indicator__code",
    "indicator_name": "indicator__name",
    "indicator_unit": "indicator__unit",
    "direction": "direction_in_force",
    "decimals": "indicator__decimals",
    "category1": "indicator__level1",
    "category2": "indicator__level2",
    "order": "indicator__order",
    "department_id": "indicator__default_department_id",
    "status": "verdict__status",
    "reason": "verdict__reason",
    "required": "verdict__required",
    "gap": "verdict__gap",
    "headroom_used": "verdict__headroom_used",
    "data_year": "verdict__data_year",
    "flags": "verdict__flags",
    "explanation": "verdict__explanation",
    "value_text": "verdict__value_text",
    "used_target": "verdict__target_text",
    "uses_demo": "verdict__uses_demo",
    "reviewed": "by_hand__status",
    "values": "indicator__values",
    "rules_version": "verdict__rules_version",
    "compare": "indicator__compare",
    "ruled": "ruled",
    "printed_unit": "unit",
    "printed_attribute": "attribute",
}


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """One judged plan row and its stored verdict of one year; `status` None: not computed yet.

    Printed texts are verbatim; unit, attribute and direction are those in force: ruled, else printed. `required`, `gap` in the row's unit, `headroom_used` a share of one.
    """

    row_id: int
    plan_id: int
    county_id: int
    indicator_id: int
    site_id: int | None
    site: str | None
    table: str
    seq: str
    level1: str
    level2: str
    name: str
    unit: str
    attribute: str
    baseline_text: str
    baseline_year: int | None
    target_text: str
    target_year: int
    file_name: str
    sheet: str
    name_cell: str
    target_cell: str
    code: str
    indicator_name: str
    indicator_unit: str
    direction: str
    decimals: int | None
    category1: str
    category2: str
    order: int
    department_id: int | None
    status: str | None
    reason: str | None
    required: Decimal | None
    gap: Decimal | None
    headroom_used: Decimal | None
    data_year: int | None
    flags: list[str] | None
    explanation: str | None
    value_text: str | None
    used_target: str | None
    uses_demo: bool | None
    reviewed: str | None = None
    values: str = ""
    rules_version: str | None = None
    compare: str = Compare.FULL
    ruled: list[dict[str, str]] | None = None
    """The rulings in force as the query has them; None where there are none."""
    printed_unit: str = ""
    printed_attribute: str = ""

    @property
    def rulings(self) -> tuple[RulingWords, ...]:
        """What a person ruled: beside what is printed, wherever that stands."""
        return tuple(map(kept, self.ruled or ()))

    @property
    def ruled_words(self) -> str:
        """The same for one cell of a sheet, or a title."""
        return listed(self.rulings)

    @property
    def assigned_target(self) -> str:
        """The target that a superior set, where the verdict rests on it."""
        used = self.used_target or ""
        by_ruling = used in {one.value for one in self.rulings if one.beside == "target"}
        return "" if used == self.target_text or by_ruling else used

    @property
    def by_hand(self) -> str:
        """The reviewer's own verdict in words, where no rule decides; it counts apart (人工判定)."""
        if self.status != Status.UNJUDGED or not self.reviewed:
            return ""
        return str(Status(self.reviewed).label)

    @property
    def current(self) -> Current:
        """现值: of a flow always with what it is about."""
        return current(
            self.direction,
            self.values,
            self.value_text,
            is_judged=self.data_year is not None,
            rules_version=self.rules_version,
        )

    def figure_year(self, year: int) -> int | None:
        """The year whose figure stands beside the verdict of `year`; None where none does."""
        return (self.data_year or year) if self.current.figure else None

    @property
    def category(self) -> str:
        """The catalogue's group, as `Indicator.category`."""
        return f"{self.category1} · {self.category2}" if self.category2 else self.category1

    @property
    def source(self) -> str:
        """File, sheet and cell, for the small grey line."""
        return f"{self.file_name} · {self.sheet}!{self.name_cell}"


def row_verdicts(plan_ids: Collection[int], year: int) -> list[RowVerdict]:
    """The judged rows of these plans as printed, each with its verdict of `year`; one query."""
    rows = (
        PlanIndicator.objects.judged()
        .filter(plan__in=plan_ids)
        .annotate(
            unit_in_force=_in_force(Ruling.Kind.UNIT, "unit"),
            attribute_in_force=_in_force(Ruling.Kind.ATTRIBUTE, "attribute"),
            direction_in_force=_in_force(Ruling.Kind.DIRECTION, "indicator__direction"),
            ruled=_ruled(),
            verdict=FilteredRelation("attainments", condition=Q(attainments__year=year)),
            by_hand=FilteredRelation(
                "reviewer_verdicts",
                condition=Q(reviewer_verdicts__year=year, reviewer_verdicts__superseded_at__isnull=True),
            ),
        )
        .order_by("plan_id", "sheet", "row_number", "pk")
        .values_list(*_SOURCES.values())
    )
    return [RowVerdict(*row) for row in rows]


def _rulings() -> RulingQuerySet:
    return Ruling.objects.in_force().filter(listed=Ruling.Listed.INDICATORS, row=OuterRef("pk"))


def _in_force(kind: Ruling.Kind, printed: str) -> Coalesce:
    """What a person ruled, else what is printed."""
    return Coalesce(
        Subquery(_rulings().filter(kind=kind).values("value")[:1]), F(printed), output_field=CharField()
    )


def _ruled() -> Subquery:
    by = Coalesce(NullIf("by__display_name", Value("")), "by__username")
    said = JSONObject(by=by, **{name: name for name in ("kind", "value", "reason", "document_number", "at")})
    found = _rulings().order_by().values("row").annotate(said=JSONBAgg(said, order_by="kind"))
    return Subquery(found.values("said"))


def departments_of_rows(plan_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Plan row → the departments its table prints; one query. A row that prints none is absent."""
    links = PlanIndicator.departments.through.objects.filter(planindicator__plan__in=plan_ids)
    found: dict[int, set[int]] = defaultdict(set)
    for row_id, department_id in links.values_list(F("planindicator_id"), F("department_id")):
        found[row_id].add(department_id)
    return {row_id: frozenset(ids) for row_id, ids in found.items()}
