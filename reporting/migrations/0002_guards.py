"""The table of moves as triggers (reporting/guards.py)."""

from django.db import migrations

from reporting.guards import ENTRIES, FIGURES, UNDONE


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("indicators", "0006_year"), ("imports", "0001_initial")]
    operations = [migrations.RunSQL([ENTRIES, FIGURES], [UNDONE])]
