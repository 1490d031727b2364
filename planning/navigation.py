"""The main navigation: what a person may open, and how much there waits for them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, F, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.permissions import Permission, has_permission
from accounts.staffing import unstaffed
from counties.models import County, Finding
from custody.disk import free_bytes, in_words
from custody.moment_form import moment_form
from jobs.bell import bell
from judging.models import Attainment
from lists.demo_note import DEMO_NOTE
from reporting.summaries.owed import owed_count
from reporting.summaries.waiting import to_decide, to_sign


@dataclass(frozen=True)
class MenuEntry:
    """One line of the navigation; `within` are the url names of the pages that belong to it."""

    title: str
    url_name: str
    within: frozenset[str] = frozenset()
    permission: Permission = Permission.VIEW_FIGURES
    count: Callable[[User], QuerySet[Any] | int] | None = None
    """What waits there: rows, which are counted together with those of all other entries, or their number."""
    decided_by: Permission | None = None
    """Who sees the number, where more people may look than decide; None: whoever opens the page."""


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


def open_findings(user: User) -> QuerySet[Finding]:
    """Findings in the person's scope that nobody has decided."""
    findings = Finding.objects.open()
    ids = user.county_ids
    return findings if ids is None else findings.filter(county__in=ids)


def unread_messages(user: User) -> QuerySet[Any]:
    return user.messages.filter(read_at__isnull=True)


def pending_targets(user: User) -> QuerySet[Attainment]:
    """Plan rows of the whole city whose delegated target no superior has set."""
    final = Attainment.objects.filter(status="pending", year=F("plan_indicator__target_year"))
    return final.filter(plan_indicator__closed_in__isnull=True, plan_indicator__is_repeat=False)


INBOX = "消息"
NAVIGATION: tuple[tuple[str, tuple[MenuEntry, ...]], ...] = (
    (
        "",
        (
            MenuEntry("达成矩阵", "matrix"),
            MenuEntry("县区", "county-list", frozenset({"county", "county-changes", "county-standing"})),
            MenuEntry(
                "指标",
                "indicator-list",
                frozenset({"indicator", "plan-indicator", "row-history", "figure-history"}),
            ),
            MenuEntry(
                "重点项目",
                "project-list",
                frozenset(
                    {"project", "project-history", "project-entries", "project-entry", "project-entry-reopen"}
                ),
            ),
            MenuEntry("重点任务", "measure-list", frozenset({"measure", "measure-new"})),
        ),
    ),
    (
        "年度",
        (
            MenuEntry(
                "我的填报",
                "entries",
                frozenset({"entry-grid", "entry-submit", "entry-ask", "sheet-upload", "sheet-preview"}),
                Permission.ENTER_FIGURES,
                owed_count,
            ),
            MenuEntry("填报签发", "signing-list", frozenset({"signing"}), Permission.SIGN_FIGURES, to_sign),
            MenuEntry(
                "审核",
                "review-queue",
                frozenset({"review-county", "entry", "entry-reopen"}),
                Permission.REVIEW_FIGURES,
                to_decide,
            ),
            MenuEntry(
                "填报任务",
                "round-list",
                frozenset({"round", "round-open", "project-round-open"}),
                Permission.KEEP_ROUNDS,
            ),
            MenuEntry(
                "目标下达",
                "target-list",
                frozenset(
                    {
                        "target-assign",
                        "target-bulk-list",
                        "target-bulk",
                        "import-targets",
                        "unscoped-targets",
                    }
                ),
                Permission.SET_TARGETS,
                pending_targets,
            ),
            MenuEntry("导入监测数据", "import-observations", permission=Permission.IMPORT_OBSERVATIONS),
            MenuEntry(INBOX, "message-list", count=unread_messages),
            MenuEntry(
                "定稿",
                "publication-list",
                frozenset({"publication", "publication-new", "publication-of-year"}),
            ),
        ),
    ),
    (
        "数据",
        (
            MenuEntry("规划文本", "plan-list", frozenset({"plan"})),
            MenuEntry(
                "数据质疑",
                "finding-list",
                frozenset({"finding-decide", "finding-bulk"}),
                count=open_findings,
                decided_by=Permission.DECIDE_FINDINGS,
            ),
            MenuEntry(
                "导入规划表", "import-plan", frozenset({"import-plan-preview"}), Permission.IMPORT_PLANS
            ),
            MenuEntry("导入任务清单", "import-measures", permission=Permission.IMPORT_PLANS),
            MenuEntry("导入记录", "import-list", frozenset({"import"}), Permission.VIEW_JOBS),
            MenuEntry("后台任务", "job-list", frozenset({"job"}), Permission.VIEW_JOBS),
        ),
    ),
    (
        "管理",
        (
            MenuEntry("操作记录", "act-list", frozenset({"act"}), Permission.VIEW_RECORDS),
            MenuEntry(
                "账号",
                "account-list",
                frozenset({"account", "account-new"}),
                Permission.KEEP_ACCOUNTS,
                lambda _: unstaffed(),
            ),
            MenuEntry("基础数据", "admin:index", permission=Permission.KEEP_REFERENCE),
        ),
    ),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the sections of the navigation, the name of the place, the choice of a moment.

    Sections and place are read only where a template prints them: a fragment costs no query.
    """
    sections = SimpleLazyObject(lambda: _sections(request))
    return {
        "navigation": sections,
        "unread": SimpleLazyObject(lambda: _unread(sections)),
        "demo_note": DEMO_NOTE,
        "moment_form": moment_form(request),
        "place": SimpleLazyObject(lambda: _place(request)),
        "later": SimpleLazyObject(lambda: not bell.is_heard()),
        "low_on_disk": SimpleLazyObject(lambda: _low_on_disk(request)),
    }


def _low_on_disk(request: HttpRequest) -> str:
    """How much is left, for those who can do something about it, once it is little; else ""."""
    if not has_permission(request.user, Permission.KEEP_ACCOUNTS):
        return ""
    free = free_bytes()
    return in_words(free) if free < settings.DISK_WARN_BYTES else ""


def _unread(sections: Any) -> int:
    """The number beside the inbox, once for the navigation and the head of the page."""
    items = (item for section in sections for item in section.items)
    return next((item.count for item in items if item.title == INBOX), 0)


def _place(request: HttpRequest) -> str:
    """Whose ledger the person has before him: the one own county's, else the city's."""
    ids = request.user.county_ids if request.user.is_authenticated else None
    own = {"pk__in": ids} if ids and len(ids) == 1 else {"parent__isnull": True}
    return County.objects.filter(**own).values_list("name", flat=True).first() or ""


def _sections(request: HttpRequest) -> list[Section]:
    match = request.resolver_match
    page = match.view_name if match else ""
    user: Any = request.user
    seen = [
        (title, [entry for entry in entries if has_permission(user, entry.permission)])
        for title, entries in NAVIGATION
    ]
    counts = _counts([entry for _, entries in seen for entry in entries], user)
    return [
        Section(title, tuple(_item(entry, page, counts) for entry in entries))
        for title, entries in seen
        if entries
    ]


def _counts(entries: list[MenuEntry], user: Any) -> dict[str, int]:
    """MenuEntry → how much waits there; all rows are counted by one query, which every page pays."""
    waiting = {
        entry.url_name: entry.count(user) for entry in entries if entry.count and _counts_for(user, entry)
    }
    counts = {name: one for name, one in waiting.items() if isinstance(one, int)}
    rows = {name: one for name, one in waiting.items() if not isinstance(one, int)}
    if rows:
        numbers = User.objects.filter(pk=user.pk).values_list(*(_number(one) for one in rows.values())).get()
        counts.update(zip(rows, numbers, strict=True))
    return counts


def _counts_for(user: User, entry: MenuEntry) -> bool:
    return entry.decided_by is None or has_permission(user, entry.decided_by)


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many rows, as a column of another query."""
    together = rows.order_by().annotate(one_group=Value(1)).values("one_group")
    return Coalesce(Subquery(together.annotate(number=Count("pk")).values("number")), 0)


def _item(entry: MenuEntry, page: str, counts: dict[str, int]) -> Item:
    return Item(
        title=entry.title,
        url=reverse(entry.url_name),
        current=page == entry.url_name or page in entry.within,
        count=counts.get(entry.url_name, 0),
    )
