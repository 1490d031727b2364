"""Beside every figure of a flow stands what it is about: 累计 for the 现值, judged or not, 至少 where a year is missing."""

import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from indicators.models import Observation, PlanIndicator
from judging.models import Attainment
from judging.recompute import recompute
from tests import reference
from tests import small_ledger as small
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
YEAR = 2023


@pytest.fixture
def rows() -> dict[str, PlanIndicator]:
    """平城's row 16 and row 8 in small: a flow that waits for its target, and one that is judged; and a level."""
    plan = small.plan(small.county())
    tons = {"unit": "吨", "direction": "cumulative"}
    waiting = small.row(
        plan,
        small.indicator("cod", order=1, decimals=3, **tons),
        1,
        target_text="完成市局下达目标",
        baseline_text="",
    )
    judged = small.row(
        plan, small.indicator("nox", order=2, **tons), 2, target_text="2000", baseline_text="19.93"
    )
    level = small.row(plan, small.indicator("days", order=3), 3)
    for year, cod, nox, days in (
        (2021, "0.2", "440", "81"),
        (2022, "", "441.5", "82"),
        (2023, "0.107", "", "83"),
    ):
        for made, text in ((waiting, cod), (judged, nox), (level, days)):
            if text:
                observe(made, year, text)
    recompute({made.pk: plan.years for made in (waiting, judged, level)}, why="data")
    return {"waiting": waiting, "judged": judged, "level": level}


def observe(of: PlanIndicator, year: int, text: str) -> None:
    Observation.objects.create(
        county=of.plan.county,
        indicator=of.indicator,
        year=year,
        text=text,
        value=Decimal(text),
        unit=of.unit,
    )


def html(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(as_seen(answer).split())


def sheet(client: Client, address: str, name: str | int = 0) -> list[dict[str, Any]]:
    """A sheet's rows by header."""
    book = load_workbook(io.BytesIO(client.get(address).content))
    lines = list((book[name] if isinstance(name, str) else book.worksheets[name]).iter_rows(values_only=True))
    at = next(number for number, line in enumerate(lines) if line.count(None) < len(line) - 2)
    return [dict(zip(map(str, lines[at]), line, strict=True)) for line in lines[at + 1 :]]


def said(lines: list[dict[str, Any]]) -> list[tuple[Any, Any]]:
    return [(line["现值"], line["当年/累计"]) for line in lines if line.get("结论")][:3]


# 2022 is missing for the one, 2023 not reported yet for the other.
EXPECTED = [(0.307, "累计至少"), (881.5, "累计"), (83, None)]


def test_the_kept_figure_is_the_total_whether_or_not_there_is_a_verdict(
    rows: dict[str, PlanIndicator],
) -> None:
    kept = Attainment.objects.filter(year=YEAR).order_by("plan_indicator__row_number")
    assert list(kept.values_list("status", "value_text")) == [
        ("pending", "≥0.307"),
        ("on_track", "881.5"),
        ("unjudged", "83"),
    ]


def test_a_word_is_no_figure(rows: dict[str, PlanIndicator]) -> None:
    Observation.objects.filter(indicator__code="cod", year=YEAR).update(text="断流", value=None)
    recompute({rows["waiting"].pk: [YEAR]}, why="data")
    found = Attainment.objects.get(plan_indicator=rows["waiting"], year=YEAR)
    now = found.current(rows["waiting"].indicator)
    assert (now.about, now.figure) == ("", "断流")


def test_pages_say_it(city: Client, rows: dict[str, PlanIndicator]) -> None:
    county = html(city, reverse("county", args=["990001"]) + f"?year={YEAR}")
    for told in ('0.307<div class="src">累计至少</div>', '881.5<div class="src">累计</div>'):
        assert told in county
    assert '83<div class="src">累计' not in county
    matrix = html(city, reverse("matrix") + f"?year={YEAR}")
    assert "现值 累计至少0.307" in matrix
    assert "累计881.5" in matrix
    assert "累计83" not in matrix
    row = html(city, reverse("plan-indicator", args=[rows["waiting"].pk]) + f"?year={YEAR}")
    assert '<small class="quiet">累计至少</small> 0.307' in row
    assert '0.107</b> <span class="unit">吨</span> <span class="tag">当年</span>' in row
    compared = html(city, reverse("indicator", args=["nox"]) + f"?year={YEAR}")
    assert '881.5<br><span class="src">累计</span>' in compared
    assert "各年均为当年值" in compared
    assert "各年均为" not in html(city, reverse("indicator", args=["days"]))
    versions = html(city, reverse("row-history", args=[rows["waiting"].pk]))
    assert "2023年当年监测值" in versions


def test_sheets_say_it_in_a_column_of_its_own(city: Client, rows: dict[str, PlanIndicator]) -> None:
    assert said(sheet(city, reverse("county", args=["990001"]) + f"?year={YEAR}&format=xlsx")) == EXPECTED
    assert said(sheet(city, reverse("matrix") + f"?year={YEAR}&format=xlsx", "明细")) == EXPECTED
    compared = reverse("indicator", args=["nox"]) + f"?year={YEAR}&format=xlsx"
    assert said(sheet(city, compared)) == EXPECTED[1:2]
    assert {line["当年/累计"] for line in sheet(city, compared, "监测数据") if line["年份"]} == {"当年"}
    years = sheet(city, reverse("plan-indicator", args=[rows["judged"].pk]) + f"?year={YEAR}&format=xlsx")
    assert [(line["现值"], line["当年/累计"]) for line in years if line["结论"]][:2] == [
        (440, "累计"),
        (881.5, "累计"),
    ]


def test_a_published_year_says_it_in_its_page_its_sheet_and_its_document(
    city: Client, rows: dict[str, PlanIndicator]
) -> None:
    address = reverse("publication", args=[small.published(YEAR, reference.reviewer("publisher")).pk])
    page = html(city, address)
    assert '0.307</a><div class="src">累计至少</div>' in page
    assert said(sheet(city, address + "?format=xlsx", 1)) == EXPECTED
    word = Document(io.BytesIO(city.get(address + "?format=docx").content))
    texts = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    for told in ("累计至少0.307", "累计881.5（2022年值）", "83"):
        assert told in texts
