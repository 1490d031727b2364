"""The short cut for rows written the usual way: one regular expression in which every character has its place.

What it takes is well-formed by its own grammar, and means what `SheetPass` would make of it; anything else (other
attributes or their order, runs, comments, blanks between tags, prefixes, another encoding) it gives back unread.
"""

import re
from collections.abc import Callable, Iterator
from xml.sax.saxutils import unescape

from workbooks.runs import stored
from workbooks.sheet_rows import SheetRows
from workbooks.texts import MESSY, Raw

_DATA = b"<sheetData>"
_ROW_END = b"</row>"
# More without the end of a row is left to the parser, which keeps nothing.
_LONGEST_ROW = 2 * 1024 * 1024
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
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
# What no XML may hold, and line ends that a parser would change.
_CONTROLS = bytes(number for number in range(32) if number not in (9, 10))
_NEVER = (b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_OTHER_ENTITY = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
_ENTITIES = {"&quot;": '"', "&apos;": "'"}


class QuickRows:
    """Takes a sheet's bytes in pieces and gives back those that it leaves to the parser, in their order."""

    def __init__(self, rows: SheetRows) -> None:
        self.rows = rows
        self.begun = self.off = False
        self.kept = b""
        self._hidden: dict[str, bool | None] = {}

    def take(self, piece: bytes, at_rows: Callable[[], bool]) -> Iterator[bytes]:
        """`at_rows`: whether the parser, fed with all that was given back, stands between the rows of the sheet."""
        if not self.begun:
            self.begun = True
            at = piece.find(_DATA) + len(_DATA)
            if at < len(_DATA) or b"<!" in piece[:at] or b"<?" in piece[1:at] or _DECLARATION.match(piece[:1000]):
                self.off = True
            else:
                yield piece[:at]
                piece, self.off = piece[at:], not at_rows()
        if self.off:
            yield piece
            return
        self.kept += piece
        end = self.kept.rfind(_ROW_END)
        if end >= 0:
            end += len(_ROW_END)
            whole, self.kept = self.kept[:end], self.kept[end:]
            yield from self._rows(whole)
        if len(self.kept) > _LONGEST_ROW or (self.kept and not b"<row ".startswith(self.kept[:5])):
            yield from self.rest()

    def rest(self) -> Iterator[bytes]:
        """What was kept because no row was whole yet."""
        self.off = True
        rest, self.kept = self.kept, b""
        if rest:
            yield rest

    def _rows(self, whole: bytes) -> Iterator[bytes]:
        text, at = _decoded(whole), 0
        if text is None:
            yield whole
            yield from self.rest()
            return
        while text.startswith("<row ", at):
            after = self._row(text, at)
            if after < 0:
                break
            at = after
        if at < len(text):
            self.off = True
            yield text[at:].encode()
            yield from self.rest()

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
            cells, end = _CELL.findall(text, close + 1, stop), stop + len("</row>")
            if cells and cells[-1][7]:
                return -1
        rows = self.rows
        rows.open(int(number[1]), hidden)
        if rows.again or rows.skipped or rows.texts.show_formulas:
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
        """Cells whose text was shown before cost a look-up; numbers that were not, their display; the others go the
        long way, one by one."""
        rows, texts = self.rows, self.rows.texts
        columns, line, number = rows.columns, rows.line, rows.number
        styles, strings, inlined = texts.styles, texts.strings, texts.inlined
        for cell in cells:
            letters, digits, style, kind, formula, value, inline, _ = cell
            column = columns.get(letters, 0)
            if column <= rows.last or digits != own:
                self._one(cell)
                continue
            text: object = None
            if value:
                known = styles[style]
                if kind == "s":
                    if known.plain and value.isdigit() and value.isascii() and int(value) < len(strings):
                        text = strings[int(value)]
                elif kind == "n" or kind == "":
                    text = known.seen.get(value)
                    if text is None and value.strip():
                        text = texts.number(number, column, known, value.strip())
            elif inline:
                if kind == "inlineStr" and styles[style].plain:
                    text = inlined.get(inline)
            elif not formula:
                rows.last = column
                continue
            if type(text) is not str:
                self._one(cell)
                continue
            rows.last = column
            if column == len(line) + 1:
                line.append(text)
            else:
                rows.add(column, text)

    def _by_the_long_way(self, cells: list[tuple[str, ...]]) -> None:
        for cell in cells:
            self._one(cell)

    def _one(self, cell: tuple[str, ...]) -> None:
        letters, digits, style, kind, formula, value, inline, _ = cell
        if "&" in value or "&" in inline:
            value, inline = unescape(value, _ENTITIES), unescape(inline, _ENTITIES)
        raw = Raw(style, kind, bool(formula), value or None)
        if kind == "inlineStr" and not value:
            raw.inline = stored(inline, self.rows.limits.text)
        elif inline or kind == "inlineStr":
            raw.odd = MESSY
        self.rows.put(*self.rows.column(letters + digits), raw)


def _decoded(whole: bytes) -> str | None:
    """The text of whole rows; None where the parser would refuse or change a character of it."""
    if len(whole.translate(None, _CONTROLS)) < len(whole) or any(never in whole for never in _NEVER):
        return None
    try:
        text = whole.decode()
    except UnicodeDecodeError:
        return None
    return None if "&" in text and _OTHER_ENTITY.search(text) else text
