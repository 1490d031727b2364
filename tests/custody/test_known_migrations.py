"""A state of another program is told by its migrations; what a library does with its own is the library's."""

import pytest

from custody.known_migrations import migrations_of_database, unknown_migrations


@pytest.mark.django_db
def test_the_own_state_is_known() -> None:
    assert len(applied := migrations_of_database()) > 20
    assert unknown_migrations(applied) == []


def test_a_migration_of_ours_and_an_application_that_is_not_here_are_unknown() -> None:
    applied = ["core.0001_initial", "accounts.0099_from_tomorrow", "accounts.0001_initial"]
    assert unknown_migrations(applied) == ["accounts.0099_from_tomorrow", "core.0001_initial"]


def test_what_a_library_has_squashed_is_no_reason_to_refuse_a_state() -> None:
    assert unknown_migrations(["auth.0001_squashed_away", "contenttypes.0009_gone"]) == []
