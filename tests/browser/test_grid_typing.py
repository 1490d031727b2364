"""What is typed into the grid: what Esc and Ctrl+Z take back, and when “全部已保存” may be said."""

import pytest
from playwright.sync_api import CDPSession, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from indicators.models import PlanIndicator
from launcher.processes import until
from reporting.models import Entry
from tests.browser.chromium import needs_chromium
from tests.browser.entering import (
    address,
    agreeing,
    all_saved,
    cell,
    grid_of,
    paste,
    row,
    six_cells,
    stored,
    submitted_elsewhere,
    texts,
    typed_elsewhere,
)
from tests.reporting import rounds

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.django_db(transaction=True)]

SECONDS = 10.0
IDLE = 1200
"""So many milliseconds after the last stroke a cell is saved by itself (typing.js)."""


@pytest.fixture
def of() -> rounds.Cast:
    return six_cells()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def values(page: Page) -> list[str]:
    return [cell(page, number).input_value() for number in range(1, 7)]


def input_method(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def compose(session: CDPSession, letters: str) -> None:
    """Letters that stand underlined in the cell until the input method is done with them."""
    asked = {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
    session.send("Input.imeSetComposition", asked)


def saying(page: Page) -> str:
    return page.locator("#saving").inner_text()


def test_escape_cancels_what_is_being_typed_and_nothing_else(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    for number in range(1, 7):
        typed_elsewhere(number, f"8{number}", of)
    with grid_of(live_server, of) as page:
        cell(page, 1).click()
        paste(page, "91\r\n92\r\n93\r\n")
        press(page, "Escape", "Escape")
        assert values(page) == ["91", "92", "93", "84", "85", "86"]
        cell(page, 4).click()
        press(page, "Delete", "Escape")
        cell(page, 5).click()
        paste(page, "95")
        press(page, "Escape")
        assert values(page) == ["91", "92", "93", "", "95", "86"]
        press(page, "Control+z", "Escape")
        assert values(page) == ["91", "92", "93", "", "85", "86"]
        press(page, "Control+z", "Control+z", "Escape", "Control+y", "Escape")
        assert values(page) == ["91", "92", "93", "84", "85", "86"]
        cell(page, 6).click()
        page.keyboard.type("9")
        press(page, "Escape", "Escape", "F2")
        page.keyboard.type(".5")
        press(page, "Escape")
        assert values(page) == ["91", "92", "93", "84", "85", "86"]
        all_saved(page)
    assert texts() == ["91", "92", "93", "84", "85", "86"]


def test_escape_goes_back_behind_a_save_while_idle(live_server: LiveServer, of: rounds.Cast) -> None:
    typed_elsewhere(1, "81", of)
    with grid_of(live_server, of) as page:
        cell(page, 1).click()
        page.keyboard.type("87")
        assert until(lambda: stored(1).text == "87", SECONDS)
        page.keyboard.type(".")
        page.wait_for_timeout(300)
        page.keyboard.type("5")
        expect(row(page, 1).locator(".save")).to_have_text("正在输入")
        press(page, "Escape")
        expect(cell(page, 1)).to_have_value("81")
        all_saved(page)
        press(page, "Control+z")
        expect(cell(page, 1)).to_have_value("81")
    assert stored(1).text == "81"


def test_a_reason_comes_back_with_the_figure_that_it_was_given_for(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    typed_elsewhere(1, "40", of)
    typed_elsewhere(2, "41", of)
    with grid_of(live_server, of) as page:
        for number in (1, 2):
            assert stored(number).warnings
            cell(page, number, "explanation").click()
            page.keyboard.type("reason")
            press(page, "Enter")
        all_saved(page)
        cell(page, 1).click()
        page.keyboard.type("8")
        assert until(lambda: (stored(1).text, stored(1).explanation) == ("8", ""), SECONDS)
        press(page, "Escape")
        cell(page, 2).click()
        page.keyboard.type("9")
        press(page, "Enter")
        assert until(lambda: (stored(2).text, stored(2).explanation) == ("9", ""), SECONDS)
        press(page, "Control+z")
        all_saved(page)
        expect(cell(page, 1, "explanation")).to_have_value("reason")
        expect(cell(page, 2, "explanation")).to_have_value("reason")
    assert [(stored(n).text, stored(n).explanation) for n in (1, 2)] == [("40", "reason"), ("41", "reason")]


def test_what_was_typed_into_one_cell_is_one_step_to_undo(live_server: LiveServer, of: rounds.Cast) -> None:
    with grid_of(live_server, of) as page:
        cell(page, 1).click()
        page.keyboard.type("87")
        assert until(lambda: stored(1).text == "87", SECONDS)
        page.keyboard.type(".5")
        press(page, "Enter")
        page.keyboard.type("88")
        press(page, "Control+z")
        assert values(page)[:2] == ["87.5", ""]
        press(page, "Control+z")
        assert values(page)[:2] == ["", ""]
        press(page, "Control+y", "Control+y")
        assert values(page)[:2] == ["87.5", "88"]
        all_saved(page)
    assert texts()[:2] == ["87.5", "88"]


def test_an_undo_leaves_alone_what_somebody_else_wrote_since(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with grid_of(live_server, of) as page:
        cell(page, 1).click()
        page.keyboard.type("87")
        press(page, "Enter")
        all_saved(page)
        typed_elsewhere(1, "82", of)
        cell(page, 1).click()
        page.keyboard.type("88")
        press(page, "Enter")
        row(page, 1).get_by_role("button", name="采用对方的").click()
        cell(page, 1).click()
        press(page, "Control+z")
        expect(page.locator("#report")).to_contain_text("指标row-1：后来已改为“82”")
        all_saved(page)
    assert stored(1).text == "82"


def test_what_an_input_method_brings_is_saved_without_another_key(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with grid_of(live_server, of) as page:
        session = input_method(page)
        cell(page, 1).click()
        compose(session, "wei'jian'ce")
        page.wait_for_timeout(IDLE + 300)
        assert saying(page) == "… 正在输入，尚未保存"
        assert stored(1).text == ""
        session.send("Input.insertText", {"text": "未监测"})
        assert "全部已保存" not in saying(page)
        assert until(lambda: stored(1).text == "未监测", SECONDS)
        expect(cell(page, 1)).to_be_focused()
        all_saved(page)
        press(page, "Enter")
        compose(session, "duan")
        compose(session, "")
        expect(cell(page, 2)).to_have_value("")
        all_saved(page)
    assert texts()[:2] == ["未监测", ""]


def test_wide_digits_turn_narrow_in_the_cell_while_they_are_typed(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with grid_of(live_server, of) as page:
        cell(page, 1).click()
        for sign in "８５．５":
            page.keyboard.insert_text(sign)
        expect(cell(page, 1)).to_have_value("85.5")
        press(page, "Enter")
        for sign in "8。５":
            page.keyboard.insert_text(sign)
        expect(cell(page, 2)).to_have_value("8.5")
        press(page, "F2", "ArrowLeft")
        page.keyboard.insert_text("９")
        expect(cell(page, 2)).to_have_value("8.95")
        page.keyboard.insert_text("1")
        expect(cell(page, 2)).to_have_value("8.915")
        press(page, "Enter")
        cell(page, 1, "note").click()
        page.keyboard.insert_text("２０２４年 ")
        press(page, "Enter")
        expect(cell(page, 1, "note")).to_have_value("２０２４年")
        all_saved(page)
    assert texts()[:2] == ["85.5", "8.915"]
    assert stored(1).note == "２０２４年"


def test_a_reload_in_the_middle_of_a_cell_asks_and_loses_nothing(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with grid_of(live_server, of) as page:
        asked = agreeing(page)
        cell(page, 1).click()
        page.keyboard.type("87")
        assert saying(page) == "… 正在输入，尚未保存"
        page.reload()
        assert [dialog.type for dialog in asked] == ["beforeunload"]
        expect(cell(page, 1)).to_have_value("87")
        all_saved(page)
        assert stored(1).text == "87"
        # Saved in the last moment, while the next page is made already: that page has it too.
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page.route(address(of), hold)
        cell(page, 3).click()
        page.keyboard.type("86")
        early = page.request.get(address(of)).body()
        page.evaluate("setTimeout(() => location.reload(), 0)")
        assert until(lambda: stored(3).text == "86", SECONDS)
        page.wait_for_timeout(500)
        held[0].fulfill(status=200, content_type="text/html; charset=utf-8", body=early)
        page.wait_for_load_state()
        page.unroute(address(of))
        expect(cell(page, 3)).to_have_value("86")
        all_saved(page)
        asked.clear()
        # With the server away it stands there all the same.
        page.route("**/save/**", lambda route: route.abort())
        cell(page, 2).click()
        page.keyboard.type("88")
        page.reload()
        expect(cell(page, 2)).to_have_value("88")
        expect(page.locator("#saving")).to_contain_text("1 项未保存，已暂存本机")
        page.unroute("**/save/**")
        page.get_by_role("button", name="立即重试").click()
        all_saved(page)
        cell(page, 2).click()
        page.keyboard.type("8")
        press(page, "Backspace", "Escape")
        all_saved(page)
        assert len(asked) == 1
        page.reload()
        assert len(asked) == 1
    assert texts()[:3] == ["87", "88", "86"]


def test_a_tab_that_is_closed_in_the_middle_of_a_cell_asks_and_sends(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with grid_of(live_server, of) as page:
        asked = agreeing(page)
        cell(page, 1).click()
        page.keyboard.type("87")
        with page.expect_event("close"):
            page.close(run_before_unload=True)
        assert [dialog.type for dialog in asked] == ["beforeunload"]
        assert until(lambda: stored(1).text == "87", SECONDS)


def test_a_window_left_for_another_saves_and_goes_on_in_the_cell(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with grid_of(live_server, of) as page:
        cell(page, 1).click()
        page.keyboard.type("87")
        # What Chromium says to the cell when the window, not the cell, loses the focus and has it again.
        cell(page, 1).evaluate("cell => cell.dispatchEvent(new FocusEvent('focusout', {bubbles: true}))")
        assert until(lambda: stored(1).text == "87", IDLE / 1000)
        cell(page, 1).evaluate("cell => cell.dispatchEvent(new FocusEvent('focusin', {bubbles: true}))")
        page.keyboard.type(".5")
        press(page, "Enter")
        all_saved(page)
        assert stored(1).text == "87.5"
        page.keyboard.type("88")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert until(lambda: stored(2).text == "88", IDLE / 1000)
        page.keyboard.type(".5")
        press(page, "Control+s")
        assert until(lambda: stored(2).text == "88.5", IDLE / 1000)
        expect(cell(page, 2)).to_be_focused()
        press(page, "Escape")
        expect(cell(page, 2)).to_have_value("")
        all_saved(page)
    assert texts()[:2] == ["87.5", ""]


def test_going_away_and_back_shows_what_was_typed(live_server: LiveServer, of: rounds.Cast) -> None:
    with grid_of(live_server, of) as page:
        asked = agreeing(page)
        cell(page, 1).click()
        page.keyboard.type("87")
        page.get_by_role("link", name="上报表", exact=True).click()
        page.wait_for_url("**/declaration/**")
        assert stored(1).text == "87"
        page.go_back()
        expect(cell(page, 1)).to_have_value("87")
        all_saved(page)
        cell(page, 1).click()
        page.keyboard.type("88")
        page.get_by_role("button", name="退出").click()
        page.get_by_label("用户名").wait_for()
        assert asked == []
    assert stored(1).text == "88"


def test_with_the_database_away_cells_wait_here_and_are_sent_again(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    answers = [503]

    def away(route: Route) -> None:
        if answers:
            route.fulfill(status=answers.pop(), content_type="text/html", body="<h1>系统暂时无法使用</h1>")
        else:
            route.continue_()

    with grid_of(live_server, of) as page:
        page.route("**/save/**", away)
        cell(page, 1).click()
        page.keyboard.type("87")
        press(page, "Enter")
        expect(row(page, 1).locator(".save")).to_have_text("未保存，已暂存本机")
        expect(page.locator("#saving")).to_contain_text("▲ 1 项未保存，已暂存本机：服务器暂时出错")
        expect(cell(page, 1)).to_have_value("87")
        all_saved(page)
    assert answers == []
    assert stored(1).text == "87"


def test_markup_in_the_data_is_text_wherever_the_grid_shows_it(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    PlanIndicator.objects.update(name=hostile, printed_name=hostile)
    Entry.objects.update(printed_name=hostile)
    typed_elsewhere(2, hostile, of)
    typed_elsewhere(3, "82", of)
    submitted_elsewhere(3, of)
    with grid_of(live_server, of) as page:
        asked = agreeing(page)
        cell(page, 1).click()
        paste(page, f"８１\r\n{hostile}\r\n83\r\n")
        expect(page.locator("#report")).to_contain_text(f"跳过 1 格：{hostile}（83）：已提交")
        expect(page.locator("#report")).to_contain_text(f"{hostile}：“８１” → “81”")
        typed_elsewhere(2, "5", of)
        cell(page, 2).click()
        page.keyboard.insert_text(f"{hostile}2")
        press(page, "Enter")
        cell(page, 2).click()
        expect(row(page, 2).locator(".say")).to_contain_text(f"对方 5，您 {hostile}2")
        expect(page.locator("#about")).to_contain_text(f"您 {hostile}2")
        row(page, 2).get_by_role("button", name="采用我的").click()
        all_saved(page)
        assert page.locator("img").count() == 0
        assert asked == []


def test_an_answer_that_was_lost_makes_nobody_a_stranger_to_himself(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    lost = [True]

    def saved_but_unheard(route: Route) -> None:
        if not lost:
            route.continue_()
            return
        lost.pop()
        route.fetch()
        route.abort()

    with grid_of(live_server, of) as page:
        page.route("**/save/**", saved_but_unheard)
        cell(page, 1).click()
        page.keyboard.type("87")
        press(page, "Enter")
        expect(page.locator("#saving")).to_contain_text("1 项未保存，已暂存本机：无法连接服务器")
        assert stored(1).text == "87"
        cell(page, 1).click()
        page.keyboard.type("88")
        press(page, "Enter")
        all_saved(page)
        expect(cell(page, 1)).to_have_value("88")
    assert stored(1).text == "88"


def test_two_tabs_of_one_person_show_both_values(live_server: LiveServer, of: rounds.Cast) -> None:
    with grid_of(live_server, of) as page:
        other = page.context.new_page()
        other.goto(page.url)
        cell(other, 1).click()
        other.keyboard.type("81")
        press(other, "Enter")
        all_saved(other)
        cell(page, 1).click()
        page.keyboard.type("82")
        press(page, "Tab", "Tab")
        page.keyboard.type("复核")
        press(page, "Enter")
        expect(row(page, 1).locator(".say")).to_contain_text("数值：对方 81，您 82；备注：对方 空，您 复核。")
        expect(page.locator("#saving")).to_have_text("▲ 1 项待您决定")
        row(page, 1).get_by_role("button", name="采用我的").click()
        all_saved(page)
    assert (stored(1).text, stored(1).note) == ("82", "复核")
