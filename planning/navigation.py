"""The main navigation: what a person may open, and how much there waits for them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.permissions import Permission, has_permission
from counties.models import County, Finding
from indicators.models import Attainment
from planning.pages.demo_note import DEMO_NOTE
from planning.pages.moment_form import moment_form


@dataclass(frozen=True)
class Entry:
    """One line of the navigation; `within` are the url names of the pages that belong to it."""

    title: str
    url_name: str
    within: frozenset[str] = frozenset()
    permission: Permission = Permission.VIEW_FIGURES
    count: Callable[[User], int] | None = None


@dataclass(frozen=True)
class Item:
    """An entry as one person sees it on one page."""

    title: str
    url: str
    current: bool
    count: int


@dataclass(frozen=True)
class Section:
    title: str
    items: tuple[Item, ...]


def open_findings(user: User) -> int:
    """Findings in the person's scope that nobody has decided."""
    findings = Finding.objects.open()
    ids = user.county_ids
    return (findings if ids is None else findings.filter(county__in=ids)).count()


def pending_targets(user: User) -> int:
    """Plan rows of the whole city whose delegated target no superior has set."""
    final = Attainment.objects.filter(status="pending", year=F("plan_indicator__target_year"))
    return final.filter(plan_indicator__closed_in__isnull=True, plan_indicator__is_repeat=False).count()


NAVIGATION: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "",
        (
            Entry("达成矩阵", "matrix"),
            Entry("县区", "county-list", frozenset({"county", "county-changes"})),
            Entry(
                "指标",
                "indicator-list",
                frozenset({"indicator", "plan-indicator", "row-history", "figure-history"}),
            ),
            Entry("重点项目", "project-list", frozenset({"project", "project-history"})),
        ),
    ),
    (
        "年度",
        (
            Entry(
                "目标下达",
                "target-list",
                frozenset({"target-assign", "import-targets"}),
                Permission.SET_TARGETS,
                pending_targets,
            ),
            Entry("导入监测数据", "import-observations", permission=Permission.IMPORT_OBSERVATIONS),
        ),
    ),
    (
        "数据",
        (
            Entry("规划文本", "plan-list", frozenset({"plan"})),
            Entry("数据质疑", "finding-list", frozenset({"finding-decide"}), count=open_findings),
            Entry("导入规划表", "import-plan", frozenset({"import-plan-preview"}), Permission.IMPORT_PLANS),
            Entry("导入记录", "import-list", frozenset({"import"}), Permission.VIEW_JOBS),
            Entry("后台任务", "job-list", frozenset({"job"}), Permission.VIEW_JOBS),
        ),
    ),
    (
        "管理",
        (
            Entry("操作记录", "act-list", frozenset({"act"}), Permission.VIEW_RECORDS),
            Entry("账号", "account-list", frozenset({"account", "account-new"}), Permission.KEEP_ACCOUNTS),
            Entry("基础数据", "admin:index", permission=Permission.KEEP_REFERENCE),
        ),
    ),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the sections of the navigation, the name of the city, the choice of a moment.

    Sections and city are read only where a template prints them: a fragment costs no query.
    """
    return {
        "navigation": SimpleLazyObject(lambda: _sections(request)),
        "demo_note": DEMO_NOTE,
        "moment_form": moment_form(request),
        "city_name": SimpleLazyObject(_city_name),
    }


def _city_name() -> str:
    return County.objects.filter(parent__isnull=True).values_list("name", flat=True).first() or ""


def _sections(request: HttpRequest) -> list[Section]:
    match = request.resolver_match
    page = match.view_name if match else ""
    sections = (Section(title, tuple(_items(entries, request.user, page))) for title, entries in NAVIGATION)
    return [section for section in sections if section.items]


def _items(entries: tuple[Entry, ...], user: Any, page: str) -> list[Item]:
    return [
        Item(
            title=entry.title,
            url=reverse(entry.url_name),
            current=page == entry.url_name or page in entry.within,
            count=entry.count(user) if entry.count else 0,
        )
        for entry in entries
        if has_permission(user, entry.permission)
    ]
