"""What a confirmed sheet writes: all of its clean rows at once, with history, record and Job; or nothing."""

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from accounts.models import Act, User
from imports import flow
from imports.applying import ImportRefusedError, StalePreviewError
from imports.models import ImportBatch
from indicators.actions import writing
from indicators.actions.observations import OBSERVATIONS, apply_observations
from indicators.models import Observation, Site
from jobs.models import Job
from tests import real_plans, reference
from tests.indicators.observing import row, staged

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _reference(once_per_module: None) -> None:
    reference.load()


@pytest.fixture
def by(_reference: None) -> User:
    return reference.reviewer()


def history() -> list[tuple[str, str, int | None]]:
    """(what happened, text, who) of every version of every observation, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pgh_label, text, (pgh_context->>'user')::int FROM indicators_observationevent ORDER BY pgh_id"
        )
        return list(cursor.fetchall())


def test_a_row_goes_in_as_printed_with_its_source(by: User) -> None:
    batch = staged(row(value="13.50", source="年报", note="初步"), by=by)

    apply_observations(batch.pk, by=by, only_clean=False)

    stored = Observation.objects.get()
    assert (stored.text, f"{stored.value:.2f}", stored.unit, stored.year) == ("13.50", "13.50", "%", 2018)
    assert stored.source == "试.xlsx · 监测数据!F2"
    assert (stored.cited_source, stored.note, stored.is_demo) == ("年报", "初步", False)
    assert (stored.batch_id, stored.entered_by, stored.county.code) == (batch.pk, by, "140214")


def test_no_data_zero_and_blank_are_three_different_facts(by: User) -> None:
    batch = staged(row(value="断流"), row(value=0, year=2019), row(value=None, year=2020), by=by)

    apply_observations(batch.pk, by=by, only_clean=False, accept="确为 0")

    stored = Observation.objects.order_by("year").values_list("year", "text", "value", "no_data_reason")
    assert list(stored) == [(2018, "断流", None, "断流"), (2019, "0", 0, "")]


def test_the_history_knows_who_and_which_import(by: User) -> None:
    apply_observations(staged(row(), row(year=2019)).pk, by=by, only_clean=False)
    assert history() == [("insert", "13.5", by.pk), ("insert", "13.5", by.pk)]


def test_the_import_is_an_act_on_record(by: User) -> None:
    batch = staged(row(), row(value="x", year=2019), by=by)

    apply_observations(batch.pk, by=by, only_clean=True)

    act = Act.objects.get(kind="导入监测数据")
    assert (act.kind, act.by, act.detail["new"], act.detail["refused"]) == ("导入监测数据", by, 1, 1)


def test_a_file_with_an_error_is_refused_as_a_whole_unless_the_person_chose_the_clean_rows(by: User) -> None:
    batch = staged(row(), row(value="x", year=2019), by=by)

    with pytest.raises(ImportRefusedError, match="有 1 行未通过核对"):
        apply_observations(batch.pk, by=by, only_clean=False)
    assert not Observation.objects.exists()
    assert not Act.objects.filter(kind="导入监测数据").exists()

    applied = apply_observations(batch.pk, by=by, only_clean=True)
    assert (applied.written, Observation.objects.count()) == (1, 1)
    batch.refresh_from_db()
    assert (batch.state, batch.report["summary"]) == (
        "applied",
        "2 行：入账 1 行，退回 1 行（数值无法识别 1）",
    )


def test_a_batch_is_applied_once(by: User) -> None:
    batch = staged(row(), by=by)
    apply_observations(batch.pk, by=by, only_clean=False)
    with pytest.raises(ImportRefusedError, match="已经入账"):
        apply_observations(batch.pk, by=by, only_clean=False)


def test_the_same_file_again_changes_nothing(by: User) -> None:
    apply_observations(staged(row()).pk, by=by, only_clean=False)
    again = staged(row())
    assert again.report["counts"] == {
        "new": 0,
        "changed": 0,
        "same": 1,
        "repeat": 0,
        "blank": 0,
        "refused": 0,
    }
    before = history()

    apply_observations(again.pk, by=by, only_clean=False)

    assert history() == before


def test_a_correction_replaces_the_figure_keeps_the_old_one_and_its_reason(by: User) -> None:
    apply_observations(staged(row()).pk, by=by, only_clean=False)
    batch = staged(row(value="14.0"))

    with pytest.raises(ImportRefusedError):
        apply_observations(batch.pk, by=by, only_clean=False)
    apply_observations(batch.pk, by=by, only_clean=False, reason="年鉴订正")

    assert Observation.objects.get().text == "14.0"
    assert [(label, text) for label, text, _ in history()] == [("insert", "13.5"), ("update", "14.0")]
    assert Act.objects.first().detail["reason"] == "年鉴订正"  # type: ignore[union-attr] # there is one


def test_without_a_correction_the_figure_in_force_stays(by: User) -> None:
    apply_observations(staged(row()).pk, by=by, only_clean=False)
    apply_observations(staged(row(value="14.0"), row(year=2019)).pk, by=by, only_clean=True)
    assert list(Observation.objects.order_by("year").values_list("text", flat=True)) == ["13.5", "13.5"]


def test_a_ledger_that_moved_since_the_preview_refuses_and_shows_the_new_state(by: User) -> None:
    batch = staged(row())
    apply_observations(staged(row(value="14.0")).pk, by=by, only_clean=False)

    with pytest.raises(StalePreviewError, match="已有变动"):
        apply_observations(batch.pk, by=by, only_clean=True)

    assert Observation.objects.get().text == "14.0"
    flow.look_again(OBSERVATIONS, batch, by=None)
    assert [change["old"] for change in batch.report["changes"]] == ["14.0 %"]


def test_a_failure_while_writing_leaves_nothing(by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = staged(row(site="某站"), by=by)
    monkeypatch.setattr(writing, "_INSERT", "SELECT %s, %s, %s, %s, %s WHERE false")

    with pytest.raises(RuntimeError, match="0 of 1"):
        apply_observations(batch.pk, by=by, only_clean=False)

    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.PREVIEWED
    assert not Site.objects.exists()
    assert not Act.objects.filter(kind="导入监测数据").exists()
    assert not Job.objects.exists()


def test_sites_are_created_once_under_their_county(by: User) -> None:
    cells = {"indicator": "断面水质类别", "unit": "类", "value": "Ⅲ类", "site": "小站"}
    apply_observations(staged(row(**cells), row(year=2019, **cells)).pk, by=by, only_clean=False)
    apply_observations(staged(row(year=2020, **cells)).pk, by=by, only_clean=False)
    site = Site.objects.get()
    assert (site.name, site.county.code, site.observations.count()) == ("小站", "140214", 3)


def test_texts_that_look_like_the_transport_format_arrive_unchanged(by: User) -> None:
    note = '"引号",逗号\n换行 \\. \\N 制表\t尾'
    apply_observations(staged(row(note=note)).pk, by=by, only_clean=False)
    assert Observation.objects.get().note == note


def test_invented_figures_are_marked_and_a_real_one_replaces_them_as_a_correction(by: User) -> None:
    apply_observations(staged(row()).pk, by=None, only_clean=False, is_demo=True)
    assert Observation.objects.get().is_demo
    batch = staged(row(value="14.0"))
    assert "演示数据" in batch.report["problems"][0]["message"]
    apply_observations(batch.pk, by=by, only_clean=False, reason="换为真实数据")
    assert not Observation.objects.get().is_demo


def test_the_verdicts_that_depend_on_it_are_asked_for(
    by: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    real_plans.load("云冈-两山七河规划.xlsx")
    Job.objects.all().delete()
    with django_capture_on_commit_callbacks():
        applied = apply_observations(staged(row(year=2022)).pk, by=by, only_clean=False)
    assert applied.result is not None
    job = Job.objects.get(pk=applied.result)
    assert [years for _, years in job.arguments["pairs"]] == [[2022, 2023, 2024, 2025]]
    assert Job.objects.exclude(pk=job.pk).get().task == "plans.tasks.refresh_findings"


def test_a_figure_of_the_plan_itself_is_neither_overwritten_nor_a_clash(by: User) -> None:
    real_plans.load("云冈-十三五规划完成情况.xlsx")
    printed = Observation.objects.filter(basis="规划自述", indicator__code="pm25", year=2020)
    before = list(printed.values_list("text", flat=True))
    assert before

    batch = staged(row(indicator="pm25", unit="μg/m³", year=2020, value="31"))
    assert apply_observations(batch.pk, by=by, only_clean=False).written == 1

    assert list(printed.values_list("text", flat=True)) == before


@pytest.mark.parametrize("number", [3, 300])
def test_the_statements_do_not_grow_with_the_rows(
    by: User, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    batch = staged(*[row(year=1990 + n % 30, basis=f"口径{n}") for n in range(number)])
    # One asks which of the years are published, one whether what was weighed at the preview still
    # stands, three which names the file may ask for, two at the end whether the person still may.
    with django_assert_num_queries(30):
        assert apply_observations(batch.pk, by=by, only_clean=False).written == number
