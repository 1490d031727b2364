"""Task lists brought in for tests: the real ones, and rows written down in a test."""

from collections.abc import Sequence
from typing import Any

from accounts.models import User
from counties.models import County, Plan
from imports.importers import Source
from imports.models import ImportBatch
from measures.comparing import MeasurePreview
from measures.importing import MEASURES, apply_at_once, preview_of, upload_measures
from measures.models import MeasureEdition
from tests import real_plans
from tests.measures.real_lists import LISTS
from tests.workbooks.making import books

PLANS = {
    "平城-任务分解.xlsx": "140213-lsqh",
    "云冈-任务分解.xlsx": "140214-lsqh",
    "新荣-任务分解.xlsx": "140212-lsqh",
    "云冈环保-任务分解.xlsx": "140214-hb",
    "浑源-任务分解.xlsx": "140225-lsqh",
}
HEADER = ["序号", "章节", "任务", "内容", "目标", "时限", "责任部门"]
FIRST = [
    1,
    "一、大气",
    "清洁取暖",
    "到2025年清洁取暖覆盖率达到80%。",
    "清洁取暖覆盖率达到80%",
    "2025年",
    "能源局",
]
SECOND = [2, "二、水", "黑臭水体", "“十四五”末全面消除黑臭水体。", "全面消除", "“十四五”末", "水务局"]


def listed(*rows: Sequence[Any], lines: tuple[str, ...] = ()) -> bytes:
    """A list with these rows below the usual header, and lines above it."""
    return books({"任务": [*([line] for line in lines), HEADER, *rows]})


def preview(
    content: bytes, plan: Plan | None, county: County | None = None, file_name: str = "任务.xlsx"
) -> MeasurePreview:
    home = county or (plan.county if plan else None)
    assert home is not None
    source = Source(content, file_name, options={"county": home.pk, "plan": plan.pk if plan else None})
    return preview_of(MEASURES.read(source), source)


def applied(content: bytes, plan: Plan, file_name: str = "任务.xlsx") -> MeasureEdition | None:
    return apply_at_once(preview(content, plan, file_name=file_name), by=None)


def uploaded(content: bytes, plan: Plan, by: User) -> ImportBatch:
    return upload_measures(content=content, file_name="任务.xlsx", county=plan.county, plan=plan, by=by)


def load(file: str) -> MeasureEdition | None:
    """One of the real lists; its plan's reference row must be there."""
    plan = Plan.objects.select_related("county").get(key=PLANS[file])
    return applied((LISTS / file).read_bytes(), plan, file)


def load_plan_and_tasks(plan_file: str, file: str) -> MeasureEdition | None:
    real_plans.load(plan_file)
    return load(file)
