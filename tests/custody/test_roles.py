"""Tests, like the application, run as a role that can read and write but change no table."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import ProgrammingError, connection

pytestmark = pytest.mark.django_db


def one(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
        return row[0] if row else None


@pytest.fixture(autouse=True)
def two_roles() -> None:
    if one("SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'django_migrations'"):
        pytest.skip("DATABASE_OWNER_URL is not set: owner and application are one role here")


def test_the_application_role_is_neither_owner_nor_superuser_nor_above_row_security() -> None:
    owned = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
    assert one(owned) == 0
    assert (
        one("SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        is False
    )


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE auth_group",
        "ALTER TABLE auth_group ADD x int",
        "DELETE FROM django_migrations",
        "CREATE TABLE x ()",
    ],
)
def test_the_application_role_can_change_no_table(statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"):
        one(statement)


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_writes_for_real() -> None:
    Group.objects.create(name="left behind by a transactional test")

    connection.close()
    assert Group.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_and_the_next_one_finds_nothing_of_it() -> None:
    assert not Group.objects.filter(name="left behind by a transactional test").exists()


def test_granting_is_the_owners_to_do() -> None:
    # As the application role the command sees one role only and says so instead of failing halfway.
    call_command("grant_application_role", verbosity=0)
