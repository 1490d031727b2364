"""What a transaction may see: the second lock behind the filters of the views.

PostgreSQL's row security (`custody.scoping`) reads three settings that live as long as their transaction.
Whoever reads or writes a table with a county sets them first: the middleware for a request, `jobs.running`
for a Job, a command for itself. Where nobody has, the database raises instead of showing nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction


class Reach(StrEnum):
    """How far a scope reaches; the values stand in the policies."""

    CITY = "city"
    COUNTIES = "counties"
    # Before anyone has signed in: accounts can be looked up by name, no county can be seen.
    DOOR = "door"


@dataclass(frozen=True, slots=True)
class Scope:
    """A reach, the counties (ids) it is confined to, and the person (id) for whom it holds."""

    reach: Reach
    counties: frozenset[int] = frozenset()
    person: int | None = None


CITY = Scope(Reach.CITY)
DOOR = Scope(Reach.DOOR)


def alone(person: int) -> Scope:
    """The own account and its memberships, and no county."""
    return Scope(Reach.COUNTIES, person=person)


_NAMES = ("scope", "counties", "person")
_SET = "SELECT " + ", ".join(f"set_config('planning.{name}', %s, true)" for name in _NAMES)
_STANDING = "SELECT " + ", ".join(
    f"coalesce(current_setting('planning.{name}', true), '')" for name in _NAMES
)
# What was set before comes back first: PostgreSQL computes a list of columns from left to right.
_SWAP = _STANDING + _SET.removeprefix("SELECT").replace(" set_config", ", set_config", 1)


def enter(scope: Scope, using: str = DEFAULT_DB_ALIAS) -> None:
    """Set `scope` for the rest of the transaction; raises RuntimeError outside one, where it would not last."""
    _run(_SET, _values(scope), using)


@contextmanager
def within(scope: Scope, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Run the body in a transaction (or savepoint) that sees `scope`; what was seen before is seen again after."""
    nested = connections[using].in_atomic_block
    with transaction.atomic(using=using):
        given = _values(scope)
        before = _run(_SWAP, given, using)[: len(_NAMES)]
        yield
        # At its end the transaction forgets by itself, and rolling back brings the settings back too.
        if nested and before != given and not connections[using].needs_rollback:
            _run(_SET, before, using)


def standing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the settings of the transaction as they are, for `in_settings`."""
    return _run(_STANDING, [], using)


@contextmanager
def in_settings(given: list[str], using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Run the body in the settings that stood when `given` was taken; without a savepoint, for many short bodies."""
    before = standing(using)
    if before != given:
        _run(_SET, given, using)
    broken = False
    try:
        yield
    except DatabaseError:
        # The transaction answers nothing more until it is rolled back, which brings the settings back too.
        broken = True
        raise
    finally:
        if before != given and not broken and not connections[using].needs_rollback:
            _run(_SET, before, using)


def _values(scope: Scope) -> list[str]:
    counties = "{" + ",".join(map(str, sorted(scope.counties))) + "}"
    return [scope.reach.value, counties, "" if scope.person is None else str(scope.person)]


def _run(statement: str, values: list[str], using: str) -> list[str]:
    if not connections[using].in_atomic_block:
        raise RuntimeError("A scope lasts as long as its transaction: enter it inside one.")
    with connections[using].cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchone())
