"""From a number to its versions, its file, its cell, its person and the reason: two clicks, within one's county."""

import hashlib
import re
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from accounts.models import Act, User
from counties.models import County, Finding, PlanEdition
from custody.tracing import traced
from imports.models import ImportBatch
from indicators.actions import targets
from indicators.actions.observations import apply_observations
from indicators.models import Indicator, Observation, PlanIndicator
from tests import reference, small_ledger
from tests.indicators.observing import row, staged
from tests.seeing import as_seen
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db
YUNGANG = "140214"


@pytest.fixture
def printed() -> PlanIndicator:
    """云冈's forest cover: imported by a reviewer as 13.5, corrected to 14.1 with a reason."""
    reference.load()
    county, by = County.objects.get(code=YUNGANG), reference.reviewer()
    plan = small_ledger.plan(county, base_year=2015, period_start=2016, period_end=2020)
    made = small_ledger.row(plan, Indicator.objects.get(name="森林覆盖率"), target_text="15")
    apply_observations(staged(row(), by=by).pk, by=by, only_clean=False)
    second = staged(row(value="14.1"), by=by)
    apply_observations(second.pk, by=by, only_clean=False, reason="林业局来函更正")
    return made


def history(client: Client, printed: PlanIndicator) -> str:
    return as_seen(client.get(f"/rows/{printed.pk}/history/"))


def test_an_earlier_value_stands_with_who_why_file_and_cell(client: Client, printed: PlanIndicator) -> None:
    client.force_login(User.objects.get(username="reviewer"))
    page = history(client, printed)
    assert '<span class="quiet">13.5 %</span> → <b>14.1 %</b>' in page
    for said in ("2018年监测值", "林业局来函更正", "试.xlsx · 监测数据!F2", "reviewer"):
        assert said in page
    assert f'href="/rows/{printed.pk}/history/"' in as_seen(client.get(f"/rows/{printed.pk}/"))


def test_a_withdrawn_target_and_a_changed_edition_stand_too(client: Client, printed: PlanIndicator) -> None:
    by = User.objects.get(username="reviewer")
    document = targets.Document("省林草局", "晋林〔2017〕3号", date(2017, 5, 1))
    made = targets.assign_target(printed, text="16", document=document, by=by)
    targets.withdraw(made, reason="填错", by=by)
    PlanIndicator.objects.filter(pk=printed.pk).update(target_text="15.5")
    client.force_login(by)
    page = history(client, printed)
    assert '<span class="quiet">16</span> → <b>（已无）</b>' in page
    assert '<span class="quiet">15</span> → <b>15.5</b>' in page
    assert "晋林〔2017〕3号" in page


def test_the_history_goes_to_excel(client: Client, printed: PlanIndicator) -> None:
    client.force_login(User.objects.get(username="reviewer"))
    answer = client.get(f"/rows/{printed.pk}/history/?format=xlsx")
    assert any("林业局来函更正" in line for line in read_workbook(answer.content).sheets[0].rows)


def test_another_county_finds_neither_history_nor_file(client: Client, printed: PlanIndicator) -> None:
    client.force_login(reference.clerk(County.objects.get(code="140213")))
    batch = ImportBatch.objects.order_by("pk")[0]
    for address in (
        f"/rows/{printed.pk}/history/",
        f"/files/editions/{printed.edition_id}/",
        f"/files/imports/{batch.pk}/",
    ):
        assert client.get(address).status_code == 404
    assert not Act.objects.filter(kind="下载文件").exists()


def test_the_original_comes_as_an_attachment_and_is_on_record(client: Client, printed: PlanIndicator) -> None:
    clerk = reference.clerk(County.objects.get(code=YUNGANG))
    client.force_login(clerk)
    batch = ImportBatch.objects.order_by("pk")[0]
    assert f'href="/files/imports/{batch.pk}/"' in history(client, printed)

    answer = client.get(f"/files/imports/{batch.pk}/")

    assert hashlib.sha256(answer.content).hexdigest() == batch.sha256
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert unquote(answer["Content-Disposition"]).startswith("attachment")
    assert "试.xlsx" in unquote(answer["Content-Disposition"])
    act = Act.objects.get(kind="下载文件")
    assert (act.by, act.subject, act.detail["batch"]) == (clerk, "试.xlsx", batch.pk)


def test_a_file_with_other_counties_rows_is_the_citys(client: Client, printed: PlanIndicator) -> None:
    by = User.objects.get(username="reviewer")
    both = staged(row(year=2019), row(year=2019, county="浑源", value="30"), by=by)
    apply_observations(both.pk, by=by, only_clean=True)
    client.force_login(reference.clerk(County.objects.get(code=YUNGANG)))
    assert client.get(f"/files/imports/{both.pk}/").status_code == 404
    client.force_login(by)
    assert client.get(f"/files/imports/{both.pk}/").status_code == 200


def test_a_plan_workbook_comes_as_it_was_imported(client: Client, printed: PlanIndicator) -> None:
    edition = PlanEdition.objects.get(pk=printed.edition_id)
    client.force_login(User.objects.get(username="reviewer"))
    assert client.get(f"/files/editions/{edition.pk}/").status_code == 404  # nothing is kept of it
    edition.sha256 = hashlib.sha256(b"PK original").hexdigest()
    edition.file.save("x.xlsx", ContentFile(b"PK original"))
    answer = client.get(f"/files/editions/{edition.pk}/")
    assert answer.content == b"PK original"
    assert Act.objects.get(kind="下载文件").county == edition.plan.county


def test_every_version_is_a_line_though_it_says_the_same(client: Client, printed: PlanIndicator) -> None:
    """What was approved from a county's sheet does not vanish behind an invented figure of the same value."""
    by, other = User.objects.get(username="reviewer"), reference.reviewer("other")
    figure = Observation.objects.filter(county=printed.plan.county, text="14.1")
    with traced(user=by.pk, reason="林业局来函更正"):
        figure.update(is_demo=True)
    with traced(user=other.pk, reason="林业局来函更正"):
        figure.update(note="复核")
    with traced(user=other.pk, reason="再次核对"):
        figure.update(note="复核二")
    with traced(user=other.pk, reason="再次核对"):
        figure.update(cited_source="公报")
    client.force_login(by)
    events: Any = Observation
    (pk,) = figure.values_list("pk", flat=True)
    for address in (f"/rows/{printed.pk}/history/", f"/figures/{pk}/history/"):
        page = as_seen(client.get(address))
        same = re.findall(r"<b>14.1 %</b><div class=\"src\">(同值[^<]*)</div>", page)
        assert same == [
            "同值，另改：所引来源",
            "同值，缘由改为 再次核对",
            "同值，操作人改为 other",
            "同值，来源改为 虚构数值",
        ]
        assert page.count("2018年监测值</td>") == events.pgh_event_model.objects.filter(id=pk).count()
    sheet = read_workbook(client.get(f"/figures/{pk}/history/?format=xlsx").content).sheets[0]
    assert any("同值，来源改为 虚构数值" in str(line) for line in sheet.rows)


def test_a_version_of_a_printed_row_that_changes_no_text_is_a_line(
    client: Client, printed: PlanIndicator
) -> None:
    rows = PlanIndicator.objects.filter(pk=printed.pk)
    with traced(user=User.objects.get(username="reviewer").pk, reason="订正"):
        rows.update(target_text="15.2")
        rows.update(seq="9")
        rows.update(target_cell="Z9", target_text="15.5")
        rows.update(target_cell="Z10")
    client.force_login(User.objects.get(username="reviewer"))
    page = history(client, printed)
    told = re.findall(r"<td>规划行（原文）</td>\s*<td><b>([^<]*)</b><div class=\"src\">([^<]*)</div>", page)
    assert told == [
        ("15.5", "同值，来源改为 140214-plan.xlsx · 指标!Z10"),
        (printed.printed_name, "同值，另改：序号"),
    ]
    assert '<span class="quiet">15.2</span> → <b>15.5</b>' in page


def test_any_other_thing_tells_its_versions_as_its_table_declares(
    client: Client, printed: PlanIndicator
) -> None:
    county, by = printed.plan.county, User.objects.get(username="reviewer")
    doubt = Finding.objects.create(
        county=county, rule="r", subject="s", severity="error", message="合计不符", fingerprint="f"
    )
    with traced(user=by.pk, reason="核对过原文"):
        Finding.objects.filter(pk=doubt.pk).update(
            decision="dismissed", decision_reason="原文如此", decided_at=timezone.now()
        )
    address = f"/history/counties.finding/{doubt.pk}/"
    client.force_login(by)
    assert address in client.get(f"/counties/{county.code}/changes/").content.decode()
    page = client.get(address).content.decode()
    for said in ("合计不符", "待处理", "经核实无误：原文如此", "核对过原文"):
        assert said in page
    # What tells its versions elsewhere, what is no table, and what is another county's.
    for other in (f"/history/counties.county/{county.pk}/", "/history/auth.group/1/", "/history/x/1/"):
        assert client.get(other).status_code == 404
    client.force_login(reference.clerk(small_ledger.county("990002", "乙县"), "other"))
    assert client.get(address).status_code == 404
