"""What was published is never changed or removed, by whatever code."""

SAFEGUARDS = {
    "FUNCTION judging_guard_published": """
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
}
