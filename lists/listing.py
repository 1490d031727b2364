"""One request's view of a list: its filter, its order, its page, the addresses that lead on, its workbook."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from lists.asked import Asked
from lists.list_filter import ListFilter
from lists.paging import Paged
from lists.sorting import DOWN
from workbooks.cells import Out
from workbooks.writing import OutColumn, OutSheet


class Narrowing(Asked):
    """A page that chooses otherwise than a list: what `lists/_filter.html` shows of it, and its workbook."""

    order = ""

    def __init__(
        self, asked: QueryDict, *, form: forms.Form, cleared: str, said: str, problems: tuple[str, ...]
    ) -> None:
        super().__init__(asked)
        self.form, self.cleared, self.said, self.problems = form, cleared, said, problems

    @property
    def footer(self) -> list[str]:
        """What every sheet made of the page ends with."""
        return _told_below(self.said, self.order)


class Listing(Paged):
    """`rows` are those of the filter where they are not given: a list that is made of other things makes its own."""

    def __init__(
        self, request: HttpRequest, chosen: ListFilter, rows: QuerySet[Any] | Sequence[Any] | None = None
    ) -> None:
        super().__init__(request.GET, chosen.qs if rows is None else rows)
        self.chosen = chosen
        self._path = request.path

    @property
    def form(self) -> Any:
        return self.chosen.form

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What else of the address stays when a condition is chosen."""
        return [(name, str(self.asked[name])) for name in self.chosen.kept if name in self.asked]

    @property
    def said(self) -> str:
        return self.chosen.said

    @property
    def problems(self) -> tuple[str, ...]:
        return self.chosen.problems

    @property
    def order(self) -> str:
        """The order that was asked for, in words."""
        return self.chosen.order.words if self.chosen.order else ""

    @property
    def cleared(self) -> str:
        """The list as it opens, where it is narrowed."""
        return self._path if self.chosen.is_narrowed else ""

    def sorted_by(self, name: str) -> str:
        """`ascending`, `descending`, or nothing where the list is sorted otherwise."""
        order = self.chosen.order_in_force
        if order is None or order.name != name:
            return ""
        return "descending" if order.way else "ascending"

    def sorting(self, name: str) -> str:
        """The address that sorts by a heading: the other way round where it is sorted so already."""
        first = self.chosen.sorts[name].first
        second = "" if first else DOWN
        now = {"ascending": "", "descending": DOWN}.get(self.sorted_by(name))
        wanted = f"{second if now == first else first}{name}"
        # The order in which the list opens has no name in the address.
        return self.address_with(page=None, format=None, sort=None if wanted == self.chosen.usual else wanted)

    def sheet(
        self,
        name: str,
        columns: Sequence[OutColumn],
        rows: Iterable[Sequence[Out]],
        footer: Iterable[str] = (),
        title: str = "",
    ) -> OutSheet:
        """A sheet of all rows, whatever the page; it ends with the conditions and the order that it was made with."""
        told = [*footer, *_told_below(self.said, self.order)]
        return OutSheet(name, columns, rows, title=title or name, footer=[line for line in told if line])


def _told_below(said: str, order: str) -> list[str]:
    return [line for line in (f"筛选：{said}" if said else "", order) if line]
