"""A corrected edition says what it answers; that is kept, shown, and goes with the edition when it is taken back."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from counties.models import County, Opinion, Plan, PlanEdition, Revision
from custody.versions import events_of, why
from imports.models import ImportBatch
from imports.undoing import undo
from indicators.models import PlanIndicator
from plans.uploading import confirm_plan
from tests import real_plans, reference
from tests.plans.test_uploading import HUNYUAN, edited, uploaded
from tests.proving import signed_in
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
APPROVAL = {
    "answers": "approval",
    "document": "浑政函〔2023〕5号",
    "issued_on": "2023-06-01",
    "reason": "批复调整用水总量目标",
}


def hold(county: County, keys: Iterator[int]) -> None:
    plan = Plan.objects.filter(county=county).first()
    assert plan is not None
    revision = Revision.objects.create(pk=next(keys), plan=plan, answers="slip", reason="录错")
    Opinion.objects.create(pk=next(keys), revision=revision, number=1, text="核对目标", outcome="adopted")


@pytest.fixture(scope="module", autouse=True)
def _plans(once_per_module: None) -> None:
    reference.load()
    real_plans.load(HUNYUAN)


@pytest.fixture
def by() -> User:
    return reference.administrator()


@pytest.fixture
def batch(by: User) -> ImportBatch:
    return uploaded(edited(F28=0.75), by)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "更正版须写明修改依据和修改原因"),
        ({"answers": "approval", "reason": "批复调整"}, "修改依据为“批复”的，须写明文号"),
        ({**APPROVAL, "issued_on": "去年"}, "发文日期不是日期"),
        ({**APPROVAL, "issued_on": "2999-01-01"}, "还没有到"),
        ({"known": "7"}, "所选的规划修改不是"),
    ],
)
def test_without_its_basis_a_corrected_edition_stays_out_and_what_was_typed_stays(
    client: Client, by: User, batch: ImportBatch, said: dict[str, str], sentence: str
) -> None:
    signed_in(client, by)
    page = as_seen(client.post(reverse("import-plan-confirm", args=[batch.pk]), said, follow=True))
    assert sentence in page
    assert "本次没有入账任何内容" in page
    assert PlanEdition.objects.count() == 1
    assert said.get("reason", "") in page
    batch.refresh_from_db()
    assert batch.state == "previewed"


def test_what_an_edition_answers_stands_on_the_plan_and_with_every_version_of_its_rows(
    client: Client, by: User, batch: ImportBatch
) -> None:
    signed_in(client, by)
    page = client.post(reverse("import-plan-confirm", args=[batch.pk]), APPROVAL, follow=True)
    said = "批复（浑政函〔2023〕5号，2023-06-01）"
    assert f"修改依据：{said}；原因：批复调整用水总量目标" in as_seen(page)
    row = PlanIndicator.objects.get(seq="22")
    assert why(events_of(PlanIndicator, id=row.pk)[-1]) == f"{said}：批复调整用水总量目标"
    assert said in as_seen(client.get(reverse("row-history", args=[row.pk])))
    revision = Revision.objects.get()
    told = as_seen(client.get(reverse("thing-history", args=["counties.revision", revision.pk])))
    assert "批复调整用水总量目标" in told


def test_a_first_edition_answers_nothing() -> None:
    assert PlanEdition.objects.get().revision is None


def test_with_its_edition_a_revision_goes_and_one_with_opinions_stays(by: User, batch: ImportBatch) -> None:
    confirm_plan(batch_id=batch.pk, by=by, basis=APPROVAL)
    undo(batch.pk, by=by, reason="传错了")
    assert Revision.objects.count() == 0
    again = uploaded(edited(F28=0.75), by)
    edition = confirm_plan(batch_id=again.pk, by=by, basis=APPROVAL)
    revision = edition.revision
    assert revision is not None
    Opinion.objects.create(revision=revision, number=1, text="核对目标", outcome="adopted")
    undo(again.pk, by=by, reason="传错了")
    assert list(Revision.objects.all()) == [revision]
    third = uploaded(edited(F28=0.76), by)
    edition = confirm_plan(batch_id=third.pk, by=by, basis={"known": str(revision.pk)})
    assert edition.revision == revision


def test_the_command_asks_for_the_basis_too(tmp_path: Path) -> None:
    file = tmp_path / HUNYUAN
    file.write_bytes(edited(F28=0.75))
    arguments = ("import_plan", file, "--county", "140225")
    with pytest.raises(CommandError, match=r"更正版须写明修改依据和修改原因.*--answers"):
        call_command(*arguments, stdout=io.StringIO(), stderr=io.StringIO())
    out = io.StringIO()
    call_command(*arguments, "--answers", "录入更正", "--reason", "录错一格", stdout=out)
    assert "已入账" in out.getvalue()
    assert Revision.objects.get().reason == "录错一格"
