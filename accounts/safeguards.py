"""What the database knows of people by itself: the own roles, and who has ever served where (ADR 0020)."""

from custody.safeguards import AS_OWNER

SAFEGUARDS = {
    # As the owner: the rules of memberships ask deputyships, and must not be asked by them in turn.
    "FUNCTION planning_own_roles": f"""
CREATE OR REPLACE FUNCTION planning_own_roles() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
    {AS_OWNER} AS $$
    SELECT ARRAY(SELECT id FROM accounts_membership WHERE user_id = planning_person())
$$;
""",  # noqa: S608 - nothing but our own text
    # Writes `accounts_tenure` beside memberships and deputyships; nobody else may.
    "FUNCTION accounts_keep_tenure": f"""
CREATE OR REPLACE FUNCTION accounts_keep_tenure() RETURNS trigger LANGUAGE plpgsql
    {AS_OWNER} AS $$
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
""",  # noqa: S608 - nothing but our own text
}
