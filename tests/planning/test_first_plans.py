"""The plans of a first start are imports like any other: they can be taken back, and then stay so."""

import io

import pytest
from django.core.management import call_command

from counties.models import PlanEdition
from imports.models import ImportBatch
from jobs.running import run_queued
from planning.bootstrap import load_plans
from tests import reference

pytestmark = pytest.mark.django_db


def test_a_plan_of_the_first_start_is_taken_back_and_a_later_start_leaves_it_so() -> None:
    reference.load()
    load_plans(lambda _: None)
    run_queued()
    loaded = ImportBatch.objects.filter(kind=ImportBatch.Kind.PLAN)
    assert {batch.state for batch in loaded} == {"applied"}
    assert len(loaded) == PlanEdition.objects.count() > 1
    batch = loaded.get(file_name="新荣-两山七河规划.xlsx")
    assert batch.report["rows"]
    edition = PlanEdition.objects.get(plan__county__code="140212")
    call_command("undo_import", batch.pk, "--reason", "改由本县上传", stdout=io.StringIO())
    run_queued()
    assert not edition.plan.editions.exists()
    assert not edition.plan.indicators.exists()
    load_plans(lambda _: None)
    assert not edition.plan.editions.exists()
