"""指标属性 as plans print it: in a column of words, in columns of ticks, or by a mark that a note explains."""

import re
from collections.abc import Iterable

from workbooks.headers import normalise

MARKS = "★☆*＊▲△●※"
_TICKS = frozenset("√✓✔★☆*＊▲△●○※")
_WORD = re.compile(r"(约束|预期|参考)(?:性|型)?(?:指标)?")
_EXPLAINED = re.compile(
    rf"[带加标]?有?([{re.escape(MARKS)}])\s*号?[的者]?\s*(?:指标)?\s*(?:为|是|表示|[:：])?\s*(约束|预期|参考)性"
)
_REST = re.compile(r"其[余他]\S{0,4}?(约束|预期|参考)性")
_MARKED = re.compile(rf"^[{re.escape(MARKS)}]\s*|\s*[{re.escape(MARKS)}]$")


def attribute_of(text: str) -> str | None:
    """约束, 约 束 性, 约束性指标 are 约束性; None for everything else."""
    found = _WORD.fullmatch(normalise(text).strip("()[]【】"))
    return f"{found[1]}性" if found else None


def attribute_of_section(label: str) -> str | None:
    """The attribute that the heading of a section is: 一、约束性指标."""
    return attribute_of(re.sub(r"^\s*[（(]?[一二三四五六七八九十]+[)）、.．]\s*", "", label))


def is_tick(text: str) -> bool:
    """Whether a cell is ticked: √, ★, ●, 是."""
    return normalise(text) in _TICKS | {"是"}


def explained_marks(notes: Iterable[str]) -> dict[str, str]:
    """What the notes of a sheet say that marks mean: ★ → 约束性; "" → what the rest is."""
    meanings: dict[str, str] = {}
    for note in notes:
        meanings |= {found[1]: f"{found[2]}性" for found in _EXPLAINED.finditer(note)}
        if rest := _REST.search(note):
            meanings[""] = f"{rest[1]}性"
    return meanings


def without_mark(name: str) -> tuple[str, str]:
    """A printed name without the mark before or after it, and the mark; "" where it has none."""
    found = _MARKED.search(name.strip())
    if found is None:
        return name, ""
    return _MARKED.sub("", name.strip(), count=1), found[0].strip()
