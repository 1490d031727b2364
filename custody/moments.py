"""A page as it stood at a past moment: `?asof=2026-11-22T09:00`.

For the length of one request's transaction, temporary tables stand before the tables of figures and hold what the
versions of that moment say. Every query of the page, unchanged, then reads the past (ADR 0013). A change counts from
the moment at which its transaction began.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.apps import apps
from django.contrib import messages
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from pghistory.models import Event
from psycopg2 import sql

from custody.declared_models import declared_models
from custody.past_links import MARK, PARAMETER, keep_moment


class MomentRequest(HttpRequest):
    """A request whose page may be asked for as at a past moment (for type checkers)."""

    as_of: datetime | None = None


P = ParamSpec("P")
R = TypeVar("R", bound=MomentRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]
_SHADOW = "CREATE TEMPORARY TABLE {table} (LIKE public.{table}) ON COMMIT DROP"
_VERSIONS = """
INSERT INTO pg_temp.{table} ({columns}) SELECT {columns} FROM (
    SELECT DISTINCT ON (id) * FROM public.{events} WHERE pgh_created_at <= %s ORDER BY id, pgh_id DESC
) AS newest WHERE pgh_label <> 'delete'
"""
_ADDED = "INSERT INTO pg_temp.{table} ({columns}) SELECT {columns} FROM public.{table} WHERE {events} <= %s"
_KEY = "ALTER TABLE pg_temp.{table} ADD PRIMARY KEY (id)"


@dataclass(frozen=True, slots=True)
class History:
    """A table and the one that keeps the versions of its rows, newest with the highest `pgh_id`."""

    table: str
    events: str
    columns: tuple[str, ...]


def event_models() -> list[Any]:
    """Every model of versions that there is."""
    return [model for model in apps.get_models() if issubclass(model, Event) and model._meta.managed]


def histories() -> list[History]:
    """Every table that has a history, by name."""
    pairs = [_history(model.pgh_tracked_model, model._meta.db_table) for model in event_models()]
    return sorted(pairs, key=lambda pair: pair.table)


def _history(model: type[models.Model], events: str) -> History:
    columns = tuple(str(field.column) for field in model._meta.concrete_fields)
    return History(model._meta.db_table, events, columns)


def _added_only() -> list[History]:
    """Tables whose rows are never changed, with the column of the moment in place of a table of versions."""
    return [_history(model, declared.added_at) for model, declared in declared_models() if declared.added_at]


def put_back(moment: datetime) -> None:
    """Let every table of figures read as at `moment` until the transaction ends; call inside one."""
    of_now = {model._meta.db_table for model, declared in declared_models() if declared.of_now}
    with connection.cursor() as cursor:
        for statement, tables in ((_VERSIONS, histories()), (_ADDED, _added_only())):
            for history in (table for table in tables if table.table not in of_now):
                for part in (_SHADOW, statement, _KEY):
                    cursor.execute(_text(part, history), [moment] if "%s" in part else None)


def _text(statement: str, history: History) -> str:
    # As text: a request's context of the history library reads every statement as text.
    composed = sql.SQL(statement).format(
        table=sql.Identifier(history.table),
        events=sql.Identifier(history.events),
        columns=sql.SQL(", ").join(map(sql.Identifier, history.columns)),
    )
    return str(composed.as_string(connection.connection))


def as_of(view: View[R, P]) -> View[R, P]:
    """A page that can be read as at a past moment: its template finds the moment in `request.as_of`.

    Its links keep the moment; a workbook made for it says so.
    """

    def at_moment(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        asked = request.GET.get(PARAMETER, "") if request.method in {"GET", "HEAD"} else ""
        moment = moment_of(asked)
        if asked and moment is None:
            messages.error(request, "历史时刻有误或在将来；请在页首“截至”处重新选择。以下是现在的数据。")
        request.as_of = moment
        if moment is None:
            return view(request, *args, **kwargs)
        shown = _SHOWN.set(moment)
        try:
            with transaction.atomic():
                put_back(moment)
                answer = view(request, *args, **kwargs)
        finally:
            _SHOWN.reset(shown)
        return keep_moment(answer, request.path, asked)

    setattr(at_moment, MARK, True)
    return cast("View[R, P]", wraps(view)(at_moment))


_SHOWN: ContextVar[datetime | None] = ContextVar("shown", default=None)


def shown_moment() -> datetime | None:
    """The past moment that the page at hand shows; None for the present."""
    return _SHOWN.get()


def in_words(moment: datetime) -> str:
    """A moment as pages and sheets say it: local, to the minute, with seconds where there are any."""
    local = timezone.localtime(moment)
    return f"{local:%Y-%m-%d %H:%M:%S}" if local.second else f"{local:%Y-%m-%d %H:%M}"


def moment_of(text: str) -> datetime | None:
    """A local moment of the past written as 2026-11-22T09:00; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    moment = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    return moment if moment <= timezone.now() else None
