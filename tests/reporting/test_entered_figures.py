"""On the page of a plan row a reported figure says who entered it when, and leads to its entry and its evidence."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from counties.models import Department
from indicators.models import PlanIndicator
from reporting.actions.evidence import cite, keep_file
from reporting.actions.reviewing import approve
from reporting.models import Entry, Evidence
from tests import reference
from tests.reporting import rounds
from tests.seeing import as_seen
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    rounds.row(made)
    rounds.opened(made)
    return made


@pytest.fixture
def entry(of: rounds.Cast) -> Entry:
    """Entered on the 3rd of May, approved today, with a file cited."""
    found = Entry.objects.get()
    upload = SimpleUploadedFile("年报.pdf", b"%PDF-1.7\n%of one entry\n")
    file = keep_file(upload, county=of.county, document_number="", by=of.clerk)
    cite(file, [found.pk], page="第 3 页", by=of.clerk)
    rounds.under_review(found, "87", of)
    Entry.objects.update(entered_at=datetime(2025, 5, 3, 1, 20, tzinfo=UTC))
    approve([found.pk], by=of.reviewer)
    found.refresh_from_db()
    return found


def page(client: Client) -> str:
    return as_seen(client.get(reverse("plan-indicator", args=[PlanIndicator.objects.get().pk])))


def test_the_clerk_and_the_clerks_moment_stand_there_and_lead_on(
    client: Client, of: rounds.Cast, entry: Entry
) -> None:
    file = Evidence.objects.get().file_id
    for user in (of.clerk, of.reviewer):
        client.force_login(user)
        told = page(client)
        assert f"{of.clerk} 2025-05-03 09:20" in told
        assert f"{of.reviewer} {timezone.localdate():%Y-%m-%d}" in told
        assert "审核通过" in told
        for name, pk in (("entry", entry.pk), ("evidence-file", file)):
            address = reverse(name, args=[pk])
            assert f'href="{address}"' in told
            answer = client.get(address)
            assert answer.status_code == 200
            # A file that is read to its end is closed.
            assert b"".join(answer)
    assert told.count("年报.pdf 第 3 页") == 1
    sheets = read_workbook(
        client.get(
            reverse("plan-indicator", args=[PlanIndicator.objects.get().pk]), {"format": "xlsx"}
        ).content
    ).sheets
    basis = next(one for one in sheets if one.name == "依据")
    assert any("2025-05-03 09:20" in line for line in basis.rows)


def test_who_may_not_open_the_entry_is_led_nowhere(client: Client, of: rounds.Cast, entry: Entry) -> None:
    other = Department.objects.create(code="d2", name="另一部门")
    clerk = reference.clerk(of.county, "other")
    Membership.objects.filter(user=clerk).update(department=other)
    client.force_login(clerk)
    told = page(client)
    assert reverse("entry", args=[entry.pk]) not in told
    assert "/evidence/" not in told


def test_a_past_page_leads_nowhere_and_withdrawn_evidence_is_not_named(
    client: Client, of: rounds.Cast, entry: Entry
) -> None:
    client.force_login(of.reviewer)
    Evidence.objects.update(withdrawn_at=timezone.now(), withdrawn_by=of.clerk, withdrawn_because="误传")
    told = page(client)
    assert reverse("evidence-file", args=[Evidence.objects.get().file_id]) not in told
    assert reverse("entry", args=[entry.pk]) in told
    address = reverse("plan-indicator", args=[PlanIndicator.objects.get().pk])
    past = as_seen(client.get(address, {"asof": timezone.now().isoformat()}))
    assert reverse("entry", args=[entry.pk]) not in past
