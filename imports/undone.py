"""What taking an import back does, line by line: restored, removed, or left because something later stands on it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Fate(StrEnum):
    """What becomes of one thing that an import wrote."""

    RESTORED = "restored"
    REMOVED = "removed"
    STUCK = "stuck"
    """Something later stands on it: it stays as it is now."""


LABELS = {Fate.RESTORED: "恢复", Fate.REMOVED: "移除", Fate.STUCK: "不能撤销"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: what it is called, what it says now, what it would say then; `county`: whose people are told."""

    fate: Fate
    title: str
    now: str = ""
    then: str = ""
    why: str = ""
    county: int | None = None

    @property
    def label(self) -> str:
        return LABELS[self.fate]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Undoing:
    """What would become of everything; `refused`: why nothing of it can be taken back. `found`: the importer's own."""

    lines: Sequence[Line]
    refused: str = ""
    found: Any = field(default=None, compare=False)

    def of(self, fate: Fate) -> list[Line]:
        return [line for line in self.lines if line.fate is fate]

    @property
    def counts(self) -> dict[str, int]:
        return {fate.value: len(self.of(fate)) for fate in Fate}

    @property
    def is_possible(self) -> bool:
        return not self.refused and any(line.fate is not Fate.STUCK for line in self.lines)

    @property
    def why_not(self) -> str:
        """The sentence for whoever may not confirm; "" where something can be taken back."""
        if self.refused or self.is_possible:
            return self.refused
        return "这次导入写入的内容其后都已另有改动，没有可以撤销的内容。"

    @property
    def digest(self) -> str:
        """Of what the person sees and confirms."""
        seen = [[line.fate, line.title, line.now, line.then] for line in self.lines]
        return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()[:16]
