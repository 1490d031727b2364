"""One pass over a sheet's XML: reference, value, type, format, runs, merges and what is hidden, all at once.

Rows that are written the usual way take a short cut (`quick_rows`).
"""

from collections.abc import Iterable

from workbooks.half_seen import MOST_TOLD, digits_that_fit
from workbooks.limits import Limits
from workbooks.markup import DAMAGED, Attributes, parse
from workbooks.merges import LAST_COLUMN
from workbooks.problems import UnreadableWorkbookError
from workbooks.quick_rows import QuickRows
from workbooks.runs import Runs
from workbooks.sheet_rows import SheetRows
from workbooks.texts import MESSY, Raw

_ORDER = {"f": 1, "v": 2, "is": 3}
_YES = ("1", "true")


class SheetPass:
    """The handler of one sheet; what it finds lies in `rows`, its texts and `merges`."""

    def __init__(self, part: str, rows: SheetRows, limits: Limits) -> None:
        self.part = part
        self.rows = rows
        self.limits = limits
        self.merges: set[str] = set()
        self.depth = 0
        self.left = LAST_COLUMN
        self.formatted = ""
        self.in_data = self.in_row = self.seen_data = False
        self.raw: Raw | None = None
        self.place = (0, 0)
        self.cell_depth = self.order = 0
        self.value: list[str] | None = None
        self.length = 0
        self.runs: Runs | None = None

    def read(self, pieces: Iterable[bytes]) -> None:
        """The whole part; raises `UnreadableWorkbookError` where it is damaged or too large."""
        quick = QuickRows(self.rows, lambda: self.in_data and self.depth == 2)
        parse(pieces, self.part, self, quick)
        if not self.seen_data:
            raise UnreadableWorkbookError(DAMAGED.format(part=self.part))

    # --- elements

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.raw is not None:
            self._inside(name, attributes)
        elif self.in_row:
            if name == "c" and self.depth == 4:
                self._open_cell(attributes)
        elif self.in_data:
            if name == "row" and self.depth == 3:
                self.in_row = True
                hidden = attributes.get("hidden") in _YES or not attributes.get("ht", "1").strip("0.")
                self.rows.open(self.rows.row_number(attributes), hidden)
        elif name == "sheetData" and self.depth == 2:
            if self.seen_data:
                raise UnreadableWorkbookError(DAMAGED.format(part=self.part))
            self.in_data = self.seen_data = True
            self.rows.begin()
        else:
            self._around(name, attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.raw is not None:
            if self.depth == 3:
                self._close_cell()
            elif self.runs is not None and self.depth == self.cell_depth:
                self.raw.inline, self.runs = self.runs.finish(), None
            elif self.runs is not None:
                self.runs.end(name)
            elif self.value is not None and self.depth == self.cell_depth:
                self.raw.value, self.value = "".join(self.value), None
        elif self.in_row:
            if self.depth == 2:
                self.in_row = False
                self.rows.close()
        elif self.in_data and self.depth == 1:
            self.in_data = False

    def text(self, data: str) -> None:
        if self.runs is not None:
            self.runs.text(data)
        elif self.value is not None and self.length <= self.limits.text:
            self.value.append(data)
            self.length += len(data)

    # --- cells

    def _open_cell(self, attributes: Attributes) -> None:
        self.place = self.rows.column(attributes.get("r"))
        self.raw = Raw(attributes.get("s", "")[:10], attributes.get("t", "")[:20])
        self.cell_depth, self.order = self.depth, 0

    def _inside(self, name: str, attributes: Attributes) -> None:
        raw = self.raw
        if raw is None or self.depth > self.cell_depth + 1:
            if self.runs is not None:
                self.runs.start(name, attributes)
            elif raw is not None and self.value is not None:
                raw.odd = MESSY
            return
        order = _ORDER.get(name, 0)
        if not order:
            return
        if order <= self.order:
            raw.odd = MESSY
        self.order = order
        if name == "f":
            raw.formula = True
        elif name == "v":
            self.value, self.length = [], 0
        else:
            self.runs = Runs(self.limits.text)

    def _close_cell(self) -> None:
        raw, self.raw = self.raw, None
        self.value = self.runs = None
        if raw is not None:
            if (raw.inline and raw.kind != "inlineStr") or (raw.value and raw.kind == "inlineStr"):
                raw.odd = MESSY
            self.rows.put(*self.place, raw)

    # --- around the rows

    def _around(self, name: str, attributes: Attributes) -> None:
        if name == "sheetView":
            texts = self.rows.texts
            texts.show_zeros = texts.show_zeros and attributes.get("showZeros") not in ("0", "false")
            texts.show_formulas = texts.show_formulas or attributes.get("showFormulas") in _YES
        elif name == "col":
            self._columns(attributes)
        elif name == "conditionalFormatting":
            self.formatted = attributes.get("sqref", "")[:60]
        elif name in ("cfRule", "dataBar", "iconSet"):
            self._condition(name, attributes)
        elif name == "mergeCell":
            self.merges.add(attributes.get("ref", "")[:50])
            if len(self.merges) > self.limits.merges:
                raise UnreadableWorkbookError(
                    f"工作表“{self.rows.name}”的合并单元格过多（超过 {self.limits.merges} 处）；请取消不必要的合并。"
                )

    def _columns(self, attributes: Attributes) -> None:
        """Hidden by hand, or drawn to no width."""
        is_hidden = attributes.get("hidden") in _YES or not attributes.get("width", "1").strip("0.")
        width = digits_that_fit(attributes.get("width", ""))
        if not is_hidden and width is None:
            return
        self.left -= 1
        if not self.left:
            raise UnreadableWorkbookError(DAMAGED.format(part=self.part))
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
            raise UnreadableWorkbookError(DAMAGED.format(part=self.part))
        stop = min(int(last[:6]), self.limits.columns)
        span = range(max(int(first[:6]), 1), stop + 1)
        if is_hidden:
            self.rows.hidden_columns.update(span)
        elif width is not None:
            self.rows.widths.update(dict.fromkeys(span, width))

    def _condition(self, name: str, attributes: Attributes) -> None:
        rule = attributes.get("dxfId", "")
        hiding = self.rows.texts.styles.hiding
        is_hiding = rule.isascii() and rule.isdigit() and len(rule) < 7 and int(rule) in hiding
        if name != "cfRule":
            is_hiding = attributes.get("showValue") in ("0", "false")
        if is_hiding and self.formatted and len(self.rows.conditioned) < MOST_TOLD:
            self.rows.conditioned.add(self.formatted)
