"""What one import wrote, read from the versions of the rows, and the rows put back as they were before it.

The import stands in the context of each version (`custody.tracing`). A row that says something else now than when the
import left it was written again since: something stands on it, and it is left alone. Nothing here knows what a row means.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models.deletion import PROTECT

from custody.versions import DELETED

IMPORT = "import_batch"
"""The key of the import in the context of a version."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One row that an import wrote: its versions before and after, each None where there was no row.

    `now`: the newest version; another one than `after` where the row was written again since.
    """

    model: Any
    pk: Any
    before: Any
    after: Any
    now: Any

    @property
    def is_overtaken(self) -> bool:
        return not _same(self.after, self.now)

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_nothing(self) -> bool:
        """What came and went within the import, or was written as it was."""
        return _same(self.before, self.after)


def traces(model: Any, batch_id: int) -> list[Trace]:
    """The rows of a tracked table that the import wrote; two queries."""
    events = model.pgh_event_model.objects
    touched = events.filter(**{f"pgh_context__{IMPORT}": batch_id}).values("id")
    lives: dict[Any, list[Any]] = defaultdict(list)
    for event in events.filter(id__in=touched).order_by("pgh_id"):
        lives[event.id].append(event)
    return [_trace(model, pk, life, batch_id) for pk, life in lives.items()]


def _trace(model: Any, pk: Any, life: Sequence[Any], batch_id: int) -> Trace:
    own = [place for place, event in enumerate(life) if (event.pgh_context or {}).get(IMPORT) == batch_id]
    before = life[own[0] - 1] if own[0] else None
    return Trace(model, pk, _standing(before), _standing(life[own[-1]]), _standing(life[-1]))


def _standing(event: Any) -> Any:
    """The version as a state: none where the row was taken out."""
    return None if event is None or event.pgh_label == DELETED else event


def _same(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    return one.pgh_id == other.pgh_id or all(
        getattr(one, name) == getattr(other, name) for name in _columns(type(one))
    )


def _columns(versions: Any) -> list[str]:
    """The columns of the table itself, without those that a version adds."""
    kept = {field.name for field in versions.pgh_tracked_model._meta.concrete_fields}
    return [field.attname for field in versions._meta.concrete_fields if field.name in kept]


def hanging(model: Any, pks: Collection[Any], *, beside: Collection[Any] = ()) -> dict[Any, str]:
    """Row → what refers to it and may not be left without it (“下达目标 2 条”); a query per table that may.

    `beside`: tables whose rows go with it.
    """
    found: dict[Any, list[str]] = defaultdict(list)
    # Hidden ones too: most of ours have no name backwards.
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.related_model in beside:
            continue
        if relation.many_to_many:
            name, referring = relation.field.m2m_reverse_field_name(), relation.through
        elif relation.on_delete is PROTECT:
            name, referring = relation.field.name, relation.related_model
        else:
            continue
        counted = (
            referring._meta.base_manager.filter(**{f"{name}__in": pks})
            .values_list(name)
            .annotate(number=models.Count("pk"))
            .order_by()
        )
        for pk, number in counted:
            found[pk].append(f"{relation.related_model._meta.verbose_name} {number} 条")
    return {pk: "、".join(said) for pk, said in found.items()}


def put_back(found: Iterable[Trace], *, roots: Collection[Any] = ()) -> None:
    """Make the rows what they were before; call in a transaction, with the reason around it (`traced`).

    Tables must come with those that are referred to first. Rows are written as they stood, column by column. What is
    new goes first, since a restored row may need its place; new rows of `roots` last, since restored ones may still
    refer to them.
    """
    tables: dict[Any, list[Trace]] = defaultdict(list)
    for one in found:
        tables[one.model].append(one)
    backwards = list(reversed(tables.items()))
    for model, rows in backwards:
        if model not in roots:
            _remove(model, rows)
    for model, rows in tables.items():
        _restore(model, [one.before.pgh_id for one in rows if one.before is not None and one.after])
        _bring_back(model, [one.before.pgh_id for one in rows if one.before is not None and not one.after])
    for model, rows in backwards:
        if model in roots:
            _remove(model, rows)


def _remove(model: Any, rows: Iterable[Trace]) -> None:
    gone = [one.pk for one in rows if one.before is None and one.after is not None]
    model._meta.base_manager.filter(pk__in=gone).delete()


def _restore(model: Any, versions: list[int]) -> None:
    columns = _named(model)
    names = [name for name in columns if name != model._meta.pk.column]
    if not versions or not names:
        return
    event = model.pgh_event_model._meta.db_table
    settings = ", ".join(f'"{name}" = kept."{name}"' for name in names)
    _run(
        f'UPDATE "{model._meta.db_table}" AS standing SET {settings} FROM "{event}" AS kept '  # noqa: S608 - nothing but names of our own tables and columns
        f'WHERE kept.pgh_id = ANY(%s) AND kept."{model._meta.pk.column}" = standing."{model._meta.pk.column}"',
        versions,
    )


def _bring_back(model: Any, versions: list[int]) -> None:
    if not versions:
        return
    columns = ", ".join(f'"{name}"' for name in _named(model))
    event = model.pgh_event_model._meta.db_table
    _run(
        f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT {columns} FROM "{event}" '  # noqa: S608 - nothing but names of our own tables and columns
        "WHERE pgh_id = ANY(%s)",
        versions,
    )


def _named(model: Any) -> list[str]:
    versions = model.pgh_event_model
    kept = {field.name for field in model._meta.concrete_fields}
    return [field.column for field in versions._meta.concrete_fields if field.name in kept]


def _run(statement: str, versions: list[int]) -> None:
    # A cursor of its own: who and why are told to the database before a statement of one.
    with connection.cursor() as cursor:
        cursor.execute(statement, [versions])
        if cursor.rowcount != len(versions):
            raise RuntimeError(f"{cursor.rowcount} of {len(versions)} rows were put back.")
