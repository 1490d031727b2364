"""Keeping an uploaded file with what was read from it, before anything is written.

The file itself is kept, so that what was refused can be looked up and what was applied can be traced.
"""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from counties.models import County
from custody.originals import sound_bytes
from imports.bounding import bounded
from imports.models import ImportBatch
from workbooks.kinds import ENDINGS

State = ImportBatch.State


@transaction.atomic
def stage(
    *,
    kind: str,
    content: bytes,
    file_name: str,
    by: User | None,
    sheet: str = "",
    options: dict[str, Any] | None = None,
    county: County | None = None,
) -> ImportBatch:
    """Keep one file as a batch that waits for its report (`report` is empty until `keep_report`).

    `county`: whose figures alone it holds.
    """
    return ImportBatch.objects.create(
        kind=kind,
        state=State.PREVIEWED,
        # Named by its bytes: a name from outside never becomes a path.
        file=ContentFile(content, name=f"{hashlib.sha256(content).hexdigest()[:16]}.{_ending(file_name)}"),
        file_name=file_name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        sheet=sheet,
        options=options or {},
        uploaded_by=by,
        county=county,
    )


def _ending(file_name: str) -> str:
    """One of the endings that may be chosen."""
    ending = PurePath(file_name).suffix.lower().removeprefix(".")
    return ending if ending in ENDINGS else ENDINGS[0]


def keep_report(batch: ImportBatch, report: dict[str, Any], *, refused: bool) -> None:
    """Store what was read, and from which sheet. `refused`: nothing of the file can be applied."""
    batch.report = bounded(report)
    batch.state = State.REFUSED if refused else State.PREVIEWED
    batch.save(update_fields=["report", "state", "sheet"])


def content_of(batch: ImportBatch) -> bytes:
    """The bytes that were uploaded, and no others. Raises OriginalRefusedError where the kept file is changed or gone."""
    return sound_bytes(batch)


def applied_before(batch: ImportBatch) -> ImportBatch | None:
    """The newest applied batch of the very same file and kind, if there is one."""
    same = ImportBatch.objects.filter(kind=batch.kind, sha256=batch.sha256, state=State.APPLIED)
    return same.exclude(pk=batch.pk).first()
