"""Row security on the tables of the year: rounds, entries and evidence, messages, published years."""

from django.db import migrations

from planning.scoping import protect, unprotect

TABLES = (
    "indicators_reviewerverdict",
    "indicators_reviewerverdictevent",
    "indicators_publishedverdict",
    "indicators_publication",
    "reporting_round",
    "reporting_roundevent",
    "reporting_round_plans",
    "reporting_entry",
    "reporting_entryevent",
    "reporting_step",
    "reporting_reopening",
    "reporting_reopeningevent",
    "reporting_evidencefile",
    "reporting_evidencefileevent",
    "reporting_evidence",
    "reporting_evidenceevent",
    "reporting_message",
)


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0004_row_security_of_uploads"),
        ("indicators", "0007_published_for_ever"),
        ("reporting", "0002_guards"),
    ]

    operations = [migrations.RunSQL(protect(*TABLES), unprotect(*TABLES))]
