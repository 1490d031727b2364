"""Asking for verdicts that nobody has judged, or that were judged by an earlier version of the rules."""

from collections import defaultdict

from accounts.models import User
from attainment import RULES_VERSION
from indicators.actions.recompute import Pairs, ask
from indicators.models import PlanIndicator
from jobs.models import Job
from judging.models import Attainment


def ask_for_new_rules(*, by: User | None) -> Job | None:
    """Verdicts that were judged by another version of the rules; None where there are none."""
    pairs: Pairs = defaultdict(list)
    outdated = Attainment.objects.exclude(rules_version=RULES_VERSION)
    for row_id, year in outdated.values_list("plan_indicator_id", "year"):
        pairs[row_id].append(year)
    return ask(pairs, why="rule", cause=f"评价规则更新为第{RULES_VERSION}版", by=by)


def ask_for_missing(*, by: User | None) -> Job | None:
    """Pairs without a verdict, or judged by an earlier version of the rules."""
    judged = set(
        Attainment.objects.filter(rules_version=RULES_VERSION).values_list("plan_indicator_id", "year")
    )
    rows = PlanIndicator.objects.judged().select_related("plan")
    pairs = {row.pk: [year for year in row.plan.years if (row.pk, year) not in judged] for row in rows}
    return ask(pairs, why="rule", cause="补算", by=by)
