"""Headings as plans print them, 第四章 · 4.1 · （一） · 4.1.1 · 1、 · (1), and the path of those that a row stands under.

Which level a heading has is told by its number and by what it stands below: （一） is a section below a chapter, and a
point below 4.3.1.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from measures.columns import LEVELS

_CHINESE = "一二三四五六七八九十百零〇"
_KINDS: tuple[tuple[str, int], ...] = (
    (rf"第[{_CHINESE}\d]+[章篇编](?!\S*节)|第[{_CHINESE}\d]+部分", 0),
    (rf"第[{_CHINESE}\d]+节", 1),
    (r"\d{1,2}[.．]\d{1,2}(?![.．]?\d)(?!\s*(?:[%％万亿个家户公亩]|平方))", 1),
    (rf"[{_CHINESE}]+\s*[、.．]", 1),
    (r"\d{1,2}[.．]\d{1,2}[.．]\d{1,2}(?![.．]?\d)", 2),
    (rf"[（(]\s*[{_CHINESE}]+\s*[)）]", 1),
    (r"\d{1,2}\s*(?:、|[.．](?!\d))", 2),
    (r"[（(]\s*\d{1,2}\s*[)）]|\d{1,2}\s*[)）]", 2),
    (r"[①②③④⑤⑥⑦⑧⑨⑩]", 3),
)
"""Patterns of what begins a heading, the outermost first, with the outermost level that each may have."""
_COMPILED = tuple((re.compile(pattern), least) for pattern, least in _KINDS)
PLAIN = len(_KINDS)
"""A heading without a number, below all that have one."""
_BEGINS = "|".join(f"(?:{pattern})" for pattern, _ in _KINDS)
_INNER = rf"第[{_CHINESE}\d]+节|[（(][{_CHINESE}]+[)）]|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{1,2}})?(?![\d.%])"
_BETWEEN = re.compile(
    rf"\s*[\n/／›>→|｜；;]+\s*(?=(?:{_BEGINS}))|(?<=[一-鿿”])\s+(?=(?:{_INNER})\s*[一-鿿“])"
)
"""Where one heading in a cell ends and the next begins: a line, a sign, or a blank before the number of an inner one."""
_LONGEST = 120


def kind_of(text: str) -> int | None:
    """Which kind of number a text begins with; None where it is no heading."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        return None
    return next((kind for kind, (begins, _) in enumerate(_COMPILED) if begins.match(bare)), None)


def is_number_alone(text: str) -> bool:
    """Whether a text is the number of a heading and nothing else: 第四章, 一, （二）."""
    bare = text.strip()
    if re.fullmatch(rf"[{_CHINESE}]+", bare):
        return True
    return any(begins.fullmatch(bare) for begins, _ in _COMPILED)


def with_number(number: str, name: str) -> str:
    """A heading whose number stands in a cell of its own."""
    if number[-1] in "、.．)）":
        return f"{number}{name}"
    return f"{number}、{name}" if re.fullmatch(rf"[{_CHINESE}]+", number) else f"{number} {name}"


def lines_of(cell: str) -> list[str]:
    """The headings in one cell; a line that begins with no number goes on with the one before it."""
    return ["".join(line.strip() for line in part.split("\n")) for part in _BETWEEN.split(cell.strip())]


_CHAPTER_AND_SECTION = re.compile(rf"(第[{_CHINESE}\d]+[章篇编])(?=第[{_CHINESE}\d]+节)")


def places_of(text: str) -> dict[str, str]:
    """Where a person says that something stands, by level: 第四章第二节 is a chapter and a section of it."""
    path = Path()
    path.cell_says(lines_of(_CHAPTER_AND_SECTION.sub(r"\1\n", text)) if text.strip() else [], "", None)
    return {level: label.text for level, label in path}


@dataclass(frozen=True, slots=True)
class Label:
    """One heading and the cell that prints it."""

    text: str
    cell: str
    kind: int


@dataclass(slots=True)
class Path:
    """The headings in force; a new one ends those of its level and below."""

    labels: dict[int, Label] = field(default_factory=dict)

    def copy(self) -> "Path":
        return Path(dict(self.labels))

    def __iter__(self) -> Iterator[tuple[str, Label]]:
        return ((LEVELS[level], self.labels[level]) for level in sorted(self.labels))

    def text(self, level: str) -> str | None:
        found = self.labels.get(LEVELS.index(level))
        return found.text if found else None

    def place(self, text: str, cell: str) -> int:
        """Put a heading where its number belongs; the level it was given."""
        kind = kind_of(text)
        kind = PLAIN if kind is None else kind
        same = next((level for level, known in self.labels.items() if known.kind == kind), None)
        if same is None:
            above = [level for level, known in self.labels.items() if known.kind < kind]
            least = _COMPILED[kind][1] if kind < PLAIN else 1
            same = min(max(least, max(above, default=-1) + 1), len(LEVELS) - 1)
        self.put(same, text, cell, kind)
        return same

    def put(self, level: int, text: str, cell: str, kind: int | None = None) -> None:
        """Set one level; what stood below it has ended."""
        known = kind_of(text) if kind is None else kind
        label = Label(text, cell, PLAIN if known is None else known)
        self.labels = {one: held for one, held in self.labels.items() if one < level} | {level: label}

    def cell_says(self, texts: Sequence[str], cell: str, level: int | None) -> None:
        """Take the headings that one cell prints, from the level of its column, or by their numbers."""
        for place, text in enumerate(texts):
            if level is not None and place == 0:
                self.put(level, text, cell)
            elif kind_of(text) is None and level is not None:
                self.put(min(level + place, len(LEVELS) - 1), text, cell)
            else:
                self.place(text, cell)
