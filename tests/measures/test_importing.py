"""Task lists into the ledger: the five real ones, editions that keep the task, undo, and the command."""

from typing import Any

import pytest
from django.db.models import QuerySet

from accounts.models import User
from counties.findings import Rule
from counties.models import County, Department, Finding, Plan
from imports import flow
from imports.models import ImportBatch
from imports.outcomes import Outcome
from imports.undoing import look_back, undo
from measures.importing import MEASURES, map_departments
from measures.models import Assignment, Measure, MeasureEdition
from measures.naming import named_plans
from refusals import Refused
from tests import real_plans, reference
from tests.measures.loading import FIRST, PLANS, SECOND, applied, listed, load, preview, uploaded
from tests.measures.real_lists import FILES, expected_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _plans(once_per_module: None) -> None:
    reference.load()
    real_plans.load("平城-两山七河规划.xlsx")
    for file in PLANS:
        load(file)


@pytest.fixture
def plan() -> Plan:
    """A plan of a county without tasks."""
    county = County.objects.get(code="140213")
    return Plan.objects.create(
        key="140213-x",
        county=county,
        title="大同市平城区试验规划",
        short_title="试验",
        period_start=2021,
        period_end=2025,
        base_year=2020,
    )


@pytest.fixture
def by() -> User:
    return reference.administrator()


@pytest.mark.parametrize("file", FILES)
def test_every_row_of_a_real_list_stands_with_its_texts(file: str) -> None:
    rows = Measure.objects.filter(plan__key=PLANS[file]).order_by("place")
    got = [(row.seq, row.part, row.name, row.text, row.target_text, row.department_texts) for row in rows]
    assert got == [
        (
            str(row["seq"]),
            row["part"],
            row["name"],
            row["text"] or "",
            row["target_text"] or "",
            row["departments"],
        )
        for row in expected_of(file)
    ]


def test_departments_are_known_by_their_exact_names_or_stay_as_printed() -> None:
    row = Measure.objects.get(plan__key="140213-lsqh", seq="1")
    assert row.department_codes == ["natural-resources", "water"]
    assert row.lead_texts == []
    unknown = Measure.objects.get(plan__key="140214-lsqh", seq="3")
    assert unknown.department_texts == ["生态环境局", "水务局", "住房和城乡建设局"]
    assert unknown.department_codes == ["ecology-environment", "water", "housing-urban-rural"]


def tasks_of(finding: Finding) -> QuerySet[Measure]:
    return Measure.objects.filter(findings=finding)


def test_what_is_said_twice_is_found_and_names_every_place() -> None:
    found = Finding.objects.standing().filter(rule=Rule.TASK_TWICE)
    told = {finding.message for finding in found}
    for words in ("8 万亩", "40 万亩", "10 万亩", "25 个", "20.26%", "1 万亩"):
        assert any(words in one for one in told), words
    assert any("强化空间用途管制" in one and "任务内容相同" in one for one in told)
    collapse = next(one for one in found if "目标相同" in one.message)
    assert sorted(tasks_of(collapse).values_list("seq", flat=True)) == ["2", "46"]
    wood = next(one for one in found if "列示 3 次" in one.message and one.county.code == "140214")
    assert sorted(tasks_of(wood).values_list("plan__key", "seq")) == [
        ("140214-hb", "2"),
        ("140214-hb", "28"),
        ("140214-lsqh", "6"),
    ]


def test_every_department_that_the_real_lists_print_is_known() -> None:
    found = [
        (row.department_texts, row.department_codes) for row in Measure.objects.exclude(department_texts=[])
    ]
    assert len(found) == 61
    assert all(len(names) == len(codes) for names, codes in found)
    assert (
        not Finding.objects.standing().filter(rule=Rule.UNKNOWN_DEPARTMENT, measures__isnull=False).exists()
    )


def test_a_department_that_nobody_knows_is_a_finding_until_it_is_known(plan: Plan) -> None:
    applied(listed([*FIRST[:6], "建设站"], [*SECOND[:6], "建设站、水务局"]), plan)
    finding = Finding.objects.standing().get(rule=Rule.UNKNOWN_DEPARTMENT, plan=plan)
    assert "“建设站”不在部门名录" in finding.message
    assert tasks_of(finding).count() == 2
    applied(listed(FIRST, SECOND), plan)
    finding.refresh_from_db()
    assert finding.gone_at is not None


def test_two_targets_of_one_thing_and_unread_deadlines_are_found() -> None:
    standing = Finding.objects.standing()
    numbers = " ".join(standing.filter(rule=Rule.TASK_NUMBERS).values_list("message", flat=True))
    assert "粪污综合利用率达80%" in numbers
    assert "规模化养殖场粪污处理设施装备配套率达到100%" in numbers
    assert "年均浓度" not in numbers
    deadlines = standing.filter(rule=Rule.TASK_DEADLINE)
    assert deadlines.count() == 4
    assert any("用两到三年时间" in one.message for one in deadlines)


def test_a_number_against_the_table_of_indicators_is_named() -> None:
    plan = Plan.objects.get(key="140213-lsqh")
    row = [
        1,
        "一、林",
        "绿化",
        "到2025年大宗工业固废综合利用率达到90%。",
        "大宗工业固废综合利用率达到90%",
        "2025年",
        None,
    ]
    (hint,) = preview(listed(row), plan).rows[0].hints
    assert "与指标表" in hint
    assert "目标“100”不一致" in hint


def test_the_same_file_again_changes_nothing() -> None:
    before = list(Measure.objects.order_by("pk").values())
    assert load("浑源-任务分解.xlsx") is None
    assert list(Measure.objects.order_by("pk").values()) == before


def test_a_new_edition_keeps_the_task_whatever_its_number_place_and_target(plan: Plan, by: User) -> None:
    applied(listed(FIRST, SECOND), plan)
    kept = Measure.objects.get(plan=plan, name="清洁取暖")
    Assignment.objects.create(measure=kept, department=Department.objects.get(code="energy"), by=by)
    moved = [3, *FIRST[1:4], "清洁取暖覆盖率达到85%", *FIRST[5:]]
    fresh = [1, "一、大气", "扬尘", "治理扬尘。", None, None, None]
    edition = applied(listed(fresh, moved), plan)
    assert edition is not None
    assert edition.number == 2
    again = Measure.objects.standing().get(plan=plan, name="清洁取暖")
    assert (again.pk, again.seq, again.target_text) == (kept.pk, "3", "清洁取暖覆盖率达到85%")
    assert again.assignment.department.code == "energy"
    gone = Measure.objects.get(plan=plan, name="黑臭水体")
    assert gone.closed_in == edition
    assert [row.name for row in Measure.objects.standing().filter(plan=plan)] == ["扬尘", "清洁取暖"]


def test_milestones_stay_apart_over_an_edition(plan: Plan) -> None:
    rows: list[list[Any]] = [
        [1, "一、建筑", "绿色建筑", "推广绿色建筑。", "达到60%", "2022年", None],
        [None, None, None, None, "达到90%", "2025年", None],
    ]
    applied(listed(*rows), plan)
    before = {row.part: row.pk for row in Measure.objects.filter(plan=plan)}
    assert set(before) == {1, 2}
    found = preview(listed(rows[0], [*rows[1][:4], "达到92%", "2025年", None]), plan)
    assert [one.change.kind for one in found.rows] == [Outcome.SAME, Outcome.CHANGED]
    assert [one.stored.pk if one.stored else None for one in found.rows] == [before[1], before[2]]


def test_a_department_is_mapped_once_and_known_in_the_next_edition(plan: Plan, by: User) -> None:
    row = [*FIRST[:6], "建设站"]
    batch = uploaded(listed(row), plan, by)
    assert batch.report["unknown"] == ["建设站"]
    chosen = map_departments(batch.pk, {"建设站": "housing-construction"}, by=by)
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.DISCARDED
    assert chosen.report["unknown"] == []
    flow.confirm(MEASURES, chosen.pk, by=by)
    assert Measure.objects.get(plan=plan).department_codes == ["housing-construction"]
    assert preview(listed(row, SECOND), plan).unknown == ()


def test_a_list_is_taken_back_as_a_whole(plan: Plan, by: User) -> None:
    applied(listed(FIRST, SECOND), plan)
    before = list(Measure.objects.filter(plan=plan).order_by("pk").values())
    batch = uploaded(listed([*FIRST[:4], "达到90%", *FIRST[5:]]), plan, by)
    flow.confirm(MEASURES, batch.pk, by=by)
    assert Measure.objects.standing().filter(plan=plan).count() == 1
    undo(batch.pk, by=by, reason="传错了文件")
    assert list(Measure.objects.filter(plan=plan).order_by("pk").values()) == before
    assert MeasureEdition.objects.filter(plan=plan).count() == 1


def test_a_list_on_which_something_stands_is_not_taken_back(plan: Plan, by: User) -> None:
    batch = uploaded(listed(FIRST), plan, by)
    flow.confirm(MEASURES, batch.pk, by=by)
    task = Measure.objects.get(plan=plan)
    Assignment.objects.create(measure=task, department=Department.objects.get(code="energy"), by=by)
    assert "任务交办 1 条" in look_back(ImportBatch.objects.get(pk=batch.pk)).refused
    with pytest.raises(Refused):
        undo(batch.pk, by=by, reason="传错了文件")


def test_a_task_that_somebody_has_changed_since_the_preview_stops_the_confirmation(
    plan: Plan, by: User
) -> None:
    batch = uploaded(listed(FIRST), plan, by)
    applied(listed(SECOND), plan)
    with pytest.raises(Refused):
        flow.confirm(MEASURES, batch.pk, by=by)
    assert [row.name for row in Measure.objects.filter(plan=plan)] == ["黑臭水体"]


# --- whose list it is


def test_the_plan_is_known_by_its_title_or_by_the_line_that_says_on_what_it_rests(plan: Plan) -> None:
    county = plan.county
    named = listed(FIRST, lines=("任务分解表", "依据：大同市平城区试验规划（2022年）"))
    assert preview(named, None, county).plan == plan
    assert preview(listed(FIRST, lines=("平城区试验规划任务分解表",)), None, county).plan == plan
    asked = preview(listed(FIRST), None, county)
    assert asked.plan is None
    assert "“两山七河规划”、“试验”" in asked.errors[0].message
    assert "140213" not in asked.errors[0].message


@pytest.mark.parametrize(
    ("code", "title", "key"),
    [
        ("140212", "新荣区“十四五”“两山七河一流域”规划工作任务分解表", "140212-lsqh"),
        ("140214", "云冈区“两山七河一流域”规划重点任务分解表", "140214-lsqh"),
        ("140214", "云冈区“十四五”生态环境保护规划重点任务清单", "140214-hb"),
        ("140225", "浑源县“两山七河一流域”规划任务分解表", "140225-lsqh"),
        ("140214", "云冈区生态环境保护任务清单", "140214-hb"),
    ],
)
def test_a_list_s_title_shortens_the_title_of_one_plan(code: str, title: str, key: str) -> None:
    assert [one.key for one in named_plans([title], County.objects.get(code=code))] == [key]


@pytest.mark.parametrize(
    "title",
    [
        "云冈区规划重点任务清单",
        "云冈区生态任务清单",
        "云冈区生态保护任务清单",
        "云冈区“十三五”生态环境保护规划重点任务清单",
        "云冈区“十四五”大气污染防治规划重点任务清单",
        "云冈区“十四五”“两山七河一流域”规划",
        "新荣区“十四五”生态环境保护规划重点任务清单",
    ],
)
def test_words_that_stand_in_no_plan_of_the_period_or_in_several_name_none(title: str) -> None:
    """Too short, of several, of another period, of no plan, no list, of another county."""
    assert named_plans([title], County.objects.get(code="140214")) == []


def test_a_list_of_another_plan_or_county_is_refused(plan: Plan) -> None:
    other = Plan.objects.get(key="140213-lsqh")
    named = listed(FIRST, lines=(f"依据：{other.title}",))
    assert "文件写明的规划是" in preview(named, plan).errors[0].message
    foreign = Plan.objects.get(key="140225-lsqh")
    assert "浑源县" in preview(listed(FIRST, lines=(foreign.title,)), plan).errors[0].message


@pytest.mark.parametrize(
    "line",
    [
        "新荣区“十四五”“两山七河一流域”规划工作任务分解表",
        "大同市新荣区重点任务清单",
        "附件：新荣区任务分解表",
    ],
)
def test_a_list_that_names_another_county_is_refused_whatever_plan_is_chosen(plan: Plan, line: str) -> None:
    content = listed(FIRST, lines=(line,))
    for chosen in (plan, None):
        (told, *_) = preview(content, chosen, plan.county).errors
        assert f"文件写明的是新荣区（{line}），所选县区是平城区" in told.message


@pytest.mark.parametrize(
    "lines",
    [
        ("大同市平城区任务分解表",),
        ("平城区试验规划任务分解表", "与新荣区交界的河段由两区共同负责"),
        ("平城区、新荣区任务分解表",),
        ("建成城区绿化任务分解表",),
    ],
)
def test_a_list_that_names_its_own_county_or_none_is_read(plan: Plan, lines: tuple[str, ...]) -> None:
    County.objects.create(code="140202", name="城区", short_name="城区", parent=plan.county.parent)
    assert preview(listed(FIRST, lines=lines), plan).errors == []


def test_a_list_of_which_nothing_stood_before_says_so(plan: Plan) -> None:
    applied(listed(*([number, "一、水", f"旧事{number}", f"旧{number}。"] for number in range(1, 7))), plan)
    found = preview(listed(FIRST, SECOND), plan)
    assert any("现行的 6 项任务，本文件一项也没有" in one.message for one in found.problems)
    assert not any(
        "一项也没有" in one.message for one in preview(listed([1, "一、水", "旧事1", "旧1。"]), plan).problems
    )
