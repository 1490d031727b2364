"""What the database guards, as declared on the day of this migration: written by `manage.py safeguards`."""

from django.db import migrations

SAFEGUARDS = {
    'FUNCTION pgtrigger_delete_delete_35586': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_35586() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_planeditionevent ("id", "plan_id", "number", "file", "file_name", "sha256", "publisher", "imported_at", "imported_by_id", "statements", "notes", "changes", "problems", "revision_id", "carried", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."number", kept."file", kept."file_name", kept."sha256", kept."publisher", kept."imported_at", kept."imported_by_id", kept."statements", kept."notes", kept."changes", kept."problems", kept."revision_id", kept."carried", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_35586 ON "counties_planedition";
            CREATE TRIGGER pgtrigger_delete_delete_35586 AFTER DELETE ON "counties_planedition" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_35586();

            COMMENT ON TRIGGER pgtrigger_delete_delete_35586 ON "counties_planedition" IS '2c80d1f4e16d377771e1c8cb50e24e6b351078a7';
        """,
    'FUNCTION pgtrigger_delete_delete_4246f': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_4246f() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_annualtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "year", "text", "scope", "authority", "revision_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."year", kept."text", kept."scope", kept."authority", kept."revision_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_4246f ON "indicators_annualtarget";
            CREATE TRIGGER pgtrigger_delete_delete_4246f AFTER DELETE ON "indicators_annualtarget" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_4246f();

            COMMENT ON TRIGGER pgtrigger_delete_delete_4246f ON "indicators_annualtarget" IS '8e699ee9e3d1f4309530881a6434f5c299394698';
        """,
    'FUNCTION pgtrigger_delete_delete_72aa9': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_72aa9() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_assignedtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "text", "authority", "revision_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."text", kept."authority", kept."revision_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_72aa9 ON "indicators_assignedtarget";
            CREATE TRIGGER pgtrigger_delete_delete_72aa9 AFTER DELETE ON "indicators_assignedtarget" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_72aa9();

            COMMENT ON TRIGGER pgtrigger_delete_delete_72aa9 ON "indicators_assignedtarget" IS 'd6fa757cb417047bf833491846f2502aabf471a3';
        """,
    'FUNCTION pgtrigger_delete_delete_c3363': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_c3363() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_opinionevent ("id", "revision_id", "number", "source", "text", "outcome", "reason", "place", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."revision_id", kept."number", kept."source", kept."text", kept."outcome", kept."reason", kept."place", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_c3363 ON "counties_opinion";
            CREATE TRIGGER pgtrigger_delete_delete_c3363 AFTER DELETE ON "counties_opinion" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_c3363();

            COMMENT ON TRIGGER pgtrigger_delete_delete_c3363 ON "counties_opinion" IS '7ea42ce195b6bf425f23760ed89225047d69c967';
        """,
    'FUNCTION pgtrigger_delete_delete_fee11': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_fee11() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_revisionevent ("id", "plan_id", "answers", "document", "issued_on", "reason", "by_id", "at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."answers", kept."document", kept."issued_on", kept."reason", kept."by_id", kept."at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_fee11 ON "counties_revision";
            CREATE TRIGGER pgtrigger_delete_delete_fee11 AFTER DELETE ON "counties_revision" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_fee11();

            COMMENT ON TRIGGER pgtrigger_delete_delete_fee11 ON "counties_revision" IS 'c5a86c4636bc3bad2913ecee664b9195d51aefee';
        """,
    'FUNCTION pgtrigger_insert_insert_28b19': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_28b19() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_annualtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "year", "text", "scope", "authority", "revision_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."year", kept."text", kept."scope", kept."authority", kept."revision_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_28b19 ON "indicators_annualtarget";
            CREATE TRIGGER pgtrigger_insert_insert_28b19 AFTER INSERT ON "indicators_annualtarget" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_28b19();

            COMMENT ON TRIGGER pgtrigger_insert_insert_28b19 ON "indicators_annualtarget" IS '133828ce665e24285ad807c187cfb2cd30147ab7';
        """,
    'FUNCTION pgtrigger_insert_insert_599d2': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_599d2() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_assignedtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "text", "authority", "revision_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."text", kept."authority", kept."revision_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_599d2 ON "indicators_assignedtarget";
            CREATE TRIGGER pgtrigger_insert_insert_599d2 AFTER INSERT ON "indicators_assignedtarget" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_599d2();

            COMMENT ON TRIGGER pgtrigger_insert_insert_599d2 ON "indicators_assignedtarget" IS 'd2f0ff5625f61774d54853ace4e24168c1cb42df';
        """,
    'FUNCTION pgtrigger_insert_insert_6a612': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_6a612() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_revisionevent ("id", "plan_id", "answers", "document", "issued_on", "reason", "by_id", "at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."answers", kept."document", kept."issued_on", kept."reason", kept."by_id", kept."at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_6a612 ON "counties_revision";
            CREATE TRIGGER pgtrigger_insert_insert_6a612 AFTER INSERT ON "counties_revision" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_6a612();

            COMMENT ON TRIGGER pgtrigger_insert_insert_6a612 ON "counties_revision" IS '3df50056b78cef9172a18c9f9e2ac1e05783d029';
        """,
    'FUNCTION pgtrigger_insert_insert_98833': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_98833() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_opinionevent ("id", "revision_id", "number", "source", "text", "outcome", "reason", "place", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."revision_id", kept."number", kept."source", kept."text", kept."outcome", kept."reason", kept."place", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_98833 ON "counties_opinion";
            CREATE TRIGGER pgtrigger_insert_insert_98833 AFTER INSERT ON "counties_opinion" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_98833();

            COMMENT ON TRIGGER pgtrigger_insert_insert_98833 ON "counties_opinion" IS '47b281335683f079d32da85e4123329763bbfd1d';
        """,
    'FUNCTION pgtrigger_insert_insert_eab6d': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_eab6d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_planeditionevent ("id", "plan_id", "number", "file", "file_name", "sha256", "publisher", "imported_at", "imported_by_id", "statements", "notes", "changes", "problems", "revision_id", "carried", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."number", kept."file", kept."file_name", kept."sha256", kept."publisher", kept."imported_at", kept."imported_by_id", kept."statements", kept."notes", kept."changes", kept."problems", kept."revision_id", kept."carried", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_eab6d ON "counties_planedition";
            CREATE TRIGGER pgtrigger_insert_insert_eab6d AFTER INSERT ON "counties_planedition" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_eab6d();

            COMMENT ON TRIGGER pgtrigger_insert_insert_eab6d ON "counties_planedition" IS 'a2a46a758cb4307959c2dc05d0ee5c92d8fc89ca';
        """,
    'FUNCTION pgtrigger_update_update_1e67f': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_1e67f() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_planeditionevent ("id", "plan_id", "number", "file", "file_name", "sha256", "publisher", "imported_at", "imported_by_id", "statements", "notes", "changes", "problems", "revision_id", "carried", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."number", kept."file", kept."file_name", kept."sha256", kept."publisher", kept."imported_at", kept."imported_by_id", kept."statements", kept."notes", kept."changes", kept."problems", kept."revision_id", kept."carried", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_1e67f ON "counties_planedition";
            CREATE TRIGGER pgtrigger_update_update_1e67f AFTER UPDATE ON "counties_planedition" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_1e67f();

            COMMENT ON TRIGGER pgtrigger_update_update_1e67f ON "counties_planedition" IS '5e3bd1b873e4bc25ec43dce22dac5e809054fdb0';
        """,
    'FUNCTION pgtrigger_update_update_4ce05': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_4ce05() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_annualtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "year", "text", "scope", "authority", "revision_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."year", kept."text", kept."scope", kept."authority", kept."revision_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_4ce05 ON "indicators_annualtarget";
            CREATE TRIGGER pgtrigger_update_update_4ce05 AFTER UPDATE ON "indicators_annualtarget" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_4ce05();

            COMMENT ON TRIGGER pgtrigger_update_update_4ce05 ON "indicators_annualtarget" IS 'c1cb12e42feadc9d7c115329476cda0624b14d96';
        """,
    'FUNCTION pgtrigger_update_update_98d5d': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_98d5d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_assignedtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "text", "authority", "revision_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."text", kept."authority", kept."revision_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_98d5d ON "indicators_assignedtarget";
            CREATE TRIGGER pgtrigger_update_update_98d5d AFTER UPDATE ON "indicators_assignedtarget" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_98d5d();

            COMMENT ON TRIGGER pgtrigger_update_update_98d5d ON "indicators_assignedtarget" IS '004ec49e13f0553aef54c989554b5d363345aebc';
        """,
    'FUNCTION pgtrigger_update_update_bde4b': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_bde4b() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_opinionevent ("id", "revision_id", "number", "source", "text", "outcome", "reason", "place", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."revision_id", kept."number", kept."source", kept."text", kept."outcome", kept."reason", kept."place", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_bde4b ON "counties_opinion";
            CREATE TRIGGER pgtrigger_update_update_bde4b AFTER UPDATE ON "counties_opinion" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_bde4b();

            COMMENT ON TRIGGER pgtrigger_update_update_bde4b ON "counties_opinion" IS '392cf6adc20d7dc97377569cab9052f678729542';
        """,
    'FUNCTION pgtrigger_update_update_ca476': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_ca476() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_revisionevent ("id", "plan_id", "answers", "document", "issued_on", "reason", "by_id", "at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."answers", kept."document", kept."issued_on", kept."reason", kept."by_id", kept."at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_ca476 ON "counties_revision";
            CREATE TRIGGER pgtrigger_update_update_ca476 AFTER UPDATE ON "counties_revision" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_ca476();

            COMMENT ON TRIGGER pgtrigger_update_update_ca476 ON "counties_revision" IS 'b9bc2566249f33375914172476ec96a95e52dbc7';
        """,
    'POLICIES ON counties_opinion': """ALTER TABLE counties_opinion ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_opinion;
CREATE POLICY scope_select ON counties_opinion FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (revision_id IN (SELECT id FROM counties_revision)));
COMMENT ON POLICY scope_select ON counties_opinion IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (revision_id IN (SELECT id FROM counties_revision)))';
DROP POLICY IF EXISTS scope_insert ON counties_opinion;
CREATE POLICY scope_insert ON counties_opinion FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_opinion IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_opinion;
CREATE POLICY scope_update ON counties_opinion FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_opinion IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_opinion;
CREATE POLICY scope_delete ON counties_opinion FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_opinion IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON counties_opinionevent': """ALTER TABLE counties_opinionevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_opinionevent;
CREATE POLICY scope_select ON counties_opinionevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (revision_id IN (SELECT id FROM counties_revision)));
COMMENT ON POLICY scope_select ON counties_opinionevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (revision_id IN (SELECT id FROM counties_revision)))';
DROP POLICY IF EXISTS scope_insert ON counties_opinionevent;
CREATE POLICY scope_insert ON counties_opinionevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_opinionevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_opinionevent;
CREATE POLICY scope_update ON counties_opinionevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_opinionevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_opinionevent;
CREATE POLICY scope_delete ON counties_opinionevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_opinionevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON counties_revision': """ALTER TABLE counties_revision ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_revision;
CREATE POLICY scope_select ON counties_revision FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON counties_revision IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON counties_revision;
CREATE POLICY scope_insert ON counties_revision FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_revision IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_revision;
CREATE POLICY scope_update ON counties_revision FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_revision IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_revision;
CREATE POLICY scope_delete ON counties_revision FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_revision IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON counties_revisionevent': """ALTER TABLE counties_revisionevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_revisionevent;
CREATE POLICY scope_select ON counties_revisionevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON counties_revisionevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON counties_revisionevent;
CREATE POLICY scope_insert ON counties_revisionevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_revisionevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_revisionevent;
CREATE POLICY scope_update ON counties_revisionevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_revisionevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_revisionevent;
CREATE POLICY scope_delete ON counties_revisionevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_revisionevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
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
        ('counties', '0003_revisions'),
        ('custody', '0001_initial'),
        ('imports', '0003_importbatchevent'),
        ('indicators', '0003_revised_targets'),
        ('jobs', '0001_initial'),
        ('judging', '0004_why_ruling'),
        ('otp_totp', '0003_add_timestamps'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('planning', '0004_safeguards_4'),
        ('plans', '0001_header_choices'),
        ('projects', '0001_initial'),
        ('reporting', '0003_ruling_messages'),
        ('sessions', '0001_initial'),
    ]
    operations = [
        migrations.RunSQL([*GONE.values(), *SAFEGUARDS.values()], migrations.RunSQL.noop),
    ]
