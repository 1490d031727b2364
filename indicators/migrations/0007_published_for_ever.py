"""What was published is never changed or removed, by whatever code."""

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION indicators_guard_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% % is never changed', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
"""
TABLES = ("indicators_publication", "indicators_publishedverdict")


def guard(table):
    return (
        f"CREATE TRIGGER guard_published BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION indicators_guard_published()"
    )


class Migration(migrations.Migration):
    dependencies = [("indicators", "0006_year")]
    operations = [
        migrations.RunSQL(
            [GUARD, *map(guard, TABLES)],
            [
                *(f"DROP TRIGGER guard_published ON {table}" for table in TABLES),
                "DROP FUNCTION indicators_guard_published()",
            ],
        )
    ]
