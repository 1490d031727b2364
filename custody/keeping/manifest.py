"""What a backup says about itself: when and by what it was made, and the digest of everything inside."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from refusals import Refused

FORMAT = 1
"""The version of the file's layout. A program refuses a higher one."""


class KeepingRefusedError(Refused):
    """A backup or a restore cannot be done."""


@dataclass(frozen=True)
class TableDigest:
    """A table's content: SHA-256 over its rows as COPY prints them (`custody.keeping.digests`)."""

    table: str
    """With its schema where that is not `public`."""
    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Member:
    """One file inside the backup; size in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The last member of a backup; describes all others."""

    made_at: str
    """ISO 8601 with offset."""
    program: str
    postgres: int
    """The server's version number, as `server_version_num`."""
    migrations: tuple[str, ...]
    """Every applied migration, as `app.name`."""
    tables: tuple[TableDigest, ...]
    members: tuple[Member, ...]
    missing: tuple[str, ...] = ()
    """Uploaded files that a row names and that were already gone when the backup was made."""
    format: int = FORMAT

    def text(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def parsed(text: bytes) -> Manifest:
    """Return the manifest that `text` spells. Raises KeepingRefusedError where it spells none."""
    try:
        given = json.loads(text)
        return Manifest(
            made_at=str(given["made_at"]),
            program=str(given["program"]),
            postgres=int(given["postgres"]),
            migrations=tuple(map(str, given["migrations"])),
            tables=tuple(_table(each) for each in given["tables"]),
            members=tuple(
                Member(str(each["name"]), int(each["size"]), str(each["sha256"])) for each in given["members"]
            ),
            missing=tuple(map(str, given["missing"])),
            format=int(given["format"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise KeepingRefusedError("备份文件的清单无法识别，不能使用。请换一份备份。") from error


def _table(given: Mapping[str, Any]) -> TableDigest:
    columns = tuple(map(str, given["columns"]))
    return TableDigest(str(given["table"]), columns, int(given["rows"]), str(given["sha256"]))
