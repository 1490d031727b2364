"""Grows with every recompute: an older reading of the inputs never overwrites a newer one."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("judging", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE attainment_generation", "DROP SEQUENCE attainment_generation")
    ]
