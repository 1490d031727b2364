"""A batch goes in force once and as a whole, or not at all."""

import pytest

from accounts.models import Act
from accounts.permissions import Permission
from imports.applying import ImportRefusedError, applying, discard
from imports.models import ImportBatch
from imports.staging import stage
from tests import reference

pytestmark = pytest.mark.django_db


def waiting() -> ImportBatch:
    return stage(kind=ImportBatch.Kind.OBSERVATIONS, content=b"x", file_name="甲.xlsx", by=None)


def state(batch: ImportBatch) -> str:
    return ImportBatch.objects.get(pk=batch.pk).state


def test_the_body_writes_under_an_applied_batch_and_may_change_its_report() -> None:
    batch = waiting()
    with applying(batch.pk, by=None, needs=Permission.IMPORT_OBSERVATIONS) as locked:
        locked.report = {"summary": "入账 1 行"}
    stored = ImportBatch.objects.get(pk=batch.pk)
    assert (stored.state, stored.report) == ("applied", {"summary": "入账 1 行"})
    assert stored.applied_at is not None


def test_an_exception_in_the_body_undoes_it_all() -> None:
    batch = waiting()
    with (
        pytest.raises(ZeroDivisionError),
        applying(batch.pk, by=None, needs=Permission.IMPORT_OBSERVATIONS) as locked,
    ):
        locked.report = {"summary": str(1 / 0)}
    stored = ImportBatch.objects.get(pk=batch.pk)
    assert (stored.state, stored.report, stored.applied_at) == ("previewed", {}, None)


@pytest.mark.parametrize(
    ("before", "words"), [("applied", "已经入账"), ("discarded", "已经放弃"), ("refused", "未通过核对")]
)
def test_only_a_waiting_batch_is_applied_or_discarded(before: str, words: str) -> None:
    batch = waiting()
    ImportBatch.objects.filter(pk=batch.pk).update(state=before)
    with (
        pytest.raises(ImportRefusedError, match=words),
        applying(batch.pk, by=None, needs=Permission.IMPORT_OBSERVATIONS),
    ):
        pytest.fail("the body must not run")
    with pytest.raises(ImportRefusedError, match=words):
        discard(batch.pk, by=None)
    assert state(batch) == before


def test_dropping_a_batch_is_on_record() -> None:
    by = reference.reviewer()
    batch = waiting()
    discard(batch.pk, by=by)
    act = Act.objects.get()
    assert (state(batch), act.kind, act.subject, act.by) == ("discarded", "放弃导入", "监测数据 甲.xlsx", by)
