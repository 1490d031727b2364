"""Which rows of which table who may see and change below the city: as the tables declare it.

Migrations turn declarations (`custody.declaring`) into PostgreSQL's row security for the application role; the owner
of the tables, who migrates, stands above it. Versions have the columns of their rows, so whoever may read or write a
row may read or write a version of it; a link between two tables is read with the row on whose page it is made.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from custody.conditions import Access, Scoped, Unconditional, among
from custody.declaring import Declaration, declaration_of
from custody.moments import histories
from custody.third_party import THIRD_PARTY


def scoped_tables() -> dict[str, Scoped]:
    """Every table whose rows are some county's, or somebody's."""
    return {table: access for table, access in _accesses().items() if isinstance(access, Scoped)}


def open_tables() -> dict[str, str]:
    """Every other table → why no row of it is hidden."""
    return {
        table: access.because for table, access in _accesses().items() if isinstance(access, Unconditional)
    }


def version_tables() -> dict[str, str]:
    """Table of versions → the table whose rows they are."""
    return {history.events: history.table for history in histories()}


def _accesses() -> dict[str, Access]:
    found: dict[str, Access] = {table: declared.access for table, declared in THIRD_PARTY.items()}
    for model in apps.get_models():
        if (declared := declaration_of(model)) is not None:
            found[model._meta.db_table] = declared.access
            found.update(_of_links(model, declared))
    found |= {versions: found[table] for versions, table in version_tables().items() if table in found}
    return found


def _of_links(model: Any, declared: Declaration) -> Iterator[tuple[str, Access]]:
    """The tables that Django makes for many-to-many fields: read with the row that has the field."""
    for field in model._meta.local_many_to_many:
        links = field.remote_field.through
        if not links._meta.auto_created:
            continue
        read = Scoped(among(links._meta.get_field(field.m2m_field_name()).column, model._meta.db_table))
        own = declared.access if isinstance(declared.access, Unconditional) else read
        yield links._meta.db_table, declared.links.get(field.name, own)


def policies(scope: Scoped) -> dict[str, str]:
    """The policies of one table: name → its clauses."""
    reads, writes = scope.reading(), scope.writing()
    return {
        "scope_select": f"FOR SELECT USING ({reads})",
        "scope_insert": f"FOR INSERT WITH CHECK ({writes})",
        "scope_update": f"FOR UPDATE USING ({writes}) WITH CHECK ({writes})",
        "scope_delete": f"FOR DELETE USING ({writes})",
    }


def protect(table: str, scope: Scoped) -> Iterator[str]:
    """The statements that put a declaration in force; may be repeated."""
    # Enabled, not forced: the owner migrates and restores.
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    for name, clauses in policies(scope).items():
        yield f"DROP POLICY IF EXISTS {name} ON {table}"
        yield f"CREATE POLICY {name} ON {table} {clauses}"
        # PostgreSQL keeps the parsed condition; the comment keeps what was declared, for the suite to compare.
        said = clauses.replace("'", "''")
        yield f"COMMENT ON POLICY {name} ON {table} IS '{said}'"
