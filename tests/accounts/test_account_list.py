"""The list of accounts: who is found by what, the workbook, nonsense in the address."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, User
from accounts.permissions import Role
from tests import reference
from tests import small_ledger as small
from tests.seeing import as_seen
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(reference.administrator())
    county = small.county()
    User.objects.filter(pk=reference.clerk(county).pk).update(username="wang", display_name="水务岗")
    User.objects.filter(pk=reference.person("li", Role.REVIEWER).pk).update(is_active=False)
    return client


def names(client: Client, address: str) -> set[str]:
    page = as_seen(client.get(f"/accounts/{address}"))
    return {name for name in ("wang", "li", "administrator") if f">{name}</a>" in page}


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("", {"wang", "li", "administrator"}),
        ("?q=水务", {"wang"}),
        ("?role=reviewer", {"li"}),
        ("?county=990001", {"wang"}),
        ("?county=990001&role=reviewer", set()),
        ("?state=closed", {"li"}),
        ("?state=open&sort=-username", {"wang", "administrator"}),
        ("?role=king", {"wang", "li", "administrator"}),
    ],
)
def test_accounts_are_found(keeper: Client, address: str, found: set[str]) -> None:
    assert names(keeper, address) == found


def test_role_and_county_are_asked_of_one_role_not_of_two(keeper: Client) -> None:
    """Who types in one county and signs in another types in the first only."""
    other = small.county("990002", "乙县")
    Membership.objects.create(user=User.objects.get(username="wang"), role=Role.COUNTY_HEAD, county=other)
    assert names(keeper, "?role=clerk&county=990001") == {"wang"}
    assert names(keeper, "?role=clerk&county=990002") == set()
    assert names(keeper, "?role=county_head&county=990002") == {"wang"}
    assert names(keeper, "?county=990002") == {"wang"}


def test_an_unknown_role_is_told_and_an_empty_list_leads_back(keeper: Client) -> None:
    assert "角色“king”不在可选范围内，未按它筛选。" in as_seen(keeper.get("/accounts/?role=king"))
    page = as_seen(keeper.get("/accounts/?q=无此人"))
    assert '<b>没有符合筛选条件的账号</b><a href="/accounts/">清除筛选</a>' in page


def test_the_list_is_a_workbook_too_and_costs_the_same_for_few_and_many(keeper: Client) -> None:
    keeper.get("/accounts/")
    counted = []
    for number in (3, 60):
        for place in range(number):
            reference.person(f"z{number}-{place}")
        with CaptureQueriesContext(connection) as queries:
            page = as_seen(keeper.get("/accounts/"))
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert "第 1 / 2 页" in page
    rows = read_workbook(keeper.get("/accounts/?state=closed&format=xlsx").content).sheets[0].rows
    assert [row[0] for row in rows if row[0]] == ["账号", "用户名", "li", "筛选：状态：已关闭"]
