"""The grid of a county whose plan has come to print another unit: every number says in which unit it is."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from indicators.actions.targets import Document, assign_target
from indicators.models import PlanIndicator
from jobs.running import run_queued
from reporting.actions.rounds import open_round
from tests import real_plans, reference
from tests.plans.test_same_rows import IN_HECTARES, XINRONG, confirmed, said, uploaded
from tests.proving import signed_in
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
DOCUMENT = Document("大同市水务局", "同水发〔2022〕3号", date(2022, 6, 1))


@pytest.fixture(scope="module", autouse=True)
def _plans(once_per_module: None) -> None:
    reference.load()
    real_plans.load(XINRONG)
    run_queued()


def test_numbers_in_another_unit_than_the_cell_name_it(client: Client) -> None:
    by: User = reference.administrator()
    row = PlanIndicator.objects.get(seq="17", plan__county__code="140212")
    assign_target(row, text="22", document=DOCUMENT, by=None)
    ends = timezone.localdate() + timedelta(days=9)
    open_round(year=2024, deadline=ends, plans=[row.plan], evidence_rule="none", note="", by=None)
    signed_in(client, by)
    batch = said(client, uploaded(by, **IN_HECTARES), **{"same-0": row.pk})
    confirmed(
        client,
        said(client, batch, **{"same-0": row.pk, "convert": f"assigned:{row.assigned_targets.get().pk}"}),
    )
    client.force_login(reference.clerk(row.plan.county))
    page = as_seen(client.get(reverse("entry-grid", args=[2024, "140212"])))
    assert "规划现以公顷计，本项仍按万km²填报" in page
    assert "已下达目标 22000000 公顷" in page
    row.refresh_from_db()
    assert f"{row.baseline_text} 公顷" in page
