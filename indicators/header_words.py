"""What the header of a column of values says, word by word: years, state or target, whose, of which horizon.

A header is read whole or not at all: every word of it must be known. A word that is not (高方案, 预测, a place) makes the
column one of another kind, because it may change what the figures mean.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from attainment.periods import LAST_YEARS, chinese_year
from attainment.units import is_unit


class Word(StrEnum):
    """What a known word of a header makes of its column."""

    YEAR = "year"
    SPAN = "span"
    PERIOD = "period"
    TARGET = "target"
    BASE = "base"
    STATE = "state"
    END = "end"
    NEAR = "near"
    FAR = "far"
    YEARLY = "yearly"
    CHANGE = "change"
    OWN = "own"
    SUPERIOR = "superior"
    PLACE = "place"
    NOISE = "noise"


_Y = r"(?:19|20)\d{2}"
_CHINESE = r"[一二][九〇零○ＯO0][〇零○ＯO0一二三四五六七八九]{2}"
_PERIOD = rf"第?(?:{'|'.join(LAST_YEARS)})(?:规划)?|第十[一二三四五六]个五年(?:规划|计划)?"
# The first that fits at a place counts; longer wordings stand before what they contain.
_WORDS: tuple[tuple[Word, str], ...] = (
    (Word.SPAN, rf"{_Y}年?(?:-|－|—+|–|~|～|至|到){_Y}年?"),
    (Word.YEARLY, r"分年度?(?:目标|任务)?|逐年|各年度?|(?<!\d)(?<!年)年度(?:目标|任务|计划)|阶段性?|中期|中间年|节点"),
    (Word.YEAR, rf"{_Y}(?!\d)(?:年度|年)?|(?<!\d)[1-4]\d(?=年)年度?|{_CHINESE}年度?"),
    (Word.PERIOD, rf"[“\"'‘]?(?:{_PERIOD})[”\"'’]?(?:规划|计划)?(?:时期|期间)?"),
    (Word.FAR, r"远期|远景|展望|愿景|中?长期"),
    (Word.NEAR, r"近期"),
    (Word.END, r"本期末?|规划期?末(?:期|年)?|规划目标年|期末(?:年)?|末期"),
    (Word.BASE, r"上(?:一规划)?期末?|基础(?=[年值数])|规划基[准期]年?|基准年份?|基准|基期年?|基数|期初|本底|起始年?"),
    (Word.STATE, r"现状年?|实际完成|实际|完成(?:情况|值|数)|实绩|实现值|当前|目前|达到情况"),
    (
        Word.TARGET,
        r"(?:规划|考核|控制|预期|计划|发展|总体|具体|主要)*目标(?:任务|要求|年份?)?|(?:规划|控制|考核|计划)[值数]|任务|要求",
    ),
    (
        Word.CHANGE,
        r"累[计积]|年均|平均|增[速长幅量加减]|新增|净增|下降|降[低幅]|减[少排]|[削消]减|提[高升]|上升|改善|变[化动]|幅度|较|[同环]比",
    ),
    (
        Word.CHANGE,
        r"比(?!例)|[五5]年|期间|时期|合计|总[计量]|差[距值]|完成率|进度|速度|率",
    ),
    (Word.OWN, r"全[县区旗]|[本我][县区旗]|[县区](?:域|级|内|本级)"),
    (Word.SUPERIOR, r"全国|国家级?|国[定控]|全省|省(?:级|定|下达)?|全市|本市|市(?:级|定|下达)?|上级|下达"),
    (Word.PLACE, r"[一-鿿]{1,6}?(?:自治[州县区旗]|[省市州盟县区旗])"),
    (Word.NOISE, r"[\s/()\[\]{}【】〔〕“”\"'‘’、,，.:：;；_-]|到|至|截[至止]|达到?|规划|计划|年份?|度|底|末|[值数]|数值|指标|水平|情况"),
)  # fmt: skip
_SUPERIOR_PLACE = re.compile(r".*[省市州盟]|自治区")
_BRACKETED = re.compile(r"\((?:单位[:：])?([^()]*)\)")
_FIRST, _TWO_DIGITS = 2000, 100
_LONGEST, _SHOWN = 200, 20


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """A header in facts. `years`: those it names, or where the period it names ends; `unknown`: words nobody knows."""

    words: frozenset[Word]
    years: frozenset[int]
    places: tuple[str, ...]
    unknown: str

    @property
    def year(self) -> int | None:
        """The one year it names."""
        (year,) = self.years if len(self.years) == 1 else (None,)
        return year

    def has(self, *words: Word) -> bool:
        return not self.words.isdisjoint(words)


def header_facts(normal: str, own: tuple[str, ...] = ()) -> HeaderFacts:
    """The facts of a normalised header; `own`: the names of the county whose plan it is."""
    if len(normal) > _LONGEST:
        return HeaderFacts(frozenset(), frozenset(), (), f"{normal[:_SHOWN]}…")
    text = _without_units(normal)
    found = _pieces(text, own)
    words: set[Word] = {word for word, _ in found if word is not None and word is not Word.NOISE}
    unknown = "".join(piece for word, piece in found if word is None)
    places = tuple(piece for word, piece in found if word in (Word.PLACE, Word.SUPERIOR))
    if any(word is Word.PLACE and _SUPERIOR_PLACE.fullmatch(piece) for word, piece in found):
        words.add(Word.SUPERIOR)
    years = {_year(piece) for word, piece in found if word is Word.YEAR}
    ends = {_end(piece) for word, piece in found if word is Word.PERIOD}
    if not years and ends:
        years = _period_years(normal, words, ends)
    return HeaderFacts(frozenset(words), frozenset(years), places, unknown)


def _without_units(normal: str) -> str:
    """A bracket that holds a unit says nothing about the column's meaning."""
    return _BRACKETED.sub(lambda found: "" if is_unit(found[1]) else found[0], normal)


def _pieces(text: str, own: tuple[str, ...]) -> list[tuple[Word | None, str]]:
    patterns = [(Word.OWN, "|".join(map(re.escape, sorted(own, key=len, reverse=True))))] if own else []
    known = [(word, re.compile(pattern)) for word, pattern in [*patterns, *_WORDS]]
    pieces: list[tuple[Word | None, str]] = []
    at = 0
    while at < len(text):
        word, found = next(
            ((word, match) for word, pattern in known if (match := pattern.match(text, at)) and match[0]),
            (None, None),
        )
        piece = found[0] if found else text[at]
        if word is Word.OWN and pieces and pieces[-1][0] is Word.PLACE:
            pieces.pop()  # 大同市浑源县: where it lies is part of its name.
        pieces.append((word, piece))
        at += len(piece)
    return pieces


def _year(piece: str) -> int:
    digits = piece.rstrip("年度")
    if not digits.isascii() or not digits.isdecimal():
        return chinese_year(digits.replace("O", "0"))
    return int(digits) + (_FIRST if int(digits) < _TWO_DIGITS else 0)


def _end(piece: str) -> int:
    for words, last in LAST_YEARS.items():
        if words in piece or f"第{words[:-1]}个五年" in piece:
            return last
    raise ValueError(piece)


def _period_years(normal: str, words: set[Word], ends: set[int]) -> set[int]:
    """A period names its last year beside 末, a target or a state; by itself, or with 期间, all of its years."""
    if re.search(r"期间|时期", normal) and not re.search(r"末|底", normal):
        words.add(Word.SPAN)
        return set()
    if re.search(r"末|底", normal) or words & {Word.TARGET, Word.STATE, Word.BASE, Word.END}:
        return ends
    words.add(Word.SPAN)
    return set()
