"""From any number on any page two clicks lead to its earlier values, the original file, the cell, the person, the reason."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Observation
from tests import reference
from tests.planning.test_past_pages import Page
from tests.seeing import as_seen
from tests.two_counties import Holding, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Holding:
    return build().own


def links(client: Client, address: str) -> set[str]:
    """Where a page leads, as paths; nothing for a file."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    if not answer["Content-Type"].startswith("text/html"):
        return set()
    full = (urljoin(address, link) for link in Page(answer.content.decode()).links)
    return {path for each in full if (path := urlsplit(each).path) not in ("/", "")}


def within_two_clicks(client: Client, address: str, through: tuple[str, ...]) -> set[str]:
    """What one click reaches, and what one more reaches from the pages of the thing itself."""
    first = links(client, address)
    return first.union(*(links(client, path) for path in first & set(through)))


def history(name: str, pk: int) -> str:
    return reverse(f"{name}-history", args=[pk])


def test_numbers_of_a_plan_row(client: Client, held: Holding) -> None:
    client.force_login(reference.reviewer())
    row = reverse("plan-indicator", args=[held.row.pk])
    wanted = {history("row", held.row.pk), reverse("edition-file", args=[held.edition.pk])}
    for page in (
        "/matrix/?year=2023",
        f"/counties/{held.county.code}/?year=2023",
        f"/counties/{held.county.code}/changes/",
        f"/indicators/{held.indicator.code}/?year=2023",
        "/indicators/",
        f"/plans/{held.plan.key}/",
        "/targets/?standing=all",
        f"/targets/{held.row.pk}/",
        "/findings/",
        f"/findings/{held.finding.pk}/",
        row,
    ):
        assert wanted <= within_two_clicks(client, page, (row, history("row", held.row.pk))), page


def test_observed_figures(client: Client, held: Holding) -> None:
    client.force_login(reference.reviewer())
    row = reverse("plan-indicator", args=[held.row.pk])
    figure = history("figure", held.observation.pk)
    for page in (
        "/matrix/?year=2023",
        f"/counties/{held.county.code}/?year=2023",
        f"/counties/{held.county.code}/changes/",
        f"/indicators/{held.indicator.code}/?year=2023",
        row,
    ):
        reached = within_two_clicks(client, page, (row, figure))
        assert {figure, reverse("import-file", args=[held.batch.pk])} <= reached, page


def test_amounts_of_a_project(client: Client, held: Holding) -> None:
    client.force_login(reference.reviewer())
    project = reverse("project", args=[held.project.pk])
    wanted = {history("project", held.project.pk), reverse("edition-file", args=[held.edition.pk])}
    for page in ("/projects/", project):
        assert wanted <= within_two_clicks(client, page, (project,)), page


def test_cells_of_a_finding_lead_to_the_original(client: Client, held: Holding) -> None:
    type(held.finding).objects.filter(pk=held.finding.pk).update(
        cells=[{"file": held.edition.file_name, "sheet": "指标", "cell": "A1", "text": "3"}]
    )
    client.force_login(held.clerk)
    finding = reverse("finding-decide", args=[held.finding.pk])
    assert reverse("edition-file", args=[held.edition.pk]) in within_two_clicks(
        client, "/findings/", (finding,)
    )


def test_counts_lead_to_what_they_count(client: Client, held: Holding) -> None:
    client.force_login(held.clerk)
    county, row = f"/counties/{held.county.code}/", reverse("plan-indicator", args=[held.row.pk])
    page = client.get("/counties/?year=2023").content.decode()
    assert f"{county}?period=2021-2025&amp;year=2023&amp;attribute=%E6%9C%AA%E6%A0%87%E6%B3%A8" in page
    assert row in within_two_clicks(client, "/counties/?year=2023", (county,))
    assert "?period=2021-2025&amp;year=2023&amp;attribute=" in client.get(county).content.decode()


def test_a_figure_tells_every_value_with_person_reason_and_cell(client: Client, held: Holding) -> None:
    Observation.objects.filter(pk=held.observation.pk).update(
        text="87.3", value="87.3", sheet="监测数据", cell="F2"
    )
    client.force_login(held.clerk)
    page = as_seen(client.get(history("figure", held.observation.pk)))
    assert '<span class="quiet">87.1 %</span> → <b>87.3 %</b>' in page
    for said in ("更正", "数据.xlsx · 监测数据!F2", "优良天数比例 2023年"):
        assert said in page


def test_a_figure_that_was_taken_out_still_tells(client: Client, held: Holding) -> None:
    from judging.models import Attainment

    Attainment.objects.filter(plan_indicator=held.row).delete()
    pk = held.observation.pk
    held.observation.delete()
    client.force_login(held.clerk)
    assert "→ <b>（已无）</b>" in as_seen(client.get(history("figure", pk)))


def test_a_project_tells_what_its_plans_printed(client: Client, held: Holding) -> None:
    held.project.listings.update(investment_text="1.5")
    client.force_login(held.clerk)
    page = as_seen(client.get(history("project", held.project.pk)))
    assert '<span class="quiet">1.2</span> → <b>1.5</b>' in page
    assert "第1版" in page
