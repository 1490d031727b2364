"""The main job from end to end in a real browser: from a red cell to its source, and back with better figures.

Each story works on an instance that has been worked on before: it reads what stands there and changes that.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser import working
from tests.browser.chromium import needs_chromium
from tests.browser.instance import ADMIN, CLERK, REVIEWER, ROOT
from tests.browser.people import Office, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow, needs_chromium]

SOURCE_CELL = re.compile(r"\.xlsx · 规划指标体系![A-Z]+\d+")
LAST_YEAR = 2025


def test_a_reviewer_goes_from_the_matrix_to_the_source_cell(office: Office) -> None:
    with office.visit(REVIEWER) as page:
        page.goto("/")
        expect(page.get_by_role("heading", level=1)).to_have_text("达成矩阵")
        expect(page.locator(".head .sub")).to_contain_text(f"{LAST_YEAR} 年")
        before = page.locator("table.matrix td.cell .s").count()
        page.get_by_label("属性").select_option("约束性")
        page.wait_for_url("**attribute=**")
        assert 0 < page.locator("table.matrix td.cell .s").count() < before
        page.locator("table.matrix td.cell a:has(.s.r)").first.click()
        expect(page.locator(".why .s")).to_have_text("未完成")
        expect(page.locator(".why")).to_contain_text(f"{LAST_YEAR}年")
        expect(page.locator("#trend svg")).to_be_visible()
        expect(page.get_by_text(SOURCE_CELL).first).to_be_visible()
        page.get_by_text("这一结论如何得出").click()
        expect(page.locator(".steps dl")).to_be_visible()
        page.screenshot(path=picture(page, "row-with-its-steps"), full_page=True)


@dataclass(frozen=True)
class Gap:
    """A figure that the ledger lacks, as a sheet names it, and where its verdict stands."""

    page: str
    cells: working.Cells


def open_gap(page: Page) -> Gap:
    """A row and a year without a figure, judged by number, for the whole county."""
    for year in range(LAST_YEAR - 1, LAST_YEAR - 5, -1):
        page.goto(f"/matrix/?year={year}&status=no_data")
        cells = page.locator("table.matrix td.cell a:has(.s)").all()
        for address in [cell.get_attribute("href") for cell in cells]:
            page.goto(address or "")
            units = page.locator(".card.whole h2 .unit").all_inner_texts()
            years = page.locator("table tr:has(th a[href^='?year='])")
            values = [text.strip() for text in years.locator("td:nth-child(2)").all_inner_texts()]
            # A zero among figures asks to be confirmed.
            numbers = [text for text in values if re.fullmatch(r"\d+(\.\d+)?", text) and float(text)]
            if "点位" in page.locator(".head").inner_text() or not numbers or not units:
                continue
            county = working.code_in(page, ".head .sub a", r"/counties/(\d+)/")
            code = working.code_in(page, ".head a.btn[href^='/indicators/']", r"/indicators/([\w-]+)/")
            return Gap(
                page.url, (county, code, units[0].removeprefix("单位："), year, float(numbers[-1]), "补报")
            )
    raise AssertionError("这个实例里已没有缺数的指标：请换一个新的演示实例")


def test_an_upload_goes_in_without_its_wrong_row_and_the_verdict_follows(
    office: Office, tmp_path: Path
) -> None:
    with office.visit(REVIEWER) as page:
        gap = open_gap(page)
        wrong = ("云冈区", "优良天数比列", "%", 2024, 88.1, "")
        working.upload(page, working.workbook(tmp_path / "监测补报.xlsx", gap.cells, wrong))
        problem = page.locator("#problems tr", has_text="优良天数比列")
        expect(problem).to_contain_text("B3")
        marked = working.downloaded(page, "下载标注问题的文件", tmp_path)
        note = marked[working.OBSERVATIONS]["B3"].comment
        assert note is not None
        assert "优良天数比列" in note.text
        page.screenshot(path=picture(page, "import-with-a-wrong-row"), full_page=True)
        page.get_by_role("button", name="导入无误的 1 行").click()
        expect(page.get_by_text("已入账 1 行")).to_be_visible()
        page.goto(gap.page)
        now = working.wait_for_other_status(page, "数据缺失")
        expect(page.get_by_text(f"监测补报.xlsx · {working.OBSERVATIONS}!E2")).to_be_visible()
        assert f"数据缺失 → {now}" in working.change_log(page)
        page.screenshot(path=picture(page, "row-after-an-import"), full_page=True)


def test_a_correction_needs_a_reason_and_stays_in_the_log(office: Office, tmp_path: Path) -> None:
    with office.visit(REVIEWER) as page:
        page.goto(f"/indicators/air-good-rate/?year={LAST_YEAR}")
        page.locator("tr", has_text="平城区").locator("a[href^='/rows/']").first.click()
        page.locator(".why").wait_for()
        address, old = page.url, working.status(page)
        value = "87.2" if old == "完成" else "88.6"
        file = working.workbook(
            tmp_path / "年鉴订正.xlsx", ("平城区", "air-good-rate", "%", LAST_YEAR, float(value), "年鉴")
        )
        working.upload(page, file)
        expect(page.get_by_role("heading", name="与在账数值不同，只随更正入账（1）")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("导入无误"))).to_have_count(0)
        correct = page.get_by_role("button", name="连同更正共导入 1 行")
        correct.click()
        expect(page.get_by_text("已入账 1 行")).to_have_count(0)
        page.get_by_label(re.compile("更正在账数值 1 行，理由")).fill("依据统计年鉴订正")
        correct.click()
        expect(page.get_by_text("已入账 1 行")).to_be_visible()
        page.goto(address)
        new = working.wait_for_other_status(page, old)
        expect(page.locator(".why")).to_contain_text(value)
        assert f"{old} → {new}" in working.change_log(page)


def test_an_assigned_target_is_judged_as_its_reading_promised(office: Office) -> None:
    with office.visit(REVIEWER) as page:
        page.goto(f"/matrix/?year={LAST_YEAR}&status=pending")
        rows = page.locator("table.matrix tr:has(th .unit:text-is('%'))")
        waiting = rows.locator("td.cell a:has(.s):has-text('现值')")
        for address in [cell.get_attribute("href") or "" for cell in waiting.all()]:
            page.goto(address)
            page.get_by_role("link", name="录入下达目标").click()
            promised = reading(page, "50")
            if promised in ("完成", "未完成"):
                break
        else:
            raise AssertionError("这个实例里已没有待下达的目标：请换一个新的演示实例")
        form = page.locator("form", has=page.get_by_role("heading", name="下达目标"))
        form.get_by_label("下达单位").fill("大同市生态环境局")
        form.get_by_label("文号").fill("同环发〔2022〕9号")
        form.get_by_label("发文日期").fill("2022-05-01")
        page.screenshot(path=picture(page, "target-being-assigned"), full_page=True)
        form.get_by_role("button", name="下达 2025 年目标").click()
        expect(page.get_by_text("已下达目标“50”")).to_be_visible()
        page.goto(address)
        assert working.wait_for_other_status(page, "目标待下达") == promised
        assert f"目标待下达 → {promised}" in working.change_log(page)


def reading(page: Page, text: str) -> str:
    """Type a target; what the page says would become of the last year's verdict."""
    page.get_by_label("2025 年目标值").fill(text)
    told = page.locator("#assign-reading")
    expect(told).to_contain_text("读作")
    last = told.locator(".would .nowrap", has_text=f"{LAST_YEAR} 年").locator(".s").last
    return last.inner_text().strip()


def test_a_decision_on_a_finding_moves_the_verdict_that_it_held_back(office: Office) -> None:
    with office.visit(REVIEWER) as page:
        page.goto("/matrix/?period=2016-2020&year=2020")
        page.locator("tr", has_text="PM2.5年均浓度").locator("td.cell a:has(.s)").click()
        page.locator(".why").wait_for()
        address, old = page.url, working.status(page)
        page.locator("li", has_text="在同一规划中不一致").get_by_role("link", name="查看").click()
        choice = "按原文采用" if old == "暂无法评价" else "确有问题，维持存疑"
        page.get_by_label(choice).check()
        page.get_by_label("理由").fill("已与编制单位核对")
        page.get_by_role("button", name=re.compile("处理意见$")).click()
        expect(page.get_by_text("已与编制单位核对").first).to_be_visible()
        page.goto(address)
        new = working.wait_for_other_status(page, old)
        assert {old, new} == {"暂无法评价", "未完成"}
        assert f"{old} → {new}" in working.change_log(page)


READ_MATRIX = """() => [...document.querySelectorAll("table.matrix tbody tr:not(.group)")].map(row =>
  [...row.querySelectorAll("td")].map(cell => [...cell.querySelectorAll("a:has(.s)")].map(one =>
    one.querySelector(".s").dataset.m + one.querySelector(".s").innerText + " " + one.querySelector(".f").textContent
  ).join("\\n") || null))"""


def test_the_matrix_in_excel_says_what_the_page_says(office: Office, tmp_path: Path) -> None:
    with office.visit(REVIEWER) as page:
        page.goto(f"/matrix/?year={LAST_YEAR}")
        shown = page.evaluate(READ_MATRIX)
        book = working.downloaded(page, "导出 Excel", tmp_path)
        columns = page.locator("table.matrix thead th").count() - 1
        lines = [line[3 : 3 + columns] for line in book["矩阵"].iter_rows(min_row=3, values_only=True)]
        assert sum(bool(cell) for line in shown for cell in line) > 100
        # The page marks what is invented by a star that it explains, the sheet in words: rows are copied out of it.
        bare = [
            [str(cell).replace("（演示数据）", "*") if cell else None for cell in line]
            for line in lines[: len(shown)]
        ]
        assert bare == shown
        assert not any(any(line) for line in lines[len(shown) :]), "below stands the footer only"
        assert any("演示数据" in str(line[0]) for line in book["矩阵"].iter_rows(values_only=True))


def test_a_clerk_sees_the_own_county_and_no_other(office: Office) -> None:
    with office.visit(CLERK) as page:
        page.goto("/")
        expect(page.get_by_role("heading", level=1)).to_have_text("我的填报")
        page.goto("/counties/140214/")
        expect(page.get_by_role("heading", level=1)).to_have_text("云冈区")
        page.goto("/matrix/")
        heads = page.locator("table.matrix thead th a").all_inner_texts()
        assert set(heads) == {"云冈区"}
        for foreign in (
            "/counties/140225/",
            "/plans/140225-lsqh/",
            "/targets/",
            "/observations/import/",
            "/jobs/",
        ):
            answer = page.goto(foreign)
            assert answer is not None
            assert answer.status == 404, foreign
        page.goto("/projects/")
        assert not re.search("新荣|平城|浑源", page.locator("main table").inner_text())


def test_a_corrected_plan_becomes_the_next_edition_and_the_verdict_follows(
    office: Office, tmp_path: Path
) -> None:
    with office.visit(ADMIN) as page:
        page.goto("/plans/140212-lsqh/")
        edition = int(page.locator(".tile", has_text="现行版次").locator(".v").inner_text())
        page.locator("table tr:has(td:text-is('1')) td.read a").first.click()
        page.locator(".why").wait_for()
        page.goto(f"{page.url.partition('?')[0]}?year={LAST_YEAR}")
        address = page.url
        target = "92" if "≥91" in page.locator(".why").inner_text() else "91"
        name = "新荣-两山七河规划.xlsx"
        book = openpyxl.load_workbook(ROOT / "fixtures" / "plans" / name)
        book["规划指标体系"]["F6"] = int(target)
        book.save(tmp_path / name)
        page.goto("/imports/plan/")
        page.get_by_label("县区").select_option(label="新荣区")
        page.set_input_files("input[type=file]", tmp_path / name)
        page.get_by_role("button", name="上传并预览").click()
        expect(page.locator(".tile", has_text="变更").locator(".v")).to_have_text("1")
        changed = page.locator("tr", has_text="变更 1 城市空气质量优良天数比例")
        expect(changed).to_contain_text(re.compile(rf"→\s*目标\s*{target}"))
        page.screenshot(path=picture(page, "plan-preview"), full_page=True)
        page.get_by_label("修改依据").last.select_option(label="批复")
        page.get_by_label("文号（没有文号的写文件名称）").fill("同政函〔2023〕5号")
        page.get_by_label("修改原因").fill("批复调整目标")
        page.get_by_role("button", name=re.compile("^确认入账")).click()
        expect(page.locator(".tile", has_text="现行版次").locator(".v")).to_have_text(str(edition + 1))
        page.goto(address)
        working.wait_for_sentence(page, f"≥{target}")
        assert "规划" in working.change_log(page)
