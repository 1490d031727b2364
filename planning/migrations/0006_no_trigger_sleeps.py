"""No trigger asks a setting any more whether it should sleep."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0005_row_security_of_the_year"),
        ("accounts", "0008_versions_by_the_owner"),
        ("counties", "0003_versions_by_the_owner"),
        ("indicators", "0008_versions_by_the_owner"),
        ("projects", "0003_versions_by_the_owner"),
        ("reporting", "0003_versions_by_the_owner"),
    ]
    operations = [
        migrations.RunSQL("DROP FUNCTION IF EXISTS public._pgtrigger_should_ignore", migrations.RunSQL.noop)
    ]
