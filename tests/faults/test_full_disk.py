"""The disk of the uploads is full: the person is told, nothing is half kept, and everything else goes on."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from imports.models import ImportBatch
from tests import reference
from tests.indicators.observing import row, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiny(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A disk of 64 KB for the uploads, with hardly anything left."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    (folder / "full").write_bytes(b"x" * 60 * 1024)
    settings.MEDIA_ROOT = folder
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_an_upload_onto_a_full_disk_is_refused_in_words_and_leaves_nothing(tiny: Path) -> None:
    reference.load()
    client = Client(raise_request_exception=False)
    client.force_login(reference.reviewer())
    many = sheet(*(row(year=1990 + place % 30, basis=f"口径{place}") for place in range(400)))
    before = {file.name for file in tiny.rglob("*") if file.is_file()}

    file = SimpleUploadedFile("数据.xlsx", many)
    answer = client.post(reverse("import-observations"), {"file": file}, follow=True)

    assert len(many) > 8 * 1024
    assert answer.status_code in (200, 507), answer.content.decode()[:500]
    assert "磁盘空间不足" in answer.content.decode()
    assert not ImportBatch.objects.exists()
    assert {file.name for file in tiny.rglob("*") if file.is_file()} == before
    assert client.get("/matrix/").status_code == 200
