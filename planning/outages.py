"""What an accident was that is nobody's fault: the database away, the disk full. Told from the exception itself."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError

DISK_FULL = "53100"
AWAY = ("08", "57P", "53300")
"""Beginnings of SQLSTATE: no connection, shutting down, too many connections."""
FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class Outage:
    """What a person reads about it."""

    title: str
    what: str
    unsaved: str
    """What became of a form that was sent."""
    remedy: str
    status: int = 503

    def sentence(self, *, writing: bool) -> str:
        return f"{self.what}{self.unsaved if writing else ''}{self.remedy}"


DATABASE_AWAY = Outage(
    "数据库暂时无法连接",
    "数据库暂时无法连接。",
    "这次提交没有保存。",
    "请等一两分钟再试；仍不恢复的，请联系系统管理员。",
)
DISK_IS_FULL = Outage(
    "服务器磁盘已满",
    "服务器磁盘空间不足。",
    "这次提交没有保存，也没有留下文件。",
    "请联系系统管理员腾出空间，然后再试。",
    507,
)


def outage(error: BaseException | None) -> Outage | None:
    """The outage behind `error`, if it is one."""
    for each in _chain(error):
        if isinstance(each, OSError) and each.errno in FULL:
            return DISK_IS_FULL
        if isinstance(each, DatabaseError):
            found = _of_database(each)
            if found:
                return found
    return None


def _of_database(error: DatabaseError) -> Outage | None:
    code = getattr(error.__cause__, "pgcode", None) or ""
    if code == DISK_FULL:
        return DISK_IS_FULL
    if isinstance(error, InterfaceError):
        return DATABASE_AWAY
    # Without a code nothing was heard from the server at all.
    away = isinstance(error, OperationalError) and (not code or code.startswith(AWAY))
    return DATABASE_AWAY if away else None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
