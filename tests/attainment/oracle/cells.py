"""Random cells of a row: each draw gives a text and what it means."""

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from tests.attainment.oracle.meaning import CLASSES, UPWARD, Meaning

Cell = tuple[str, Meaning]
T = TypeVar("T")
WORDS = {"decrease": "下降", "increase": "增长"}
SIGNS = {
    "ge": (("≥", "ge"), (">", "gt"), ("不低于", "ge")),
    "le": (("≤", "le"), ("<", "lt"), ("不高于", "le")),
}
UNDECIDED = (
    ("完成市局下达目标", Meaning("delegated")),
    ("完成市局下达目标", Meaning("delegated")),
    ("不涉及", Meaning("not_applicable")),
    ("/", Meaning("no_target")),
    ("持续改善", Meaning("text")),
    ("≥50且不下降", Meaning("composite")),
)
MAINTAINED = (
    ("不减少", Meaning("maintain", op="ge")),
    ("不增加", Meaning("maintain", op="le")),
    ("不突破", Meaning("maintain", op="le")),
    ("不下降", Meaning("maintain")),
    ("不恶化", Meaning("maintain")),
)
LED = frozenset({"number", "approximate", "rate", "maintain", "class", "delegated"})
AS_BEFORE = (
    ("不低于上年", Meaning("maintain", op="ge", previous=True)),
    ("不高于上年水平", Meaning("maintain", op="le", previous=True)),
    ("与上年持平", Meaning("maintain", previous=True)),
    ("较上年好转", Meaning("maintain", op="better", previous=True)),
)


@dataclass
class Dice:
    """Draws the cells of one row."""

    source: random.Random
    direction: str
    decimals: int
    unit: str
    low: int
    high: int
    baseline_year: int = 2020
    start: int = 2020

    def sometimes(self, chance: float, given: dict[str, T]) -> dict[str, T]:
        return given if self.source.random() < chance else {}

    def number(self) -> Decimal:
        """A figure of the row's size; 0 and 100, which are compared in full, more often than by chance."""
        if self.source.random() < 0.04:
            return Decimal(self.source.choice([0, 100]))
        return self._between(self.low, self.high)

    def baseline(self) -> tuple[str, Meaning | None]:
        if self.source.random() < 0.2:
            return self.source.choice(["—", "", "≥5", "未监测"]), None
        if self.direction == "class":
            return self._class()
        value, kind = self._between(self.low, self.high), self.source.random()
        if kind < 0.05:
            return f"{value}（现状值）", Meaning("annotated", value)
        if kind < 0.1:
            return f"{value}（比2015年）", Meaning("annotated", value, basis_year=2015)
        return f"{value}", Meaning("number", value)

    def target(self) -> Cell:
        """Now and then behind its subject: what stands there changes nothing of what is demanded."""
        text, meaning = self._demand()
        if self.source.random() < 0.1 and meaning.kind in LED and not text[0].isdigit():
            return self.source.choice(["监测指数", "力争监测指数", "监测指数："]) + text, meaning
        return text, meaning

    def _demand(self) -> Cell:
        kind = self.source.random()
        if kind < 0.06:
            return self.source.choice(UNDECIDED)
        if kind < 0.14:
            return self.source.choice(MAINTAINED)
        if self.direction == "class":
            return self._class_target()
        if kind < 0.24:
            return self._about()
        if kind < 0.32 and (self._is_rate or self.source.random() < 0.15):
            return self._change(self.source.choice([None, None, self.baseline_year, self.start, 2015]))
        if kind < 0.36 and (self.direction == "cumulative" or self.source.random() < 0.2):
            value = self.number()
            return f"〔{value}〕", Meaning("cumulative", value)
        return self._signed()

    def annual_target(self) -> Cell:
        kind = self.source.random()
        if kind < 0.5:
            return self.target()
        if self.direction == "class" or kind < 0.7:
            return self.source.choice(AS_BEFORE)
        change, value = self.source.choice(["decrease", "increase"]), self._between(0, 6)
        if kind < 0.9:
            return self._relative(change, value)
        word, unit = self.source.choice([("个百分点", "%"), ("微克/立方米", "μg/m³")])
        text = f"较上年{'下降' if change == 'decrease' else '提高'}{value}{word}"
        return text, Meaning("difference", value, change=change, unit=unit, previous=True)

    def observation(self, value: Decimal, year: int) -> Cell:
        kind = self.source.random()
        if kind < 0.05:
            return "断流", Meaning("missing", reason="断流")
        if kind < 0.07:
            return "—", Meaning("missing")
        if self.direction == "class":
            return CLASSES[int(value) - 1], Meaning("class", value)
        if kind < 0.1:
            return f"约{value:f}", Meaning("approximate", value)
        if kind < 0.12:
            return f"≥{value:f}", Meaning("number", value, op="ge")
        if self._is_rate and kind < 0.3 and value > 0:
            return self._observed_change(value, year)
        return f"{value:f}", Meaning("number", value)

    @property
    def _is_rate(self) -> bool:
        return self.direction in ("rate", "log_rate")

    def _between(self, low: int, high: int) -> Decimal:
        places = 10**self.decimals
        return Decimal(self.source.randint(low * places, high * places)).scaleb(-self.decimals)

    def _class(self) -> Cell:
        rank = self.source.randint(1, len(CLASSES))
        return CLASSES[rank - 1], Meaning("class", Decimal(rank))

    def _class_target(self) -> Cell:
        text, cell = self._class()
        assert cell.value is not None
        kind = self.source.random()
        if kind < 0.1:
            return "80", Meaning("number", Decimal(80))
        if kind < 0.3 and cell.value < 6:
            return self.source.choice([f"达到或优于{text}", f"{text}及以上"]), Meaning(
                "class", cell.value, "le"
            )
        if kind < 0.4 and 1 < cell.value < 6:
            return f"优于{text}", Meaning("class", cell.value, "lt")
        return text, cell

    def _about(self) -> Cell:
        value = self.number()
        if self.source.random() < 0.4:
            upper = value + self._between(0, (self.high - self.low) // 4 + 1)
            return f"{value}-{upper}", Meaning("interval", value, upper=upper)
        text = self.source.choice([f"约{value}", f"{value}左右"])
        return text, Meaning("approximate", value, "approx")

    def _change(self, year: int | None) -> Cell:
        value, change = self.number(), "decrease" if self.source.random() < 0.85 else "increase"
        words = f"{f'比{year}年' if year else ''}{WORDS[change]}"
        return self._with_op(words, value, change, basis_year=year)

    def _relative(self, change: str, value: Decimal) -> Cell:
        words = f"{self.source.choice(['同比', '较上年', '比上年'])}{WORDS[change]}"
        return self._with_op(words, value, change, previous=True)

    def _with_op(
        self,
        words: str,
        value: Decimal,
        change: str,
        *,
        basis_year: int | None = None,
        previous: bool = False,
    ) -> Cell:
        op = self.source.choice([None, None, "ge", "approx"])
        text = {"ge": f"{words}{value}%以上", "approx": f"{words}约{value}%"}.get(
            op or "", f"{words}{value}%"
        )
        return text, Meaning("rate", value, op, change=change, basis_year=basis_year, previous=previous)

    def _signed(self) -> Cell:
        value, kind = self.number(), self.source.random()
        natural = "ge" if self.direction in UPWARD else "le"
        if kind < 0.5:
            return f"{value}", Meaning("number", value)
        side = natural if kind < 0.93 else "le" if natural == "ge" else "ge"
        sign, op = self.source.choice(SIGNS[side])
        return f"{sign}{value}", Meaning("number", value, op)

    def _observed_change(self, value: Decimal, year: int) -> Cell:
        kind = self.source.random()
        if kind < 0.3:
            return f"下降{value:f}%", Meaning("rate", value, change="decrease")
        if kind < 0.4:
            return f"增长{value:f}%", Meaning("rate", value, change="increase")
        if kind < 0.6:
            return f"同比下降{value:f}%", Meaning("rate", value, change="decrease", previous=True)
        named = self.source.choice([self.start, year - 1, 2015])
        return f"比{named}年下降{value:f}%", Meaning("rate", value, change="decrease", basis_year=named)
