"""The reviewer at the browser: lines that open, ticks that count, an Enter that decides nothing, an approval."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from custody.scope import CITY, within
from indicators.models import Observation
from reporting.actions.reviewing import begin_review
from reporting.actions.submitting import sign, submit
from reporting.models import Entry, Round
from tests.browser.chromium import needs_chromium, signed_in
from tests.browser.looking import overflow, pale_texts, tables_without_head
from tests.reporting import rounds

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    for number, code in enumerate(("good-days", "pm25", "water"), start=1):
        rounds.row(made, code, number, baseline_cell="C1", attribute="约束性")
    rounds.opened(made)
    for entry in Entry.objects.all():
        rounds.typed(entry, "85", made.clerk, explanation="已核实")
    ids = list(Entry.objects.values_list("pk", flat=True))
    submit(ids, by=made.clerk)
    sign(ids, by=made.head)
    begin_review(ids, by=made.reviewer)
    return made


@pytest.fixture
def page(live_server: LiveServer, of: rounds.Cast) -> Iterator[Page]:
    with signed_in(live_server.url, of.reviewer) as page:
        page.goto(f"{live_server.url}/reporting/review/2024/990001/")
        yield page


def states() -> list[str]:
    with within(CITY):
        return list(Entry.objects.order_by("pk").values_list("state", flat=True))


def test_ticks_are_counted_on_the_buttons(page: Page) -> None:
    expect(page.get_by_role("button", name="通过选中 0 项")).to_be_disabled()
    page.locator("[data-tick-all]").check()
    expect(page.get_by_role("button", name="通过选中 3 项")).to_be_enabled()
    page.locator("input[name=entry]").first.uncheck()
    expect(page.get_by_role("button", name="退回选中 2 项")).to_be_enabled()


def test_a_tile_of_the_queue_is_opened_from_the_keyboard(page: Page) -> None:
    page.goto(page.url.replace("review/2024/990001/", "review/"))
    page.get_by_role("link", name="待审核 3 项").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="未报 0 项")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/reporting/review/\?show=waiting#counties$"))
    expect(page.get_by_text("按“待审核”筛选，1 行")).to_be_visible()


def test_a_line_opens_below_itself_and_closes(page: Page) -> None:
    opens = page.locator("[data-opens]").nth(1)
    opens.click()
    more = page.locator("tr.more")
    expect(more.get_by_text("开始审核")).to_be_visible()
    expect(more.get_by_text("应达")).to_be_visible()
    opens.click()
    expect(more).to_have_count(0)
    opens.click()
    more.get_by_role("button", name="收起").click()
    expect(more).to_have_count(0)
    expect(opens).to_have_text("展开")
    expect(opens).to_be_focused()


def test_enter_in_the_words_decides_nothing(page: Page) -> None:
    page.locator("input[name=entry]").first.check()
    page.get_by_label("意见").fill("重报")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    assert states() == ["under_review"] * 3


def test_an_approval_asks_for_the_password_and_then_puts_in_force(page: Page) -> None:
    page.locator("input[name=entry]").first.check()
    page.get_by_role("button", name="通过选中 1 项").click()
    page.locator("#id_proof").fill("reviewer-Passw0rd")
    page.get_by_role("button", name="验证并继续").click()
    expect(page.get_by_text("已审核通过 1 项并入账")).to_be_visible()
    assert states().count("approved") == 1
    with within(CITY):
        assert Observation.objects.get().text == "85"


def test_a_return_takes_a_phrase_and_its_own_words(page: Page) -> None:
    page.locator("input[name=entry]").nth(2).check()
    page.get_by_label("意见").fill("与月报不符，应为 84")
    page.get_by_role("button", name="退回选中 1 项").click()
    expect(page.get_by_text("已退回 1 项")).to_be_visible()
    assert states().count("returned") == 1


def test_a_refused_return_stands_there_as_it_was_written(page: Page) -> None:
    page.locator("input[name=entry]").nth(0).check()
    page.locator("input[name=entry]").nth(2).check()
    with within(CITY):
        Entry.objects.filter(pk=Entry.objects.order_by("pk").first().pk).update(version=99)  # type: ignore[union-attr] # there is one
    page.get_by_label("意见").fill("与月报不符，应为 84")
    page.get_by_role("button", name="退回选中 2 项").click()
    expect(page.get_by_text("在您查看之后已有变化")).to_be_visible()
    expect(page.get_by_label("意见")).to_have_value("与月报不符，应为 84")
    page.get_by_role("button", name="退回选中 1 项").click()
    expect(page.get_by_text("已退回 1 项")).to_be_visible()


def test_the_page_is_readable_in_half_a_window(live_server: LiveServer, of: rounds.Cast) -> None:
    with signed_in(live_server.url, of.reviewer, width=683, height=384) as page:
        for address in ("review/2024/990001/", "review/", "rounds/", "rounds/open/", "rounds/2024/"):
            page.goto(f"{live_server.url}/reporting/{address}")
            assert overflow(page) <= 0, address
            assert pale_texts(page) == [], address
            assert tables_without_head(page) == [], address


def test_a_choice_of_plans_is_counted_before_a_round_is_opened(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with signed_in(live_server.url, of.reviewer) as page:
        page.goto(f"{live_server.url}/reporting/rounds/open/")
        expect(page.locator("#preview")).to_contain_text("共 3 项")
        page.get_by_label("2023 年").check()
        expect(page.locator("#preview")).to_contain_text("共 6 项")
        page.get_by_role("button", name="发起填报任务").click()
        expect(page.get_by_text(re.compile("已发起 2023、2025 年度填报，共 6 项"))).to_be_visible()
    with within(CITY):
        assert Round.objects.count() == 3
