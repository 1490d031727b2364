"""Deputyships that were stored before their history get their first version as they stand (their rule: 0009)."""

from django.db import migrations

COLUMNS = "id, membership_id, deputy_id, starts_on, ends_on, reason"
BEGIN = f"""
INSERT INTO accounts_deputyevent ({COLUMNS}, pgh_created_at, pgh_label, pgh_obj_id)
SELECT {COLUMNS}, now(), 'backfill', id FROM accounts_deputy AS stored
WHERE NOT EXISTS (SELECT FROM accounts_deputyevent AS kept WHERE kept.id = stored.id)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_history_of_deputies"),
        ("planning", "0002_row_security"),
    ]

    operations = [migrations.RunSQL(BEGIN, migrations.RunSQL.noop)]
