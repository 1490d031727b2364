"""What somebody with SQL of the application role cannot do to the versions: keep them from being written, or write them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from custody.moments import event_models
from custody.tracing import traced
from indicators.models import Observation
from launcher.rooms import rooms
from tests import small_ledger as small

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure() -> Observation:
    return Observation.objects.create(
        county=small.county(), indicator=small.indicator(), year=2024, text="30", value=30, unit="%"
    )


def run(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return list(cursor.fetchall()) if cursor.description else []


def versions(figure: Observation) -> list[tuple[Any, ...]]:
    return run(
        "SELECT pgh_label, text FROM indicators_observationevent WHERE id = %s ORDER BY pgh_id", figure.pk
    )


def test_no_setting_puts_a_trigger_to_sleep(figure: Observation) -> None:
    names = {name for (name,) in run("SELECT tgname::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%%'")}
    run("SELECT set_config('pgtrigger.ignore', %s, true)", "{" + ",".join(sorted(names)) + "}")
    Observation.objects.filter(pk=figure.pk).update(text="31")
    Observation.objects.filter(pk=figure.pk).delete()
    assert versions(figure) == [("insert", "30"), ("update", "31"), ("delete", "31")]


def test_a_temporary_table_takes_no_version_in(figure: Observation) -> None:
    run(
        "CREATE TEMPORARY TABLE indicators_observationevent (LIKE public.indicators_observationevent) ON COMMIT DROP"
    )
    run("UPDATE public.indicators_observation SET text = '31' WHERE id = %s", figure.pk)
    run("DROP TABLE pg_temp.indicators_observationevent")
    assert versions(figure) == [("insert", "30"), ("update", "31")]


def test_a_row_under_another_key_is_told(figure: Observation) -> None:
    run("UPDATE indicators_observation SET id = id + 1000, text = '31' WHERE id = %s", figure.pk)
    moved = Observation.objects.get(text="31")
    assert versions(moved) == [("update", "31")]


def test_nothing_changed_is_no_version(figure: Observation) -> None:
    Observation.objects.filter(pk=figure.pk).update(text="30")
    assert versions(figure) == [("insert", "30")]


@pytest.mark.parametrize("model", event_models(), ids=lambda model: str(model._meta.db_table))
def test_nobody_writes_a_version_but_the_triggers(model: Any) -> None:
    table = model._meta.db_table
    for statement in (f"INSERT INTO {table} DEFAULT VALUES", f"UPDATE {table} SET pgh_label = ''"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            run(statement)


def test_a_forged_version_is_refused_and_the_real_one_names_who_it_was(figure: Observation) -> None:
    with traced(user=7, reason="更正"):
        Observation.objects.filter(pk=figure.pk).update(text="31")
    columns = "id, county_id, indicator_id, year, period, basis, text, unit, no_data_reason"
    forge = (
        f"INSERT INTO indicators_observationevent ({columns}) SELECT {columns} FROM indicators_observation"
    )
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(forge)
    said = run("SELECT pgh_context ->> 'user' FROM indicators_observationevent ORDER BY pgh_id")
    assert said == [(None,), ("7",)]


def test_every_installed_trigger_runs_as_the_owner_in_a_path_of_its_own() -> None:
    installed = run(
        """
        SELECT DISTINCT proname, prosecdef, proconfig::text, prosrc FROM pg_trigger
        JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal
        """
    )
    assert len(installed) > 3 * len(event_models())
    wrong = {
        name
        for name, as_owner, path, source in installed
        if not as_owner or "pg_catalog, public, pg_temp" not in (path or "") or "ignore" in source
    }
    assert wrong == set()


def test_the_history_library_is_used_by_its_public_interface_only() -> None:
    """Its tables, its context, its middleware; a new release may change whatever else it has.

    Migrations name the class of a column: its module, unlike ours, is the library's to keep.
    """
    public = {"pghistory", "pghistory.models", "pghistory.middleware"}
    root = Path(settings.BASE_DIR)
    everywhere = (path for room in rooms(root) for path in room.rglob("*.py"))
    files = [path for path in everywhere if "migrations" not in path.parts]
    imported = {name for path in files for name in modules_of(path) if re.match("pghistory|pgtrigger", name)}
    assert imported == public


def modules_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield str(node.module)
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
