"""The pages that a person can reach, and what is known about each on an instance with demonstration data."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.instance import ADMIN, CLERK, REVIEWER


@dataclass(frozen=True)
class Stop:
    """One page: found at `path`, or behind the first link `through` of the page at `path`."""

    name: str
    user: str
    path: str
    through: str = ""
    demo: bool = False
    """Whether it shows a value that is invented, and must say so."""
    own_frame: bool = True
    """False for the pages of Django's own administration."""

    def open(self, page: Page) -> None:
        """Go there as a person would; the answer must be a page."""
        answer = page.goto(self.path)
        if self.through:
            address = page.locator(self.through).first.get_attribute("href")
            assert address, self
            answer = page.goto(page.evaluate("path => new URL(path, location.href).href", address))
        assert answer is not None
        assert answer.status == 200, self
        if page.locator("#trend").count():
            page.locator("#trend svg").wait_for()


MATRIX_CELL = "table.matrix td.cell a:has(.s:text-is('{}'))"

STOPS = (
    Stop("login", "", "/login/"),
    Stop("matrix", REVIEWER, "/", demo=True),
    Stop("matrix-2016-2020", REVIEWER, "/matrix/?period=2016-2020"),
    Stop("matrix-filtered", REVIEWER, "/matrix/?attribute=约束性&year=2023", demo=True),
    Stop("matrix-empty", REVIEWER, "/matrix/?status=regressed", demo=True),
    Stop("counties", REVIEWER, "/counties/", demo=True),
    Stop("county-with-two-plans", REVIEWER, "/counties/140214/", demo=True),
    Stop("county-with-one-plan", REVIEWER, "/counties/140225/?year=2023", demo=True),
    Stop("catalogue", REVIEWER, "/indicators/"),
    Stop("catalogue-empty", REVIEWER, "/indicators/?text=没有这样的指标"),
    Stop("indicator", REVIEWER, "/indicators/air-good-rate/", demo=True),
    Stop("row-on-track", REVIEWER, "/matrix/?year=2023", MATRIX_CELL.format("达到序时进度"), demo=True),
    Stop("row-behind", REVIEWER, "/matrix/?year=2023", MATRIX_CELL.format("进度滞后"), demo=True),
    Stop("row-missed", REVIEWER, "/matrix/", MATRIX_CELL.format("未完成"), demo=True),
    Stop("row-pending", REVIEWER, "/matrix/", MATRIX_CELL.format("目标待下达"), demo=True),
    Stop("row-no-data", REVIEWER, "/matrix/", MATRIX_CELL.format("数据缺失"), demo=True),
    Stop("row-unjudged", REVIEWER, "/matrix/?period=2016-2020", MATRIX_CELL.format("暂无法评价")),
    Stop("plan-revisions", REVIEWER, "/plans/140212-lsqh/revisions/"),
    Stop("revision-new", ADMIN, "/plans/140212-lsqh/revisions/new/"),
    Stop("projects", REVIEWER, "/projects/", demo=True),
    Stop("projects-empty", REVIEWER, "/projects/?q=没有这样的项目"),
    Stop("project", REVIEWER, "/projects/?county=140214", "main td a[href^='/projects/']", demo=True),
    Stop("measures", REVIEWER, "/measures/"),
    Stop("measures-empty", REVIEWER, "/measures/?q=没有这样的任务"),
    Stop("measure", REVIEWER, "/measures/?county=140214", "main td a[href^='/measures/']"),
    Stop("measure-new", REVIEWER, "/measures/new/"),
    Stop("findings", REVIEWER, "/findings/"),
    Stop("findings-empty", REVIEWER, "/findings/?q=没有这样的质疑"),
    Stop("finding", REVIEWER, "/findings/", "td.decision a"),
    Stop("finding-bulk", REVIEWER, "/findings/bulk/"),
    Stop("finding-bulk-rule", REVIEWER, "/findings/bulk/?rule=slip"),
    Stop("finding-bulk-empty", REVIEWER, "/findings/bulk/?rule=slip&q=没有这样的质疑"),
    Stop("rulings", REVIEWER, "/rows/1/rulings/"),
    Stop("plans", REVIEWER, "/plans/"),
    Stop("plan", REVIEWER, "/plans/140214-hb/"),
    Stop("plan-2016-2020", REVIEWER, "/plans/140214-135/"),
    Stop("targets", REVIEWER, "/targets/"),
    Stop("targets-assigned", REVIEWER, "/targets/?standing=assigned", demo=True),
    Stop("target", REVIEWER, "/targets/", "main td a[href^='/targets/']", demo=True),
    Stop("import-observations", REVIEWER, "/observations/import/"),
    Stop("imports", REVIEWER, "/imports/"),
    Stop("import", REVIEWER, "/imports/?kind=observations", "main td a[href^='/imports/']"),
    Stop("jobs", REVIEWER, "/jobs/"),
    Stop("job", REVIEWER, "/jobs/", "main td a[href^='/jobs/']"),
    Stop("rounds", REVIEWER, "/reporting/rounds/"),
    Stop("round-open", REVIEWER, "/reporting/rounds/open/"),
    Stop("round", REVIEWER, "/reporting/rounds/2025/"),
    Stop("review-queue", REVIEWER, "/reporting/review/"),
    Stop("review-county", REVIEWER, "/reporting/review/2025/140214/", demo=True),
    Stop("publications", REVIEWER, "/publications/"),
    Stop("messages", REVIEWER, "/reporting/messages/"),
    Stop("password", REVIEWER, "/password/"),
    Stop("admin-home", ADMIN, "/"),
    Stop("admin-matrix", ADMIN, "/matrix/", demo=True),
    Stop("import-plan", ADMIN, "/imports/plan/"),
    Stop("import-measures", ADMIN, "/imports/measures/"),
    Stop("reference", ADMIN, "/admin/", own_frame=False),
    Stop("reference-catalogue", ADMIN, "/admin/indicators/indicator/", own_frame=False),
    Stop("reference-entry", ADMIN, "/admin/indicators/indicator/", "#result_list tbody a", own_frame=False),
    Stop("accounts", ADMIN, "/accounts/"),
    Stop("account", ADMIN, "/accounts/", "main td a[href^='/accounts/'], main th a[href^='/accounts/']"),
    Stop("account-new", ADMIN, "/accounts/new/"),
    Stop("own-account", CLERK, "/account/"),
    Stop("second-factor", CLERK, "/account/second-factor/"),
    Stop("clerk-home", CLERK, "/"),
    Stop("clerk-county", CLERK, "/counties/140214/", demo=True),
    Stop("clerk-matrix", CLERK, "/matrix/", demo=True),
    Stop("clerk-row", CLERK, "/matrix/?year=2023", "table.matrix td.cell a", demo=True),
    Stop("clerk-findings", CLERK, "/findings/"),
    Stop("clerk-finding", CLERK, "/findings/", "td.decision a"),
    Stop("clerk-entries", CLERK, "/reporting/"),
    Stop("clerk-grid", CLERK, "/reporting/2025/140214/", demo=True),
    Stop("clerk-submit", CLERK, "/reporting/2025/140214/submit/"),
    Stop("clerk-evidence", CLERK, "/reporting/2025/140214/evidence/"),
    Stop("clerk-sheet", CLERK, "/reporting/2025/140214/upload/"),
    Stop("clerk-declaration", CLERK, "/reporting/2025/140214/declaration/", demo=True),
    Stop("clerk-standing", CLERK, "/reporting/2025/140214/standing/"),
    Stop("clerk-messages", CLERK, "/reporting/messages/"),
    Stop("clerk-projects", CLERK, "/projects/", demo=True),
    Stop("clerk-plans", CLERK, "/plans/"),
)
