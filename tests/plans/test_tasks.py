"""Findings are looked at again in the background, and verdicts follow the doubts that change."""

import pytest

from counties.findings import Rule
from counties.models import County, Finding
from indicators.actions.findings import ask_for_findings
from indicators.models import Indicator, Observation
from jobs.models import Job
from jobs.running import run_queued
from tests import real_plans, reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def xinrong() -> County:
    reference.load()
    real_plans.load("新荣-两山七河规划.xlsx")
    run_queued()
    return County.objects.get(code="140212")


def test_a_figure_in_force_that_contradicts_a_baseline_becomes_a_finding(xinrong: County) -> None:
    forest = Indicator.objects.get(code="forest-rate")
    Observation.objects.create(county=xinrong, indicator=forest, year=2020, text="25", value=25, unit="%")

    ask_for_findings(by=None)
    run_queued()

    finding = Finding.objects.standing().get(rule=Rule.BASELINE_OBSERVED)
    assert "“24.04”%，在账数据为“25”%" in finding.message


def test_a_doubt_that_goes_asks_for_its_verdicts(xinrong: County) -> None:
    County.objects.filter(pk=xinrong.pk).update(area_km2=400000)

    job = ask_for_findings(by=None)
    run_queued()

    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"doubts": 2, "magnitudes": 0})
    assert Job.objects.filter(title__contains="复核数据质疑", task="judging.tasks.recompute").count() == 1


def test_asking_twice_before_it_runs_is_one_job(xinrong: County) -> None:
    assert ask_for_findings(by=None) == ask_for_findings(by=None)
