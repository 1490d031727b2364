"""Two names of one place: its figures and plan rows come under one site, the other name becomes an alias. On record."""

from django.db import transaction
from django.db.models import ManyToOneRel

from accounts.models import User
from accounts.records import record
from counties.names import fold
from custody.tracing import traced
from indicators.actions.findings import ask_for_findings
from indicators.actions.recompute import ChangedFigure, ask_for_figures, ask_for_rows
from indicators.actions.writing import lock_figures
from indicators.models import Observation, PlanIndicator, Site
from refusals import Refused

LISTED = 5
MOVES = (Observation, PlanIndicator)
"""What comes along; whatever else points to the site keeps it from being merged."""


@transaction.atomic
def merge_sites(*, kept: int, merged: int, by: User | None) -> Site:
    """Put everything of the site `merged` under `kept`, which answers to both names from then on.

    Raises Refused, and changes nothing, where they are not of one county, both have a figure for the same thing, or
    entries of a round stand on the one that would go: an approved figure stays what it measures.
    """
    lock_figures()
    # In the order of their keys: two who merge crosswise wait for each other once.
    locked = {
        site.pk: site
        for site in Site.objects.select_for_update().filter(pk__in=(kept, merged)).order_by("pk")
    }
    if len(locked) != 2:
        raise Refused("请选择两个不同的监测点位。")
    into, gone = locked[kept], locked[merged]
    if into.county_id != gone.county_id:
        raise Refused(f"“{into.name}”和“{gone.name}”不在同一县区，不能合并。")
    _refuse_entries(gone)
    figures = list(Observation.objects.select_for_update().filter(site=gone).select_related("indicator"))
    _refuse_doubles(figures, into)
    with traced(reason=f"点位“{gone.name}”并入“{into.name}”"):
        Observation.objects.filter(pk__in=[figure.pk for figure in figures]).update(site=into)
        rows = list(PlanIndicator.objects.filter(site=gone).values_list("pk", flat=True))
        PlanIndicator.objects.filter(pk__in=rows).update(site=into)
        name, aliases = gone.name, [gone.name, *gone.aliases]
        gone.delete()
        by_fold: dict[str, str] = {}
        for alias in (*into.aliases, *aliases):
            by_fold.setdefault(fold(alias), alias)
        into.aliases = [alias for folded, alias in by_fold.items() if folded != fold(into.name)]
        into.save(update_fields=["aliases"])
    moved = [f"{one.indicator.name} {one.year}年 {one.text}" for one in figures]
    detail = {"before": name, "after": into.name, "moved": moved, "rows": len(rows)}
    record("合并监测点位", f"{name} → {into.name}", by=by, county_id=into.county_id, detail=detail)
    _ask(figures, rows, into, by)
    return into


def _refuse_entries(gone: Site) -> None:
    for relation in Site._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel) or not getattr(relation.field, "db_constraint", True):
            continue
        model = relation.related_model
        if model in MOVES or isinstance(model, str):
            continue
        if model._default_manager.filter(**{relation.field.name: gone}).exists():
            raise Refused(
                f"“{gone.name}”已有年度填报项，其数值审核后不能改记到别的点位；请改为保留“{gone.name}”，并入另一个。"
            )


def _refuse_doubles(figures: list[Observation], into: Site) -> None:
    """Two figures for one thing: a person has to say which is right before."""

    def key(one: Observation) -> tuple[object, ...]:
        return one.indicator_id, one.year, one.period, one.basis, one.plan_indicator_id

    standing = {key(one) for one in Observation.objects.filter(site=into)}
    doubled = [f"{one.indicator.name} {one.year}年{one.period}" for one in figures if key(one) in standing]
    if doubled:
        more = f"等 {len(doubled)} 项" if len(doubled) > LISTED else ""
        raise Refused(
            f"两个点位对同一项都有在账数值（{'、'.join(doubled[:LISTED])}{more}），不能合并；请先更正或撤下其中一个。"
        )


def _ask(figures: list[Observation], rows: list[int], into: Site, by: User | None) -> None:
    """Rows that read the figures of the kept site from now on are judged again, moved figures or none."""
    cause = f"合并监测点位：{into.name}"
    changed = {ChangedFigure(one.county_id, one.indicator_id, into.pk, one.year) for one in figures}
    ask_for_figures(changed, cause=cause, by=by)
    ask_for_rows(rows, why="data", cause=cause, by=by)
    if changed or rows:
        ask_for_findings(by=by)
