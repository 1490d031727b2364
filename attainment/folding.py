"""A cell's text, folded for reading only (§1): widths, signs, dashes and the blanks inside words.

Never NFKC: `m³` is not `m3` and `Ⅲ` is not `III` until a rule says so. The stored text is not touched.
"""

from __future__ import annotations

import re

# Digits, capitals, small letters.
_WIDE = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
_HALF_WIDTH = {code: code - 0xFEE0 for code in _WIDE}
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("％﹪", "%"),
        **dict.fromkeys("＋﹢", "+"),
        **dict.fromkeys("−－﹣", "-"),
        # Long dashes are never a minus sign: “—5” is not minus five.
        **dict.fromkeys("–―─‐‑‒━", "—"),
        **dict.fromkeys("～〜∼˜", "~"),
        **dict.fromkeys("＜﹤", "<"),
        **dict.fromkeys("＞﹥", ">"),
        **dict.fromkeys("＝", "="),
        **dict.fromkeys("⩽≦≯", "≤"),
        **dict.fromkeys("⩾≧≮", "≥"),
        **dict.fromkeys("（﹙", "("),
        **dict.fromkeys("）﹚", ")"),
        **dict.fromkeys("〔［【", "["),
        **dict.fromkeys("〕］】", "]"),
        "．": ".",
        "／": "/",
        "＼": "/",
        "\\": "/",
    }
)
_ROMAN = str.maketrans({"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V", "Ⅵ": "VI", "Ⅶ": "VII"})
_OPERATORS = (("<=", "≤"), ("=<", "≤"), (">=", "≥"), ("=>", "≥"))

#: Blanks of every kind but the line break, the invisible ones that Excel and web pages leave included.
_BLANK = r"[^\S\n]|[\u200b-\u200f\u2060\ufeff\u00ad]"
_BLANKS = re.compile(f"(?:{_BLANK})+")
# A blank that holds two things apart: two numbers, two Latin words, a dash that may be “missing” and a number.
_GAP = re.compile(r"(?:(?<=[0-9.,]) (?=[0-9.,])|(?<=[A-Za-z]) (?=[A-Za-z])|(?<=^[-—]) (?=[0-9]))")
_ANY_BLANK = re.compile(f"(?:{_BLANK}|\n)+")
# A full stop at the end of a cell ends it and says nothing; an ASCII one may be half a number.
_END = re.compile(r"(?<=[^\s。；;，、])[\s。；;，、]+$")
# A line that starts with a number starts a new statement, unless the line before ends in a word or a sign.
_LINE_GAP = re.compile(r"(?<=[^一-鿿≤≥<>~(\[:：])\n(?=[0-9\-—+≤≥<>])")


def words(spaced: str) -> list[str]:
    """The words of a table that is written with blanks between them."""
    return spaced.split()


def fold(text: str) -> str:
    """Full-width digits, letters, operators and brackets as half-width; one sign for each meaning."""
    folded = text.replace("\r\n", "\n").replace("\r", "\n").translate(_HALF_WIDTH).translate(_SIGNS)
    for written, sign in _OPERATORS:
        folded = folded.replace(written, sign)
    return unclosed(_BLANKS.sub(" ", folded))


def unclosed(text: str) -> str:
    """A text without the blanks around it and the stop behind it; a stop alone stays."""
    return _END.sub("", text).strip()


def squeeze(folded: str) -> str:
    """Blanks and line breaks inside words dropped; those that hold two figures apart stay as one blank."""
    marked = _LINE_GAP.sub("\0", folded.strip())
    marked = _GAP.sub("\0", _BLANKS.sub(" ", marked.replace("\n", " ")))
    return _ANY_BLANK.sub("", marked).replace("\0", " ")


def romans(text: str) -> str:
    """Roman numerals as Latin letters, for comparing classes only."""
    return text.translate(_ROMAN)
