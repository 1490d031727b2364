"""The headings by which a list is sorted: `?sort=name`, and `?sort=-name` the other way round."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import F, QuerySet

from lists.filters import Condition

DOWN = "-"


class Sort:
    """One heading: what it sorts by, in words, the columns, and the words of either direction.

    Without columns the list puts its own lines in order. `first` is the direction of the first click.
    """

    def __init__(
        self, what: str, *columns: str, up: str = "从小到大", down: str = "从大到小", first: str = ""
    ) -> None:
        self.what, self.columns, self.up, self.down, self.first = what, columns, up, down, first

    def words(self, way: str) -> str:
        return f"按{self.what}{self.down if way else self.up}"


@dataclass(frozen=True, slots=True)
class Order:
    """A sort in one of its directions."""

    name: str
    sort: Sort
    way: str

    @property
    def words(self) -> str:
        return self.sort.words(self.way)

    def put(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows in this order: what has no value comes last either way, equals as they were entered or reversed."""
        columns = [F(column) for column in self.sort.columns]
        if not columns:
            return rows
        ways = [one.desc(nulls_last=True) if self.way else one.asc(nulls_last=True) for one in columns]
        return rows.order_by(*ways, f"{self.way}pk")


def order_of(asked: str, sorts: Mapping[str, Sort]) -> Order | None:
    """The order that a value of the address names."""
    name = asked.removeprefix(DOWN)
    return Order(name, sorts[name], DOWN if asked.startswith(DOWN) else "") if name in sorts else None


class Sorting(Condition):
    """The order as a part of the form: hidden, so that it stays when another condition is chosen."""

    field_class = forms.ChoiceField
    wrong = "不是本页的排序"

    def __init__(self, sorts: Mapping[str, Sort]) -> None:
        ways = [(f"{way}{name}", sort.words(way)) for name, sort in sorts.items() for way in ("", DOWN)]
        super().__init__("顺序", choices=[("", ""), *ways], widget=forms.HiddenInput)
        self._sorts = sorts

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        order = order_of(value, self._sorts)
        return order.put(rows) if order else rows
