"""The measures of `looking` on small pages with one fault each: a measure that finds nothing proves nothing."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import needs_chromium
from tests.browser.looking import cut_off, focused, overflow, pale_texts, tables_without_head

pytestmark = [pytest.mark.browser, needs_chromium]


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Page:
    return chromium.new_page(viewport={"width": 800, "height": 600})


def test_text_too_pale_for_its_ground_is_found(page: Page) -> None:
    page.set_content("<p style='color:#777;background:#eee'>淡</p><p style='color:#666'>清楚</p>")
    assert pale_texts(page) == ["淡 3.86"]


def test_ink_that_lets_the_ground_through_counts_as_it_looks(page: Page) -> None:
    page.set_content("<p style='color:rgba(0,0,0,.4)'>淡</p>")
    assert pale_texts(page) == ["淡 2.85"]


def test_large_text_may_be_paler(page: Page) -> None:
    page.set_content("<p style='color:#888;font-size:30px'>大字</p>")
    assert pale_texts(page) == []


def test_a_page_wider_than_the_window_is_found(page: Page) -> None:
    page.set_content("<div style='width:1200px'>宽</div>")
    assert overflow(page) > 300


def test_text_that_its_box_hides_is_found(page: Page) -> None:
    page.set_content("<main><p style='width:40px;overflow:hidden;white-space:nowrap'>放不下的文字</p></main>")
    assert len(cut_off(page)) == 1


def test_a_table_without_header_cells_is_found(page: Page) -> None:
    page.set_content("<table><tr><td>一</td></tr></table><table><tr><th>二</th></tr></table>")
    assert tables_without_head(page) == ["一"]


def test_a_focus_without_a_ring_is_found(page: Page) -> None:
    page.set_content("<button style='outline:none'>甲</button><button>乙</button>")
    page.keyboard.press("Tab")
    assert (focused(page)["text"], focused(page)["ring"]) == ("甲", False)
    page.keyboard.press("Tab")
    assert (focused(page)["text"], focused(page)["ring"]) == ("乙", True)
