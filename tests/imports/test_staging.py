"""An uploaded file is kept under its own bytes, whatever its name."""

import hashlib

import pytest

from imports.models import ImportBatch
from imports.staging import applied_before, content_of, keep_report, stage

pytestmark = pytest.mark.django_db


def staged(content: bytes = b"bytes", name: str = "甲.xlsx") -> ImportBatch:
    return stage(kind=ImportBatch.Kind.OBSERVATIONS, content=content, file_name=name, by=None)


def test_the_very_bytes_are_kept() -> None:
    batch = staged(b"\x00PK\xff")
    assert content_of(ImportBatch.objects.get(pk=batch.pk)) == b"\x00PK\xff"
    assert batch.sha256 == hashlib.sha256(b"\x00PK\xff").hexdigest()


@pytest.mark.parametrize("name", ["../../etc/passwd", "甲.xlsx\x00.sh", "长" * 300 + ".xlsx"])
def test_a_name_from_outside_never_becomes_a_path(name: str) -> None:
    batch = staged(name=name.replace("\x00", ""))
    path = str(batch.file.name)
    assert path.startswith("imports/")
    assert batch.sha256[:16] in path
    assert len(batch.file_name) <= 200


def test_a_batch_waits_until_its_report_refuses_it() -> None:
    batch = staged()
    assert (batch.state, batch.report) == ("previewed", {})
    keep_report(batch, {"summary": "无法识别"}, refused=True)
    batch.refresh_from_db()
    assert (batch.state, batch.report) == ("refused", {"summary": "无法识别"})


def test_the_same_file_applied_before_is_found() -> None:
    first, second = staged(), staged()
    assert applied_before(second) is None
    ImportBatch.objects.filter(pk=first.pk).update(state="applied")
    assert applied_before(second) == first
    assert applied_before(staged(b"other")) is None
