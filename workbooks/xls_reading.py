"""An old workbook (.xls, and .et of WPS, which is the same BIFF8), by the same rules as an .xlsx.

xlrd gives values, number formats, fonts, merges and what is hidden; `biff` what it does not tell. The cells then go the
way of every other: a display that is not certain is refused by its address (`workbooks.texts`).
"""

import hashlib
import io
from collections.abc import Iterator
from itertools import pairwise

import xlrd
from xlrd.compdoc import CompDoc

from workbooks.addresses import address
from workbooks.biff import MACROS as MACRO_SHEETS
from workbooks.biff import WORKSHEET, Substream, look_into
from workbooks.colours import WHITE, faded
from workbooks.display import GENERAL
from workbooks.kinds import ENCRYPTED_STREAM, MACROS
from workbooks.known_styles import Styles
from workbooks.limits import DEFAULT_LIMITS, Limits
from workbooks.problems import UnreadableWorkbookError
from workbooks.reading import Sheet, Workbook, finished_sheet, unread_sheet
from workbooks.runs import FADED, PLAIN, RAISED, STRUCK, Rich, Stored, stored
from workbooks.sheet_rows import Budget, SheetRows
from workbooks.styles import Look, format_code
from workbooks.texts import Raw, Texts

_STREAMS = ("Workbook", "Book")
_LOCKED = "文件设有打开密码，无法读取；请先取消密码，保存后重新上传。"
_DAMAGED = "文件已损坏，无法读取；请用 Excel 或 WPS 打开并另存为 .xlsx 后重新上传。"
_OLD = "文件是 Excel 95 或更早的格式；请用 Excel 或 WPS 另存为 .xlsx 后重新上传。"
_BIFF8 = 80
_WAITS = "是公式，但文件里没有保存计算结果；请用 Excel 或 WPS 打开并保存后重新上传。"


def read_xls(
    content: bytes, filename: str, limits: Limits = DEFAULT_LIMITS, *, read_hidden: bool = False
) -> Workbook:
    """Every worksheet as displayed text; raises UnreadableWorkbookError with a Chinese sentence."""
    stream = look_into(_stream(content))
    if stream.encrypted:
        raise UnreadableWorkbookError(_LOCKED)
    if any(kind in MACRO_SHEETS for kind, _ in stream.sheets):
        raise UnreadableWorkbookError(MACROS)
    book = _opened(content)
    if book.biff_version < _BIFF8:
        raise UnreadableWorkbookError(_OLD)
    parts = [stream.parts.get(offset, Substream()) for kind, offset in stream.sheets if kind == WORKSHEET]
    if book.nsheets == 0 or len(parts) != book.nsheets:
        raise UnreadableWorkbookError(_DAMAGED if parts else "工作簿里没有工作表；请检查文件后重新上传。")
    if book.nsheets > limits.sheets:
        raise UnreadableWorkbookError(
            f"工作表过多（{book.nsheets} 张），上限为 {limits.sheets} 张；请删去无关的工作表。"
        )
    styles, budget = Styles(list(_looks(book)), []), Budget(limits)
    sheets = []
    for sheet, part in zip(book.sheets(), parts, strict=True):
        hidden = sheet.visibility != 0
        if hidden and not read_hidden:
            sheets.append(Sheet(sheet.name, True, (), (), (unread_sheet(sheet.name),)))
            continue
        texts = Texts(sheet.name, styles, limits, epoch_1904=book.datemode == 1)
        texts.show_zeros, texts.show_formulas = part.shows_zeros, part.shows_formulas
        rows = SheetRows(texts, limits, budget, read_hidden=read_hidden)
        _fill(rows, book, sheet, part, limits)
        merges = [
            f"{address(top + 1, left + 1)}:{address(bottom, right)}"
            for top, bottom, left, right in sheet.merged_cells[: limits.merges]
        ]
        sheets.append(finished_sheet(sheet.name, hidden, rows, merges, limits))
    return Workbook(filename, hashlib.sha256(content).hexdigest(), tuple(sheets))


def _stream(content: bytes) -> bytes:
    """The records of the workbook inside the container."""
    if ENCRYPTED_STREAM in content:
        raise UnreadableWorkbookError(_LOCKED)
    if "_VBA_PROJECT_CUR".encode("utf-16-le") in content:
        raise UnreadableWorkbookError(MACROS)
    try:
        container = CompDoc(content, logfile=io.StringIO())
        streams = [container.get_named_stream(name) for name in _STREAMS]
    except Exception as reason:
        # As below: the library trusts the container, too.
        raise UnreadableWorkbookError(_DAMAGED) from reason
    found = next((stream for stream in streams if stream), None)
    if found is None:
        raise UnreadableWorkbookError(
            "这是 Word（.doc）等其他程序的文件，不是 Excel 或 WPS 表格；请上传 .xlsx、.xls、.et 或 .csv。"
        )
    return bytes(found)


def _opened(content: bytes) -> xlrd.Book:
    try:
        # Ragged: else a cell in a far corner fills every row to its width.
        return xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except Exception as reason:
        # The library trusts the file: a broken one ends in whatever Python raises.
        raise UnreadableWorkbookError(_DAMAGED) from reason


def _looks(book: xlrd.Book) -> Iterator[Look]:
    own = {one.format_key: one.format_str for one in book.format_list}
    for style in book.xf_list:
        code = format_code(style.format_key, own)
        font = _font(book, style.font_index) or (FADED if _is_faded(book, style) else None)
        yield Look(GENERAL if code.casefold() == "general" else code, font)


def _is_faded(book: xlrd.Book, style: xlrd.formatting.XF) -> bool:
    """The colour of its ground: window where there is no pattern."""
    background = style.background
    if background.fill_pattern not in (0, 1) or style.font_index >= len(book.font_list):
        return False
    ground = _colour(book, background.pattern_colour_index) if background.fill_pattern else WHITE
    return faded(_colour(book, book.font_list[style.font_index].colour_index), ground)


def _colour(book: xlrd.Book, index: int) -> str | None:
    """Six digits; None for what the system chooses."""
    found = book.colour_map.get(index)
    return "".join(f"{part:02X}" for part in found) if found else None


def _font(book: xlrd.Book, index: int) -> str | None:
    font = book.font_list[index] if index < len(book.font_list) else None
    if font is None:
        return None
    return STRUCK if font.struck_out else RAISED if font.escapement == 1 else None


def _fill(rows: SheetRows, book: xlrd.Book, sheet: xlrd.sheet.Sheet, part: Substream, limits: Limits) -> None:
    rows.hidden_columns = {index + 1 for index, info in sheet.colinfo_map.items() if info.hidden}
    rows.begin()
    for row in range(sheet.nrows):
        info = sheet.rowinfo_map.get(row)
        rows.open(row + 1, bool(info.hidden) if info else bool(sheet.default_row_hidden))
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                rows.put(row + 1, column + 1, _raw(book, sheet, part, row, column, limits))
        rows.close()


def _raw(
    book: xlrd.Book, sheet: xlrd.sheet.Sheet, part: Substream, row: int, column: int, limits: Limits
) -> Raw:
    cell, at = sheet.cell(row, column), (row + 1, column + 1)
    style, formula = str(cell.xf_index), at in part.formulas
    if at in part.waiting:
        return Raw(style, odd=_WAITS)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        runs = sheet.rich_text_runlist_map.get((row, column), ())
        return Raw(style, "inlineStr", formula, "x", _text(book, cell.value, runs, limits))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Raw(style, "e", formula, xlrd.error_text_from_code.get(cell.value, "#?"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Raw(style, "b", formula, str(int(cell.value)))
    return Raw(style, "n", formula, repr(float(cell.value)).removesuffix(".0"))


def _text(book: xlrd.Book, text: str, runs: list[tuple[int, int]] | tuple[()], limits: Limits) -> Stored:
    """A text with the fonts of its runs; the first piece has the font of the cell."""
    cuts = [(0, None), *((at, _font(book, font) or PLAIN) for at, font in runs), (len(text), None)]
    if all(font in (None, PLAIN) for _, font in cuts):
        return stored(_literal(text), limits.text)
    if any(ord(sign) > 0xFFFF for sign in text):
        return Rich((), "的部分文字带有格式，位置不能确定；请去掉格式后重新上传。")
    parts, bad = [], ""
    for (start, font), (end, _) in pairwise(cuts):
        piece = stored(_literal(text[start:end]), limits.text)
        if isinstance(piece, Rich):
            bad, piece = piece.bad, ""
        if piece:
            parts.append((piece, font))
    return Rich(tuple(parts), bad)


def _literal(text: str) -> str:
    """In these files `_x0041_` means nothing but itself."""
    return text.replace("_x", "_x005F_x")
