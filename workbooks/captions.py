"""Lines around a table: titles with 续, units, notes, and the headings of its sections."""

import re
from collections.abc import Sequence

_BARE = re.compile(
    r"[（(【\[]?\s*续\s*表?\s*([\d.\-－—]*|[一二三四五六七八九十]+)\s*[)）】\]]?|[（(]?\s*表\s*续\s*[)）]?"
)
_BRACKETED = re.compile(r"[（(【\[]\s*续\s*表?\s*[\d一二三四五六七八九十]*\s*[)）】\]]\s*$")
_BEFORE = re.compile(r"^[（(]?\s*续\s*[)）]?\s*(?=表)")
_MARKED = re.compile(r"续\s*表|[（(]\s*续\s*[)）]")
_NUMBERED_TABLE = re.compile(r"续\s*表?\s*(\d[\d.\-－—]*)")
_UNIT = re.compile(r"[（(]?\s*(计量|金额)?单位\s*[:：].*")
_NOTE = re.compile(
    r"(注|备注|说明|附注|资料来源|数据来源)\s*\d*\s*[:：]|注\s*\d*\s*[.．、]"
    r"|[（(]?[带加标]?有?\s*[★☆*＊▲△●※]\s*号?[的者]?\s*(指标)?\s*(为|是|表示|[:：])"
    r"|[〔\[【（(]\s*[〕\]】)）]\s*[内中]|[〔\[【][^〕\]】]{0,8}[〕\]】]\s*([内中]|为|表示)"
)
_NUMERAL = r"[（(]?\s*[一二三四五六七八九十]+\s*"
_ENUMERATED = re.compile(rf"({_NUMERAL}[)）、.．]|第[一二三四五六七八九十]+[类部章]|{_NUMERAL}\s(?=\S))")
_INNER = re.compile(rf"{_NUMERAL}[)）]")
_ENUMERATOR = re.compile(rf"({_NUMERAL}[)）]?\s*[、.．]?|[ⅠⅡⅢⅣⅤⅥⅦⅧ]+\s*[、.．]?)")


def without_continued(title: str) -> str:
    """The title without its 续 mark: `续表 2-1 规划…` is `表 2-1 规划…`; "" where it is nothing else."""
    text = title.strip()
    if _BARE.fullmatch(text):
        return ""
    return _BEFORE.sub("", _BRACKETED.sub("", text)).strip()


def is_continued(title: str) -> bool:
    """Whether a line says that the table before goes on."""
    return without_continued(title) != title.strip()


def continued_number(title: str) -> str:
    """The number of a line that is nothing but 续表 and a number; "" where there is none."""
    found = _NUMBERED_TABLE.search(title) if _BARE.fullmatch(title.strip()) else None
    return found[1] if found else ""


def is_unit_line(text: str) -> bool:
    return _UNIT.fullmatch(text.strip()) is not None


def is_caption(text: str) -> bool:
    """A line that can be no row of a table, wherever it stands: 续表 …, 单位：…"""
    bare = text.strip()
    return _BARE.fullmatch(bare) is not None or is_unit_line(bare) or _MARKED.match(bare) is not None


def is_note(text: str) -> bool:
    return _NOTE.match(text.strip()) is not None


def is_enumerated(text: str) -> bool:
    """Whether a line begins as the heading of a section: 一、环境质量, （二）生态."""
    return _ENUMERATED.match(text.strip()) is not None


def is_inner(text: str) -> bool:
    """Whether it begins as the heading of a section inside a section: （一）大气."""
    return _INNER.match(text.strip()) is not None


def is_enumerator(text: str) -> bool:
    """Whether a text is the number of a section and nothing else: 一, （二）, 三、"""
    return _ENUMERATOR.fullmatch(text.strip()) is not None


def continues(printed: str, titles: Sequence[str]) -> bool:
    """Whether a line with 续 continues the last of these tables. 续表 alone does; 续表1 continues the table 1 where there
    is one, else it is a first page."""
    bare = without_continued(printed)
    if bare:
        return bool(titles[-1]) and same_title(bare, titles[-1])
    named = named_title(printed, titles)
    return named is None or named == titles[-1]


def named_title(printed: str, titles: Sequence[str]) -> str | None:
    """The title of the table that 续表1 names; None where there is none."""
    number = continued_number(printed)
    return next((title for title in reversed(titles) if number and same_title(f"表{number}", title)), None)


def same_title(one: str, other: str) -> bool:
    """Whether `one` is the title `other`, or its beginning up to the number of the table."""
    bare, whole = _squeeze(one), _squeeze(other)
    return whole == bare or (whole.startswith(bare) and not re.match(r"[\d.\-]", whole[len(bare) :]))


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text).translate(str.maketrans("－—", "--"))
