"""What the database guards, as declared on the day of this migration: written by `manage.py safeguards`."""

from django.db import migrations

SAFEGUARDS = {
    'FUNCTION pgtrigger_delete_delete_afad1': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_afad1() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO plans_headerchoiceevent ("id", "signature", "headers", "columns", "chosen_by_id", "chosen_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."signature", kept."headers", kept."columns", kept."chosen_by_id", kept."chosen_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_afad1 ON "plans_headerchoice";
            CREATE TRIGGER pgtrigger_delete_delete_afad1 AFTER DELETE ON "plans_headerchoice" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_afad1();

            COMMENT ON TRIGGER pgtrigger_delete_delete_afad1 ON "plans_headerchoice" IS 'b5aa28e2c749bcb86f235a507068e7667c2c68e1';
        """,
    'FUNCTION pgtrigger_insert_insert_e2eac': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_e2eac() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO plans_headerchoiceevent ("id", "signature", "headers", "columns", "chosen_by_id", "chosen_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."signature", kept."headers", kept."columns", kept."chosen_by_id", kept."chosen_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_e2eac ON "plans_headerchoice";
            CREATE TRIGGER pgtrigger_insert_insert_e2eac AFTER INSERT ON "plans_headerchoice" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_e2eac();

            COMMENT ON TRIGGER pgtrigger_insert_insert_e2eac ON "plans_headerchoice" IS 'cd86898982222ba17be5b0d7fd297c12f1d4f96b';
        """,
    'FUNCTION pgtrigger_update_update_7b3bc': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_7b3bc() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO plans_headerchoiceevent ("id", "signature", "headers", "columns", "chosen_by_id", "chosen_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."signature", kept."headers", kept."columns", kept."chosen_by_id", kept."chosen_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_7b3bc ON "plans_headerchoice";
            CREATE TRIGGER pgtrigger_update_update_7b3bc AFTER UPDATE ON "plans_headerchoice" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_7b3bc();

            COMMENT ON TRIGGER pgtrigger_update_update_7b3bc ON "plans_headerchoice" IS 'a6a546e4fad9ab8fc79419decd98b3c0bdd3fb32';
        """,
}

# Name → the statement that takes it away.
GONE = {
}


class Migration(migrations.Migration):
    dependencies = [
        ('accounts', '0002_initial'),
        ('admin', '0003_logentry_add_action_flag_choices'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('axes', '0010_accessattemptexpiration'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('counties', '0001_initial'),
        ('custody', '0001_initial'),
        ('imports', '0002_undone'),
        ('indicators', '0002_reference_attribute'),
        ('jobs', '0001_initial'),
        ('judging', '0003_outliving'),
        ('otp_totp', '0003_add_timestamps'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('planning', '0001_safeguards'),
        ('plans', '0001_header_choices'),
        ('projects', '0001_initial'),
        ('reporting', '0001_initial'),
        ('sessions', '0001_initial'),
    ]
    operations = [
        migrations.RunSQL([*GONE.values(), *SAFEGUARDS.values()], migrations.RunSQL.noop),
    ]
