"""What the database guards, as declared on the day of this migration: written by `manage.py safeguards`."""

from django.db import migrations

SAFEGUARDS = {
    'FUNCTION pgtrigger_delete_delete_19f14': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_19f14() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO accounts_userevent ("id", "password", "is_superuser", "username", "first_name", "last_name", "email", "is_staff", "is_active", "date_joined", "display_name", "must_change_password", "password_changed_at", "opened_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", encode(sha256(convert_to(kept."password", 'UTF8')), 'hex'), kept."is_superuser", kept."username", kept."first_name", kept."last_name", kept."email", kept."is_staff", kept."is_active", kept."date_joined", kept."display_name", kept."must_change_password", kept."password_changed_at", kept."opened_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_19f14 ON "accounts_user";
            CREATE TRIGGER pgtrigger_delete_delete_19f14 AFTER DELETE ON "accounts_user" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_19f14();

            COMMENT ON TRIGGER pgtrigger_delete_delete_19f14 ON "accounts_user" IS '25fe68a185498d7ddd5f417702e532362b2e3282';
        """,
    'FUNCTION pgtrigger_delete_delete_dc8f0': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_dc8f0() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO imports_importbatchevent ("id", "kind", "state", "file", "file_name", "sha256", "sheet", "options", "report", "uploaded_at", "uploaded_by_id", "applied_at", "undone_at", "county_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."kind", kept."state", kept."file", kept."file_name", kept."sha256", kept."sheet", kept."options", kept."report", kept."uploaded_at", kept."uploaded_by_id", kept."applied_at", kept."undone_at", kept."county_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_dc8f0 ON "imports_importbatch";
            CREATE TRIGGER pgtrigger_delete_delete_dc8f0 AFTER DELETE ON "imports_importbatch" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_dc8f0();

            COMMENT ON TRIGGER pgtrigger_delete_delete_dc8f0 ON "imports_importbatch" IS '6ad0c8c4f0415b694dfec7b81747f11ad0c71206';
        """,
    'FUNCTION pgtrigger_insert_insert_3867c': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_3867c() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO accounts_userevent ("id", "password", "is_superuser", "username", "first_name", "last_name", "email", "is_staff", "is_active", "date_joined", "display_name", "must_change_password", "password_changed_at", "opened_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", encode(sha256(convert_to(kept."password", 'UTF8')), 'hex'), kept."is_superuser", kept."username", kept."first_name", kept."last_name", kept."email", kept."is_staff", kept."is_active", kept."date_joined", kept."display_name", kept."must_change_password", kept."password_changed_at", kept."opened_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_3867c ON "accounts_user";
            CREATE TRIGGER pgtrigger_insert_insert_3867c AFTER INSERT ON "accounts_user" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_3867c();

            COMMENT ON TRIGGER pgtrigger_insert_insert_3867c ON "accounts_user" IS 'b3e082bd9d26ce3d65a15da29347636bdb3058dc';
        """,
    'FUNCTION pgtrigger_insert_insert_bec71': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_bec71() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO imports_importbatchevent ("id", "kind", "state", "file", "file_name", "sha256", "sheet", "options", "report", "uploaded_at", "uploaded_by_id", "applied_at", "undone_at", "county_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."kind", kept."state", kept."file", kept."file_name", kept."sha256", kept."sheet", kept."options", kept."report", kept."uploaded_at", kept."uploaded_by_id", kept."applied_at", kept."undone_at", kept."county_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_bec71 ON "imports_importbatch";
            CREATE TRIGGER pgtrigger_insert_insert_bec71 AFTER INSERT ON "imports_importbatch" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_bec71();

            COMMENT ON TRIGGER pgtrigger_insert_insert_bec71 ON "imports_importbatch" IS '8f5fcd5268f152cbf1b3e6f07ec816fd281d5c30';
        """,
    'FUNCTION pgtrigger_update_update_0e890': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_0e890() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO accounts_userevent ("id", "password", "is_superuser", "username", "first_name", "last_name", "email", "is_staff", "is_active", "date_joined", "display_name", "must_change_password", "password_changed_at", "opened_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", encode(sha256(convert_to(kept."password", 'UTF8')), 'hex'), kept."is_superuser", kept."username", kept."first_name", kept."last_name", kept."email", kept."is_staff", kept."is_active", kept."date_joined", kept."display_name", kept."must_change_password", kept."password_changed_at", kept."opened_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE (was."id", was."password", was."is_superuser", was."username", was."first_name", was."last_name", was."email", was."is_staff", was."is_active", was."date_joined", was."display_name", was."must_change_password", was."password_changed_at", was."opened_at") IS DISTINCT FROM (kept."id", kept."password", kept."is_superuser", kept."username", kept."first_name", kept."last_name", kept."email", kept."is_staff", kept."is_active", kept."date_joined", kept."display_name", kept."must_change_password", kept."password_changed_at", kept."opened_at"); RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_0e890 ON "accounts_user";
            CREATE TRIGGER pgtrigger_update_update_0e890 AFTER UPDATE ON "accounts_user" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_0e890();

            COMMENT ON TRIGGER pgtrigger_update_update_0e890 ON "accounts_user" IS '3a466a16f300b55997d11e76cb2d68d782c7b1c2';
        """,
    'FUNCTION pgtrigger_update_update_dc004': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_dc004() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO imports_importbatchevent ("id", "kind", "state", "file", "file_name", "sha256", "sheet", "options", "report", "uploaded_at", "uploaded_by_id", "applied_at", "undone_at", "county_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."kind", kept."state", kept."file", kept."file_name", kept."sha256", kept."sheet", kept."options", kept."report", kept."uploaded_at", kept."uploaded_by_id", kept."applied_at", kept."undone_at", kept."county_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_dc004 ON "imports_importbatch";
            CREATE TRIGGER pgtrigger_update_update_dc004 AFTER UPDATE ON "imports_importbatch" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_dc004();

            COMMENT ON TRIGGER pgtrigger_update_update_dc004 ON "imports_importbatch" IS '3ac8dc8f349bbff3bf54bf03efa88392a7426f6c';
        """,
    'POLICIES ON accounts_userevent': """ALTER TABLE accounts_userevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON accounts_userevent;
CREATE POLICY scope_select ON accounts_userevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR ((SELECT planning_scope()) = 'door' OR id = (SELECT planning_person()) OR id IN (SELECT person_id FROM accounts_tenure) OR id IN (SELECT user_id FROM accounts_membership)));
COMMENT ON POLICY scope_select ON accounts_userevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR ((SELECT planning_scope()) = ''door'' OR id = (SELECT planning_person()) OR id IN (SELECT person_id FROM accounts_tenure) OR id IN (SELECT user_id FROM accounts_membership)))';
DROP POLICY IF EXISTS scope_insert ON accounts_userevent;
CREATE POLICY scope_insert ON accounts_userevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR ((SELECT planning_scope()) = 'door' OR id = (SELECT planning_person())));
COMMENT ON POLICY scope_insert ON accounts_userevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR ((SELECT planning_scope()) = ''door'' OR id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_update ON accounts_userevent;
CREATE POLICY scope_update ON accounts_userevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR ((SELECT planning_scope()) = 'door' OR id = (SELECT planning_person()))) WITH CHECK ((SELECT planning_scope()) = 'city' OR ((SELECT planning_scope()) = 'door' OR id = (SELECT planning_person())));
COMMENT ON POLICY scope_update ON accounts_userevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR ((SELECT planning_scope()) = ''door'' OR id = (SELECT planning_person()))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR ((SELECT planning_scope()) = ''door'' OR id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_delete ON accounts_userevent;
CREATE POLICY scope_delete ON accounts_userevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR ((SELECT planning_scope()) = 'door' OR id = (SELECT planning_person())));
COMMENT ON POLICY scope_delete ON accounts_userevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR ((SELECT planning_scope()) = ''door'' OR id = (SELECT planning_person())))'""",
    'POLICIES ON imports_importbatchevent': """ALTER TABLE imports_importbatchevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON imports_importbatchevent;
CREATE POLICY scope_select ON imports_importbatchevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[]) OR planning_owns_import(id)));
COMMENT ON POLICY scope_select ON imports_importbatchevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[]) OR planning_owns_import(id)))';
DROP POLICY IF EXISTS scope_insert ON imports_importbatchevent;
CREATE POLICY scope_insert ON imports_importbatchevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_insert ON imports_importbatchevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_update ON imports_importbatchevent;
CREATE POLICY scope_update ON imports_importbatchevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[]))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_update ON imports_importbatchevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[]))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_delete ON imports_importbatchevent;
CREATE POLICY scope_delete ON imports_importbatchevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_delete ON imports_importbatchevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))'""",
}

# Name → the statement that takes it away.
GONE = {
}


class Migration(migrations.Migration):
    dependencies = [
        ('accounts', '0003_userevent'),
        ('admin', '0003_logentry_add_action_flag_choices'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('axes', '0010_accessattemptexpiration'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('counties', '0002_rulings'),
        ('custody', '0001_initial'),
        ('imports', '0003_importbatchevent'),
        ('indicators', '0002_reference_attribute'),
        ('jobs', '0001_initial'),
        ('judging', '0004_why_ruling'),
        ('otp_totp', '0003_add_timestamps'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('planning', '0003_safeguards_3'),
        ('plans', '0001_header_choices'),
        ('projects', '0001_initial'),
        ('reporting', '0003_ruling_messages'),
        ('sessions', '0001_initial'),
    ]
    operations = [
        migrations.RunSQL([*GONE.values(), *SAFEGUARDS.values()], migrations.RunSQL.noop),
    ]
