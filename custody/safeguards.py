"""What a policy asks of the transaction: its scope, its counties, its person (`custody.scope`).

current_setting without a default raises where a session never had a scope; the empty text that PostgreSQL leaves
behind when a transaction ends must raise as well.
"""

AS_OWNER = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
"""A function with the rights of the tables' owner. Temporary tables come last in the path: none takes the place of ours."""

SAFEGUARDS = {
    # The history library asks for a row of its own with who and why even where these stand in the version; nothing is
    # written there.
    "FUNCTION _pgh_attach_context": """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT NULL::uuid';
""",
    "FUNCTION planning_scope": """
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
    "FUNCTION planning_counties": """
CREATE OR REPLACE FUNCTION planning_counties() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN planning_scope() = 'counties' THEN current_setting('planning.counties')::bigint[]
        ELSE ARRAY[]::bigint[] END
$$;
""",
    "FUNCTION planning_person": """
CREATE OR REPLACE FUNCTION planning_person() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('planning.person'), '')::bigint WHERE planning_scope() IS NOT NULL
$$;
""",
}
