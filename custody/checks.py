"""Django's checks of what tables declare: said on start, by `./run check` and before tests, with what to do."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from pghistory.models import Event

from custody.declared_models import declared_models
from custody.declaring import Declaration, declaration_of, history_of
from custody.telling import ToldVersions
from custody.third_party import THIRD_PARTY

WHERE = "见 docs/adding-a-table.md。"


@register
def declarations(**_: Any) -> list[CheckMessage]:
    """Every table is declared, and what is declared of columns is true of the table."""
    found: list[CheckMessage] = [error for model in apps.get_models() for error in _undeclared(model)]
    for model, declared in declared_models():
        found += [*_moment(model, declared), *_told(model)]
    return found


def _undeclared(model: type[models.Model]) -> Iterator[Error]:
    meta = model._meta
    if not meta.managed or meta.proxy or issubclass(model, Event):
        return
    if declaration_of(model) is None and meta.db_table not in THIRD_PARTY:
        yield Error(
            f"表 {meta.db_table} 没有声明谁能看、谁能改。",
            hint=f'请在模型 {meta.label} 上方写 @kept(reads=…) 或 @open_table("理由")；'
            f"别人的应用带来的表写进 custody/third_party.py。{WHERE}",
            obj=model,
            id="custody.E001",
        )


def _moment(model: type[models.Model], declared: Declaration) -> Iterator[Error]:
    """`put_back` and the seal read the moment by its column."""
    if declared.added_at and not isinstance(_field(model, declared.added_at), models.DateTimeField):
        yield Error(
            f'{model._meta.label} 声明 added_at="{declared.added_at}"，但没有这个名称的时间栏。',
            hint=f"请写记录添加时间那一栏（DateTimeField，由数据库赋值）的名称。{WHERE}",
            obj=model,
            id="custody.E002",
        )
    if declared.added_at and declared.history:
        yield Error(
            f"{model._meta.label} 的行只增不改（added_at），不会有历次版本（history）。",
            hint=f"两者只能留一个。{WHERE}",
            obj=model,
            id="custody.E003",
        )


def _told(model: type[models.Model]) -> Iterator[Error]:
    history = history_of(model)
    if not isinstance(history, ToldVersions):
        return
    missing = [column for column in (*history.name, *history.saying) if _field(model, column) is None]
    county = model
    for part in history.county.split("__"):
        field = _field(county, part)
        if field is None or not field.related_model:
            missing.append(history.county)
            break
        county = field.related_model
    if missing:
        yield Error(
            f"{model._meta.label} 声明历次版本由 {'、'.join(missing)} 讲述，但没有这样的栏。",
            hint=f"请改正 ToldVersions(county=…, name=…, says=…) 中的名称。{WHERE}",
            obj=model,
            id="custody.E004",
        )


def _field(model: Any, name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
