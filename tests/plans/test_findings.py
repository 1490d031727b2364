"""The findings of the real plans, pinned; and how stored findings follow the rows under them."""

import io
from collections import defaultdict
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Act
from counties.findings import Rule
from counties.models import County, Department, Finding
from indicators.models import PlanIndicator
from jobs.models import Job
from jobs.running import run_queued
from judging.models import Attainment
from plans.actions import decide_finding
from plans.findings import doubts_of, refresh_findings
from projects.models import ProjectListing
from refusals import Stale
from tests import real_plans, reference, small_ledger

pytestmark = pytest.mark.django_db

EXPECTED = {
    # rule → where it is found: plan (or 县 for findings between plans) and how many there
    "target_conflict": {"140214-135": 1},
    "value_conflict": {"140214-135": 1},
    "claim_contradicted": {"140214-135": 1},
    "unit_family": {"140214-135": 4},
    "plans_differ": {"": 4},
    "beyond_area": {"140212-lsqh": 2, "140214-lsqh": 1},
    "unlike_neighbours": {"140213-lsqh": 1, "140225-lsqh": 1},
    "unit_kinds": {"140212-lsqh": 2, "140213-lsqh": 3, "140214-lsqh": 3, "140225-lsqh": 2},
    "unit_missing": {"140212-lsqh": 4, "140213-lsqh": 4},
    "baseline_kind": {"140212-lsqh": 3},
    "baseline_year": {"140213-lsqh": 1},
    "baseline_claim": {"140212-lsqh": 1, "140225-lsqh": 1},
    "past_result": {"140212-lsqh": 1, "140213-lsqh": 1, "140214-hb": 1, "140214-lsqh": 1, "140225-lsqh": 1},
    "target_backwards": {"140212-lsqh": 1, "140214-hb": 3},
    "cap_raised": {"140212-lsqh": 1, "140225-lsqh": 1},
    "slip": {"140212-lsqh": 3, "140213-lsqh": 3, "140214-hb": 2, "140214-lsqh": 4, "140225-lsqh": 3},
    "sequence_gap": {"140212-lsqh": 1},
    "stated_total": {"140212-lsqh": 1, "140214-hb": 3},
    "project_twice": {"140225-lsqh": 1},
    "project_namesakes": {"140225-lsqh": 2},
    "project_plans_differ": {"": 1},
    "amount_doubtful": {"140213-lsqh": 1},
    "amount_missing": {"140212-lsqh": 1, "140213-lsqh": 1, "140214-lsqh": 1},
    "amount_parts": {"140213-lsqh": 1},
    "amount_shared": {"140212-lsqh": 1, "140225-lsqh": 1},
    "finish_late": {"140212-lsqh": 1},
    "land_doubtful": {"140213-lsqh": 1, "140214-lsqh": 1},
}


YUNGANG, XINRONG, HUNYUAN = "云冈-两山七河规划.xlsx", "新荣-两山七河规划.xlsx", "浑源-两山七河规划.xlsx"
LAST_PERIOD = "云冈-十三五规划完成情况.xlsx"


def load(*file_names: str) -> County:
    """Reference data and some of the real plans, without verdicts."""
    reference.load()
    for file_name in file_names:
        real_plans.load(file_name)
    return County.objects.get(code="140214")


@pytest.fixture
def city_of_plans() -> County:
    return load(*real_plans.PLANS)


@pytest.fixture
def yungang() -> County:
    return load(YUNGANG)


@pytest.fixture
def last_period() -> County:
    county = load(LAST_PERIOD)
    run_queued()
    return county


def standing(rule: Rule) -> list[Finding]:
    return list(Finding.objects.standing().filter(rule=rule).order_by("county__code", "pk"))


def test_the_findings_of_the_real_plans(city_of_plans: County) -> None:
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for rule, key in Finding.objects.standing().values_list("rule", "plan__key"):
        found[rule][key or ""] += 1

    assert {rule: dict(places) for rule, places in found.items()} == EXPECTED


def test_the_gravest_findings_name_their_figures_and_cells(city_of_plans: County) -> None:
    (conflict,) = standing(Rule.TARGET_CONFLICT)
    assert [(cell["sheet"], cell["cell"], cell["text"]) for cell in conflict.cells] == [
        ("十三五完成情况", "D3", "<30"),
        ("分类指标完成情况", "B17", "35"),
    ]
    beyond = [finding.message for finding in standing(Rule.BEYOND_AREA)]
    assert [said in message for said, message in zip(("22", "364.7", "37.5"), beyond, strict=True)] == [
        True
    ] * 3
    (missing,) = standing(Rule.SEQUENCE_GAP)
    assert "12、24" in missing.message
    totals = {finding.subject: finding.message for finding in standing(Rule.STATED_TOTAL)}
    assert (
        "共计 26 项、约束性 11 项、预期性 15 项；表中为共计 25 项、约束性 12 项、预期性 13 项"
        in totals["指标项数"]
    )
    assert "表中为 27 项（缺序号 12、24），金额合计 148.97 亿元" in totals["重点项目"]
    assert "与文中总投资一致" in totals["重点项目"]


def test_every_finding_cites_a_text_that_its_cell_holds(city_of_plans: County) -> None:
    books = {name: openpyxl.load_workbook(real_plans.FIXTURES / "plans" / name) for name in real_plans.PLANS}
    for finding in Finding.objects.standing():
        assert finding.cells, finding
        for cell in finding.cells:
            sheet = books[cell["file"]][cell["sheet"]]
            printed = str(sheet[cell["cell"]].value)
            row = [str(one.value) for one in sheet[sheet[cell["cell"]].row] if one.value is not None]
            inherited = any(cell["cell"] in merged for merged in sheet.merged_cells.ranges)
            assert inherited or cell["text"] in ("", printed) or cell["text"] in row, (finding, cell)


def test_doubted_rows_wait_and_the_judge_says_why(last_period: County) -> None:
    (conflict,) = standing(Rule.TARGET_CONFLICT)
    main = conflict.plan_indicators.get(is_repeat=False)

    verdict = Attainment.objects.get(plan_indicator=main, year=2020)

    assert (verdict.status, verdict.reason) == ("unjudged", "target_conflict")


def test_looking_again_changes_nothing(yungang: County) -> None:
    before = list(Finding.objects.order_by("pk").values())

    assert refresh_findings(yungang, by=None) == set()

    assert list(Finding.objects.order_by("pk").values()) == before


def test_a_decision_releases_the_row_with_one_job_and_is_on_record(last_period: County) -> None:
    (conflict,) = standing(Rule.TARGET_CONFLICT)
    main = conflict.plan_indicators.get(is_repeat=False)
    reviewer, jobs = reference.reviewer(), Job.objects.count()

    decide(conflict, Finding.Decision.PRINTED, by=reviewer)
    run_queued()

    assert Attainment.objects.get(plan_indicator=main, year=2020).status == "missed"
    assert Job.objects.count() == jobs + 1
    act = Act.objects.get(kind="处理质疑")
    assert (act.by, act.county, act.detail["to"]) == (reviewer, conflict.county, "printed")
    # Changed again: the doubt comes back.
    decide(conflict, Finding.Decision.UPHELD, by=reviewer)
    run_queued()
    assert Attainment.objects.get(plan_indicator=main, year=2020).status == "unjudged"


def test_a_corrected_edition_closes_what_it_corrects_and_keeps_other_decisions(yungang: County) -> None:
    reviewer = reference.reviewer()
    (gone,) = [f for f in standing(Rule.BEYOND_AREA) if f.plan and f.plan.key == "140214-lsqh"]
    kept = next(f for f in standing(Rule.SLIP) if f.plan and f.plan.key == "140214-lsqh")
    decide(kept, Finding.Decision.DISMISSED, by=reviewer)

    real_plans.load(YUNGANG, corrected(YUNGANG, E22="0.375", D22="新增矿山恢复治理面积（km²）"))

    gone.refresh_from_db()
    kept.refresh_from_db()
    assert gone.gone_at is not None
    assert kept.decision == Finding.Decision.DISMISSED
    assert gone not in Finding.objects.doubting()


def test_a_changed_text_reopens_the_decision_and_says_so(yungang: County) -> None:
    (finding,) = [f for f in standing(Rule.BEYOND_AREA) if f.plan and f.plan.key == "140214-lsqh"]
    decide(finding, Finding.Decision.DISMISSED, by=reference.reviewer())

    real_plans.load(YUNGANG, corrected(YUNGANG, E22=3.75))

    finding.refresh_from_db()
    assert (finding.decision, finding.decision_reason, finding.decided_by) == ("open", "", None)
    assert Act.objects.filter(kind="质疑重新打开", detail__finding=finding.pk).count() == 1


def test_an_area_that_is_put_right_frees_the_row() -> None:
    county = load(XINRONG)
    County.objects.filter(code="140212").update(area_km2=400000)

    changed = refresh_findings(county, by=None)

    rows = PlanIndicator.objects.filter(plan__key="140212-lsqh", seq__in=["17", "29"])
    assert changed == set(rows.values_list("pk", flat=True))
    assert not doubts_of(county.parent or county).keys() & changed


def test_a_stale_page_decides_nothing(yungang: County) -> None:
    finding, reviewer = standing(Rule.SLIP)[0], reference.reviewer()

    with pytest.raises(Stale, match="已有变化"):
        decide_finding(
            finding=finding, decision=Finding.Decision.PRINTED, reason="理由", fingerprint="旧", by=reviewer
        )

    finding.refresh_from_db()
    assert finding.decision == Finding.Decision.OPEN
    assert not Act.objects.filter(kind="处理质疑").exists()


def test_the_same_decision_twice_is_one_act(yungang: County) -> None:
    finding, reviewer = standing(Rule.SLIP)[0], reference.reviewer()

    for _ in range(2):
        decide(finding, Finding.Decision.PRINTED, by=reviewer)

    assert Act.objects.filter(kind="处理质疑").count() == 1


def test_an_unknown_department_is_found_once_it_leaves_the_list(yungang: County) -> None:
    Department.objects.filter(code="energy").update(name="改名", aliases=[])

    refresh_findings(yungang, by=None)

    assert [finding.subject for finding in standing(Rule.UNKNOWN_DEPARTMENT)] == ["能源局"]


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    county = small_ledger.county()
    counted = []
    for number in (3, 300):
        plan = small_ledger.plan(county, key=f"plan-{number}")
        for place in range(number):
            measured = small_ledger.indicator(f"i-{number}-{place}")
            small_ledger.row(plan, measured, place + 1, printed_name="建筑用地", target_text="70")
        with CaptureQueriesContext(connection) as queries:
            refresh_findings(county, by=None)
        counted.append(len(queries))

    assert Finding.objects.standing().count() > 300
    assert counted[0] == counted[1]


def test_a_finding_is_linked_to_every_project_it_is_about() -> None:
    load(HUNYUAN)
    (twice,) = standing(Rule.PROJECT_TWICE)
    assert set(twice.project_listings.all()) == set(ProjectListing.objects.filter(name="国华风电与有限公司"))


def decide(finding: Finding, decision: Finding.Decision, *, by: Any) -> None:
    finding.refresh_from_db()
    decide_finding(
        finding=finding,
        decision=decision,
        reason="经与编制单位核对",
        fingerprint=finding.fingerprint,
        by=by,
    )


def corrected(file_name: str, **cells: str | float) -> bytes:
    book = openpyxl.load_workbook(real_plans.FIXTURES / "plans" / file_name)
    for address, value in cells.items():
        book["规划指标体系"][address] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
