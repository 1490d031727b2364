"""What the names on a sheet mean: codes, names and aliases exactly, spelling folded; never a near name.

Each distinct text is looked up once per file, so 10,000 rows cost a few hundred look-ups.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from counties.models import County
from counties.names import Match, NameBook, fold, near_names
from imports.troubles import Trouble, Why
from indicators.importers.known_names import KnownNames
from indicators.models import Indicator, Site

T = TypeVar("T")


_SHORTEST, _WITHIN = 2, 3
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_KIND = re.compile(r"(?<=..)(监测|水质|考核)*(断面|点位|测点|站点|监测点|监测站)$")
_MOST_CHOICES = 10
HINTS = 100
"""How many unknown names of a file get hints; the next thousands would cost minutes and help nobody."""


class _Remembering(Generic[T]):
    """A name book that answers the same text once, and stops looking for near names after `HINTS` failures."""

    def __init__(self, book: NameBook[T]) -> None:
        self._book = book
        self._known: dict[str, Match[T]] = {}
        self._failed = 0

    def find(self, text: str) -> Match[T]:
        match = self._known.get(text)
        if match is None:
            hinting = self._failed < HINTS
            match = self._book.find(text) if hinting else Match(self._book.things(text))
            self._failed += not match.things
            self._known[text] = match
        return match


class Names:
    """Counties, indicators and sites by their exact names, read once per import (three queries)."""

    def __init__(self) -> None:
        divisions = list(County.objects.all())
        self._cities = {county.pk for county in divisions if county.is_city}
        self._counties = _Remembering(NameBook((county, county.all_names) for county in divisions))
        indicators = list(Indicator.objects.all())
        self._indicators = _Remembering(NameBook((i, i.all_names) for i in indicators))
        self._sites: dict[tuple[int, str], list[Site]] = defaultdict(list)
        for site in Site.objects.all():
            for name in {fold(name) for name in (site.name, *site.aliases)}:
                self._sites[site.county_id, name].append(site)
        self._cores: dict[int, list[tuple[str, Site]]] = defaultdict(list)
        for (county_id, name), sites in self._sites.items():
            self._cores[county_id] += [(_core(name), site) for site in sites]

    def county(self, text: str) -> County | Trouble:
        if not text:
            return Trouble("county", Why.COUNTY, "没有写县区")
        match = self._counties.find(text)
        if match.one is None:
            return _unknown("county", Why.COUNTY, f"的县区“{text}”", match)
        if match.one.pk in self._cities:
            return Trouble("county", Why.COUNTY, f"的“{text}”是市，不是县区", "请填数值所属的县区")
        return match.one

    def indicator(self, text: str) -> Indicator | Trouble:
        if not text:
            return Trouble("indicator", Why.INDICATOR, "没有写指标")
        match = self._indicators.find(text)
        return match.one or _unknown("indicator", Why.INDICATOR, f"的指标“{text}”", match)

    def division(self, text: str) -> County | None:
        """The county or city of that name."""
        return self._counties.find(text).one if text else None

    def code(self, text: str) -> str | None:
        """The catalogue's code of a printed name; None for an unknown or an ambiguous one."""
        return found.code if isinstance(found := self.indicator(text), Indicator) else None

    def site(self, county: County, text: str) -> Site | Trouble | None:
        """The stored site of that name; None for one that the import would create."""
        found = self._sites.get((county.pk, fold(text)), [])
        if len(found) > 1:
            names = "、".join(site.name for site in found)
            return Trouble("site", Why.SITE, f"的点位“{text}”不止一处（{names}）", "请写点位全名")
        return found[0] if found else None

    def sites_around(self, county: County, text: str) -> list[Site]:
        """Known sites of the county whose name holds `text` or is held by it, without brackets and the word 断面."""
        core = _core(fold(text))
        found = [site for known, site in self._cores[county.pk] if _contains(known, core)]
        return list({site.pk: site for site in found}.values())[:_MOST_CHOICES]

    def near_sites(self, county: County, text: str) -> list[str]:
        """Known sites of the county that are written much like `text`: a hint for a person, never a match."""
        known = {
            name: site
            for (county_id, name), sites in self._sites.items()
            for site in sites
            if county_id == county.pk
        }
        folded = fold(text)
        # 堡子湾 and 堡子湾（御河，国控） differ by more than half of their signs.
        within = [name for name in known if _contains(name, folded)][:_WITHIN]
        near = near_names(text, known, 2)
        return list(dict.fromkeys(known[name].name for name in (*within, *near)))


def known_names() -> KnownNames:
    """What the reader of a file is told (three queries)."""
    divisions = list(County.objects.all())
    found = Counter(name for one in Indicator.objects.all() for name in _folded(one.all_names))
    sites = Site.objects.values_list("name", "aliases")
    return KnownNames(
        indicators=frozenset(name for name, number in found.items() if number == 1),
        sites=frozenset(fold(name) for own, aliases in sites for name in (own, *aliases)),
        divisions={name: one.code for one in divisions for name in _folded(one.all_names)},
        full={one.name: one.code for one in divisions if not one.is_city},
    )


def _folded(names: Iterable[str]) -> set[str]:
    return {fold(name) for name in names if name}


def _contains(one: str, other: str) -> bool:
    """Whether one name is a part of the other; a single sign says nothing, and 1号井 is no part of 11号井."""
    short, long = sorted((one, other), key=len)
    at = long.find(short)
    return len(short) >= _SHORTEST and at >= 0 and not (short[0].isdigit() and long[:at][-1:].isdigit())


def _core(folded: str) -> str:
    """What names the place: 堡子湾 of 堡子湾断面(御河,国控)."""
    bare = _KIND.sub("", _IN_BRACKETS.sub("", folded))
    return bare or folded


def _unknown(role: str, why: Why, what: str, match: Match[T]) -> Trouble:
    if match.things:
        names = "、".join(str(thing) for thing in match.things)
        return Trouble(role, why, f"{what}不止一项（{names}）", "请写全名或代码")
    near = "、".join(f"“{name}”" for name in match.near)
    known, remedy = _UNKNOWN[role]
    return Trouble(role, why, f"{what}{known}", f"相近的有：{near}；{remedy}" if near else remedy)


_UNKNOWN = {
    "county": ("系统中没有这个县区", "请核对县区名称或代码"),
    "indicator": ("不在指标目录中", "请核对名称，或请系统管理员在指标目录中登记该指标或别名后重新导入"),
}
