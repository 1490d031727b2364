"""Rows of one list that say the same, before anything of it is stored. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from measures.printed import PrintedMeasure
from measures.repeats import FEWEST
from workbooks.problems import Problem, warning

_TOLD = 3
_LISTED = 20


def repeats_of(rows: Sequence[PrintedMeasure]) -> dict[int, str]:
    """Place of a row → which others it repeats: in every word, or in a text that nobody writes twice by chance.

    Milestones that one merged text cell covers are one task.
    """
    found: dict[int, str] = {}
    for group in _groups(rows):
        for place in group:
            others = [at_of(rows[other]) for other in group if other != place][:_TOLD]
            same = all(_words(rows[other]) == _words(rows[place]) for other in group)
            what = "完全相同" if same else "的任务内容相同"
            found[place] = f"与 {'、'.join(others)} {what}，疑似重复列示"
    return found


def _groups(rows: Sequence[PrintedMeasure]) -> Iterator[list[int]]:
    held: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        text = _bare(row.text)
        held[(text,) if len(text) >= FEWEST else _words(row)].append(place)
    for group in held.values():
        if len({_printed_once(rows[place]) for place in group}) > 1:
            yield group


def _words(row: PrintedMeasure) -> tuple[str, ...]:
    deadline = row.deadline.text if row.deadline else ""
    return tuple(map(_bare, (row.name, row.text, row.target, deadline)))


def _bare(text: str | None) -> str:
    return "".join((text or "").split())


def _printed_once(row: PrintedMeasure) -> tuple[str, str]:
    return row.sheet, row.cells.get("text") or f"row {row.row}"


def at_of(row: PrintedMeasure) -> str:
    return f"{row.sheet}!{row.cells.get('name', row.row)}"


def repeated(rows: Sequence[PrintedMeasure], repeats: Mapping[int, str]) -> list[Problem]:
    """One line for the list: so many, and where."""
    if not repeats:
        return []
    places = [at_of(rows[place]) for place in sorted(repeats)]
    more = f"等 {len(places)} 处" if len(places) > _LISTED else ""
    told = f"{len(places)} 项任务疑似重复列示：{'、'.join(places[:_LISTED])}{more}；汇总时不得相加。"
    return [warning("", None, told)]
