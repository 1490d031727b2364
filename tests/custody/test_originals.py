"""A kept file is what came in, or it is named and not handed out: one byte on the disk is enough."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from counties.models import PlanEdition
from custody.originals import ChangedOriginalError, MissingOriginalError, original_models, sound_bytes
from custody.verifying import file_troubles
from imports.importers import source_of
from imports.models import ImportBatch
from imports.staging import content_of, stage
from measures.models import MeasureEdition
from reporting.models import EvidenceFile
from tests import reference
from tests import small_ledger as small

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.7 " + b"the very bytes " * 100_000


def a_batch() -> ImportBatch:
    return stage(kind=ImportBatch.Kind.OBSERVATIONS, content=CONTENT, file_name="甲.xlsx", by=None)


def an_edition() -> PlanEdition:
    edition = small.plan(small.county()).editions.get()
    for name, value in _file("plans.xlsx").items():
        setattr(edition, name, value)
    edition.save()
    return edition


def a_measure_edition() -> MeasureEdition:
    return MeasureEdition.objects.create(plan=an_edition().plan, number=1, **_file("tasks.xlsx"))


def an_evidence_file() -> EvidenceFile:
    county = small.county()
    return EvidenceFile.objects.create(
        county=county,
        uploaded_by=reference.clerk(county),
        content_type="application/pdf",
        size=len(CONTENT),
        **_file("evidence.pdf"),
    )


def _file(name: str) -> dict[str, Any]:
    content = ContentFile(CONTENT, name=name)
    return {"file": content, "file_name": "甲" + name[-5:], "sha256": hashlib.sha256(CONTENT).hexdigest()}


KEPT: dict[str, tuple[Callable[[], Any], str]] = {
    "imports_importbatch": (a_batch, "import-file"),
    "counties_planedition": (an_edition, "edition-file"),
    "measures_measureedition": (a_measure_edition, "measure-edition-file"),
    "reporting_evidencefile": (an_evidence_file, "evidence-file"),
}


def flip_a_byte(row: Any) -> None:
    path = Path(row.file.path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_every_column_of_a_file_is_looked_at_and_has_its_digest() -> None:
    assert {model._meta.db_table for model, _column in original_models()} == set(KEPT)
    for model, _column in original_models():
        assert {"sha256", "file_name"} <= {field.name for field in model._meta.fields}


@pytest.mark.parametrize("table", KEPT)
def test_a_changed_byte_is_named_with_its_row_and_file(table: str) -> None:
    row = KEPT[table][0]()
    assert list(file_troubles()) == []
    flip_a_byte(row)
    (trouble,) = file_troubles()
    assert (trouble.table, trouble.row) == (table, str(row.pk))
    assert trouble.what.startswith(f"原件被改动：“{row.file_name}”（{row.file.name}）")
    assert row.sha256[:16] in trouble.what


@pytest.mark.parametrize("table", KEPT)
def test_a_missing_file_is_named_with_its_row_and_file(table: str) -> None:
    row = KEPT[table][0]()
    Path(row.file.path).unlink()
    (trouble,) = file_troubles()
    assert (trouble.table, trouble.row) == (table, str(row.pk))
    assert trouble.what == f"原件丢失：“{row.file_name}”（{row.file.name}）"


def test_a_row_without_a_file_is_named() -> None:
    edition = small.plan(small.county()).editions.get()
    (trouble,) = file_troubles()
    assert (trouble.row, trouble.what) == (str(edition.pk), f"没有原件：“{edition.file_name}”")


def test_the_command_reads_the_files_too() -> None:
    flip_a_byte(an_edition())
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 处"):
        call_command("verify", stdout=out)
    assert "counties_planedition 第" in out.getvalue()
    assert "原件被改动" in out.getvalue()


@pytest.mark.parametrize("table", KEPT)
def test_a_changed_or_missing_file_is_not_handed_out_and_a_page_says_why(client: Client, table: str) -> None:
    make, name = KEPT[table]
    row = make()
    client.force_login(reference.reviewer())
    assert b"".join(client.get(reverse(name, args=[row.pk]))) == CONTENT
    assert Act.objects.filter(kind="下载文件").count() == 1
    flip_a_byte(row)
    answer = client.get(reverse(name, args=[row.pk]))
    assert answer.status_code == 409
    assert "的原件在服务器上被改动：与上传时的 SHA-256 不符" in answer.content.decode()
    Path(row.file.path).unlink()
    answer = client.get(reverse(name, args=[row.pk]))
    assert answer.status_code == 404
    assert "的原件已不在服务器上" in answer.content.decode()
    assert Act.objects.filter(kind="下载文件").count() == 1


def test_nothing_is_imported_from_a_file_that_was_changed_after_its_preview() -> None:
    batch = a_batch()
    assert content_of(batch) == source_of(batch).content == CONTENT
    flip_a_byte(batch)
    for read in (content_of, source_of, sound_bytes):
        with pytest.raises(ChangedOriginalError):
            read(batch)
    Path(batch.file.path).unlink()
    with pytest.raises(MissingOriginalError):
        source_of(batch)
