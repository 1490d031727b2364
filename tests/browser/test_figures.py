"""Figures on the pages of the year, at the size of an office screen: whole, on one line."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from custody.scope import CITY, within
from indicators.models import Observation
from reporting.actions.reviewing import begin_review
from reporting.actions.submitting import sign, submit
from reporting.models import Entry
from tests.browser.chromium import needs_chromium, signed_in
from tests.browser.looking import broken_figures, overflow
from tests.reporting import rounds

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.django_db(transaction=True)]
FIGURES = ("17.74", "0.703", "12345.67")
REVIEW = "/reporting/review/2024/990001/"


@pytest.fixture
def of() -> rounds.Cast:
    """Three cells with figures of two years beside them, all frozen by the reviewer."""
    made = rounds.cast()
    for number, code in enumerate(("good-days", "pm25", "water"), start=1):
        rounds.row(made, code, number, baseline_cell="C1", attribute="约束性")
    rounds.opened(made)
    for entry, text in zip(Entry.objects.order_by("pk"), FIGURES, strict=True):
        for year in (2022, 2023, 2024):
            fields = {"county": made.county, "indicator": entry.indicator, "unit": entry.unit}
            Observation.objects.create(year=year, text=text, value=Decimal(text), is_demo=True, **fields)
        said = "核对过监测站的月报和年报，数值无误，因口径调整与上年相比有较大变化"
        rounds.typed(entry, text, made.clerk, explanation=said, note=said)
    return made


def handed_on(of: rounds.Cast) -> None:
    with within(CITY):
        ids = list(Entry.objects.values_list("pk", flat=True))
        submit(ids, by=of.clerk)
        sign(ids, by=of.head)
        begin_review(ids, by=of.reviewer)


def looked_at(server: LiveServer, by: User, address: str) -> Iterator[Page]:
    with signed_in(server.url, by) as page:
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(f"{server.url}{address}")
        yield page


def test_no_figure_is_broken_in_the_grid(live_server: LiveServer, of: rounds.Cast) -> None:
    for page in looked_at(live_server, of.clerk, "/reporting/2024/990001/"):
        assert (broken_figures(page), overflow(page)) == ([], 0)


def test_no_figure_is_broken_before_the_head_and_the_reviewer(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    handed_on(of)
    for by, address in ((of.reviewer, REVIEW), (of.head, "/reporting/signing/2024/990001/?show=all")):
        for page in looked_at(live_server, by, address):
            assert page.locator("table.entries").count() == 1
            assert (broken_figures(page), overflow(page)) == ([], 0)
            # Squeezed as far as it goes, the columns of figures still hold them.
            page.evaluate("document.querySelector('table.entries').style.width = '700px'")
            assert broken_figures(page) == []
