"""Ten counties side by side at 1366×768: all in sight, more go sideways inside the card, paper shows them whole."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests import reference
from tests import small_ledger as small
from tests.browser.chromium import needs_chromium, signed_in

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.django_db(transaction=True)]


RIGHT = "cells => Math.max(...cells.map(cell => cell.getBoundingClientRect().right))"


def counties(number: int) -> None:
    days = small.indicator(name="环境空气质量优良天数比例")
    for one in range(number):
        row = small.row(small.plan(small.county(f"9901{one:02d}", f"第{one}县")), days, attribute="约束性")
        small.verdict(row, "on_track", 2023, colour="green", value_text="87.5")
        small.verdict(row, "missed", 2025, colour="red", value_text="87.5")


def test_ten_columns_fit_and_twelve_scroll_beside_a_fixed_first_column(live_server: LiveServer) -> None:
    counties(10)
    with signed_in(live_server.url, reference.reviewer()) as page:
        page.goto(f"{live_server.url}/matrix/?year=2023")
        card = page.locator(".card.scroll")
        edge = card.evaluate("card => card.getBoundingClientRect().right")
        assert page.locator("table.matrix thead th").evaluate_all(RIGHT) <= edge
    for one in (10, 11):
        small.row(small.plan(small.county(f"9901{one:02d}", f"第{one}县")), small.indicator(f"i{one}"))
    with signed_in(live_server.url, reference.reviewer("other")) as page:
        page.goto(f"{live_server.url}/matrix/?year=2023")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1366
        card, first = page.locator(".card.scroll"), page.locator("table.matrix tbody th.pin").nth(1)
        assert card.evaluate("card => card.scrollWidth > card.clientWidth")
        before = first.evaluate("cell => cell.getBoundingClientRect().left")
        card.evaluate("card => { card.scrollLeft = 300; }")
        assert card.evaluate("card => card.scrollLeft") > 0
        assert first.evaluate("cell => cell.getBoundingClientRect().left") == before
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 1047, "height": 718})  # A4 across, within its margins
        assert page.locator("table.matrix thead th").evaluate_all(RIGHT) <= 1047


@pytest.mark.parametrize(("width", "number"), [(1024, 5), (1366, 5), (1366, 7)])
def test_the_matrix_never_makes_the_page_go_sideways(
    live_server: LiveServer, width: int, number: int
) -> None:
    counties(number)
    with signed_in(live_server.url, reference.reviewer()) as page:
        page.set_viewport_size({"width": width, "height": 768})
        page.goto(f"{live_server.url}/matrix/?year=2023")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        card, first = page.locator(".card.scroll"), page.locator("table.matrix tbody th.pin").nth(1)
        before = first.evaluate("cell => cell.getBoundingClientRect().left")
        card.evaluate("card => { card.scrollLeft = 300; }")
        assert first.evaluate("cell => cell.getBoundingClientRect().left") == before
        assert (card.evaluate("card => card.scrollLeft") > 0) is (width < 1366)


def test_the_others_of_the_banner_open_by_keyboard_and_stand_on_paper(live_server: LiveServer) -> None:
    counties(10)
    with signed_in(live_server.url, reference.reviewer()) as page:
        page.goto(f"{live_server.url}/matrix/?year=2025")
        more = page.locator(".note.bad summary")
        assert more.inner_text() == "另 2 项"
        last = page.locator(".note.bad details a").last
        assert not last.is_visible()
        more.focus()
        page.keyboard.press("Enter")
        assert last.is_visible()
        page.emulate_media(media="print")
        shown = page.locator(".note.bad").inner_text()
        assert [f"第{one}县" in shown for one in range(10)] == [True] * 10
