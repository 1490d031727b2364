"""What the database guards, as declared on the day of this migration: written by `manage.py safeguards`."""

from django.db import migrations

SAFEGUARDS = {
    'FUNCTION pgtrigger_delete_delete_7343e': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_7343e() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO measures_measureevent ("id", "plan_id", "edition_id", "closed_in_id", "place", "sheet", "row_number", "seq", "part", "chapter", "section", "item", "point", "name", "text", "target_text", "deadline_text", "deadline", "deadline_problem", "department_printed", "department_texts", "lead_texts", "department_codes", "cells", "extra", "source", "registered_by_id", "registered_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."edition_id", kept."closed_in_id", kept."place", kept."sheet", kept."row_number", kept."seq", kept."part", kept."chapter", kept."section", kept."item", kept."point", kept."name", kept."text", kept."target_text", kept."deadline_text", kept."deadline", kept."deadline_problem", kept."department_printed", kept."department_texts", kept."lead_texts", kept."department_codes", kept."cells", kept."extra", kept."source", kept."registered_by_id", kept."registered_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_7343e ON "measures_measure";
            CREATE TRIGGER pgtrigger_delete_delete_7343e AFTER DELETE ON "measures_measure" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_7343e();

            COMMENT ON TRIGGER pgtrigger_delete_delete_7343e ON "measures_measure" IS '9a1f899b73879eb606bdb352cc4eb5fe2005087b';
        """,
    'FUNCTION pgtrigger_delete_delete_7c729': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_7c729() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO measures_assignmentevent ("id", "measure_id", "department_id", "due", "document_number", "by_id", "at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."measure_id", kept."department_id", kept."due", kept."document_number", kept."by_id", kept."at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_7c729 ON "measures_assignment";
            CREATE TRIGGER pgtrigger_delete_delete_7c729 AFTER DELETE ON "measures_assignment" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_7c729();

            COMMENT ON TRIGGER pgtrigger_delete_delete_7c729 ON "measures_assignment" IS '2065fc5e5c1fea6fe4dd4abc94ce89fb29fdf447';
        """,
    'FUNCTION pgtrigger_delete_delete_97065': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_97065() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO measures_measureeditionevent ("id", "plan_id", "number", "file", "file_name", "sha256", "imported_at", "imported_by_id", "mapping", "problems", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."number", kept."file", kept."file_name", kept."sha256", kept."imported_at", kept."imported_by_id", kept."mapping", kept."problems", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_97065 ON "measures_measureedition";
            CREATE TRIGGER pgtrigger_delete_delete_97065 AFTER DELETE ON "measures_measureedition" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_97065();

            COMMENT ON TRIGGER pgtrigger_delete_delete_97065 ON "measures_measureedition" IS 'a21c66032c691a41a17f1a2ea2bbfe75f3e53436';
        """,
    'FUNCTION pgtrigger_delete_delete_c26c3': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_c26c3() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO measures_measurefindingevent ("id", "measure_id", "finding_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."measure_id", kept."finding_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_c26c3 ON "measures_measure_findings";
            CREATE TRIGGER pgtrigger_delete_delete_c26c3 AFTER DELETE ON "measures_measure_findings" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_c26c3();

            COMMENT ON TRIGGER pgtrigger_delete_delete_c26c3 ON "measures_measure_findings" IS 'd0046bf3aaf4c694af4dc85edf8f0be885625378';
        """,
    'FUNCTION pgtrigger_insert_insert_0ac09': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_0ac09() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO measures_measureeditionevent ("id", "plan_id", "number", "file", "file_name", "sha256", "imported_at", "imported_by_id", "mapping", "problems", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."number", kept."file", kept."file_name", kept."sha256", kept."imported_at", kept."imported_by_id", kept."mapping", kept."problems", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_0ac09 ON "measures_measureedition";
            CREATE TRIGGER pgtrigger_insert_insert_0ac09 AFTER INSERT ON "measures_measureedition" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_0ac09();

            COMMENT ON TRIGGER pgtrigger_insert_insert_0ac09 ON "measures_measureedition" IS 'c8180080688746dc03edc1a9ac6aea8e09f62278';
        """,
    'FUNCTION pgtrigger_insert_insert_1043d': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_1043d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO measures_assignmentevent ("id", "measure_id", "department_id", "due", "document_number", "by_id", "at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."measure_id", kept."department_id", kept."due", kept."document_number", kept."by_id", kept."at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_1043d ON "measures_assignment";
            CREATE TRIGGER pgtrigger_insert_insert_1043d AFTER INSERT ON "measures_assignment" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_1043d();

            COMMENT ON TRIGGER pgtrigger_insert_insert_1043d ON "measures_assignment" IS 'af8e26723df9078ec153fc6b4712e77bb3570528';
        """,
    'FUNCTION pgtrigger_insert_insert_34cba': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_34cba() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO measures_measurefindingevent ("id", "measure_id", "finding_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."measure_id", kept."finding_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_34cba ON "measures_measure_findings";
            CREATE TRIGGER pgtrigger_insert_insert_34cba AFTER INSERT ON "measures_measure_findings" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_34cba();

            COMMENT ON TRIGGER pgtrigger_insert_insert_34cba ON "measures_measure_findings" IS '29bd68f728fd0874663cf7fdd4be440d80baebc7';
        """,
    'FUNCTION pgtrigger_insert_insert_e26a2': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_e26a2() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO measures_measureevent ("id", "plan_id", "edition_id", "closed_in_id", "place", "sheet", "row_number", "seq", "part", "chapter", "section", "item", "point", "name", "text", "target_text", "deadline_text", "deadline", "deadline_problem", "department_printed", "department_texts", "lead_texts", "department_codes", "cells", "extra", "source", "registered_by_id", "registered_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."edition_id", kept."closed_in_id", kept."place", kept."sheet", kept."row_number", kept."seq", kept."part", kept."chapter", kept."section", kept."item", kept."point", kept."name", kept."text", kept."target_text", kept."deadline_text", kept."deadline", kept."deadline_problem", kept."department_printed", kept."department_texts", kept."lead_texts", kept."department_codes", kept."cells", kept."extra", kept."source", kept."registered_by_id", kept."registered_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_e26a2 ON "measures_measure";
            CREATE TRIGGER pgtrigger_insert_insert_e26a2 AFTER INSERT ON "measures_measure" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_e26a2();

            COMMENT ON TRIGGER pgtrigger_insert_insert_e26a2 ON "measures_measure" IS '69d5c3fcc8be7f3ab8d7344b0463ab47c1952dbc';
        """,
    'FUNCTION pgtrigger_update_update_21a5c': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_21a5c() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO measures_assignmentevent ("id", "measure_id", "department_id", "due", "document_number", "by_id", "at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."measure_id", kept."department_id", kept."due", kept."document_number", kept."by_id", kept."at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_21a5c ON "measures_assignment";
            CREATE TRIGGER pgtrigger_update_update_21a5c AFTER UPDATE ON "measures_assignment" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_21a5c();

            COMMENT ON TRIGGER pgtrigger_update_update_21a5c ON "measures_assignment" IS 'f5cea3beafa13966a6b5ab839e5ee57a6cb91541';
        """,
    'FUNCTION pgtrigger_update_update_32d78': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_32d78() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO measures_measurefindingevent ("id", "measure_id", "finding_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."measure_id", kept."finding_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_32d78 ON "measures_measure_findings";
            CREATE TRIGGER pgtrigger_update_update_32d78 AFTER UPDATE ON "measures_measure_findings" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_32d78();

            COMMENT ON TRIGGER pgtrigger_update_update_32d78 ON "measures_measure_findings" IS '1e1858549f71348f060ad9d87112cca4d7933ba7';
        """,
    'FUNCTION pgtrigger_update_update_69eab': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_69eab() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO measures_measureeditionevent ("id", "plan_id", "number", "file", "file_name", "sha256", "imported_at", "imported_by_id", "mapping", "problems", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."number", kept."file", kept."file_name", kept."sha256", kept."imported_at", kept."imported_by_id", kept."mapping", kept."problems", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_69eab ON "measures_measureedition";
            CREATE TRIGGER pgtrigger_update_update_69eab AFTER UPDATE ON "measures_measureedition" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_69eab();

            COMMENT ON TRIGGER pgtrigger_update_update_69eab ON "measures_measureedition" IS '0ae4112c9b49050e86b291cc2bf59075fec4b5c5';
        """,
    'FUNCTION pgtrigger_update_update_fd347': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_fd347() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO measures_measureevent ("id", "plan_id", "edition_id", "closed_in_id", "place", "sheet", "row_number", "seq", "part", "chapter", "section", "item", "point", "name", "text", "target_text", "deadline_text", "deadline", "deadline_problem", "department_printed", "department_texts", "lead_texts", "department_codes", "cells", "extra", "source", "registered_by_id", "registered_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."edition_id", kept."closed_in_id", kept."place", kept."sheet", kept."row_number", kept."seq", kept."part", kept."chapter", kept."section", kept."item", kept."point", kept."name", kept."text", kept."target_text", kept."deadline_text", kept."deadline", kept."deadline_problem", kept."department_printed", kept."department_texts", kept."lead_texts", kept."department_codes", kept."cells", kept."extra", kept."source", kept."registered_by_id", kept."registered_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_fd347 ON "measures_measure";
            CREATE TRIGGER pgtrigger_update_update_fd347 AFTER UPDATE ON "measures_measure" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_fd347();

            COMMENT ON TRIGGER pgtrigger_update_update_fd347 ON "measures_measure" IS '52135b230ee1ef606434cab70a6a25f808b0a6f3';
        """,
    'POLICIES ON measures_assignment': """ALTER TABLE measures_assignment ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON measures_assignment;
CREATE POLICY scope_select ON measures_assignment FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (measure_id IN (SELECT id FROM measures_measure)));
COMMENT ON POLICY scope_select ON measures_assignment IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (measure_id IN (SELECT id FROM measures_measure)))';
DROP POLICY IF EXISTS scope_insert ON measures_assignment;
CREATE POLICY scope_insert ON measures_assignment FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON measures_assignment IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON measures_assignment;
CREATE POLICY scope_update ON measures_assignment FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON measures_assignment IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON measures_assignment;
CREATE POLICY scope_delete ON measures_assignment FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON measures_assignment IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON measures_assignmentevent': """ALTER TABLE measures_assignmentevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON measures_assignmentevent;
CREATE POLICY scope_select ON measures_assignmentevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (measure_id IN (SELECT id FROM measures_measure)));
COMMENT ON POLICY scope_select ON measures_assignmentevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (measure_id IN (SELECT id FROM measures_measure)))';
DROP POLICY IF EXISTS scope_insert ON measures_assignmentevent;
CREATE POLICY scope_insert ON measures_assignmentevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON measures_assignmentevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON measures_assignmentevent;
CREATE POLICY scope_update ON measures_assignmentevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON measures_assignmentevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON measures_assignmentevent;
CREATE POLICY scope_delete ON measures_assignmentevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON measures_assignmentevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON measures_measure': """ALTER TABLE measures_measure ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON measures_measure;
CREATE POLICY scope_select ON measures_measure FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON measures_measure IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON measures_measure;
CREATE POLICY scope_insert ON measures_measure FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON measures_measure IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON measures_measure;
CREATE POLICY scope_update ON measures_measure FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON measures_measure IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON measures_measure;
CREATE POLICY scope_delete ON measures_measure FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON measures_measure IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON measures_measure_findings': """ALTER TABLE measures_measure_findings ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON measures_measure_findings;
CREATE POLICY scope_select ON measures_measure_findings FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (measure_id IN (SELECT id FROM measures_measure)));
COMMENT ON POLICY scope_select ON measures_measure_findings IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (measure_id IN (SELECT id FROM measures_measure)))';
DROP POLICY IF EXISTS scope_insert ON measures_measure_findings;
CREATE POLICY scope_insert ON measures_measure_findings FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON measures_measure_findings IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON measures_measure_findings;
CREATE POLICY scope_update ON measures_measure_findings FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON measures_measure_findings IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON measures_measure_findings;
CREATE POLICY scope_delete ON measures_measure_findings FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON measures_measure_findings IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON measures_measureedition': """ALTER TABLE measures_measureedition ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON measures_measureedition;
CREATE POLICY scope_select ON measures_measureedition FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON measures_measureedition IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON measures_measureedition;
CREATE POLICY scope_insert ON measures_measureedition FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON measures_measureedition IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON measures_measureedition;
CREATE POLICY scope_update ON measures_measureedition FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON measures_measureedition IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON measures_measureedition;
CREATE POLICY scope_delete ON measures_measureedition FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON measures_measureedition IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON measures_measureeditionevent': """ALTER TABLE measures_measureeditionevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON measures_measureeditionevent;
CREATE POLICY scope_select ON measures_measureeditionevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON measures_measureeditionevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON measures_measureeditionevent;
CREATE POLICY scope_insert ON measures_measureeditionevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON measures_measureeditionevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON measures_measureeditionevent;
CREATE POLICY scope_update ON measures_measureeditionevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON measures_measureeditionevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON measures_measureeditionevent;
CREATE POLICY scope_delete ON measures_measureeditionevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON measures_measureeditionevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON measures_measureevent': """ALTER TABLE measures_measureevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON measures_measureevent;
CREATE POLICY scope_select ON measures_measureevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON measures_measureevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON measures_measureevent;
CREATE POLICY scope_insert ON measures_measureevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON measures_measureevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON measures_measureevent;
CREATE POLICY scope_update ON measures_measureevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON measures_measureevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON measures_measureevent;
CREATE POLICY scope_delete ON measures_measureevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON measures_measureevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON measures_measurefindingevent': """ALTER TABLE measures_measurefindingevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON measures_measurefindingevent;
CREATE POLICY scope_select ON measures_measurefindingevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (measure_id IN (SELECT id FROM measures_measure)));
COMMENT ON POLICY scope_select ON measures_measurefindingevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (measure_id IN (SELECT id FROM measures_measure)))';
DROP POLICY IF EXISTS scope_insert ON measures_measurefindingevent;
CREATE POLICY scope_insert ON measures_measurefindingevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON measures_measurefindingevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON measures_measurefindingevent;
CREATE POLICY scope_update ON measures_measurefindingevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON measures_measurefindingevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON measures_measurefindingevent;
CREATE POLICY scope_delete ON measures_measurefindingevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON measures_measurefindingevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
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
        ('imports', '0004_task_lists'),
        ('indicators', '0003_revised_targets'),
        ('jobs', '0001_initial'),
        ('judging', '0004_why_ruling'),
        ('measures', '0001_initial'),
        ('otp_totp', '0003_add_timestamps'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('planning', '0005_safeguards_5'),
        ('plans', '0001_header_choices'),
        ('projects', '0001_initial'),
        ('reporting', '0003_ruling_messages'),
        ('sessions', '0001_initial'),
    ]
    operations = [
        migrations.RunSQL([*GONE.values(), *SAFEGUARDS.values()], migrations.RunSQL.noop),
    ]
