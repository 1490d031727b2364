"""A published year says for ever what was published: later changes contradict it and never alter it."""

from decimal import Decimal
from typing import Any

import psycopg2
import pytest
from django.db import ProgrammingError, connection, transaction

from accounts.models import Act, User
from attainment import Direction, Scale
from custody.verifying import verify
from indicators.models import Observation, PlanIndicator
from judging.actions.publishing import PublishingRefusedError, draft_of
from judging.freezing import contents
from judging.models import Publication, PublishedVerdict, ReviewerVerdict
from judging.recompute import recompute
from judging.summaries.contradictions import Compared, contradictions
from judging.summaries.publications import publication_page, sealed_contents
from tests import small_ledger as ledger
from tests.owning import owner
from tests.reference import reviewer

pytestmark = pytest.mark.django_db
YEAR = 2023


@pytest.fixture
def by() -> User:
    return reviewer()


@pytest.fixture
def row() -> PlanIndicator:
    """A row of 80 → 88 with 87 observed in 2023, judged."""
    made = ledger.row(
        ledger.plan(ledger.county()), ledger.indicator(), attribute="约束性", baseline_cell="C1"
    )
    figure(made, "87")
    return made


def figure(row: PlanIndicator, text: str, **fields: Any) -> Observation:
    found, _ = Observation.objects.update_or_create(
        county=row.plan.county,
        indicator=row.indicator,
        year=YEAR,
        defaults={"text": text, "value": text, "unit": "%", **fields},
    )
    judge(row)
    return found


def judge(*rows: PlanIndicator) -> None:
    recompute({row.pk: [YEAR] for row in rows}, why="data")


def published(by: User, **fields: Any) -> Publication:
    return ledger.published(YEAR, by, **{"with_demo": False, **fields})


def test_a_publication_holds_what_its_verdicts_read(row: PlanIndicator, by: User) -> None:
    made = published(by)
    (kept,) = made.verdicts.all()
    assert (made.number, kept.status, kept.value_text, kept.target_text) == (1, "on_track", "87", "88")
    assert kept.content["figures"][0]["text"] == "87"
    assert kept.content["row"]["baseline_text"] == "80"
    assert kept.content["counted_as"] == "约束性"
    assert kept.content["verdict"]["explanation"] == kept.explanation
    assert Act.objects.get(kind="定稿").detail["digest"] == made.digest


def test_a_publication_is_sealed_and_verified(row: PlanIndicator, by: User) -> None:
    published(by)
    assert verify(sealed_contents()) == []
    changed = {name: content + b" " for name, content in sealed_contents().items()}
    assert [trouble.what for trouble in verify(changed)] == ["内容与封存时不同"]


def test_the_sealed_bytes_come_back_from_the_database(row: PlanIndicator, by: User) -> None:
    import hashlib

    made = Publication.objects.get(pk=published(by).pk)
    assert hashlib.sha256(contents(made, made.verdicts.all())).hexdigest() == made.digest


@pytest.mark.parametrize("model", [Publication, PublishedVerdict])
def test_the_application_may_not_change_what_was_published(row: PlanIndicator, by: User, model: Any) -> None:
    published(by)
    for statement in ("UPDATE {} SET id = id", "DELETE FROM {}"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(model._meta.db_table))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Publication, PublishedVerdict])
def test_the_owner_of_the_tables_may_not_either(row: PlanIndicator, by: User, model: Any) -> None:
    published(by)
    with owner() as cursor:
        for statement in ("UPDATE {} SET id = id", "DELETE FROM {}"):
            with pytest.raises(psycopg2.errors.RestrictViolation, match="never changed"):
                cursor.execute(statement.format(model._meta.db_table))


def test_a_later_correction_contradicts_and_changes_nothing(row: PlanIndicator, by: User) -> None:
    made = published(by)
    before = sealed_contents()
    figure(row, "81")
    assert sealed_contents() == before
    said = contradictions(YEAR, [row.plan_id])[row.pk].differences
    assert [(one.what, one.published, one.present) for one in said] == [
        ("结论", "达到序时进度", "进度滞后"),
        ("数值", "87", "81"),
    ]
    page = publication_page(made, [row.plan.county_id])
    assert page is not None
    assert [one.verdict.value_text for one in page.contradicted] == ["87"]


def test_a_row_that_is_printed_no_more_contradicts(row: PlanIndicator, by: User) -> None:
    published(by)
    PlanIndicator.objects.filter(pk=row.pk).update(closed_in=row.edition)
    assert "已不在现行规划中" in str(contradictions(YEAR, [row.plan_id])[row.pk])


def test_a_verdict_by_hand_is_frozen_beside_the_rules_own(row: PlanIndicator, by: User) -> None:
    given = {"plan_indicator": row, "year": YEAR, "by": by}
    ReviewerVerdict.objects.create(**given, status="achieved", reason="现场核查")
    made = published(by)
    assert made.verdicts.get().content["reviewer"]["reason"] == "现场核查"
    ReviewerVerdict.objects.update(status="missed")
    assert "人工判定：定稿 完成，现为 未完成" in str(contradictions(YEAR, [row.plan_id])[row.pk])


def test_a_second_publication_supersedes_and_both_stay_readable(row: PlanIndicator, by: User) -> None:
    first = published(by)
    figure(row, "81")
    second = published(by, document_number="同环发〔2024〕20号")
    assert second.number == 2
    assert contradictions(YEAR, [row.plan_id]) == {}
    old = publication_page(first, [row.plan.county_id])
    assert old is not None
    assert (old.is_superseded, old.rows[0].verdict.value_text, old.contradicted) == (True, "87", ())
    assert verify(sealed_contents()) == []


def test_what_moved_since_the_page_was_seen_is_not_published(row: PlanIndicator, by: User) -> None:
    seen = draft_of(YEAR).digest
    figure(row, "81")
    with pytest.raises(PublishingRefusedError, match="您查看之后"):
        published(by, seen=seen)
    assert not Publication.objects.exists()


def test_verdicts_that_wait_for_their_recompute_are_not_published(row: PlanIndicator, by: User) -> None:
    Observation.objects.update(text="81", value=81)
    with pytest.raises(PublishingRefusedError, match="1 项评价正在重算"):
        published(by)


def test_invented_figures_are_published_only_knowingly(row: PlanIndicator, by: User) -> None:
    figure(row, "87", is_demo=True)
    with pytest.raises(PublishingRefusedError, match="1 项结论用到演示数据"):
        published(by)
    made = published(by, with_demo=True)
    assert made.verdicts.get().content["verdict"]["uses_demo"] is True


def test_an_indicator_of_two_plans_is_counted_once_for_ever(row: PlanIndicator, by: User) -> None:
    other = ledger.plan(row.plan.county, key="second")
    judge(ledger.row(other, row.indicator, target_text="90"))
    page = publication_page(published(by), [row.plan.county_id])
    assert page is not None
    assert (len(page.rows), page.counts.all.total) == (2, 1)


def test_a_county_reads_its_own_rows_only(row: PlanIndicator, by: User) -> None:
    stranger = ledger.county("990002", "乙县")
    judge(ledger.row(ledger.plan(stranger), row.indicator))
    made = published(by)
    page = publication_page(made, [stranger.pk])
    assert page is not None
    assert [county.name for county in page.counties] == ["乙县"]
    assert publication_page(made, []) is None


def standing(required: str | None, scale: Scale) -> Compared:
    return Compared("behind", "87", "88", None if required is None else Decimal(required), "", scale)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("87.0400000000", "87.5000000000", ["应达：定稿 87.0，现为 87.5"]),
        ("87.0400000000", "87.0000000000", ["应达：定稿 87.04，现为 87.0"]),
        ("1.8333333333", "2.0000000000", ["应达：定稿 1.8，现为 2.0"]),
        ("87.0400000000", None, ["应达：定稿 87.0，现为 —"]),
        ("8.6E+3", "8600", []),
    ],
)
def test_what_was_required_is_written_as_in_the_sentence(was: str, now: str | None, said: list[str]) -> None:
    scale = Scale(Direction.HIGHER, 1, "%")
    found = standing(was, scale).against(standing(now, scale))
    assert [str(difference) for difference in found] == said


def test_a_required_class_is_written_with_its_name() -> None:
    scale = Scale(Direction.CLASS, 0)
    (found,) = standing("6", scale).against(standing("4", scale))
    assert str(found) == "应达：定稿 劣Ⅴ类，现为 Ⅳ类"


def test_another_precision_alone_contradicts_nothing() -> None:
    coarse, fine = (Scale(Direction.HIGHER, decimals) for decimals in (0, 2))
    assert standing("87.04", coarse).against(standing("87.04", fine)) == ()


def test_an_invented_figure_marks_only_the_years_whose_verdict_it_entered(
    row: PlanIndicator, by: User
) -> None:
    """Of the target year only the final figure decides: invented years before lie beside it."""
    given = {"county": row.plan.county, "indicator": row.indicator, "unit": "%"}
    Observation.objects.create(**given, year=2022, text="81", value="81", is_demo=True)
    Observation.objects.create(**given, year=2025, text="88.5", value="88.5")
    recompute({row.pk: [2022, 2023, 2025]}, why="data")
    marked = dict(row.attainments.values_list("year", "uses_demo"))
    assert marked == {2022: True, 2023: False, 2025: False}
    assert draft_of(2025).demo == ()
    Observation.objects.filter(year=2022).update(text="90", value="90")
    Observation.objects.filter(year=2025).update(text="87", value="87")
    recompute({row.pk: [2025]}, why="data")
    verdict = row.attainments.get(year=2025)
    assert (verdict.flags, verdict.uses_demo) == (["rebounded"], True)  # the sentence names the years before


def test_page_word_excel_and_count_mark_the_same_rows(row: PlanIndicator, by: User) -> None:
    from judging.publication_export import publication_sheets
    from judging.publication_word import _county

    real = ledger.row(row.plan, ledger.indicator("second"), number=2)
    figure(row, "87", is_demo=True)
    figure(real, "87")
    page = publication_page(published(by, with_demo=True), [row.plan.county_id])
    assert page is not None
    assert [one.uses_demo for one in page.rows] == [True, False]
    assert len(draft_of(YEAR).demo) == 1
    assert [line[-1] for line in publication_sheets(page)[1].rows] == ["是", ""]
    told = [line["value"] for line in _county(page.counties[0])["tables"][0]["rows"]]
    assert ["演示数据" in said for said in told] == [True, False]
