"""Who is responsible, as a cell prints it: the names in it, and which of them it says are to lead.

Order says nothing about who leads; a name leads where a column or a word in the cell says so.
"""

import re
from dataclasses import dataclass

from workbooks.name_lists import split_names

_LABEL = re.compile(
    r"(?:(?P<lead>牵头|主办|主责)|(?P<with>配合|协办|协同|参与)|责任|落实|承办|实施)(?:责任)?(?:部门|单位|主体)?\s*[:：]"
)
_WHOLE = re.compile(r"\s*[（(](?P<inside>[^（()）]*[:：].*)[)）]\s*", re.DOTALL)
_LINE = re.compile(
    r"\s*[（(]?\s*(?:责任|牵头|落实|承办|配合)(?:责任)?(?:部门|单位|主体)\s*[:：].+", re.DOTALL
)
_AT_END = re.compile(r"\s*[（(]\s*(?:责任|牵头|落实|承办)(?:责任)?(?:部门|单位|主体)\s*[:：][^（(]+[)）]\s*$")


_BEHIND = re.compile(r"[（(](?:(?P<lead>牵头|主办|主责)|配合|协办|协同|参与)(?:部门|单位)?[)）]$")
"""水务局（牵头）."""


@dataclass(frozen=True, slots=True)
class Responsible:
    """The names in printed order, and those that are said to lead."""

    names: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


def read_responsible(text: str, *, leading: bool = False) -> Responsible:
    """`leading`: whether the column says that who stands in it leads."""
    whole = _WHOLE.fullmatch(text)
    bare = whole["inside"] if whole else text.strip()
    names: list[str] = []
    leads: list[str] = []
    marks = list(_LABEL.finditer(bare))
    first = bare[: marks[0].start()] if marks else bare
    _take(first, names, leads, leading=leading)
    ends = [*(mark.start() for mark in marks[1:]), len(bare)]
    for mark, end in zip(marks, ends[: len(marks)], strict=True):
        part = bare[mark.end() : end]
        says = bool(mark["lead"]) or (leading and not mark["with"])
        _take(part, names, leads, leading=says)
    return Responsible(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(leads)))


def _take(text: str, names: list[str], leads: list[str], *, leading: bool) -> None:
    for found in split_names(text.strip(" \n;；。，,")):
        said = _BEHIND.search(found)
        name = found[: said.start()] if said else found
        names.append(name)
        if said["lead"] if said else leading:
            leads.append(name)


def is_line(text: str) -> bool:
    """Whether a line across the table names who is responsible for what stands below it."""
    return _LINE.fullmatch(text) is not None


def without_responsible(heading: str) -> tuple[str, str]:
    """A heading and, where it ends with （责任部门：…）, that part."""
    found = _AT_END.search(heading)
    return (heading, "") if found is None else (heading[: found.start()].strip(), found[0].strip())
