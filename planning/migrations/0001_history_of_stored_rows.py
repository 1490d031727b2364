"""Rows that were stored before their table had a history get their first version: as they stand now."""

from django.db import migrations

_COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"


def begin(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute("SELECT to_regclass(%s)", [f"public.{_events(apps, model)}"])
            if _events(apps, model) is None or cursor.fetchone()[0] is None:
                continue
            cursor.execute(_COLUMNS, [table])
            columns = ", ".join(f'"{name}"' for (name,) in cursor.fetchall())
            cursor.execute(
                f"INSERT INTO {_events(apps, model)} ({columns}, pgh_created_at, pgh_label, pgh_obj_id)"
                f" SELECT {columns}, now(), 'backfill', id FROM {table} AS stored"
                f" WHERE NOT EXISTS (SELECT FROM {_events(apps, model)} AS kept WHERE kept.id = stored.id)"
            )


THROUGH = {
    "indicators_planindicator_findings": "indicators_rowfindingevent",
    "indicators_planindicator_departments": "indicators_rowdepartmentevent",
    "projects_projectlisting_findings": "projects_listingfindingevent",
    "projects_projectlisting_departments": "projects_listingdepartmentevent",
}


def _events(apps, model):
    """The table with the versions of the model's rows; None where no versions are kept."""
    table = model._meta.db_table
    if table in THROUGH:
        return THROUGH[table]
    name = f"{model._meta.model_name}event"
    known = {other._meta.model_name for other in apps.get_app_config(model._meta.app_label).get_models()}
    return f"{model._meta.app_label}_{name}" if name in known else None


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_contexts_stand_in_the_versions"),
        ("counties", "0002_history"),
        ("indicators", "0005_history"),
        ("projects", "0002_history"),
    ]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
