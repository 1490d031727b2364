"""Filling a new, empty database from a dump."""

import subprocess
import tempfile
from typing import IO, BinaryIO

from custody.keeping.manifest import KeepingRefusedError
from custody.keeping.server import Server, tool

UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"
"""What the tools of PostgreSQL 17 and newer write, and an older server does not know."""
HEAD_LINES = 40
"""Within them are the settings; the first row of data comes later."""


def load(server: Server, name: str, dump: BinaryIO, made_by: int) -> None:
    """Run the dump in the database `name`. `made_by` is the version number of the server that was dumped.

    Raises KeepingRefusedError with PostgreSQL's own words where a statement fails; the database is then half full.
    """
    at_least = made_by // 10000
    script = [tool("pg_restore", at_least), "--file=-", "--no-owner", "--no-privileges"]
    run = [tool("psql", at_least), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", server.dsn(name)]
    environment = server.environment()
    # pg_restore cannot leave out a statement and psql cannot read the archive: one feeds the other.
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            script, stdin=dump, stdout=subprocess.PIPE, stderr=complaints, env=environment
        ) as reader,
        subprocess.Popen(run, stdin=subprocess.PIPE, stderr=complaints, env=environment) as writer,  # noqa: S603 - our own arguments, no shell
    ):
        try:
            _feed(reader.stdout, writer.stdin)
        except BrokenPipeError:
            reader.kill()  # psql has given up and said why
        except BaseException:
            reader.kill()
            writer.kill()
            raise
        failed = writer.wait() != 0 or reader.wait() != 0
        complaints.seek(0)
        said = complaints.read().decode(errors="replace").strip()
    if failed:
        raise KeepingRefusedError(f"数据库没有接受备份的内容，已放弃，原有数据未改动：{said}")


def _feed(script: IO[bytes] | None, psql: IO[bytes] | None) -> None:
    if script is None or psql is None:
        raise TypeError
    with psql:
        for _line in range(HEAD_LINES):
            line = script.readline()
            if line != UNKNOWN_BEFORE_17:
                psql.write(line)
        while chunk := script.read(1 << 20):
            psql.write(chunk)
