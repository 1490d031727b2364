"""Opening a workbook and giving every cell's text as it is displayed.

One pass over each sheet, in bounded memory, for sheets of any length (`sheet_pass`, ADR 33). python-calamine and
openpyxl are the witnesses in the tests.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbooks.contents import SheetPart, contents
from workbooks.half_seen import conditioned, narrow
from workbooks.known_styles import Styles
from workbooks.limits import DEFAULT_LIMITS, Limits
from workbooks.merges import Merge, read_merges
from workbooks.package import Package
from workbooks.problems import Problem, notice
from workbooks.problems import hidden as unread
from workbooks.runs import Dropped
from workbooks.sheet_pass import SheetPass
from workbooks.sheet_rows import Budget, SheetRows, listed
from workbooks.strings import shared_strings
from workbooks.styles import looks
from workbooks.texts import Texts

__all__ = ["Merge", "Sheet", "Workbook", "read_workbook"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: `rows[0][0]` is the displayed text of A1, "" where nothing stands; verbatim, not trimmed.

    What the person does not see is not read unless `read_workbook` is asked to: a hidden sheet has no rows, hidden
    rows and columns are blank, and `problems` names them. `dropped`: by (row, column), what a cell holds struck out
    or as a footnote's mark; its text is without it. Who reads the sheet says what that means (`workbooks.unseen`).
    """

    name: str
    hidden: bool
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...]
    problems: tuple[Problem, ...]
    hidden_rows: frozenset[int] = frozenset()
    """By hand or by a filter; with or without content."""
    hidden_columns: frozenset[int] = frozenset()
    dropped: Mapping[tuple[int, int], Dropped] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """The displayed text at a position from 1, "" outside the used range."""
        if row > len(self.rows) or column > len(self.rows[row - 1]):
            return ""
        return self.rows[row - 1][column - 1]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: `sha256` in hex identifies the very bytes."""

    filename: str
    sha256: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def read_workbook(
    source: bytes | Path,
    filename: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    *,
    read_hidden: bool = False,
) -> Workbook:
    """Every sheet of an .xlsx as displayed text; raises `UnreadableWorkbookError` with a Chinese sentence.

    `read_hidden`: also what a person does not see: hidden sheets, rows and columns, by choice only.
    """
    if isinstance(source, Path):
        filename = filename or source.name
        source = source.read_bytes()
    package = Package(source, limits)
    found = contents(package)
    look, hiding = looks(package, found.styles)
    styles = Styles(look, shared_strings(package, found.strings), hiding)
    budget = Budget(limits)
    sheets = []
    for item in found.sheets:
        texts = Texts(item.name, styles, limits, epoch_1904=found.epoch_1904)
        rows = SheetRows(texts, limits, budget, read_hidden=read_hidden)
        sheets.append(_sheet(package, item, rows, limits))
    return Workbook(filename or "", hashlib.sha256(source).hexdigest(), tuple(sheets))


def _sheet(package: Package, item: SheetPart, rows: SheetRows, limits: Limits) -> Sheet:
    if item.hidden and not rows.read_hidden:
        told = unread_sheet(item.name)
        return Sheet(item.name, True, (), (), (told,))
    read = SheetPass(item.part, rows, limits)
    read.read(package.pieces(item.part))
    return finished_sheet(item.name, item.hidden, rows, read.merges, limits)


def unread_sheet(name: str) -> Problem:
    """What is said of a hidden sheet."""
    return unread(name, f"工作表“{name}”是隐藏的，未读取；需要时请选择读取隐藏的内容。")


def finished_sheet(
    name: str, hidden: bool, rows: SheetRows, references: Iterable[str], limits: Limits
) -> Sheet:
    """The sheet, once all its cells are put; `references`: its merged ranges as printed."""
    texts = rows.texts
    texts.finish()
    lines = rows.finished()
    merges, overlaps = read_merges(name, references, len(lines), len(lines[0]) if lines else 0, limits)
    told = [*narrow(name, lines, merges, rows.widths), *conditioned(name, rows.conditioned)]
    return Sheet(
        name,
        hidden,
        lines,
        merges,
        (*texts.problems, *overlaps, *_hidden(name, hidden, rows), *told),
        frozenset(rows.hidden_rows),
        frozenset(rows.hidden_columns),
        texts.dropped,
    )


def _hidden(name: str, hidden: bool, rows: SheetRows) -> list[Problem]:
    """What a person would look for in vain, or did not see and chose to read."""
    if rows.read_hidden:
        told, seen_rows, seen_columns = "按选择读取", rows.hidden_rows, rows.hidden_columns
    else:
        told, seen_rows, seen_columns = "未读取", rows.unread_rows, rows.unread_columns
    said = [f"工作表“{name}”"] if hidden else []
    said += [f"第 {listed(seen_rows)} 行"] if seen_rows else []
    said += [f"{listed(seen_columns, letters=True)} 列"] if seen_columns else []
    sentences = [f"{what}是隐藏的，{told}。" for what in said]
    if rows.read_hidden:
        return [notice(name, None, sentence) for sentence in sentences]
    return [unread(name, sentence) for sentence in sentences]
