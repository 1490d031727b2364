"""Row security on the magnitudes of a city's figures: everybody reads them, the city writes them."""

from django.db import migrations

from planning.scoping import protect, unprotect


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0006_no_trigger_sleeps"),
        ("indicators", "0009_magnitudes"),
    ]

    operations = [migrations.RunSQL(protect("indicators_magnitude"), unprotect("indicators_magnitude"))]
