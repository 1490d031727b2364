"""Splitting a cell that names several departments or companies, without breaking a name with a stray blank."""

import re

_SEPARATORS = "、，,；;\n"
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")
_NOTHING = re.compile(r"[-—–/\\无\s]*")
_WHOLE_NAME = re.compile(
    r".*[一-鿿](局|委|委员会|部|府|中心|厅|办|办公室|管委会|公司|集团|院|所|站|厂|大队|支队|联社|协会|指挥部|项目部|村|乡|镇|街道|县|区|市)[)）]?"
)
_MIN_NAME = 3


def split_names(text: str) -> tuple[str, ...]:
    """The names in a cell: split at 、，；/ and line breaks outside brackets, and at a blank only when every part
    is a whole name (`生态环境局 水务局` are two, `大同市城 市管理局` is one). Blanks inside Chinese words are dropped."""
    if _NOTHING.fullmatch(text):
        return ()
    names: list[str] = []
    for piece in _pieces(text.strip()):
        parts = [part for part in _BLANKS.split(piece) if part]
        whole = len(parts) > 1 and all(
            len(part) >= _MIN_NAME and _WHOLE_NAME.fullmatch(part) for part in parts
        )
        names += parts if whole else [_join(piece)]
    return tuple(name for name in names if name)


def _pieces(text: str) -> list[str]:
    """Cut at separators that stand outside brackets; a slash separates too, but not inside a Latin word."""
    pieces, depth = [""], 0
    for mark in text:
        depth += (mark in "（(《“") - (mark in "）)》”")
        if depth <= 0 and (mark in _SEPARATORS or mark == "/"):
            pieces.append("")
        else:
            pieces[-1] += mark
    return [piece.strip() for piece in pieces if not _NOTHING.fullmatch(piece)]


def _join(piece: str) -> str:
    """Drop blanks between Chinese characters; keep those between Latin words."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", piece)
