"""Rounds for trying the product out: labelled, opened once, taken out again where nobody has typed anything."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.records import record
from counties.models import Plan
from planning.demo.projects import NOTE as PROJECTS_NOTE
from reporting.actions.rounds import open_round
from reporting.models import Round

YEARS = (2024, 2025)
NOTE = "演示：试用填报、签发和审核，数值不作依据"
# Days from the first start to the deadline, per year: one is due soon.
DAYS = {2024: 7, 2025: 60}


@transaction.atomic
def open_demo_rounds() -> int:
    """Open the rounds of the years that have none; return how many. A second call opens nothing."""
    today = timezone.localdate()
    taken = set(Round.objects.of_figures().values_list("year", flat=True))
    opened = 0
    for year in YEARS:
        plans = [
            plan for plan in Plan.objects.filter(indicators__isnull=False).distinct() if year in plan.years
        ]
        if plans and year not in taken:
            open_round(
                year=year,
                deadline=today + timedelta(days=DAYS[year]),
                plans=plans,
                evidence_rule=Round.EvidenceRule.NONE,
                note=NOTE,
                by=None,
            )
            opened += 1
    return opened


@transaction.atomic
def remove_demo_rounds() -> int:
    """Take out the rounds in which nobody has entered anything; return how many. The others are people's work."""
    untouched = Round.objects.filter(note__in=(NOTE, PROJECTS_NOTE)).exclude(entries__version__gt=0)
    found = list(untouched)
    for one in found:
        one.entries.all().delete()
        one.plans.clear()
        one.delete()
    record("清除演示填报任务", f"{len(found)} 个", by=None)
    return len(found)
