"""No grey verdict without a person and a door: one declaration, told alike on every page and in every sheet."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.permissions import ROLE_PERMISSIONS, Role
from attainment import Colour, Kind, Reason, Status
from judging.doors import Grey, address_of, door, doors
from judging.recompute import recompute
from judging.resolving import in_words, ways
from tests import reference
from tests import small_ledger as ledger
from workbooks.reading import read_workbook

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
    assert "待市级审核员录入目标" in line
    assert "市级审核员：裁定规划正文写明的目标" in line


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "reason"), GREY)
def test_every_reader_reads_the_same_sentence_and_only_the_links_differ(status: Status, reason: str) -> None:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator())
    grey, read = Grey(status.value, reason, row.pk, 2024, row.plan.county_id), {}
    for role in Role:
        request = RequestFactory().get("/")
        county = row.plan.county if role in ("clerk", "county_head") else None
        request.user = reference.person(role.value, role, county)
        line = door(grey, request)
        read[role] = strip_tags(line)
        open_to = [way for way in ways(status.value, reason) if way.role == role]
        assert line.count("href=") == len(open_to)
    (sentence,) = set(read.values())
    for way in ways(status.value, reason):
        assert way.who in sentence
        assert way.short in sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "reason", "sentence"),
    [
        (Status.NO_DATA, "断流", "待县区填报员填报数据或市级审核员导入数据"),
        (Status.UNJUDGED, Reason.DIRECTION_UNKNOWN, "待市级审核员裁定方向或系统管理员确定方向"),
        (Status.PENDING, "", "待市级审核员录入目标或裁定目标"),
        (Status.EXCLUDED, Kind.NOT_APPLICABLE, "如应设目标：系统管理员更正规划"),
    ],
)
def test_one_sentence_names_all_who_can(status: Status, reason: str, sentence: str) -> None:
    request = RequestFactory().get("/")
    request.user = reference.reviewer()
    assert strip_tags(door(Grey(status.value, reason, 1, 2024, 1), request)) == sentence


PENDING = "市级审核员：录入上级下达的目标；市级审核员：裁定规划正文写明的目标"


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.CLERK, Role.CITY_READER])
def test_every_page_of_a_grey_verdict_says_who_and_links_those_who_may(client: Client, role: Role) -> None:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator(), target_text="完成市局下达任务")
    recompute({row.pk: row.plan.years}, why="data")
    by = reference.reviewer()
    year = ledger.published(2025, by)
    client.force_login(
        by
        if role is Role.REVIEWER
        else reference.person("other", role, row.plan.county if role is Role.CLERK else None)
    )
    link = f'href="{reverse("target-assign", args=[row.pk])}"'
    for address in (
        reverse("matrix"),
        reverse("county", args=["990001"]),
        reverse("plan", args=[row.plan.key]),
        reverse("indicator", args=[row.indicator.code]),
        reverse("plan-indicator", args=[row.pk]),
        reverse("publication", args=[year.pk]),
        *([reverse("publication-of-year", args=[2025])] if role is Role.REVIEWER else []),
    ):
        page = client.get(address, {"year": 2025}).content.decode()
        assert "待市级审核员录入目标" in page, address
        assert (link in page) is (role is Role.REVIEWER), address
        assert PENDING in page, address


@pytest.mark.django_db
def test_every_sheet_of_a_grey_verdict_says_who(client: Client) -> None:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator(), target_text="完成市局下达任务")
    recompute({row.pk: row.plan.years}, why="data")
    by = reference.reviewer()
    year = ledger.published(2025, by)
    client.force_login(by)
    for address in (
        reverse("matrix"),
        reverse("county", args=["990001"]),
        reverse("plan", args=[row.plan.key]),
        reverse("indicator", args=[row.indicator.code]),
        reverse("plan-indicator", args=[row.pk]),
        reverse("publication", args=[year.pk]),
    ):
        content = client.get(address, {"year": "2025", "format": "xlsx"}).content
        cells = {text for sheet in read_workbook(content).sheets for line in sheet.rows for text in line}
        assert {"谁来解决", PENDING} <= cells, address


@pytest.mark.django_db
def test_an_indicator_without_a_direction_names_who_states_it(client: Client) -> None:
    one = ledger.indicator("odd", direction="unknown")
    for role, linked in ((Role.ADMIN, True), (Role.REVIEWER, False)):
        client.force_login(reference.person(role.value, role))
        for address in (reverse("indicator-list"), reverse("indicator", args=[one.code])):
            page = client.get(address).content.decode()
            assert "待系统管理员确定方向" in page
            assert (f'href="{reverse("admin:indicators_indicator_changelist")}"' in page) is linked
