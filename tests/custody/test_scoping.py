"""Row security as declared: every table, every policy, and what the database lets nobody below the city do."""

import json
from contextlib import suppress
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction

from counties.models import County
from custody.append_only import database_written_tables
from custody.scope import within
from custody.scoping import open_tables, policies, scoped_tables
from tests.two_counties import MARK, TwoCounties, build, digest

pytestmark = pytest.mark.django_db
SCOPED, OPEN = scoped_tables(), open_tables()


@pytest.fixture
def counties() -> TwoCounties:
    return build()


def rows(statement: str, *values: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def test_every_table_is_declared_once() -> None:
    tables = {name for (name,) in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    undeclared = tables - SCOPED.keys() - OPEN.keys()
    assert undeclared == set(), (
        "declare its model (custody.declaring), or other people's in custody/third_party.py"
    )
    assert SCOPED.keys() | OPEN.keys() == tables, "custody/third_party.py names a table that is no more"
    assert all(OPEN.values())


def test_no_table_that_leads_to_a_county_is_left_open() -> None:
    leading: set[type[models.Model]] = {County}
    everything = set(apps.get_models(include_auto_created=True))
    while more := {m for m in everything - leading if leading & {_target(f) for f in m._meta.local_fields}}:
        leading |= more
    assert {model._meta.db_table for model in leading} & OPEN.keys() == set()


def _target(field: Any) -> object:
    return field.related_model if field.remote_field else None


def test_the_database_holds_exactly_the_declared_policies() -> None:
    found: dict[str, dict[str, str]] = {}
    for table, name, said in rows(
        "SELECT polrelid::regclass::text, polname, obj_description(oid, 'pg_policy') FROM pg_policy"
    ):
        found.setdefault(str(table), {})[str(name)] = str(said)
    assert found == {table: policies(scope) for table, scope in SCOPED.items()}


def test_row_security_is_on_where_it_is_declared_and_nowhere_else() -> None:
    on = {
        name
        for (name,) in rows(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
        )
    }
    assert on == SCOPED.keys()


def test_a_county_sees_the_rows_of_no_other(counties: TwoCounties) -> None:
    with within(counties.own.scope):
        seen = {table: "\n".join(map(str, rows(f"SELECT t::text FROM {table} t"))) for table in SCOPED}
    assert {table: found for table in SCOPED if (found := MARK.findall(seen[table].encode()))} == {}


def test_a_county_sees_its_own_rows(counties: TwoCounties) -> None:
    for holding in (counties.own, counties.foreign):
        with within(holding.scope):
            empty = {table for table in SCOPED if rows(f"SELECT count(*) FROM {table}") == [(0,)]}
        # Rights come from memberships, and a file of the city's may hold rows of every county.
        # Older reasons and the seals are the city's too.
        missing = empty - EMPTY
        assert missing == set(), (
            "give both counties a row: tests/two_counties.py, or `hold` in the table's own test"
        )
        assert empty == EMPTY


EMPTY = {
    *("accounts_user_groups", "accounts_user_user_permissions"),
    *("imports_importbatch", "imports_importbatchevent"),
    *("custody_chainlink", "custody_sealedrow", "pghistory_context"),
}


def test_a_county_changes_and_removes_no_row_of_another(counties: TwoCounties) -> None:
    before = digest(counties.foreign)
    for table in SCOPED:
        column = rows(COLUMNS, table)[0][0]
        # A trigger would stop at the own entries first: they are never deleted.
        where = f" WHERE county_id = {counties.foreign.county.pk}" if table == "reporting_entry" else ""
        for statement in (f"UPDATE {table} SET {column} = {column}{where}", f"DELETE FROM {table}{where}"):
            with transaction.atomic():
                # Where the right itself is missing, so much the better.
                with suppress(ProgrammingError), within(counties.own.scope):
                    rows(f"WITH touched AS ({statement} RETURNING 1) SELECT count(*) FROM touched")
                assert digest(counties.foreign) == before, statement
                transaction.set_rollback(True)


def test_a_county_adds_no_row_to_another(counties: TwoCounties) -> None:
    foreign = f"SELECT to_jsonb(t)::text FROM {{}} t WHERE t::text ~ 'CNRY|{counties.foreign.county.pk}'"
    tried = set()
    for table in SCOPED:
        copies = [json.loads(str(text)) for (text,) in rows(foreign.format(table))]
        insert = f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s)"
        with within(counties.own.scope):
            for copy in copies:
                tried.add(table)
                copy |= BEGINS.get(table, {})
                with pytest.raises(ProgrammingError, match=_refusal(table)), transaction.atomic():
                    rows(f"WITH new AS ({insert} RETURNING 1) SELECT count(*) FROM new", json.dumps(copy))
    # Link tables and progress hold numbers only; a link is written by whoever writes what it links.
    assert len(tried) >= 20


def _refusal(table: str) -> str:
    """What triggers write is nobody's to write, not even the city's."""
    return "permission denied" if table in database_written_tables() else "row-level security"


# Its trigger asks before the policy does.
BEGINS = {"reporting_entry": {"state": "blank", "text": "", "said": {}}}
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"
