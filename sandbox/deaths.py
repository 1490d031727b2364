"""What is said, and noted, when a child gives no answer."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from refusals import Refused


class Cause(StrEnum):
    """Why a child gave no answer; the value goes on record."""

    TIME = "超出时限"
    MEMORY = "超出内存"
    FAULT = "程序出错"

    @property
    def sentence(self) -> str:
        return _SENTENCES[self]


_MEND = "请用 Excel 或 WPS 打开，把需要的表复制到新建的工作簿，另存为 .xlsx 后重新上传"
_SENTENCES = {
    Cause.TIME: f"处理这份文件用时过长，已中止，没有读取任何内容；{_MEND}，内容很多的请拆分。",
    Cause.MEMORY: f"处理这份文件占用内存过多，已中止，没有读取任何内容；{_MEND}，内容很多的请拆分。",
    Cause.FAULT: f"处理这份文件时出错，已中止，没有读取任何内容；{_MEND}，仍不行的请联系系统管理员。",
}
_BY_SIGNAL = {
    signal.SIGXCPU: Cause.TIME,
    signal.SIGALRM: Cause.TIME,
    # A program in Rust or C that is refused memory ends itself; the kernel's own choice in need is KILL.
    signal.SIGABRT: Cause.MEMORY,
    signal.SIGKILL: Cause.MEMORY,
}


def cause_of(signal_number: int) -> Cause:
    """Why a signal ended a child."""
    return next((cause for number, cause in _BY_SIGNAL.items() if number == signal_number), Cause.FAULT)


class StoppedError(Refused):
    """A file that was not read because reading it cost too much, or failed in a way that nobody foresaw."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.sentence)
        self.cause = cause


class SandboxBusyError(Refused):
    """Too many files at once; nothing is wrong with this one."""

    def __init__(self) -> None:
        super().__init__("正在处理的文件太多，本次没有读取；请一分钟后重新上传。")


@dataclass(frozen=True, slots=True)
class Death:
    """One file that stopped its child: why, its name where it was told, and the digest of its bytes."""

    cause: Cause
    file_name: str
    sha256: str


_noted: ContextVar[list[Death] | None] = ContextVar("sandbox_deaths", default=None)


@contextmanager
def noting() -> Iterator[list[Death]]:
    """Collect what dies in the body, for whoever can put it on record (an exception may undo the body's transaction)."""
    found: list[Death] = []
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def note(death: Death) -> None:
    """Called where a child died."""
    found = _noted.get()
    if found is not None:
        found.append(death)
