"""What the database guards, as declared on the day of this migration: written by `manage.py safeguards`."""

from django.db import migrations

SAFEGUARDS = {
    'FUNCTION _pgh_attach_context': """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT NULL::uuid';
""",
    'FUNCTION planning_scope': """
CREATE OR REPLACE FUNCTION planning_scope() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    scope text := current_setting('planning.scope');
BEGIN
    IF scope IN ('city', 'counties', 'door') THEN
        RETURN scope;
    END IF;
    RAISE EXCEPTION 'no scope is set in this transaction (planning.scope is "%")', scope
        USING ERRCODE = 'insufficient_privilege', HINT = 'Enter a scope first: custody.scope.within.';
END $$;
""",
    'FUNCTION planning_counties': """
CREATE OR REPLACE FUNCTION planning_counties() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN planning_scope() = 'counties' THEN current_setting('planning.counties')::bigint[]
        ELSE ARRAY[]::bigint[] END
$$;
""",
    'FUNCTION planning_person': """
CREATE OR REPLACE FUNCTION planning_person() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('planning.person'), '')::bigint WHERE planning_scope() IS NOT NULL
$$;
""",
    'FUNCTION planning_own_roles': """
CREATE OR REPLACE FUNCTION planning_own_roles() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT ARRAY(SELECT id FROM accounts_membership WHERE user_id = planning_person())
$$;
""",
    'FUNCTION accounts_keep_tenure': """
CREATE OR REPLACE FUNCTION accounts_keep_tenure() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'accounts_membership' THEN
        INSERT INTO accounts_tenure (person_id, county_id)
        SELECT NEW.user_id, NEW.county_id
        UNION SELECT deputy_id, NEW.county_id FROM accounts_deputy WHERE membership_id = NEW.id
        ON CONFLICT DO NOTHING;
    ELSE
        INSERT INTO accounts_tenure (person_id, county_id)
        SELECT NEW.deputy_id, county_id FROM accounts_membership WHERE id = NEW.membership_id
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS keep_tenure ON accounts_membership;
CREATE TRIGGER keep_tenure AFTER INSERT OR UPDATE ON accounts_membership
    FOR EACH ROW EXECUTE FUNCTION accounts_keep_tenure();
DROP TRIGGER IF EXISTS keep_tenure ON accounts_deputy;
CREATE TRIGGER keep_tenure AFTER INSERT OR UPDATE ON accounts_deputy
    FOR EACH ROW EXECUTE FUNCTION accounts_keep_tenure();
""",
    'FUNCTION planning_owns_import': """
CREATE OR REPLACE FUNCTION planning_owns_import(batch bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT planning_scope() = 'counties'
        AND EXISTS (
            SELECT FROM imports_importbatch WHERE id = batch AND state = 'applied'
                AND report -> 'problems' = '[]' AND report -> 'counts' -> 'same' = '0'
        )
        AND EXISTS (SELECT FROM indicators_observationevent WHERE batch_id = batch)
        AND NOT EXISTS (
            SELECT FROM indicators_observationevent WHERE batch_id = batch AND county_id <> ALL (planning_counties())
        )
$$;
""",
    'FUNCTION judging_guard_published': """
CREATE OR REPLACE FUNCTION judging_guard_published() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% % is never changed', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER IF EXISTS guard_published ON judging_publication;
CREATE TRIGGER guard_published BEFORE UPDATE OR DELETE ON judging_publication
    FOR EACH ROW EXECUTE FUNCTION judging_guard_published();
DROP TRIGGER IF EXISTS guard_published ON judging_publishedverdict;
CREATE TRIGGER guard_published BEFORE UPDATE OR DELETE ON judging_publishedverdict
    FOR EACH ROW EXECUTE FUNCTION judging_guard_published();
""",
    'FUNCTION reporting_guard_entry': """
CREATE OR REPLACE FUNCTION reporting_guard_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    in_force text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.version > 0 THEN
            RAISE EXCEPTION 'entry % has a life and is never deleted', OLD.id USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'blank' OR NEW.text <> '' THEN
            RAISE EXCEPTION 'an entry begins blank' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.round_id, NEW.county_id, NEW.indicator_id, NEW.site_id)
            IS DISTINCT FROM (OLD.round_id, OLD.county_id, OLD.indicator_id, OLD.site_id) THEN
        RAISE EXCEPTION 'entry % stays the cell that it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('approved', 'reopened'), ('blank', 'approved'), ('blank', 'draft'), ('draft', 'approved'), ('draft', 'blank'), ('draft', 'submitted'), ('reopened', 'approved'), ('reopened', 'blank'), ('reopened', 'draft'), ('returned', 'approved'), ('returned', 'blank'), ('returned', 'draft'), ('signed', 'returned'), ('signed', 'submitted'), ('signed', 'under_review'), ('submitted', 'approved'), ('submitted', 'draft'), ('submitted', 'returned'), ('submitted', 'signed'), ('under_review', 'approved'), ('under_review', 'returned'), ('under_review', 'signed')) THEN
        RAISE EXCEPTION 'entry % does not move from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.state <> OLD.state OR (NEW.text, NEW.value, NEW.unit, NEW.no_data_reason, NEW.basis, NEW.note, NEW.explanation, NEW.entered_by_id, NEW.batch_id, NEW.cell) IS DISTINCT FROM (OLD.text, OLD.value, OLD.unit, OLD.no_data_reason, OLD.basis, OLD.note, OLD.explanation, OLD.entered_by_id, OLD.batch_id, OLD.cell)) AND NEW.version <= OLD.version THEN
        RAISE EXCEPTION 'entry % was changed without a new version', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.text, NEW.value, NEW.unit, NEW.no_data_reason, NEW.basis, NEW.note, NEW.explanation, NEW.entered_by_id, NEW.batch_id, NEW.cell) IS DISTINCT FROM (OLD.text, OLD.value, OLD.unit, OLD.no_data_reason, OLD.basis, OLD.note, OLD.explanation, OLD.entered_by_id, OLD.batch_id, OLD.cell) AND OLD.state NOT IN ('blank', 'draft', 'reopened', 'returned')
            AND NOT (NEW.state = 'approved' AND OLD.state IN ('blank', 'draft', 'reopened', 'returned', 'submitted')) THEN
        RAISE EXCEPTION 'entry % is locked while %', OLD.id, OLD.state USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'approved' AND OLD.state <> 'approved' THEN
        SELECT text INTO in_force FROM indicators_observation WHERE id = NEW.observation_id;
        IF in_force IS DISTINCT FROM NEW.text THEN
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
    IF NEW.observation_id IS DISTINCT FROM OLD.observation_id
            AND NOT (OLD.state = 'under_review' AND NEW.state = 'approved') THEN
        RAISE EXCEPTION 'entry % keeps the figure that it put in force', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS guard_entry ON reporting_entry;
CREATE TRIGGER guard_entry BEFORE INSERT OR UPDATE OR DELETE ON reporting_entry
    FOR EACH ROW EXECUTE FUNCTION reporting_guard_entry();
""",
    'FUNCTION reporting_guard_figure': """
CREATE OR REPLACE FUNCTION reporting_guard_figure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    entry reporting_entry;
BEGIN
    SELECT * INTO entry FROM reporting_entry WHERE observation_id = OLD.id;
    IF NOT FOUND THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'figure % was approved and is never deleted', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.county_id, NEW.indicator_id, NEW.site_id, NEW.year, NEW.period, NEW.plan_indicator_id)
            IS DISTINCT FROM
            (OLD.id, OLD.county_id, OLD.indicator_id, OLD.site_id, OLD.year, OLD.period, OLD.plan_indicator_id) THEN
        RAISE EXCEPTION 'figure % was approved and stays what it measures', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF entry.state = 'under_review' AND (NEW.text, NEW.value, NEW.unit, NEW.no_data_reason)
            IS NOT DISTINCT FROM (entry.text, entry.value, entry.unit, entry.no_data_reason) THEN
        RETURN NEW;
    END IF;
    -- The reason that was given for this very change, in this very transaction.
    IF EXISTS (
        SELECT FROM indicators_correction AS given WHERE given.observation_id = OLD.id
            AND given.before = OLD.text AND given.after = NEW.text AND given.at = transaction_timestamp()
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'figure % was approved: only its re-opened entry or a correction changes it', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER IF EXISTS guard_figure ON indicators_observation;
CREATE TRIGGER guard_figure BEFORE UPDATE OR DELETE ON indicators_observation
    FOR EACH ROW EXECUTE FUNCTION reporting_guard_figure();
""",
    'FUNCTION pgtrigger_delete_delete_04466': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_04466() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_evidenceevent ("id", "entry_id", "file_id", "page", "added_by_id", "added_at", "withdrawn_by_id", "withdrawn_at", "withdrawn_because", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."entry_id", kept."file_id", kept."page", kept."added_by_id", kept."added_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_because", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_04466 ON "reporting_evidence";
            CREATE TRIGGER pgtrigger_delete_delete_04466 AFTER DELETE ON "reporting_evidence" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_04466();

            COMMENT ON TRIGGER pgtrigger_delete_delete_04466 ON "reporting_evidence" IS 'c705e39574387bdd56e983af822b3dcd330ff086';
        """,
    'FUNCTION pgtrigger_delete_delete_19a8f': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_19a8f() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO accounts_membershipevent ("id", "user_id", "role", "county_id", "department_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."user_id", kept."role", kept."county_id", kept."department_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_19a8f ON "accounts_membership";
            CREATE TRIGGER pgtrigger_delete_delete_19a8f AFTER DELETE ON "accounts_membership" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_19a8f();

            COMMENT ON TRIGGER pgtrigger_delete_delete_19a8f ON "accounts_membership" IS '4ad358af1fa3ed2b01c4325b92153742d01f2eb1';
        """,
    'FUNCTION pgtrigger_delete_delete_23dba': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_23dba() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_reopeningevent ("id", "entry_id", "reason", "document_number", "deadline", "by_id", "at", "ended_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."entry_id", kept."reason", kept."document_number", kept."deadline", kept."by_id", kept."at", kept."ended_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_23dba ON "reporting_reopening";
            CREATE TRIGGER pgtrigger_delete_delete_23dba AFTER DELETE ON "reporting_reopening" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_23dba();

            COMMENT ON TRIGGER pgtrigger_delete_delete_23dba ON "reporting_reopening" IS '36351ab9d3fd011d06a4f531f444bcd37250658c';
        """,
    'FUNCTION pgtrigger_delete_delete_251ea': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_251ea() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO judging_reviewerverdictevent ("id", "plan_indicator_id", "year", "status", "reason", "by_id", "at", "superseded_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_indicator_id", kept."year", kept."status", kept."reason", kept."by_id", kept."at", kept."superseded_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_251ea ON "judging_reviewerverdict";
            CREATE TRIGGER pgtrigger_delete_delete_251ea AFTER DELETE ON "judging_reviewerverdict" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_251ea();

            COMMENT ON TRIGGER pgtrigger_delete_delete_251ea ON "judging_reviewerverdict" IS '0aa11fc68c3aface3ab1e354ea616f38513395c2';
        """,
    'FUNCTION pgtrigger_delete_delete_2573d': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_2573d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_projectlistingevent ("id", "project_id", "plan_id", "edition_id", "closed_in_id", "sheet", "row_number", "category", "seq", "name", "name_cell", "investment_text", "investment_unit", "investment_cell", "investment_yi", "investment_problem", "start_text", "finish_text", "start", "finish", "department_texts", "builders", "place", "nature", "content", "extra", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."project_id", kept."plan_id", kept."edition_id", kept."closed_in_id", kept."sheet", kept."row_number", kept."category", kept."seq", kept."name", kept."name_cell", kept."investment_text", kept."investment_unit", kept."investment_cell", kept."investment_yi", kept."investment_problem", kept."start_text", kept."finish_text", kept."start", kept."finish", kept."department_texts", kept."builders", kept."place", kept."nature", kept."content", kept."extra", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_2573d ON "projects_projectlisting";
            CREATE TRIGGER pgtrigger_delete_delete_2573d AFTER DELETE ON "projects_projectlisting" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_2573d();

            COMMENT ON TRIGGER pgtrigger_delete_delete_2573d ON "projects_projectlisting" IS 'a86540854222d9cc54a30a25fdf3acb1d4ce08ec';
        """,
    'FUNCTION pgtrigger_delete_delete_30180': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_30180() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_superiorverdictevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "year", "status", "authority", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."year", kept."status", kept."authority", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_30180 ON "indicators_superiorverdict";
            CREATE TRIGGER pgtrigger_delete_delete_30180 AFTER DELETE ON "indicators_superiorverdict" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_30180();

            COMMENT ON TRIGGER pgtrigger_delete_delete_30180 ON "indicators_superiorverdict" IS 'fe106834ddbe8e0aff736888c1471b2529f43e3d';
        """,
    'FUNCTION pgtrigger_delete_delete_35586': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_35586() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_planeditionevent ("id", "plan_id", "number", "file", "file_name", "sha256", "publisher", "imported_at", "imported_by_id", "statements", "notes", "changes", "problems", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."number", kept."file", kept."file_name", kept."sha256", kept."publisher", kept."imported_at", kept."imported_by_id", kept."statements", kept."notes", kept."changes", kept."problems", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_35586 ON "counties_planedition";
            CREATE TRIGGER pgtrigger_delete_delete_35586 AFTER DELETE ON "counties_planedition" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_35586();

            COMMENT ON TRIGGER pgtrigger_delete_delete_35586 ON "counties_planedition" IS 'bd4c45e8f51baace9520914df81db9f12d0d8895';
        """,
    'FUNCTION pgtrigger_delete_delete_35cbf': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_35cbf() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_countyevent ("id", "code", "name", "short_name", "parent_id", "aliases", "area_km2", "area_source", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."code", kept."name", kept."short_name", kept."parent_id", kept."aliases", kept."area_km2", kept."area_source", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_35cbf ON "counties_county";
            CREATE TRIGGER pgtrigger_delete_delete_35cbf AFTER DELETE ON "counties_county" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_35cbf();

            COMMENT ON TRIGGER pgtrigger_delete_delete_35cbf ON "counties_county" IS '337f2118196c3a56de8769c4462e869a79021e81';
        """,
    'FUNCTION pgtrigger_delete_delete_3f0a8': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_3f0a8() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_partevent ("id", "whole_id", "part_id", "is_exhaustive", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."whole_id", kept."part_id", kept."is_exhaustive", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_3f0a8 ON "indicators_part";
            CREATE TRIGGER pgtrigger_delete_delete_3f0a8 AFTER DELETE ON "indicators_part" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_3f0a8();

            COMMENT ON TRIGGER pgtrigger_delete_delete_3f0a8 ON "indicators_part" IS '17f6656cd8a4ac558da587ab2dc4e0ee6bab42aa';
        """,
    'FUNCTION pgtrigger_delete_delete_4246f': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_4246f() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_annualtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "year", "text", "scope", "authority", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."year", kept."text", kept."scope", kept."authority", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_4246f ON "indicators_annualtarget";
            CREATE TRIGGER pgtrigger_delete_delete_4246f AFTER DELETE ON "indicators_annualtarget" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_4246f();

            COMMENT ON TRIGGER pgtrigger_delete_delete_4246f ON "indicators_annualtarget" IS 'fb5e01911faa37b311c3548ea53ddd1a177024f8';
        """,
    'FUNCTION pgtrigger_delete_delete_4682d': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_4682d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_listingfindingevent ("id", "projectlisting_id", "finding_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."projectlisting_id", kept."finding_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_4682d ON "projects_projectlisting_findings";
            CREATE TRIGGER pgtrigger_delete_delete_4682d AFTER DELETE ON "projects_projectlisting_findings" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_4682d();

            COMMENT ON TRIGGER pgtrigger_delete_delete_4682d ON "projects_projectlisting_findings" IS 'eccfa9c9dbca0c49732f1db2ae1e72abe563d4dc';
        """,
    'FUNCTION pgtrigger_delete_delete_4aaaf': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_4aaaf() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_evidencefileevent ("id", "county_id", "file", "file_name", "content_type", "size", "sha256", "document_number", "uploaded_by_id", "uploaded_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."file", kept."file_name", kept."content_type", kept."size", kept."sha256", kept."document_number", kept."uploaded_by_id", kept."uploaded_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_4aaaf ON "reporting_evidencefile";
            CREATE TRIGGER pgtrigger_delete_delete_4aaaf AFTER DELETE ON "reporting_evidencefile" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_4aaaf();

            COMMENT ON TRIGGER pgtrigger_delete_delete_4aaaf ON "reporting_evidencefile" IS '50c0eb35726541ff3426c09a3e2d8313bced656b';
        """,
    'FUNCTION pgtrigger_delete_delete_4f9b7': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_4f9b7() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_siteevent ("id", "county_id", "name", "aliases", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."name", kept."aliases", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_4f9b7 ON "indicators_site";
            CREATE TRIGGER pgtrigger_delete_delete_4f9b7 AFTER DELETE ON "indicators_site" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_4f9b7();

            COMMENT ON TRIGGER pgtrigger_delete_delete_4f9b7 ON "indicators_site" IS '85c00ce71970b04c95c4926f31284a84b7b42cc2';
        """,
    'FUNCTION pgtrigger_delete_delete_563b9': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_563b9() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_planevent ("id", "key", "county_id", "title", "short_title", "period_start", "period_end", "base_year", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."key", kept."county_id", kept."title", kept."short_title", kept."period_start", kept."period_end", kept."base_year", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_563b9 ON "counties_plan";
            CREATE TRIGGER pgtrigger_delete_delete_563b9 AFTER DELETE ON "counties_plan" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_563b9();

            COMMENT ON TRIGGER pgtrigger_delete_delete_563b9 ON "counties_plan" IS 'f5b801d54396e6594eb42dd7604de017fe659de6';
        """,
    'FUNCTION pgtrigger_delete_delete_5987e': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_5987e() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_rowfindingevent ("id", "planindicator_id", "finding_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."planindicator_id", kept."finding_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_5987e ON "indicators_planindicator_findings";
            CREATE TRIGGER pgtrigger_delete_delete_5987e AFTER DELETE ON "indicators_planindicator_findings" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_5987e();

            COMMENT ON TRIGGER pgtrigger_delete_delete_5987e ON "indicators_planindicator_findings" IS 'fd0c62a064db138eca0158f29ec0e5e40db5befe';
        """,
    'FUNCTION pgtrigger_delete_delete_5a3f5': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_5a3f5() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_rowdepartmentevent ("id", "planindicator_id", "department_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."planindicator_id", kept."department_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_5a3f5 ON "indicators_planindicator_departments";
            CREATE TRIGGER pgtrigger_delete_delete_5a3f5 AFTER DELETE ON "indicators_planindicator_departments" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_5a3f5();

            COMMENT ON TRIGGER pgtrigger_delete_delete_5a3f5 ON "indicators_planindicator_departments" IS 'ef646c51588d276aa4d4f387697304a6e9a1d1aa';
        """,
    'FUNCTION pgtrigger_delete_delete_62d53': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_62d53() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_keyprojectevent ("id", "county_id", "name", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."name", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_62d53 ON "projects_keyproject";
            CREATE TRIGGER pgtrigger_delete_delete_62d53 AFTER DELETE ON "projects_keyproject" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_62d53();

            COMMENT ON TRIGGER pgtrigger_delete_delete_62d53 ON "projects_keyproject" IS 'e87859bc6307ff1dbd771ff7ecea116799ecf190';
        """,
    'FUNCTION pgtrigger_delete_delete_66c17': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_66c17() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_departmentevent ("id", "code", "name", "aliases", "order", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."code", kept."name", kept."aliases", kept."order", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_66c17 ON "counties_department";
            CREATE TRIGGER pgtrigger_delete_delete_66c17 AFTER DELETE ON "counties_department" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_66c17();

            COMMENT ON TRIGGER pgtrigger_delete_delete_66c17 ON "counties_department" IS '66cdbb26d47f97bbb47a4f2634c4c98542b35230';
        """,
    'FUNCTION pgtrigger_delete_delete_70217': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_70217() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_roundevent ("id", "year", "deadline", "evidence_rule", "note", "opened_by_id", "opened_at", "closed_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."year", kept."deadline", kept."evidence_rule", kept."note", kept."opened_by_id", kept."opened_at", kept."closed_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_70217 ON "reporting_round";
            CREATE TRIGGER pgtrigger_delete_delete_70217 AFTER DELETE ON "reporting_round" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_70217();

            COMMENT ON TRIGGER pgtrigger_delete_delete_70217 ON "reporting_round" IS 'bf8ae92c88ee52d4fab03f3d36566d1cdad823db';
        """,
    'FUNCTION pgtrigger_delete_delete_728af': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_728af() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_planindicatorevent ("id", "plan_id", "edition_id", "closed_in_id", "indicator_id", "site_id", "is_repeat", "sheet", "row_number", "table", "seq", "level1", "level2", "printed_name", "name", "unit", "name_cell", "baseline_text", "baseline_year", "baseline_cell", "baseline_inherited", "baseline_basis", "target_text", "target_year", "target_cell", "target_inherited", "final_text", "final_cell", "claim", "attribute", "data_source", "extra", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."edition_id", kept."closed_in_id", kept."indicator_id", kept."site_id", kept."is_repeat", kept."sheet", kept."row_number", kept."table", kept."seq", kept."level1", kept."level2", kept."printed_name", kept."name", kept."unit", kept."name_cell", kept."baseline_text", kept."baseline_year", kept."baseline_cell", kept."baseline_inherited", kept."baseline_basis", kept."target_text", kept."target_year", kept."target_cell", kept."target_inherited", kept."final_text", kept."final_cell", kept."claim", kept."attribute", kept."data_source", kept."extra", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_728af ON "indicators_planindicator";
            CREATE TRIGGER pgtrigger_delete_delete_728af AFTER DELETE ON "indicators_planindicator" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_728af();

            COMMENT ON TRIGGER pgtrigger_delete_delete_728af ON "indicators_planindicator" IS '38c3c34d25ae24417f191753ce64a9f1ea319de2';
        """,
    'FUNCTION pgtrigger_delete_delete_72aa9': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_72aa9() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_assignedtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "text", "authority", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."text", kept."authority", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_72aa9 ON "indicators_assignedtarget";
            CREATE TRIGGER pgtrigger_delete_delete_72aa9 AFTER DELETE ON "indicators_assignedtarget" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_72aa9();

            COMMENT ON TRIGGER pgtrigger_delete_delete_72aa9 ON "indicators_assignedtarget" IS '42c16f51ee75f305e370f54f63d7edcbf79f849e';
        """,
    'FUNCTION pgtrigger_delete_delete_91b3d': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_91b3d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_entryevent ("id", "round_id", "county_id", "indicator_id", "site_id", "department_id", "printed_name", "seq", "is_asked", "state", "given_back", "version", "text", "value", "unit", "no_data_reason", "basis", "note", "explanation", "warnings", "batch_id", "cell", "entered_by_id", "entered_at", "signed_by_id", "approved_by_id", "observation_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."round_id", kept."county_id", kept."indicator_id", kept."site_id", kept."department_id", kept."printed_name", kept."seq", kept."is_asked", kept."state", kept."given_back", kept."version", kept."text", kept."value", kept."unit", kept."no_data_reason", kept."basis", kept."note", kept."explanation", kept."warnings", kept."batch_id", kept."cell", kept."entered_by_id", kept."entered_at", kept."signed_by_id", kept."approved_by_id", kept."observation_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_91b3d ON "reporting_entry";
            CREATE TRIGGER pgtrigger_delete_delete_91b3d AFTER DELETE ON "reporting_entry" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_91b3d();

            COMMENT ON TRIGGER pgtrigger_delete_delete_91b3d ON "reporting_entry" IS 'ef224cd5e729dd826982a3915791bb9058642a81';
        """,
    'FUNCTION pgtrigger_delete_delete_9cc68': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_9cc68() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO accounts_deputyevent ("id", "membership_id", "deputy_id", "starts_on", "ends_on", "reason", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."membership_id", kept."deputy_id", kept."starts_on", kept."ends_on", kept."reason", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_9cc68 ON "accounts_deputy";
            CREATE TRIGGER pgtrigger_delete_delete_9cc68 AFTER DELETE ON "accounts_deputy" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_9cc68();

            COMMENT ON TRIGGER pgtrigger_delete_delete_9cc68 ON "accounts_deputy" IS '1d1e36283e56fd53908efe9fac4677afe8fd89ad';
        """,
    'FUNCTION pgtrigger_delete_delete_ad57a': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_ad57a() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO judging_attainmentevent ("id", "plan_indicator_id", "year", "status", "colour", "reason", "completion", "pace", "required", "gap", "needed_per_year", "margin", "headroom_used", "data_year", "flags", "linear_status", "explanation", "value_text", "target_text", "observation_id", "uses_demo", "edition_id", "rules_version", "generation", "computed_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_indicator_id", kept."year", kept."status", kept."colour", kept."reason", kept."completion", kept."pace", kept."required", kept."gap", kept."needed_per_year", kept."margin", kept."headroom_used", kept."data_year", kept."flags", kept."linear_status", kept."explanation", kept."value_text", kept."target_text", kept."observation_id", kept."uses_demo", kept."edition_id", kept."rules_version", kept."generation", kept."computed_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_ad57a ON "judging_attainment";
            CREATE TRIGGER pgtrigger_delete_delete_ad57a AFTER DELETE ON "judging_attainment" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_ad57a();

            COMMENT ON TRIGGER pgtrigger_delete_delete_ad57a ON "judging_attainment" IS '4ee905677edf30219b78ce1ab31068ed04951c86';
        """,
    'FUNCTION pgtrigger_delete_delete_b4faa': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_b4faa() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_planmappingevent ("id", "plan_id", "table", "seq", "printed_name", "indicator_id", "site_name", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."table", kept."seq", kept."printed_name", kept."indicator_id", kept."site_name", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_b4faa ON "indicators_planmapping";
            CREATE TRIGGER pgtrigger_delete_delete_b4faa AFTER DELETE ON "indicators_planmapping" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_b4faa();

            COMMENT ON TRIGGER pgtrigger_delete_delete_b4faa ON "indicators_planmapping" IS 'fbd6af98cdae83a8877c9e1f50539c23c0f2bd0e';
        """,
    'FUNCTION pgtrigger_delete_delete_d470f': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_d470f() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_findingevent ("id", "county_id", "plan_id", "rule", "subject", "severity", "message", "cells", "doubt", "fingerprint", "found_at", "gone_at", "decision", "decision_reason", "decided_by_id", "decided_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."plan_id", kept."rule", kept."subject", kept."severity", kept."message", kept."cells", kept."doubt", kept."fingerprint", kept."found_at", kept."gone_at", kept."decision", kept."decision_reason", kept."decided_by_id", kept."decided_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_d470f ON "counties_finding";
            CREATE TRIGGER pgtrigger_delete_delete_d470f AFTER DELETE ON "counties_finding" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_d470f();

            COMMENT ON TRIGGER pgtrigger_delete_delete_d470f ON "counties_finding" IS '45f5e5037e4d5e23dcf2813784614c46f5b14024';
        """,
    'FUNCTION pgtrigger_delete_delete_e09f2': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_e09f2() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_observationevent ("id", "county_id", "indicator_id", "site_id", "year", "period", "basis", "plan_indicator_id", "text", "value", "unit", "no_data_reason", "batch_id", "file_name", "sheet", "cell", "cited_source", "note", "is_demo", "entered_by_id", "entered_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."indicator_id", kept."site_id", kept."year", kept."period", kept."basis", kept."plan_indicator_id", kept."text", kept."value", kept."unit", kept."no_data_reason", kept."batch_id", kept."file_name", kept."sheet", kept."cell", kept."cited_source", kept."note", kept."is_demo", kept."entered_by_id", kept."entered_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_e09f2 ON "indicators_observation";
            CREATE TRIGGER pgtrigger_delete_delete_e09f2 AFTER DELETE ON "indicators_observation" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_e09f2();

            COMMENT ON TRIGGER pgtrigger_delete_delete_e09f2 ON "indicators_observation" IS 'd641c6e4a1c3d29c82ba986552085cef13656e3a';
        """,
    'FUNCTION pgtrigger_delete_delete_e0eda': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_e0eda() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_listingdepartmentevent ("id", "projectlisting_id", "department_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."projectlisting_id", kept."department_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_e0eda ON "projects_projectlisting_departments";
            CREATE TRIGGER pgtrigger_delete_delete_e0eda AFTER DELETE ON "projects_projectlisting_departments" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_e0eda();

            COMMENT ON TRIGGER pgtrigger_delete_delete_e0eda ON "projects_projectlisting_departments" IS '14916b371cf07479f723b22ee9a7ae93238eb78a';
        """,
    'FUNCTION pgtrigger_delete_delete_f068f': """
            CREATE OR REPLACE FUNCTION pgtrigger_delete_delete_f068f() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_indicatorevent ("id", "code", "name", "unit", "direction", "decimals", "compare", "values", "level1", "level2", "order", "aliases", "default_department_id", "needs_evidence", "observed_only", "minimum", "maximum", "note", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."code", kept."name", kept."unit", kept."direction", kept."decimals", kept."compare", kept."values", kept."level1", kept."level2", kept."order", kept."aliases", kept."default_department_id", kept."needs_evidence", kept."observed_only", kept."minimum", kept."maximum", kept."note", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'delete', kept."id" FROM old_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_f068f ON "indicators_indicator";
            CREATE TRIGGER pgtrigger_delete_delete_f068f AFTER DELETE ON "indicators_indicator" REFERENCING OLD TABLE AS old_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_delete_delete_f068f();

            COMMENT ON TRIGGER pgtrigger_delete_delete_f068f ON "indicators_indicator" IS '0f1390736e3fbb1e7dfc250ee76ddb8521761668';
        """,
    'FUNCTION pgtrigger_insert_insert_01310': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_01310() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO accounts_deputyevent ("id", "membership_id", "deputy_id", "starts_on", "ends_on", "reason", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."membership_id", kept."deputy_id", kept."starts_on", kept."ends_on", kept."reason", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_01310 ON "accounts_deputy";
            CREATE TRIGGER pgtrigger_insert_insert_01310 AFTER INSERT ON "accounts_deputy" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_01310();

            COMMENT ON TRIGGER pgtrigger_insert_insert_01310 ON "accounts_deputy" IS '4f0bae81cdb00062ed0c86c12468f48ca476aa14';
        """,
    'FUNCTION pgtrigger_insert_insert_07263': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_07263() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_planindicatorevent ("id", "plan_id", "edition_id", "closed_in_id", "indicator_id", "site_id", "is_repeat", "sheet", "row_number", "table", "seq", "level1", "level2", "printed_name", "name", "unit", "name_cell", "baseline_text", "baseline_year", "baseline_cell", "baseline_inherited", "baseline_basis", "target_text", "target_year", "target_cell", "target_inherited", "final_text", "final_cell", "claim", "attribute", "data_source", "extra", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."edition_id", kept."closed_in_id", kept."indicator_id", kept."site_id", kept."is_repeat", kept."sheet", kept."row_number", kept."table", kept."seq", kept."level1", kept."level2", kept."printed_name", kept."name", kept."unit", kept."name_cell", kept."baseline_text", kept."baseline_year", kept."baseline_cell", kept."baseline_inherited", kept."baseline_basis", kept."target_text", kept."target_year", kept."target_cell", kept."target_inherited", kept."final_text", kept."final_cell", kept."claim", kept."attribute", kept."data_source", kept."extra", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_07263 ON "indicators_planindicator";
            CREATE TRIGGER pgtrigger_insert_insert_07263 AFTER INSERT ON "indicators_planindicator" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_07263();

            COMMENT ON TRIGGER pgtrigger_insert_insert_07263 ON "indicators_planindicator" IS '88595a80f807cb2c4c929470795e17f903f339ee';
        """,
    'FUNCTION pgtrigger_insert_insert_10ff5': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_10ff5() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_listingdepartmentevent ("id", "projectlisting_id", "department_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."projectlisting_id", kept."department_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_10ff5 ON "projects_projectlisting_departments";
            CREATE TRIGGER pgtrigger_insert_insert_10ff5 AFTER INSERT ON "projects_projectlisting_departments" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_10ff5();

            COMMENT ON TRIGGER pgtrigger_insert_insert_10ff5 ON "projects_projectlisting_departments" IS 'f5f20f30ce59148d282a902ae01b174a21b4f797';
        """,
    'FUNCTION pgtrigger_insert_insert_1ab79': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_1ab79() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_planevent ("id", "key", "county_id", "title", "short_title", "period_start", "period_end", "base_year", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."key", kept."county_id", kept."title", kept."short_title", kept."period_start", kept."period_end", kept."base_year", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_1ab79 ON "counties_plan";
            CREATE TRIGGER pgtrigger_insert_insert_1ab79 AFTER INSERT ON "counties_plan" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_1ab79();

            COMMENT ON TRIGGER pgtrigger_insert_insert_1ab79 ON "counties_plan" IS '14f4a28318a044cf27b6b4433fa0c5752b87f387';
        """,
    'FUNCTION pgtrigger_insert_insert_28b19': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_28b19() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_annualtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "year", "text", "scope", "authority", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."year", kept."text", kept."scope", kept."authority", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_28b19 ON "indicators_annualtarget";
            CREATE TRIGGER pgtrigger_insert_insert_28b19 AFTER INSERT ON "indicators_annualtarget" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_28b19();

            COMMENT ON TRIGGER pgtrigger_insert_insert_28b19 ON "indicators_annualtarget" IS '2d7db071a1fdbfb6402f8b352c3d1e6a9aa886b7';
        """,
    'FUNCTION pgtrigger_insert_insert_28b6c': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_28b6c() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_reopeningevent ("id", "entry_id", "reason", "document_number", "deadline", "by_id", "at", "ended_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."entry_id", kept."reason", kept."document_number", kept."deadline", kept."by_id", kept."at", kept."ended_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_28b6c ON "reporting_reopening";
            CREATE TRIGGER pgtrigger_insert_insert_28b6c AFTER INSERT ON "reporting_reopening" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_28b6c();

            COMMENT ON TRIGGER pgtrigger_insert_insert_28b6c ON "reporting_reopening" IS 'b9208922bc640e1fab2f089c2be0f7b49620d121';
        """,
    'FUNCTION pgtrigger_insert_insert_2ff95': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_2ff95() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_listingfindingevent ("id", "projectlisting_id", "finding_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."projectlisting_id", kept."finding_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_2ff95 ON "projects_projectlisting_findings";
            CREATE TRIGGER pgtrigger_insert_insert_2ff95 AFTER INSERT ON "projects_projectlisting_findings" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_2ff95();

            COMMENT ON TRIGGER pgtrigger_insert_insert_2ff95 ON "projects_projectlisting_findings" IS 'ffbc7f827e3df212cc39be81c8973ba2d94196ed';
        """,
    'FUNCTION pgtrigger_insert_insert_3ad48': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_3ad48() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_evidencefileevent ("id", "county_id", "file", "file_name", "content_type", "size", "sha256", "document_number", "uploaded_by_id", "uploaded_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."file", kept."file_name", kept."content_type", kept."size", kept."sha256", kept."document_number", kept."uploaded_by_id", kept."uploaded_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_3ad48 ON "reporting_evidencefile";
            CREATE TRIGGER pgtrigger_insert_insert_3ad48 AFTER INSERT ON "reporting_evidencefile" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_3ad48();

            COMMENT ON TRIGGER pgtrigger_insert_insert_3ad48 ON "reporting_evidencefile" IS '81e3e4ce2bc79fcd16541f3e46d541819b24ea31';
        """,
    'FUNCTION pgtrigger_insert_insert_49e45': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_49e45() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_evidenceevent ("id", "entry_id", "file_id", "page", "added_by_id", "added_at", "withdrawn_by_id", "withdrawn_at", "withdrawn_because", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."entry_id", kept."file_id", kept."page", kept."added_by_id", kept."added_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_because", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_49e45 ON "reporting_evidence";
            CREATE TRIGGER pgtrigger_insert_insert_49e45 AFTER INSERT ON "reporting_evidence" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_49e45();

            COMMENT ON TRIGGER pgtrigger_insert_insert_49e45 ON "reporting_evidence" IS '22f519d3bdf4146bb304fbcf914779c3c3826249';
        """,
    'FUNCTION pgtrigger_insert_insert_599d2': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_599d2() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_assignedtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "text", "authority", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."text", kept."authority", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_599d2 ON "indicators_assignedtarget";
            CREATE TRIGGER pgtrigger_insert_insert_599d2 AFTER INSERT ON "indicators_assignedtarget" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_599d2();

            COMMENT ON TRIGGER pgtrigger_insert_insert_599d2 ON "indicators_assignedtarget" IS '5a0c739e336f6746c0e7d5761d8218ba7074875b';
        """,
    'FUNCTION pgtrigger_insert_insert_67e94': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_67e94() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_planmappingevent ("id", "plan_id", "table", "seq", "printed_name", "indicator_id", "site_name", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."table", kept."seq", kept."printed_name", kept."indicator_id", kept."site_name", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_67e94 ON "indicators_planmapping";
            CREATE TRIGGER pgtrigger_insert_insert_67e94 AFTER INSERT ON "indicators_planmapping" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_67e94();

            COMMENT ON TRIGGER pgtrigger_insert_insert_67e94 ON "indicators_planmapping" IS '2a10a5d7b7341ac30d820c5a61fd065948b844ae';
        """,
    'FUNCTION pgtrigger_insert_insert_69347': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_69347() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_findingevent ("id", "county_id", "plan_id", "rule", "subject", "severity", "message", "cells", "doubt", "fingerprint", "found_at", "gone_at", "decision", "decision_reason", "decided_by_id", "decided_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."plan_id", kept."rule", kept."subject", kept."severity", kept."message", kept."cells", kept."doubt", kept."fingerprint", kept."found_at", kept."gone_at", kept."decision", kept."decision_reason", kept."decided_by_id", kept."decided_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_69347 ON "counties_finding";
            CREATE TRIGGER pgtrigger_insert_insert_69347 AFTER INSERT ON "counties_finding" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_69347();

            COMMENT ON TRIGGER pgtrigger_insert_insert_69347 ON "counties_finding" IS '8150aa02fd59a173f862c92570c8448bd64081f8';
        """,
    'FUNCTION pgtrigger_insert_insert_6ab67': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_6ab67() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_indicatorevent ("id", "code", "name", "unit", "direction", "decimals", "compare", "values", "level1", "level2", "order", "aliases", "default_department_id", "needs_evidence", "observed_only", "minimum", "maximum", "note", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."code", kept."name", kept."unit", kept."direction", kept."decimals", kept."compare", kept."values", kept."level1", kept."level2", kept."order", kept."aliases", kept."default_department_id", kept."needs_evidence", kept."observed_only", kept."minimum", kept."maximum", kept."note", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_6ab67 ON "indicators_indicator";
            CREATE TRIGGER pgtrigger_insert_insert_6ab67 AFTER INSERT ON "indicators_indicator" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_6ab67();

            COMMENT ON TRIGGER pgtrigger_insert_insert_6ab67 ON "indicators_indicator" IS '2974fa8c62720e4d992ef213d1ccfb352ba9abde';
        """,
    'FUNCTION pgtrigger_insert_insert_7251b': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_7251b() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_departmentevent ("id", "code", "name", "aliases", "order", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."code", kept."name", kept."aliases", kept."order", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_7251b ON "counties_department";
            CREATE TRIGGER pgtrigger_insert_insert_7251b AFTER INSERT ON "counties_department" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_7251b();

            COMMENT ON TRIGGER pgtrigger_insert_insert_7251b ON "counties_department" IS '82a0c3537350160af84c74959b2d0d0cd8f6b6ed';
        """,
    'FUNCTION pgtrigger_insert_insert_76723': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_76723() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_superiorverdictevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "year", "status", "authority", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."year", kept."status", kept."authority", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_76723 ON "indicators_superiorverdict";
            CREATE TRIGGER pgtrigger_insert_insert_76723 AFTER INSERT ON "indicators_superiorverdict" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_76723();

            COMMENT ON TRIGGER pgtrigger_insert_insert_76723 ON "indicators_superiorverdict" IS '31a89fda1595a330a1b490d55cafb5cb50b8ae26';
        """,
    'FUNCTION pgtrigger_insert_insert_8903c': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_8903c() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_siteevent ("id", "county_id", "name", "aliases", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."name", kept."aliases", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_8903c ON "indicators_site";
            CREATE TRIGGER pgtrigger_insert_insert_8903c AFTER INSERT ON "indicators_site" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_8903c();

            COMMENT ON TRIGGER pgtrigger_insert_insert_8903c ON "indicators_site" IS '2cda78e28cf3291b2dee1e92f23920a292ac02cc';
        """,
    'FUNCTION pgtrigger_insert_insert_923c1': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_923c1() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_keyprojectevent ("id", "county_id", "name", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."name", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_923c1 ON "projects_keyproject";
            CREATE TRIGGER pgtrigger_insert_insert_923c1 AFTER INSERT ON "projects_keyproject" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_923c1();

            COMMENT ON TRIGGER pgtrigger_insert_insert_923c1 ON "projects_keyproject" IS 'fc9035b0fd913aa6deb0141f49b336a9098139ec';
        """,
    'FUNCTION pgtrigger_insert_insert_9b752': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_9b752() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_rowdepartmentevent ("id", "planindicator_id", "department_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."planindicator_id", kept."department_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_9b752 ON "indicators_planindicator_departments";
            CREATE TRIGGER pgtrigger_insert_insert_9b752 AFTER INSERT ON "indicators_planindicator_departments" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_9b752();

            COMMENT ON TRIGGER pgtrigger_insert_insert_9b752 ON "indicators_planindicator_departments" IS '00af8cf5af7e475b2d466b5630aae06e69a9f7a5';
        """,
    'FUNCTION pgtrigger_insert_insert_9cba1': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_9cba1() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_projectlistingevent ("id", "project_id", "plan_id", "edition_id", "closed_in_id", "sheet", "row_number", "category", "seq", "name", "name_cell", "investment_text", "investment_unit", "investment_cell", "investment_yi", "investment_problem", "start_text", "finish_text", "start", "finish", "department_texts", "builders", "place", "nature", "content", "extra", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."project_id", kept."plan_id", kept."edition_id", kept."closed_in_id", kept."sheet", kept."row_number", kept."category", kept."seq", kept."name", kept."name_cell", kept."investment_text", kept."investment_unit", kept."investment_cell", kept."investment_yi", kept."investment_problem", kept."start_text", kept."finish_text", kept."start", kept."finish", kept."department_texts", kept."builders", kept."place", kept."nature", kept."content", kept."extra", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_9cba1 ON "projects_projectlisting";
            CREATE TRIGGER pgtrigger_insert_insert_9cba1 AFTER INSERT ON "projects_projectlisting" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_9cba1();

            COMMENT ON TRIGGER pgtrigger_insert_insert_9cba1 ON "projects_projectlisting" IS '04e5c9a2873f833b665dd65eabd1759863bf6890';
        """,
    'FUNCTION pgtrigger_insert_insert_a0b35': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_a0b35() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO judging_attainmentevent ("id", "plan_indicator_id", "year", "status", "colour", "reason", "completion", "pace", "required", "gap", "needed_per_year", "margin", "headroom_used", "data_year", "flags", "linear_status", "explanation", "value_text", "target_text", "observation_id", "uses_demo", "edition_id", "rules_version", "generation", "computed_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_indicator_id", kept."year", kept."status", kept."colour", kept."reason", kept."completion", kept."pace", kept."required", kept."gap", kept."needed_per_year", kept."margin", kept."headroom_used", kept."data_year", kept."flags", kept."linear_status", kept."explanation", kept."value_text", kept."target_text", kept."observation_id", kept."uses_demo", kept."edition_id", kept."rules_version", kept."generation", kept."computed_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_a0b35 ON "judging_attainment";
            CREATE TRIGGER pgtrigger_insert_insert_a0b35 AFTER INSERT ON "judging_attainment" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_a0b35();

            COMMENT ON TRIGGER pgtrigger_insert_insert_a0b35 ON "judging_attainment" IS 'e3d772c155ca5c00fbd686d9ff8961a9b9ea199d';
        """,
    'FUNCTION pgtrigger_insert_insert_ad274': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_ad274() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO judging_reviewerverdictevent ("id", "plan_indicator_id", "year", "status", "reason", "by_id", "at", "superseded_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_indicator_id", kept."year", kept."status", kept."reason", kept."by_id", kept."at", kept."superseded_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_ad274 ON "judging_reviewerverdict";
            CREATE TRIGGER pgtrigger_insert_insert_ad274 AFTER INSERT ON "judging_reviewerverdict" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_ad274();

            COMMENT ON TRIGGER pgtrigger_insert_insert_ad274 ON "judging_reviewerverdict" IS '5e3efd8f1bac9999d8341b6290cb73291957b092';
        """,
    'FUNCTION pgtrigger_insert_insert_c3a35': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_c3a35() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_entryevent ("id", "round_id", "county_id", "indicator_id", "site_id", "department_id", "printed_name", "seq", "is_asked", "state", "given_back", "version", "text", "value", "unit", "no_data_reason", "basis", "note", "explanation", "warnings", "batch_id", "cell", "entered_by_id", "entered_at", "signed_by_id", "approved_by_id", "observation_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."round_id", kept."county_id", kept."indicator_id", kept."site_id", kept."department_id", kept."printed_name", kept."seq", kept."is_asked", kept."state", kept."given_back", kept."version", kept."text", kept."value", kept."unit", kept."no_data_reason", kept."basis", kept."note", kept."explanation", kept."warnings", kept."batch_id", kept."cell", kept."entered_by_id", kept."entered_at", kept."signed_by_id", kept."approved_by_id", kept."observation_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_c3a35 ON "reporting_entry";
            CREATE TRIGGER pgtrigger_insert_insert_c3a35 AFTER INSERT ON "reporting_entry" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_c3a35();

            COMMENT ON TRIGGER pgtrigger_insert_insert_c3a35 ON "reporting_entry" IS '77f5748ee788f3b10a19f7bbbfe7fc79f9a39c8b';
        """,
    'FUNCTION pgtrigger_insert_insert_cde7d': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_cde7d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_roundevent ("id", "year", "deadline", "evidence_rule", "note", "opened_by_id", "opened_at", "closed_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."year", kept."deadline", kept."evidence_rule", kept."note", kept."opened_by_id", kept."opened_at", kept."closed_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_cde7d ON "reporting_round";
            CREATE TRIGGER pgtrigger_insert_insert_cde7d AFTER INSERT ON "reporting_round" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_cde7d();

            COMMENT ON TRIGGER pgtrigger_insert_insert_cde7d ON "reporting_round" IS 'c8442b66a2cd27fe6ae2dbc10530980c6a7343c3';
        """,
    'FUNCTION pgtrigger_insert_insert_e2b9e': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_e2b9e() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_observationevent ("id", "county_id", "indicator_id", "site_id", "year", "period", "basis", "plan_indicator_id", "text", "value", "unit", "no_data_reason", "batch_id", "file_name", "sheet", "cell", "cited_source", "note", "is_demo", "entered_by_id", "entered_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."indicator_id", kept."site_id", kept."year", kept."period", kept."basis", kept."plan_indicator_id", kept."text", kept."value", kept."unit", kept."no_data_reason", kept."batch_id", kept."file_name", kept."sheet", kept."cell", kept."cited_source", kept."note", kept."is_demo", kept."entered_by_id", kept."entered_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_e2b9e ON "indicators_observation";
            CREATE TRIGGER pgtrigger_insert_insert_e2b9e AFTER INSERT ON "indicators_observation" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_e2b9e();

            COMMENT ON TRIGGER pgtrigger_insert_insert_e2b9e ON "indicators_observation" IS 'fc8e8668a17aef8830648e50c1b8fbec0cfd289a';
        """,
    'FUNCTION pgtrigger_insert_insert_e364d': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_e364d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_partevent ("id", "whole_id", "part_id", "is_exhaustive", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."whole_id", kept."part_id", kept."is_exhaustive", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_e364d ON "indicators_part";
            CREATE TRIGGER pgtrigger_insert_insert_e364d AFTER INSERT ON "indicators_part" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_e364d();

            COMMENT ON TRIGGER pgtrigger_insert_insert_e364d ON "indicators_part" IS '2f2faf98597e77efb870a6db2ea48e7f379c9dd8';
        """,
    'FUNCTION pgtrigger_insert_insert_e8954': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_e8954() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_rowfindingevent ("id", "planindicator_id", "finding_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."planindicator_id", kept."finding_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_e8954 ON "indicators_planindicator_findings";
            CREATE TRIGGER pgtrigger_insert_insert_e8954 AFTER INSERT ON "indicators_planindicator_findings" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_e8954();

            COMMENT ON TRIGGER pgtrigger_insert_insert_e8954 ON "indicators_planindicator_findings" IS 'ebf852c2d64d5a238f89efbe87de05974347ffd6';
        """,
    'FUNCTION pgtrigger_insert_insert_eab6d': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_eab6d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_planeditionevent ("id", "plan_id", "number", "file", "file_name", "sha256", "publisher", "imported_at", "imported_by_id", "statements", "notes", "changes", "problems", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."number", kept."file", kept."file_name", kept."sha256", kept."publisher", kept."imported_at", kept."imported_by_id", kept."statements", kept."notes", kept."changes", kept."problems", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_eab6d ON "counties_planedition";
            CREATE TRIGGER pgtrigger_insert_insert_eab6d AFTER INSERT ON "counties_planedition" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_eab6d();

            COMMENT ON TRIGGER pgtrigger_insert_insert_eab6d ON "counties_planedition" IS 'e247cbd2e3841d99db7d06717e3cd9c241896e16';
        """,
    'FUNCTION pgtrigger_insert_insert_eb028': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_eb028() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_countyevent ("id", "code", "name", "short_name", "parent_id", "aliases", "area_km2", "area_source", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."code", kept."name", kept."short_name", kept."parent_id", kept."aliases", kept."area_km2", kept."area_source", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_eb028 ON "counties_county";
            CREATE TRIGGER pgtrigger_insert_insert_eb028 AFTER INSERT ON "counties_county" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_eb028();

            COMMENT ON TRIGGER pgtrigger_insert_insert_eb028 ON "counties_county" IS '09fc9cdaca80df393071223e295e24fd5843b62b';
        """,
    'FUNCTION pgtrigger_insert_insert_fc05a': """
            CREATE OR REPLACE FUNCTION pgtrigger_insert_insert_fc05a() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO accounts_membershipevent ("id", "user_id", "role", "county_id", "department_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."user_id", kept."role", kept."county_id", kept."department_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'insert', kept."id" FROM new_values AS kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_fc05a ON "accounts_membership";
            CREATE TRIGGER pgtrigger_insert_insert_fc05a AFTER INSERT ON "accounts_membership" REFERENCING NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_insert_insert_fc05a();

            COMMENT ON TRIGGER pgtrigger_insert_insert_fc05a ON "accounts_membership" IS '6c5665ddc49a99aeffba871fd1dc3ad6eb109ff3';
        """,
    'FUNCTION pgtrigger_update_update_00c00': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_00c00() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_roundevent ("id", "year", "deadline", "evidence_rule", "note", "opened_by_id", "opened_at", "closed_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."year", kept."deadline", kept."evidence_rule", kept."note", kept."opened_by_id", kept."opened_at", kept."closed_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_00c00 ON "reporting_round";
            CREATE TRIGGER pgtrigger_update_update_00c00 AFTER UPDATE ON "reporting_round" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_00c00();

            COMMENT ON TRIGGER pgtrigger_update_update_00c00 ON "reporting_round" IS 'bcd8e7c3c6fa8c4c0e5e6befc70941f46fe367fb';
        """,
    'FUNCTION pgtrigger_update_update_070bb': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_070bb() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_listingdepartmentevent ("id", "projectlisting_id", "department_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."projectlisting_id", kept."department_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_070bb ON "projects_projectlisting_departments";
            CREATE TRIGGER pgtrigger_update_update_070bb AFTER UPDATE ON "projects_projectlisting_departments" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_070bb();

            COMMENT ON TRIGGER pgtrigger_update_update_070bb ON "projects_projectlisting_departments" IS '4a4fd5b725ef37e4d7d308ee99f8412ce78fcb5f';
        """,
    'FUNCTION pgtrigger_update_update_127d0': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_127d0() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_entryevent ("id", "round_id", "county_id", "indicator_id", "site_id", "department_id", "printed_name", "seq", "is_asked", "state", "given_back", "version", "text", "value", "unit", "no_data_reason", "basis", "note", "explanation", "warnings", "batch_id", "cell", "entered_by_id", "entered_at", "signed_by_id", "approved_by_id", "observation_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."round_id", kept."county_id", kept."indicator_id", kept."site_id", kept."department_id", kept."printed_name", kept."seq", kept."is_asked", kept."state", kept."given_back", kept."version", kept."text", kept."value", kept."unit", kept."no_data_reason", kept."basis", kept."note", kept."explanation", kept."warnings", kept."batch_id", kept."cell", kept."entered_by_id", kept."entered_at", kept."signed_by_id", kept."approved_by_id", kept."observation_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_127d0 ON "reporting_entry";
            CREATE TRIGGER pgtrigger_update_update_127d0 AFTER UPDATE ON "reporting_entry" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_127d0();

            COMMENT ON TRIGGER pgtrigger_update_update_127d0 ON "reporting_entry" IS 'afa1acc02240499bea404de7cb5ff266cd26c1af';
        """,
    'FUNCTION pgtrigger_update_update_1e67f': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_1e67f() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_planeditionevent ("id", "plan_id", "number", "file", "file_name", "sha256", "publisher", "imported_at", "imported_by_id", "statements", "notes", "changes", "problems", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."number", kept."file", kept."file_name", kept."sha256", kept."publisher", kept."imported_at", kept."imported_by_id", kept."statements", kept."notes", kept."changes", kept."problems", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_1e67f ON "counties_planedition";
            CREATE TRIGGER pgtrigger_update_update_1e67f AFTER UPDATE ON "counties_planedition" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_1e67f();

            COMMENT ON TRIGGER pgtrigger_update_update_1e67f ON "counties_planedition" IS '74b1f9c003cd6e3ad5522ecc989da518428ab76c';
        """,
    'FUNCTION pgtrigger_update_update_20ab5': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_20ab5() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO accounts_membershipevent ("id", "user_id", "role", "county_id", "department_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."user_id", kept."role", kept."county_id", kept."department_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_20ab5 ON "accounts_membership";
            CREATE TRIGGER pgtrigger_update_update_20ab5 AFTER UPDATE ON "accounts_membership" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_20ab5();

            COMMENT ON TRIGGER pgtrigger_update_update_20ab5 ON "accounts_membership" IS '7aa016f78d23b96b653f2ef971acdd2fd26faa99';
        """,
    'FUNCTION pgtrigger_update_update_2e65d': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_2e65d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_rowfindingevent ("id", "planindicator_id", "finding_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."planindicator_id", kept."finding_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_2e65d ON "indicators_planindicator_findings";
            CREATE TRIGGER pgtrigger_update_update_2e65d AFTER UPDATE ON "indicators_planindicator_findings" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_2e65d();

            COMMENT ON TRIGGER pgtrigger_update_update_2e65d ON "indicators_planindicator_findings" IS '0764e630328de16313b61dc49462852379d28ed4';
        """,
    'FUNCTION pgtrigger_update_update_32877': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_32877() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_siteevent ("id", "county_id", "name", "aliases", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."name", kept."aliases", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_32877 ON "indicators_site";
            CREATE TRIGGER pgtrigger_update_update_32877 AFTER UPDATE ON "indicators_site" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_32877();

            COMMENT ON TRIGGER pgtrigger_update_update_32877 ON "indicators_site" IS '03c4e1dc8b273a9febe6a523ef5132c28cdcf387';
        """,
    'FUNCTION pgtrigger_update_update_34533': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_34533() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_reopeningevent ("id", "entry_id", "reason", "document_number", "deadline", "by_id", "at", "ended_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."entry_id", kept."reason", kept."document_number", kept."deadline", kept."by_id", kept."at", kept."ended_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_34533 ON "reporting_reopening";
            CREATE TRIGGER pgtrigger_update_update_34533 AFTER UPDATE ON "reporting_reopening" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_34533();

            COMMENT ON TRIGGER pgtrigger_update_update_34533 ON "reporting_reopening" IS '837e80eb2d2d7d03d7fd13239449b8da9a6dfacb';
        """,
    'FUNCTION pgtrigger_update_update_34537': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_34537() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_planindicatorevent ("id", "plan_id", "edition_id", "closed_in_id", "indicator_id", "site_id", "is_repeat", "sheet", "row_number", "table", "seq", "level1", "level2", "printed_name", "name", "unit", "name_cell", "baseline_text", "baseline_year", "baseline_cell", "baseline_inherited", "baseline_basis", "target_text", "target_year", "target_cell", "target_inherited", "final_text", "final_cell", "claim", "attribute", "data_source", "extra", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."edition_id", kept."closed_in_id", kept."indicator_id", kept."site_id", kept."is_repeat", kept."sheet", kept."row_number", kept."table", kept."seq", kept."level1", kept."level2", kept."printed_name", kept."name", kept."unit", kept."name_cell", kept."baseline_text", kept."baseline_year", kept."baseline_cell", kept."baseline_inherited", kept."baseline_basis", kept."target_text", kept."target_year", kept."target_cell", kept."target_inherited", kept."final_text", kept."final_cell", kept."claim", kept."attribute", kept."data_source", kept."extra", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_34537 ON "indicators_planindicator";
            CREATE TRIGGER pgtrigger_update_update_34537 AFTER UPDATE ON "indicators_planindicator" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_34537();

            COMMENT ON TRIGGER pgtrigger_update_update_34537 ON "indicators_planindicator" IS 'b90a4bac9a0ef2eab5e55a83129b68c7227bd274';
        """,
    'FUNCTION pgtrigger_update_update_4281e': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_4281e() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_indicatorevent ("id", "code", "name", "unit", "direction", "decimals", "compare", "values", "level1", "level2", "order", "aliases", "default_department_id", "needs_evidence", "observed_only", "minimum", "maximum", "note", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."code", kept."name", kept."unit", kept."direction", kept."decimals", kept."compare", kept."values", kept."level1", kept."level2", kept."order", kept."aliases", kept."default_department_id", kept."needs_evidence", kept."observed_only", kept."minimum", kept."maximum", kept."note", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_4281e ON "indicators_indicator";
            CREATE TRIGGER pgtrigger_update_update_4281e AFTER UPDATE ON "indicators_indicator" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_4281e();

            COMMENT ON TRIGGER pgtrigger_update_update_4281e ON "indicators_indicator" IS '0ede0000d06979525910de6c171f3518f9e7c719';
        """,
    'FUNCTION pgtrigger_update_update_436d3': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_436d3() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_departmentevent ("id", "code", "name", "aliases", "order", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."code", kept."name", kept."aliases", kept."order", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_436d3 ON "counties_department";
            CREATE TRIGGER pgtrigger_update_update_436d3 AFTER UPDATE ON "counties_department" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_436d3();

            COMMENT ON TRIGGER pgtrigger_update_update_436d3 ON "counties_department" IS '3c64b6d9e212793ed4f660b3e3fa806811291920';
        """,
    'FUNCTION pgtrigger_update_update_4ce05': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_4ce05() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_annualtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "year", "text", "scope", "authority", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."year", kept."text", kept."scope", kept."authority", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_4ce05 ON "indicators_annualtarget";
            CREATE TRIGGER pgtrigger_update_update_4ce05 AFTER UPDATE ON "indicators_annualtarget" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_4ce05();

            COMMENT ON TRIGGER pgtrigger_update_update_4ce05 ON "indicators_annualtarget" IS '53777d8dbe91e990775fb8c88523a6e33fc6f834';
        """,
    'FUNCTION pgtrigger_update_update_51ae5': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_51ae5() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_planmappingevent ("id", "plan_id", "table", "seq", "printed_name", "indicator_id", "site_name", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_id", kept."table", kept."seq", kept."printed_name", kept."indicator_id", kept."site_name", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_51ae5 ON "indicators_planmapping";
            CREATE TRIGGER pgtrigger_update_update_51ae5 AFTER UPDATE ON "indicators_planmapping" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_51ae5();

            COMMENT ON TRIGGER pgtrigger_update_update_51ae5 ON "indicators_planmapping" IS '17aa7bde9d11ff080049dde326e3fe2e5cfb3f41';
        """,
    'FUNCTION pgtrigger_update_update_54a0c': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_54a0c() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_projectlistingevent ("id", "project_id", "plan_id", "edition_id", "closed_in_id", "sheet", "row_number", "category", "seq", "name", "name_cell", "investment_text", "investment_unit", "investment_cell", "investment_yi", "investment_problem", "start_text", "finish_text", "start", "finish", "department_texts", "builders", "place", "nature", "content", "extra", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."project_id", kept."plan_id", kept."edition_id", kept."closed_in_id", kept."sheet", kept."row_number", kept."category", kept."seq", kept."name", kept."name_cell", kept."investment_text", kept."investment_unit", kept."investment_cell", kept."investment_yi", kept."investment_problem", kept."start_text", kept."finish_text", kept."start", kept."finish", kept."department_texts", kept."builders", kept."place", kept."nature", kept."content", kept."extra", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_54a0c ON "projects_projectlisting";
            CREATE TRIGGER pgtrigger_update_update_54a0c AFTER UPDATE ON "projects_projectlisting" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_54a0c();

            COMMENT ON TRIGGER pgtrigger_update_update_54a0c ON "projects_projectlisting" IS 'b3b09fd8e396454cc2a2a24453ad3849d6f979c4';
        """,
    'FUNCTION pgtrigger_update_update_5cf76': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_5cf76() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO judging_attainmentevent ("id", "plan_indicator_id", "year", "status", "colour", "reason", "completion", "pace", "required", "gap", "needed_per_year", "margin", "headroom_used", "data_year", "flags", "linear_status", "explanation", "value_text", "target_text", "observation_id", "uses_demo", "edition_id", "rules_version", "generation", "computed_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_indicator_id", kept."year", kept."status", kept."colour", kept."reason", kept."completion", kept."pace", kept."required", kept."gap", kept."needed_per_year", kept."margin", kept."headroom_used", kept."data_year", kept."flags", kept."linear_status", kept."explanation", kept."value_text", kept."target_text", kept."observation_id", kept."uses_demo", kept."edition_id", kept."rules_version", kept."generation", kept."computed_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_5cf76 ON "judging_attainment";
            CREATE TRIGGER pgtrigger_update_update_5cf76 AFTER UPDATE ON "judging_attainment" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_5cf76();

            COMMENT ON TRIGGER pgtrigger_update_update_5cf76 ON "judging_attainment" IS '14d4bfb82d2da4286b590090f5eac5955073515c';
        """,
    'FUNCTION pgtrigger_update_update_63021': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_63021() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_observationevent ("id", "county_id", "indicator_id", "site_id", "year", "period", "basis", "plan_indicator_id", "text", "value", "unit", "no_data_reason", "batch_id", "file_name", "sheet", "cell", "cited_source", "note", "is_demo", "entered_by_id", "entered_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."indicator_id", kept."site_id", kept."year", kept."period", kept."basis", kept."plan_indicator_id", kept."text", kept."value", kept."unit", kept."no_data_reason", kept."batch_id", kept."file_name", kept."sheet", kept."cell", kept."cited_source", kept."note", kept."is_demo", kept."entered_by_id", kept."entered_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_63021 ON "indicators_observation";
            CREATE TRIGGER pgtrigger_update_update_63021 AFTER UPDATE ON "indicators_observation" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_63021();

            COMMENT ON TRIGGER pgtrigger_update_update_63021 ON "indicators_observation" IS '226db29e30dcb3a8e0b80ae36d62ed247ae743e1';
        """,
    'FUNCTION pgtrigger_update_update_646b3': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_646b3() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_evidenceevent ("id", "entry_id", "file_id", "page", "added_by_id", "added_at", "withdrawn_by_id", "withdrawn_at", "withdrawn_because", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."entry_id", kept."file_id", kept."page", kept."added_by_id", kept."added_at", kept."withdrawn_by_id", kept."withdrawn_at", kept."withdrawn_because", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_646b3 ON "reporting_evidence";
            CREATE TRIGGER pgtrigger_update_update_646b3 AFTER UPDATE ON "reporting_evidence" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_646b3();

            COMMENT ON TRIGGER pgtrigger_update_update_646b3 ON "reporting_evidence" IS '0106c8f813bdd0ed0a55f50c990ddb7b4aebe981';
        """,
    'FUNCTION pgtrigger_update_update_68174': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_68174() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO accounts_deputyevent ("id", "membership_id", "deputy_id", "starts_on", "ends_on", "reason", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."membership_id", kept."deputy_id", kept."starts_on", kept."ends_on", kept."reason", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_68174 ON "accounts_deputy";
            CREATE TRIGGER pgtrigger_update_update_68174 AFTER UPDATE ON "accounts_deputy" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_68174();

            COMMENT ON TRIGGER pgtrigger_update_update_68174 ON "accounts_deputy" IS 'e5cbe2f8bef3f142dbf8bfe77888d90c7aa2b4db';
        """,
    'FUNCTION pgtrigger_update_update_75b29': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_75b29() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_partevent ("id", "whole_id", "part_id", "is_exhaustive", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."whole_id", kept."part_id", kept."is_exhaustive", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_75b29 ON "indicators_part";
            CREATE TRIGGER pgtrigger_update_update_75b29 AFTER UPDATE ON "indicators_part" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_75b29();

            COMMENT ON TRIGGER pgtrigger_update_update_75b29 ON "indicators_part" IS '01ae7428ea7531b3e712947f66654add03cf60eb';
        """,
    'FUNCTION pgtrigger_update_update_85476': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_85476() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO reporting_evidencefileevent ("id", "county_id", "file", "file_name", "content_type", "size", "sha256", "document_number", "uploaded_by_id", "uploaded_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."file", kept."file_name", kept."content_type", kept."size", kept."sha256", kept."document_number", kept."uploaded_by_id", kept."uploaded_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_85476 ON "reporting_evidencefile";
            CREATE TRIGGER pgtrigger_update_update_85476 AFTER UPDATE ON "reporting_evidencefile" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_85476();

            COMMENT ON TRIGGER pgtrigger_update_update_85476 ON "reporting_evidencefile" IS '77242ae1da44e26bb024453509f1f2dc84169dce';
        """,
    'FUNCTION pgtrigger_update_update_98290': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_98290() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_rowdepartmentevent ("id", "planindicator_id", "department_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."planindicator_id", kept."department_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_98290 ON "indicators_planindicator_departments";
            CREATE TRIGGER pgtrigger_update_update_98290 AFTER UPDATE ON "indicators_planindicator_departments" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_98290();

            COMMENT ON TRIGGER pgtrigger_update_update_98290 ON "indicators_planindicator_departments" IS 'a91890f12d79a5548dedcbf49cdf16ff95f7d642';
        """,
    'FUNCTION pgtrigger_update_update_98d5d': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_98d5d() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_assignedtargetevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "text", "authority", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."text", kept."authority", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_98d5d ON "indicators_assignedtarget";
            CREATE TRIGGER pgtrigger_update_update_98d5d AFTER UPDATE ON "indicators_assignedtarget" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_98d5d();

            COMMENT ON TRIGGER pgtrigger_update_update_98d5d ON "indicators_assignedtarget" IS '1c48339637559fab835fd5c744077c4c8d1104f2';
        """,
    'FUNCTION pgtrigger_update_update_b07e7': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_b07e7() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO judging_reviewerverdictevent ("id", "plan_indicator_id", "year", "status", "reason", "by_id", "at", "superseded_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."plan_indicator_id", kept."year", kept."status", kept."reason", kept."by_id", kept."at", kept."superseded_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_b07e7 ON "judging_reviewerverdict";
            CREATE TRIGGER pgtrigger_update_update_b07e7 AFTER UPDATE ON "judging_reviewerverdict" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_b07e7();

            COMMENT ON TRIGGER pgtrigger_update_update_b07e7 ON "judging_reviewerverdict" IS 'd91ef6e3cf384dd689f45a7df622d189232b748c';
        """,
    'FUNCTION pgtrigger_update_update_c2b86': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_c2b86() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_findingevent ("id", "county_id", "plan_id", "rule", "subject", "severity", "message", "cells", "doubt", "fingerprint", "found_at", "gone_at", "decision", "decision_reason", "decided_by_id", "decided_at", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."plan_id", kept."rule", kept."subject", kept."severity", kept."message", kept."cells", kept."doubt", kept."fingerprint", kept."found_at", kept."gone_at", kept."decision", kept."decision_reason", kept."decided_by_id", kept."decided_at", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_c2b86 ON "counties_finding";
            CREATE TRIGGER pgtrigger_update_update_c2b86 AFTER UPDATE ON "counties_finding" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_c2b86();

            COMMENT ON TRIGGER pgtrigger_update_update_c2b86 ON "counties_finding" IS '6f12d7d55f56a6bdaec120743a96c1fa21186f21';
        """,
    'FUNCTION pgtrigger_update_update_c88a7': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_c88a7() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_planevent ("id", "key", "county_id", "title", "short_title", "period_start", "period_end", "base_year", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."key", kept."county_id", kept."title", kept."short_title", kept."period_start", kept."period_end", kept."base_year", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_c88a7 ON "counties_plan";
            CREATE TRIGGER pgtrigger_update_update_c88a7 AFTER UPDATE ON "counties_plan" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_c88a7();

            COMMENT ON TRIGGER pgtrigger_update_update_c88a7 ON "counties_plan" IS '867dc5af600cf407aeada0d5bbc350499196f34c';
        """,
    'FUNCTION pgtrigger_update_update_d9338': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_d9338() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_listingfindingevent ("id", "projectlisting_id", "finding_id", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."projectlisting_id", kept."finding_id", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_d9338 ON "projects_projectlisting_findings";
            CREATE TRIGGER pgtrigger_update_update_d9338 AFTER UPDATE ON "projects_projectlisting_findings" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_d9338();

            COMMENT ON TRIGGER pgtrigger_update_update_d9338 ON "projects_projectlisting_findings" IS '4a62fb35baf5babeebf6842789ac4efde4d3f840';
        """,
    'FUNCTION pgtrigger_update_update_dc760': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_dc760() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO indicators_superiorverdictevent ("id", "document_number", "issued_on", "note", "entered_by_id", "entered_at", "superseded_at", "is_demo", "plan_indicator_id", "year", "status", "authority", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."document_number", kept."issued_on", kept."note", kept."entered_by_id", kept."entered_at", kept."superseded_at", kept."is_demo", kept."plan_indicator_id", kept."year", kept."status", kept."authority", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_dc760 ON "indicators_superiorverdict";
            CREATE TRIGGER pgtrigger_update_update_dc760 AFTER UPDATE ON "indicators_superiorverdict" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_dc760();

            COMMENT ON TRIGGER pgtrigger_update_update_dc760 ON "indicators_superiorverdict" IS '70d4dbbb4a02cb99e2cbb14e733d4295d9ec7245';
        """,
    'FUNCTION pgtrigger_update_update_ddafe': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_ddafe() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO projects_keyprojectevent ("id", "county_id", "name", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."county_id", kept."name", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_ddafe ON "projects_keyproject";
            CREATE TRIGGER pgtrigger_update_update_ddafe AFTER UPDATE ON "projects_keyproject" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_ddafe();

            COMMENT ON TRIGGER pgtrigger_update_update_ddafe ON "projects_keyproject" IS '817b900f676dacae1970b366f8eac60efeb3de81';
        """,
    'FUNCTION pgtrigger_update_update_dfa77': """
            CREATE OR REPLACE FUNCTION pgtrigger_update_update_dfa77() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                BEGIN
                    INSERT INTO counties_countyevent ("id", "code", "name", "short_name", "parent_id", "aliases", "area_km2", "area_source", "pgh_created_at", "pgh_context", "pgh_context_id", "pgh_label", "pgh_obj_id") SELECT kept."id", kept."code", kept."name", kept."short_name", kept."parent_id", kept."aliases", kept."area_km2", kept."area_source", now(), (SELECT NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb), (SELECT NULLIF(current_setting('pghistory.context_id', true), '')::uuid), 'update', kept."id" FROM new_values AS kept LEFT JOIN old_values AS was ON was."id" = kept."id" WHERE was IS DISTINCT FROM kept; RETURN NULL;
                END
            $$;

            DROP TRIGGER IF EXISTS pgtrigger_update_update_dfa77 ON "counties_county";
            CREATE TRIGGER pgtrigger_update_update_dfa77 AFTER UPDATE ON "counties_county" REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values 
                FOR EACH STATEMENT EXECUTE FUNCTION pgtrigger_update_update_dfa77();

            COMMENT ON TRIGGER pgtrigger_update_update_dfa77 ON "counties_county" IS '915ddf0b51a29675868400b65deb5d42d381b5ec';
        """,
    'POLICIES ON accounts_act': """ALTER TABLE accounts_act ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON accounts_act;
CREATE POLICY scope_select ON accounts_act FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (by_id = (SELECT planning_person()) OR county_id = ANY ((SELECT planning_counties())::bigint[]) OR (by_id IS NULL AND county_id IS NULL AND (SELECT planning_scope()) = 'door')));
COMMENT ON POLICY scope_select ON accounts_act IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (by_id = (SELECT planning_person()) OR county_id = ANY ((SELECT planning_counties())::bigint[]) OR (by_id IS NULL AND county_id IS NULL AND (SELECT planning_scope()) = ''door'')))';
DROP POLICY IF EXISTS scope_insert ON accounts_act;
CREATE POLICY scope_insert ON accounts_act FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (by_id = (SELECT planning_person()) OR (by_id IS NULL AND county_id IS NULL AND (SELECT planning_scope()) = 'door')));
COMMENT ON POLICY scope_insert ON accounts_act IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (by_id = (SELECT planning_person()) OR (by_id IS NULL AND county_id IS NULL AND (SELECT planning_scope()) = ''door'')))';
DROP POLICY IF EXISTS scope_update ON accounts_act;
CREATE POLICY scope_update ON accounts_act FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (by_id = (SELECT planning_person()) OR (by_id IS NULL AND county_id IS NULL AND (SELECT planning_scope()) = 'door'))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (by_id = (SELECT planning_person()) OR (by_id IS NULL AND county_id IS NULL AND (SELECT planning_scope()) = 'door')));
COMMENT ON POLICY scope_update ON accounts_act IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (by_id = (SELECT planning_person()) OR (by_id IS NULL AND county_id IS NULL AND (SELECT planning_scope()) = ''door''))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (by_id = (SELECT planning_person()) OR (by_id IS NULL AND county_id IS NULL AND (SELECT planning_scope()) = ''door'')))';
DROP POLICY IF EXISTS scope_delete ON accounts_act;
CREATE POLICY scope_delete ON accounts_act FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (by_id = (SELECT planning_person()) OR (by_id IS NULL AND county_id IS NULL AND (SELECT planning_scope()) = 'door')));
COMMENT ON POLICY scope_delete ON accounts_act IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (by_id = (SELECT planning_person()) OR (by_id IS NULL AND county_id IS NULL AND (SELECT planning_scope()) = ''door'')))'""",
    'POLICIES ON accounts_deputy': """ALTER TABLE accounts_deputy ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON accounts_deputy;
CREATE POLICY scope_select ON accounts_deputy FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (deputy_id = (SELECT planning_person()) OR membership_id = ANY ((SELECT planning_own_roles())::bigint[])));
COMMENT ON POLICY scope_select ON accounts_deputy IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (deputy_id = (SELECT planning_person()) OR membership_id = ANY ((SELECT planning_own_roles())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON accounts_deputy;
CREATE POLICY scope_insert ON accounts_deputy FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON accounts_deputy IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON accounts_deputy;
CREATE POLICY scope_update ON accounts_deputy FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON accounts_deputy IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON accounts_deputy;
CREATE POLICY scope_delete ON accounts_deputy FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON accounts_deputy IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON accounts_deputyevent': """ALTER TABLE accounts_deputyevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON accounts_deputyevent;
CREATE POLICY scope_select ON accounts_deputyevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (deputy_id = (SELECT planning_person()) OR membership_id = ANY ((SELECT planning_own_roles())::bigint[])));
COMMENT ON POLICY scope_select ON accounts_deputyevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (deputy_id = (SELECT planning_person()) OR membership_id = ANY ((SELECT planning_own_roles())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON accounts_deputyevent;
CREATE POLICY scope_insert ON accounts_deputyevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON accounts_deputyevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON accounts_deputyevent;
CREATE POLICY scope_update ON accounts_deputyevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON accounts_deputyevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON accounts_deputyevent;
CREATE POLICY scope_delete ON accounts_deputyevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON accounts_deputyevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON accounts_membership': """ALTER TABLE accounts_membership ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON accounts_membership;
CREATE POLICY scope_select ON accounts_membership FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person()) OR county_id = ANY ((SELECT planning_counties())::bigint[]) OR id IN (SELECT membership_id FROM accounts_deputy)));
COMMENT ON POLICY scope_select ON accounts_membership IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person()) OR county_id = ANY ((SELECT planning_counties())::bigint[]) OR id IN (SELECT membership_id FROM accounts_deputy)))';
DROP POLICY IF EXISTS scope_insert ON accounts_membership;
CREATE POLICY scope_insert ON accounts_membership FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON accounts_membership IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON accounts_membership;
CREATE POLICY scope_update ON accounts_membership FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON accounts_membership IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON accounts_membership;
CREATE POLICY scope_delete ON accounts_membership FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON accounts_membership IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON accounts_membershipevent': """ALTER TABLE accounts_membershipevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON accounts_membershipevent;
CREATE POLICY scope_select ON accounts_membershipevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person()) OR county_id = ANY ((SELECT planning_counties())::bigint[]) OR id IN (SELECT membership_id FROM accounts_deputy)));
COMMENT ON POLICY scope_select ON accounts_membershipevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person()) OR county_id = ANY ((SELECT planning_counties())::bigint[]) OR id IN (SELECT membership_id FROM accounts_deputy)))';
DROP POLICY IF EXISTS scope_insert ON accounts_membershipevent;
CREATE POLICY scope_insert ON accounts_membershipevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON accounts_membershipevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON accounts_membershipevent;
CREATE POLICY scope_update ON accounts_membershipevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON accounts_membershipevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON accounts_membershipevent;
CREATE POLICY scope_delete ON accounts_membershipevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON accounts_membershipevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON accounts_recoverycode': """ALTER TABLE accounts_recoverycode ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON accounts_recoverycode;
CREATE POLICY scope_select ON accounts_recoverycode FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_select ON accounts_recoverycode IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_insert ON accounts_recoverycode;
CREATE POLICY scope_insert ON accounts_recoverycode FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_insert ON accounts_recoverycode IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_update ON accounts_recoverycode;
CREATE POLICY scope_update ON accounts_recoverycode FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person()))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_update ON accounts_recoverycode IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person()))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_delete ON accounts_recoverycode;
CREATE POLICY scope_delete ON accounts_recoverycode FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_delete ON accounts_recoverycode IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))'""",
    'POLICIES ON accounts_replacedpassword': """ALTER TABLE accounts_replacedpassword ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON accounts_replacedpassword;
CREATE POLICY scope_select ON accounts_replacedpassword FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_select ON accounts_replacedpassword IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_insert ON accounts_replacedpassword;
CREATE POLICY scope_insert ON accounts_replacedpassword FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_insert ON accounts_replacedpassword IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_update ON accounts_replacedpassword;
CREATE POLICY scope_update ON accounts_replacedpassword FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person()))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_update ON accounts_replacedpassword IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person()))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_delete ON accounts_replacedpassword;
CREATE POLICY scope_delete ON accounts_replacedpassword FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_delete ON accounts_replacedpassword IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))'""",
    'POLICIES ON accounts_tenure': """ALTER TABLE accounts_tenure ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON accounts_tenure;
CREATE POLICY scope_select ON accounts_tenure FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id IS NULL OR county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON accounts_tenure IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id IS NULL OR county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON accounts_tenure;
CREATE POLICY scope_insert ON accounts_tenure FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON accounts_tenure IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON accounts_tenure;
CREATE POLICY scope_update ON accounts_tenure FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON accounts_tenure IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON accounts_tenure;
CREATE POLICY scope_delete ON accounts_tenure FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON accounts_tenure IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON accounts_user': """ALTER TABLE accounts_user ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON accounts_user;
CREATE POLICY scope_select ON accounts_user FOR SELECT USING ((SELECT planning_scope()) = 'city' OR ((SELECT planning_scope()) = 'door' OR id = (SELECT planning_person()) OR id IN (SELECT person_id FROM accounts_tenure) OR id IN (SELECT user_id FROM accounts_membership)));
COMMENT ON POLICY scope_select ON accounts_user IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR ((SELECT planning_scope()) = ''door'' OR id = (SELECT planning_person()) OR id IN (SELECT person_id FROM accounts_tenure) OR id IN (SELECT user_id FROM accounts_membership)))';
DROP POLICY IF EXISTS scope_insert ON accounts_user;
CREATE POLICY scope_insert ON accounts_user FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR ((SELECT planning_scope()) = 'door' OR id = (SELECT planning_person())));
COMMENT ON POLICY scope_insert ON accounts_user IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR ((SELECT planning_scope()) = ''door'' OR id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_update ON accounts_user;
CREATE POLICY scope_update ON accounts_user FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR ((SELECT planning_scope()) = 'door' OR id = (SELECT planning_person()))) WITH CHECK ((SELECT planning_scope()) = 'city' OR ((SELECT planning_scope()) = 'door' OR id = (SELECT planning_person())));
COMMENT ON POLICY scope_update ON accounts_user IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR ((SELECT planning_scope()) = ''door'' OR id = (SELECT planning_person()))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR ((SELECT planning_scope()) = ''door'' OR id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_delete ON accounts_user;
CREATE POLICY scope_delete ON accounts_user FOR DELETE USING ((SELECT planning_scope()) = 'city' OR ((SELECT planning_scope()) = 'door' OR id = (SELECT planning_person())));
COMMENT ON POLICY scope_delete ON accounts_user IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR ((SELECT planning_scope()) = ''door'' OR id = (SELECT planning_person())))'""",
    'POLICIES ON accounts_user_groups': """ALTER TABLE accounts_user_groups ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON accounts_user_groups;
CREATE POLICY scope_select ON accounts_user_groups FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_select ON accounts_user_groups IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_insert ON accounts_user_groups;
CREATE POLICY scope_insert ON accounts_user_groups FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON accounts_user_groups IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON accounts_user_groups;
CREATE POLICY scope_update ON accounts_user_groups FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON accounts_user_groups IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON accounts_user_groups;
CREATE POLICY scope_delete ON accounts_user_groups FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON accounts_user_groups IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON accounts_user_user_permissions': """ALTER TABLE accounts_user_user_permissions ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON accounts_user_user_permissions;
CREATE POLICY scope_select ON accounts_user_user_permissions FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_select ON accounts_user_user_permissions IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_insert ON accounts_user_user_permissions;
CREATE POLICY scope_insert ON accounts_user_user_permissions FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON accounts_user_user_permissions IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON accounts_user_user_permissions;
CREATE POLICY scope_update ON accounts_user_user_permissions FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON accounts_user_user_permissions IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON accounts_user_user_permissions;
CREATE POLICY scope_delete ON accounts_user_user_permissions FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON accounts_user_user_permissions IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON counties_county': """ALTER TABLE counties_county ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_county;
CREATE POLICY scope_select ON counties_county FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (parent_id IS NULL OR id = ANY ((SELECT planning_counties())::bigint[]) OR id IN (SELECT county_id FROM accounts_membership)));
COMMENT ON POLICY scope_select ON counties_county IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (parent_id IS NULL OR id = ANY ((SELECT planning_counties())::bigint[]) OR id IN (SELECT county_id FROM accounts_membership)))';
DROP POLICY IF EXISTS scope_insert ON counties_county;
CREATE POLICY scope_insert ON counties_county FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_county IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_county;
CREATE POLICY scope_update ON counties_county FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_county IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_county;
CREATE POLICY scope_delete ON counties_county FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_county IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON counties_countyevent': """ALTER TABLE counties_countyevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_countyevent;
CREATE POLICY scope_select ON counties_countyevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (parent_id IS NULL OR id = ANY ((SELECT planning_counties())::bigint[]) OR id IN (SELECT county_id FROM accounts_membership)));
COMMENT ON POLICY scope_select ON counties_countyevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (parent_id IS NULL OR id = ANY ((SELECT planning_counties())::bigint[]) OR id IN (SELECT county_id FROM accounts_membership)))';
DROP POLICY IF EXISTS scope_insert ON counties_countyevent;
CREATE POLICY scope_insert ON counties_countyevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_countyevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_countyevent;
CREATE POLICY scope_update ON counties_countyevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_countyevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_countyevent;
CREATE POLICY scope_delete ON counties_countyevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_countyevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON counties_finding': """ALTER TABLE counties_finding ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_finding;
CREATE POLICY scope_select ON counties_finding FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON counties_finding IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON counties_finding;
CREATE POLICY scope_insert ON counties_finding FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_finding IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_finding;
CREATE POLICY scope_update ON counties_finding FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_finding IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_finding;
CREATE POLICY scope_delete ON counties_finding FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_finding IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON counties_findingevent': """ALTER TABLE counties_findingevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_findingevent;
CREATE POLICY scope_select ON counties_findingevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON counties_findingevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON counties_findingevent;
CREATE POLICY scope_insert ON counties_findingevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_findingevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_findingevent;
CREATE POLICY scope_update ON counties_findingevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_findingevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_findingevent;
CREATE POLICY scope_delete ON counties_findingevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_findingevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON counties_plan': """ALTER TABLE counties_plan ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_plan;
CREATE POLICY scope_select ON counties_plan FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON counties_plan IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON counties_plan;
CREATE POLICY scope_insert ON counties_plan FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_plan IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_plan;
CREATE POLICY scope_update ON counties_plan FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_plan IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_plan;
CREATE POLICY scope_delete ON counties_plan FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_plan IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON counties_planedition': """ALTER TABLE counties_planedition ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_planedition;
CREATE POLICY scope_select ON counties_planedition FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON counties_planedition IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON counties_planedition;
CREATE POLICY scope_insert ON counties_planedition FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_planedition IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_planedition;
CREATE POLICY scope_update ON counties_planedition FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_planedition IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_planedition;
CREATE POLICY scope_delete ON counties_planedition FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_planedition IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON counties_planeditionevent': """ALTER TABLE counties_planeditionevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_planeditionevent;
CREATE POLICY scope_select ON counties_planeditionevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON counties_planeditionevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON counties_planeditionevent;
CREATE POLICY scope_insert ON counties_planeditionevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_planeditionevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_planeditionevent;
CREATE POLICY scope_update ON counties_planeditionevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_planeditionevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_planeditionevent;
CREATE POLICY scope_delete ON counties_planeditionevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_planeditionevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON counties_planevent': """ALTER TABLE counties_planevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON counties_planevent;
CREATE POLICY scope_select ON counties_planevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON counties_planevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON counties_planevent;
CREATE POLICY scope_insert ON counties_planevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON counties_planevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON counties_planevent;
CREATE POLICY scope_update ON counties_planevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON counties_planevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON counties_planevent;
CREATE POLICY scope_delete ON counties_planevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON counties_planevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON custody_chainlink': """ALTER TABLE custody_chainlink ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON custody_chainlink;
CREATE POLICY scope_select ON custody_chainlink FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_select ON custody_chainlink IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_insert ON custody_chainlink;
CREATE POLICY scope_insert ON custody_chainlink FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON custody_chainlink IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON custody_chainlink;
CREATE POLICY scope_update ON custody_chainlink FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON custody_chainlink IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON custody_chainlink;
CREATE POLICY scope_delete ON custody_chainlink FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON custody_chainlink IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON custody_sealedrow': """ALTER TABLE custody_sealedrow ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON custody_sealedrow;
CREATE POLICY scope_select ON custody_sealedrow FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_select ON custody_sealedrow IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_insert ON custody_sealedrow;
CREATE POLICY scope_insert ON custody_sealedrow FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON custody_sealedrow IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON custody_sealedrow;
CREATE POLICY scope_update ON custody_sealedrow FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON custody_sealedrow IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON custody_sealedrow;
CREATE POLICY scope_delete ON custody_sealedrow FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON custody_sealedrow IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON imports_importbatch': """ALTER TABLE imports_importbatch ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON imports_importbatch;
CREATE POLICY scope_select ON imports_importbatch FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[]) OR planning_owns_import(id)));
COMMENT ON POLICY scope_select ON imports_importbatch IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[]) OR planning_owns_import(id)))';
DROP POLICY IF EXISTS scope_insert ON imports_importbatch;
CREATE POLICY scope_insert ON imports_importbatch FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_insert ON imports_importbatch IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_update ON imports_importbatch;
CREATE POLICY scope_update ON imports_importbatch FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[]))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_update ON imports_importbatch IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[]))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_delete ON imports_importbatch;
CREATE POLICY scope_delete ON imports_importbatch FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_delete ON imports_importbatch IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))'""",
    'POLICIES ON indicators_annualtarget': """ALTER TABLE indicators_annualtarget ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_annualtarget;
CREATE POLICY scope_select ON indicators_annualtarget FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON indicators_annualtarget IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON indicators_annualtarget;
CREATE POLICY scope_insert ON indicators_annualtarget FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_annualtarget IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_annualtarget;
CREATE POLICY scope_update ON indicators_annualtarget FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_annualtarget IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_annualtarget;
CREATE POLICY scope_delete ON indicators_annualtarget FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_annualtarget IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_annualtargetevent': """ALTER TABLE indicators_annualtargetevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_annualtargetevent;
CREATE POLICY scope_select ON indicators_annualtargetevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON indicators_annualtargetevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON indicators_annualtargetevent;
CREATE POLICY scope_insert ON indicators_annualtargetevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_annualtargetevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_annualtargetevent;
CREATE POLICY scope_update ON indicators_annualtargetevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_annualtargetevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_annualtargetevent;
CREATE POLICY scope_delete ON indicators_annualtargetevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_annualtargetevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_assignedtarget': """ALTER TABLE indicators_assignedtarget ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_assignedtarget;
CREATE POLICY scope_select ON indicators_assignedtarget FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON indicators_assignedtarget IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON indicators_assignedtarget;
CREATE POLICY scope_insert ON indicators_assignedtarget FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_assignedtarget IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_assignedtarget;
CREATE POLICY scope_update ON indicators_assignedtarget FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_assignedtarget IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_assignedtarget;
CREATE POLICY scope_delete ON indicators_assignedtarget FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_assignedtarget IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_assignedtargetevent': """ALTER TABLE indicators_assignedtargetevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_assignedtargetevent;
CREATE POLICY scope_select ON indicators_assignedtargetevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON indicators_assignedtargetevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON indicators_assignedtargetevent;
CREATE POLICY scope_insert ON indicators_assignedtargetevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_assignedtargetevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_assignedtargetevent;
CREATE POLICY scope_update ON indicators_assignedtargetevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_assignedtargetevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_assignedtargetevent;
CREATE POLICY scope_delete ON indicators_assignedtargetevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_assignedtargetevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_correction': """ALTER TABLE indicators_correction ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_correction;
CREATE POLICY scope_select ON indicators_correction FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (observation_id IN (SELECT id FROM indicators_observation)));
COMMENT ON POLICY scope_select ON indicators_correction IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (observation_id IN (SELECT id FROM indicators_observation)))';
DROP POLICY IF EXISTS scope_insert ON indicators_correction;
CREATE POLICY scope_insert ON indicators_correction FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_correction IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_correction;
CREATE POLICY scope_update ON indicators_correction FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_correction IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_correction;
CREATE POLICY scope_delete ON indicators_correction FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_correction IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_magnitude': """ALTER TABLE indicators_magnitude ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_magnitude;
CREATE POLICY scope_select ON indicators_magnitude FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (true));
COMMENT ON POLICY scope_select ON indicators_magnitude IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (true))';
DROP POLICY IF EXISTS scope_insert ON indicators_magnitude;
CREATE POLICY scope_insert ON indicators_magnitude FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_magnitude IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_magnitude;
CREATE POLICY scope_update ON indicators_magnitude FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_magnitude IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_magnitude;
CREATE POLICY scope_delete ON indicators_magnitude FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_magnitude IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_observation': """ALTER TABLE indicators_observation ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_observation;
CREATE POLICY scope_select ON indicators_observation FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON indicators_observation IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON indicators_observation;
CREATE POLICY scope_insert ON indicators_observation FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_observation IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_observation;
CREATE POLICY scope_update ON indicators_observation FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_observation IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_observation;
CREATE POLICY scope_delete ON indicators_observation FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_observation IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_observationevent': """ALTER TABLE indicators_observationevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_observationevent;
CREATE POLICY scope_select ON indicators_observationevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON indicators_observationevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON indicators_observationevent;
CREATE POLICY scope_insert ON indicators_observationevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_observationevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_observationevent;
CREATE POLICY scope_update ON indicators_observationevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_observationevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_observationevent;
CREATE POLICY scope_delete ON indicators_observationevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_observationevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_planindicator': """ALTER TABLE indicators_planindicator ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_planindicator;
CREATE POLICY scope_select ON indicators_planindicator FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON indicators_planindicator IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON indicators_planindicator;
CREATE POLICY scope_insert ON indicators_planindicator FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_planindicator IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_planindicator;
CREATE POLICY scope_update ON indicators_planindicator FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_planindicator IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_planindicator;
CREATE POLICY scope_delete ON indicators_planindicator FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_planindicator IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_planindicator_departments': """ALTER TABLE indicators_planindicator_departments ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_planindicator_departments;
CREATE POLICY scope_select ON indicators_planindicator_departments FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (planindicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON indicators_planindicator_departments IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (planindicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON indicators_planindicator_departments;
CREATE POLICY scope_insert ON indicators_planindicator_departments FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_planindicator_departments IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_planindicator_departments;
CREATE POLICY scope_update ON indicators_planindicator_departments FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_planindicator_departments IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_planindicator_departments;
CREATE POLICY scope_delete ON indicators_planindicator_departments FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_planindicator_departments IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_planindicator_findings': """ALTER TABLE indicators_planindicator_findings ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_planindicator_findings;
CREATE POLICY scope_select ON indicators_planindicator_findings FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (planindicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON indicators_planindicator_findings IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (planindicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON indicators_planindicator_findings;
CREATE POLICY scope_insert ON indicators_planindicator_findings FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_planindicator_findings IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_planindicator_findings;
CREATE POLICY scope_update ON indicators_planindicator_findings FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_planindicator_findings IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_planindicator_findings;
CREATE POLICY scope_delete ON indicators_planindicator_findings FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_planindicator_findings IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_planindicatorevent': """ALTER TABLE indicators_planindicatorevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_planindicatorevent;
CREATE POLICY scope_select ON indicators_planindicatorevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON indicators_planindicatorevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON indicators_planindicatorevent;
CREATE POLICY scope_insert ON indicators_planindicatorevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_planindicatorevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_planindicatorevent;
CREATE POLICY scope_update ON indicators_planindicatorevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_planindicatorevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_planindicatorevent;
CREATE POLICY scope_delete ON indicators_planindicatorevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_planindicatorevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_planmapping': """ALTER TABLE indicators_planmapping ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_planmapping;
CREATE POLICY scope_select ON indicators_planmapping FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON indicators_planmapping IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON indicators_planmapping;
CREATE POLICY scope_insert ON indicators_planmapping FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_planmapping IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_planmapping;
CREATE POLICY scope_update ON indicators_planmapping FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_planmapping IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_planmapping;
CREATE POLICY scope_delete ON indicators_planmapping FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_planmapping IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_planmappingevent': """ALTER TABLE indicators_planmappingevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_planmappingevent;
CREATE POLICY scope_select ON indicators_planmappingevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON indicators_planmappingevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON indicators_planmappingevent;
CREATE POLICY scope_insert ON indicators_planmappingevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_planmappingevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_planmappingevent;
CREATE POLICY scope_update ON indicators_planmappingevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_planmappingevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_planmappingevent;
CREATE POLICY scope_delete ON indicators_planmappingevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_planmappingevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_rowdepartmentevent': """ALTER TABLE indicators_rowdepartmentevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_rowdepartmentevent;
CREATE POLICY scope_select ON indicators_rowdepartmentevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (planindicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON indicators_rowdepartmentevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (planindicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON indicators_rowdepartmentevent;
CREATE POLICY scope_insert ON indicators_rowdepartmentevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_rowdepartmentevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_rowdepartmentevent;
CREATE POLICY scope_update ON indicators_rowdepartmentevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_rowdepartmentevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_rowdepartmentevent;
CREATE POLICY scope_delete ON indicators_rowdepartmentevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_rowdepartmentevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_rowfindingevent': """ALTER TABLE indicators_rowfindingevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_rowfindingevent;
CREATE POLICY scope_select ON indicators_rowfindingevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (planindicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON indicators_rowfindingevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (planindicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON indicators_rowfindingevent;
CREATE POLICY scope_insert ON indicators_rowfindingevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_rowfindingevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_rowfindingevent;
CREATE POLICY scope_update ON indicators_rowfindingevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_rowfindingevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_rowfindingevent;
CREATE POLICY scope_delete ON indicators_rowfindingevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_rowfindingevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_site': """ALTER TABLE indicators_site ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_site;
CREATE POLICY scope_select ON indicators_site FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON indicators_site IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON indicators_site;
CREATE POLICY scope_insert ON indicators_site FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_site IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_site;
CREATE POLICY scope_update ON indicators_site FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_site IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_site;
CREATE POLICY scope_delete ON indicators_site FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_site IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_siteevent': """ALTER TABLE indicators_siteevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_siteevent;
CREATE POLICY scope_select ON indicators_siteevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON indicators_siteevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON indicators_siteevent;
CREATE POLICY scope_insert ON indicators_siteevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_siteevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_siteevent;
CREATE POLICY scope_update ON indicators_siteevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_siteevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_siteevent;
CREATE POLICY scope_delete ON indicators_siteevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_siteevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_superiorverdict': """ALTER TABLE indicators_superiorverdict ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_superiorverdict;
CREATE POLICY scope_select ON indicators_superiorverdict FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON indicators_superiorverdict IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON indicators_superiorverdict;
CREATE POLICY scope_insert ON indicators_superiorverdict FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_superiorverdict IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_superiorverdict;
CREATE POLICY scope_update ON indicators_superiorverdict FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_superiorverdict IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_superiorverdict;
CREATE POLICY scope_delete ON indicators_superiorverdict FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_superiorverdict IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON indicators_superiorverdictevent': """ALTER TABLE indicators_superiorverdictevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON indicators_superiorverdictevent;
CREATE POLICY scope_select ON indicators_superiorverdictevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON indicators_superiorverdictevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON indicators_superiorverdictevent;
CREATE POLICY scope_insert ON indicators_superiorverdictevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON indicators_superiorverdictevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON indicators_superiorverdictevent;
CREATE POLICY scope_update ON indicators_superiorverdictevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON indicators_superiorverdictevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON indicators_superiorverdictevent;
CREATE POLICY scope_delete ON indicators_superiorverdictevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON indicators_superiorverdictevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON jobs_job': """ALTER TABLE jobs_job ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON jobs_job;
CREATE POLICY scope_select ON jobs_job FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (asked_by_id = (SELECT planning_person())));
COMMENT ON POLICY scope_select ON jobs_job IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (asked_by_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_insert ON jobs_job;
CREATE POLICY scope_insert ON jobs_job FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON jobs_job IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON jobs_job;
CREATE POLICY scope_update ON jobs_job FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON jobs_job IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON jobs_job;
CREATE POLICY scope_delete ON jobs_job FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON jobs_job IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON jobs_jobprogress': """ALTER TABLE jobs_jobprogress ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON jobs_jobprogress;
CREATE POLICY scope_select ON jobs_jobprogress FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (job_id IN (SELECT id FROM jobs_job)));
COMMENT ON POLICY scope_select ON jobs_jobprogress IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (job_id IN (SELECT id FROM jobs_job)))';
DROP POLICY IF EXISTS scope_insert ON jobs_jobprogress;
CREATE POLICY scope_insert ON jobs_jobprogress FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON jobs_jobprogress IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON jobs_jobprogress;
CREATE POLICY scope_update ON jobs_jobprogress FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON jobs_jobprogress IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON jobs_jobprogress;
CREATE POLICY scope_delete ON jobs_jobprogress FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON jobs_jobprogress IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON judging_attainment': """ALTER TABLE judging_attainment ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON judging_attainment;
CREATE POLICY scope_select ON judging_attainment FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON judging_attainment IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON judging_attainment;
CREATE POLICY scope_insert ON judging_attainment FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON judging_attainment IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON judging_attainment;
CREATE POLICY scope_update ON judging_attainment FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON judging_attainment IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON judging_attainment;
CREATE POLICY scope_delete ON judging_attainment FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON judging_attainment IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON judging_attainmentchange': """ALTER TABLE judging_attainmentchange ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON judging_attainmentchange;
CREATE POLICY scope_select ON judging_attainmentchange FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON judging_attainmentchange IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON judging_attainmentchange;
CREATE POLICY scope_insert ON judging_attainmentchange FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON judging_attainmentchange IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON judging_attainmentchange;
CREATE POLICY scope_update ON judging_attainmentchange FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON judging_attainmentchange IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON judging_attainmentchange;
CREATE POLICY scope_delete ON judging_attainmentchange FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON judging_attainmentchange IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON judging_attainmentevent': """ALTER TABLE judging_attainmentevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON judging_attainmentevent;
CREATE POLICY scope_select ON judging_attainmentevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON judging_attainmentevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON judging_attainmentevent;
CREATE POLICY scope_insert ON judging_attainmentevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON judging_attainmentevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON judging_attainmentevent;
CREATE POLICY scope_update ON judging_attainmentevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON judging_attainmentevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON judging_attainmentevent;
CREATE POLICY scope_delete ON judging_attainmentevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON judging_attainmentevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON judging_publication': """ALTER TABLE judging_publication ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON judging_publication;
CREATE POLICY scope_select ON judging_publication FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (id IN (SELECT publication_id FROM judging_publishedverdict)));
COMMENT ON POLICY scope_select ON judging_publication IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (id IN (SELECT publication_id FROM judging_publishedverdict)))';
DROP POLICY IF EXISTS scope_insert ON judging_publication;
CREATE POLICY scope_insert ON judging_publication FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON judging_publication IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON judging_publication;
CREATE POLICY scope_update ON judging_publication FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON judging_publication IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON judging_publication;
CREATE POLICY scope_delete ON judging_publication FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON judging_publication IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON judging_publishedverdict': """ALTER TABLE judging_publishedverdict ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON judging_publishedverdict;
CREATE POLICY scope_select ON judging_publishedverdict FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON judging_publishedverdict IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON judging_publishedverdict;
CREATE POLICY scope_insert ON judging_publishedverdict FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON judging_publishedverdict IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON judging_publishedverdict;
CREATE POLICY scope_update ON judging_publishedverdict FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON judging_publishedverdict IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON judging_publishedverdict;
CREATE POLICY scope_delete ON judging_publishedverdict FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON judging_publishedverdict IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON judging_reviewerverdict': """ALTER TABLE judging_reviewerverdict ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON judging_reviewerverdict;
CREATE POLICY scope_select ON judging_reviewerverdict FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON judging_reviewerverdict IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON judging_reviewerverdict;
CREATE POLICY scope_insert ON judging_reviewerverdict FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON judging_reviewerverdict IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON judging_reviewerverdict;
CREATE POLICY scope_update ON judging_reviewerverdict FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON judging_reviewerverdict IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON judging_reviewerverdict;
CREATE POLICY scope_delete ON judging_reviewerverdict FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON judging_reviewerverdict IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON judging_reviewerverdictevent': """ALTER TABLE judging_reviewerverdictevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON judging_reviewerverdictevent;
CREATE POLICY scope_select ON judging_reviewerverdictevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)));
COMMENT ON POLICY scope_select ON judging_reviewerverdictevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_indicator_id IN (SELECT id FROM indicators_planindicator)))';
DROP POLICY IF EXISTS scope_insert ON judging_reviewerverdictevent;
CREATE POLICY scope_insert ON judging_reviewerverdictevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON judging_reviewerverdictevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON judging_reviewerverdictevent;
CREATE POLICY scope_update ON judging_reviewerverdictevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON judging_reviewerverdictevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON judging_reviewerverdictevent;
CREATE POLICY scope_delete ON judging_reviewerverdictevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON judging_reviewerverdictevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON otp_totp_totpdevice': """ALTER TABLE otp_totp_totpdevice ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON otp_totp_totpdevice;
CREATE POLICY scope_select ON otp_totp_totpdevice FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_select ON otp_totp_totpdevice IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_insert ON otp_totp_totpdevice;
CREATE POLICY scope_insert ON otp_totp_totpdevice FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_insert ON otp_totp_totpdevice IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_update ON otp_totp_totpdevice;
CREATE POLICY scope_update ON otp_totp_totpdevice FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person()))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_update ON otp_totp_totpdevice IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person()))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_delete ON otp_totp_totpdevice;
CREATE POLICY scope_delete ON otp_totp_totpdevice FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_delete ON otp_totp_totpdevice IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))'""",
    'POLICIES ON pghistory_context': """ALTER TABLE pghistory_context ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON pghistory_context;
CREATE POLICY scope_select ON pghistory_context FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_select ON pghistory_context IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_insert ON pghistory_context;
CREATE POLICY scope_insert ON pghistory_context FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON pghistory_context IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON pghistory_context;
CREATE POLICY scope_update ON pghistory_context FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON pghistory_context IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON pghistory_context;
CREATE POLICY scope_delete ON pghistory_context FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON pghistory_context IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON projects_keyproject': """ALTER TABLE projects_keyproject ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON projects_keyproject;
CREATE POLICY scope_select ON projects_keyproject FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON projects_keyproject IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON projects_keyproject;
CREATE POLICY scope_insert ON projects_keyproject FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON projects_keyproject IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON projects_keyproject;
CREATE POLICY scope_update ON projects_keyproject FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON projects_keyproject IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON projects_keyproject;
CREATE POLICY scope_delete ON projects_keyproject FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON projects_keyproject IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON projects_keyprojectevent': """ALTER TABLE projects_keyprojectevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON projects_keyprojectevent;
CREATE POLICY scope_select ON projects_keyprojectevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON projects_keyprojectevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON projects_keyprojectevent;
CREATE POLICY scope_insert ON projects_keyprojectevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON projects_keyprojectevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON projects_keyprojectevent;
CREATE POLICY scope_update ON projects_keyprojectevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON projects_keyprojectevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON projects_keyprojectevent;
CREATE POLICY scope_delete ON projects_keyprojectevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON projects_keyprojectevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON projects_listingdepartmentevent': """ALTER TABLE projects_listingdepartmentevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON projects_listingdepartmentevent;
CREATE POLICY scope_select ON projects_listingdepartmentevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (projectlisting_id IN (SELECT id FROM projects_projectlisting)));
COMMENT ON POLICY scope_select ON projects_listingdepartmentevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (projectlisting_id IN (SELECT id FROM projects_projectlisting)))';
DROP POLICY IF EXISTS scope_insert ON projects_listingdepartmentevent;
CREATE POLICY scope_insert ON projects_listingdepartmentevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON projects_listingdepartmentevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON projects_listingdepartmentevent;
CREATE POLICY scope_update ON projects_listingdepartmentevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON projects_listingdepartmentevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON projects_listingdepartmentevent;
CREATE POLICY scope_delete ON projects_listingdepartmentevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON projects_listingdepartmentevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON projects_listingfindingevent': """ALTER TABLE projects_listingfindingevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON projects_listingfindingevent;
CREATE POLICY scope_select ON projects_listingfindingevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (projectlisting_id IN (SELECT id FROM projects_projectlisting)));
COMMENT ON POLICY scope_select ON projects_listingfindingevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (projectlisting_id IN (SELECT id FROM projects_projectlisting)))';
DROP POLICY IF EXISTS scope_insert ON projects_listingfindingevent;
CREATE POLICY scope_insert ON projects_listingfindingevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON projects_listingfindingevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON projects_listingfindingevent;
CREATE POLICY scope_update ON projects_listingfindingevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON projects_listingfindingevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON projects_listingfindingevent;
CREATE POLICY scope_delete ON projects_listingfindingevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON projects_listingfindingevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON projects_projectlisting': """ALTER TABLE projects_projectlisting ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON projects_projectlisting;
CREATE POLICY scope_select ON projects_projectlisting FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON projects_projectlisting IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON projects_projectlisting;
CREATE POLICY scope_insert ON projects_projectlisting FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON projects_projectlisting IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON projects_projectlisting;
CREATE POLICY scope_update ON projects_projectlisting FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON projects_projectlisting IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON projects_projectlisting;
CREATE POLICY scope_delete ON projects_projectlisting FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON projects_projectlisting IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON projects_projectlisting_departments': """ALTER TABLE projects_projectlisting_departments ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON projects_projectlisting_departments;
CREATE POLICY scope_select ON projects_projectlisting_departments FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (projectlisting_id IN (SELECT id FROM projects_projectlisting)));
COMMENT ON POLICY scope_select ON projects_projectlisting_departments IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (projectlisting_id IN (SELECT id FROM projects_projectlisting)))';
DROP POLICY IF EXISTS scope_insert ON projects_projectlisting_departments;
CREATE POLICY scope_insert ON projects_projectlisting_departments FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON projects_projectlisting_departments IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON projects_projectlisting_departments;
CREATE POLICY scope_update ON projects_projectlisting_departments FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON projects_projectlisting_departments IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON projects_projectlisting_departments;
CREATE POLICY scope_delete ON projects_projectlisting_departments FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON projects_projectlisting_departments IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON projects_projectlisting_findings': """ALTER TABLE projects_projectlisting_findings ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON projects_projectlisting_findings;
CREATE POLICY scope_select ON projects_projectlisting_findings FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (projectlisting_id IN (SELECT id FROM projects_projectlisting)));
COMMENT ON POLICY scope_select ON projects_projectlisting_findings IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (projectlisting_id IN (SELECT id FROM projects_projectlisting)))';
DROP POLICY IF EXISTS scope_insert ON projects_projectlisting_findings;
CREATE POLICY scope_insert ON projects_projectlisting_findings FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON projects_projectlisting_findings IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON projects_projectlisting_findings;
CREATE POLICY scope_update ON projects_projectlisting_findings FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON projects_projectlisting_findings IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON projects_projectlisting_findings;
CREATE POLICY scope_delete ON projects_projectlisting_findings FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON projects_projectlisting_findings IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON projects_projectlistingevent': """ALTER TABLE projects_projectlistingevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON projects_projectlistingevent;
CREATE POLICY scope_select ON projects_projectlistingevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON projects_projectlistingevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON projects_projectlistingevent;
CREATE POLICY scope_insert ON projects_projectlistingevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON projects_projectlistingevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON projects_projectlistingevent;
CREATE POLICY scope_update ON projects_projectlistingevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON projects_projectlistingevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON projects_projectlistingevent;
CREATE POLICY scope_delete ON projects_projectlistingevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON projects_projectlistingevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON reporting_entry': """ALTER TABLE reporting_entry ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_entry;
CREATE POLICY scope_select ON reporting_entry FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON reporting_entry IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON reporting_entry;
CREATE POLICY scope_insert ON reporting_entry FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_insert ON reporting_entry IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_update ON reporting_entry;
CREATE POLICY scope_update ON reporting_entry FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[]))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_update ON reporting_entry IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[]))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_delete ON reporting_entry;
CREATE POLICY scope_delete ON reporting_entry FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_delete ON reporting_entry IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))'""",
    'POLICIES ON reporting_entryevent': """ALTER TABLE reporting_entryevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_entryevent;
CREATE POLICY scope_select ON reporting_entryevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON reporting_entryevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON reporting_entryevent;
CREATE POLICY scope_insert ON reporting_entryevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_insert ON reporting_entryevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_update ON reporting_entryevent;
CREATE POLICY scope_update ON reporting_entryevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[]))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_update ON reporting_entryevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[]))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_delete ON reporting_entryevent;
CREATE POLICY scope_delete ON reporting_entryevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_delete ON reporting_entryevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))'""",
    'POLICIES ON reporting_evidence': """ALTER TABLE reporting_evidence ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_evidence;
CREATE POLICY scope_select ON reporting_evidence FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_select ON reporting_evidence IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))';
DROP POLICY IF EXISTS scope_insert ON reporting_evidence;
CREATE POLICY scope_insert ON reporting_evidence FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_insert ON reporting_evidence IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))';
DROP POLICY IF EXISTS scope_update ON reporting_evidence;
CREATE POLICY scope_update ON reporting_evidence FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_update ON reporting_evidence IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))';
DROP POLICY IF EXISTS scope_delete ON reporting_evidence;
CREATE POLICY scope_delete ON reporting_evidence FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_delete ON reporting_evidence IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))'""",
    'POLICIES ON reporting_evidenceevent': """ALTER TABLE reporting_evidenceevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_evidenceevent;
CREATE POLICY scope_select ON reporting_evidenceevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_select ON reporting_evidenceevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))';
DROP POLICY IF EXISTS scope_insert ON reporting_evidenceevent;
CREATE POLICY scope_insert ON reporting_evidenceevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_insert ON reporting_evidenceevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))';
DROP POLICY IF EXISTS scope_update ON reporting_evidenceevent;
CREATE POLICY scope_update ON reporting_evidenceevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_update ON reporting_evidenceevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))';
DROP POLICY IF EXISTS scope_delete ON reporting_evidenceevent;
CREATE POLICY scope_delete ON reporting_evidenceevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_delete ON reporting_evidenceevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))'""",
    'POLICIES ON reporting_evidencefile': """ALTER TABLE reporting_evidencefile ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_evidencefile;
CREATE POLICY scope_select ON reporting_evidencefile FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON reporting_evidencefile IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON reporting_evidencefile;
CREATE POLICY scope_insert ON reporting_evidencefile FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_insert ON reporting_evidencefile IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_update ON reporting_evidencefile;
CREATE POLICY scope_update ON reporting_evidencefile FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[]))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_update ON reporting_evidencefile IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[]))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_delete ON reporting_evidencefile;
CREATE POLICY scope_delete ON reporting_evidencefile FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_delete ON reporting_evidencefile IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))'""",
    'POLICIES ON reporting_evidencefileevent': """ALTER TABLE reporting_evidencefileevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_evidencefileevent;
CREATE POLICY scope_select ON reporting_evidencefileevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_select ON reporting_evidencefileevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_insert ON reporting_evidencefileevent;
CREATE POLICY scope_insert ON reporting_evidencefileevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_insert ON reporting_evidencefileevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_update ON reporting_evidencefileevent;
CREATE POLICY scope_update ON reporting_evidencefileevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[]))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_update ON reporting_evidencefileevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[]))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))';
DROP POLICY IF EXISTS scope_delete ON reporting_evidencefileevent;
CREATE POLICY scope_delete ON reporting_evidencefileevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (county_id = ANY ((SELECT planning_counties())::bigint[])));
COMMENT ON POLICY scope_delete ON reporting_evidencefileevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (county_id = ANY ((SELECT planning_counties())::bigint[])))'""",
    'POLICIES ON reporting_message': """ALTER TABLE reporting_message ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_message;
CREATE POLICY scope_select ON reporting_message FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_select ON reporting_message IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_insert ON reporting_message;
CREATE POLICY scope_insert ON reporting_message FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_insert ON reporting_message IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_update ON reporting_message;
CREATE POLICY scope_update ON reporting_message FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person()))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_update ON reporting_message IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person()))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))';
DROP POLICY IF EXISTS scope_delete ON reporting_message;
CREATE POLICY scope_delete ON reporting_message FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (user_id = (SELECT planning_person())));
COMMENT ON POLICY scope_delete ON reporting_message IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (user_id = (SELECT planning_person())))'""",
    'POLICIES ON reporting_reopening': """ALTER TABLE reporting_reopening ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_reopening;
CREATE POLICY scope_select ON reporting_reopening FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_select ON reporting_reopening IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))';
DROP POLICY IF EXISTS scope_insert ON reporting_reopening;
CREATE POLICY scope_insert ON reporting_reopening FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON reporting_reopening IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON reporting_reopening;
CREATE POLICY scope_update ON reporting_reopening FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON reporting_reopening IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON reporting_reopening;
CREATE POLICY scope_delete ON reporting_reopening FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON reporting_reopening IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON reporting_reopeningevent': """ALTER TABLE reporting_reopeningevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_reopeningevent;
CREATE POLICY scope_select ON reporting_reopeningevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_select ON reporting_reopeningevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))';
DROP POLICY IF EXISTS scope_insert ON reporting_reopeningevent;
CREATE POLICY scope_insert ON reporting_reopeningevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON reporting_reopeningevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON reporting_reopeningevent;
CREATE POLICY scope_update ON reporting_reopeningevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON reporting_reopeningevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON reporting_reopeningevent;
CREATE POLICY scope_delete ON reporting_reopeningevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON reporting_reopeningevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON reporting_round': """ALTER TABLE reporting_round ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_round;
CREATE POLICY scope_select ON reporting_round FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (true));
COMMENT ON POLICY scope_select ON reporting_round IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (true))';
DROP POLICY IF EXISTS scope_insert ON reporting_round;
CREATE POLICY scope_insert ON reporting_round FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON reporting_round IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON reporting_round;
CREATE POLICY scope_update ON reporting_round FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON reporting_round IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON reporting_round;
CREATE POLICY scope_delete ON reporting_round FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON reporting_round IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON reporting_round_plans': """ALTER TABLE reporting_round_plans ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_round_plans;
CREATE POLICY scope_select ON reporting_round_plans FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (plan_id IN (SELECT id FROM counties_plan)));
COMMENT ON POLICY scope_select ON reporting_round_plans IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (plan_id IN (SELECT id FROM counties_plan)))';
DROP POLICY IF EXISTS scope_insert ON reporting_round_plans;
CREATE POLICY scope_insert ON reporting_round_plans FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON reporting_round_plans IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON reporting_round_plans;
CREATE POLICY scope_update ON reporting_round_plans FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON reporting_round_plans IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON reporting_round_plans;
CREATE POLICY scope_delete ON reporting_round_plans FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON reporting_round_plans IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON reporting_roundevent': """ALTER TABLE reporting_roundevent ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_roundevent;
CREATE POLICY scope_select ON reporting_roundevent FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (true));
COMMENT ON POLICY scope_select ON reporting_roundevent IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (true))';
DROP POLICY IF EXISTS scope_insert ON reporting_roundevent;
CREATE POLICY scope_insert ON reporting_roundevent FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_insert ON reporting_roundevent IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_update ON reporting_roundevent;
CREATE POLICY scope_update ON reporting_roundevent FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (false)) WITH CHECK ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_update ON reporting_roundevent IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (false)) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (false))';
DROP POLICY IF EXISTS scope_delete ON reporting_roundevent;
CREATE POLICY scope_delete ON reporting_roundevent FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (false));
COMMENT ON POLICY scope_delete ON reporting_roundevent IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (false))'""",
    'POLICIES ON reporting_step': """ALTER TABLE reporting_step ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS scope_select ON reporting_step;
CREATE POLICY scope_select ON reporting_step FOR SELECT USING ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_select ON reporting_step IS 'FOR SELECT USING ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))';
DROP POLICY IF EXISTS scope_insert ON reporting_step;
CREATE POLICY scope_insert ON reporting_step FOR INSERT WITH CHECK ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_insert ON reporting_step IS 'FOR INSERT WITH CHECK ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))';
DROP POLICY IF EXISTS scope_update ON reporting_step;
CREATE POLICY scope_update ON reporting_step FOR UPDATE USING ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry))) WITH CHECK ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_update ON reporting_step IS 'FOR UPDATE USING ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry))) WITH CHECK ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))';
DROP POLICY IF EXISTS scope_delete ON reporting_step;
CREATE POLICY scope_delete ON reporting_step FOR DELETE USING ((SELECT planning_scope()) = 'city' OR (entry_id IN (SELECT id FROM reporting_entry)));
COMMENT ON POLICY scope_delete ON reporting_step IS 'FOR DELETE USING ((SELECT planning_scope()) = ''city'' OR (entry_id IN (SELECT id FROM reporting_entry)))'""",
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
        ('imports', '0001_initial'),
        ('indicators', '0001_initial'),
        ('jobs', '0001_initial'),
        ('judging', '0002_generation'),
        ('otp_totp', '0003_add_timestamps'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('projects', '0001_initial'),
        ('reporting', '0001_initial'),
        ('sessions', '0001_initial'),
    ]
    operations = [
        migrations.RunSQL([*GONE.values(), *SAFEGUARDS.values()], migrations.RunSQL.noop),
    ]
