"""What becomes of a hostile file at one door of the readers: how it is answered, and what that costs."""

from collections.abc import Callable
from dataclasses import dataclass

from plans.reading import read_plan
from sandbox.allowances import MEGABYTE
from sandbox.answers import Kind, unpacked
from sandbox.calling import ask, preload
from workbooks.marking import mark_workbook
from workbooks.opening import most_rows, open_workbook
from workbooks.problems import UnreadableWorkbookError, error, notice

SECONDS = 5.0
MEMORY = 300 * MEGABYTE
"""More than the process takes that reads an ordinary file."""


def count_rows(content: bytes) -> int:
    """How many rows: whether a Job must read it."""
    return most_rows(content)


def mark(content: bytes) -> int:
    """A marked copy with a few marks; its length."""
    problems = [error("表", "E2", "不对"), notice("表", "XFD1048576", "远"), error("表", None, "整张")]
    return len(mark_workbook(content, problems, ["甲.xlsx"]))


DOORS: dict[str, Callable[[bytes], object]] = {
    "counted": count_rows,
    "read": open_workbook,
    "as a plan": read_plan,
    "marked": mark,
}

preload("tests.hostile.judging")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the child answered: `read`, `refused`, else what went wrong."""

    said: str
    seconds: float
    more_bytes: int

    @property
    def is_good(self) -> bool:
        return self.said in ("read", "refused") and self.seconds <= SECONDS and self.more_bytes <= MEMORY

    def __str__(self) -> str:
        return f"{self.said}, {self.seconds:.1f} s, +{self.more_bytes // MEGABYTE} MB"


def usual() -> int:
    """The memory of a child that does next to nothing."""
    return ask(open_workbook, b"")[1].peak_bytes


def judged(content: bytes, door: str, usually: int) -> Verdict:
    """Let a child answer the file at the door."""
    answer, fate = ask(DOORS[door], content)
    return Verdict(_said(answer, fate.exit_code), fate.cpu_seconds, fate.peak_bytes - usually)


def _said(answer: bytes, exit_code: int) -> str:
    if exit_code:
        return f"killed ({exit_code})"
    kind = Kind(answer[:1].decode("latin-1"))
    if kind is Kind.RESULT:
        return "read"
    if kind is Kind.NO_MEMORY:
        return "no memory"
    if kind is Kind.REFUSED:
        refusal = unpacked(answer)
        return "refused" if isinstance(refusal, UnreadableWorkbookError) else repr(refusal)
    return "fault: " + answer[1:].decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
