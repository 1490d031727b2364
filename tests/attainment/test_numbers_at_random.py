"""A text becomes the number that it says, or no number: 200,000 written in the ways of plans, 3,000 in the loop (§1)."""

import random
from collections.abc import Iterator
from decimal import Decimal

from attainment import Column, Kind, Op, Reading, parse
from tests.sampling import SEED, whole_or

NUMBER = whole_or(3_000, 200_000)
NO_NUMBER = whole_or(1_000, 50_000)
UNITS = ("", "%", "吨", "万亩", "亿m³", "公顷", "个", "‰", "km²", "µg/m³")
BEFORE = {
    "": None,
    "≥": Op.GE,
    ">=": Op.GE,
    "≤": Op.LE,
    "<": Op.LT,
    "＞": Op.GT,
    "不低于": Op.GE,
    "不少于": Op.GE,
    "不高于": Op.LE,
    "不超过": Op.LE,
    "达到": None,
    "提高到": None,
    "降至": None,
    "控制在": Op.LE,
}
BEHIND = {"": None, "以上": Op.GE, "以下": Op.LE, "以内": Op.LE}
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def texts(count: int) -> Iterator[tuple[str, Decimal, Op | None, str]]:
    """Text, and the value, operator and unit that it says."""
    chance = random.Random(SEED)
    for _ in range(count):
        value = Decimal(chance.randrange(0, 10 ** chance.randrange(1, 8))).scaleb(-chance.randrange(0, 4))
        before = chance.choice(list(BEFORE))
        behind = chance.choice(list(BEHIND)) if before == "" else ""
        unit = chance.choice(UNITS)
        written = f"{value:,f}" if chance.random() < 0.3 else f"{value:f}"
        if chance.random() < 0.15:
            written = written.translate(_WIDE)
        blank = " " if chance.random() < 0.1 else ""
        yield f"{before}{blank}{written}{blank}{unit}{behind}", value, BEFORE[before] or BEHIND[behind], unit


def test_every_written_number_is_read_as_the_number_that_it_is() -> None:
    wrong = [
        (text, reading)
        for text, value, op, unit in texts(NUMBER)
        if not _says(reading := parse(text, Column.TARGET), value, op, unit)
    ]
    assert not wrong, wrong[:20]


def _says(reading: Reading, value: Decimal, op: Op | None, unit: str) -> bool:
    return (
        reading.kind is Kind.NUMBER
        and reading.value == value
        and reading.op is op
        and (reading.unit is not None) is bool(unit)
    )


FALSE = (
    "1e{0}",
    "0x{0}",
    "l{0}0",
    "{0}_000",
    "{0} {0}{0}",
    "{0},{0}",
    "{0}.{0}.{0}",
    "NaN{0}",
    "{0}O",
    ".{0}",
    "{0}..",
)
"""What a program that guesses would read as a number."""


def test_what_only_looks_like_a_number_is_none() -> None:
    chance = random.Random(SEED + 1)
    read = []
    for _ in range(NO_NUMBER):
        digit = str(chance.randrange(1, 10))
        text = chance.choice(FALSE).format(digit) + chance.choice(UNITS)
        if parse(text, Column.TARGET).value is not None or parse(text, Column.OBSERVED).value is not None:
            read.append(text)
    assert not read, sorted(set(read))[:20]
