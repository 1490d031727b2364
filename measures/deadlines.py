"""Until when: the end that a printed deadline names, or why it names none. Only an end; nothing is guessed.

`2025年底前`, `到 2025 年`, “十四五”末 end; `2022年起` begins; 三年期间 has no year to count from.
"""

import re
from dataclasses import dataclass

from attainment.periods import LAST_YEARS

_WIDE = str.maketrans("０１２３４５６７８９（）．：", "0123456789().:")
_BLANKS = re.compile(r"\s+")
_QUOTES = re.compile(r"[“”\"'‘’「」]")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_MONTH = r"(?P<m>1[0-2]|0?[1-9])"
_DAY = r"(?:[-./年月]?(?:3[01]|[12]\d|0?[1-9])[日号]?)"
_LEAD = r"(?:到|至|截至|截止|截止到|力争|力争到|争取|争取到|计划|预计|计划到|于|在|拟于|确保|确保到|原则上)*"
_TAIL = r"(?:底|末|年底|年末|内|中|初期?末)?(?:之?前|以前|为止|止)?(?:全部|基本|全面)?(?:完成|建成|实现|达标|办结|达到|竣工)?"
_BEGIN = r"(?:(?:19|20)\d\d)(?:年)?(?:(?:1[0-2]|0?[1-9])月)?(?:起|开始)?(?:-|—|–|~|～|－|至|到|—{2})"
_END = re.compile(
    rf"{_LEAD}(?:{_BEGIN})?{_LEAD}{_YEAR}(?:年度?|[-./](?=\d))?"
    rf"(?:{_MONTH}月?份?{_DAY}?|(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1234])季度)?{_TAIL}"
)
_PERIOD = re.compile(
    rf"{_LEAD}(?P<p>十[二三四五六]五)(?:规划)?(?:期间|时期|期末|末期?|期内|期间内|年末|内|规划期)?{_TAIL}"
)
_BEGINS = re.compile(r"(?:自|从)?.*(?:起|开始|以来|以后|之后)(?:施行|实施|执行)?")
_SPAN = re.compile(r".*(?:[一二两三四五六七八九十\d]+(?:至|到|-)?[一二两三四五六七八九十\d]*个?(?:年|月)).*")
_ALWAYS = re.compile(r"(?:长期|持续|常态化?|每年|全年|逐年|年度|长期坚持|持续推进|持续实施|长期任务|按年度)+")
_NONE = re.compile(r"[-—–/\\无]*")


@dataclass(frozen=True, slots=True)
class Deadline:
    """`end`: `2025` or `2025-12`, as far as it is printed; else `why` says in words why there is none."""

    text: str
    end: str | None = None
    why: str = ""
    is_doubtful: bool = False
    """Whether a person should look: the text means an end, and it was not read."""


def read_deadline(text: str) -> Deadline:
    """The end of a printed deadline."""
    bare = _QUOTES.sub("", _BLANKS.sub("", text.translate(_WIDE))).strip("。；;，,()")
    if _NONE.fullmatch(bare):
        return Deadline(text)
    if found := _END.fullmatch(bare):
        return Deadline(text, _printed(found))
    if found := _PERIOD.fullmatch(bare):
        return Deadline(text, str(LAST_YEARS[found["p"]]))
    if _BEGINS.fullmatch(bare):
        return Deadline(text, why="只写明开始时间，不是完成期限")
    if _ALWAYS.fullmatch(bare):
        return Deadline(text, why="没有写明完成的年份")
    if _SPAN.fullmatch(bare) and not re.search(r"(?:19|20)\d\d", bare):
        return Deadline(text, why="只写明时长，没有起算年份，无法确定完成期限", is_doubtful=True)
    return Deadline(text, why="无法读出完成期限", is_doubtful=True)


def _printed(found: re.Match[str]) -> str:
    year = found["y"]
    if found["m"]:
        return f"{year}-{int(found['m']):02d}"
    if found["half"]:
        return f"{year}-06" if found["half"] == "上半年" else f"{year}-12"
    if found["quarter"]:
        return f"{year}-{_QUARTERS[found['quarter']]:02d}"
    return year
