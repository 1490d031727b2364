"""What the database guards, as declared on the day of this migration: written by `manage.py safeguards`."""

from django.db import migrations

SAFEGUARDS = {
    'FUNCTION reporting_guard_entry': """
CREATE OR REPLACE FUNCTION reporting_guard_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    in_force text;
    in_force_said jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.version > 0 THEN
            RAISE EXCEPTION 'entry % has a life and is never deleted', OLD.id USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'blank' OR NEW.text <> '' OR NEW.said <> '{}' THEN
            RAISE EXCEPTION 'an entry begins blank' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.round_id, NEW.county_id, NEW.indicator_id, NEW.site_id, NEW.project_id)
            IS DISTINCT FROM (OLD.round_id, OLD.county_id, OLD.indicator_id, OLD.site_id, OLD.project_id) THEN
        RAISE EXCEPTION 'entry % stays the cell that it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('approved', 'reopened'), ('blank', 'approved'), ('blank', 'draft'), ('draft', 'approved'), ('draft', 'blank'), ('draft', 'submitted'), ('reopened', 'approved'), ('reopened', 'blank'), ('reopened', 'draft'), ('returned', 'approved'), ('returned', 'blank'), ('returned', 'draft'), ('signed', 'returned'), ('signed', 'submitted'), ('signed', 'under_review'), ('submitted', 'approved'), ('submitted', 'draft'), ('submitted', 'returned'), ('submitted', 'signed'), ('under_review', 'approved'), ('under_review', 'returned'), ('under_review', 'signed')) THEN
        RAISE EXCEPTION 'entry % does not move from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.state <> OLD.state OR (NEW.said, NEW.text, NEW.value, NEW.unit, NEW.no_data_reason, NEW.basis, NEW.note, NEW.explanation, NEW.entered_by_id, NEW.batch_id, NEW.cell) IS DISTINCT FROM (OLD.said, OLD.text, OLD.value, OLD.unit, OLD.no_data_reason, OLD.basis, OLD.note, OLD.explanation, OLD.entered_by_id, OLD.batch_id, OLD.cell)) AND NEW.version <= OLD.version THEN
        RAISE EXCEPTION 'entry % was changed without a new version', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.said, NEW.text, NEW.value, NEW.unit, NEW.no_data_reason, NEW.basis, NEW.note, NEW.explanation, NEW.entered_by_id, NEW.batch_id, NEW.cell) IS DISTINCT FROM (OLD.said, OLD.text, OLD.value, OLD.unit, OLD.no_data_reason, OLD.basis, OLD.note, OLD.explanation, OLD.entered_by_id, OLD.batch_id, OLD.cell) AND OLD.state NOT IN ('blank', 'draft', 'reopened', 'returned')
            AND NOT (NEW.state = 'approved' AND OLD.state IN ('blank', 'draft', 'reopened', 'returned', 'submitted')) THEN
        RAISE EXCEPTION 'entry % is locked while %', OLD.id, OLD.state USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'approved' AND OLD.state <> 'approved' THEN
        IF NEW.project_id IS NULL THEN
            SELECT text, '{}' INTO in_force, in_force_said FROM indicators_observation WHERE id = NEW.observation_id;
        ELSE
            SELECT text, said INTO in_force, in_force_said FROM projects_progress WHERE id = NEW.progress_id;
        END IF;
        IF (in_force, in_force_said) IS DISTINCT FROM (NEW.text, NEW.said) THEN
            RAISE EXCEPTION 'entry % is approved with a text that is not in force', OLD.id
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.state <> 'under_review' AND NOT EXISTS (
            SELECT FROM reporting_reopening WHERE entry_id = OLD.id AND ended_at IS NULL
        ) THEN
            RAISE EXCEPTION 'entry % was not re-opened', OLD.id USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    -- An entry that lets go of its figure would leave it without a guard.
    IF (NEW.observation_id, NEW.progress_id) IS DISTINCT FROM (OLD.observation_id, OLD.progress_id)
            AND NOT (OLD.state = 'under_review' AND NEW.state = 'approved') THEN
        RAISE EXCEPTION 'entry % keeps the figure that it put in force', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS guard_entry ON reporting_entry;
CREATE TRIGGER guard_entry BEFORE INSERT OR UPDATE OR DELETE ON reporting_entry
    FOR EACH ROW EXECUTE FUNCTION reporting_guard_entry();
""",
    'FUNCTION reporting_guard_progress': """
CREATE OR REPLACE FUNCTION reporting_guard_progress() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    entry reporting_entry;
BEGIN
    SELECT * INTO entry FROM reporting_entry WHERE progress_id = OLD.id;
    IF NOT FOUND THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'progress % was approved and is never deleted', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.project_id, NEW.year, NEW.period)
            IS DISTINCT FROM (OLD.id, OLD.project_id, OLD.year, OLD.period) THEN
        RAISE EXCEPTION 'progress % was approved and stays what it is about', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF entry.state = 'under_review' AND (NEW.said, NEW.text) IS NOT DISTINCT FROM (entry.said, entry.text) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'progress % was approved: only its re-opened entry changes it', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER IF EXISTS guard_progress ON projects_progress;
CREATE TRIGGER guard_progress BEFORE UPDATE OR DELETE ON projects_progress
    FOR EACH ROW EXECUTE FUNCTION reporting_guard_progress();
""",
    'FUNCTION pgtrigger_delete_delete_23dba': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_23dba() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_reopeningevent ("id", "entry_id", "fields", "reason", "document_number", "deadline", "by_id", "at", "ended_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."entry_id", kept."fields", kept."reason", kept."document_number", kept."deadline", kept."by_id", kept."at", kept."ended_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_23dba ON "reporting_reopening";
            CREATE TRIGGER pgtrigger_delete_delete_23dba AFTER DELETE ON "reporting_reopening" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_23dba();

            COMMENT ON TRIGGER pgtrigger_delete_delete_23dba ON "reporting_reopening" IS 'ecfa792fd64df5d2b139caaa974e6b6cec56189e';
        """,
    'FUNCTION pgtrigger_delete_delete_70217': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_70217() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_roundevent ("id", "listed", "year", "period", "deadline", "evidence_rule", "note", "opened_by_id", "opened_at", "closed_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."listed", kept."year", kept."period", kept."deadline", kept."evidence_rule", kept."note", kept."opened_by_id", kept."opened_at", kept."closed_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_70217 ON "reporting_round";
            CREATE TRIGGER pgtrigger_delete_delete_70217 AFTER DELETE ON "reporting_round" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_70217();

            COMMENT ON TRIGGER pgtrigger_delete_delete_70217 ON "reporting_round" IS 'ab7eb30d178320ea33dca845537c434629e82a63';
        """,
    'FUNCTION pgtrigger_delete_delete_91b3d': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_91b3d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_entryevent ("id", "round_id", "county_id", "indicator_id", "project_id", "site_id", "department_id", "printed_name", "seq", "is_asked", "state", "given_back", "version", "said", "text", "value", "unit", "no_data_reason", "basis", "note", "explanation", "warnings", "batch_id", "cell", "entered_by_id", "entered_at", "signed_by_id", "approved_by_id", "observation_id", "progress_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."round_id", kept."county_id", kept."indicator_id", kept."project_id", kept."site_id", kept."department_id", kept."printed_name", kept."seq", kept."is_asked", kept."state", kept."given_back", kept."version", kept."said", kept."text", kept."value", kept."unit", kept."no_data_reason", kept."basis", kept."note", kept."explanation", kept."warnings", kept."batch_id", kept."cell", kept."entered_by_id", kept."entered_at", kept."signed_by_id", kept."approved_by_id", kept."observation_id", kept."progress_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_91b3d ON "reporting_entry";
            CREATE TRIGGER pgtrigger_delete_delete_91b3d AFTER DELETE ON "reporting_entry" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_91b3d();

            COMMENT ON TRIGGER pgtrigger_delete_delete_91b3d ON "reporting_entry" IS '5441395e635ab8ffc4c5909de3bf052bf20f1bcc';
        """,
    'FUNCTION pgtrigger_delete_delete_dabe3': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_dabe3() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_progressevent ("id", "project_id", "year", "period", "said", "text", "stage", "started", "finished", "produced", "ended", "ended_document", "extended_to", "extension_document", "adjusted_yi", "adjustment_document", "year_plan_yi", "money", "evidence", "entered_by_id", "entered_at", "is_demo", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."project_id", kept."year", kept."period", kept."said", kept."text", kept."stage", kept."started", kept."finished", kept."produced", kept."ended", kept."ended_document", kept."extended_to", kept."extension_document", kept."adjusted_yi", kept."adjustment_document", kept."year_plan_yi", kept."money", kept."evidence", kept."entered_by_id", kept."entered_at", kept."is_demo", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_dabe3 ON "projects_progress";
            CREATE TRIGGER pgtrigger_delete_delete_dabe3 AFTER DELETE ON "projects_progress" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_dabe3();

            COMMENT ON TRIGGER pgtrigger_delete_delete_dabe3 ON "projects_progress" IS 'bcda586b901e19be20bb0a59a4560d07aea72d1a';
        """,
    'FUNCTION pgtrigger_insert_insert_0db9b': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_0db9b() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_progressevent ("id", "project_id", "year", "period", "said", "text", "stage", "started", "finished", "produced", "ended", "ended_document", "extended_to", "extension_document", "adjusted_yi", "adjustment_document", "year_plan_yi", "money", "evidence", "entered_by_id", "entered_at", "is_demo", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."project_id", kept."year", kept."period", kept."said", kept."text", kept."stage", kept."started", kept."finished", kept."produced", kept."ended", kept."ended_document", kept."extended_to", kept."extension_document", kept."adjusted_yi", kept."adjustment_document", kept."year_plan_yi", kept."money", kept."evidence", kept."entered_by_id", kept."entered_at", kept."is_demo", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_0db9b ON "projects_progress";
            CREATE TRIGGER pgtrigger_insert_insert_0db9b AFTER INSERT ON "projects_progress" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_0db9b();

            COMMENT ON TRIGGER pgtrigger_insert_insert_0db9b ON "projects_progress" IS '3d831f64dafc4c5f104c922337f21b663a14ad94';
        """,
    'FUNCTION pgtrigger_insert_insert_28b6c': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_28b6c() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_reopeningevent ("id", "entry_id", "fields", "reason", "document_number", "deadline", "by_id", "at", "ended_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."entry_id", kept."fields", kept."reason", kept."document_number", kept."deadline", kept."by_id", kept."at", kept."ended_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_28b6c ON "reporting_reopening";
            CREATE TRIGGER pgtrigger_insert_insert_28b6c AFTER INSERT ON "reporting_reopening" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_28b6c();

            COMMENT ON TRIGGER pgtrigger_insert_insert_28b6c ON "reporting_reopening" IS 'f058057ed614a7a55e36a242586272936461bb3d';
        """,
    'FUNCTION pgtrigger_insert_insert_c3a35': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_c3a35() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_entryevent ("id", "round_id", "county_id", "indicator_id", "project_id", "site_id", "department_id", "printed_name", "seq", "is_asked", "state", "given_back", "version", "said", "text", "value", "unit", "no_data_reason", "basis", "note", "explanation", "warnings", "batch_id", "cell", "entered_by_id", "entered_at", "signed_by_id", "approved_by_id", "observation_id", "progress_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."round_id", kept."county_id", kept."indicator_id", kept."project_id", kept."site_id", kept."department_id", kept."printed_name", kept."seq", kept."is_asked", kept."state", kept."given_back", kept."version", kept."said", kept."text", kept."value", kept."unit", kept."no_data_reason", kept."basis", kept."note", kept."explanation", kept."warnings", kept."batch_id", kept."cell", kept."entered_by_id", kept."entered_at", kept."signed_by_id", kept."approved_by_id", kept."observation_id", kept."progress_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_c3a35 ON "reporting_entry";
            CREATE TRIGGER pgtrigger_insert_insert_c3a35 AFTER INSERT ON "reporting_entry" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_c3a35();

            COMMENT ON TRIGGER pgtrigger_insert_insert_c3a35 ON "reporting_entry" IS 'bf5570a6607ad9d728aaab7412d9fd5a508b7222';
        """,
    'FUNCTION pgtrigger_insert_insert_cde7d': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_cde7d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_roundevent ("id", "listed", "year", "period", "deadline", "evidence_rule", "note", "opened_by_id", "opened_at", "closed_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."listed", kept."year", kept."period", kept."deadline", kept."evidence_rule", kept."note", kept."opened_by_id", kept."opened_at", kept."closed_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_cde7d ON "reporting_round";
            CREATE TRIGGER pgtrigger_insert_insert_cde7d AFTER INSERT ON "reporting_round" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_cde7d();

            COMMENT ON TRIGGER pgtrigger_insert_insert_cde7d ON "reporting_round" IS '2e3ad819fd1a6043c57b5f6cca19b688aaf61ed6';
        """,
    'FUNCTION pgtrigger_update_update_00c00': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_00c00() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_roundevent ("id", "listed", "year", "period", "deadline", "evidence_rule", "note", "opened_by_id", "opened_at", "closed_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."listed", kept."year", kept."period", kept."deadline", kept."evidence_rule", kept."note", kept."opened_by_id", kept."opened_at", kept."closed_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_00c00 ON "reporting_round";
            CREATE TRIGGER pgtrigger_update_update_00c00 AFTER UPDATE ON "reporting_round" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_00c00();

            COMMENT ON TRIGGER pgtrigger_update_update_00c00 ON "reporting_round" IS '12a592e1d6467876d7b3e78286a94808387460ed';
        """,
    'FUNCTION pgtrigger_update_update_127d0': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_127d0() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_entryevent ("id", "round_id", "county_id", "indicator_id", "project_id", "site_id", "department_id", "printed_name", "seq", "is_asked", "state", "given_back", "version", "said", "text", "value", "unit", "no_data_reason", "basis", "note", "explanation", "warnings", "batch_id", "cell", "entered_by_id", "entered_at", "signed_by_id", "approved_by_id", "observation_id", "progress_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."round_id", kept."county_id", kept."indicator_id", kept."project_id", kept."site_id", kept."department_id", kept."printed_name", kept."seq", kept."is_asked", kept."state", kept."given_back", kept."version", kept."said", kept."text", kept."value", kept."unit", kept."no_data_reason", kept."basis", kept."note", kept."explanation", kept."warnings", kept."batch_id", kept."cell", kept."entered_by_id", kept."entered_at", kept."signed_by_id", kept."approved_by_id", kept."observation_id", kept."progress_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_127d0 ON "reporting_entry";
            CREATE TRIGGER pgtrigger_update_update_127d0 AFTER UPDATE ON "reporting_entry" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_127d0();

            COMMENT ON TRIGGER pgtrigger_update_update_127d0 ON "reporting_entry" IS 'bb4d6595b549f5e8f919e4fac619bc9c48a70506';
        """,
    'FUNCTION pgtrigger_update_update_34533': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_34533() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_reopeningevent ("id", "entry_id", "fields", "reason", "document_number", "deadline", "by_id", "at", "ended_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."entry_id", kept."fields", kept."reason", kept."document_number", kept."deadline", kept."by_id", kept."at", kept."ended_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_34533 ON "reporting_reopening";
            CREATE TRIGGER pgtrigger_update_update_34533 AFTER UPDATE ON "reporting_reopening" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_34533();

            COMMENT ON TRIGGER pgtrigger_update_update_34533 ON "reporting_reopening" IS '48353146fb1d7f90981a35cbb50061f31a44815b';
        """,
    'FUNCTION pgtrigger_update_update_c92f3': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_c92f3() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_progressevent ("id", "project_id", "year", "period", "said", "text", "stage", "started", "finished", "produced", "ended", "ended_document", "extended_to", "extension_document", "adjusted_yi", "adjustment_document", "year_plan_yi", "money", "evidence", "entered_by_id", "entered_at", "is_demo", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."project_id", kept."year", kept."period", kept."said", kept."text", kept."stage", kept."started", kept."finished", kept."produced", kept."ended", kept."ended_document", kept."extended_to", kept."extension_document", kept."adjusted_yi", kept."adjustment_document", kept."year_plan_yi", kept."money", kept."evidence", kept."entered_by_id", kept."entered_at", kept."is_demo", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_c92f3 ON "projects_progress";
            CREATE TRIGGER pgtrigger_update_update_c92f3 AFTER UPDATE ON "projects_progress" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_c92f3();

            COMMENT ON TRIGGER pgtrigger_update_update_c92f3 ON "projects_progress" IS '2da2b10496e6d689b042817391cf33ae77403149';
        """,
    'POLICIES ON projects_progress': """ALTER TABLE projects_progress ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON projects_progress;
CREATE POLICY scope_select ON projects_progress FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (project_id IN (SELECT id FROM projects_keyproject)));
COMMENT ON POLICY scope_select ON projects_progress IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (project_id IN (SELECT id FROM projects_keyproject)))';
DROP POLICY IF EXISTS scope_insert ON projects_progress;
CREATE POLICY scope_insert ON projects_progress FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON projects_progress IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON projects_progress;
CREATE POLICY scope_update ON projects_progress FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON projects_progress IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON projects_progress;
CREATE POLICY scope_delete ON projects_progress FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON projects_progress IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON projects_progressevent': """ALTER TABLE projects_progressevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON projects_progressevent;
CREATE POLICY scope_select ON projects_progressevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (project_id IN (SELECT id FROM projects_keyproject)));
COMMENT ON POLICY scope_select ON projects_progressevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (project_id IN (SELECT id FROM projects_keyproject)))';
DROP POLICY IF EXISTS scope_insert ON projects_progressevent;
CREATE POLICY scope_insert ON projects_progressevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON projects_progressevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON projects_progressevent;
CREATE POLICY scope_update ON projects_progressevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON projects_progressevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON projects_progressevent;
CREATE POLICY scope_delete ON projects_progressevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON projects_progressevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
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
        ('planning', '0006_safeguards_6'),
        ('plans', '0001_header_choices'),
        ('projects', '0002_one_life'),
        ('reporting', '0004_one_life'),
        ('sessions', '0001_initial'),
    ]
    operations = [
        migrations.RunSQL([*GONE.values(), *SAFEGUARDS.values()], migrations.RunSQL.noop),
    ]
