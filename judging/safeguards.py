"""What was published is never changed or removed, by whatever code."""

from custody.safeguards import AS_OWNER

SAFEGUARDS = {
    "FUNCTION judging_guard_published": f"""
CREATE OR REPLACE FUNCTION judging_guard_published() RETURNS trigger LANGUAGE plpgsql
    {AS_OWNER} AS $$
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
