"""Every address × method × role × county has its answer in one table (`tests/planning/expected.py`).

Who is let in and by which methods is compared with what each route declares; that the declarations hold is asked of
the pages themselves, in the loop by three personas of each address, in continuous integration by all.
"""

from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from accounts.permissions import Role
from tests import reference
from tests.planning import declared
from tests.planning.addresses import PERSONAS, Address, addresses, url_of
from tests.planning.expected import EXPECTED, PAGES
from tests.sampling import WHOLE, sampled
from tests.two_counties import TwoCounties, build, person

pytestmark = pytest.mark.django_db

METHODS = ("get", "post")
SENT_AWAY = {302, 404}


@pytest.fixture
def counties() -> TwoCounties:
    return build()


@pytest.fixture
def browsers(counties: TwoCounties) -> dict[str, Client]:
    """One browser for each persona, in the order of the table."""
    users = {
        "stranger": reference.person("stranger"),
        "clerk": counties.own.clerk,
        "head": reference.person("head", Role.COUNTY_HEAD, counties.own.county),
        "city_reader": person(Role.CITY_READER),
        "reviewer": person(Role.REVIEWER),
        "admin": person(Role.ADMIN),
        "auditor": person(Role.AUDITOR),
    }
    opened = {name: Client(raise_request_exception=False) for name in PERSONAS}
    for name, user in users.items():
        opened[name].force_login(user)
    return opened


def body(answer: Any) -> bytes:
    """All of it: a file is closed once it is read to its end."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def status(browser: Client, method: str, url: str) -> int:
    """The answer's status; what the request did is undone, also to the browser's cookies."""
    cookies = SimpleCookie(browser.cookies)
    with transaction.atomic():
        answer = getattr(browser, method)(url)
        body(answer)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return int(answer.status_code)


def test_every_address_is_in_the_table_and_nothing_else_is() -> None:
    keys = {address.key for address in addresses()}
    # A model without an Excel import has fewer pages in the admin.
    surplus = {key for key in EXPECTED.keys() - keys if not key.endswith(("_import", "_export"))}
    assert keys - EXPECTED.keys() == set(), "say in tests/planning/expected.py who may open it"
    assert surplus == set()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("address", [one for one in addresses() if one.ours], ids=lambda one: one.key)
def test_the_table_says_what_the_route_declares(address: Address, method: str) -> None:
    expected = dict(zip(PERSONAS, PAGES[address.key].to(method, foreign=False), strict=True))
    for persona, answer in expected.items():
        if not declared.let_in(address.view, persona):
            assert answer == (302 if persona == "anonymous" else 404), persona
        elif method.upper() not in declared.methods(address.view):
            assert answer == 405, persona
        else:
            assert answer != 405, persona


def asking(address: Address) -> list[str]:
    """Who asks in the loop: the county's clerk, and the first and the last whom the address lets in."""
    if WHOLE:
        return list(PERSONAS)
    by_get = EXPECTED[address.key].to("get", foreign=False)
    entitled = [name for name, answer in zip(PERSONAS, by_get, strict=True) if answer not in SENT_AWAY]
    return sorted({"clerk", *entitled[:1], *entitled[-1:]}, key=PERSONAS.index)


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
def test_every_role_gets_the_answer_of_the_table(
    method: str, counties: TwoCounties, browsers: dict[str, Client]
) -> None:
    wrong = {}
    for address in addresses():
        for holding in (counties.own, counties.foreign):
            foreign = holding is counties.foreign
            # The admin is the city's: its guard stands before any thing of a county.
            if foreign and not (address.kwargs and address.ours):
                continue
            table = EXPECTED[address.key].to(method, foreign=foreign)
            expected = dict(zip(PERSONAS, table, strict=True))
            for name in asking(address):
                found = status(browsers[name], method, url_of(address, holding))
                if found != expected[name]:
                    wrong[address.key, foreign, name] = found
    assert wrong == {}


def test_no_address_answers_another_method(counties: TwoCounties, browsers: dict[str, Client]) -> None:
    found = {
        (address.key, method, name): status(browsers[name], method, url_of(address, counties.own))
        for address in addresses()
        for method in ("delete", *(("put", "patch", "options") if WHOLE else ()))
        for name in ("admin", *(("anonymous",) if WHOLE else ()))
    }
    others = {key for key, answer in found.items() if answer != 405}
    # Django's admin sends a visitor to the login before it looks at anything.
    assert {key for key in others if key[2] != "anonymous" or not key[0].startswith("admin")} == set()


def test_head_answers_as_get_without_a_body(counties: TwoCounties, browsers: dict[str, Client]) -> None:
    for address in sampled([one for one in addresses() if one.ours], 40):
        url = url_of(address, counties.own)
        head = browsers["reviewer"].head(url)
        assert body(head) == b"", address.key
        assert head.status_code == status(browsers["reviewer"], "get", url), address.key
