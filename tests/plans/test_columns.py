"""What columns mean where their header does not say: chosen on the preview, remembered, recomputed, and by the command."""

import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from counties.models import County, Plan
from custody.tracing import traced
from imports.importers import Source
from imports.models import ImportBatch
from imports.undoing import look_back, undo
from indicators.actions.targets import Document, set_annual_target, withdraw
from indicators.models import AnnualTarget, PlanIndicator
from plans.models import HeaderChoice
from plans.reading import PlanDraft
from plans.uploading import PlanImporter, choose_columns, confirm_plan, upload_plan
from refusals import Refused
from tests import reference
from tests.proving import signed_in
from tests.real_plans import SLIP
from tests.seeing import as_seen
from tests.workbooks.making import books

pytestmark = pytest.mark.django_db
State = ImportBatch.State
TITLE = "浑源县生态环境保护规划"
FOREST, WATER, WETLAND = "森林覆盖率（%）", "用水总量（亿m³）", "湿地保护率（%）"
DOCUMENT = {
    "by-authority": "浑源县人民政府",
    "by-number": "浑政发〔2021〕9号",
    "by-issued_on": "2021-12-01",
}


@pytest.fixture(scope="module", autouse=True)
def _reference(once_per_module: None) -> None:
    reference.load()


@pytest.fixture
def by() -> User:
    return reference.administrator()


def workbook(*heads: str, title: str = TITLE, rows: int = 2, first: float = 14) -> bytes:
    values: list[list[float]] = [[13.66, first, 16.42, 18], [0.64, 0.7, 0.78, 0.8], [50, 52, 55, 60]]
    names = [FOREST, WATER, WETLAND]
    printed: list[list[Any]] = [
        [number + 1, names[number], *values[number][: len(heads)]] for number in range(rows)
    ]
    return books({"指标": [[title], ["表 1 指标"], ["序号", "指标", *heads], *printed]})


def uploaded(content: bytes, by: User) -> ImportBatch:
    county = County.objects.get(code="140225")
    return upload_plan(content=content, file_name="规划.xlsx", county=county, plan=None, by=by)


def choose(client: Client, batch: ImportBatch, *uses: str, **more: str) -> ImportBatch:
    """Choose on the preview; the batch that it leads to."""
    fields = {f"use-0-{number}": use for number, use in enumerate(uses)}
    fields |= {f"year-0-{number}": "" for number in range(len(uses))}
    answer = client.post(reverse("import-plan-columns", args=[batch.pk]), fields | more)
    return ImportBatch.objects.get(pk=int(answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1]))


@pytest.fixture
def admin(client: Client, by: User) -> Client:
    client.force_login(by)
    return client


def test_two_candidates_are_chosen_on_the_preview_which_is_made_anew(admin: Client, by: User) -> None:
    batch = uploaded(workbook("2020年", "2025年", "2035年"), by)
    assert batch.state == State.REFUSED
    page = as_seen(admin.get(reverse("import-plan-preview", args=[batch.pk])))
    assert "表头有几种读法，请选择" in page
    assert "D3“2025年”、E3“2035年”" in page
    chosen = choose(admin, batch, "baseline", "target", "kept")
    assert (chosen.state, chosen.report["indicators"], chosen.report["counts"]["new"]) == (
        State.PREVIEWED,
        2,
        2,
    )
    assert "本预览按所选的列读取" in as_seen(admin.get(reverse("import-plan-preview", args=[chosen.pk])))
    edition = confirm_plan(batch_id=chosen.pk, by=by, basis=SLIP)
    row = PlanIndicator.objects.get(plan=edition.plan, seq="1")
    assert (row.baseline_text, row.baseline_year, row.target_text, row.target_year) == (
        "13.66",
        2020,
        "14",
        2025,
    )
    assert row.extra == {"2035年": "16.42"}


def test_a_choice_reads_the_workbook_once(admin: Client, by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = uploaded(workbook("2020年", "2025年", "2035年"), by)
    read: list[str] = []

    def counted(self: PlanImporter, source: Source) -> PlanDraft:
        read.append(source.file_name)
        return once(self, source)

    once = PlanImporter.read
    monkeypatch.setattr(PlanImporter, "read", counted)
    chosen = choose(admin, batch, "baseline", "target", "kept")
    assert (chosen.state, HeaderChoice.objects.count(), read) == (State.PREVIEWED, 1, ["规划.xlsx"])


def test_the_same_header_is_proposed_next_time_with_who_chose_it(admin: Client, by: User) -> None:
    choose(admin, uploaded(workbook("2020年", "2025年", "2035年"), by), "baseline", "target", "kept")
    assert HeaderChoice.objects.count() == 1
    assert Act.objects.filter(kind="选择列的含义").count() == 1
    other = uploaded(workbook("2020年", "2025年", "2035年", title="浑源县水安全保障规划"), by)
    assert (other.state, other.report["counts"]["new"]) == (State.PREVIEWED, 2)
    page = as_seen(admin.get(reverse("import-plan-preview", args=[other.pk])))
    assert f"同样的表头上次已选择过（{by}，" in page
    again = choose(admin, other, "baseline", "kept", "target")
    other.refresh_from_db()
    assert (other.state, again.state) == (State.DISCARDED, State.PREVIEWED)
    assert again.report["milestones"] == []
    kept = HeaderChoice.objects.get()
    assert [one["use"] for one in kept.columns] == ["baseline", "kept", "target"]


def test_another_header_is_not_proposed_anything(admin: Client, by: User) -> None:
    choose(admin, uploaded(workbook("2020年", "2025年", "2035年"), by), "baseline", "target", "kept")
    assert uploaded(workbook("2020年", "2025年", "2030年"), by).state == State.REFUSED


def test_years_on_the_way_become_annual_targets_by_choice_and_document(admin: Client, by: User) -> None:
    batch = uploaded(workbook("2020年", "2023年", "2025年"), by)
    assert batch.state == State.PREVIEWED
    chosen = choose(admin, batch, "baseline", "milestone:total", "target", **DOCUMENT)
    assert [(one["name"], one["year"], one["text"]) for one in chosen.report["milestones"]] == [
        ("1 森林覆盖率", 2023, "14"),
        ("2 用水总量", 2023, "0.7"),
    ]
    assert "将设年度目标（2）" in as_seen(admin.get(reverse("import-plan-preview", args=[chosen.pk])))
    edition = confirm_plan(batch_id=chosen.pk, by=by, basis=SLIP)
    targets = AnnualTarget.objects.in_force().filter(plan_indicator__plan=edition.plan)
    assert {(t.plan_indicator.seq, t.year, t.text, t.document_number) for t in targets} == {
        ("1", 2023, "14", "浑政发〔2021〕9号"),
        ("2", 2023, "0.7", "浑政发〔2021〕9号"),
    }


def test_without_a_document_no_column_becomes_an_annual_target(admin: Client, by: User) -> None:
    batch = uploaded(workbook("2020年", "2023年", "2025年"), by)
    page = reverse("import-plan-columns", args=[batch.pk])
    fields = {"use-0-0": "baseline", "use-0-1": "milestone:total", "use-0-2": "target", "by-number": "x号"}
    said = as_seen(admin.post(page, fields, follow=True))
    assert "选作年度目标的列须填写下达单位、发文日期" in said
    assert 'value="milestone:total" selected' in said
    assert 'value="x号"' in said


def test_an_annual_target_of_another_document_is_not_replaced(admin: Client, by: User) -> None:
    edition = confirm_plan(
        batch_id=uploaded(workbook("2020年", "2023年", "2025年"), by).pk, by=by, basis=SLIP
    )
    forest = PlanIndicator.objects.get(plan=edition.plan, seq="1")
    superior = Document("大同市生态环境局", "同环发〔2022〕1号", date(2022, 6, 1))
    set_annual_target(forest, year=2023, text="15", document=superior, by=None)
    batch = uploaded(workbook("2020年", "2023年", "2025年", rows=3), by)
    chosen = choose(admin, batch, "baseline", "milestone:total", "target", **DOCUMENT)
    assert [one["name"] for one in chosen.report["milestones"]] == ["2 用水总量", "3 湿地保护率"]
    (doubt,) = [p for p in chosen.report["problems"] if p["severity"] == "warning"]
    assert "已由另一文件下达" in doubt["message"]
    confirm_plan(batch_id=chosen.pk, by=by, basis=SLIP)
    assert AnnualTarget.objects.in_force().get(plan_indicator=forest).text == "15"


def test_the_file_in_force_may_be_brought_in_again_with_other_columns(admin: Client, by: User) -> None:
    content = workbook("2020年", "2023年", "2025年")
    confirm_plan(batch_id=uploaded(content, by).pk, by=by, basis=SLIP)
    same = uploaded(content, by)
    assert same.report["same_file"]
    chosen = choose(admin, same, "baseline", "milestone:total", "target", **DOCUMENT)
    assert (chosen.state, chosen.report["same_file"], len(chosen.report["milestones"])) == (
        State.PREVIEWED,
        False,
        2,
    )


@pytest.mark.parametrize(
    ("uses", "words"),
    [
        (("baseline", "target", "target"), "有 2 列都选作目标"),
        (("baseline", "baseline", "target"), "有 2 列都选作基准值"),
        (("baseline", "superior", "kept"), "没有选定哪一列是目标"),
        (("target", "baseline", "kept"), "晚于目标年"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused_and_not_remembered(
    admin: Client, by: User, uses: tuple[str, ...], words: str
) -> None:
    chosen = choose(admin, uploaded(workbook("2020年", "2025年", "2035年"), by), *uses)
    assert chosen.state == State.REFUSED
    assert any(words in problem["message"] for problem in chosen.report["problems"])
    assert HeaderChoice.objects.count() == 0


def test_a_table_of_which_no_column_is_used_is_no_indicator_table(admin: Client, by: User) -> None:
    rows: list[list[Any]] = [["序号", "指标", "2016年", "2017年", "2018年"], [1, FOREST, 1, 2, 3]]
    content = books(
        {
            "指标": [
                ["浑源县“十四五”规划"],
                ["表 1"],
                ["序号", "指标", "2020年", "2025年"],
                [1, FOREST, 13.66, 16.42],
            ],
            "监测": [["表 2 历年"], *rows],
        }
    )
    batch = uploaded(content, by)
    assert batch.state == State.REFUSED
    chosen = choose(admin, batch, "kept", "kept", "kept")
    assert (chosen.state, chosen.report["indicators"]) == (State.PREVIEWED, 1)


def test_a_superiors_column_stays_beside_under_its_own_header(by: User) -> None:
    edition = confirm_plan(
        batch_id=uploaded(workbook("2020年", "大同市2025年", "浑源县2025年"), by).pk, by=by, basis=SLIP
    )
    row = PlanIndicator.objects.get(plan=edition.plan, seq="1")
    assert (row.baseline_text, row.target_text, row.extra) == ("13.66", "16.42", {"大同市2025年": "14"})


def run(content: bytes, tmp_path: Any, *arguments: str) -> list[dict[str, Any]]:
    file = tmp_path / "规划.xlsx"
    file.write_bytes(content)
    out = io.StringIO()
    try:
        call_command(
            "import_plan",
            str(file),
            "--county",
            "140225",
            "--json",
            *arguments,
            stdout=out,
            stderr=io.StringIO(),
        )
    except CommandError as refused:
        out.write(json.dumps({"kind": "refused", "message": str(refused)}) + "\n")
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_command_refuses_what_it_is_not_told_and_reads_what_it_is(tmp_path: Any, by: User) -> None:
    content = workbook("2020年", "2025年", "2035年")
    (problem, *_) = [line for line in run(content, tmp_path) if line["kind"] == "problem"]
    assert (problem["cell"], problem["severity"]) == ("E3", "error")
    lines = run(content, tmp_path, "--columns", "2020年=基准值;2025年=目标")
    row = next(line for line in lines if line["kind"] == "indicator")
    assert (row["baseline"]["cell"], row["target"]["cell"], row["target"]["year"]) == ("C4", "D4", "2025")
    assert Plan.objects.filter(title=TITLE).count() == 1
    for said, words in (("2026年=目标", "没有列“2026年”"), ("2025年=结果", "无法识别")):
        assert any(words in line["message"] for line in run(content, tmp_path, "--columns", said))


def test_a_column_that_is_not_named_stays_what_its_header_says(tmp_path: Any, by: User) -> None:
    document = "浑源县人民政府|浑政发〔2021〕9号|2021-12-01"
    given = ("--columns", "2023年=年度目标累计", "--document", document)
    lines = run(workbook("2020年", "2023年", "2025年"), tmp_path, *given)
    row = next(line for line in lines if line["kind"] == "indicator")
    assert (row["baseline"]["cell"], row["target"]["cell"]) == ("C4", "E4")
    assert AnnualTarget.objects.in_force().filter(year=2023).count() == 2
    moved = run(
        workbook("2020年", "2025年", title="浑源县水安全保障规划"), tmp_path, "--columns", "2020年=目标"
    )
    assert [line["message"] for line in moved if line.get("severity") == "error"] == []


def test_the_command_sets_annual_targets_by_their_document(tmp_path: Any) -> None:
    content = workbook("2020年", "2023年", "2025年")
    columns = (
        "--columns",
        "C3=基准值;D3=年度目标累计;E3=目标",
        "--document",
        "浑源县人民政府|浑政发〔2021〕9号|2021-12-01",
    )
    run(content, tmp_path, *columns)
    assert AnnualTarget.objects.in_force().filter(year=2023, document_number="浑政发〔2021〕9号").count() == 2


def test_a_choice_is_not_kept_without_its_act(
    admin: Client, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object, **__: object) -> None:
        raise RuntimeError("the record could not be written")

    batch = uploaded(workbook("2020年", "2025年", "2035年"), by)
    monkeypatch.setattr("plans.choosing.record", lost)
    columns = {batch.report["columns"][0]["signature"]: [
        {"use": use, "year": None, "scope": ""} for use in ("baseline", "target", "kept")
    ]}  # fmt: skip
    with pytest.raises(RuntimeError):
        choose_columns(batch.pk, columns=columns, document=None, by=by)
    assert (HeaderChoice.objects.count(), ImportBatch.objects.count()) == (0, 1)


def with_milestones(client: Client, by: User, content: bytes) -> ImportBatch:
    chosen = choose(client, uploaded(content, by), "baseline", "milestone:total", "target", **DOCUMENT)
    confirm_plan(batch_id=chosen.pk, by=by, basis=SLIP)
    return chosen


def test_annual_targets_of_an_import_go_with_it_when_it_is_undone(admin: Client, by: User) -> None:
    first = with_milestones(admin, by, workbook("2020年", "2023年", "2025年"))
    assert AnnualTarget.objects.count() == 2
    first.refresh_from_db()
    lines = [(one.fate, one.title, one.now) for one in look_back(first).lines if "年度目标" in one.title]
    assert lines == [
        ("removed", "1 森林覆盖率 2023年度目标", "14"),
        ("removed", "2 用水总量 2023年度目标", "0.7"),
    ]
    undo(first.pk, by=by, reason="选错了文件")
    assert (AnnualTarget.objects.count(), Plan.objects.filter(title=TITLE).count()) == (0, 0)


def test_an_annual_target_that_a_later_edition_replaced_is_in_force_again(admin: Client, by: User) -> None:
    with_milestones(admin, by, workbook("2020年", "2023年", "2025年"))
    corrected = books(
        {"指标": [[TITLE], ["表 1 指标"], ["序号", "指标", "2020年", "2023年", "2025年"],
                [1, FOREST, 13.66, 15, 16.42], [2, WATER, 0.64, 0.7, 0.78]]}
    )  # fmt: skip
    second = with_milestones(admin, by, corrected)
    (planned,) = second.report["milestones"]
    assert (planned["text"], planned["before"][:8]) == ("15", "2023年 14")
    forest = AnnualTarget.objects.filter(plan_indicator__seq="1", plan_indicator__plan__title=TITLE)
    assert forest.in_force().get().text == "15"
    undo(second.pk, by=by, reason="更正有误")
    assert forest.in_force().get().text == "14"


def test_an_annual_target_that_came_later_stands_in_the_way(admin: Client, by: User) -> None:
    first = with_milestones(admin, by, workbook("2020年", "2023年", "2025年"))
    row = PlanIndicator.objects.get(seq="1", plan__title=TITLE)
    superior = Document("大同市生态环境局", "同环发〔2022〕1号", date(2022, 6, 1))
    with traced(reason="另一文件"):
        set_annual_target(row, year=2024, text="16", document=superior, by=None)
    with pytest.raises(Refused, match="年度目标"):
        undo(first.pk, by=by, reason="选错了文件")


def test_an_annual_target_that_took_the_place_of_the_imports_own_stands_in_the_way(
    admin: Client, by: User
) -> None:
    """On a row of an earlier edition: what the import had replaced does not come back beside it, nor after it."""
    with_milestones(admin, by, workbook("2020年", "2023年", "2025年"))
    second = with_milestones(admin, by, workbook("2020年", "2023年", "2025年", first=15))
    forest = AnnualTarget.objects.filter(plan_indicator__seq="1", plan_indicator__plan__title=TITLE)
    superior = Document("大同市生态环境局", "同环发〔2024〕1号", date(2024, 6, 1))
    set_annual_target(PlanIndicator.objects.get(seq="1"), year=2023, text="16", document=superior, by=None)
    with pytest.raises(Refused, match="1 森林覆盖率 2023年度目标：其后已由系统代替为另一个目标"):
        undo(second.pk, by=by, reason="更正有误")
    assert forest.in_force().get().text == "16"
    withdraw(forest.in_force().get(), reason="文件作废", by=None)
    with pytest.raises(Refused, match="1 森林覆盖率 2023年度目标"):
        undo(second.pk, by=by, reason="更正有误")
    assert not forest.in_force().exists()


def test_columns_chosen_and_not_previewed_are_previewed_before_anything_is_confirmed(
    client: Client, by: User
) -> None:
    signed_in(client, by)
    batch = uploaded(workbook("2020年", "2023年", "2025年"), by)
    form = {"_asks_columns": "1", "use-0-0": "baseline", "use-0-1": "milestone:total", "use-0-2": "target"}
    shown = {"year-0-0": "2020", "year-0-1": "2023", "year-0-2": "2025"}
    page = as_seen(
        client.post(
            reverse("import-plan-confirm", args=[batch.pk]), form | shown | DOCUMENT | SLIP, follow=True
        )
    )
    assert "所选与本预览不同，本次没有入账任何内容" in page
    assert "将设年度目标（2）" in page
    assert not AnnualTarget.objects.exists()
    form |= {f"use-0-{n}": use for n, use in enumerate(("baseline", "milestone:total", "target"))}
    again = ImportBatch.objects.latest("pk")
    client.post(reverse("import-plan-confirm", args=[again.pk]), form | shown | DOCUMENT | SLIP)
    assert AnnualTarget.objects.in_force().count() == 2
