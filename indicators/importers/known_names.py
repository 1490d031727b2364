"""What a data table may ask of the ledger: exact names of indicators, sites and places, as plain data.

The file is read where there is no database (`file_reading`): the names go along with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from counties.names import fold

_ABOVE = frozenset(map(fold, ("全国", "全省", "全市", "中国")))


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Of the ledger, as `data_tables.known.Known`. Folded names, but for `full`: the counties' own, as they are written."""

    indicators: frozenset[str]
    """Those that exactly one entry of the catalogue has."""
    sites: frozenset[str]
    divisions: Mapping[str, str]
    """Name → code, cities too."""
    full: Mapping[str, str]

    def is_indicator(self, text: str) -> bool:
        return fold(text) in self.indicators

    def is_site(self, text: str) -> bool:
        return fold(text) in self.sites

    def place(self, text: str) -> str | None:
        folded = fold(text)
        if folded in self.divisions:
            return self.divisions[folded]
        return (
            "" if folded in _ABOVE or (2 < len(folded) <= 8 and folded.endswith(("省", "自治区"))) else None
        )

    def counties_in(self, text: str) -> tuple[str, ...]:
        bare = "".join(text.split())
        return tuple(code for name, code in self.full.items() if name in bare)

    def named_by_file(self, file_name: str) -> tuple[str, ...]:
        """The counties that a file's name begins with or holds in full: `新荣-监测数据表.xlsx`."""
        full = self.counties_in(file_name)
        first = file_name.replace("_", "-").split("-")[0].split(".")[0].strip()
        code = self.divisions.get(fold(first))
        return full or ((code,) if code and code in self.full.values() else ())
