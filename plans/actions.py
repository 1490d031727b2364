"""Writes of this room that need a record or a Job: decisions on findings."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.records import record
from counties.models import Finding
from indicators.actions.recompute import ask_for_rows
from refusals import Stale


@transaction.atomic
def decide_finding(
    *, finding: Finding, decision: Finding.Decision, reason: str, fingerprint: str, by: User
) -> Finding:
    """Put a person's decision and reason on a finding; the verdicts that hang on its doubt are asked for again.

    `fingerprint` is that of the finding as the person saw it. Raises Stale where the texts have
    changed since, the rows no longer show it, or a ruling has answered it. The same decision with the same reason changes nothing.
    """
    stored = Finding.objects.select_for_update().get(pk=finding.pk)
    if stored.gone_at is not None:
        raise Stale("规划文本已变更，该质疑已不存在，无须处理。")
    if stored.fingerprint != fingerprint:
        raise Stale("您查看之后，该质疑所依据的文本已有变化。请查看新内容后再处理。")
    if stored.decision == Finding.Decision.RULED:
        raise Stale("该质疑已有裁定。要改变处理，请先在指标的“裁定”页撤销裁定。")
    if (stored.decision, stored.decision_reason) == (decision, reason):
        return stored
    before, doubted = stored.decision, stored.keeps_doubt
    stored.decision, stored.decision_reason = decision, reason
    stored.decided_by, stored.decided_at = by, timezone.now()
    stored.save(update_fields=["decision", "decision_reason", "decided_by", "decided_at"])
    record(
        "处理质疑",
        stored.message,
        by=by,
        county_id=stored.county_id,
        detail={"finding": stored.pk, "from": before, "to": decision.value, "reason": reason},
    )
    if doubted != stored.keeps_doubt:
        rows = stored.plan_indicators.values_list("pk", flat=True)
        ask_for_rows(list(rows), why="doubt", cause=f"质疑处理：{decision.label}", by=by)
    return stored
