"""One list of categories for all plans, and which printed titles mean which. Pure.

A title that is not in the list stays 未归类, as one that says nothing of the matter does. 环境治理 is neither 大气 nor 水.
"""

import re

OPEN = "未归类"
ECOLOGY = "生态保护与修复"
TREATMENT = "环境治理"
AIR = "大气环境"
WATER = "水环境"
SUPPLY = "水资源"
LIVING = "人居环境"
ECONOMY = "生态经济"
SECTORS = (ECOLOGY, TREATMENT, AIR, WATER, SUPPLY, LIVING, ECONOMY, OPEN)

_TITLES = {
    "生态保护重点工程项目": ECOLOGY,
    "生态保护与修复工程表": ECOLOGY,
    "生态保护与修复": ECOLOGY,
    "绿化造林": ECOLOGY,
    "环境治理重点工程项目": TREATMENT,
    "大气环境质量改善工程表": AIR,
    "大气环境质量改善": AIR,
    "水环境质量改善工程表": WATER,
    "水环境质量改善": WATER,
    "水资源调度": SUPPLY,
    "人居环境改善": LIVING,
    "生态经济试点示范工程": ECONOMY,
    "生态经济发展项目": ECONOMY,
}
_NUMBER = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+\s*[、.])\s*")


def sector_of(printed: str) -> str:
    """The category of a printed title: of a heading with several lines its first, without its number."""
    first = _NUMBER.sub("", printed.partition(" / ")[0]).partition(" ")[0].strip()
    return _TITLES.get(first, OPEN)
