"""What the database guards, as declared on the day of this migration: written by `manage.py safeguards`."""

from django.db import migrations

SAFEGUARDS = {
    'FUNCTION pgtrigger_delete_delete_7101a': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_7101a() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_rulingevent ("id", "county_id", "plan_id", "listed", "row", "row_name", "kind", "value", "source", "wording", "reason", "document_number", "issued_on", "by_id", "at", "ended_at", "ended_by_id", "end_reason", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."plan_id", kept."listed", kept."row", kept."row_name", kept."kind", kept."value", kept."source", kept."wording", kept."reason", kept."document_number", kept."issued_on", kept."by_id", kept."at", kept."ended_at", kept."ended_by_id", kept."end_reason", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_7101a ON "counties_ruling";
            CREATE TRIGGER pgtrigger_delete_delete_7101a AFTER DELETE ON "counties_ruling" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_7101a();

            COMMENT ON TRIGGER pgtrigger_delete_delete_7101a ON "counties_ruling" IS '32617ed1029bc8ad025671101138ffc62e87f30f';
        """,
    'FUNCTION pgtrigger_insert_insert_43fd7': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_43fd7() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_rulingevent ("id", "county_id", "plan_id", "listed", "row", "row_name", "kind", "value", "source", "wording", "reason", "document_number", "issued_on", "by_id", "at", "ended_at", "ended_by_id", "end_reason", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."plan_id", kept."listed", kept."row", kept."row_name", kept."kind", kept."value", kept."source", kept."wording", kept."reason", kept."document_number", kept."issued_on", kept."by_id", kept."at", kept."ended_at", kept."ended_by_id", kept."end_reason", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_43fd7 ON "counties_ruling";
            CREATE TRIGGER pgtrigger_insert_insert_43fd7 AFTER INSERT ON "counties_ruling" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_43fd7();

            COMMENT ON TRIGGER pgtrigger_insert_insert_43fd7 ON "counties_ruling" IS 'f07737392e7a0d454b2811b98b9a131c5f940f54';
        """,
    'FUNCTION pgtrigger_update_update_fa894': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_fa894() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_rulingevent ("id", "county_id", "plan_id", "listed", "row", "row_name", "kind", "value", "source", "wording", "reason", "document_number", "issued_on", "by_id", "at", "ended_at", "ended_by_id", "end_reason", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."plan_id", kept."listed", kept."row", kept."row_name", kept."kind", kept."value", kept."source", kept."wording", kept."reason", kept."document_number", kept."issued_on", kept."by_id", kept."at", kept."ended_at", kept."ended_by_id", kept."end_reason", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_fa894 ON "counties_ruling";
            CREATE TRIGGER pgtrigger_update_update_fa894 AFTER UPDATE ON "counties_ruling" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_fa894();

            COMMENT ON TRIGGER pgtrigger_update_update_fa894 ON "counties_ruling" IS '8b553cf20e669b671331324cfadb615d259fa9f3';
        """,
    'POLICIES ON counties_ruling': """ALTER TABLE counties_ruling ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_ruling;
CREATE POLICY scope_select ON counties_ruling FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON counties_ruling IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON counties_ruling;
CREATE POLICY scope_insert ON counties_ruling FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_ruling IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_ruling;
CREATE POLICY scope_update ON counties_ruling FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_ruling IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_ruling;
CREATE POLICY scope_delete ON counties_ruling FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_ruling IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON counties_rulingevent': """ALTER TABLE counties_rulingevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_rulingevent;
CREATE POLICY scope_select ON counties_rulingevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON counties_rulingevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON counties_rulingevent;
CREATE POLICY scope_insert ON counties_rulingevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_rulingevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_rulingevent;
CREATE POLICY scope_update ON counties_rulingevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_rulingevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_rulingevent;
CREATE POLICY scope_delete ON counties_rulingevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_rulingevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
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
        ('counties', '0002_rulings'),
        ('custody', '0001_initial'),
        ('imports', '0002_undone'),
        ('indicators', '0002_reference_attribute'),
        ('jobs', '0001_initial'),
        ('judging', '0004_why_ruling'),
        ('otp_totp', '0003_add_timestamps'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('planning', '0002_safeguards_2'),
        ('plans', '0001_header_choices'),
        ('projects', '0001_initial'),
        ('reporting', '0003_ruling_messages'),
        ('sessions', '0001_initial'),
    ]
    operations = [
        migrations.RunSQL([*GONE.values(), *SAFEGUARDS.values()], migrations.RunSQL.noop),
    ]
