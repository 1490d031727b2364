"""What a first start puts into an empty database; every step does nothing where its work is done."""

import csv
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from counties.models import County, Plan, PlanEdition
from custody.scope import CITY, within
from imports.importers import Source
from imports.models import ImportBatch
from indicators.actions.observations import apply_observations, preview_observations
from jobs.running import run_queued
from measures.importing import MEASURES, apply_at_once, preview_of
from measures.models import MeasureEdition
from planning.demo.accounts import create_demo_accounts, keep_passwords
from planning.demo.figures import load_demo
from planning.demo.projects import load_demo_projects, open_demo_project_round
from planning.demo.rounds import open_demo_rounds
from planning.reference import load_reference
from plans import uploading
from plans.importing import preview_plan

Say = Callable[[str], None]

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
OBSERVATIONS = FIXTURES / "observations" / "监测数据-2015至2020.xlsx"


def bootstrap(*, demo: bool, say: Say) -> None:
    """Reference data, plans, observations, accounts, on request invented figures; then the verdicts.

    Every step is a transaction of its own that sees the whole city: a stopped start goes on where it stopped.
    """
    with within(CITY):
        loaded = load_reference(FIXTURES / "reference")
    say(f"基础数据：新增 {loaded.created} 行")
    load_plans(say)
    _tasks(say)
    _observations(say)
    _accounts(say)
    if demo:
        with within(CITY):
            added = load_demo()
        say(f"演示数据：新增 {added} 条（虚构，页面上均有标注）")
        with within(CITY):
            say(f"演示项目进度：新增 {load_demo_projects()} 条（虚构，页面上均有标注）")
            opened = open_demo_rounds() + open_demo_project_round()
        say(f"演示填报任务：发起 {opened} 个")
    say(f"达成评价：完成 {run_queued()} 个计算任务")


@within(CITY)
def load_plans(say: Say) -> None:
    with (FIXTURES / "reference" / "plans.csv").open(encoding="utf-8-sig", newline="") as file:
        wanted = list(csv.DictReader(file))
    for row in wanted:
        content = (FIXTURES / "plans" / row["file"]).read_bytes()
        # A plan with any edition is people's business from then on: a later start never puts an old file back, nor one
        # whose import was undone.
        if PlanEdition.objects.filter(plan__key=row["key"]).exists() or _was_brought(content):
            continue
        county, plan = County.objects.get(code=row["county"]), Plan.objects.get(key=row["key"])
        preview = preview_plan(content, row["file"], county=county, plan=plan)
        uploading.apply_at_once(preview, by=None)
        say(f"规划：{plan} 指标 {len(preview.draft.indicators)} 行，项目 {len(preview.draft.projects)} 个")


@within(CITY)
def _tasks(say: Say) -> None:
    """The task lists of the plans; like a plan's, they are people's business once they are there."""
    with (FIXTURES / "reference" / "task_lists.csv").open(encoding="utf-8-sig", newline="") as file:
        wanted = list(csv.DictReader(file))
    for row in wanted:
        content = (FIXTURES / "measures" / row["file"]).read_bytes()
        if MeasureEdition.objects.filter(plan__key=row["plan"]).exists() or _was_brought(content):
            continue
        plan = Plan.objects.get(key=row["plan"])
        source = Source(content, row["file"], options={"county": plan.county_id, "plan": plan.pk})
        preview = preview_of(MEASURES.read(source), source)
        apply_at_once(preview, by=None)
        say(f"任务：{plan} {len(preview.draft.rows)} 行")


CHECKED = "首次启动载入的历史监测数据，已与所附原表逐项核对"


@within(CITY)
def _observations(say: Say) -> None:
    content = OBSERVATIONS.read_bytes()
    if _was_brought(content):
        return
    batch = preview_observations(content=content, file_name=OBSERVATIONS.name, by=None)
    apply_observations(batch.pk, by=None, only_clean=True, accept=CHECKED)
    batch.refresh_from_db()
    say(f"监测数据：{batch.report['summary']}")


def _was_brought(content: bytes) -> bool:
    return ImportBatch.objects.filter(sha256=hashlib.sha256(content).hexdigest()).exists()


def _accounts(say: Say) -> None:
    with within(CITY):
        created = create_demo_accounts()
    if not created:
        return
    path = Path(os.environ.get("PLANNING_ACCOUNTS_FILE", settings.STATE_DIR / "accounts.txt"))
    keep_passwords(path, created)
    say("试用账号（密码只显示这一次，另存于 accounts.txt）：")
    for description, username, password in created:
        say(f"  {description}  {username}  {password}")
