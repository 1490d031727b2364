"""A page as it stood at a past moment: `?asof=2026-11-22T09:00`.

While the page is made, temporary tables stand before the tables of figures that it reads and hold what the versions of
that moment say. Every query of the page, unchanged, then reads the past (ADR 0013). A change counts from the moment at
which its transaction began.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.apps import apps
from django.contrib import messages
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from pghistory.models import Event
from psycopg2 import sql

from custody.declared_models import declared_models
from custody.history import digested, unfollowed
from custody.local_time import to_minute, to_second
from custody.past_links import MARK, PARAMETER, keep_moment
from custody.scope import in_settings, standing


class MomentRequest(HttpRequest):
    """A request whose page may be asked for as at a past moment (for type checkers)."""

    as_of: datetime | None = None


P = ParamSpec("P")
R = TypeVar("R", bound=MomentRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]
Execute = Callable[[Any, Any, bool, Any], Any]

_SHADOW = "CREATE TEMPORARY TABLE {table} (LIKE public.{table}) ON COMMIT DROP"
_VERSIONS = """
INSERT INTO pg_temp.{table} ({columns}) SELECT {columns} FROM (
    SELECT DISTINCT ON (id) * FROM public.{events} WHERE pgh_created_at <= %s ORDER BY id, pgh_id DESC
) AS newest WHERE pgh_label <> 'delete'
"""
_ADDED = "INSERT INTO pg_temp.{table} ({columns}) SELECT {columns} FROM public.{table} WHERE {events} <= %s"
_KEY = "ALTER TABLE pg_temp.{table} ADD PRIMARY KEY (id)"
_FORGET = "DROP TABLE pg_temp.{table}"


@dataclass(frozen=True, slots=True)
class History:
    """A table and the one that keeps the versions of its rows, newest with the highest `pgh_id`."""

    table: str
    events: str
    columns: tuple[str, ...]
    digested: frozenset[str] = frozenset()
    """Of these a version has the SHA-256 only."""
    unfollowed: tuple[str, ...] = ()


def event_models() -> list[Any]:
    """Every model of versions that there is."""
    return [model for model in apps.get_models() if issubclass(model, Event) and model._meta.managed]


def histories() -> list[History]:
    """Every table that has a history, by name."""
    return sorted(map(_of_versions, event_models()), key=lambda pair: pair.table)


def _of_versions(versions: Any) -> History:
    model = versions.pgh_tracked_model
    left_out = tuple(unfollowed(versions))
    found = _history(model, versions._meta.db_table)
    kept = tuple(column for column in found.columns if column not in left_out)
    return replace(found, columns=kept, digested=digested(model), unfollowed=left_out)


def _history(model: type[models.Model], events: str) -> History:
    columns = tuple(str(field.column) for field in model._meta.concrete_fields)
    return History(model._meta.db_table, events, columns)


def _added_only() -> list[History]:
    """Tables whose rows are never changed, with the column of the moment in place of a table of versions."""
    return [_history(model, declared.added_at) for model, declared in declared_models() if declared.added_at]


@contextmanager
def put_back(moment: datetime) -> Iterator[None]:
    """While the block runs, every table of figures reads as at `moment`: each is put back when a query first names it.

    A page names a handful of the thirty tables; putting back all of them took half of its time.
    """
    with transaction.atomic():
        past = _Past(moment)
        with connection.execute_wrapper(past):
            yield
        # What is rolled back forgets by itself.
        if not connection.needs_rollback:
            past.forget()


class _Past:
    """Looks at every statement of the block before it is executed."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        # A page may read for a moment in a wider scope: what is put back is what the request may see.
        self.scope = standing()
        of_now = {model._meta.db_table for model, declared in declared_models() if declared.of_now}
        every = [*((_VERSIONS, each) for each in histories()), *((_ADDED, each) for each in _added_only())]
        self.known = {each.table: (made, each) for made, each in every if each.table not in of_now}
        self.names = re.compile(rf"\b({'|'.join(self.known)})\b")
        self.made: set[str] = set()
        self.busy = False

    def __call__(self, execute: Execute, statement: Any, params: Any, many: bool, context: Any) -> Any:
        if self.busy:
            return execute(statement, params, many, context)
        text = statement if isinstance(statement, str) else statement.as_string(connection.connection)
        missing = sorted(set(self.names.findall(text)) - self.made)
        if missing:
            self._put_back(missing)
        done = execute(statement, params, many, context)
        if text.startswith("ROLLBACK TO"):
            # It took along what was put back since its savepoint.
            self.made &= self._there()
        return done

    def _put_back(self, tables: list[str]) -> None:
        with self._among_themselves() as cursor, in_settings(self.scope):
            for table in tables:
                statement, history = self.known[table]
                for part in (_SHADOW, statement, _KEY):
                    cursor.execute(_text(part, history), [self.moment] if "%s" in part else None)
        self.made |= set(tables)

    def _there(self) -> set[str]:
        with self._among_themselves() as cursor:
            cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema()")
            return {row[0] for row in cursor.fetchall()}

    def forget(self) -> None:
        """Let the rest of the transaction read the present."""
        for table in sorted(self.made):
            with connection.cursor() as cursor:
                cursor.execute(_text(_FORGET, self.known[table][1]))

    @contextmanager
    def _among_themselves(self) -> Iterator[CursorWrapper]:
        """Statements of ours, which need nothing put back."""
        self.busy = True
        try:
            with connection.cursor() as cursor:
                yield cursor
        finally:
            self.busy = False


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
            with put_back(moment):
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
    return to_second(moment) if moment.second else to_minute(moment)


def moment_of(text: str) -> datetime | None:
    """A local moment of the past written as 2026-11-22T09:00; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    moment = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    return moment if moment <= timezone.now() else None
