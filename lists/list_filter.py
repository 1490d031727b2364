"""One list's conditions, declared as a class: read from the address, applied, told in words.

    class FindingFilter(ListFilter):
        county = OneOf("县区", "county__code")
        q = Containing("查找", "message")

A value that does not fit is told and not used; the rest of the address is.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django_filters import FilterSet

from lists.filters import Choices, Condition, OneOf
from lists.sorting import Order, Sort, Sorting, order_of

SORT = "sort"


class ListFilter(FilterSet):  # type: ignore[misc] # django-filter has no types
    """Base of every list's filter. `sorts` are its headings; `usual` is the name of the order that its rows come in."""

    sorts: ClassVar[Mapping[str, Sort]] = {}
    usual: ClassVar[str] = ""
    kept: ClassVar[tuple[str, ...]] = ()
    """What else the page is asked for, and stays when a condition is chosen."""

    def __init__(self, address: QueryDict | Mapping[str, str], rows: QuerySet[Any]) -> None:
        self.address = address.dict() if isinstance(address, QueryDict) else dict(address)
        defaults = {name: one.default for name, one in self.base_filters.items()}
        given = {name: self.address.get(name) or default for name, default in defaults.items()}
        super().__init__({**given, SORT: self.address.get(SORT, "")}, rows)
        for name, choices in self.offered().items():
            self._condition(name, OneOf).offer(choices)
        if self.sorts:
            self.filters[SORT] = Sorting(self.sorts)
            self.filters[SORT].parent = self

    def offered(self) -> dict[str, Choices]:
        """The closed lists that depend on what there is."""
        return {}

    def _condition(self, name: str, kind: type[OneOf]) -> OneOf:
        found = self.filters[name]
        assert isinstance(found, kind)  # noqa: S101 - offered by the list that declares it
        return found

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What every condition asks for: what fits of the address, else its default."""
        self.form.is_valid()
        said = self.form.cleaned_data
        return {name: said.get(name, one.default) for name, one in self.filters.items()}

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = queryset
        for name, value in self.asked.items():
            rows = self.filters[name].filter(rows, value)
        return rows

    @property
    def conditions(self) -> dict[str, Condition]:
        """The conditions without the order."""
        return {name: one for name, one in self.filters.items() if name != SORT}

    @property
    def said(self) -> str:
        """The conditions in words, for print and export; empty where there is none."""
        return "；".join(
            f"{one.label}：{one.words(value)}"
            for name, one in self.conditions.items()
            if (value := self.asked[name])
        )

    @property
    def problems(self) -> tuple[str, ...]:
        """What of the address was not used."""
        self.form.is_valid()
        return tuple(
            f"{self.filters[name].label}“{self.address.get(name, '')}”{self.filters[name].wrong}，{_not_used(name)}。"
            for name in self.form.errors
            if name in self.filters
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether the address asks for something other than the list as it opens."""
        return bool(self.problems) or any(
            self.address.get(name) and self.asked[name] != one.default
            for name, one in self.conditions.items()
        )

    @property
    def order(self) -> Order | None:
        """The order that was asked for."""
        return order_of(self.asked.get(SORT, ""), self.sorts)

    @property
    def order_in_force(self) -> Order | None:
        return self.order or order_of(self.usual, self.sorts)

    def get_form_class(self) -> type[forms.Form]:
        """Labels end without a colon."""
        made: type[forms.Form] = super().get_form_class()
        made.label_suffix = ""
        return made


def _not_used(name: str) -> str:
    return "未按它排序" if name == SORT else "未按它筛选"
