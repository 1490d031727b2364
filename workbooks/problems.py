"""What was not understood, and where: the currency of every reader of spreadsheets."""

from dataclasses import dataclass
from enum import StrEnum

from refusals import Refused


class Severity(StrEnum):
    """An error refuses the whole workbook; a warning and a notice travel with what was read."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Problem:
    """One Chinese sentence about one place; `cell` is an address like `E7`, or None for a whole sheet."""

    sheet: str
    cell: str | None
    severity: Severity
    message: str


class UnreadableWorkbookError(Refused):
    """The file cannot be read at all."""


class SheetRefusedError(Refused):
    """The workbook opens, but the sheet that is wanted is not in it, or is not whole; nothing of it was read."""


def error(sheet: str, cell: str | None, message: str) -> Problem:
    """A problem that refuses the workbook."""
    return Problem(sheet, cell, Severity.ERROR, message)


def warning(sheet: str, cell: str | None, message: str) -> Problem:
    """A problem that a person should look at; the row is kept."""
    return Problem(sheet, cell, Severity.WARNING, message)


def notice(sheet: str, cell: str | None, message: str) -> Problem:
    """Something worth knowing; nothing is wrong with the figure."""
    return Problem(sheet, cell, Severity.NOTICE, message)
