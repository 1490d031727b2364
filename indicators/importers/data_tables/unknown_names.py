"""Names of what is measured that the catalogue does not know: a person may say which indicator is meant, or leave it out."""

from indicators.importers.data_tables.asking import MEASURE, SKIP, Ask, Open
from indicators.importers.data_tables.known import Known
from workbooks.problems import Problem, notice

MOST_ASKED = 10
"""Of one table; with more of them it is no table for this ledger."""


class UnknownNames:
    """Those of one table. What may be answered goes to `offers`, what was left out to `problems`."""

    def __init__(
        self, known: Known, left: Open, sheet: str, offers: dict[str, Ask], problems: list[Problem]
    ) -> None:
        self.known, self.left, self.sheet = known, left, sheet
        self.offers, self.problems = offers, problems
        self.keys: dict[str, str] = {}
        self.skipped: set[str] = set()

    def meaning(self, said: str, cell: str) -> str:
        """What a person has said that the name means, SKIP too; else the name as printed. `cell`: where it stands."""
        if not said or self.known.is_indicator(said):
            return said
        key = self.keys.setdefault(said, f"{MEASURE}:{cell}")
        answer = self.left.answered(key)
        if answer or len(self.keys) <= MOST_ASKED:
            self.offers.setdefault(key, Ask(key, f"“{said}”是目录中的哪个指标（目录中没有这个名称）"))
        if answer == SKIP and said not in self.skipped:
            self.skipped.add(said)
            self.problems.append(notice(self.sheet, cell, f"“{said}”按选择不录入。"))
        return answer or said
