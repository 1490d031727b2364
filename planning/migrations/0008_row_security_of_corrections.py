"""Row security on the reasons of corrections."""

from django.db import migrations

from planning.scoping import protect, unprotect

TABLE = "indicators_correction"


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0007_row_security_of_magnitudes"),
        ("indicators", "0011_correction"),
        ("reporting", "0005_guards_of_the_owner"),
    ]
    operations = [migrations.RunSQL(protect(TABLE), unprotect(TABLE))]
