"""Row security on the requests that history names; after every history table that its declaration lists."""

from django.db import migrations

from planning.scoping import protect, unprotect


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0001_row_security"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [migrations.RunSQL(protect("pghistory_context"), unprotect("pghistory_context"))]
