"""The administrator is told of a county for which nobody can act, before a round finds nobody there."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.permissions import Role
from accounts.staffing import unstaffed, without
from counties.models import County
from tests import reference
from tests import small_ledger as ledger
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def counties() -> tuple[County, County]:
    """甲县 with a plan and a clerk, 乙县 with a plan and nobody; 丙县 has no plan."""
    first, second = ledger.county("990001", "甲县"), ledger.county("990002", "乙县")
    ledger.county("990003", "丙县")
    for one in (first, second):
        ledger.plan(one)
    reference.clerk(first)
    return first, second


def test_a_closed_account_acts_for_nobody(counties: tuple[County, County]) -> None:
    first, second = counties
    assert list(without(Role.CLERK)) == [second]
    assert list(without(Role.COUNTY_HEAD)) == [first, second]
    head = reference.person("head", Role.COUNTY_HEAD, first)
    assert set(unstaffed()) == {second}
    head.is_active = False
    head.save(update_fields=["is_active"])
    assert set(unstaffed()) == {first, second}


def test_the_page_of_accounts_names_them_and_the_navigation_counts_them(
    client: Client, counties: tuple[County, County]
) -> None:
    client.force_login(reference.administrator())
    answer = client.get(reverse("account-list"))
    page = as_seen(answer)
    assert "没有县区填报员的县区：</b>乙县。" in page
    assert "没有县级负责人的县区：</b>甲县、乙县。" in page
    items = {item.title: item.count for section in answer.context["navigation"] for item in section.items}
    assert items["账号"] == 2
    for number, one in enumerate(counties):
        reference.person(f"clerk{number}", Role.CLERK, one)
        reference.person(f"head{number}", Role.COUNTY_HEAD, one)
    assert "的县区：" not in as_seen(client.get(reverse("account-list")))
