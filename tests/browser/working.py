"""What people do at the browser in several stories: read a row's page, upload a sheet, wait for the worker."""

import re
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from playwright.sync_api import Download, Page

from launcher.processes import until

WORKER_SECONDS = 30.0
"""From a change to its verdict on the page: about two seconds on an idle machine."""

OBSERVATIONS = "监测数据"
HEADER = ("县区", "指标", "单位", "年份", "数值", "备注")
Cells = Sequence[str | float]


def status(page: Page) -> str:
    """The verdict on the page of a row, in its word."""
    return page.locator(".why .s").inner_text().strip()


def wait_for_sentence(page: Page, part: str) -> None:
    """Reload until the sentence of the verdict has `part` in it: the worker has judged anew."""
    found = until(lambda: part in _reloaded(page).locator(".why").inner_text(), WORKER_SECONDS, pause=0.3)
    assert found, page.locator(".why").inner_text()


def wait_for_other_status(page: Page, old: str) -> str:
    """Reload until the verdict is another one than `old`, and return it."""
    assert until(lambda: status(_reloaded(page)) != old, WORKER_SECONDS, pause=0.3), old
    return status(page)


def _reloaded(page: Page) -> Page:
    page.reload()
    return page


def change_log(page: Page) -> str:
    """The card that says when and why verdicts of this row changed."""
    return page.locator(".card", has=page.get_by_role("heading", name="结论变化")).inner_text()


def code_in(page: Page, place: str, pattern: str) -> str:
    """The code in the address of the first link at `place`."""
    address = page.locator(place).first.get_attribute("href") or ""
    found = re.search(pattern, address)
    assert found, address
    return found[1]


def workbook(path: Path, *rows: Cells) -> Path:
    """A sheet of observations as a reviewer has it; the first row stands in line 2."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = OBSERVATIONS
    for row in (HEADER, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def upload(page: Page, file: Path) -> None:
    """Give `file` to the page for observations and have it checked."""
    page.goto("/observations/import/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="上传并核对").click()
    page.get_by_role("heading", name=file.name, level=1).wait_for()


def downloaded(page: Page, link: str, folder: Path) -> openpyxl.Workbook:
    """The workbook behind the link of that name."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).first.click()
    download: Download = waiting.value
    path = folder / download.suggested_filename
    download.save_as(path)
    return openpyxl.load_workbook(path)
