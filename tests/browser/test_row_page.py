"""The chart of a plan row in a real browser: drawn under the strict policy, labelled, printable, by keyboard."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from indicators.models import Indicator, Observation, PlanIndicator
from judging.recompute import recompute
from tests import reference
from tests import small_ledger as small
from tests.browser.chromium import needs_chromium, signed_in

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def row() -> PlanIndicator:
    row = small.row(small.plan(small.county()), small.indicator(name="优良天数比例"), baseline_cell="C1")
    for year, text in ((2021, "82.5"), (2022, "83.1"), (2023, "87.1")):
        Observation.objects.create(
            county=row.plan.county,
            indicator=row.indicator,
            year=year,
            text=text,
            value=Decimal(text),
            unit="%",
        )
    recompute({row.pk: row.plan.years}, why="data")
    return row


def address(row: PlanIndicator, year: int) -> str:
    return f"{reverse('plan-indicator', args=[row.pk])}?year={year}"


def test_the_chart_is_drawn_with_its_texts_and_the_console_stays_silent(
    live_server: LiveServer, row: PlanIndicator
) -> None:
    with signed_in(live_server.url, reference.reviewer()) as page:
        page.goto(live_server.url + address(row, 2023))
        drawing = page.locator("#trend svg")
        for text in ("80 基准", "82.5", "83.1", "87.1", "≥88", "目标路径", "2025"):
            expect(drawing.get_by_text(text, exact=True).first).to_be_visible()


def test_a_large_axis_is_in_words(live_server: LiveServer) -> None:
    tons = small.indicator("grain", unit="吨", direction="higher")
    made = small.row(
        small.plan(small.county()), tons, baseline_text="19000000", target_text="22000000", baseline_cell="C1"
    )
    with signed_in(live_server.url, reference.reviewer()) as page:
        page.goto(live_server.url + address(made, 2023))
        drawing = page.locator("#trend svg")
        expect(drawing.get_by_text("2000万", exact=True)).to_be_visible()
        expect(drawing.get_by_text("20000000", exact=True)).to_have_count(0)


HOSTILE = "<img src=x onerror=document.title='hit'>"


def test_markup_in_the_data_is_text_wherever_script_shows_it(
    live_server: LiveServer, row: PlanIndicator
) -> None:
    PlanIndicator.objects.update(name=f"优良{HOSTILE}", printed_name=f"优良{HOSTILE}", claim=HOSTILE)
    Indicator.objects.update(name=f"优良{HOSTILE}")
    Observation.objects.filter(year=2023).update(text=f"87.1（{HOSTILE}）", note=HOSTILE)
    recompute({row.pk: row.plan.years}, why="data")
    with signed_in(live_server.url, reference.reviewer()) as page:
        page.goto(live_server.url + address(row, 2023))
        label = page.locator("#trend svg").get_by_text(f"87.1（{HOSTILE}）", exact=True).first
        label.scroll_into_view_if_needed()
        marks = page.locator("#trend svg path")
        tooltip = page.locator("#trend > div:last-child")
        for number in range(marks.count()):
            marks.nth(number).hover(force=True)
            if f"87.1（{HOSTILE}）%" in tooltip.inner_text():
                break
        expect(tooltip).to_contain_text(f"现值　2023年　87.1（{HOSTILE}）%")
        assert page.locator("img[src=x]").count() == 0
        assert page.title().startswith(f"优良{HOSTILE}")


def test_the_arrow_keys_go_from_year_to_year(live_server: LiveServer, row: PlanIndicator) -> None:
    with signed_in(live_server.url, reference.reviewer()) as page:
        page.goto(live_server.url + address(row, 2023))
        page.keyboard.press("ArrowLeft")
        expect(page).to_have_url(re.compile(r"year=2022$"))
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**/?year=2023")
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(re.compile(r"year=2024$"))


def test_the_steps_open_by_keyboard(live_server: LiveServer, row: PlanIndicator) -> None:
    with signed_in(live_server.url, reference.reviewer()) as page:
        page.goto(live_server.url + address(row, 2023))
        page.locator(".steps summary").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("（87.1−80）÷（88−80）")).to_be_visible()


def test_on_paper_the_chart_is_as_wide_as_its_column(
    live_server: LiveServer, row: PlanIndicator, tmp_path: Path
) -> None:
    with signed_in(live_server.url, reference.reviewer(), width=1920) as page:
        page.goto(live_server.url + address(row, 2023))
        expect(page.locator("#trend svg")).to_be_visible()
        page.set_viewport_size({"width": 1050, "height": 740})
        page.emulate_media(media="print")
        boxes = [page.locator(place).bounding_box() for place in ("#trend svg", ".card.whole")]
        assert boxes[0] is not None
        assert boxes[1] is not None
        assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"] + boxes[1]["width"] + 1
        page.pdf(path=tmp_path / "row.pdf", prefer_css_page_size=True)
        assert (tmp_path / "row.pdf").stat().st_size > 10_000


def test_at_twice_the_size_nothing_is_cut_off(live_server: LiveServer, row: PlanIndicator) -> None:
    with signed_in(live_server.url, reference.reviewer(), width=683, height=384) as page:
        page.goto(live_server.url + address(row, 2023))
        expect(page.locator("#trend svg")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
