"""What a typed text says for an entry: the importers' own reading, so that no door reads differently."""

import re
from dataclasses import dataclass
from decimal import Decimal

from imports.troubles import Trouble
from indicators.importers.figures import Figure, read_figure
from reporting.models import Entry

NO_DATA = ("断流", "干涸", "停测", "未监测", "暂未统计", "未开展", "未评价", "未考核", "不适用", "暂无数据")
"""The reasons that the grid and the county's sheet offer for a figure that is not there.

Every other wording that the judge knows as “no data” may be typed (specification §1).
"""

_AROUND = " \t\r\n\u00a0\u3000\u200b\ufeff"
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_SIGNS = str.maketrans("．。－−＋％，", "..--+%,")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?%?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?%?")


def as_stored(text: str, unit: str) -> str:
    """A value as an entry keeps it, by whatever door it comes: the rule of the grid (`tidy.js`), for a workbook too.

    Wide digits and the signs of a number become narrow, groups of three go, and so does a percent sign where the unit
    says it. What was printed stands in the kept file, at its cell.
    """
    digits = text.strip(_AROUND).translate(_DIGITS)
    plain = digits.translate(_SIGNS)
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if _NUMBER.fullmatch(plain):
        return plain.removesuffix("%") if unit == "%" else plain
    # In a sentence a mark may be one of its own; between digits, and behind one, these two are not.
    return re.sub(r"(?<=\d)％", "%", re.sub(r"(?<=\d)．(?=\d)", ".", digits))


@dataclass(frozen=True, slots=True)
class ReadText:
    """One text as read: its number (None for classes, words and what cannot be read), and what is wrong with it."""

    text: str
    value: Decimal | None = None
    no_data_reason: str = ""
    trouble: str = ""

    @property
    def is_readable(self) -> bool:
        return bool(self.text) and not self.trouble


def read(text: str, entry: Entry) -> ReadText:
    """Read `text` in the unit of the entry; a text that cannot be read is kept and says why. Reads `indicator`."""
    printed = text.strip()
    if not printed:
        return ReadText("")
    found = read_figure(printed, entry.unit, entry.measured)
    if isinstance(found, Trouble):
        hint = f"。{found.hint}" if found.hint else ""
        return ReadText(printed[:100], trouble=f"{found.message.removeprefix('的')}{hint}。")
    assert isinstance(found, Figure)  # noqa: S101 - the other half of the union
    return ReadText(found.text, found.value, found.no_data_reason)
