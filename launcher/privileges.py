"""PostgreSQL refuses to run as root. As root we start it as nobody: as seen from inside, or indeed."""

import ctypes
import os
import pwd
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from launcher.telling import Refused

NOBODY = 65534
CLONE_NEWUSER = 0x10000000
"""<linux/sched.h>"""
LOOK = 'test -r "$1" && test -w "$1" && test -x "$2"'


@dataclass(frozen=True)
class Privileges:
    """How a child process gives up root between fork and exec."""

    drop: Callable[[], None]
    owner: int | None = None
    """The user that the server's folders must belong to; None where they stay ours."""

    def give(self, *folders: Path) -> None:
        """Hand folders to the user that the server will be, and let it pass through the folder above each."""
        for folder in folders:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.owner is not None:
                os.chown(folder, self.owner, -1)
                folder.parent.chmod(0o711)

    def reaches(self, folder: Path, program: Path) -> bool:
        """Tell whether a child without root can use `folder` and run `program`."""
        look = ["/bin/sh", "-c", LOOK, "sh", str(folder), str(program)]
        try:
            return (
                subprocess.run(look, preexec_fn=self.drop, capture_output=True, check=False).returncode == 0
            )
        except subprocess.SubprocessError:
            return False  # `drop` itself was not allowed


def chosen(program: Path, *folders: Path) -> Privileges:
    """Return how this user, on this machine, starts `program` on `folders` (made where missing, handed over).

    Raises Refused where there is no way.
    """
    for way in _ways():
        way.give(*folders)
        if all(way.reaches(folder, program) for folder in folders):
            return way
    raise Refused(
        f"数据库程序无法使用 {'、'.join(map(str, folders))} 或 {program}。PostgreSQL 不能以 root 身份运行；"
        "请用这份程序所属的普通用户运行，或把它放到其他用户可以进入的文件夹（如 /opt、/srv）。"
    )


def _ways() -> list[Privileges]:
    if os.geteuid() == 0:
        return [Privileges(enter_namespace), Privileges(become_nobody, pwd.getpwnam("nobody").pw_uid)]
    ourselves = Privileges(lambda: None)
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        # A number without a name, as in some containers: PostgreSQL insists on a name.
        return [Privileges(enter_namespace), ourselves]
    return [ourselves]


def enter_namespace() -> None:
    """Enter a user namespace in which root, and root's files, are nobody's: even a folder of mode 0700 works."""
    # Asked before: inside, until the maps are written, everyone is the overflow user.
    uid, gid = os.geteuid(), os.getegid()
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
        raise PermissionError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {gid} 1")


def become_nobody() -> None:
    """Become the user nobody for good."""
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
