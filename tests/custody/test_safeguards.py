"""Safeguards: declared in code, written in migrations, standing in the database."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from custody import guarding
from custody.guarding import FUNCTION, POLICIES, declared, in_migrations, taken_away
from custody.slots import Slot
from custody.writing_safeguards import drift, migration
from launcher.rooms import rooms

ROOT = Path(__file__).parents[2]


def test_the_migrations_hold_exactly_what_is_declared() -> None:
    call_command("safeguards", "--check", stdout=StringIO())
    assert not drift(declared(), in_migrations())


def test_a_changed_declaration_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {**declared(), f"{FUNCTION}planning_scope": "CREATE OR REPLACE FUNCTION planning_scope() …"}
    monkeypatch.setattr("planning.management.commands.safeguards.declared", lambda: changed)
    with pytest.raises(CommandError, match=r"FUNCTION planning_scope。请运行 ./run manage safeguards"):
        call_command("safeguards", "--check")


def test_a_migration_takes_the_number_after_the_highest_and_none_is_written_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    changed = {**declared(), f"{FUNCTION}planning_scope": "CREATE OR REPLACE FUNCTION planning_scope() …"}
    monkeypatch.setattr("planning.management.commands.safeguards.declared", lambda: changed)
    monkeypatch.setattr(apps.get_app_config("planning"), "path", str(tmp_path))
    folder = tmp_path / "migrations"
    folder.mkdir()
    for name in ("0001_safeguards.py", "0003_safeguards_3.py"):
        (folder / name).write_text("kept")
    call_command("safeguards", stdout=StringIO())
    written = {file.name: file.read_text() for file in folder.iterdir()}
    assert written.pop("0004_safeguards_4.py").count("planning_scope")
    assert written == {"0001_safeguards.py": "kept", "0003_safeguards_3.py": "kept"}


def test_two_safeguards_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "_of_versions", lambda: iter([(f"{FUNCTION}planning_scope", "")]))
    with pytest.raises(ValueError, match="planning_scope is declared twice"):
        declared()


def test_a_written_migration_says_what_is_put_in_force_and_what_is_taken_away() -> None:
    table = f"{POLICIES}reporting_step"
    old = {"FUNCTION was_here": "", table: "other"}
    found = drift({table: declared()[table], "FUNCTION comes": COMES}, old)
    assert (list(found.changed), found.gone) == ([table, "FUNCTION comes"], ("FUNCTION was_here",))
    made: dict[str, object] = {}
    exec(compile(migration(found, [("reporting", "0001_initial")]), "made", "exec"), made)
    assert made["GONE"] == {"FUNCTION was_here": "DROP FUNCTION was_here CASCADE"}
    assert made["SAFEGUARDS"] == found.changed


COMES = """
CREATE OR REPLACE FUNCTION comes() RETURNS text LANGUAGE sql AS $$ SELECT 'it "comes"'::text $$;
"""


def test_a_table_that_loses_its_policies_is_open_again() -> None:
    said = taken_away(f"{POLICIES}reporting_step")
    assert said.count("DROP POLICY IF EXISTS") == 4
    assert said.endswith("ALTER TABLE IF EXISTS reporting_step DISABLE ROW LEVEL SECURITY")


@pytest.mark.django_db
def test_every_declared_function_stands_in_the_database_and_no_other() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
        standing = {name for (name,) in cursor.fetchall()}
    assert standing == {name.removeprefix(FUNCTION) for name in declared() if name.startswith(FUNCTION)}


NAMES = "|".join(room.name for room in rooms(ROOT))
OURS = re.compile(rf"^\s*(?:from|import) ({NAMES})\b", re.MULTILINE)


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*/migrations/*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_migration_imports_anything_of_ours(path: Path) -> None:
    """What it imports may be gone or say something else on the day on which it runs."""
    assert OURS.findall(path.read_text(encoding="utf-8")) == []


def test_every_folder_with_an_apps_file_is_installed() -> None:
    found = {room.name for room in rooms(ROOT) if (room / "apps.py").exists()}
    assert found <= {app.name for app in apps.get_app_configs()}


def test_a_slot_has_one_filler_and_says_when_it_has_none() -> None:
    slot: Slot[[int], int] = Slot("twice a number")
    with pytest.raises(RuntimeError, match="Nobody has filled the slot “twice a number”"):
        slot(1)
    slot.fill(_double)
    slot.fill(_double)
    assert slot(2) == 4
    with pytest.raises(RuntimeError, match="is filled twice"):
        slot.fill(abs)


def _double(number: int) -> int:
    return 2 * number
