"""The list of opinions of one 规划修改: typed, changed, taken out; each on record."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.records import record
from counties.models import Opinion, Plan, Revision
from plans.revising import Basis, begin
from refusals import Refused, Unchanged

Outcome = Opinion.Outcome
FIELDS = ("source", "text", "outcome", "reason", "place")


@transaction.atomic
def begin_revision(plan: Plan, basis: Basis, *, by: User) -> Revision:
    """Put a revision on record before its edition comes, so that its 修改说明 can be listed."""
    return begin(plan, basis, by=by)


@transaction.atomic
def save_opinion(
    revision: Revision, said: Mapping[str, Any], *, by: User, standing: Opinion | None = None
) -> Opinion:
    """Add an opinion, last in its list, or change one. Raises Refused without its reason, Unchanged."""
    Revision.objects.select_for_update().get(pk=revision.pk)
    values = {name: said.get(name, "") for name in FIELDS}
    if why := lacks(values):
        raise Refused(f"{why}。")
    if standing is not None and all(getattr(standing, name) == values[name] for name in FIELDS):
        raise Unchanged("与原来的内容相同，没有改动。")
    opinion = standing or Opinion(revision=revision, number=next_number(revision))
    for name, value in values.items():
        setattr(opinion, name, value)
    opinion.save()
    _record("修改意见" if standing else "登记意见", opinion, by)
    return opinion


@transaction.atomic
def remove_opinion(opinion: Opinion, *, by: User) -> None:
    """Take one out of the list; its versions stay."""
    _record("删除意见", opinion, by)
    opinion.delete()


def lacks(said: Mapping[str, Any]) -> str:
    """What an opinion is missing, without a full stop; empty where nothing is."""
    if not said["text"]:
        return "意见内容是空的，请填写"
    if said["outcome"] != Outcome.ADOPTED and not said["reason"]:
        return f"“{Outcome(said['outcome']).label}”的须写明理由"
    return ""


def next_number(revision: Revision) -> int:
    return (revision.opinions.aggregate(last=Max("number"))["last"] or 0) + 1


def _record(kind: str, opinion: Opinion, by: User) -> None:
    revision = opinion.revision
    detail = {"said": opinion.get_outcome_display(), "reason": opinion.reason}
    subject = f"{revision.plan} {revision.signed} {opinion}"[:200]
    record(kind, subject, by=by, county_id=revision.plan.county_id, detail=detail)
