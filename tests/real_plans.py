"""The real plans, loaded through the real importers: what most tests of pages and verdicts stand on."""

from pathlib import Path

from counties.models import County, PlanEdition
from jobs.running import run_queued
from planning.reference import load_reference
from plans.importing import apply_plan, preview_plan
from plans.revising import basis_of

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
PLANS = {
    "平城-两山七河规划.xlsx": "140213",
    "云冈-两山七河规划.xlsx": "140214",
    "新荣-两山七河规划.xlsx": "140212",
    "浑源-两山七河规划.xlsx": "140225",
    "云冈-生态环境保护规划.xlsx": "140214",
    "云冈-十三五规划完成情况.xlsx": "140214",
}


SLIP = {"answers": "slip", "reason": "工作簿录错"}
"""What a corrected edition answers, where a test is about something else."""


def load(file_name: str, content: bytes | None = None) -> PlanEdition | None:
    """Import one of the real plans (or `content` in its place); reference data must be there."""
    content = content or (FIXTURES / "plans" / file_name).read_bytes()
    county = County.objects.get(code=PLANS[file_name])
    return apply_plan(preview_plan(content, file_name, county=county), by=None, basis=basis_of(SLIP))


def load_all() -> None:
    """Reference data, the six workbooks, and the verdicts they ask for."""
    load_reference(FIXTURES / "reference")
    for file_name in PLANS:
        load(file_name)
    run_queued()
