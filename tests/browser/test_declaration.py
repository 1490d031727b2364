"""The 上报表 as a browser prints it: one sheet of paper for each page that the server broke, nothing cut or spilt."""

import re

import pytest
from pytest_django.live_server_helper import LiveServer

from reporting.models import Round
from reporting.states import State
from tests import reference
from tests.browser.chromium import needs_chromium, signed_in
from tests.reporting import rounds

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.django_db(transaction=True)]

PAGE_OBJECT = re.compile(rb"/Type\s*/Page\b(?!s)")
# Bottom of what a sheet holds and top of its foot, in pixels; width and height of the sheet.
MEASURED = """() => [...document.querySelectorAll(".sheet")].map(sheet => {
  const boxes = [...sheet.querySelectorAll("table, .signatures")].map(one => one.getBoundingClientRect());
  const box = sheet.getBoundingClientRect();
  return { bottom: Math.max(...boxes.map(one => one.bottom)), right: Math.max(...boxes.map(one => one.right)),
           foot: sheet.querySelector("footer").getBoundingClientRect().top, width: box.width, edge: box.right };
})"""
LONG = "城市建成区集中式饮用水水源地水质达到或优于国家地表水环境质量标准Ⅲ类比例（含备用水源）"


def wordy(of: rounds.Cast) -> Round:
    """A county whose texts are short, long, and as long as their columns allow."""
    for number in range(1, 64):
        rounds.row(
            of,
            f"code{number}",
            number,
            name=LONG * (number % 4) or "优良天数比例",
            attribute="约束性",
            level1="生态保护" if number % 9 else "资源利用",
            target_text="完成省、市下达的总量控制和削减任务" * (number % 5),
        )
    opened = rounds.opened(of)
    for entry in opened.entries.order_by("pk")[:30:3]:
        rounds.typed(entry, "87.65", of.clerk, note="与断面月报一致。" * 37, basis="扣除沙尘影响")
    return opened


def test_every_page_of_the_server_is_one_sheet_of_paper(live_server: LiveServer) -> None:
    of = rounds.cast(reviewer=reference.reviewer())
    wordy(of)
    with signed_in(live_server.url, of.head) as page:
        page.goto(f"{live_server.url}/reporting/2024/{of.county.code}/declaration/")
        sheets = page.locator(".sheet").count()
        paper = page.pdf(prefer_css_page_size=True)
        page.emulate_media(media="print")
        measured = page.evaluate(MEASURED)
    assert sheets > 8
    assert len(PAGE_OBJECT.findall(paper)) == sheets
    assert [one for one in measured if one["bottom"] > one["foot"]] == []
    assert [one for one in measured if one["right"] > one["edge"] + 1] == []


def test_a_signed_declaration_prints_no_draft(live_server: LiveServer) -> None:
    of = rounds.cast(reviewer=reference.reviewer())
    rounds.row(of)
    entry = rounds.opened(of).entries.get()
    rounds.under_review(entry, "90", of)
    assert entry.stands is State.UNDER_REVIEW
    with signed_in(live_server.url, of.head) as page:
        page.goto(f"{live_server.url}/reporting/2024/{of.county.code}/declaration/")
        assert "草稿" not in page.locator(".sheet").inner_text()
        assert "第 1 页 / 共 1 页" in page.locator(".sheet footer").inner_text()
