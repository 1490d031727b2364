"""What of a flow an annual target is about: the year alone or the total; blank on those stored before."""

import counties.history
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0009_magnitudes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        counties.history.TriggersChanged([
        pgtrigger.migrations.RemoveTrigger(
            model_name='annualtarget',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='annualtarget',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='annualtarget',
            name='delete_delete',
        ),
        ]),
        migrations.AddField(
            model_name='annualtarget',
            name='scope',
            field=models.CharField(blank=True, choices=[('year', '当年'), ('total', '累计')], default='', max_length=5, verbose_name='当年或累计'),
        ),
        migrations.AddField(
            model_name='annualtargetevent',
            name='scope',
            field=models.CharField(blank=True, choices=[('year', '当年'), ('total', '累计')], default='', max_length=5, verbose_name='当年或累计'),
        ),
        counties.history.TriggersChanged([
        pgtrigger.migrations.AddTrigger(
            model_name='annualtarget',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=counties.history.VersionSql(func='INSERT INTO indicators_annualtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "year", "text", "scope", "authority", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."year", kept."text", kept."scope", kept."authority", now(), (SELECT NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), (SELECT NULLIF(current_setting(\'pghistory.context_id\', true), \'\')::uuid), \'insert\', kept."id" FROM new_values AS kept; RETURN NULL;', hash='2d7db071a1fdbfb6402f8b352c3d1e6a9aa886b7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_28b19', referencing='REFERENCING NEW TABLE AS new_values ', table='indicators_annualtarget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annualtarget',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=counties.history.VersionSql(func='INSERT INTO indicators_annualtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "year", "text", "scope", "authority", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."year", kept."text", kept."scope", kept."authority", now(), (SELECT NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), (SELECT NULLIF(current_setting(\'pghistory.context_id\', true), \'\')::uuid), \'update\', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;', hash='53777d8dbe91e990775fb8c88523a6e33fc6f834', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4ce05', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='indicators_annualtarget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annualtarget',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=counties.history.VersionSql(func='INSERT INTO indicators_annualtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "year", "text", "scope", "authority", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."year", kept."text", kept."scope", kept."authority", now(), (SELECT NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb), (SELECT NULLIF(current_setting(\'pghistory.context_id\', true), \'\')::uuid), \'delete\', kept."id" FROM old_values AS kept; RETURN NULL;', hash='fb5e01911faa37b311c3548ea53ddd1a177024f8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4246f', referencing='REFERENCING OLD TABLE AS old_values ', table='indicators_annualtarget', when='AFTER')),
        ),
        ]),
        migrations.AddConstraint(
            model_name='annualtarget',
            constraint=models.CheckConstraint(condition=models.Q(('scope__in', ['', 'year', 'total'])), name='annual_target_scope_known', violation_error_message='年度目标只能是当年或累计。'),
        ),
    ]
