"""Whose plan a workbook is an edition of, what a new one is called, and what is refused before its rows are looked at."""

from collections.abc import Sequence
from typing import Any

from counties.models import County, Plan
from counties.names import fold
from indicators.importers import plan_rows
from indicators.models import PlanIndicator
from plans.identity import Identity, plan_name
from plans.notes import Stated
from plans.reading import PlanDraft
from projects.models import ProjectListing
from workbooks.problems import Problem, error


def plan_of(draft: PlanDraft, county: County) -> Plan | None:
    """The county's plan that a line above the first table names."""
    lines = {fold(line) for line in (*_naming(draft), draft.identity.title or "")}
    return next((plan for plan in county.plans.all() if fold(plan.title) in lines), None)


def _naming(draft: PlanDraft) -> list[str]:
    """The lines that may be a plan's name: never 附件1, whatever the ledger once called a plan."""
    return [line for line in draft.identity.lines if plan_name(line)]


def closing_another(
    draft: PlanDraft, plan: Plan | None, gone: Sequence[PlanIndicator | ProjectListing]
) -> list[Problem]:
    """A file may close rows only of the plan whose title it carries: under 附件1 stands one plan as well as another."""
    if plan is None or not gone or any(fold(plan.title) in fold(line) for line in _naming(draft)):
        return []
    printed = draft.identity.title or "、".join(draft.identity.lines) or "（无标题）"
    sheet = draft.tables[0].sheet if draft.tables else ""
    message = (
        f"文件的标题“{printed}”不是“{plan.title}”，却会删除该规划的 {len(gone)} 行；请核对是否选错文件或规划，"
        "确为同一规划的，请在表的上方写上规划全称，或先在“规划”中更改规划名称。"
    )
    return [error(sheet, draft.identity.title_address or "A1", message)]


def identity_problems(draft: PlanDraft, county: County, plan: Plan | None) -> list[Problem]:
    identity = draft.identity
    if not draft.tables:
        return []
    sheet = draft.tables[0].sheet
    problems = []
    if identity.title is None and plan is None:
        printed = "、".join(f"“{line}”" for line in identity.lines)
        said = f"（{printed}不是规划名称）" if printed else ""
        message = f"表的上方没有规划名称{said}；请在第 1 行写上规划全称再导入。"
        problems.append(error(sheet, "A1", message))
    remedy = _other_county(identity, county)
    if remedy is not None:
        message = f"标题写的是“{identity.county}”，所选县区是“{county.name}”；{remedy}。"
        problems.append(error(sheet, identity.title_address, message))
    return problems


def _other_county(identity: Identity, county: County) -> str | None:
    """What to do where the title names another county, whether the ledger knows it or not; else None."""
    name, title = fold(identity.county or ""), fold(identity.title or "")
    if not name or name in map(fold, county.all_names):
        return None
    others = County.objects.exclude(pk=county.pk).filter(parent__isnull=False)
    other = next((one for one in others if name in map(fold, one.all_names)), None)
    if other is not None:
        return f"请核对文件或改选{other.name}"
    if any(fold(own) in title for own in county.all_names):
        return None
    return f"系统中没有“{identity.county}”，请核对文件，或先登记该县区"


def twice(draft: PlanDraft) -> list[Problem]:
    seen: dict[plan_rows.Key, str] = {}
    problems = []
    for row in draft.indicators:
        key = plan_rows.row_key(row)
        if key in seen:
            problems.append(
                error(
                    row.sheet,
                    row.name_cell,
                    f"{row.name_cell} 与 {seen[key]} 是同一表中序号、名称都相同的两行；请删去一行或改正序号。",
                )
            )
        seen.setdefault(key, row.name_cell)
    return problems


def short_title_of(title: str, county: County) -> str:
    short = title.replace("大同市", "").replace(county.name, "")
    return short[:40] or title[:40]


def base_year_of(draft: PlanDraft, default: int) -> int:
    stated = [int(statement.value) for statement in draft.statements if statement.kind is Stated.BASE_YEAR]
    return stated[0] if stated else default


def start_of(draft: PlanDraft) -> int:
    """The base year of a plan that is not founded yet; no matter where it has no period, and is refused for that."""
    period = draft.identity.period
    return base_year_of(draft, period[0] - 1 if period else 0)


def next_number(county: County) -> int:
    """Of the next plan that is founded: above every number ever given, since a plan may go with its import.

    Acts and links name plans by their keys: that of a plan that went is given to no other.
    """
    versions: Any = Plan
    keys = set(versions.pgh_event_model.objects.filter(county=county).values_list("key", flat=True))
    given = [int(last) for key in keys if (last := key.rpartition("-")[2]).isdecimal()]
    return max(Plan.objects.filter(county=county).count(), *given, 0) + 1
