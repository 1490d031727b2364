"""The real workbooks into the ledger: counts, cells, editions, refusals, and the command's JSON."""

import io
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum

from accounts.models import Act
from counties.models import County, Plan, PlanEdition
from indicators.models import Observation, PlanIndicator
from jobs.models import Job
from plans.importing import apply_plan, preview_plan
from plans.previewing import PlanRefusedError
from plans.revising import basis_of
from projects.models import KeyProject, ProjectListing
from tests.real_plans import FIXTURES, PLANS, SLIP, load
from tests.workbooks.making import books

pytestmark = pytest.mark.django_db

HUNYUAN = "浑源-两山七河规划.xlsx"
COUNTS = {
    "140213-lsqh": (54, 6),
    "140214-lsqh": (52, 10),
    "140212-lsqh": (37, 27),
    "140214-hb": (25, 19),
    "140225-lsqh": (30, 17),
    "140214-135": (22 + 21, 0),
}


@pytest.fixture(scope="module", autouse=True)
def reference(once_per_module: None) -> None:
    call_command("load_reference", stdout=io.StringIO())


def edited(file_name: str, **cells: str | float | None) -> bytes:
    """The real workbook with some cells of its first sheet (规划指标体系) typed anew."""
    book = openpyxl.load_workbook(FIXTURES / "plans" / file_name)
    for address, value in cells.items():
        book.worksheets[0][address] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def digest() -> tuple[object, ...]:
    """Everything a plan import may touch, as values that can be compared."""
    return (
        list(PlanIndicator.objects.order_by("pk").values_list()),
        list(ProjectListing.objects.order_by("pk").values_list()),
        list(Observation.objects.order_by("pk").values_list()),
        PlanEdition.objects.count(),
        Plan.objects.count(),
        Job.objects.count(),
        Act.objects.count(),
    )


@pytest.mark.parametrize("file_name", PLANS)
def test_every_printed_row_arrives_with_its_cells(file_name: str) -> None:
    edition = load(file_name)
    assert edition is not None
    rows, projects = COUNTS[edition.plan.key]
    assert edition.plan.indicators.count() == rows
    assert edition.plan.projects.count() == projects
    sheets = openpyxl.load_workbook(FIXTURES / "plans" / file_name)
    for row in edition.plan.indicators.all():
        assert row.name_cell, row
        assert sheets[row.sheet][row.name_cell].value == row.printed_name
        assert row.target_cell, row


def test_texts_are_as_the_cells_display_them() -> None:
    load("平城-两山七河规划.xlsx")
    row = PlanIndicator.objects.get(seq="13")
    assert (row.baseline_text, row.baseline_year, row.target_year) == ("10.57", 2019, 2025)
    assert (row.target_text, row.target_inherited) == ("完成市局下达目标", True)
    assert (row.level1, row.level2, row.unit) == ("生态保护", "生态保护水平", "%")


def test_the_same_file_again_changes_nothing() -> None:
    load(HUNYUAN)
    before = digest()
    assert load(HUNYUAN) is None
    assert digest() == before


def test_another_width_of_bracket_is_the_same_row_with_a_changed_name() -> None:
    load(HUNYUAN)
    edition = load(HUNYUAN, edited(HUNYUAN, D36="公共交通出行比例(%)"))
    assert edition is not None
    edition.refresh_from_db()
    assert [change["fields"] for change in edition.changes] == [
        {"指标名称": ["公共交通出行比例（%）", "公共交通出行比例(%)"]}
    ]


def test_a_changed_target_is_previewed_and_applied() -> None:
    load(HUNYUAN)
    county = County.objects.get(code="140225")
    preview = preview_plan(edited(HUNYUAN, F28=0.75), HUNYUAN, county=county)
    assert preview.counts == {"new": 0, "changed": 1, "same": 46, "gone": 0}
    change = next(change for change in preview.changes if change.kind == "changed")
    assert change.fields == {"目标": ("0.78", "0.75")}
    edition = apply_plan(preview, by=None, basis=basis_of(SLIP))
    assert edition is not None
    assert edition.number == 2
    row = PlanIndicator.objects.get(plan=edition.plan, seq="22")
    assert (row.target_text, row.edition) == ("0.75", edition)


def test_a_row_that_is_gone_is_closed_and_comes_back_under_its_old_identity() -> None:
    load(HUNYUAN)
    county = County.objects.get(code="140225")
    row = PlanIndicator.objects.get(seq="30")
    without = openpyxl.load_workbook(FIXTURES / "plans" / HUNYUAN)
    without["规划指标体系"].delete_rows(36)
    out = io.BytesIO()
    without.save(out)
    preview = preview_plan(out.getvalue(), HUNYUAN, county=county)
    assert preview.counts["gone"] == 1
    apply_plan(preview, by=None, basis=basis_of(SLIP))
    assert PlanIndicator.objects.get(pk=row.pk).closed_in is not None
    load(HUNYUAN)
    back = PlanIndicator.objects.get(pk=row.pk)
    assert back.closed_in is None
    assert back.edition.number == 3


def test_what_cannot_be_understood_is_refused_whole_with_its_cell() -> None:
    before = digest()
    with pytest.raises(PlanRefusedError) as refusal:
        load(HUNYUAN, edited(HUNYUAN, F28="能源局", D10="从未听说的指标（%）"))
    cells = {problem.cell for problem in refusal.value.problems}
    assert cells >= {"F28", "D10"}
    assert digest() == before


def test_another_countys_workbook_is_refused() -> None:
    content = (FIXTURES / "plans" / HUNYUAN).read_bytes()
    preview = preview_plan(content, HUNYUAN, county=County.objects.get(code="140213"))
    assert preview.errors[0].message == "标题写的是“浑源县”，所选县区是“平城区”；请核对文件或改选浑源县。"


def test_a_preview_overtaken_by_another_import_is_refused() -> None:
    load(HUNYUAN)
    county = County.objects.get(code="140225")
    stale = preview_plan(edited(HUNYUAN, F28=0.75), HUNYUAN, county=county)
    load(HUNYUAN, edited(HUNYUAN, F28=0.76))
    with pytest.raises(PlanRefusedError, match="预览之后"):
        apply_plan(stale, by=None, basis=basis_of(SLIP))
    assert PlanIndicator.objects.get(seq="22").target_text == "0.76"


def test_projects_in_both_plans_of_yungang_are_one_project() -> None:
    load("云冈-两山七河规划.xlsx")
    load("云冈-生态环境保护规划.xlsx")
    assert ProjectListing.objects.count() == 29
    assert KeyProject.objects.count() == 22


def test_an_implausible_amount_is_kept_as_text_and_flagged() -> None:
    load("平城-两山七河规划.xlsx")
    listing = ProjectListing.objects.get(investment_text="603.51")
    assert listing.investment_yi is None
    assert listing.investment_problem
    certain = ProjectListing.objects.exclude(pk=listing.pk).filter(investment_yi__isnull=False)
    assert certain.aggregate(total=Sum("investment_yi"))["total"] == Decimal("126.76")


def test_the_printed_final_value_is_the_rows_own_observation() -> None:
    load("云冈-十三五规划完成情况.xlsx")
    seventh, fourteenth = (PlanIndicator.objects.get(seq=seq, is_repeat=False) for seq in ("7", "14"))
    assert seventh.indicator == fourteenth.indicator
    own = Observation.objects.filter(basis=Observation.SELF_STATED, year=2020)
    assert own.count() == 22
    assert own.get(plan_indicator=seventh).text == "90"
    assert own.get(plan_indicator=fourteenth).text == "100"


@pytest.mark.parametrize(("typed", "left"), [("", []), ("91", ["91"])])
def test_a_final_value_that_a_new_edition_no_longer_prints_is_not_in_force(
    typed: str, left: list[str]
) -> None:
    name = "云冈-十三五规划完成情况.xlsx"
    load(name)
    row = PlanIndicator.objects.get(seq="7", is_repeat=False)
    load(name, edited(name, **{row.final_cell: typed or None}))
    stated = Observation.objects.filter(basis=Observation.SELF_STATED, plan_indicator=row)
    assert list(stated.values_list("text", flat=True)) == left


def run(*arguments: str) -> list[dict[str, object]]:
    out = io.StringIO()
    call_command("import_plan", *arguments, "--json", stdout=out, stderr=io.StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_json_writes_one_line_per_row_and_a_dry_run_writes_nothing() -> None:
    before = digest()
    lines = run(str(FIXTURES / "plans" / HUNYUAN), "--county", "140225", "--dry-run")
    assert digest() == before
    assert [line["kind"] for line in lines].count("indicator") == 30
    water = next(line for line in lines if line.get("seq") == "22" and line["kind"] == "indicator")
    assert water == {
        "kind": "indicator",
        "sheet": "规划指标体系",
        "table": "表 3-1 规划指标体系初步考虑",
        "seq": "22",
        "level1": "生态保护",
        "level2": "生态保护水平",
        "name": "用水总量",
        "unit": "亿m³",
        "baseline": {"text": "0.648", "year": "2020", "cell": "E28", "inherited": False},
        "target": {"text": "0.78", "year": "2025", "cell": "F28", "inherited": False},
        "attribute": "约束性",
        "data_source": None,
        "indicator": "water-total",
        "direction": "cap",
    }


def test_the_command_names_a_missing_file_and_an_unknown_county(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="找不到文件"):
        run(str(tmp_path / "没有.xlsx"), "--county", "140225")
    with pytest.raises(CommandError, match="999999"):
        run(str(FIXTURES / "plans" / HUNYUAN), "--county", "999999")


def test_a_title_that_names_a_county_the_ledger_does_not_know_is_refused() -> None:
    title = "阳高县“十四五”“两山七河一流域”生态保护和生态文明建设、生态经济发展规划"
    county = County.objects.get(code="140225")
    preview = preview_plan(edited(HUNYUAN, A1=title), HUNYUAN, county=county)
    (refusal,) = [problem for problem in preview.errors if problem.cell == "A1"]
    assert refusal.message.startswith("标题写的是“阳高县”，所选县区是“浑源县”；系统中没有“阳高县”")


@pytest.mark.parametrize(
    "title",
    [
        "恒山自然保护区“十四五”规划",
        "全县“十四五”规划",
        "恒山景区（浑源县）“十四五”规划",
        "神溪湿地“十四五”规划",
    ],
)
def test_a_title_without_a_foreign_county_is_no_contradiction(title: str) -> None:
    county = County.objects.get(code="140225")
    assert not [
        p
        for p in preview_plan(edited(HUNYUAN, A1=title), HUNYUAN, county=county).errors
        if "标题" in p.message
    ]


def test_a_table_without_baselines_still_gives_every_key() -> None:
    file = "云冈-十三五规划完成情况.xlsx"
    lines = run(str(FIXTURES / "plans" / file), "--county", "140214", "--dry-run")
    baselines = [line["baseline"] for line in lines if line["kind"] == "indicator"]
    assert baselines == [{"text": None, "year": None, "cell": None, "inherited": False}] * 43


def test_a_file_that_is_no_workbook_is_a_problem_line_too(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"a,b")
    out = io.StringIO()
    with pytest.raises(CommandError, match="不是工作簿"):
        call_command("import_plan", tmp_path / "坏.xlsx", "--county", "140225", "--json", stdout=out)
    (line,) = map(json.loads, out.getvalue().splitlines())
    assert (line["kind"], line["sheet"], line["cell"], line["severity"]) == ("problem", None, None, "error")


@pytest.mark.parametrize(
    ("file", "county", "cell"),
    [("没有.xlsx", "140225", None), (HUNYUAN, "999999", None), (HUNYUAN, "140214", "A1")],
)
def test_every_error_of_the_command_is_a_problem_line(file: str, county: str, cell: str | None) -> None:
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command(
            "import_plan",
            FIXTURES / "plans" / file,
            "--county",
            county,
            "--json",
            stdout=out,
            stderr=io.StringIO(),
        )
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    errors = [line for line in lines if line["kind"] == "problem" and line["severity"] == "error"]
    assert cell in [line["cell"] for line in errors]
    assert set(errors[0]) == {"kind", "sheet", "cell", "severity", "message"}


def headed(*lines: str, seqs: Sequence[int] = (1,)) -> bytes:
    """A small plan under these lines; its rows are named by the real ones of 浑源."""
    names = {1: "森林覆盖率（%）", 2: "用水总量（亿m³）", 3: "湿地保护率（%）"}
    rows = [[line] for line in lines]
    head = ["序号", "指标", "2020年", "2025年"]
    return books({"指标": [*rows, head, *([seq, names[seq], 1, 2] for seq in seqs)]})


@pytest.mark.parametrize(
    "lines",
    [
        ("附件1",),
        ("附件", "表 1"),
        ("表1 规划指标",),
        ("附表1：主要指标表",),
        ("附件 2", "规划指标体系", "单位：%"),
        ("续表",),
    ],
)
def test_no_plan_is_founded_under_what_stands_above_tables_of_any_plan(lines: tuple[str, ...]) -> None:
    preview = preview_plan(headed(*lines), "x.xlsx", county=County.objects.get(code="140225"))
    (refusal,) = [problem for problem in preview.errors if "规划名称" in problem.message]
    assert f"“{lines[0]}”" in refusal.message
    assert Plan.objects.filter(title__in=lines).count() == 0


@pytest.mark.parametrize(
    "lines",
    [
        ("附件1", "浑源县“十四五”生态环境保护规划", "表 1"),
        ("附件1：浑源县“十四五”生态环境保护规划",),
        ("浑源县人民政府 2021年12月", "浑源县“十四五”生态环境保护规划"),
        ("表 1 浑源县“十四五”生态环境保护规划",),
    ],
)
def test_the_name_of_a_plan_is_found_among_the_lines_above_its_table(lines: tuple[str, ...]) -> None:
    preview = preview_plan(headed(*lines), "x.xlsx", county=County.objects.get(code="140225"))
    assert preview.errors == []
    assert preview.draft.identity.title == "浑源县“十四五”生态环境保护规划"


def test_a_file_closes_no_rows_of_a_plan_whose_title_it_does_not_carry() -> None:
    county = County.objects.get(code="140225")
    title = "浑源县“十四五”生态环境保护规划"
    founded = apply_plan(preview_plan(headed(title, "表 1", seqs=(1, 2)), "x.xlsx", county=county), by=None)
    assert founded is not None
    for heading in ("附件1", "浑源县“十四五”水安全保障规划"):
        other = preview_plan(headed(heading, "表 1", seqs=(3,)), "y.xlsx", county=county, plan=founded.plan)
        (refusal,) = other.errors
        assert f"不是“{title}”，却会删除该规划的 2 行" in refusal.message
    more = preview_plan(headed("附件1", "表 1", seqs=(1, 2, 3)), "y.xlsx", county=county, plan=founded.plan)
    assert (more.errors, more.counts["gone"]) == ([], 0)
    fewer = preview_plan(headed(f"附件1：{title}", "表 1", seqs=(1,)), "y.xlsx", county=county)
    assert (fewer.errors, fewer.counts["gone"], fewer.plan) == ([], 1, founded.plan)


def test_a_plan_that_was_once_called_by_its_heading_is_not_taken_for_the_next_file_of_that_heading() -> None:
    county = County.objects.get(code="140225")
    founded = apply_plan(preview_plan(headed("浑源县“十四五”规划", "表 1"), "x.xlsx", county=county), by=None)
    assert founded is not None
    Plan.objects.filter(pk=founded.plan_id).update(title="附件1")
    preview = preview_plan(headed("附件1", "表 1", seqs=(2,)), "y.xlsx", county=county)
    assert (preview.plan, preview.counts["gone"]) == (None, 0)
    assert "规划名称" in preview.errors[0].message
