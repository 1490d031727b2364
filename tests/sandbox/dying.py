"""What a child is made to do in these tests: functions of a module that it can load, since they go there by name."""

import os
import signal
import time
from typing import Any

from refusals import Refused
from workbooks.problems import Problem, UnreadableWorkbookError, error


def length(content: bytes) -> int:
    return len(content)


def problem(content: bytes, *, cell: str) -> Problem:
    return error("表", cell, content.decode())


def refuse(_content: bytes, _name: str = "") -> None:
    raise UnreadableWorkbookError("文件是空的。")


def stale(_content: bytes) -> None:
    raise Refused("不行。")


def turn_for_ever(_content: bytes) -> None:
    while True:
        pass


def sleep_for_ever(_content: bytes) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(10_000)


def take_memory(_content: bytes, _name: str = "") -> int:
    held = [bytes(10 * 1024 * 1024) for _ in range(1000)]
    return len(held)


def take_memory_in_one(_content: bytes) -> bytes:
    return bytes(3 * 1024 * 1024 * 1024)


def answer_at_length(_content: bytes) -> bytes:
    return bytes(120 * 1024 * 1024)


def crash(_content: bytes) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def abort(_content: bytes) -> None:
    os.abort()


def fail(_content: bytes, _name: str = "") -> None:
    raise KeyError("nobody foresaw this")


def exit_at_once(_content: bytes) -> None:
    os._exit(0)


class Evil:
    def __reduce__(self) -> Any:
        return os.system, ("true",)


def send_code(_content: bytes) -> Evil:
    return Evil()


def send_module_code(_content: bytes) -> Any:
    """Something callable of one of our own rooms."""
    return length


def environment(_content: bytes) -> dict[str, str]:
    return dict(os.environ)


def leave_a_file(_content: bytes) -> str:
    import tempfile

    with tempfile.NamedTemporaryFile(delete=False) as file:
        return file.name


def open_descriptors(_content: bytes) -> list[str]:
    found = []
    for each in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names are enough
        try:
            found.append(os.readlink(f"/proc/self/fd/{each}"))  # noqa: PTH115 - the name of the open file, not a path of its own
        except OSError:
            continue
    return found


def modules(_content: bytes) -> list[str]:
    import sys

    return sorted(sys.modules)
