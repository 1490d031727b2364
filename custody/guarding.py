"""What the database itself guards, as text: functions with their triggers, and the policies of tables.

Declared in the code, in force by migrations, and never by import: a migration holds the text of its day, and whoever
migrates an old database runs the old text (docs/decisions/0027). `manage.py safeguards` holds the two side by side.

A safeguard's name is what SQL calls it: `FUNCTION planning_scope`, `POLICIES ON accounts_act`. A function's triggers
belong to it and go with it. Each text may be run again over itself.
"""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from custody.conditions import NOBODY, Scoped
from custody.history import version_triggers
from custody.moments import event_models
from custody.scoping import policies, protect, scoped_tables

Safeguards = dict[str, str]
FUNCTION, POLICIES = "FUNCTION ", "POLICIES ON "
MODULE = "safeguards"
"""A room's own guards stand in its module of this name: SAFEGUARDS, name → text."""


def declared() -> Safeguards:
    """Everything that the code asks the database to guard, in an order in which it can be put in force."""
    found: Safeguards = {}
    for each in (_of_rooms(), _of_versions(), _of_scopes()):
        for name, text in each:
            if name in found:
                raise ValueError(f"{name} is declared twice.")
            found[name] = text
    return found


def in_migrations(loader: MigrationLoader | None = None) -> Safeguards:
    """What a database holds when all migrations have run: of several texts of one name the last."""
    loader = loader or MigrationLoader(None)
    found: Safeguards = {}
    done: set[tuple[str, str]] = set()
    for leaf in loader.graph.leaf_nodes():
        for key in (key for key in loader.graph.forwards_plan(leaf) if key not in done):
            done.add(key)
            module = import_module(loader.disk_migrations[key].__module__)
            found |= _texts(module, "SAFEGUARDS")
            for name in getattr(module, "GONE", ()):
                found.pop(name, None)
    return found


def _texts(module: ModuleType, name: str) -> Safeguards:
    return dict(getattr(module, name, {}))


def taken_away(name: str) -> str:
    """The statement that takes a safeguard away; of a table that is gone it finds nothing and says so."""
    if name.startswith(FUNCTION):
        return f"DROP {name} CASCADE"
    table = name.removeprefix(POLICIES)
    drops = "".join(f"DROP POLICY IF EXISTS {policy} ON {table}; " for policy in policies_of_any_table())
    return f"{drops}ALTER TABLE IF EXISTS {table} DISABLE ROW LEVEL SECURITY"


def policies_of_any_table() -> list[str]:
    return list(policies(Scoped(NOBODY)))


def _of_rooms() -> Iterator[tuple[str, str]]:
    """Custody first: the functions of the others ask its own."""
    rooms = sorted(apps.get_app_configs(), key=lambda app: (app.name != "custody", app.name))
    for app in rooms:
        try:
            module = import_module(f"{app.name}.{MODULE}")
        except ModuleNotFoundError as missing:
            if missing.name != f"{app.name}.{MODULE}":
                raise
            continue
        yield from _texts(module, "SAFEGUARDS").items()


def _of_versions() -> Iterator[tuple[str, str]]:
    """The triggers that keep versions (`custody.history`)."""
    found = [each for versions in event_models() for each in version_triggers(versions)]
    yield from sorted((f"{FUNCTION}{name}", text) for name, text in found)


def _of_scopes() -> Iterator[tuple[str, str]]:
    for table, scope in sorted(scoped_tables().items()):
        yield f"{POLICIES}{table}", ";\n".join(protect(table, scope))
