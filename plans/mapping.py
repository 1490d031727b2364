"""Which catalogue entry a row of a plan is: found, or chosen while importing and remembered for the plan."""

from collections.abc import Iterable, Sequence

from accounts.models import User
from accounts.records import record
from counties.models import Plan
from counties.names import fold
from indicators.importers import plan_rows
from indicators.importers.plan_rows import Key, Meaning, PlannedRow, StoredRows
from indicators.models import Indicator, PlanMapping
from indicators.printed_rows import IndicatorRow
from plans.said_rows import Said
from workbooks.problems import Problem


def meanings_of(
    rows: Iterable[IndicatorRow], plan: Plan | None, stored: StoredRows, said: Said
) -> dict[Key, Meaning | Problem]:
    """What every row means, or why nobody knows."""
    finder = plan_rows.Meanings(plan)
    chosen = {one.code: one for one in Indicator.objects.filter(code__in=set(said.mapping.values()))}
    return {
        plan_rows.row_key(row): finder.find(
            row,
            chosen=chosen.get(said.mapping.get(plan_rows.place_of(row), "")),
            was=stored.said.get(plan_rows.place_of(row)),
        )
        for row in rows
    }


def remember(rows: Sequence[PlannedRow], said: Said, plan: Plan, *, by: User | None) -> None:
    """Keep what was chosen for the plan's rows; take wanted aliases into the catalogue; an entry that a plan uses is no
    longer one of monitoring alone."""
    for item in rows:
        if item.place in said.mapping or item.is_said:
            PlanMapping.objects.update_or_create(
                plan=plan,
                table=item.values["table"],
                seq=item.values["seq"],
                printed_name=item.values["printed_name"],
                defaults={"indicator": item.meaning.indicator, "site_name": item.meaning.site_name},
            )
    for item in rows:
        if item.place in said.aliases:
            _alias(item, by)
    _used(rows, plan, by)


def _alias(item: PlannedRow, by: User | None) -> None:
    """The printed name leads to the entry from now on, unless it leads to one already."""
    name, entry = item.row.name, Indicator.objects.get(pk=item.meaning.indicator.pk)
    others = Indicator.objects.exclude(pk=entry.pk)
    if any(fold(name) == fold(known) for one in (entry, *others) for known in one.all_names):
        return
    entry.aliases = [*entry.aliases, name]
    entry.save(update_fields=["aliases"])
    record("登记别名", f"{entry.name}：{name}", by=by)


def _used(rows: Sequence[PlannedRow], plan: Plan, by: User | None) -> None:
    used = {item.meaning.indicator.pk for item in rows}
    for entry in Indicator.objects.filter(pk__in=used, observed_only=True).order_by("order"):
        entry.observed_only = False
        entry.save(update_fields=["observed_only"])
        record("指标列入规划", f"{entry.name}（{plan}），不再仅监测", by=by)
