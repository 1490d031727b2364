"""A copy of the project to change at will, with a database of its own, and what its guards say of it."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg2
from psycopg2 import sql

from custody.databases import application_url, libpq, owner_url, parsed

ROOT = Path(__file__).parents[1]
LEFT_BEHIND = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "fixtures", "releases")
BLOCK = re.compile(r"^```(\w+) (\S+)( \(at the end\))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = 240


@dataclass(frozen=True)
class Block:
    """A block of code of a document: a new file, the end of one, or lines in the place of others."""

    path: str
    text: str
    kind: str
    at_the_end: bool

    def put(self, root: Path) -> None:
        file = root / self.path
        if self.kind == "diff":
            old, new = self._sides()
            before = file.read_text("utf-8")
            assert before.count(old) == 1, f"{self.path} no longer has once what the document replaces: {old}"
            file.write_text(before.replace(old, new), "utf-8")
        elif self.at_the_end:
            file.write_text(f"{file.read_text('utf-8').rstrip()}\n\n\n{self.text}", "utf-8")
        else:
            assert not file.exists(), self.path
            file.write_text(self.text, "utf-8")

    def _sides(self) -> tuple[str, str]:
        lines = self.text.splitlines(keepends=True)
        return tuple("".join(line[1:] for line in lines if line[0] in f" {sign}") for sign in "-+")  # type: ignore[return-value] # two signs make two


def blocks(document: Path) -> list[Block]:
    """The blocks that name a file, in their order."""
    found = BLOCK.findall(document.read_text("utf-8"))
    return [Block(path, text, kind, bool(end)) for kind, path, end, text in found]


@dataclass(frozen=True)
class Copy:
    """The project in a folder of its own."""

    root: Path
    database: str

    def manage(self, *arguments: str, role: str = "application") -> str:
        """Run manage.py; what it printed. Raises AssertionError with that where it failed."""
        return self.done("manage.py", *arguments, role=role)

    def done(self, *arguments: str, role: str = "application") -> str:
        """The same for any program by Python."""
        code, said = self.tried(*arguments, role=role)
        assert code == 0, said
        return said

    def tried(self, *arguments: str, role: str = "application") -> tuple[int, str]:
        """Run a program of the copy by Python: its exit code and what it printed."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", *arguments],
            cwd=self.root,
            env=self._environment(role),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            check=False,
        )
        return done.returncode, done.stdout

    def files(self) -> dict[str, bytes]:
        """Every file, to see what was touched."""
        found = (path for path in self.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in found}

    def put_back(self, files: dict[str, bytes]) -> None:
        """Let every file be as it was."""
        now = self.files()
        for path in now.keys() - files.keys():
            (self.root / path).unlink()
        for path, text in files.items():
            if now.get(path) != text:
                (self.root / path).write_bytes(text)

    def rows(self, query: str, database: str = "") -> list[tuple[object, ...]]:
        """Ask a database of the copy, as its owner."""
        owner = {**parsed(owner_url()), "NAME": database or self.database}
        with contextlib.closing(psycopg2.connect(**libpq(owner))) as server:
            # CREATE DATABASE is no part of a transaction.
            server.autocommit = True
            with server.cursor() as cursor:
                cursor.execute(query)
                return list(cursor.fetchall()) if cursor.description else []

    def _environment(self, role: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        urls = {"DATABASE_URL": application_url(), "DATABASE_OWNER_URL": owner_url()}
        return {
            **kept,
            **{name: _named(url, self.database) for name, url in urls.items()},
            "PYTHONPATH": str(self.root),
            "DJANGO_SETTINGS_MODULE": "planning.settings.test",
            "PLANNING_DATABASE_ROLE": role,
        }


def _named(url: str, database: str) -> str:
    """The address of another database of the same server: its path, wherever the server is named."""
    return re.sub(r"^(\w+://[^/?]*/)[^?]*", rf"\g<1>{database}", url)


@contextlib.contextmanager
def copied(folder: Path, database: str) -> Iterator[Copy]:
    """Copy the project; afterwards drop every database that the copy has made."""
    shutil.copytree(ROOT, folder, ignore=LEFT_BEHIND)
    (folder / "fixtures").symlink_to(ROOT / "fixtures")
    try:
        yield Copy(folder, database)
    finally:
        _drop(database)


def _drop(database: str) -> None:
    owner = {**parsed(owner_url()), "NAME": "postgres"}
    with contextlib.closing(psycopg2.connect(**libpq(owner))) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [f"(^|_){database}(_|$)"])
            for (name,) in cursor.fetchall():
                cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
