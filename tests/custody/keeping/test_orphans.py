"""What a killed upload leaves is swept away; what a row names is not."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import RequestFactory

from custody.keeping.orphans import sweep_orphans
from custody.keeping.uploads import present
from imports.models import ImportBatch
from imports.staging import stage
from planning.incoming import IncomingFile
from tests.workers import address_of_the_test_database

ROOT = Path(__file__).resolve().parents[3]

KILLED = """
import os, signal
import django
django.setup()
from django.db import transaction
from custody.scope import CITY, within
from imports.models import ImportBatch
from imports.staging import stage
with within(CITY):
    batch = stage(kind=ImportBatch.Kind.PLAN, content=b"killed", file_name="killed.xlsx", by=None)
    print(batch.file.path, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.django_db
def test_the_file_of_a_killed_upload_goes_and_that_of_a_row_stays() -> None:
    kept = stage(kind=ImportBatch.Kind.PLAN, content=b"kept", file_name="kept.xlsx", by=None)
    environment = {**os.environ, "DATABASE_URL": address_of_the_test_database(), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", KILLED],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    left = Path(done.stdout.strip())
    assert left.read_bytes() == b"killed"

    # It could be at work yet.
    assert str(left.relative_to(settings.MEDIA_ROOT)) not in sweep_orphans()
    assert left.exists()

    swept = sweep_orphans(older_than=timedelta(seconds=-1))
    assert str(left.relative_to(settings.MEDIA_ROOT)) in swept
    assert not left.exists()
    assert Path(kept.file.path).read_bytes() == b"kept"
    assert [str(path) for path in present(Path(settings.MEDIA_ROOT))] == [kept.file.path]


@pytest.mark.django_db
def test_what_is_left_of_a_body_under_way_goes_after_an_hour() -> None:
    folder = Path(settings.INCOMING_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    old, young = folder / "old.upload.pdf", folder / "young.upload.pdf"
    for each in (old, young):
        each.write_bytes(b"x")
    os.utime(old, (time.time() - 4000,) * 2)
    sweep_orphans()
    assert (old.exists(), young.exists()) == (False, True)
    young.unlink()


def test_the_sweep_is_rung_by_the_clock() -> None:
    assert settings.CELERY_BEAT_SCHEDULE["sweep-files"]["task"] == "custody.tasks.sweep_files"


@pytest.mark.django_db
def test_a_large_body_waits_in_the_folder_that_is_swept(rf: RequestFactory) -> None:
    request = rf.post("/", {"file": ContentFile(b"x" * 3 * 1024 * 1024, name="large.pdf")})
    file = request.FILES["file"]
    assert isinstance(file, IncomingFile)
    assert Path(file.temporary_file_path()).parent == Path(settings.INCOMING_DIR)
    assert file.size == 3 * 1024 * 1024
    file.close()
