"""The main job, driven through a browser against a running instance with demo figures."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import needs_chromium
from tests.browser.live import URL, at_work, chromium, needs_instance, photograph

pytestmark = [pytest.mark.browser, needs_chromium, needs_instance]

PLANS = Path(__file__).resolve().parents[2] / "fixtures" / "plans"
REVIEWER_PAGES = {
    "matrix": "/matrix/",
    "matrix-2020": "/matrix/?period=2016-2020",
    "counties": "/counties/",
    "county": "/counties/140214/",
    "indicators": "/indicators/",
    "indicator": "/indicators/pm25/",
    "plans": "/plans/",
    "plan": "/plans/140214-hb/",
    "projects": "/projects/",
    "findings": "/findings/",
    "targets": "/targets/",
    "import-observations": "/observations/import/",
    "imports": "/imports/",
    "jobs": "/jobs/",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def reviewer(browser: Browser) -> Iterator[Page]:
    with at_work(browser, "shenhe") as page:
        yield page


@pytest.fixture
def admin(browser: Browser) -> Iterator[Page]:
    with at_work(browser, "admin") as page:
        yield page


@pytest.fixture
def clerk(browser: Browser) -> Iterator[Page]:
    with at_work(browser, "hunyuan") as page:
        yield page


def sheet(path: Path, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "监测数据"
    for row in [["县区", "指标", "单位", "年份", "数值", "备注"], *rows]:
        book.active.append(row)
    book.save(path)
    return path


def downloaded(page: Page, button: str) -> openpyxl.Workbook:
    with page.expect_download() as download:
        page.get_by_role("link", name=button).first.click()
    return openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))


def row_of(page: Page, plan: str, seq: str) -> str:
    """The address of one plan row, found as a person finds it: plan, then its printed table."""
    page.goto(f"{URL}/plans/{plan}/")
    line = page.locator("tr", has=page.locator("td, th", has_text=re.compile(rf"^\s*{seq}\s*$"))).first
    address = line.locator("a[href^='/rows/']").first.get_attribute("href")
    assert address is not None
    return address.split("?")[0]


@pytest.mark.parametrize("name", REVIEWER_PAGES)
def test_a_page_opens_clean_and_fits_the_screen(reviewer: Page, name: str) -> None:
    answer = reviewer.goto(URL + REVIEWER_PAGES[name])
    assert answer is not None
    assert answer.status == 200
    expect(reviewer.locator("h1")).to_have_count(1)
    assert reviewer.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    photograph(reviewer, name)
    reviewer.set_viewport_size({"width": 683, "height": 384})
    assert reviewer.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_pages_with_invented_figures_say_so_and_others_do_not(reviewer: Page) -> None:
    reviewer.goto(f"{URL}/matrix/?year=2025")
    expect(reviewer.get_by_text("演示数据：2021–2025 年数值为虚构")).to_be_visible()
    reviewer.goto(f"{URL}/matrix/?period=2016-2020&year=2020")
    expect(reviewer.get_by_text("演示数据：2021–2025 年数值为虚构")).to_have_count(0)


def test_the_reviewer_lands_on_the_matrix_and_follows_a_cell_to_its_source(reviewer: Page) -> None:
    expect(reviewer.locator("h1")).to_have_text("达成矩阵")
    reviewer.goto(f"{URL}/matrix/?attribute=约束性&year=2025")
    reviewer.locator("td a[href^='/rows/']").first.click()
    expect(reviewer.locator(".why")).to_be_visible()
    expect(reviewer.locator("#trend svg")).to_be_visible()
    expect(reviewer.get_by_text(re.compile(r"\.xlsx · 规划指标体系![A-Z]+\d+")).first).to_be_visible()
    photograph(reviewer, "row")


def test_the_matrix_downloads_with_the_figures_it_shows(reviewer: Page) -> None:
    reviewer.goto(f"{URL}/matrix/?year=2025")
    shown = reviewer.locator("td a[href^='/rows/'] .s, td .s").all_inner_texts()
    book = downloaded(reviewer, "导出 Excel")
    cells = [str(cell.value or "") for row in book.worksheets[0].iter_rows() for cell in row]
    for word in {text.strip() for text in shown if text.strip()}:
        assert any(word in cell for cell in cells), word
    assert any("演示数据" in cell for cell in cells)


def test_observations_come_in_row_by_row_and_the_verdict_follows(reviewer: Page, tmp_path: Path) -> None:
    address = row_of(reviewer, "140225-lsqh", "22")
    reviewer.goto(f"{URL}{address}?year=2025")
    value = "0.751" if "0.752" in reviewer.locator(".why").inner_text() else "0.752"
    rows = [["浑源县", "用水总量", "亿m³", 2025, value, "试"], ["浑源县", "用水总星", "亿m³", 2024, 0.7, ""]]
    reviewer.goto(f"{URL}/observations/import/")
    reviewer.set_input_files("input[type=file]", sheet(tmp_path / "监测.xlsx", rows))
    reviewer.get_by_role("button", name="上传并核对").click()
    expect(reviewer.get_by_text("用水总星").first).to_be_visible()
    expect(reviewer.get_by_text("B3").first).to_be_visible()
    marked = downloaded(reviewer, "标注")
    assert "导入结果" in marked.sheetnames
    photograph(reviewer, "import")
    reviewer.locator("textarea[name=reason], input[name=reason]").first.fill("核对后更正演示数值")
    reviewer.get_by_role("button", name=re.compile("导入无误|更正|入账")).first.click()
    expect(reviewer.get_by_text(re.compile("已入账|入账 1 行")).first).to_be_visible()
    for _ in range(40):
        reviewer.goto(f"{URL}{address}?year=2025")
        if value in reviewer.locator(".why").inner_text():
            break
        reviewer.wait_for_timeout(500)
    expect(reviewer.locator(".why")).to_contain_text(f"用水总量{value}亿m³，满足≤0.78的要求")
    expect(reviewer.get_by_text("监测.xlsx").first).to_be_visible()


def test_a_delegated_target_is_assigned_and_judged(reviewer: Page) -> None:
    reviewer.goto(f"{URL}/targets/")
    link = reviewer.get_by_role("link", name="下达目标").first
    if link.count() == 0:
        pytest.skip("every delegated target of this instance has been assigned")
    address = link.get_attribute("href")
    reviewer.goto(f"{URL}{address}")
    form = reviewer.locator("form", has=reviewer.locator("input[name$=text]")).first
    form.locator("input[name$=text]").first.fill("5")
    form.locator("input[name$=authority]").first.fill("大同市生态环境局")
    form.locator("input[name$=document_number]").first.fill("同环发〔2022〕9号")
    form.locator("input[name$=issued_on]").first.fill("2022-05-01")
    form.get_by_role("button").first.click()
    expect(reviewer.get_by_text("同环发〔2022〕9号").first).to_be_visible()


def test_a_finding_is_decided_with_a_reason(reviewer: Page) -> None:
    reviewer.goto(f"{URL}/findings/?severity=notice")
    reviewer.locator("a[href^='/findings/']", has_text="处理").first.click()
    photograph(reviewer, "finding")
    reviewer.locator("textarea[name=reason]").fill("已与编制单位核实")
    reviewer.get_by_label("不成问题").check()
    reviewer.locator("form", has=reviewer.locator("textarea[name=reason]")).get_by_role(
        "button"
    ).first.click()
    expect(reviewer.get_by_text("已与编制单位核实").first).to_be_visible()


def test_a_clerk_sees_the_own_county_and_no_other(clerk: Page) -> None:
    expect(clerk.locator("h1")).to_contain_text("浑源县")
    for foreign in ("/counties/140213/", "/plans/140213-lsqh/", "/targets/", "/observations/import/"):
        answer = clerk.goto(URL + foreign)
        assert answer is not None
        assert answer.status == 404, foreign
    clerk.goto(f"{URL}/projects/")
    assert "新荣" not in clerk.locator("main").inner_text()
    photograph(clerk, "clerk-projects")


def test_an_administrator_previews_and_confirms_a_corrected_workbook(admin: Page, tmp_path: Path) -> None:
    name = "新荣-两山七河规划.xlsx"
    admin.goto(f"{URL}/plans/140212-lsqh/")
    target = 81 if "82" in admin.locator("main").inner_text() else 82
    book = openpyxl.load_workbook(PLANS / name)
    book["规划指标体系"]["F29"] = target
    book.save(tmp_path / name)
    admin.goto(f"{URL}/imports/plan/")
    admin.select_option("select[name=county]", label="新荣区")
    admin.set_input_files("input[type=file]", tmp_path / name)
    admin.get_by_role("button", name="上传并预览").click()
    expect(admin.get_by_text(re.compile("目标：80|目标：8[12]")).first).to_be_visible()
    photograph(admin, "plan-preview")
    admin.get_by_role("button", name=re.compile("确认入账")).click()
    expect(admin.get_by_text(re.compile(r"已入账：.*第\d+版")).first).to_be_visible()
