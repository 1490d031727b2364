"""From what a cell stores to the text that it shows, and a word where that is not certain."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from workbooks.addresses import address
from workbooks.display import (
    GENERAL,
    Number,
    UnknownFormatError,
    fixed,
    general,
    show,
    shows_moment,
    text_frame,
)
from workbooks.known_styles import INDEX, MOST_KEPT, Known, Styles, Table
from workbooks.limits import Limits
from workbooks.problems import Problem, UnreadableWorkbookError, error, notice
from workbooks.runs import Dropped, Rich, Stored, shown, stored

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,5})?")
_LONGEST_NUMBER = 50
MESSY = "的内容次序不合规范，不能确定显示结果；请重新填写后上传。"
# Below it every place of a fixed format can be told.
_EXACT = 1e9
# What binary arithmetic leaves of a decimal.
_NOISE = 1e-12


@dataclass(slots=True)
class Raw:
    """A cell as the file says it. `value` is the text of `<v>`, None without one; `inline` the text of `<is>`.
    `odd`: what contradicts itself in it, as the rest of a sentence."""

    style: str = ""
    kind: str = ""
    formula: bool = False
    value: str | None = None
    inline: Stored | None = None
    odd: str = ""


class Texts:
    """Turns the cells of one sheet into texts; `problems` and `dropped` grow on the way."""

    def __init__(self, name: str, styles: Styles, limits: Limits, *, epoch_1904: bool) -> None:
        self.name = name
        self.styles = styles
        self.limits = limits
        self.epoch_1904 = epoch_1904
        self.show_zeros, self.show_formulas = True, False
        self.problems: list[Problem] = []
        self.dropped: dict[tuple[int, int], Dropped] = {}
        self.errors = self.kept = 0
        self.notices: Counter[str] = Counter()

    @property
    def shows_otherwise(self) -> bool:
        """Whether the view of the sheet shows what no other sheet's would: texts shown before say nothing of it."""
        return self.show_formulas or not self.show_zeros

    def text(self, row: int, column: int, raw: Raw) -> str:
        """The text of a cell; "" where it is refused."""
        if raw.odd:
            return self.refuse(row, column, raw.odd)
        blank = not (raw.value or "").strip()
        if raw.formula and self.show_formulas:
            return self.refuse(row, column, "是公式，且工作表设为显示公式；请改为显示结果后重新上传。")
        if raw.kind == "e":
            text = raw.value or "#?"
            self.refuse(row, column, f"是错误值“{text[:20]}”；请改正公式或直接填写数值后重新上传。")
            return text[:20]
        if raw.formula and blank and raw.kind != "str":
            return self.refuse(
                row, column, "是公式，但文件里没有保存计算结果；请用 Excel 或 WPS 打开并保存后重新上传。"
            )
        if raw.kind == "inlineStr":
            return self._stored(row, column, raw, "" if raw.inline is None else raw.inline)
        if raw.kind == "str":
            return self._stored(row, column, raw, stored(raw.value or "", self.limits.text))
        if blank:
            return ""
        return self._valued(row, column, raw, (raw.value or "").strip())

    def _valued(self, row: int, column: int, raw: Raw, value: str) -> str:
        if raw.kind in ("", "n"):
            return self.number(row, column, self.styles[raw.style], value)
        if raw.kind == "s":
            strings = self.styles.strings
            if INDEX.fullmatch(value) and int(value) < len(strings):
                return self._stored(row, column, raw, strings[int(value)])
            return self.refuse(row, column, "指向文件里没有的文字；请重新填写后上传。")
        if raw.kind == "d":
            return self._date(row, column, raw, value)
        if raw.kind == "b":
            truth = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}.get(value, value[:20])
            return self.refuse(row, column, f"是逻辑值 {truth}，不是文字或数字；请改为文字或数字后重新上传。")
        return self.refuse(row, column, f"的类型“{raw.kind[:20]}”无法识别；请重新填写后上传。")

    # --- texts

    def _stored(self, row: int, column: int, raw: Raw, value: Stored) -> str:
        known = self.styles[raw.style]
        if isinstance(value, str) and (known.plain or not value):
            return value
        if isinstance(value, Rich):
            if value.bad:
                return self.refuse(row, column, value.bad)
            text, dropped = shown(value, known.look.font)
        else:
            text, dropped = shown(Rich(((value, None),)), known.look.font)
        if dropped:
            self.dropped[row, column] = dropped
        return self._framed(row, column, known.look.code, text) if text else ""

    def _framed(self, row: int, column: int, code: str, text: str) -> str:
        """Formats may add to a text (`"≥"@`) or hide it (`;;;`)."""
        try:
            frame = text_frame(code)
        except UnknownFormatError:
            return self._unknown(row, column, code)
        if frame is None:
            return self.refuse(
                row,
                column,
                f"存的是“{text[:20]}”，却按格式不显示；请改为能看到内容的格式后重新上传。",
            )
        before, after = frame
        return f"{before}{text}{after}".strip() if (before + after).strip() else text

    # --- numbers

    def number(self, row: int, column: int, known: Known, value: str) -> str:
        """The text of a number as printed in the file; `value` is neither blank nor padded."""
        if known.quick is not None and self.show_zeros and known.quick.fullmatch(value):
            whole, _, fraction = value.partition(".")
            text = f"{whole}.{fraction:0<{known.places}}" if known.places else value
            return self._keep(known.tables["n"], value, text)
        if len(value) > _LONGEST_NUMBER or _NUMBER.fullmatch(value) is None:
            return self.refuse(row, column, f"应是数字，存的却是“{value[:20]}”；请重新填写后上传。")
        number = float(value)
        tiny = not number and any(digit in "123456789" for digit in re.split("[eE]", value)[0])
        if tiny or number in (float("inf"), float("-inf")):
            return self.refuse(row, column, f"的数字 {value} 超出可表示的范围；请重新填写后上传。")
        if not number and not self.show_zeros:
            return self.refuse(row, column, "是 0，但工作表设为不显示零值；请显示零值后重新上传。")
        before, told = len(self.problems), self.notices.total()
        if known.look.code == GENERAL:
            text = general(number)
        elif known.places is None or not 0 <= number < _EXACT:
            text = self._shown(row, column, known.look.code, number)
        else:
            text = fixed(number, known.places)
            if abs(float(text) - number) > _NOISE * max(number, 1e-3):
                self._rounded(row, column, number, text)
        if known.look.font is not None and text:
            _, self.dropped[row, column] = shown(Rich(((text, None),)), known.look.font)
            return ""
        # What was told, or counted, is told again of the next cell and the next sheet: only the rest is kept.
        unsaid = len(self.problems) == before and self.notices.total() == told
        return self._keep(known.tables["n"], value, text) if unsaid else text

    def _keep(self, table: Table, value: str, text: str) -> str:
        """Names, years and codes repeat a thousand times."""
        if self.kept < MOST_KEPT:
            table[value] = text
            self.kept += 1
        return text

    def _shown(self, row: int, column: int, code: str, number: Number) -> str:
        try:
            text = show(number, code, epoch_1904=self.epoch_1904)
        except UnknownFormatError:
            return self._unknown(row, column, code)
        if not shows_moment(code):
            self._compare(row, column, number, text)
        return text

    def shared(self, printed: str) -> str | None:
        """The text of the common list that an index names; None where there is none, or it is not simply shown."""
        strings = self.styles.strings
        if INDEX.fullmatch(printed) is None or int(printed) >= len(strings):
            return None
        text = strings[int(printed)]
        if not isinstance(text, str):
            return None
        return self._keep(self.styles.texts["s"], printed, text)

    def inline(self, printed: str, text: str) -> str | None:
        """A text within its cell, kept by how it is printed; None where it is not simply shown."""
        found = stored(text, self.limits.text)
        return self._keep(self.styles.texts["inlineStr"], printed, found) if isinstance(found, str) else None

    def _date(self, row: int, column: int, raw: Raw, value: str) -> str:
        code = self.styles[raw.style].look.code
        try:
            moment = dt.datetime.fromisoformat(value)
            return show(moment, code, epoch_1904=self.epoch_1904)
        except UnknownFormatError:
            return self._unknown(row, column, code)
        except ValueError:
            return self.refuse(row, column, f"应是日期，存的却是“{value[:20]}”；请重新填写后上传。")

    def _compare(self, row: int, column: int, value: Number, text: str) -> None:
        """A display without digits hides a number; a rounded one is read as shown, and said so."""
        try:
            if float(text) == value:
                return
        except ValueError:
            pass
        if not any(map(str.isdigit, text)):
            self.refuse(
                row,
                column,
                f"存的是数字 {general(value)}，却显示为“{text}”；请改为能看到数字的格式后重新上传。",
            )
            return
        bare = text.rstrip("%")
        try:
            figure = float(bare.replace(",", ""))
        except ValueError:
            return
        # A percent sign may stand for a hundredth or be a mere word of the format.
        readings = (figure, figure / 100) if bare != text else (figure,)
        if all(abs(one - value) > _NOISE * max(abs(value), 1e-3) for one in readings):
            self._rounded(row, column, value, text)

    def _rounded(self, row: int, column: int, value: Number, text: str) -> None:
        if self._tells("显示的是四舍五入后的数"):
            cell = address(row, column)
            message = f"单元格 {cell} 显示为“{text}”，实际存储 {general(value)}；按显示的内容读取。"
            self.problems.append(notice(self.name, cell, message))

    # --- what is said

    def _unknown(self, row: int, column: int, code: str) -> str:
        return self.refuse(
            row, column, f"的数字格式“{code[:40]}”无法确定显示结果；请改为常规、数值或百分比格式后重新上传。"
        )

    def refuse(self, row: int, column: int, reason: str) -> str:
        """Name a cell that is not read; its text is empty."""
        cell = address(row, column)
        self.errors += 1
        if self.errors > self.limits.errors:
            raise UnreadableWorkbookError(
                f"工作表“{self.name}”有超过 {self.limits.errors} 个单元格不能可靠读取，如 {cell} {reason}"
            )
        self.problems.append(error(self.name, cell, f"单元格 {cell} {reason}"))
        return ""

    def _tells(self, kind: str) -> bool:
        """Whether one more notice of the kind is told by itself; too many are counted."""
        self.notices[kind] += 1
        return self.notices[kind] <= self.limits.notices

    def finish(self) -> None:
        """Count what was not said one by one."""
        for kind, count in self.notices.items():
            if (more := count - self.limits.notices) > 0:
                self.problems.append(
                    notice(self.name, None, f"另有 {more} 个单元格{kind}；按显示的内容读取。")
                )
