"""Files that are kept as they came: every row that names one has the SHA-256 of its bytes, and both are compared.

Before a kept file is handed out or read again, and at `verify`: a file changed on the disk is never passed on as the
original, and a file that is gone is named.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.apps import apps
from django.db.models import FileField

from refusals import Refused

DIGEST = "sha256"
_PIECE = 1 << 20


class OriginalRefusedError(Refused):
    """A kept file is not handed out: it is not what came in."""


class MissingOriginalError(OriginalRefusedError):
    """There is no such file any more."""


class ChangedOriginalError(OriginalRefusedError):
    """The file has other bytes than those that came in."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One kept file that was compared: whose it is, how large, and what is wrong with it (empty: nothing)."""

    table: str
    row: str
    size: int
    trouble: str


def original_models() -> list[tuple[Any, str]]:
    """Every model that keeps files, with the name of the column, by name of table."""
    found = [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, FileField) and not hasattr(model, "pgh_tracked_model")
    ]
    return sorted(found, key=lambda each: str(each[0]._meta.db_table))


def sound(row: Any) -> BinaryIO:
    """The kept file of a row, open at its begin, after it was read once and found to be what came in.

    Raises MissingOriginalError or ChangedOriginalError.
    """
    name = f"“{row.file_name}”"
    try:
        stream = row.file.open("rb")
    except (FileNotFoundError, ValueError) as missing:
        raise MissingOriginalError(f"{name}的原件已不在服务器上；请联系系统管理员从备份中取回。") from missing
    if digest_of(stream)[0] != row.sha256:
        stream.close()
        raise ChangedOriginalError(
            f"{name}的原件在服务器上被改动：与上传时的 SHA-256 不符，因此不再提供、不再读取。"
            "请联系系统管理员核对（./run manage verify），并从备份中取回。"
        )
    stream.seek(0)
    return cast("BinaryIO", stream)


def sound_bytes(row: Any) -> bytes:
    """All bytes of a kept file; raises as `sound` does."""
    with sound(row) as stream:
        return bytes(stream.read())


def digest_of(stream: Any) -> tuple[str, int]:
    """SHA-256 in hex and the number of bytes of an open file, read in pieces."""
    found, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        found.update(piece)
        size += len(piece)
    return found.hexdigest(), size


def look_at_originals() -> Iterator[Looked]:
    """Compare every kept file with the digest in its row, one after the other."""
    for model, column in original_models():
        rows = model._default_manager.order_by("pk").values_list("pk", column, "file_name", DIGEST)
        for key, name, called, wanted in rows.iterator(chunk_size=500):
            yield _looked(model, column, (str(key), name, called, wanted))


def _looked(model: Any, column: str, row: tuple[str, str, str, str]) -> Looked:
    key, name, called, wanted = row
    table = str(model._meta.db_table)
    if not name:
        return Looked(table, key, 0, f"没有原件：“{called}”")
    storage = model._meta.get_field(column).storage
    try:
        with storage.open(name, "rb") as stream:
            found, size = digest_of(stream)
    except OSError as error:
        gone = isinstance(error, FileNotFoundError)
        what = "原件丢失" if gone else f"原件无法读取（{error.strerror or error}）"
        return Looked(table, key, 0, f"{what}：“{called}”（{name}）")
    if found == wanted:
        return Looked(table, key, size, "")
    told = f"原件被改动：“{called}”（{name}）现为 {found[:16]}…，上传时为 {wanted[:16]}…"
    return Looked(table, key, size, told)
