"""How the versions of rows are kept: one word for every model of every room.

The triggers are the library's by name and place and our own by what they do (ADR 0021): nobody but them writes a
version, no setting puts them to sleep, and no table of a session's own can take a version in.
"""

from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models
from pghistory.trigger import Event
from pgtrigger.compiler import Trigger, UpsertTriggerSql

M = TypeVar("M", bound=models.Model)


class VersionSql(UpsertTriggerSql):
    """How such a trigger is installed."""

    def get_template(self) -> str:
        """As the owner of the tables, so that the application role needs no right to write versions.

        Temporary tables come last in the path: one that is called like a table of versions takes nothing in.
        """
        return """
            CREATE OR REPLACE FUNCTION {pgid}() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    {func}
                END
            $$;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE TRIGGER {pgid} {when} {operation} ON {table} {referencing}
                FOR EACH {level} EXECUTE FUNCTION {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


# What a version says of its making; the settings are those of the statement (`custody.tracing`), and read once.
_SAID = {
    "pgh_created_at": "now()",
    "pgh_context": "(SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb)",
    "pgh_context_id": "(SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid)",
}
# A row whose key was changed has no old row by its key: it is told as well.
_ROWS = {
    "INSERT": "new_values AS kept",
    "UPDATE": 'new_values AS kept LEFT JOIN old_values AS was ON was."{key}" = kept."{key}" WHERE was IS DISTINCT FROM kept',
    "DELETE": "old_values AS kept",
}


class _Version(Event):
    """The trigger that copies the rows of one statement into the table of versions."""

    def get_func(self, model: Any) -> str:
        versions: Any = self.event_model
        key = model._meta.pk.column
        tracked = {field.name for field in model._meta.fields}
        columns = [field.column for field in versions._meta.fields if field.name in tracked]
        values = {column: f'kept."{column}"' for column in columns}
        values |= {**_SAID, "pgh_label": f"'{self.label}'", "pgh_obj_id": f'kept."{key}"'}
        names = ", ".join(f'"{name}"' for name in values)
        rows = _ROWS[str(self.operation)].format(key=key)
        # Names of our own tables and columns.
        return (
            f"INSERT INTO {versions._meta.db_table} ({names}) "  # noqa: S608
            f"SELECT {', '.join(values.values())} FROM {rows}; RETURN NULL;"
        )

    def compile(self, model: Any) -> Trigger:
        made = super().compile(model)
        return Trigger(name=made.name, sql=VersionSql(**made.sql.kwargs))


class _Kept:
    """An event of the library whose trigger is ours."""

    def add_event_trigger(self: Any, event_model: Any) -> None:
        kept = {name: getattr(self, name) for name in ("label", "row", "operation", "condition", "level")}
        made: Any = _Version
        trigger = made(event_model=event_model, name=self.trigger_name, **kept)
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


class _Insert(_Kept, pghistory.InsertEvent):
    pass


class _Update(_Kept, pghistory.UpdateEvent):
    pass


class _Delete(_Kept, pghistory.DeleteEvent):
    pass


def tracked(model: type[M]) -> type[M]:
    """Keep every version of the model's rows in its event table; a row that is deleted leaves its last state.

    What a table's declaration (`custody.declaring`) does where it has a history.

    By statement: row-level triggers under Django's deferrable keys were 50 times slower. Who and why stand in
    the version itself: whoever may read the version may read them, and no table of reasons needs rules (ADR 0013).
    """
    track = pghistory.track(
        *(_Insert(), _Update(), _Delete()),
        level=pghistory.Statement,
        context_field=pghistory.ContextJSONField(),
        context_id_field=pghistory.ContextUUIDField(),
    )
    return track(model)  # type: ignore[no-any-return]
