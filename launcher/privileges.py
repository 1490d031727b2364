"""PostgreSQL refuses to run as root. As root we start it as nobody, seen from inside, or as nobody indeed."""

import os
import pwd
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher.telling import Refused

NOBODY = 65534
NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
"""A user namespace in which root's files are nobody's: the server runs and even a folder of mode 0700 works."""


@dataclass(frozen=True)
class Privileges:
    """How a command loses root: by `prefix` (a namespace), by a change to `uid`, or not at all."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def wrapped(self, command: Sequence[str], orphaned: signal.Signals, *, become: bool = False) -> list[str]:
        """Return `command` in its namespace, tied to us; with `become` it changes its user by itself."""
        tie = ("setpriv", "--pdeathsig", orphaned.name.removeprefix("SIG"))
        if self.prefix:
            return [*self.prefix, *tie, *command]
        if become and self.uid is not None:
            return ["setpriv", f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups", *command]
        return list(command)

    def give(self, *folders: Path) -> None:
        """Hand folders to the user that the server will be, and see that it can reach them."""
        if self.uid is None or self.gid is None:
            return
        for folder in folders:
            os.chown(folder, self.uid, self.gid)
            self._reach(folder)

    def _reach(self, folder: Path) -> None:
        look = [
            "setpriv",
            f"--reuid={self.uid}",
            f"--regid={self.gid}",
            "--clear-groups",
            "test",
            "-r",
            str(folder),
        ]
        if subprocess.run(look, check=False).returncode != 0:
            raise Refused(
                f"PostgreSQL 不能以 root 身份运行，而本机不允许用户命名空间，用户 nobody 又进不了 {folder}。"
                "请用普通用户运行，或把程序放到其他用户可以进入的文件夹（如 /opt、/srv）。"
            )


def ours() -> Privileges:
    """Return how PostgreSQL must be started by this user on this machine."""
    if os.geteuid() != 0:
        return Privileges()
    if _answers([*NAMESPACE, "setpriv", "--pdeathsig", "INT", "true"]):
        return Privileges(prefix=NAMESPACE)
    nobody = pwd.getpwnam("nobody")
    return Privileges(uid=nobody.pw_uid, gid=nobody.pw_gid)


def _answers(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
