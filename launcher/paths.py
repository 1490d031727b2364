"""Where things lie. Everything that a clone writes is under its state folder, except the sockets."""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from launcher.telling import Refused

SOCKET_PATH_LIMIT = 107
"""Bytes of a unix socket's path, the closing zero not counted (Linux, sun_path)."""
LONGEST_SOCKET_NAME = "/pg/.s.PGSQL.5432"


@dataclass(frozen=True)
class Paths:
    """The places of one clone (`root`), its state folder and its virtual environment."""

    root: Path
    state: Path
    venv: Path

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    def line(self, *arguments: str | Path) -> list[str]:
        """Return a command line of the environment's Python."""
        return [str(self.python), *map(str, arguments)]

    def django(self, *arguments: str) -> list[str]:
        """Return a command line of manage.py."""
        return self.line(self.root / "manage.py", *arguments)

    @property
    def logs(self) -> Path:
        return self.state / "logs"

    @property
    def assets(self) -> Path:
        return self.state / "assets"

    @property
    def tools(self) -> Path:
        """What only `./run check` needs from npm."""
        return self.state / "tools"

    @property
    def postgres(self) -> Path:
        return self.state / "postgres"

    @property
    def accounts_file(self) -> Path:
        return self.state / "accounts.txt"

    @cached_property
    def sockets(self) -> Path:
        """A private folder under the temp dir: a clone's own path may be too long for a socket."""
        return private_folder(socket_folder(self.state))


def of_clone() -> Paths:
    """Return the places of the clone that this file belongs to; PLANNING_STATE and PLANNING_VENV override."""
    root = Path(__file__).resolve().parent.parent
    state = Path(os.environ.get("PLANNING_STATE") or root / ".local").resolve()
    venv = Path(os.environ.get("PLANNING_VENV") or state / "venv").absolute()
    return Paths(root, state, venv)


@contextmanager
def fresh_sockets(paths: Paths) -> Iterator[None]:
    """Leave no socket folder behind: around the block in which the servers of the clone live."""
    try:
        yield
    finally:
        shutil.rmtree(socket_folder(paths.state), ignore_errors=True)


def socket_folder(state: Path) -> Path:
    """Name the socket folder of a state folder: the same one each time, under the temp dir."""
    digest = hashlib.sha256(os.fsencode(state) + str(os.getuid()).encode()).hexdigest()[:12]
    name = f"planning-{digest}"
    return parent_of_sockets(name) / name


def parent_of_sockets(name: str) -> Path:
    """Return the temp dir if a folder `name` in it can hold sockets, else /tmp."""
    for parent in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 - only private folders are made there
        if _serves_sockets(parent / name):
            return parent
    raise Refused(
        f"临时文件夹 {tempfile.gettempdir()} 不能存放套接字。请用 TMPDIR 指定一个路径较短的文件夹。"
    )


def _serves_sockets(folder: Path) -> bool:
    # The path goes into addresses and into a comma-separated setting: plain characters spare all quoting.
    plain = re.fullmatch(r"[A-Za-z0-9/._-]+", str(folder)) is not None
    return plain and len(str(folder)) + len(LONGEST_SOCKET_NAME) <= SOCKET_PATH_LIMIT


def private_folder(folder: Path) -> Path:
    """Make `folder` with mode 0700, or accept it only if it is already ours and no link.

    Raises Refused where someone else's folder stands there.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid != os.getuid():
        raise Refused(f"文件夹 {folder} 属于其他用户，不能使用。请删除它，或用 TMPDIR 指定另一个临时文件夹。")
    folder.chmod(0o700)
    return folder
