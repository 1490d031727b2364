"""What the database knows of imported figures."""

from custody.safeguards import AS_OWNER

SAFEGUARDS = {
    # Whether a county may have an imported file whole: it was brought in whole, and every figure that it ever put in
    # force is of the own counties. As the owner, because a county does not see the figures of others.
    "FUNCTION planning_owns_import": f"""
CREATE OR REPLACE FUNCTION planning_owns_import(batch bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    {AS_OWNER} AS $$
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
""",  # noqa: S608 - nothing but our own text
}
