"""Rows of a plan's indicator tables into the ledger: resolve, compare with the edition before, apply.

Rows are matched by table + 序号 + printed name (design, life of a figure); one that is printed otherwise only where a
person said that it is the same. Nothing is deleted: a row that a corrected workbook no longer prints is closed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from counties.models import Department, Plan, PlanEdition
from counties.names import NameBook, fold
from imports.changes import Change
from imports.outcomes import Outcome
from indicators.importers.final_values import keep_final
from indicators.models import Indicator, PlanIndicator, PlanMapping, Site
from indicators.printed_rows import IndicatorRow
from workbooks.problems import Problem, error

Key = tuple[str, str, str]
Same = Mapping[str, int]
"""Place of a printed row (`place_of`) → the stored row that a person said it is."""
FindDepartments = Callable[[str], list[Department]]

FIELD_LABELS = {
    "printed_name": "指标名称",
    "level1": "一级指标",
    "level2": "二级指标",
    "unit": "单位",
    "baseline_text": "基准值",
    "baseline_year": "基准年",
    "target_text": "目标",
    "target_year": "目标年",
    "final_text": "期末值",
    "claim": "完成情况",
    "attribute": "指标属性",
    "data_source": "数据来源",
    "indicator_id": "对应指标",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a printed row means: a catalogue indicator, and a site where the row is about one."""

    indicator: Indicator
    site_name: str = ""


class Meanings:
    """Decides what each printed row means: the plan's reviewed mapping first, then exact names."""

    def __init__(self, plan: Plan | None) -> None:
        mappings = PlanMapping.objects.filter(plan=plan).select_related("indicator")
        self._mapped = {
            key_of(mapping.table, mapping.seq, mapping.printed_name): Meaning(
                mapping.indicator, mapping.site_name
            )
            for mapping in mappings
        }
        indicators = Indicator.objects.all()
        self._names = NameBook((indicator, indicator.all_names) for indicator in indicators)

    def find(
        self, row: IndicatorRow, *, chosen: Indicator | None = None, was: PlanIndicator | None = None
    ) -> Meaning | Problem:
        """The meaning of one row, or a problem naming its cell and what an administrator should do.

        `chosen`: what a person mapped it to in this very import. `was`: the row that it has been until now.
        """
        before = Meaning(was.indicator, was.site.name if was.site else "") if was else None
        mapped = self._mapped.get(row_key(row)) or before
        if chosen is not None and (mapped is None or mapped.indicator != chosen):
            return Meaning(chosen)
        if mapped is not None:
            return mapped
        match = self._names.find(row.name)
        if match.one is not None:
            return Meaning(match.one)
        return error(row.sheet, row.name_cell, _unknown(row, [i.name for i in match.things], match.near))


def _unknown(row: IndicatorRow, several: Iterable[str], near: Iterable[str]) -> str:
    names = "、".join(several)
    if names:
        return (
            f"{row.name_cell} 的指标“{row.name}”在目录中不止一项（{names}）；请在“规划行对应”中指定后再导入。"
        )
    hint = "、".join(near)
    hint = f"相近的有：{hint}。" if hint else ""
    return f"{row.name_cell} 的指标“{row.name}”不在指标目录中。{hint}请先在指标目录中登记该指标或其别名，再导入。"


def key_of(table: str, seq: str, printed_name: str) -> Key:
    """Table, 序号 and printed name: what a row is matched by, whatever the width of its brackets."""
    return fold(table), seq, fold(printed_name)


def place_of(row: IndicatorRow) -> str:
    """Where a printed row stands in its file; what a person says of it is kept under this."""
    return f"{row.sheet}!{row.name_cell}"


def row_key(row: IndicatorRow) -> Key:
    return key_of(table_of(row), row.seq or "", row.printed_name)


def table_of(row: IndicatorRow) -> str:
    """The printed title; a table without one goes by its sheet."""
    return row.table or row.sheet


def stored_values(row: IndicatorRow, meaning: Meaning, *, numbered: bool) -> dict[str, Any]:
    """The columns of PlanIndicator that a printed row fills. `numbered`: the plan has a numbered table."""
    baseline, final = row.baseline, row.final
    return {
        "indicator_id": meaning.indicator.pk,
        "is_repeat": numbered and row.seq is None,
        "sheet": row.sheet,
        "row_number": row.row,
        "table": table_of(row),
        "seq": row.seq or "",
        "printed_name": row.printed_name,
        "level1": row.level1 or "",
        "level2": row.level2 or "",
        "name": row.name,
        "unit": row.unit or "",
        "name_cell": row.name_cell,
        "baseline_text": baseline.text if baseline else "",
        "baseline_year": baseline.year if baseline else None,
        "baseline_cell": baseline.address if baseline else "",
        "baseline_inherited": baseline.inherited if baseline else False,
        "target_text": row.target.text,
        "target_year": row.target.year,
        "target_cell": row.target.address,
        "target_inherited": row.target.inherited,
        "final_text": final.text if final else "",
        "final_cell": final.address if final else "",
        "claim": row.claim or "",
        "attribute": row.attribute or "",
        "data_source": row.data_source or "",
        "extra": dict(row.extras),
    }


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One printed row with its meaning and what stands in the ledger for it now."""

    row: IndicatorRow
    meaning: Meaning
    values: Mapping[str, Any]
    stored: PlanIndicator | None
    change: Change
    is_said: bool = False
    """Whether a person said that it is the stored row, which is printed otherwise."""

    @property
    def place(self) -> str:
        return place_of(self.row)


class StoredRows:
    """The rows of a plan as they stand, and which of them a printed row is."""

    def __init__(self, plan: Plan | None, rows: Iterable[IndicatorRow], same: Same) -> None:
        found = PlanIndicator.objects.filter(plan=plan).select_related("indicator", "site")
        keyed = {key_of(known.table, known.seq, known.printed_name): known for known in found}
        self.of: dict[str, PlanIndicator] = {}
        for row in rows:
            if (known := keyed.pop(row_key(row), None)) is not None:
                self.of[place_of(row)] = known
        self.unmatched = {known.pk: known for known in keyed.values() if known.closed_in_id is None}
        """Standing rows that the file does not print under their key."""
        # The first that claims a row has it; a page offers each row once.
        free = dict(self.unmatched)
        self.said = {place: known for place, pk in same.items() if (known := free.pop(pk, None)) is not None}
        self.gone = list(free.values())

    def known(self, row: IndicatorRow) -> PlanIndicator | None:
        place = place_of(row)
        return self.of.get(place) or self.said.get(place)


def plan_rows(
    stored: StoredRows, rows: Iterable[IndicatorRow], meanings: Mapping[Key, Meaning]
) -> tuple[list[PlannedRow], list[PlanIndicator]]:
    """Compare printed rows with the stored ones: (rows as planned, stored rows that are gone)."""
    rows = list(rows)
    numbered = any(row.seq for row in rows)
    planned = []
    for row in rows:
        meaning = meanings[row_key(row)]
        values = stored_values(row, meaning, numbered=numbered)
        known, is_said = stored.known(row), place_of(row) in stored.said
        change = _change(row, values, known, _FOUND_BY if is_said else {})
        planned.append(PlannedRow(row, meaning, values, known, change, is_said))
    return planned, stored.gone


_FOUND_BY = {"table": "表", "seq": "序号"}
"""What a row is matched by besides its name: told where another row was said to be the same."""


def _change(
    row: IndicatorRow, values: Mapping[str, Any], known: PlanIndicator | None, more: Mapping[str, str]
) -> Change:
    if known is None or known.closed_in_id is not None:
        return _as_change(Outcome.NEW, row, {})
    different = {
        label: (_shown(known, name, getattr(known, name)), _shown(known, name, values[name]))
        for name, label in {**more, **FIELD_LABELS}.items()
        if getattr(known, name) != values[name]
    }
    return _as_change(Outcome.CHANGED if different else Outcome.SAME, row, different)


def _shown(known: PlanIndicator, name: str, value: Any) -> str:
    if name == "indicator_id":
        return str(Indicator.objects.get(pk=value))
    return "" if value is None else str(value)


def _as_change(kind: Outcome, row: IndicatorRow, fields: dict[str, tuple[str, str]]) -> Change:
    return Change(kind, "indicator", table_of(row), row.seq or "", row.name, row.name_cell, fields)


def gone_change(known: PlanIndicator) -> Change:
    return Change(Outcome.GONE, "indicator", known.table, known.seq, known.name, known.name_cell)


def apply_rows(
    plan: Plan,
    edition: PlanEdition,
    planned: Iterable[PlannedRow],
    gone: Iterable[PlanIndicator],
    find_departments: FindDepartments,
) -> set[int]:
    """Write planned rows and close gone ones; return the ids whose verdicts may differ.

    Cells and row numbers follow the new edition even where no printed text changed.
    """
    touched: set[int] = set()
    sites: dict[str, Site] = {}
    for item in planned:
        values = {**item.values, "edition": edition, "closed_in": None, "site": _site(plan, item, sites)}
        stored = item.stored or PlanIndicator(plan=plan)
        for name, value in values.items():
            setattr(stored, name, value)
        stored.save()
        stored.departments.set(find_departments(stored.data_source))
        if item.change.kind is not Outcome.SAME:
            touched.add(stored.pk)
        if keep_final(plan, edition, stored):
            touched.add(stored.pk)
    for known in gone:
        PlanIndicator.objects.filter(pk=known.pk).update(closed_in=edition)
        touched.add(known.pk)
    return touched


def _site(plan: Plan, item: PlannedRow, sites: dict[str, Site]) -> Site | None:
    name = item.meaning.site_name
    if not name:
        return None
    if name not in sites:
        known = Site.objects.filter(county_id=plan.county_id)
        # A name that was merged into another is an alias of it.
        site = known.filter(name=name).first() or known.filter(aliases__contains=[name]).first()
        sites[name] = site or Site.objects.create(county_id=plan.county_id, name=name)
    return sites[name]
