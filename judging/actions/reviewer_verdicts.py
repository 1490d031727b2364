"""A reviewer's own verdict (人工判定) where no rule can decide: beside the rule's status, never in its place."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.records import record
from attainment import Reason, Status
from custody.tracing import traced
from indicators.models import PlanIndicator
from judging.models import ReviewerVerdict
from judging.questions import Inputs, load_inputs
from judging.recompute import judge
from refusals import Refused, Unchanged


class VerdictRefusedError(Refused):
    """No verdict was stored or taken back."""


def is_for_people(inputs: Inputs, year: int) -> bool:
    """Whether the rule leaves this row and year to a person: a target in words or with several thresholds."""
    if year not in inputs.row.plan.years:
        return False
    verdict = judge(inputs, year)[1]
    return verdict.status is Status.UNJUDGED and verdict.reason == Reason.MANUAL


@transaction.atomic
def judge_by_hand(row: PlanIndicator, *, year: int, status: Status, reason: str, by: User) -> ReviewerVerdict:
    """Store a verdict with its reason; an earlier one of the year is superseded and stays.

    Raises VerdictRefusedError where a rule can decide or without a reason, Unchanged where the very same stands.
    """
    reason = reason.strip()
    PlanIndicator.objects.select_for_update(of=("self",)).get(pk=row.pk)
    inputs = next(iter(load_inputs([row.pk])), None)
    if inputs is None or not is_for_people(inputs, year):
        raise VerdictRefusedError(f"{year} 年的结论可由规则得出，或不是需人工判定的情形；没有录入人工判定。")
    if not reason:
        raise VerdictRefusedError("人工判定须写明理由。")
    before = _in_force(row, year)
    if before is not None and (before.status, before.reason) == (status.value, reason):
        raise Unchanged("与在用的人工判定完全相同，没有改动。")
    with traced(reason=f"人工判定：{reason}"):
        if before is not None:
            _end(before)
        made = ReviewerVerdict.objects.create(
            plan_indicator=row, year=year, status=status.value, reason=reason, by=by
        )
    _record("人工判定", made, by, f"{made.get_status_display()}：{reason}")
    return made


@transaction.atomic
def withdraw_by_hand(row: PlanIndicator, *, year: int, reason: str, by: User) -> None:
    """Take the verdict in force back; it stays among the versions. Raises VerdictRefusedError."""
    reason = reason.strip()
    PlanIndicator.objects.select_for_update(of=("self",)).get(pk=row.pk)
    stands = _in_force(row, year)
    if stands is None:
        raise VerdictRefusedError(f"{year} 年没有在用的人工判定。")
    if not reason:
        raise VerdictRefusedError("撤销须写明理由，如“判定有误”。")
    with traced(reason=f"撤销人工判定：{reason}"):
        _end(stands)
    _record("撤销人工判定", stands, by, reason)


def _in_force(row: PlanIndicator, year: int) -> ReviewerVerdict | None:
    return ReviewerVerdict.objects.in_force().filter(plan_indicator=row, year=year).first()


def _end(stands: ReviewerVerdict) -> None:
    stands.superseded_at = timezone.now()
    stands.save(update_fields=["superseded_at"])


def _record(kind: str, of: ReviewerVerdict, by: User, said: str) -> None:
    row = of.plan_indicator
    detail = {"row": row.pk, "said": f"{of.year} 年 {said}"}
    record(kind, str(row), by=by, county_id=row.plan.county_id, detail=detail)
