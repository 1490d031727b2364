"""The findings that rulings answer: decided where every row has its answer, open again where one has none any more."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet, Subquery

from counties.models import Finding, Ruling
from indicators.models import PlanIndicator
from judging.ruled import ANSWERS

_LISTED = Ruling.Listed.INDICATORS


def concerned(kind: str, rows: Iterable[int]) -> QuerySet[Finding]:
    """The findings about these rows whose doubt a ruling of this kind answers."""
    found = Finding.objects.standing().filter(doubt=ANSWERS.get(kind, "-"), plan_indicators__in=list(rows))
    return Finding.objects.filter(pk__in=found.values("pk")).order_by("pk")


def judged_rows(finding: Finding) -> set[int]:
    """Its rows that are judged: one that only repeats another needs no answer of its own."""
    return set(PlanIndicator.objects.judged().filter(findings=finding).values_list("pk", flat=True))


def is_answered(finding: Finding, *, but: Collection[Ruling] = ()) -> bool:
    """Whether each of its rows has a ruling that answers its doubt; `but`: rulings that are about to end."""
    kinds = [kind for kind, answered in ANSWERS.items() if answered == finding.doubt]
    rows = judged_rows(finding)
    stand = Ruling.objects.in_force().about(_LISTED, rows).filter(kind__in=kinds)
    ruled = set(stand.exclude(pk__in=[one.pk for one in but]).values_list("row", flat=True))
    return bool(rows) and rows <= ruled


def together(ruling: Ruling) -> list[Ruling]:
    """The rulings in force that end with this one, by row: a choice between targets was made for all rows of its finding."""
    stand = Ruling.objects.in_force().filter(listed=ruling.listed, kind=ruling.kind)
    if ruling.kind != Ruling.Kind.TARGET:
        return list(stand.filter(row=ruling.row))
    rows = {row for finding in concerned(ruling.kind, [ruling.row]) for row in judged_rows(finding)}
    moment = Ruling.objects.filter(pk=ruling.pk).values("at")[:1]
    at_once = Q(plan=ruling.plan_id, value=ruling.value, at=Subquery(moment))
    return list(stand.filter(Q(row__in={*rows, ruling.row}) | at_once).select_related("by").order_by("row"))


def open_without(ended: Collection[Ruling]) -> list[Finding]:
    """The decided findings that would be open again were these rulings revoked."""
    rows = [one.row for one in ended]
    kinds = {one.kind for one in ended}
    found = {one.pk: one for kind in kinds for one in concerned(kind, rows)}
    decided = [one for one in found.values() if one.decision == Finding.Decision.RULED]
    return [one for one in decided if not is_answered(one, but=ended)]
