"""The guards look for their tables as the owner, and a correction covers its own rows."""

from django.db import migrations

from reporting.guards import AS_OWNER, ENTRIES, FIGURES


class Migration(migrations.Migration):
    dependencies = [("reporting", "0004_given_back_and_printed_names"), ("indicators", "0011_correction")]
    operations = [
        migrations.RunSQL(
            [ENTRIES, FIGURES, f"ALTER FUNCTION indicators_guard_published() {AS_OWNER}"],
            migrations.RunSQL.noop,
        )
    ]
