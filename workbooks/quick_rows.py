"""The short cut for rows written exactly as Excel, WPS, LibreOffice and openpyxl write them.

Other attributes of cells or another order of them, runs, comments, blanks between tags, prefixes: not the usual way.
"""

import re
from collections.abc import Callable

from workbooks.known_styles import Styles, Table
from workbooks.runs import stored
from workbooks.sheet_rows import SheetRows
from workbooks.short_cut import ShortCut, unescaped
from workbooks.texts import MESSY, Raw

_NUMBER = re.compile(r'r="([0-9]{1,7})"((?: [^<>]*)?)')
_ATTRIBUTES = re.compile(r'(?: (?!xmlns)(?:[A-Za-z0-9]+:)?[A-Za-z]+="[^"<&]*")* ?')
_NAME = re.compile(r' ([A-Za-z0-9:]+)="')
_HIDDEN = re.compile(r' hidden="(?:1|true)"| ht="0(?:\.0*)?"')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,5})")?(?: t="([a-zA-Z]{1,9})")?'
    r"(?: ?/>|></c>"
    r"|>(?:<(f)(?: [^<>]*)?(?:/>|>[^<]*</f>))?(?:<v>([^<]*)</v>|<v ?/>)?</c>"
    r'|><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>)'
    r"|(.+)",
    re.DOTALL,
)
# Rows of nothing but formats, of which some files have a million.
_EMPTY = re.compile(r'(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,5}")? ?/>)*')


class _Tables(dict[str, Table]):
    """Texts that were shown before, by style and kind as printed: a number's digits, then letters."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.styles = styles

    def __missing__(self, printed: str) -> Table:
        kind = printed.lstrip("0123456789")
        table = self.styles[printed.removesuffix(kind)].tables.get(kind, {})
        self[printed] = table
        return table


class QuickRows(ShortCut):
    """Reads rows into `rows`."""

    before = re.compile(rb"<sheetData>")
    item = b"<row "
    end = b"</row>"

    def __init__(self, rows: SheetRows, at_items: Callable[[], bool]) -> None:
        super().__init__(at_items)
        self.rows = rows
        self._hidden: dict[str, bool | None] = {}
        self._tables = _Tables(rows.texts.styles)

    def read(self, text: str) -> int:
        at = 0
        while text.startswith("<row ", at):
            after = self._row(text, at)
            if after < 0:
                break
            at = after
        return at

    def _row(self, text: str, at: int) -> int:
        """Read the row that begins here; where the next begins, -1 where this is not the usual way."""
        close = text.find(">", at)
        number = _NUMBER.fullmatch(text, at + 5, close - (text[close - 1] == "/"))
        hidden = None if number is None else self._is_hidden(number[2])
        if number is None or hidden is None:
            return -1
        if text[close - 1] == "/":
            cells, end = [], close + 1
        else:
            stop = text.find("</row>", close)
            empty = _EMPTY.fullmatch(text, close + 1, stop)
            cells, end = [] if empty else _CELL.findall(text, close + 1, stop), stop + len("</row>")
            if cells and cells[-1][7]:
                return -1
        rows = self.rows
        rows.open(int(number[1]), hidden)
        if rows.again or rows.skipped or rows.texts.shows_otherwise:
            self._by_the_long_way(cells)
        else:
            self._cells(number[1], cells)
        rows.close()
        return end

    def _is_hidden(self, attributes: str) -> bool | None:
        """Whether a row with these attributes is hidden; None where they are not well-formed."""
        if attributes in self._hidden:
            return self._hidden[attributes]
        names = _NAME.findall(attributes)
        hidden: bool | None = None
        if _ATTRIBUTES.fullmatch(attributes) and len(set(names)) == len(names) and "r" not in names:
            hidden = _HIDDEN.search(attributes) is not None
        if len(self._hidden) < 1000:
            self._hidden[attributes] = hidden
        return hidden

    def _cells(self, own: str, cells: list[tuple[str, ...]]) -> None:
        """A cell whose text was shown before costs a look-up; the others are read one by one."""
        rows, columns, line, tables = self.rows, self.rows.columns, self.rows.line, self._tables
        last = 0
        for cell in cells:
            letters, digits, style, kind, formula, value, inline, _ = cell
            column = columns.get(letters, 0)
            if column <= last or digits != own:
                self._one(cell)
                last = rows.last
            elif value or inline:
                text = tables[style + kind].get(inline if kind == "inlineStr" else value)
                if text is None:
                    self._new(column, cell)
                elif column == len(line) + 1:
                    line.append(text)
                else:
                    rows.add(column, text)
                rows.last = last = column
            elif formula:
                self._one(cell)
                last = column
            else:
                rows.last = last = column

    def _new(self, column: int, cell: tuple[str, ...]) -> None:
        """A value that was not shown before; `column` is known to be the next."""
        _, _, style, kind, _, value, inline, _ = cell
        rows, texts = self.rows, self.rows.texts
        known, text = texts.styles[style], None
        if not inline and kind == "s" and known.plain:
            text = texts.shared(value)
        elif inline and kind == "inlineStr" and known.plain and not value:
            text = texts.inline(inline, unescaped(inline))
        elif not inline and kind in ("", "n") and (number := value.strip()):
            text = texts.number(rows.number, column, known, number)
        if text is None:
            self._one(cell)
        else:
            rows.add(column, text)

    def _by_the_long_way(self, cells: list[tuple[str, ...]]) -> None:
        for cell in cells:
            self._one(cell)

    def _one(self, cell: tuple[str, ...]) -> None:
        letters, digits, style, kind, formula, value, inline, _ = cell
        value, inline = unescaped(value), unescaped(inline)
        raw = Raw(style, kind, bool(formula), value or None)
        if kind == "inlineStr" and not value:
            raw.inline = stored(inline, self.rows.limits.text)
        elif inline or kind == "inlineStr":
            raw.odd = MESSY
        self.rows.put(*self.rows.column(letters + digits), raw)
