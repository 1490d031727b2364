"""One task as a plan's task list prints it, and the list as read. No database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from measures.deadlines import Deadline
from measures.responsible import Responsible
from workbooks.problems import Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedMeasure:
    """One row: texts verbatim, headings and departments filled down as the sheet means them; None where nothing is printed.

    `part` numbers rows that share one 序号 (milestones under one merged task). `cells`: role → the cell that prints it.
    """

    sheet: str
    row: int
    seq: str | None
    part: int | None
    chapter: str | None
    section: str | None
    item: str | None
    point: str | None
    name: str
    text: str | None
    target: str | None
    deadline: Deadline | None
    responsible: Responsible
    responsible_text: str
    cells: Mapping[str, str]
    extras: Mapping[str, str] = field(default_factory=dict)

    @property
    def fragments(self) -> tuple[str, ...]:
        """The targets that the cell joins by ；"""
        return fragments_of(self.target or "", self.text or "")

    def as_line(self) -> dict[str, Any]:
        """As the command prints it with `--json`."""
        deadline = self.deadline
        return {
            "kind": "measure",
            "sheet": self.sheet,
            "row": self.row,
            "seq": int(self.seq) if self.seq and self.seq.isdecimal() and self.seq.isascii() else self.seq,
            "chapter": self.chapter,
            "section": self.section,
            "item": self.item,
            "point": self.point,
            "part": self.part,
            "name": self.name,
            "text": self.text,
            "target": {"text": self.target, "cell": self.cells.get("target")},
            "deadline": {
                "text": deadline.text if deadline else None,
                "date": deadline.end if deadline else None,
            },
            "departments": list(self.responsible.names),
        }


def fragments_of(target: str, text: str) -> tuple[str, ...]:
    """The printed targets of one cell, one by one; what the plan's text prints in one piece stays one."""
    whole = "".join(text.split())
    fragments: list[str] = []
    for part in (part.strip() for part in target.split("；")):
        together = f"{fragments[-1]}；{part}" if fragments and part else ""
        if together and "".join(together.split()) in whole:
            fragments[-1] = together
        elif part:
            fragments.append(part)
    return tuple(fragments)


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """One task list as read; `lines`: what is printed above its tables, which may name the plan."""

    filename: str
    sha256: str
    lines: tuple[str, ...]
    rows: tuple[PrintedMeasure, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What refuses the whole list."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)
