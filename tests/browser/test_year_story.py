"""The year from end to end, by the people concerned and through their pages alone, on the plans as they are printed.

A round is opened, filled, signed, reviewed, returned, approved, one cell re-opened, the year published, and contradicted
by a later correction. After every step: what the next person sees, and which figure is in force.
"""

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from custody.scope import CITY, within
from indicators.models import Observation
from jobs.running import run_queued
from planning.bootstrap import bootstrap
from reporting.actions.messages import deliver
from tests.browser import working
from tests.browser.chromium import browser, needs_chromium
from tests.browser.instance import CLERK, REVIEWER, Instance, passwords
from tests.browser.looking import overflow
from tests.browser.people import Office, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow, needs_chromium, pytest.mark.django_db(transaction=True)]

HEAD = "yungang-qf"
COUNTY, YEAR = "140214", 2024
GRID, SIGNING, REVIEW = (
    f"/reporting/{YEAR}/{COUNTY}/",
    f"/reporting/signing/{YEAR}/{COUNTY}/",
    f"/reporting/review/{YEAR}/{COUNTY}/",
)
AIR, FOREST = "环境空气质量优良天数比例", "森林蓄积量"
# The first thirty rows as the clerk's own table has them; the fourteenth is ten times what it should be. (The plan prints
# the seventeenth in 万km²: what it promises would not fit into the county, so the clerk reports what does.)
COLUMN = (
    *("87.0", "31", "100", "0", "100", "100", "21.5", "48.2", "52.3", "58.1"),
    *("21.4", "8.1", "14.9", "235", "40", "20.1", "0.01", "0.39", "16", "8.2"),
    *("18.9", "1.08", "1.9", "1.8", "51", "0.9", "93", "1.2", "12.5", "7.9"),
)
WRONG, MENDED = "235", "23.5"
WORDS = "与省厅通报的 86.6 不符，请核对有效天数后重报"
AFTER_RETURN, REOPENED, CORRECTED = "86.6", "88.4", "88.9"
ASKED = "监测站复核后应为 88.4"
REOPENING = {"理由": "监测站复核，剔除沙尘天气", "文号": "同环函〔2026〕8号"}
PUBLICATION = "同环函〔2026〕18号"
CORRECTION = "依据省厅 2024 年环境状况公报订正"


@dataclass
class Story:
    """The people in front of their browsers, and what stands in force behind them."""

    office: Office
    passwords: dict[str, str]
    shots: int = 0

    def visit(self, user: str) -> AbstractContextManager[Page]:
        return self.office.visit(user)

    def shot(self, page: Page, name: str) -> None:
        """Keep the picture of a step; nobody scrolls a whole page sideways."""
        self.shots += 1
        page.screenshot(path=picture(page, f"year-{self.shots:02}-{name}"))
        assert overflow(page) <= 0, name

    def prove(self, page: Page, user: str) -> None:
        """Answer the question for the password."""
        page.locator("#id_proof").fill(self.passwords[user])
        page.get_by_role("button", name="验证并继续").click()

    def work(self) -> None:
        """What worker and beat do meanwhile."""
        run_queued()
        with within(CITY):
            deliver(timezone.now())


@pytest.fixture
def story(
    live_server: LiveServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: LazySettings,
) -> Story:
    # Hours lie between one deed and the next: every approval, re-opening and publication asks for the password.
    settings.CONFIRMATION_LASTS = timedelta(0)
    accounts = tmp_path / "accounts.txt"
    monkeypatch.setenv("PLANNING_ACCOUNTS_FILE", str(accounts))
    bootstrap(demo=False, say=lambda _: None)
    known = passwords(accounts)
    return Story(Office(browser(), Instance(live_server.url, known)), known)


def in_force(name: str) -> str:
    """The text in force of the county's figure for the year; "" for none."""
    with within(CITY):
        found = Observation.objects.filter(county__code=COUNTY, year=YEAR, indicator__name=name, site=None)
        return ", ".join(found.values_list("text", flat=True))


def line(page: Page, name: str) -> Locator:
    return page.locator("tr", has=page.get_by_role("link", name=name, exact=True))


def row(page: Page, name: str) -> Locator:
    return page.locator(f'#grid tr[data-name="{name}"]')


def cell(page: Page, name: str, field: str = "text") -> Locator:
    return row(page, name).locator(f"input[data-field={field}]")


def saved(page: Page) -> None:
    expect(page.locator("#saving")).to_contain_text("● 全部已保存")


def paste(page: Page, text: str) -> None:
    """What the browser does when Ctrl+V brings `text` from Excel."""
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def test_the_year_from_the_opened_round_to_a_contradicted_publication(story: Story, tmp_path: Path) -> None:
    open_the_round(story)
    fill_the_grid(story)
    submit(story)
    sign(story, 30)
    return_one_and_approve_the_rest(story)
    correct_what_was_returned(story)
    sign(story, 1)
    approve(story, AFTER_RETURN, before="")
    reopen(story)
    correct_what_was_reopened(story)
    sign(story, 1)
    approve(story, REOPENED, before=AFTER_RETURN)
    look_at_the_row(story)
    publish(story)
    contradict(story, tmp_path)


def open_the_round(story: Story) -> None:
    with story.visit(REVIEWER) as page:
        page.goto("/")
        page.get_by_role("link", name="填报任务").click()
        story.shot(page, "rounds-empty")
        page.get_by_role("link", name="发起填报任务").click()
        page.get_by_label("2025 年").uncheck()
        page.get_by_label("2024 年").check()
        expect(page.locator("#preview")).to_contain_text("2024 年")
        page.get_by_label("填报说明").fill("比例填百分数的数字，如 87.0")
        story.shot(page, "round-open")
        page.get_by_role("button", name="发起填报任务").click()
        expect(page.get_by_text("已发起 2024 年度填报")).to_be_visible()
        story.shot(page, "round-opened")
    story.work()


def fill_the_grid(story: Story) -> None:
    with story.visit(CLERK) as page:
        page.goto("/")
        story.shot(page, "clerk-home")
        page.get_by_role("link", name=re.compile("^我的填报")).click()
        story.shot(page, "clerk-owes")
        page.get_by_role("link", name=f"{YEAR} 年度填报").first.click()
        expect(page.locator("#grid tr[data-entry]")).to_have_count(65)
        story.shot(page, "grid-empty")
        page.locator("#grid input[data-field=text]").first.click()
        paste(page, "\r\n".join(COLUMN) + "\r\n")
        saved(page)
        story.shot(page, "grid-pasted")
        wrong = row(page, FOREST)
        expect(wrong.locator(".say")).to_contain_text("是 2020 年“15.29”的约 15 倍，疑为小数点错位")
        expect(wrong.locator(".label")).to_have_text("需说明")
        cell(page, FOREST).click()
        story.shot(page, "grid-warned")
        cell(page, FOREST).fill(MENDED)
        page.keyboard.press("Enter")
        saved(page)
        expect(wrong.locator(".label")).to_have_text("草稿")
        story.shot(page, "grid-mended")
        asked = page.locator("#grid tr[data-entry]", has=page.locator(".label:text-is('需说明')"))
        expect(asked).to_have_count(0)


def submit(story: Story) -> None:
    with story.visit(CLERK) as page:
        page.goto(GRID)
        page.get_by_role("link", name="核对并提交已填 30 项").click()
        story.shot(page, "submit")
        page.get_by_role("button", name="提交 30 项").click()
        expect(page.get_by_text("已提交 30 项，待县级负责人签发")).to_be_visible()
        expect(page.get_by_role("link", name="可撤回 30 项")).to_be_visible()
        story.shot(page, "submitted")
        assert in_force(AIR) == ""


def sign(story: Story, number: int) -> None:
    story.work()
    with story.visit(HEAD) as page:
        page.goto("/")
        page.get_by_role("link", name=f"填报签发 {number}").click()
        story.shot(page, "signing-list")
        page.get_by_role("link", name=f"{YEAR} 年度填报").click()
        story.shot(page, "signing")
        page.get_by_role("button", name=f"签发全部 {number} 项").click()
        expect(page.get_by_text(f"将签发下列 {number} 项")).to_be_visible()
        story.shot(page, "signing-all")
        page.get_by_role("button", name=f"签发这 {number} 项，报市级审核").click()
        expect(page.get_by_text(f"已签发 {number} 项，报市级审核")).to_be_visible()
        story.shot(page, "signed")
        page.get_by_role("link", name="上报表").click()
        expect(page.locator(".sheet .c-state div").first).to_be_visible()
        story.shot(page, "declaration-signed")


def return_one_and_approve_the_rest(story: Story) -> None:
    story.work()
    with story.visit(REVIEWER) as page:
        page.goto("/")
        page.get_by_role("link", name=re.compile("^审核")).click()
        story.shot(page, "queue")
        page.get_by_role("link", name="云冈区").click()
        story.shot(page, "review-signed")
        page.get_by_role("button", name="开始审核 30 项").click()
        expect(page.get_by_text("已开始审核 30 项")).to_be_visible()
        story.shot(page, "review-begun")
        line(page, AIR).get_by_role("button", name="展开").click()
        expect(page.locator("tr.more")).to_contain_text("办理过程")
        story.shot(page, "review-row")
        line(page, AIR).get_by_role("checkbox").check()
        page.get_by_label("意见").fill(WORDS)
        page.get_by_role("button", name="退回选中 1 项").click()
        expect(page.get_by_text("已退回 1 项")).to_be_visible()
        story.shot(page, "review-returned")
        page.get_by_role("button", name="通过全部无提示的 29 项").click()
        story.shot(page, "review-which")
        page.get_by_role("button", name="通过这 29 项并入账").click()
        story.shot(page, "review-password")
        story.prove(page, REVIEWER)
        expect(page.get_by_text("已审核通过 29 项并入账")).to_be_visible()
        story.shot(page, "review-approved")
    assert (in_force(FOREST), in_force(AIR)) == (MENDED, "")


def correct_what_was_returned(story: Story) -> None:
    story.work()
    with story.visit(CLERK) as page:
        page.goto("/")
        page.get_by_role("link", name=re.compile("^消息")).first.click()
        expect(page.get_by_text(WORDS)).to_be_visible()
        story.shot(page, "clerk-message")
        page.get_by_role("link", name=re.compile("^我的填报")).click()
        expect(page.get_by_text(WORDS).first).to_be_visible()
        story.shot(page, "clerk-owes-returned")
        page.get_by_role("link", name=AIR).click()
        expect(cell(page, AIR)).to_be_focused()
        expect(page.locator("#panel")).to_contain_text(WORDS)
        # The way leads to what was returned, and to nothing beside it.
        expect(page.locator("#grid tr[data-entry]")).to_have_count(1)
        story.shot(page, "grid-returned")
        page.goto(f"{GRID}submit/")
        expect(page.get_by_text("被退回、重开而未回应 1 项")).to_be_visible()
        story.shot(page, "submit-unanswered")
        page.goto(f"{GRID}?show=returned")
        change(page, AFTER_RETURN)
        story.shot(page, "grid-corrected")
        hand_on(page)
        story.shot(page, "resubmitted")


def change(page: Page, text: str) -> None:
    cell(page, AIR).click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    saved(page)


def hand_on(page: Page) -> None:
    page.get_by_role("link", name="核对并提交已填 1 项").click()
    page.get_by_role("button", name="提交 1 项").click()
    expect(page.get_by_text("已提交 1 项，待县级负责人签发")).to_be_visible()


def approve(story: Story, text: str, *, before: str) -> None:
    story.work()
    assert in_force(AIR) == before
    with story.visit(REVIEWER) as page:
        page.goto("/reporting/review/")
        page.get_by_role("link", name="云冈区").click()
        page.get_by_role("button", name="开始审核 1 项").click()
        expect(line(page, AIR)).to_contain_text(text)
        story.shot(page, "review-again")
        line(page, AIR).get_by_role("checkbox").check()
        page.get_by_role("button", name="通过选中 1 项").click()
        page.get_by_role("button", name="通过这 1 项并入账").click()
        story.prove(page, REVIEWER)
        expect(page.get_by_text("已审核通过 1 项并入账")).to_be_visible()
        story.shot(page, "approved-again")
    assert in_force(AIR) == text
    story.work()


def ask_for_reopening(story: Story) -> None:
    with story.visit(CLERK) as page:
        page.goto(GRID)
        row(page, AIR).get_by_role("link", name="申请重开").click()
        page.get_by_label("申请理由").fill(ASKED)
        story.shot(page, "ask")
        page.get_by_role("button", name="申请重开").click()
        expect(page.get_by_text("已申请重开，市级审核员会收到消息")).to_be_visible()
        story.shot(page, "asked")
    story.work()


def reopen(story: Story) -> None:
    ask_for_reopening(story)
    with story.visit(REVIEWER) as page:
        page.goto("/reporting/review/")
        expect(page.get_by_role("heading", name="重开申请 1 项")).to_be_visible()
        story.shot(page, "queue-asked")
        page.goto("/reporting/messages/")
        story.shot(page, "reviewer-messages")
        page.locator("tr", has_text=ASKED).get_by_role("button", name="去查看").click()
        story.shot(page, "entry-asked")
        page.get_by_role("link", name="办理重开申请").click()
        expect(page.get_by_label("理由", exact=True)).to_have_value(ASKED)
        for label, said in REOPENING.items():
            page.get_by_label(label, exact=True).fill(said)
        page.get_by_label("期限").fill("2030-01-31")
        story.shot(page, "reopen")
        page.get_by_role("button", name="重开这一项").click()
        story.prove(page, REVIEWER)
        expect(page.get_by_text("监测站复核，剔除沙尘天气").first).to_be_visible()
        story.shot(page, "entry-reopened")
    assert in_force(AIR) == AFTER_RETURN


def correct_what_was_reopened(story: Story) -> None:
    story.work()
    with story.visit(CLERK) as page:
        page.goto("/reporting/messages/")
        expect(page.get_by_text(REOPENING["文号"])).to_be_visible()
        story.shot(page, "clerk-message-reopened")
        page.locator("tr", has_text=REOPENING["文号"]).get_by_role("button", name="去查看").click()
        expect(cell(page, AIR)).to_be_focused()
        expect(page.locator("#panel")).to_contain_text(REOPENING["理由"])
        expect(page.locator("#panel")).to_contain_text(REOPENING["文号"])
        story.shot(page, "grid-reopened")
        expect(row(page, AIR).locator(".say")).to_contain_text(REOPENING["理由"])
        change(page, REOPENED)
        hand_on(page)
    assert in_force(AIR) == AFTER_RETURN


def look_at_the_row(story: Story) -> None:
    with story.visit(REVIEWER) as page:
        page.goto(f"{REVIEW}?show=approved")
        page.get_by_role("link", name=AIR, exact=True).click()
        story.shot(page, "entry-after-reopening")
        page.get_by_role("link", name=re.compile("评价")).first.click()
        story.shot(page, "row")
        expect(page.locator(".why")).to_contain_text(REOPENED)
        expect(page.get_by_text(REOPENING["文号"]).first).to_be_visible()


def publish(story: Story) -> None:
    with story.visit(REVIEWER) as page:
        page.goto("/")
        page.get_by_role("link", name="定稿").click()
        story.shot(page, "publications-empty")
        page.get_by_role("link", name="定稿一个年度").click()
        story.shot(page, "publication-new")
        page.get_by_label("文号").fill(PUBLICATION)
        page.get_by_label("发文日期").fill("2026-03-20")
        page.get_by_role("button", name=re.compile(f"定稿 {YEAR} 年")).click()
        story.prove(page, REVIEWER)
        expect(page.get_by_text(f"{YEAR} 年评价已定稿")).to_be_visible()
        story.shot(page, "published")
    story.work()


def contradict(story: Story, tmp_path: Path) -> None:
    with story.visit(REVIEWER) as page:
        sheet = working.workbook(tmp_path / "公报订正.xlsx", ("云冈区", AIR, "%", YEAR, float(CORRECTED), ""))
        page.goto("/observations/import/")
        page.set_input_files("input[type=file]", sheet)
        page.get_by_role("button", name="上传并核对").click()
        story.work()
        page.reload()
        story.shot(page, "correction-preview")
        page.get_by_label(re.compile("更正在账数值 1 行")).fill(CORRECTION)
        page.get_by_role("button", name="连同更正共导入 1 行").click()
        story.prove(page, REVIEWER)
        story.work()
        page.reload()
        story.shot(page, "correction-done")
        assert in_force(AIR) == CORRECTED
        page.goto("/publications/")
        story.shot(page, "publications-contradicted")
        page.get_by_role("link", name=f"{YEAR} 年").click()
        expect(page.get_by_text(re.compile(r"与定稿不一致\s+[12]\s+项"))).to_be_visible()
        story.shot(page, "publication-contradicted")
        page.locator(".contradiction").first.scroll_into_view_if_needed()
        expect(page.locator(".contradiction").first).to_contain_text(f"定稿 {REOPENED}，现为 {CORRECTED}")
        story.shot(page, "publication-contradiction")
        page.locator("tr", has=page.locator(".contradiction")).locator("td a").first.click()
        expect(page.get_by_text("与定稿不一致")).to_be_visible()
        story.shot(page, "row-contradicted")
        page.goto(f"{REVIEW}?show=approved")
        expect(line(page, AIR)).to_contain_text("与在账不一致")
        expect(line(page, AIR)).not_to_contain_text("将被替换")
        story.shot(page, "review-differs")
    with story.visit(CLERK) as page:
        page.goto(GRID)
        expect(row(page, AIR)).to_contain_text("与在账不一致")
        row(page, AIR).scroll_into_view_if_needed()
        story.shot(page, "grid-differs")
        page.goto("/reporting/messages/")
        story.shot(page, "clerk-messages-end")
