"""The clerk's grid in a real browser: keyboard, paste, two people, a lost connection, a shared computer."""

import re

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from indicators.models import Part
from launcher.processes import until
from tests.browser.chromium import needs_chromium
from tests.browser.entering import (
    address,
    agreeing,
    all_saved,
    browsing,
    cell,
    grid_of,
    left,
    paste,
    row,
    sign_in,
    six_cells,
    stored,
    submitted_elsewhere,
    texts,
    typed_elsewhere,
)
from tests.reporting import rounds

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.django_db(transaction=True)]

SECONDS = 10.0


@pytest.fixture
def of() -> rounds.Cast:
    return six_cells()


def test_the_keyboard_goes_through_the_cells_like_a_spreadsheet(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with grid_of(live_server, of) as page:
        cell(page, 1).click()
        page.keyboard.type("81")
        page.keyboard.press("Enter")
        page.keyboard.type("82")
        page.keyboard.press("ArrowDown")
        expect(cell(page, 3)).to_be_focused()
        page.keyboard.press("Shift+Enter")
        expect(cell(page, 2)).to_be_focused()
        page.keyboard.press("F2")
        page.keyboard.type(".5")
        page.keyboard.press("Tab")
        expect(cell(page, 2, "basis")).to_be_focused()
        page.keyboard.type("实况")
        page.keyboard.press("End")
        expect(cell(page, 2, "note")).to_be_focused()
        page.keyboard.press("Home")
        expect(cell(page, 2)).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.type("99")
        page.keyboard.press("Escape")
        expect(cell(page, 3)).to_have_value("")
        cell(page, 1).click()
        page.keyboard.press("Delete")
        page.keyboard.press("Enter")
        all_saved(page)
    assert texts() == ["", "82.5", "", "", "", ""]
    assert stored(2).basis == "实况"


def test_a_block_from_excel_is_tidied_and_says_what_it_skipped(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    typed_elsewhere(3, "83", of)
    submitted_elsewhere(3, of)
    with grid_of(live_server, of) as page:
        cell(page, 1).click()
        paste(page, '８１．５\r\n 82\xa0\t\r\n99\r\n"85,5"\r\n\r\n84％\t"第一行\n第二行"\r\n')
        report = page.locator("#report")
        expect(report).to_contain_text("跳过 1 格：指标row-3（99）：已提交")
        expect(report).to_contain_text("“８１．５” → “81.5”")
        expect(report).to_contain_text("2 个空白格，原有内容未动")
        all_saved(page)
        page.keyboard.press("Control+z")
        all_saved(page)
        assert texts() == ["", "", "83", "", "", ""]
        page.keyboard.press("Control+y")
        all_saved(page)
    assert texts() == ["81.5", "82", "83", "85,5", "", "84"]
    assert stored(6).basis == "第一行 第二行"


def test_what_is_said_of_a_cell_follows_its_neighbour(live_server: LiveServer, of: rounds.Cast) -> None:
    Part.objects.create(whole=stored(1).measured, part=stored(2).measured)
    typed_elsewhere(1, "85", of)
    typed_elsewhere(2, "84.5", of)
    with grid_of(live_server, of) as page:
        said = row(page, 2).locator(".say")
        cell(page, 1).click()
        page.keyboard.type("84")
        page.keyboard.press("Enter")
        expect(said).to_contain_text("84")
        expect(row(page, 2)).to_have_class(re.compile("warned"))
        expect(row(page, 2).locator(".label")).to_have_text("需说明")
        # Now it asks for words of its own, and its text stays.
        expect(cell(page, 2)).to_have_value("84.5")
        cell(page, 1).click()
        page.keyboard.type("85")
        page.keyboard.press("Enter")
        all_saved(page)
        expect(row(page, 2)).not_to_have_class(re.compile("warned"))


def test_a_press_looks_at_a_cell_and_only_a_double_press_edits_it(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    typed_elsewhere(1, "80", of)
    typed_elsewhere(2, "80", of)
    with grid_of(live_server, of) as page:
        cell(page, 1).click()
        page.wait_for_timeout(600)
        cell(page, 1).click()
        page.keyboard.type("81")
        cell(page, 2).dblclick()
        page.keyboard.type(".5")
        page.keyboard.press("Enter")
        all_saved(page)
    assert texts()[:2] == ["81", "80.5"]


def test_a_text_that_is_too_long_stays_in_the_browser_until_it_is_mended(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with grid_of(live_server, of) as page:
        cell(page, 1, "note").evaluate("input => input.removeAttribute('maxlength')")
        cell(page, 1, "note").click()
        page.keyboard.insert_text("长" * 301)
        page.keyboard.press("Enter")
        expect(row(page, 1).locator(".save")).to_have_text("未保存，已暂存本机")
        expect(row(page, 1).locator(".say")).to_contain_text("备注有 301 个字，最多 300 个字；请缩短")
        expect(page.locator("#saving")).to_contain_text("1 项待您决定")
        expect(cell(page, 1, "note")).to_have_value("长" * 301)
        assert stored(1).note == ""
        cell(page, 1, "note").click()
        page.keyboard.insert_text("长" * 300)
        page.keyboard.press("Enter")
        all_saved(page)
    assert stored(1).note == "长" * 300


CLIPBOARDS: tuple[tuple[str, list[list[str]]], ...] = (
    ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
    ("1\n2\n3", [["1"], ["2"], ["3"]]),
    ("1\r\n\r\n3\r\n", [["1"], [""], ["3"]]),
    ('"a\nb"\tc', [["a\nb", "c"]]),
    ('"他说 ""好"""\n2', [['他说 "好"'], ["2"]]),
    ('5" 管\n2', [['5" 管'], ["2"]]),
    ("1\t\n2", [["1", ""], ["2"]]),
    ("", [[]]),
)


def tidying(page: Page, asked: str, **given: object) -> object:
    """What the page's own module answers."""
    load = "const { blockOf, tidy } = await import('/static/reporting/entries/tidy.js');"
    return page.evaluate(f"async ({{ {', '.join(given)} }}) => {{ {load} return {asked}; }}", given)


def test_what_excel_and_wps_put_on_the_clipboard_is_taken_apart(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with grid_of(live_server, of) as page:
        for text, block in CLIPBOARDS:
            assert tidying(page, "blockOf(text)", text=text) == block


def test_only_what_loses_nothing_is_tidied(live_server: LiveServer, of: rounds.Cast) -> None:
    given = [
        "１２．５",
        "1,234.5",
        "1,23",
        "12 345",
        " 断流\u3000",
        "－3.2",
        "８５％",
        "Ⅲ类",
        "1，234，567",
        "约１５",
        "见附件2。3月",
        "１０．５～１２％",
    ]
    with grid_of(live_server, of) as page:
        assert tidying(page, "texts.map((text) => tidy(text, 'text'))", texts=given) == [
            *("12.5", "1234.5", "1,23", "12 345", "断流", "-3.2", "85%", "Ⅲ类", "1234567", "约15"),
            *("见附件2。3月", "10.5～12%"),
        ]
        # Words are nobody's figures: a remark stays as it was written.
        assert tidying(page, "tidy('１３．２％', 'text', '%')") == "13.2"
        assert tidying(page, "tidy('13.2%', 'text', 'mg/L')") == "13.2%"
        assert tidying(page, "tidy('累计13.2%', 'text', '%')") == "累计13.2%"
        assert tidying(page, "tidy(' ２０２４年 1,234 ', 'note')") == "２０２４年 1,234"


def test_a_warning_shows_its_mend_and_the_counter_fact_without_moving_a_row(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with grid_of(live_server, of) as page:
        before = row(page, 3).bounding_box()
        cell(page, 1).click()
        page.keyboard.type("8.7")
        page.keyboard.press("Enter")
        expect(row(page, 1).locator(".say")).to_contain_text("疑为小数点错位")
        expect(row(page, 1).locator(".label")).to_have_text("需说明")
        assert row(page, 3).bounding_box() == before
        cell(page, 1).click()
        page.get_by_role("button", name="改为 87").click()
        expect(row(page, 1).locator(".say")).to_contain_text("按 87 填报，2024 年结论将为")
        all_saved(page)
    assert stored(1).text == "87"


def test_no_data_is_chosen_by_keyboard(live_server: LiveServer, of: rounds.Cast) -> None:
    with grid_of(live_server, of) as page:
        cell(page, 1).click()
        page.keyboard.press("Alt+ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(cell(page, 1)).to_have_value("未监测")
        all_saved(page)
    assert (stored(1).text, stored(1).no_data_reason) == ("未监测", "未监测")


def test_whoever_comes_second_sees_both_values_and_decides(live_server: LiveServer, of: rounds.Cast) -> None:
    with grid_of(live_server, of) as page:
        for number, other in ((1, "81"), (2, "82")):
            typed_elsewhere(number, other, of)
            cell(page, number).click()
            page.keyboard.type(f"9{number}")
            page.keyboard.press("Enter")
            expect(row(page, number).locator(".save")).to_have_text("他人已修改")
            expect(row(page, number).locator(".say")).to_contain_text(f"对方 {other}，您 9{number}。")
        row(page, 1).get_by_role("button", name="采用我的").click()
        row(page, 2).get_by_role("button", name="采用对方的").click()
        all_saved(page)
        expect(cell(page, 2)).to_have_value("82")
    assert texts()[:2] == ["91", "82"]


def test_a_cell_that_was_locked_meanwhile_says_why_and_keeps_what_was_typed_in_sight(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    typed_elsewhere(1, "81", of)
    with grid_of(live_server, of) as page:
        submitted_elsewhere(1, of)
        cell(page, 1).click()
        page.keyboard.type("85")
        page.keyboard.press("Enter")
        expect(row(page, 1).locator(".save")).to_contain_text("已锁定：已提交")
        expect(row(page, 1).locator(".say")).to_contain_text("您填的“85”")
        row(page, 1).get_by_role("button", name="撤销我的修改").click()
        expect(cell(page, 1)).to_have_value("81")
        all_saved(page)


def test_a_lost_connection_loses_nothing_that_was_typed(live_server: LiveServer, of: rounds.Cast) -> None:
    with grid_of(live_server, of) as page:
        page.route("**/save/**", lambda route: route.abort())
        before = row(page, 3).bounding_box()
        cell(page, 1).click()
        page.keyboard.type("81")
        page.keyboard.press("Enter")
        page.keyboard.type("82")
        page.keyboard.press("Enter")
        expect(page.locator("#saving")).to_contain_text("2 项未保存，已暂存本机")
        assert row(page, 3).bounding_box() == before
        expect(row(page, 1).locator(".save")).to_have_text("未保存，已暂存本机")
        asked = agreeing(page)
        page.reload()
        assert [dialog.type for dialog in asked] == ["beforeunload"]
        expect(cell(page, 1)).to_have_value("81")
        expect(page.locator("#saving")).to_contain_text("2 项未保存，已暂存本机")
        page.unroute("**/save/**")
        page.get_by_role("button", name="立即重试").click()
        all_saved(page)
    assert texts()[:2] == ["81", "82"]


def test_an_expired_session_is_no_success_and_the_same_person_comes_back_to_what_was_typed(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with grid_of(live_server, of) as page:
        asked = agreeing(page)
        page.context.clear_cookies()
        cell(page, 1).click()
        page.keyboard.type("81")
        page.keyboard.press("Enter")
        expect(page.locator("#saving")).to_contain_text("登录已失效（超时，或您的角色、密码有变动）")
        page.get_by_role("link", name="重新登录").click()
        assert stored(1).text == ""
        assert asked == []
        sign_in(page, of.clerk)
        expect(cell(page, 1)).to_have_value("81")
        all_saved(page)
    assert stored(1).text == "81"


def test_nothing_is_left_for_the_next_person(live_server: LiveServer, of: rounds.Cast) -> None:
    with grid_of(live_server, of) as page:
        asked = agreeing(page)
        page.route("**/save/**", lambda route: route.abort())
        cell(page, 1).click()
        page.keyboard.type("81")
        page.keyboard.press("Enter")
        expect(page.locator("#saving")).to_contain_text("1 项未保存")
        page.get_by_role("button", name="退出").click()
        page.get_by_label("用户名").wait_for()
        assert [dialog.message for dialog in asked] == [
            "还有 1 项没有保存到服务器。退出后这些内容将从本机清除。仍要退出吗？"
        ]
        assert left(page) == []


def test_another_person_in_the_same_tab_clears_it(live_server: LiveServer, of: rounds.Cast) -> None:
    with grid_of(live_server, of) as page:
        page.on("dialog", lambda dialog: dialog.accept())
        page.context.clear_cookies()
        cell(page, 1).click()
        page.keyboard.type("81")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="重新登录").wait_for()
        assert len(left(page)) == 1
        page.goto("/login/")
        sign_in(page, of.head)
        page.get_by_role("button", name="退出").wait_for()
        assert left(page) == []
    assert stored(1).text == ""


def test_whoever_stops_inside_a_cell_is_saved_too(live_server: LiveServer, of: rounds.Cast) -> None:
    with grid_of(live_server, of) as page:
        cell(page, 1).click()
        page.keyboard.type("87")
        expect(row(page, 1).locator(".say")).to_contain_text("按 87 填报")
        expect(cell(page, 1)).to_be_focused()
        page.keyboard.type(".5")
        page.keyboard.press("Escape")
        expect(cell(page, 1)).to_have_value("")
        all_saved(page)
    assert until(lambda: stored(1).text == "", SECONDS)


def test_whoever_types_before_the_scripts_are_there_loses_nothing(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with browsing(live_server) as page:
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/entries/queue.js", hold)
        page.goto(address(of))
        sign_in(page, of.clerk)
        cell(page, 1).click()
        page.keyboard.type("８７")
        expect(cell(page, 1)).to_have_value("８７")
        expect(page.locator("#saving")).to_have_text("… 正在载入")
        held.pop().continue_()
        all_saved(page)
        expect(cell(page, 1)).to_have_value("87")
    assert stored(1).text == "87"


def test_leaving_right_after_typing_waits_until_it_is_saved(live_server: LiveServer, of: rounds.Cast) -> None:
    with grid_of(live_server, of) as page:
        asked = agreeing(page)
        cell(page, 1).click()
        page.keyboard.type("87.5")
        page.get_by_role("link", name="核对并提交").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("提交已填 1 项")
        assert asked == []
        page.get_by_role("button", name="提交 1 项").click()
        expect(page.get_by_text("已提交 1 项，待县级负责人签发")).to_be_visible()
        expect(row(page, 1).locator(".save")).to_contain_text("已锁定：待签发")


def test_at_twice_the_size_nothing_is_cut_off(live_server: LiveServer, of: rounds.Cast) -> None:
    with grid_of(live_server, of, width=683, height=384) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        cell(page, 4).focus()
        expect(cell(page, 4)).to_be_in_viewport()
        page.keyboard.press("Alt+ArrowDown")
        expect(page.get_by_role("option", name="断流")).to_be_in_viewport()
