"""The header of a table of values under decision: what each of its columns says, and what is known around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indicators.header_words import HeaderFacts, Word
from workbooks.headers import Column
from workbooks.problems import Problem

if TYPE_CHECKING:
    from indicators.column_choices import Choice


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a table: the period that its title names, the names of the county whose plan it is, and what
    people made of headers, by their signatures (`column_choices`)."""

    period: tuple[int, int] | None = None
    own: tuple[str, ...] = ()
    choices: Mapping[str, "Choice"] = field(default_factory=dict)


@dataclass(slots=True)
class ValueHeader:
    """One header under decision."""

    sheet: str
    header_row: int
    context: Context
    facts: dict[Column, HeaderFacts]
    problems: list[Problem] = field(default_factory=list)

    @property
    def usable(self) -> list[Column]:
        """Columns whose every word is known, of the county itself, and of no other kind or horizon."""
        return [column for column in self.facts if not self.why_not(column)]

    def why_not(self, column: Column) -> str:
        """What makes a column something else than a value of one year, in words; "" where nothing does."""
        facts = self.facts[column]
        foreign = [place for place in facts.places if place not in self.context.own]
        kinds = (
            (facts.has(Word.CHANGE), "是累计、平均或变化的数"),
            (facts.has(Word.SUPERIOR), f"是上级或其他地区（{foreign[0] if foreign else ''}）的数"),
            (bool(foreign), f"是其他地区（{foreign[0] if foreign else ''}）的数"),
            (facts.has(Word.SPAN) or len(facts.years) > 1, "写的是一段时期或几个年份"),
            (facts.has(Word.FAR), "是远期的数"),
            (bool(facts.unknown), f"表头中的“{facts.unknown}”无法确定含义"),
        )
        return next((words for is_so, words in kinds if is_so), "")

    def of(self, columns: Sequence[Column], *words: Word) -> list[Column]:
        return [column for column in columns if self.facts[column].has(*words)]

    def year(self, column: Column) -> int | None:
        return self.facts[column].year
