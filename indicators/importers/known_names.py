"""What a data table may ask of the ledger: exact names of indicators, sites and places."""

from functools import cached_property

from counties.models import County
from counties.names import fold
from indicators.importers.names import Names

_ABOVE = frozenset(map(fold, ("全国", "全省", "全市", "中国")))


class KnownNames:
    """The names of one import, as `data_tables.known.Known`; a file of lists alone asks for none."""

    @cached_property
    def _names(self) -> Names:
        return Names()

    @cached_property
    def _counties(self) -> list[County]:
        return list(County.objects.all())

    @cached_property
    def _divisions(self) -> dict[str, str]:
        return {fold(name): one.code for one in self._counties for name in one.all_names if name}

    @cached_property
    def _full(self) -> dict[str, str]:
        return {one.name: one.code for one in self._counties if not one.is_city}

    def is_indicator(self, text: str) -> bool:
        return self._names.is_indicator(text)

    def is_site(self, text: str) -> bool:
        return self._names.is_site(text)

    def place(self, text: str) -> str | None:
        folded = fold(text)
        if folded in self._divisions:
            return self._divisions[folded]
        return (
            "" if folded in _ABOVE or (2 < len(folded) <= 8 and folded.endswith(("省", "自治区"))) else None
        )

    def counties_in(self, text: str) -> tuple[str, ...]:
        bare = "".join(text.split())
        return tuple(code for name, code in self._full.items() if name in bare)

    def named_by_file(self, file_name: str) -> tuple[str, ...]:
        """The counties that a file's name begins with or holds in full: `新荣-监测数据表.xlsx`."""
        full = self.counties_in(file_name)
        first = file_name.replace("_", "-").split("-")[0].split(".")[0].strip()
        code = self._divisions.get(fold(first))
        return full or ((code,) if code and code in self._full.values() else ())
