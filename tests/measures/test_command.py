"""`import_measures` at the shell: its lines, its refusals, and what it writes."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from counties.models import County, Plan
from imports.models import ImportBatch
from imports.undoing import undo
from measures.models import Measure
from tests import reference
from tests.measures.loading import FIRST, HEADER, SECOND, listed
from tests.measures.real_lists import LISTS
from tests.workbooks.making import books

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _plans(once_per_module: None) -> None:
    reference.load()


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


def told(*arguments: Any) -> tuple[list[dict[str, Any]], str]:
    out, refused = io.StringIO(), ""
    try:
        call_command("import_measures", *arguments, "--json", stdout=out, stderr=io.StringIO())
    except CommandError as error:
        refused = str(error)
    return [json.loads(line) for line in out.getvalue().splitlines()], refused


def test_the_command_prints_one_line_per_row_in_the_agreed_shape() -> None:
    lines, refused = told(LISTS / "平城-任务分解.xlsx", "--county", "140213", "--dry-run")
    assert refused == ""
    rows = [line for line in lines if line["kind"] == "measure"]
    assert len(rows) == 55
    assert list(rows[7]) == [
        *("kind", "sheet", "row", "seq", "chapter", "section", "item", "point", "part", "name", "text"),
        *("target", "deadline", "departments"),
    ]
    assert rows[7]["row"] == 11
    assert rows[7]["target"] == {"text": "营造林草面积 5 万亩", "cell": "F11"}
    assert rows[7]["deadline"] == {"text": "到 2025 年", "date": "2025"}
    assert rows[7]["departments"] == ["自然资源局"]


def test_a_dry_run_without_a_plan_prints_the_lines_and_asks_for_it(tmp_path: Path) -> None:
    file = tmp_path / "任务.xlsx"
    workbook = load_workbook(LISTS / "云冈-任务分解.xlsx")
    workbook.worksheets[0]["A1"] = "重点任务分解表"
    workbook.save(file)
    lines, refused = told(file, "--county", "140214", "--dry-run")
    assert sum(line["kind"] == "measure" for line in lines) == 76
    (problem,) = [line for line in lines if line.get("severity") == "error"]
    assert "“两山七河规划”" in problem["message"]
    assert "--plan 可填：" in refused
    assert "140214-hb（环保规划）" in refused
    assert "140214-lsqh（两山七河规划）" in refused
    for real in ("云冈-任务分解.xlsx", "云冈环保-任务分解.xlsx"):
        assert told(LISTS / real, "--county", "140214", "--dry-run")[1] == ""


def test_the_command_writes_once_and_can_be_taken_back(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "任务.xlsx"
    file.write_bytes(listed(FIRST, SECOND))
    out = io.StringIO()
    for _ in range(2):
        call_command("import_measures", file, "--county", "140213", "--plan", plan.key, stdout=out)
    assert "已入账：平城 试验 任务清单第1版" in out.getvalue()
    assert "完全相同" in out.getvalue()
    assert Measure.objects.filter(plan=plan).count() == 2
    batch = ImportBatch.objects.filter(kind=ImportBatch.Kind.MEASURES).latest("pk")
    undo(batch.pk, by=None, reason="试验")
    assert not Measure.objects.filter(plan=plan).exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("无.xlsx", "--county", "140213"), "找不到文件"),
        (("无.xlsx", "--county", "000000"), "没有行政区划代码"),
        (("无.xlsx", "--county", "140213", "--plan", "没有"), "已有：140213-lsqh"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_a_line(arguments: tuple[str, ...], words: str) -> None:
    lines, refused = told(*arguments)
    assert words in refused
    assert lines == [
        {"kind": "problem", "sheet": None, "cell": None, "severity": "error", "message": refused}
    ]


def test_a_file_with_errors_is_refused_and_nothing_of_it_enters(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "任务.xlsx"
    file.write_bytes(books({"表": [HEADER, FIRST, [2, "二、水", None, None, "3 个", None, None]]}))
    lines, refused = told(file, "--county", "140213", "--plan", plan.key)
    assert "没有任务名称" in refused
    assert any(line["kind"] == "problem" and line["cell"] == "C3" for line in lines)
    assert not Measure.objects.filter(plan=plan).exists()
