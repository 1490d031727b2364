"""The pages of findings: who sees which, what a filter does, how a decision is made, Excel."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from counties.findings import Rule
from counties.models import County, Finding
from tests import reference, small_ledger
from tests.proving import signed_in
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return small_ledger.county("990001", "甲县")


@pytest.fixture
def other() -> County:
    return small_ledger.county("990002", "乙县")


@pytest.fixture
def reviewer(client: Client) -> User:
    user = reference.reviewer()
    signed_in(client, user)
    return user


def finding(of: County, subject: str = "对象", **fields: object) -> Finding:
    """One standing finding of a county, with one cell."""
    given = {
        "rule": Rule.SLIP.value,
        "severity": "warning",
        "message": f"{of.name}的说明{subject}",
        "cells": [{"file": "甲.xlsx", "sheet": "规划指标体系", "cell": "E22", "text": "37.5"}],
        "fingerprint": "f" * 64,
        **fields,
    }
    return Finding.objects.create(county=of, subject=subject, **given)


def decided(of: County, subject: str) -> Finding:
    return finding(
        of,
        subject,
        decision=Finding.Decision.DISMISSED,
        decision_reason="经核对无误",
        decided_by=User.objects.first(),
        decided_at=datetime(2026, 3, 1, tzinfo=UTC),
    )


def shown(client: Client, address: str = "") -> str:
    return client.get(reverse("finding-list") + address).content.decode()


def test_a_reviewer_sees_every_county_with_text_and_cell(
    client: Client, reviewer: User, county: County, other: County
) -> None:
    finding(county)
    finding(other)

    page = shown(client)

    assert "甲县的说明" in page
    assert "乙县的说明" in page
    assert "甲.xlsx · 规划指标体系!E22：37.5" in page


def test_a_clerk_sees_the_own_county_and_decides_nothing(
    client: Client, county: County, other: County
) -> None:
    own, foreign = finding(county), finding(other)
    client.force_login(reference.clerk(county))

    page = shown(client, "?state=all")
    answers = {
        "foreign": client.get(reverse("finding-decide", args=[foreign.pk])).status_code,
        "unknown": client.get(reverse("finding-decide", args=[foreign.pk + 999])).status_code,
        "own": client.get(reverse("finding-decide", args=[own.pk])).status_code,
        "deciding": client.post(reverse("finding-decide", args=[own.pk]), form(own)).status_code,
    }

    assert "甲县的说明" in page
    assert "乙县" not in page
    assert answers == {"foreign": 404, "unknown": 404, "own": 200, "deciding": 404}
    own.refresh_from_db()
    assert own.decision == "open"


def test_gone_findings_are_not_listed_but_keep_their_page(
    client: Client, reviewer: User, county: County
) -> None:
    gone = finding(county, gone_at=datetime(2026, 3, 1, tzinfo=UTC))

    assert "甲县的说明" not in shown(client, "?state=all")
    page = client.get(reverse("finding-decide", args=[gone.pk])).content.decode()
    assert "2026-03-01 重新核对时，该质疑已不再成立" in page
    assert "待处理" not in page
    assert "不再成立，未作处理" in page
    assert "<textarea" not in page


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", {"甲一", "乙一"}),
        ("?state=all", {"甲一", "甲二", "乙一"}),
        ("?state=decided", {"甲二"}),
        ("?state=doubting", {"乙一"}),
        ("?county=990001", {"甲一"}),
        ("?rule=beyond_area", {"乙一"}),
        ("?severity=error", {"乙一"}),
        ("?q=说明甲", {"甲一"}),
    ],
)
def test_filters_narrow_the_list(
    client: Client, reviewer: User, county: County, other: County, address: str, expected: set[str]
) -> None:
    finding(county, "甲一")
    decided(county, "甲二")
    finding(other, "乙一", rule="beyond_area", severity="error", doubt="unit_conflict")

    page = shown(client, address)

    assert {subject for subject in ("甲一", "甲二", "乙一") if f"说明{subject}" in page} == expected


def test_an_unknown_filter_is_told_and_not_used(client: Client, reviewer: User, county: County) -> None:
    finding(county)

    page = shown(client, "?county=000000")

    assert "县区“000000”不在可选范围内，未按它筛选。" in page
    assert "甲县的说明" in page


def test_an_empty_list_says_why_and_what_fills_it(client: Client, reviewer: User, county: County) -> None:
    assert "每次导入规划表后系统自动核对" in shown(client)
    assert "请放宽条件" in shown(client, "?q=没有的词")


def form(of: Finding, **changes: str) -> dict[str, str]:
    return {"decision": "printed", "reason": "经与编制单位核对", "fingerprint": of.fingerprint, **changes}


def test_a_decision_is_made_with_a_reason_and_shown_with_its_steps(
    client: Client, reviewer: User, county: County
) -> None:
    stood = finding(county)

    answer = client.post(reverse("finding-decide", args=[stood.pk]), form(stood), follow=True)

    page = answer.content.decode()
    assert "已记录处理意见：按原文采用。" in page
    assert "待处理 → 按原文采用" in page
    assert "经与编制单位核对" in page
    stood.refresh_from_db()
    assert (stood.decision, stood.decided_by) == ("printed", reviewer)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": " "}, "请写明理由"),
        ({"decision": ""}, "请选择一种处理意见"),
        ({"decision": "open"}, "请从列出的处理意见中选择"),
    ],
)
def test_an_incomplete_decision_is_refused_with_a_sentence(
    client: Client, reviewer: User, county: County, changes: dict[str, str], said: str
) -> None:
    stood = finding(county)

    answer = client.post(reverse("finding-decide", args=[stood.pk]), form(stood, **changes))

    assert said in answer.content.decode()
    stood.refresh_from_db()
    assert stood.decision == "open"


def test_a_decision_on_a_text_that_has_changed_is_refused(
    client: Client, reviewer: User, county: County
) -> None:
    stood = finding(county)
    seen = form(stood)
    Finding.objects.filter(pk=stood.pk).update(fingerprint="0" * 64)

    answer = client.post(reverse("finding-decide", args=[stood.pk]), seen, follow=True)

    assert "请查看新内容后再处理" in answer.content.decode()
    stood.refresh_from_db()
    assert stood.decision == "open"


def test_excel_holds_the_same_findings_with_all_their_cells(
    client: Client, reviewer: User, county: County, other: County
) -> None:
    finding(county)
    finding(other)

    answer = client.get(reverse("finding-list") + "?county=990001&format=xlsx")

    rows = read_workbook(answer.content).sheets[0].rows
    texts = ["|".join(row) for row in rows]
    assert sum("甲县的说明" in text for text in texts) == 1
    assert not any("乙县" in text for text in texts)
    assert any("甲.xlsx · 规划指标体系!E22：37.5" in text for text in texts)
    assert any("筛选：县区：甲县" in text for text in texts)


def test_the_list_asks_the_same_number_of_queries_for_3_and_300(
    client: Client, reviewer: User, county: County
) -> None:
    plan = small_ledger.plan(county)
    row = small_ledger.row(plan, small_ledger.indicator())
    shown(client)
    counted = []
    for number in (3, 300):
        for place in range(number):
            row.findings.add(finding(county, f"{number}-{place}", plan=plan))
        with CaptureQueriesContext(connection) as queries:
            shown(client)
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_pages_keep_the_filters(client: Client, reviewer: User, county: County) -> None:
    for place in range(101):
        finding(county, str(place))

    assert "?county=990001&amp;page=2" in shown(client, "?county=990001")
