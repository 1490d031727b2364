"""No page is a dead end: whatever a person is shown as a link, that person may open."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import resolve

from accounts.models import User
from accounts.permissions import Role
from tests import reference
from tests.planning.crawling import crawl
from tests.sampling import WHOLE
from tests.two_counties import TwoCounties, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def counties() -> TwoCounties:
    return build()


PEOPLE: dict[str, tuple[Callable[[TwoCounties], User], set[str]]] = {
    "clerk": (
        lambda of: of.own.clerk,
        {"matrix", "county", "entries", "entry-grid", "entry", "evidence", "declaration", "county-standing"},
    ),
    "head": (
        lambda of: reference.person("head", Role.COUNTY_HEAD, of.own.county),
        {"matrix", "county", "signing-list", "signing", "entry", "county-standing"},
    ),
    "reviewer": (
        lambda of: reference.reviewer(),
        {"matrix", "county", "review-queue", "review-county", "round", "county-standing", "target-list"},
    ),
    "leader": (
        lambda of: reference.person("leader", Role.CITY_READER),
        {"matrix", "county", "plan-indicator", "publication", "county-standing", "entry", "declaration"},
    ),
    "auditor": (
        lambda of: reference.person("auditor", Role.AUDITOR),
        {"matrix", "county", "act", "job", "import", "publication", "county-standing"},
    ),
    "admin": (
        lambda of: reference.administrator(),
        {"matrix", "county", "account", "account-list", "import-plan", "plan", "county-standing"},
    ),
}


# Who enters and who reviews see most of the links there are.
@pytest.mark.slow
@pytest.mark.parametrize("role", PEOPLE if WHOLE else ("clerk", "reviewer"))
def test_every_link_that_a_person_is_shown_opens(client: Client, counties: TwoCounties, role: str) -> None:
    who, reached = PEOPLE[role]
    client.force_login(who(counties))
    answers, led = crawl(client)
    assert {address: (status, led[address]) for address, status in answers.items() if status >= 400} == {}
    names = {resolve(address.partition("?")[0]).view_name for address in answers}
    assert reached <= names
    assert len(answers) < 600, "the crawl did not come to its end"
