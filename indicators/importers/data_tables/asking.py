"""What a sheet leaves open, and what a person answers: `{sheet: {key: answer}}`, kept with the import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.importers.data_tables.times import Time, read_answered_time

SKIP = "不读"
"""The answer that leaves a sheet, a column or a row out."""
SHEET = "sheet"
MEASURE = "measure"
"""Questions about a name of what is measured that the catalogue does not know."""
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to answer; `key` is remembered with the answer. `choices`: value → words, empty for a text."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    suggestion: str = ""

    def as_json(self) -> dict[str, Any]:
        choices = [list(one) for one in self.choices]
        return {"key": self.key, "label": self.label, "choices": choices, "suggestion": self.suggestion}


@dataclass(slots=True)
class Open:
    """What is not known yet of one sheet, collected while it is read."""

    answers: Answers
    asks: dict[str, Ask] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    cell: str | None = None

    def answered(self, key: str) -> str:
        return self.answers.get(key, "").strip()

    def answered_time(self, key: str) -> Time | None:
        """The year that was answered; what is no year is told with the question that comes again."""
        answer = self.answered(key)
        time = read_answered_time(answer) if answer else None
        if answer and time is None:
            self.reasons.append(f"回答的“{answer}”不是年份，请填如 2020")
        return time

    def ask(self, one: Ask, reason: str, cell: str | None = None) -> None:
        """Remember what is missing, and why; the first cell is where the problem is told."""
        self.asks.setdefault(one.key, one)
        if reason not in self.reasons:
            self.reasons.append(reason)
        self.cell = self.cell or cell
