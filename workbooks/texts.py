"""From the values of one sheet to the texts that its cells show, and a word about what a text hides."""

import datetime as dt
from collections import defaultdict

from workbooks.addresses import address
from workbooks.beside import Beside
from workbooks.display import GENERAL, Number, UnknownFormatError, general, show
from workbooks.problems import Problem, error, notice

Value = str | bool | Number | dt.datetime | dt.date | dt.time | dt.timedelta

_MOST_SEEN = 10_000


class Texts:
    """Turns the rows of one sheet into displayed texts, `width` columns each; `problems` grows on the way."""

    def __init__(self, name: str, beside: Beside, width: int, *, epoch_1904: bool) -> None:
        self.name = name
        self.beside = beside
        self.width = width
        self.epoch_1904 = epoch_1904
        self.problems: list[Problem] = []
        self.seen: dict[Number, str] = {}
        self.special: dict[int, list[int]] = defaultdict(list)
        for row, column in {**beside.errors, **beside.formulas}:
            self.special[row].append(column)

    def row(self, number: int, line: list[Value]) -> tuple[str, ...]:
        """The texts of one row; `line` begins at column A."""
        texts = [
            value if type(value) is str else self._text(number, column, value)
            for column, value in enumerate(line, start=1)
        ]
        texts += [""] * (self.width - len(texts))
        for column in self.special.pop(number, ()):
            if column <= self.width:
                texts[column - 1] = self._special(number, column, texts[column - 1])
            else:
                self._special(number, column, "")
        return tuple(texts)

    def finish(self) -> None:
        """Formulas below the last value: nothing was calculated there."""
        for row, columns in sorted(self.special.items()):
            for column in columns:
                self._special(row, column, "")

    def _special(self, row: int, column: int, text: str) -> str:
        """An error value has its own text (the value reader drops it); a formula nobody calculated has none."""
        at = (row, column)
        if at in self.beside.errors:
            text = self.beside.errors[at]
            self._refuse(row, column, f"是错误值“{text}”；请改正公式或直接填写数值后重新上传。")
            return text
        if not text and not self.beside.formulas[at]:
            self._refuse(
                row, column, "是公式，但文件里没有保存计算结果；请用 Excel 或 WPS 打开并保存后重新上传。"
            )
        return text

    def _text(self, row: int, column: int, value: Value) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        code = self.beside.formats.get((row, column))
        if code is None and isinstance(value, int | float):
            # Years and codes repeat a thousand times.
            text = self.seen.get(value)
            if text is None:
                text = general(value)
                if len(self.seen) < _MOST_SEEN:
                    self.seen[value] = text
            return text
        try:
            text = show(value, code or GENERAL, epoch_1904=self.epoch_1904)
        except UnknownFormatError:
            self._refuse(
                row, column, f"的数字格式“{code}”无法确定显示结果；请改为常规、数值或百分比格式后重新上传。"
            )
            return ""
        if isinstance(value, int | float):
            self._compare(row, column, value, text)
        return text

    def _compare(self, row: int, column: int, value: Number, text: str) -> None:
        """A display without digits hides a number; a rounded one is read as shown, and said so."""
        try:
            if float(text) == value:
                return
        except ValueError:
            pass
        if not any(map(str.isdigit, text)):
            self._refuse(
                row,
                column,
                f"存的是数字 {general(value)}，却显示为“{text}”；请改为能看到数字的格式后重新上传。",
            )
            return
        bare = text.rstrip("%")
        try:
            shown = float(bare.replace(",", "")) / (100 if bare != text else 1)
        except ValueError:
            return
        if abs(shown - value) > 1e-12 * max(abs(value), 1e-3):
            cell = address(row, column)
            message = f"单元格 {cell} 显示为“{text}”，实际存储 {general(value)}；按显示的内容读取。"
            self.problems.append(notice(self.name, cell, message))

    def _refuse(self, row: int, column: int, reason: str) -> None:
        cell = address(row, column)
        self.problems.append(error(self.name, cell, f"单元格 {cell} {reason}"))
