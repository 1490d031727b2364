"""Reading a file once more with what a person does not see in it: hidden sheets, rows and columns, by choice only."""

from dataclasses import replace

from django.db import transaction

from accounts.models import User
from imports import flow
from imports.applying import ImportRefusedError, lapse
from imports.importers import Source, importer_of, source_of
from imports.models import ImportBatch

READ_HIDDEN = "read_hidden"
"""The option of a source under which its hidden parts are read."""
NAMED = 10
State = ImportBatch.State


def reads_hidden(source: Source) -> bool:
    return bool(source.options.get(READ_HIDDEN))


def may_read_hidden(batch: ImportBatch) -> list[str]:
    """What of a waiting or refused file was left out because it is hidden, in sentences; nothing otherwise."""
    if batch.state not in (State.PREVIEWED, State.REFUSED) or batch.options.get(READ_HIDDEN):
        return []
    return list(batch.report.get("hidden", ()))[:NAMED]


@transaction.atomic
def read_with_hidden(batch_id: int, *, by: User) -> ImportBatch:
    """Preview the file anew with its hidden parts; the preview before waits no longer."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state not in (State.PREVIEWED, State.REFUSED):
        raise ImportRefusedError("这次导入已经办结，不能再改读法；如有需要请重新上传文件。")
    source = source_of(batch)
    # A batch of observations keeps the sheets that were read: the hidden ones are to be among them.
    sheet = "" if batch.kind == ImportBatch.Kind.OBSERVATIONS else source.sheet
    again = replace(source, sheet=sheet, options={**source.options, READ_HIDDEN: True})
    read = flow.bring(importer_of(batch), again, by=by)
    lapse(batch.pk, "已连同隐藏的内容重新预览，本预览不再使用。", by=by)
    return read
