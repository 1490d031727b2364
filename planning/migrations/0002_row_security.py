"""Row security on every table with a county, for the application role (docs/decisions/0012-scope-twice.md)."""

from django.db import migrations

from planning.scoping import protect, unprotect

# current_setting without a default raises where a session never had a scope; the empty text that PostgreSQL
# leaves behind when a transaction ends must raise as well.
FUNCTIONS = """
CREATE FUNCTION planning_scope() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    scope text := current_setting('planning.scope');
BEGIN
    IF scope IN ('city', 'counties', 'door') THEN
        RETURN scope;
    END IF;
    RAISE EXCEPTION 'no scope is set in this transaction (planning.scope is "%")', scope
        USING ERRCODE = 'insufficient_privilege', HINT = 'Enter a scope first: accounts.scope.within.';
END $$;

CREATE FUNCTION planning_counties() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN planning_scope() = 'counties' THEN current_setting('planning.counties')::bigint[]
        ELSE ARRAY[]::bigint[] END
$$;

CREATE FUNCTION planning_person() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('planning.person'), '')::bigint WHERE planning_scope() IS NOT NULL
$$;

-- People all of whose roles are in other counties, but for those for whom one may act. As the owner, because a
-- county does not see their memberships.
CREATE FUNCTION planning_strangers() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN planning_scope() <> 'counties' THEN ARRAY[]::bigint[] ELSE ARRAY(
        SELECT user_id FROM accounts_membership GROUP BY user_id
        HAVING user_id IS DISTINCT FROM planning_person()
            AND bool_and(county_id IS NOT NULL AND county_id <> ALL (planning_counties()))
            AND NOT bool_or(id IN (SELECT membership_id FROM accounts_deputy WHERE deputy_id = planning_person()))
    ) END
$$;

-- Whether a county may have an imported file whole: it was brought in whole, and every figure that it ever put in
-- force is of the own counties. As the owner, because a county does not see the figures of others.
CREATE FUNCTION planning_owns_import(batch bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
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
"""

UNDONE = (
    "DROP FUNCTION IF EXISTS"
    " planning_owns_import, planning_strangers, planning_person, planning_counties, planning_scope"
)

# Frozen here: a later table comes with a migration of its own. So do people and deputies (0009): what is declared of
# them today asks for what did not exist yet.
TABLES = (
    *("counties_county", "counties_plan", "counties_planedition", "counties_finding"),
    *("accounts_user_groups", "accounts_user_user_permissions", "accounts_membership"),
    *("accounts_act", "accounts_replacedpassword", "accounts_recoverycode"),
    *("accounts_chainlink", "accounts_sealedrow", "otp_totp_totpdevice", "pghistory_context"),
    *("jobs_job", "jobs_jobprogress", "imports_importbatch"),
    *("indicators_site", "indicators_observation", "indicators_planmapping", "indicators_planindicator"),
    *("indicators_planindicator_departments", "indicators_planindicator_findings"),
    *("indicators_assignedtarget", "indicators_annualtarget", "indicators_superiorverdict"),
    *("indicators_attainment", "indicators_attainmentchange"),
    *("projects_keyproject", "projects_projectlisting"),
    *("projects_projectlisting_departments", "projects_projectlisting_findings"),
    # The versions of rows.
    *("counties_countyevent", "counties_planevent", "counties_planeditionevent", "counties_findingevent"),
    *("accounts_membershipevent", "indicators_siteevent", "indicators_observationevent"),
    *("indicators_planmappingevent", "indicators_planindicatorevent", "indicators_rowdepartmentevent"),
    *("indicators_rowfindingevent", "indicators_assignedtargetevent", "indicators_annualtargetevent"),
    *("indicators_superiorverdictevent", "indicators_attainmentevent"),
    *("projects_keyprojectevent", "projects_projectlistingevent"),
    *("projects_listingdepartmentevent", "projects_listingfindingevent"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0001_history_of_stored_rows"),
        ("jobs", "0001_initial"),
        # The declarations are those of today: the county of an upload is among their columns.
        ("imports", "0002_county_of_upload"),
        ("otp_totp", "0003_add_timestamps"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL([FUNCTIONS], [UNDONE]),
        migrations.RunSQL(protect(*TABLES), unprotect(*TABLES)),
    ]
