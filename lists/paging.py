"""Long tables in pages of fifty; the page stands in the address like everything else."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from lists.asked import Asked

PER_PAGE = 50


class Paged(Asked):
    """The rows of one table and the page of them that the address asks for; what `lists/_pages.html` shows."""

    def __init__(self, asked: QueryDict, rows: QuerySet[Any] | Sequence[Any]) -> None:
        super().__init__(asked)
        self.rows: Any = rows

    @cached_property
    def page(self) -> Page[Any]:
        return Paginator(self.rows, PER_PAGE).get_page(self.asked.get("page"))

    @property
    def shown(self) -> Any:
        """The rows of this page."""
        return self.page.object_list

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def pages(self) -> Iterator[int | str]:
        """The numbers of the first page, the last and those around this one; an ellipsis where some are left out."""
        return self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)

    @property
    def address(self) -> str:
        """What was asked for, but for the page, to go on from: `county=140225&`."""
        address = self.address_with(page=None, format=None)
        return f"{address}&" if address else ""
