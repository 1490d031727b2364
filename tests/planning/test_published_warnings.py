"""Whoever is about to correct a figure of a published year is told so before it is confirmed."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from counties.models import County
from indicators.actions.observations import apply_observations
from judging.actions.target_imports import preview_targets
from judging.models import Publication
from reporting.models import Entry
from tests import reference
from tests import small_ledger as ledger
from tests.indicators.observing import row, staged
from tests.proving import signed_in
from tests.reporting import rounds
from tests.workbooks.making import book

pytestmark = pytest.mark.django_db
SAID = "2024 年已定稿（同环函〔2025〕18号）"


def published(by: User, year: int = 2024) -> Publication:
    return Publication.objects.create(
        year=year,
        number=1,
        document_number="同环函〔2025〕18号",
        issued_on=date(2025, 5, 1),
        published_by=by,
        rules_version="1",
        digest="0" * 64,
    )


def test_an_import_says_it_on_its_preview_and_again_where_the_year_was_published_since(
    client: Client,
) -> None:
    reference.load()
    by = reference.reviewer()
    signed_in(client, by)
    line = row(county="平城区", indicator="PM2.5年均浓度", year=2024, value="12", unit="μg/m³")
    batch = staged(line, by=by)
    page = f"/imports/{batch.pk}/"
    assert "已定稿" not in client.get(page).content.decode()
    made = published(by)
    # What the person confirms is not what was seen: nothing is written, the preview says it now.
    client.post(f"/observations/import/{batch.pk}/apply/")
    text = client.get(page).content.decode()
    assert f"{SAID}，本文件有 1 行属于该年。" in text
    assert f'href="/publications/{made.pk}/"' in text
    assert not County.objects.get(name="平城区").observations.exists()
    client.post(f"/observations/import/{batch.pk}/apply/")
    assert County.objects.get(name="平城区").observations.count() == 1
    # A correction is told the same way.
    other = staged(
        row(county="平城区", indicator="PM2.5年均浓度", year=2024, value="13", unit="μg/m³"), by=by
    )
    assert SAID in client.get(f"/imports/{other.pk}/").content.decode()
    apply_observations(other.pk, by=by, only_clean=False, reason="年鉴订正")


def test_reopening_and_approving_say_it(client: Client) -> None:
    of = rounds.cast()
    rounds.row(of)
    rounds.opened(of)
    entry = rounds.approved(Entry.objects.get(), "85", of)
    client.force_login(of.reviewer)
    assert "已定稿" not in client.get(f"/reporting/entries/{entry.pk}/reopen/").content.decode()
    published(of.reviewer)
    assert SAID in client.get(f"/reporting/entries/{entry.pk}/reopen/").content.decode()
    client.post(
        f"/reporting/entries/{entry.pk}/reopen/",
        {
            "reason": "误报",
            "document_number": "文1",
            "deadline": timezone.localdate().isoformat(),
            "confirm_password": "reviewer-Passw0rd",
        },
    )
    entry.refresh_from_db()
    assert entry.state == "reopened"
    rounds.under_review(entry, "86", of)
    assert SAID in client.get(f"/reporting/review/2024/{of.county.code}/").content.decode()


def test_targets_and_verdicts_say_it_before_they_are_set(client: Client) -> None:
    plan = ledger.plan(ledger.county())
    row = ledger.row(plan, ledger.indicator(), target_text="完成市局下达任务")
    words = ledger.row(plan, ledger.indicator("flow"), 2, target_text="达到相关要求，持续改善")
    by = reference.reviewer()
    signed_in(client, by)
    pages = {
        f"/targets/{row.pk}/": "录入、撤销目标或认定",
        f"/targets/bulk/{row.indicator.code}/": "下达目标",
        f"/targets/bulk/{row.indicator.code}/?year=2024": "下达目标",
        f"/rows/{words.pk}/judge/2024/": "录入或撤销人工判定",
    }
    for address in pages:
        assert "已定稿" not in client.get(address).content.decode(), address
    published(by)
    for address, what in pages.items():
        assert f"{SAID}。</b>{what}不会改动定稿" in client.get(address).content.decode(), address
    # Another year is not what is touched.
    for address in (
        f"/targets/bulk/{row.indicator.code}/?year=2023",
        f"/rows/{words.pk}/judge/2023/",
    ):
        assert "已定稿" not in client.get(address).content.decode(), address


def test_a_list_of_targets_says_it_on_its_preview_and_again_where_published_since(client: Client) -> None:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator(), target_text="完成市局下达任务")
    by = reference.reviewer()
    signed_in(client, by)
    given = [row.plan.key, row.name, "", "88", "市局", "1号", "2022-06-01"]
    header = ["规划代码", "指标", "年度", "下达目标", "下达单位", "文号", "发文日期"]
    batch = preview_targets(content=book([header, given], name="目标"), file_name="目标.xlsx", by=by)
    page = f"/imports/{batch.pk}/"
    assert "已定稿" not in client.get(page).content.decode()
    published(by)
    client.post(f"/targets/import/{batch.pk}/apply/")
    assert not row.assigned_targets.exists()
    assert f"{SAID}，本文件有 1 行影响该年的评价。" in client.get(page).content.decode()
    client.post(f"/targets/import/{batch.pk}/apply/")
    assert row.assigned_targets.count() == 1
