"""The kinds of condition that a list is narrowed by; what they ask of the rows, and how they are told in words."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware
from django_filters import Filter

from custody.local_time import to_minute
from lists.selects import PlainSelect

Choices = Sequence[tuple[str, str]]

LONGEST = 60
MOMENT = "%Y-%m-%dT%H:%M"


class Condition(Filter):  # type: ignore[misc] # django-filter has no types
    """One condition; `default` is what it is where the address names none, `wrong` what a misfit is told to be."""

    wrong = "无法识别"

    def __init__(
        self, label: str, column: str = "", *, default: str | Callable[[], Any] = "", **more: Any
    ) -> None:
        super().__init__(column or None, label=label, **more)
        self._default = default

    @property
    def default(self) -> Any:
        return self._default() if callable(self._default) else self._default

    def words(self, value: Any) -> str:
        """A value that was asked for, as the page prints it."""
        return str(value)


class OneOf(Condition):
    """One value of a closed list, given here or by the list's `offered`; with a default there is no “全部” beside it."""

    field_class = forms.ChoiceField
    wrong = "不在可选范围内"

    def __init__(self, label: str, column: str = "", *, choices: Choices = (), **more: Any) -> None:
        super().__init__(label, column, widget=PlainSelect, **more)
        self.offer(choices)

    def offer(self, choices: Choices) -> None:
        self.extra["choices"] = list(choices) if self._default else [("", "全部"), *choices]

    def words(self, value: Any) -> str:
        return str(dict(self.extra["choices"]).get(value, value)).strip()


class Containing(Condition):
    """Words that one of the columns contains."""

    field_class = forms.CharField
    wrong = f"超过 {LONGEST} 字或含有无法识别的字符"

    def __init__(self, label: str, *columns: str, size: int = 12, placeholder: str = "", **more: Any) -> None:
        look = {"type": "search", "size": size, **({"placeholder": placeholder} if placeholder else {})}
        super().__init__(label, max_length=LONGEST, widget=forms.TextInput(attrs=look), **more)
        self._columns = columns

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        wanted = Q()
        for column in self._columns if value else ():
            wanted |= Q(**{f"{column}__icontains": value})
        return rows.filter(wanted)


class _Day(Condition):
    field_class = forms.DateField
    wrong = "不是日期"

    def __init__(self, label: str, column: str, **more: Any) -> None:
        super().__init__(label, column, widget=forms.DateInput(attrs={"type": "date"}), **more)


class FromDay(_Day):
    """Moments of a local day and later."""

    def filter(self, rows: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        return rows.filter(**{f"{self.field_name}__gte": _midnight(value)}) if value else rows


class ToDay(_Day):
    """Moments of a local day, the whole day, and earlier."""

    def filter(self, rows: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        return (
            rows.filter(**{f"{self.field_name}__lt": _midnight(value + timedelta(days=1))}) if value else rows
        )


class Moment(Condition):
    """A local moment, to the minute; what it asks of the rows is the list's own to say."""

    field_class = forms.DateTimeField
    wrong = "不是日期和时间"

    def __init__(self, label: str, **more: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(label, widget=widget, **more)

    def filter(self, rows: QuerySet[Any], value: datetime | None) -> QuerySet[Any]:
        return rows

    def words(self, value: datetime) -> str:
        return to_minute(value)


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
