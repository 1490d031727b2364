"""No grey verdict without a person and a door: one declaration, told alike on every page and in every sheet."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import ROLE_PERMISSIONS, Role
from attainment import Colour, Kind, Reason, Status
from judging.doors import Grey, address_of, door, doors
from judging.resolving import in_words, ways
from tests import reference
from tests import small_ledger as ledger

GREY = [
    *((Status.UNJUDGED, reason) for reason in (*Reason, "断流")),
    *((Status.NO_DATA, reason) for reason in ("", "断流")),
    *((Status.EXCLUDED, reason) for reason in (Kind.NO_TARGET, Kind.NOT_APPLICABLE)),
    (Status.PENDING, ""),
]


@pytest.mark.parametrize(("status", "reason"), GREY)
def test_every_grey_reason_names_a_person_who_holds_what_it_takes(status: Status, reason: str) -> None:
    found = ways(status.value, reason)
    assert found
    for way in found:
        assert way.permission in ROLE_PERMISSIONS[way.role]
        assert reverse(way.address, args=[7, 2024][: len(way.about.value)]) in address_of(
            way, Grey(status.value, reason, 7, 2024, 1)
        )
    assert in_words(status.value, reason).count("：") == len(found)


@pytest.mark.parametrize("status", [None, *(one for one in Status if one.colour is not Colour.GREY)])
def test_a_verdict_that_is_none_or_not_grey_waits_for_nobody(status: Status | None) -> None:
    assert ways(status, None) == ()


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "reason"), GREY)
def test_a_reader_gets_a_link_only_to_a_place_that_opens(client: Client, status: Status, reason: str) -> None:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator())
    grey = Grey(status.value, reason, row.pk, 2024, row.plan.county_id)
    for role in Role:
        user = reference.person(
            role.value, role, row.plan.county if role in ("clerk", "county_head") else None
        )
        client.force_login(user)
        request = RequestFactory().get("/")
        request.user = user
        for way, address in doors(grey, request):
            assert bool(address) is (way.role == role)
            if address:
                assert client.get(address).status_code == 200, address
        assert ("href" in door(grey, request)) is (role in {way.role for way in ways(*grey_of(grey))})


def grey_of(grey: Grey) -> tuple[str | None, str | None]:
    return grey.status, grey.reason


@pytest.mark.django_db
def test_a_page_of_the_past_has_words_and_no_link() -> None:
    request = RequestFactory().get("/")
    request.user, request.as_of = reference.reviewer(), timezone.now()  # type: ignore[attr-defined] # as the middleware of a moment sets it
    line = door(Grey("pending", "", 1, 2024, 1), request)
    assert "href" not in line
    assert "待市级审核员录入下达目标" in line
    assert "市级审核员：裁定规划正文写明的目标" in line
