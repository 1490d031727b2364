"""A .csv as one sheet: what stands between the commas is what is read; nothing is turned into a date or a number.

UTF-8 with or without a mark, else GB18030, as Chinese Excel and WPS write it. A field that a spreadsheet program would
calculate shows something else than it says, and is refused by its address.
"""

import csv
import hashlib
import io

from workbooks.known_styles import Styles
from workbooks.limits import DEFAULT_LIMITS, Limits
from workbooks.problems import UnreadableWorkbookError
from workbooks.reading import Workbook, finished_sheet
from workbooks.runs import stored
from workbooks.sheet_rows import Budget, SheetRows
from workbooks.styles import PLAIN_LOOK
from workbooks.texts import Raw, Texts

SHEET = "CSV"
_FORMULA = ("=", "@", "\t=", "+=", "-=")


def decoded(content: bytes) -> str:
    """The text; raises UnreadableWorkbookError where it is neither UTF-8 nor GB18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableWorkbookError(
        "文本文件的编码不是 UTF-8 或 GB18030（GBK），无法读取；请另存为 UTF-8 的 .csv 或 .xlsx 后重新上传。"
    )


def delimiter_of(text: str) -> str:
    """The comma, or the tab where the first line has more of them."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return "\t" if first.count("\t") > first.count(",") else ","


def read_csv(content: bytes, filename: str, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """Raises UnreadableWorkbookError where quotes do not close or the limits are passed."""
    text = decoded(content)
    texts = Texts(SHEET, Styles([PLAIN_LOOK], []), limits, epoch_1904=False)
    rows = SheetRows(texts, limits, Budget(limits), read_hidden=False)
    rows.begin()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        for number, line in enumerate(reader, start=1):
            rows.open(number, hidden=False)
            for column, field in enumerate(line, start=1):
                if field:
                    rows.put(number, column, _raw(field, limits))
            rows.close()
    except csv.Error as reason:
        raise UnreadableWorkbookError(
            f"第 {reader.line_num} 行附近的引号或内容不合 .csv 的格式，无法读取；请用 Excel 或 WPS 另存为 .xlsx 后重新上传。"
        ) from reason
    sheet = finished_sheet(SHEET, False, rows, (), limits)
    return Workbook(filename, hashlib.sha256(content).hexdigest(), (sheet,))


def _raw(field: str, limits: Limits) -> Raw:
    if field.lstrip().startswith(_FORMULA):
        return Raw(
            odd=f"“{field.strip()[:20]}”在 Excel 中会当作公式计算，显示的不是这些字；请改为数值或文字后重新上传。"
        )
    # In a .csv `_x0041_` means nothing but itself.
    return Raw(kind="inlineStr", inline=stored(field.replace("_x", "_x005F_x"), limits.text))
