"""How the versions of rows are kept: one word for every model of every room.

The tables of versions are the library's, the triggers that fill them our own (ADR 0021): nobody but them writes a
version, no setting puts them to sleep, and no table of a session's own can take a version in.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import pghistory
from django.db import models

from custody.safeguards import AS_OWNER

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class _Trigger:
    """What one kind of change leaves behind."""

    label: str
    tables: str
    rows: str


_NEW, _OLD = "NEW TABLE AS new_values ", "OLD TABLE AS old_values "
# A row whose key was changed has no old row by its key: it is told as well.
_CHANGED = 'new_values AS kept LEFT JOIN old_values AS was ON was."{key}" = kept."{key}" WHERE was IS DISTINCT FROM kept'
TRIGGERS = (
    _Trigger("insert", _NEW, "new_values AS kept"),
    _Trigger("update", f"{_OLD} {_NEW}", _CHANGED),
    _Trigger("delete", _OLD, "old_values AS kept"),
)

# What a version says of its making; the settings are those of the statement (`custody.tracing`), and read once.
_SAID = {
    "pgh_created_at": "now()",
    "pgh_context": "(SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb)",
    "pgh_context_id": "(SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid)",
}

# As the owner of the tables, so that the application role needs no right to write versions. The comment tells one text
# from another.
_TEXT = """
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql
            {as_owner} AS $$
                BEGIN
                    {body}
                END
            $$;

            DROP TRIGGER IF EXISTS {name} ON "{table}";
            CREATE TRIGGER {name} AFTER {operation} ON "{table}" REFERENCING {tables}
                FOR EACH STATEMENT EXECUTE FUNCTION {name}();

            COMMENT ON TRIGGER {name} ON "{table}" IS '{digest}';
        """


_DIGESTED: dict[type[models.Model], frozenset[str]] = {}


def tracked(model: type[M], *, unfollowed: Collection[str] = (), digested: Collection[str] = ()) -> type[M]:
    """Keep every version of the model's rows in its event table; a row that is deleted leaves its last state.

    `unfollowed` columns have no versions; of `digested` ones a version has the SHA-256 in the place of the text.

    What a table's declaration (`custody.declaring`) does where it has a history. Who and why stand in the version
    itself: whoever may read the version may read them, and no table of reasons needs rules (ADR 0013).
    """
    _DIGESTED[model] = frozenset(digested)
    # Without types.
    event: Any = pghistory.ManualEvent
    track = pghistory.track(
        *(event(trigger.label) for trigger in TRIGGERS),
        context_field=pghistory.ContextJSONField(),
        context_id_field=pghistory.ContextUUIDField(),
        exclude=list(unfollowed) or None,
    )
    return track(model)  # type: ignore[no-any-return] # the history library has no types


def digested(model: type[models.Model]) -> frozenset[str]:
    """The columns of which versions have the SHA-256 only."""
    return _DIGESTED.get(model, frozenset())


def unfollowed(versions: Any) -> list[str]:
    """The columns of the tracked model that its table of versions does not have."""
    there = {field.column for field in versions._meta.fields}
    return [field.column for field in versions.pgh_tracked_model._meta.fields if field.column not in there]


def digest_of(value: str) -> str:
    """SHA-256 of a text, in SQL."""
    return f"encode(sha256(convert_to({value}, 'UTF8')), 'hex')"


def version_triggers(versions: Any) -> Iterator[tuple[str, str]]:
    """The triggers that fill one table of versions: name of the function → its text with its trigger.

    By statement: row-level triggers under Django's deferrable keys were 50 times slower.
    """
    for trigger in TRIGGERS:
        name = _name(versions.pgh_tracked_model, trigger)
        parts = {
            "name": name,
            "body": _body(versions, trigger),
            "table": versions.pgh_tracked_model._meta.db_table,
            "operation": trigger.label.upper(),
            "tables": trigger.tables,
            "as_owner": AS_OWNER,
        }
        digest = _sha1(_TEXT.format(digest="", **parts))
        yield name, _TEXT.format(digest=digest, **parts)


def _body(versions: Any, trigger: _Trigger) -> str:
    """Copies the rows of one statement into the table of versions."""
    model = versions.pgh_tracked_model
    key = model._meta.pk.column
    kept = {field.name for field in model._meta.fields}
    columns = [field.column for field in versions._meta.fields if field.name in kept]
    hidden = digested(model)
    values = {
        column: digest_of(f'kept."{column}"') if column in hidden else f'kept."{column}"'
        for column in columns
    }
    values |= {**_SAID, "pgh_label": f"'{trigger.label}'", "pgh_obj_id": f'kept."{key}"'}
    names = ", ".join(f'"{name}"' for name in values)
    # Names of our own tables and columns.
    return (
        f"INSERT INTO {versions._meta.db_table} ({names}) "  # noqa: S608 - nothing but names of our own tables and columns
        f"SELECT {', '.join(values.values())} FROM {_rows(trigger, key, columns, versions)}; RETURN NULL;"
    )


def _rows(trigger: _Trigger, key: str, columns: list[str], versions: Any) -> str:
    """The rows that leave a version: where some columns are not followed, those of which another was changed."""
    rows = trigger.rows.format(key=key)
    if trigger.label != "update" or not unfollowed(versions):
        return rows
    was, kept = (", ".join(f'{side}."{column}"' for column in columns) for side in ("was", "kept"))
    return rows.replace("was IS DISTINCT FROM kept", f"({was}) IS DISTINCT FROM ({kept})")


def _name(model: Any, trigger: _Trigger) -> str:
    """Named as the library's own triggers would be: databases have them under these names."""
    kind = f"{trigger.label}_{trigger.label}"
    return f"pgtrigger_{kind}_{_sha1(f'{model._meta.label}:{kind}')[:5]}"


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
