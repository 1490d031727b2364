"""What was not understood, and where: the currency of every reader of files, from the cell to the marked copy."""

import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from refusals import Refused

_FIRST_INSIDE = re.compile(r"““([^“”]{0,100})”([^“”]{0,100})”")
_LAST_INSIDE = re.compile(r"“([^“”]{0,100})“([^“”]{0,100})””")


class Severity(StrEnum):
    """An error keeps its row, or the whole file, from being taken; a warning and a notice travel with what was read."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        return {"error": "错误", "warning": "请核对", "notice": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Problem:
    """One Chinese sentence about one place; `cell` is an address like `E7`, or None for a whole sheet.

    `hint`: what to do about it, where the sentence does not say so itself. `why`: the group of reasons that it is
    counted and filtered under. `row`: the row that it keeps from being taken, where it is about one. `is_hidden`:
    something was not read because it is hidden; a person may choose to have it read.
    """

    sheet: str
    cell: str | None
    severity: Severity
    message: str
    hint: str = ""
    why: str = ""
    row: int | None = None
    is_hidden: bool = False

    @property
    def sentence(self) -> str:
        """The message with its remedy, ended by a full stop."""
        message = self.message.removesuffix("。")
        return f"{message}；{self.hint}。" if self.hint else f"{message}。"

    def as_json(self) -> dict[str, Any]:
        """As a report keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Problem":
        return cls(**{**kept, "severity": Severity(kept["severity"])})

    def as_line(self) -> dict[str, Any]:
        """As a command prints it with `--json`; no sheet where the whole file is refused."""
        place = {"sheet": self.sheet or None, "cell": self.cell}
        return {"kind": "problem", **place, "severity": self.severity.value, "message": self.sentence}


class UnreadableWorkbookError(Refused):
    """The file cannot be read at all."""


class SheetRefusedError(Refused):
    """The workbook opens, but the sheet that is wanted is not in it, or is not whole; nothing of it was read."""


def single_inside(message: str) -> str:
    """What a printed text quotes itself gets single quotes where it stands in ours: “‘十四五’累计”."""
    if "““" not in message and "””" not in message:
        return message
    return _FIRST_INSIDE.sub(r"“‘\1’\2”", _LAST_INSIDE.sub(r"“\1‘\2’”", message))


def error(sheet: str, cell: str | None, message: str) -> Problem:
    """A problem that refuses the workbook."""
    return Problem(sheet, cell, Severity.ERROR, single_inside(message))


def warning(sheet: str, cell: str | None, message: str) -> Problem:
    """A problem that a person should look at; the row is kept."""
    return Problem(sheet, cell, Severity.WARNING, single_inside(message))


def notice(sheet: str, cell: str | None, message: str) -> Problem:
    """Something worth knowing; nothing is wrong with the figure."""
    return Problem(sheet, cell, Severity.NOTICE, single_inside(message))


def hidden(sheet: str, message: str) -> Problem:
    """What was not read because nobody sees it."""
    return Problem(sheet, None, Severity.NOTICE, single_inside(message), is_hidden=True)
