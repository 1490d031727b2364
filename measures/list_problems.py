"""What a person should look at in a task list as a whole, before it is confirmed."""

from collections.abc import Mapping, Sequence

from measures.models import Assignment, Measure
from measures.printed import PrintedMeasure
from workbooks.problems import Problem, Severity, warning


def contradicting(rows: Sequence[PrintedMeasure], against: Mapping[int, str]) -> list[Problem]:
    return [
        warning(rows[place].sheet, rows[place].cells.get("target"), said) for place, said in against.items()
    ]


FEWEST_GONE = 5
"""Of so few tasks a corrected list may well keep none."""


def nothing_kept(found: Sequence[Measure | None], gone: Sequence[Measure]) -> list[Problem]:
    """A file that holds none of the plan's tasks is hardly its next list."""
    if len(gone) < FEWEST_GONE or any(one is not None for one in found):
        return []
    return [
        warning(
            "",
            None,
            f"现行的 {len(gone)} 项任务，本文件一项也没有，入账后全部删除；请核对是否选错文件或规划。",
        )
    ]


def leaving_handed(handed: Mapping[int, Assignment]) -> list[Problem]:
    """Somebody works on what the list would end."""
    if not handed:
        return []
    told = f"删除的任务中 {len(handed)} 项已交办；入账后交办仍在账，不再办理的请在“重点任务”中撤回交办。"
    return [warning("", None, told)]


_LONGEST = {"seq": 40}


def too_long(rows: Sequence[PrintedMeasure]) -> list[Problem]:
    return [
        Problem(
            row.sheet,
            row.cells.get("seq"),
            Severity.ERROR,
            f"第 {row.row} 行的序号超过 {_LONGEST['seq']} 个字。",
        )
        for row in rows
        if len(row.seq or "") > _LONGEST["seq"]
    ]
