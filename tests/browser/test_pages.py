"""Every page of every role in a real browser: quiet console, fit at every size, readable, printable, by keyboard.

Screenshots of each page at three sizes and its print go to `.local/screenshots`: somebody looks at them.
"""

import time

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import Page, expect

from launcher.processes import until
from tests.browser.chromium import needs_chromium
from tests.browser.instance import CLERK, REVIEWER
from tests.browser.looking import cut_off, focused, overflow, pale_texts, tables_without_head
from tests.browser.pages import STOPS, Stop
from tests.browser.people import SCREENSHOTS, Office, picture
from tests.sampling import sampled

pytestmark = [pytest.mark.browser, pytest.mark.slow, needs_chromium]

BANNER = "演示数据：2021–2025 年数值为虚构"
WIDE, ORDINARY, ZOOMED = (1920, 1080), (1366, 768), (683, 384)
"""A large screen, the usual one, and the usual one at 200 %."""


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


@pytest.mark.parametrize("stop", sampled(STOPS, 16), ids=lambda stop: stop.name)
def test_a_page_is_whole_readable_and_printable(office: Office, stop: Stop) -> None:
    with office.visit(stop.user) as page:
        stop.open(page)
        assert page.title().strip(" ·"), "a page has a title"
        assert page.locator("html").get_attribute("lang") in ("zh-Hans", "zh-hans")
        expect(page.get_by_text(BANNER)).to_have_count(1 if stop.demo else 0)
        assert overflow(page) <= 0
        page.screenshot(path=picture(page, stop.name), full_page=True)
        if stop.own_frame:
            expect(page.locator("h1")).to_have_count(1)
            assert tables_without_head(page) == []
            assert cut_off(page) == []
            assert pale_texts(page) == []
        resize(page, WIDE)
        assert overflow(page) <= 0
        page.screenshot(path=picture(page, stop.name))
        if stop.own_frame:
            resize(page, ZOOMED)
            # A chart follows the window a moment later.
            assert until(lambda: overflow(page) <= 0, 3)
        resize(page, ORDINARY)
        page.pdf(path=SCREENSHOTS / f"{stop.name}.pdf", prefer_css_page_size=True)


@pytest.mark.parametrize("path", ["/matrix/", "/counties/140214/", "/projects/", "/findings/"])
def test_paper_carries_title_and_banner_and_no_controls(office: Office, path: str) -> None:
    with office.visit(REVIEWER) as page:
        page.goto(path)
        marked = page.get_by_text(BANNER).count()
        page.emulate_media(media="print")
        expect(page.locator("h1")).to_be_visible()
        for hidden in (".nav", ".filters", ".head .btn"):
            expect(page.locator(hidden).first).to_be_hidden()
        if marked:
            expect(page.get_by_text(BANNER)).to_be_visible()
        heads = page.locator("thead").evaluate_all("heads => heads.map(h => getComputedStyle(h).display)")
        assert set(heads) == {"table-header-group"}, "repeated on every sheet of paper"


def test_the_first_tab_offers_to_skip_to_the_content(office: Office) -> None:
    with office.visit(REVIEWER) as page:
        page.goto("/matrix/")
        page.keyboard.press("Tab")
        assert focused(page)["text"] == "跳到正文"
        assert focused(page)["visible"]
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.getElementById('page').contains(document.activeElement)")


@pytest.mark.parametrize(
    "path", ["/matrix/", "/counties/140214/", "/indicators/", "/projects/", "/findings/", "/targets/"]
)
def test_tab_reaches_the_filters_and_every_stop_can_be_seen(office: Office, path: str) -> None:
    with office.visit(REVIEWER) as page:
        page.goto(path)
        filters = page.locator("form.filters").locator("select, input:not([type=hidden]), button").count()
        reached = []
        for _press in range(60):
            page.keyboard.press("Tab")
            now = focused(page)
            assert now["visible"], now
            assert now["ring"], now
            if now["place"].startswith("filters"):
                reached.append(now)
            elif reached:
                break
        assert len(reached) >= filters


def test_a_past_moment_is_chosen_by_keyboard_and_left_again(office: Office) -> None:
    with office.visit(REVIEWER) as page:
        page.goto("/counties/140214/?year=2023")
        page.locator("details.asof summary").focus()
        page.keyboard.press("Enter")
        for _stop in range(10):
            page.keyboard.press("Tab")
            assert focused(page)["ring"], focused(page)
            if focused(page)["place"].startswith("button"):
                break
        page.get_by_label("按当时的台账显示本页").fill(f"{localtime():%Y-%m-%dT%H:%M:%S}")
        page.get_by_role("button", name="查看当时").press("Enter")
        page.wait_for_url("**asof=**")
        assert "year=2023" in page.url
        assert "历史视图：截至" in page.locator(".past").inner_text()
        page.locator(".tile a").first.click()
        page.wait_for_url("**attribute=**asof=**")
        page.locator(".past a").click()
        page.wait_for_url("**asof=")
        assert page.locator(".past").count() == 0
        assert "截至 现在" in page.locator("details.asof summary").inner_text()


def test_a_filter_is_chosen_and_applied_by_keyboard_alone(office: Office) -> None:
    with office.visit(REVIEWER) as page:
        page.goto("/matrix/")
        before = page.locator("table.matrix td.cell .s").count()
        page.get_by_label("属性").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        assert "attribute" not in page.url, "an arrow key does not send the form"
        page.get_by_role("button", name="筛选").press("Enter")
        page.wait_for_url("**attribute=**")
        assert 0 < page.locator("table.matrix td.cell .s").count() < before


def test_a_wrong_password_is_answered_with_a_sentence(office: Office) -> None:
    with office.visit() as page:
        page.goto("/login/")
        # Another name each time: wrong passwords lock an account.
        page.get_by_label("用户名").fill(f"nobody-{time.time_ns()}")
        page.get_by_label("密码").fill("not-this-one")
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("alert")).to_contain_text("用户名")
        page.screenshot(path=picture(page, "login-refused"))


def test_a_page_that_is_not_there_says_so_in_chinese(office: Office) -> None:
    with office.visit(CLERK) as page:
        answer = page.goto("/counties/140225/")
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("页面不存在")
        page.screenshot(path=picture(page, "not-found"))


def test_leaving_ends_the_session(office: Office) -> None:
    with office.visit(CLERK) as page:
        page.goto("/")
        page.get_by_role("button", name="退出").click()
        expect(page.get_by_label("密码")).to_be_visible()
        page.goto("/matrix/")
        expect(page.get_by_label("密码")).to_be_visible()
    del office.sessions[CLERK]  # signed out on the server as well
