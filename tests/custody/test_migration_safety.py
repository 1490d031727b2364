"""No migration drops or renames what the release before still uses."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import migrations, models
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from custody.keeping.archive import verified
from custody.migration_safety import Taking, takings
from launcher.rooms import rooms
from tests.restoring import RELEASES

ROOMS = {room.name for room in rooms(Path(settings.BASE_DIR))}

STOPPED_USING: dict[Taking, str] = {}
"""What may go → the release, already out, that stopped using it. Every entry needs such a release."""


def versions() -> dict[str, set[str]]:
    """Return the released versions whose state we keep, each with its migrations."""
    return {file.stem: set(verified(file).migrations) for file in sorted(RELEASES.glob("*.tar"))}


def unreleased() -> list[Migration]:
    """Return our migrations that no released version has applied."""
    released: set[str] = set().union(*versions().values())
    disk = MigrationLoader(None).disk_migrations
    return [each for (app, name), each in disk.items() if app in ROOMS and f"{app}.{name}" not in released]


def test_no_migration_takes_what_the_release_before_uses() -> None:
    found = [taking for migration in unreleased() for taking in takings(migration)]

    assert [taking for taking in found if taking not in STOPPED_USING] == []


def test_what_may_go_was_given_up_by_a_release_that_is_out() -> None:
    out = versions()

    assert {taking: release for taking, release in STOPPED_USING.items() if release not in out} == {}


def test_released_migrations_are_still_there_unrenamed() -> None:
    disk = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    released: set[str] = set().union(*versions().values())

    assert sorted(released - disk) == []


def migration(*given: Operation) -> Migration:
    made = Migration("0009_test", "counties")
    made.operations = given  # type: ignore[misc] # each instance has a list of its own
    return made


@pytest.mark.parametrize(
    "operation",
    [
        migrations.DeleteModel("County"),
        migrations.RemoveField("County", "name"),
        migrations.RenameField("County", "name", "title"),
        migrations.RenameModel("County", "District"),
        migrations.AlterModelTable("County", "district"),
        migrations.RunSQL("ALTER TABLE counties_county DROP COLUMN name"),
        migrations.RunSQL("alter table counties_county\n rename column name to title"),
        migrations.RunSQL("ALTER TABLE counties_county RENAME name TO title"),
        migrations.RunSQL("ALTER TABLE counties_county RENAME TO district"),
        migrations.RunSQL("ALTER TABLE counties_county ALTER COLUMN name TYPE varchar(3)"),
        migrations.RunSQL(["SELECT 1", ("DROP TABLE counties_county", None)]),
        migrations.RunSQL("TRUNCATE counties_county"),
        migrations.SeparateDatabaseAndState(database_operations=[migrations.RemoveField("County", "name")]),
    ],
)
def test_what_takes_is_seen(operation: Operation) -> None:
    assert [taking.migration for taking in takings(migration(operation))] == ["counties.0009_test"]


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("County", "note", models.TextField(default="")),
        migrations.RunSQL("CREATE POLICY county ON counties_county USING (true)"),
        migrations.RunSQL("ALTER TABLE counties_county DROP CONSTRAINT some_check"),
        migrations.RunSQL("REVOKE UPDATE, TRUNCATE ON counties_county FROM PUBLIC"),
        migrations.RunSQL("CREATE TRIGGER t BEFORE TRUNCATE ON counties_county EXECUTE FUNCTION f()"),
        migrations.RunSQL(migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("County", "name")]),
    ],
)
def test_what_only_adds_or_only_forgets_is_free(operation: Operation) -> None:
    assert takings(migration(operation)) == []
