"""A county's people bring in and see the workbooks of their own county."""

from django.db import migrations

from planning.scoping import protect


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0003_history_of_deputies"),
        ("imports", "0002_county_of_upload"),
    ]

    operations = [migrations.RunSQL(protect("imports_importbatch"), migrations.RunSQL.noop)]
