"""Random requests of one county for the things of another: not a byte of it comes back, nothing of it changes.

Seeded, 100 of each kind in the loop; in continuous integration 300, and 2,000 of the two that stand for all, one
reading and one writing.
"""

import io
import random
import sys
import zipfile
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.access import visible_counties
from accounts.models import User
from accounts.permissions import Role, has_permission
from counties.models import County
from tests import reference
from tests.planning.addresses import Address, addresses, url_of
from tests.sampling import whole_or
from tests.two_counties import KEY, MARK, Holding, TwoCounties, build, digest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FEW = whole_or(100, 300)
MANY = whole_or(100, 2000)
SEED = 20260101
# What the fixture's clerks have; a person who proves the own identity may still not touch another county.
PASSWORD = "clerk-Passw0rd"


@pytest.fixture
def counties() -> TwoCounties:
    return build()


@pytest.fixture
def without_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every filter of the application taken out: all counties are visible, every permission is held."""
    replaced: dict[Any, Callable[..., Any]] = {
        visible_counties: lambda user: County.objects.filter(parent__isnull=False),
        has_permission: lambda user, permission, **_: user.is_authenticated,
    }
    for module in list(sys.modules.values()):
        for name in ("visible_counties", "has_permission"):
            if getattr(module, name, None) in replaced:
                monkeypatch.setattr(module, name, replaced[getattr(module, name)])


def browser_of(user: User) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser


def questions(of: Holding, dice: random.Random) -> dict[str, str]:
    """Some parameters that a page might read, about the county's things."""
    choices: dict[str, list[str]] = {
        "county": [of.county.code, str(of.county.pk)],
        "plan": [of.plan.key, str(of.plan.pk)],
        "q": ["CNRY", "cnry000", "Z", "%", ""],
        "text": ["CNRY", ""],
        "format": ["xlsx", "xlsx", "csv", "docx"],
        "state": ["all", "open", "decided", "queued", "previewed"],
        "year": ["2023", "2022", "x"],
        "period": ["2021-2025"],
        "page": ["1", "2", "x"],
        "sort": ["amount", "-finish"],
        "builder": ["CNRY"],
        "kind": ["observations", "plan"],
        "standing": ["", "waiting", "assigned"],
        "indicator": [of.indicator.code, str(of.indicator.pk)],
        "assign-text": ["88"],
        "id": [str(of.row.pk), str(of.finding.pk), str(of.clerk.pk)],
        "o": ["1"],
        "asof": [moment(), "2020-01-01T00:00", "x"],
        "first": ["2020-01-01T00:00", moment()],
        "last": [moment()],
        "by": [str(of.clerk.pk)],
        "next": ["/"],
    }
    names = dice.sample(sorted(choices), dice.randint(0, 5))
    return {name: dice.choice(choices[name]) for name in names}


def moment() -> str:
    """After everything that the test has made."""
    return timezone.now().isoformat()


def fields(of: Holding, dice: random.Random) -> dict[str, Any]:
    """Fields that no form asked for, about the county's things, beside those that one did."""
    things = {"county": of.county, "plan": of.plan, "user": of.clerk, "indicator": of.indicator}
    things |= {"plan_indicator": of.row, "observation": of.observation, "batch": of.batch}
    given: dict[str, Any] = {
        **{name: thing.pk for name, thing in things.items()},
        **{f"{name}_id": thing.pk for name, thing in things.items()},
        "id": of.row.pk,
        "pk": of.row.pk,
        "county_code": of.county.code,
        "code": of.county.code,
        "decision": "printed",
        "reason": "依据",
        "fingerprint": of.finding.fingerprint,
        "correct": "on",
        "act": dice.choice(["assign", "annual", "verdict"]),
        "year": "2023",
        "status": "achieved",
        "role": "reviewer",
        "is_active": "on",
        "is_staff": "on",
        "is_superuser": "on",
        "name": "改",
        "username": of.clerk.username,
        "display_name": "改",
        "value": "1",
        "text": "1",
        "_save": "1",
        "entered_by": of.clerk.pk,
        "deputyship": of.deputyship.pk,
        "entries": of.entry.pk,
        "entry": f"{of.entry.pk}:{of.entry.version}",
        "every": f"{of.entry.pk}:{of.entry.version}",
        "cell": of.entry.pk,
        f"version-{of.entry.pk}": of.entry.version,
        "evidence": of.evidence.pk,
        "words": "不符",
        "document_number": "1",
        "deadline": "2099-01-01",
        "to": of.clerk.pk,
        "deputy": of.clerk.pk,
        "starts_on": "2020-01-01",
        "ends_on": "2099-01-01",
        "close": "on",
        "confirm_password": PASSWORD,
    }
    for prefix in ("assign", "annual", "verdict"):
        said = {"text": "99", "authority": "市", "document_number": "1", "issued_on": "2023-01-01"}
        given |= {f"{prefix}-{name}": value for name, value in said.items()}
    for number in range(2):
        inline = {"user": of.clerk.pk, "role": "clerk", "county": of.county.pk, "id": ""}
        given |= {f"memberships-{number}-{name}": value for name, value in inline.items()}
    given |= {"memberships-TOTAL_FORMS": "2", "memberships-INITIAL_FORMS": "0"}
    kept = dice.sample(sorted(given), dice.randint(len(given) // 2, len(given)))
    return {name: given[name] for name in kept}


def requests(of: Holding, seed: int, number: int) -> Iterator[tuple[str, Address, str, dict[str, Any]]]:
    """(method, address, URL with its question, fields) about the county's things, the same for the same seed."""
    dice = random.Random(seed)
    # Health knows nobody; logging out would end the play.
    known = [address for address in addresses() if address.key not in ("healthz", "logout", "admin:logout")]
    for _ in range(number):
        address = dice.choice(known)
        asked = questions(of, dice)
        url = url_of(address, of) + (f"?{urlencode(asked)}" if asked else "")
        yield dice.choice(["get", "get", "get", "head", "post"]), address, url, fields(of, dice)


def opened(content: bytes) -> bytes:
    """What a person reads: a workbook's parts unpacked."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return content + b"\n".join(archive.read(name) for name in archive.namelist())


def leaked(answer: Any, said: str) -> set[bytes]:
    """Marks and keys of the foreign county in an answer, but for those that the request itself said."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items()).encode()
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    found = opened(body) + headers
    return {mark.upper() for pattern in (MARK, KEY) for mark in pattern.findall(found)} - {
        mark.upper() for pattern in (MARK, KEY) for mark in pattern.findall(said.encode())
    }


def play(browser: Client, of: Holding, seed: int, number: int) -> dict[str, set[bytes]]:
    """Send the requests, each undone afterwards; return what leaked, by method and URL."""
    found: dict[str, set[bytes]] = {}
    for place, (method, _, url, posted) in enumerate(requests(of, seed, number)):
        headers = {"HX-Request": "true"} if place % 4 == 0 else {}
        data = posted if method == "post" else None
        cookies = SimpleCookie(browser.cookies)
        with transaction.atomic():
            answer = (
                getattr(browser, method)(url, data, headers=headers)
                if data
                else getattr(browser, method)(url, headers=headers)
            )
            transaction.set_rollback(True)
        browser.cookies = cookies
        if leak := leaked(answer, f"{url} {posted}" if data else url):
            found[f"{method} {url}"] = leak
    return found


def test_the_foreign_county_s_own_clerk_is_shown_its_marks(counties: TwoCounties) -> None:
    found = play(browser_of(counties.foreign.clerk), counties.foreign, SEED, 300)
    assert len({mark for marks in found.values() for mark in marks}) >= 40, (
        "else nothing could be found to leak"
    )
    assert any("xlsx" in url for url in found)


@pytest.mark.parametrize("role", [Role.CLERK, Role.COUNTY_HEAD])
def test_no_request_of_another_county_is_answered_with_a_byte_of_it(
    role: Role, counties: TwoCounties
) -> None:
    user = reference.person("other", role, counties.own.county)
    number = MANY if role is Role.CLERK else FEW
    assert play(browser_of(user), counties.foreign, SEED, number) == {}


def test_not_even_with_every_filter_of_the_application_taken_out(
    counties: TwoCounties, without_filters: None
) -> None:
    found = play(browser_of(counties.own.clerk), counties.foreign, SEED + 1, FEW)
    assert found == {}


def test_without_filters_the_own_county_is_still_there(counties: TwoCounties, without_filters: None) -> None:
    browser = browser_of(counties.own.clerk)
    assert counties.own.county.name in browser.get("/admin/counties/county/").content.decode()
    assert counties.own.plan.key in browser.get("/admin/counties/plan/").content.decode()


def write(user: User, of: Holding, seed: int, number: int) -> int:
    """Send writes about the county's things, for good; return how many were answered with an accident."""
    browser = browser_of(user)
    dice = random.Random(seed)
    known = [address for address in addresses() if address.key not in ("logout", "admin:logout")]
    accidents = 0
    for _ in range(number):
        url, posted = url_of(dice.choice(known), of), fields(of, dice)
        if dice.random() < 0.3:
            posted["file"] = posted["import_file"] = SimpleUploadedFile("甲.xlsx", workbook(of))
        method = dice.choice(["post", "post", "post", "put", "patch", "delete"])
        sent = posted if method == "post" else urlencode({k: v for k, v in posted.items() if k != "file"})
        content = {} if method == "post" else {"content_type": "application/x-www-form-urlencoded"}
        answer = getattr(browser, method)(url, sent, **content)
        accidents += answer.status_code == 500
        if SESSION_KEY not in browser.session:
            browser.force_login(user)
    return accidents


def workbook(of: Holding) -> bytes:
    from tests.indicators import observing

    return observing.sheet(
        observing.row(county=of.county.name, indicator=of.indicator.name, year=2020, value="1")
    )


def test_no_write_of_another_county_changes_anything_of_it(counties: TwoCounties) -> None:
    before = digest(counties.foreign)
    assert write(counties.own.clerk, counties.foreign, SEED, MANY) == 0
    assert digest(counties.foreign) == before


def test_nor_with_every_filter_of_the_application_taken_out(
    counties: TwoCounties, without_filters: None
) -> None:
    before = digest(counties.foreign)
    write(counties.own.clerk, counties.foreign, SEED + 1, FEW)
    assert digest(counties.foreign) == before


@pytest.mark.parametrize("filtered", [True, False])
def test_no_cell_of_another_county_is_saved(
    filtered: bool, counties: TwoCounties, request: pytest.FixtureRequest
) -> None:
    if not filtered:
        request.getfixturevalue("without_filters")
    before, entry = digest(counties.foreign), counties.foreign.entry
    browser = browser_of(counties.own.clerk)
    cells = {"cells": [{"id": entry.pk, "version": entry.version, "text": "1"}]}
    for county in (counties.own.county, counties.foreign.county):
        url = reverse("entry-save", args=[2023, county.code])
        answer = browser.post(url, cells, content_type="application/json")
        assert leaked(answer, "") == set()
    assert digest(counties.foreign) == before


def test_a_write_of_the_city_changes_the_digest(counties: TwoCounties) -> None:
    before = digest(counties.foreign)
    finding = counties.foreign.finding
    sent = {"decision": "printed", "reason": "依据", "fingerprint": finding.fingerprint}
    browser_of(reference.reviewer()).post(f"/findings/{finding.pk}/", sent)
    assert digest(counties.foreign) != before
