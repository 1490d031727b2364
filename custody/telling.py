"""How the versions of a table are told: what a thing is called and what it says, from the columns of its versions.

Declared with the history of the table (`custody.declaring`); 与某时刻比较 reads it for every table that has one, so
that a table added later is compared like the others.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from custody.local_time import to_minute

Words = Callable[[Any], str]
"""What one version says; it reads columns, and the names of what `names` points at."""


@dataclass(frozen=True, slots=True)
class ToldVersions:
    """How a table's versions are told beside those of other tables."""

    called: str
    """What a person calls one: 年度目标."""
    county: str
    """The way from a row to its county, as a query spells it: plan_indicator__plan__county."""
    name: tuple[str, ...]
    """The columns that say which one it is; a relation stands for the name of what it points at."""
    says: tuple[str, ...] | Words
    """The columns that say what holds of it, or how that is put."""
    place: int = 100
    """Where it stands among the others: the figures first."""
    put: Words | None = None
    """How the name is put, where the columns beside each other do not make one."""

    @property
    def saying(self) -> tuple[str, ...]:
        """The columns that are put in words as they are; none where a function puts them."""
        return self.says if isinstance(self.says, tuple) else ()

    def named(self, version: Any) -> str:
        return self.put(version) if self.put else in_words(version, self.name)

    def said(self, version: Any) -> str:
        return self.says(version) if callable(self.says) else in_words(version, self.says)


@dataclass(frozen=True, slots=True)
class UntoldVersions:
    """Versions that are kept and not compared beside those of other tables, and why not."""

    because: str


History = ToldVersions | UntoldVersions


def in_words(version: Any, columns: tuple[str, ...]) -> str:
    """The columns of a version beside each other as a person reads them; empty ones are left out."""
    return " ".join(said for column in columns if (said := _word(version, column)))


def pointed_at(version: Any, relation: str) -> Any:
    """What a version points at; None where it points at nothing, or at something that is gone."""
    try:
        return getattr(version, relation)
    except ObjectDoesNotExist:
        return None


def name_of(version: Any, relation: str) -> str:
    """The name of what a version points at; of something that is gone its kind and number."""
    field = version._meta.get_field(relation)
    key = getattr(version, field.attname)
    if key is None:
        return ""
    found = pointed_at(version, relation)
    if found is None:
        return f"{field.related_model._meta.verbose_name} {key}"
    return str(getattr(found, "name", found))


def _word(version: Any, column: str) -> str:
    field = version._meta.get_field(column)
    if field.remote_field:
        return name_of(version, column)
    value = getattr(version, column)
    if column == "year":
        return f"{value}年"
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return f"{field.verbose_name}：{'是' if value else '否'}"
    if isinstance(value, datetime):
        return to_minute(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def relations(model: type[models.Model], columns: tuple[str, ...]) -> list[str]:
    """Those of the columns that point at something: to be fetched for many versions at once."""
    return [column for column in columns if model._meta.get_field(column).remote_field]
