"""What a migrated database depends on: a digest by which a template is found again or made anew.

Migrating an empty database takes 20 s, nearly all of it Django rendering models; copying the result takes 0.2 s.
"""

import ast
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

LOCK = "requirements.lock"
"""Brings the migrations of other people's applications."""


def digest_of_migrations(root: Path | None = None) -> str:
    """Return 16 hexadecimal digits over all migrations, every module of ours they import, and the lock."""
    root = root or Path(settings.BASE_DIR)
    found = hashlib.sha256()
    for path in [*sorted(_closure(root, root.glob("*/migrations/*.py"))), root / LOCK]:
        found.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def _closure(root: Path, start: Iterable[Path]) -> set[Path]:
    """Return `start` and all files of `root` that they import, directly or through others."""
    found: set[Path] = set()
    waiting = list(start)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [file for name in _imported(path) for file in _files_of(root, name)]
    return found


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _files_of(root: Path, module: str) -> Iterator[Path]:
    base = root.joinpath(*module.split("."))
    yield from (path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file())
