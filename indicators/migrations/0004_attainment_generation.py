from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_labels_and_widths")]
    operations = [
        # Grows with every recompute; an older reading of the inputs never overwrites a newer one.
        migrations.RunSQL("CREATE SEQUENCE attainment_generation", "DROP SEQUENCE attainment_generation"),
    ]
