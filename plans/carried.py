"""Targets and rulings on a row whose unit an edition changes: converted exactly where a person says so, else carried.

A bare 22 was set in the unit that the row had. Under another unit it would say something else without a word: what is
carried as it was keeps its row in doubt until somebody has looked (`indicators.findings.carried`).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from accounts.models import User
from attainment import Column, Kind, parse
from attainment.units import convert as converted_value
from attainment.units import same
from counties.findings import Rule
from counties.models import Finding, PlanEdition, Ruling
from indicators.actions.targets import restate
from indicators.importers.plan_rows import PlannedRow
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator

_BARE = frozenset({Kind.NUMBER, Kind.INTERVAL, Kind.APPROXIMATE, Kind.CUMULATIVE, Kind.DIFFERENCE})
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_RULED = (Ruling.Kind.TARGET, Ruling.Kind.BASELINE, Ruling.Kind.STATED, Ruling.Kind.PARTS)
"""Rulings that say a figure of the row."""
_CLASS = "类"
RULING = "ruling"


@dataclass(frozen=True, slots=True)
class Carried:
    """One statement on a row, made in the unit `was`; `converted`: its exact text in the unit `now`, empty where none is."""

    row: PlanIndicator
    kind: str
    key: int
    word: str
    text: str
    document: str
    was: str
    now: str
    converted: str = ""
    is_converted: bool = False

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def said(self) -> str:
        return f"{self.word} {self.text}{f'（{self.document}）' if self.document else ''}"

    def as_json(self) -> dict[str, Any]:
        return {
            "row": self.row.pk,
            "title": f"{self.row.seq} {self.row.name}".strip(),
            "kind": self.kind,
            "key": self.key,
            "name": self.name,
            "said": self.said,
            "was": self.was,
            "now": self.now,
            "converted": self.converted,
            "is_converted": self.is_converted,
        }


def carried(rows: Iterable[PlannedRow], converting: Collection[str]) -> list[Carried]:
    """What stands on rows whose unit becomes another; a constant number of queries, none where no unit does."""
    moved = {item.stored.pk: units for item in rows if item.stored and (units := _moved_unit(item))}
    if not moved:
        return []
    stored = {item.stored.pk: item.stored for item in rows if item.stored}
    set_in = _set_in(moved, stored)
    # A ruled unit stands above the printed one, before and after.
    for pk in (
        Ruling.objects.in_force()
        .about(Ruling.Listed.INDICATORS, moved)
        .filter(kind=Ruling.Kind.UNIT)
        .values_list("row", flat=True)
    ):
        moved.pop(pk, None)
    found = (
        replace(one, was=set_in.get(one.name, one.was))
        for one in (*_targets(moved, stored), *_rulings(moved, stored))
        if _is_bare(one.text)
    )
    return [_chosen(one, converting) for one in found if not same(one.was, one.now)]


def _set_in(rows: Collection[int], stored: Mapping[int, PlanIndicator]) -> dict[str, str]:
    """Statement → the unit that it was made in, where an earlier edition carried it and nobody has settled that since."""
    about = Finding.objects.standing().filter(rule=Rule.UNIT_CARRIED, plan_indicators__in=rows)
    settled = about.exclude(decision__in=(Finding.Decision.OPEN, Finding.Decision.UPHELD))
    clear = set(settled.values_list("plan_indicators", flat=True))
    plans = {stored[pk].plan_id for pk in rows}
    editions = PlanEdition.objects.filter(plan__in=plans, carried__isnull=False).order_by("-number")
    kept = [one for carried in editions.values_list("carried", flat=True) for one in carried or ()]
    return {one["name"]: one["was"] for one in kept if one["row"] in rows and one["row"] not in clear}


def _moved_unit(item: PlannedRow) -> tuple[str, str] | None:
    """The unit before and after, where they are two. A row that is closed has none to lose."""
    if item.stored is None or item.stored.closed_in_id is not None:
        return None
    was = item.stored.unit or item.stored.indicator.unit
    now = item.values["unit"] or item.meaning.indicator.unit
    return None if same(was, now) or _CLASS in (was, now) else (was, now)


def _targets(moved: dict[int, tuple[str, str]], rows: dict[int, PlanIndicator]) -> Iterator[Carried]:
    for kind, model in (("assigned", AssignedTarget), ("annual", AnnualTarget)):
        for one in model.objects.in_force().filter(plan_indicator__in=moved).order_by("plan_indicator", "pk"):
            was, now = moved[one.plan_indicator_id]
            word = f"{one.year}年度目标" if isinstance(one, AnnualTarget) else "下达目标"
            yield Carried(
                rows[one.plan_indicator_id], kind, one.pk, word, one.text, one.document_number, was, now
            )


def _rulings(moved: dict[int, tuple[str, str]], rows: dict[int, PlanIndicator]) -> Iterator[Carried]:
    found = Ruling.objects.in_force().about(Ruling.Listed.INDICATORS, moved).filter(kind__in=_RULED)
    for one in found.order_by("row", "pk"):
        was, now = moved[one.row]
        word = f"裁定的{one.get_kind_display()}"
        yield Carried(rows[one.row], RULING, one.pk, word, one.value, one.document_number, was, now)


def _is_bare(text: str) -> bool:
    """Whether it is read in the row's unit: a number that names none of its own."""
    readings = [parse(line, Column.TARGET) for line in text.splitlines()]
    return any(one.kind in _BARE and one.unit is None for one in readings)


def _chosen(one: Carried, converting: Collection[str]) -> Carried:
    """A ruling is a reviewer's: an administrator converts none."""
    text = "" if one.kind == RULING else in_other_unit(one.text, one.was, one.now)
    return replace(one, converted=text, is_converted=bool(text) and one.name in converting)


def in_other_unit(text: str, was: str, now: str) -> str:
    """The text with its numbers in the other unit, every digit; empty where there is no exact one: `≥22` → `≥22000000`."""
    reading = parse(text, Column.TARGET)
    wanted = [value for value in (reading.value, reading.upper) if value is not None]
    printed = _NUMBER.findall(text)
    if reading.kind not in _BARE or reading.unit is not None or len(printed) != len(wanted):
        return ""
    exact = [_decimal(converted_value(value, was, now)) for value in wanted]
    if None in exact:
        return ""
    numbers = iter(format(value, "f") for value in exact if value is not None)
    changed = _NUMBER.sub(lambda _: next(numbers), text)
    again = parse(changed, Column.TARGET)
    is_it = (again.kind, again.op, [again.value, again.upper]) == (
        reading.kind,
        reading.op,
        [*exact, None][:2],
    )
    return changed if is_it else ""


def _decimal(value: Fraction | None) -> Decimal | None:
    """Where the fraction has an end; thirds have none (1 亩 is 2000/3 m²)."""
    if value is None:
        return None
    with localcontext() as context:
        context.prec = 60
        found = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(found) != value:
        return None
    return Decimal(format(found.normalize(), "f"))


def convert(chosen: Sequence[Carried], edition: PlanEdition, *, by: User | None) -> None:
    """Set the converted texts under the documents of the old ones; call after the rows are written."""
    models: dict[str, Any] = {"assigned": AssignedTarget, "annual": AnnualTarget}
    for one in chosen:
        before = models[one.kind].objects.select_related("plan_indicator__plan").get(pk=one.key)
        note = f"{edition.plan.short_title}第{edition.number}版将单位由{one.was}改为{one.now}，由 {one.text} 换算"
        restate(before, text=one.converted, note=note, revision=edition.revision, by=by)
