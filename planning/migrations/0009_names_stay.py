"""Whoever has served in a county can be named there for ever; a deputyship is read by both its people (ADR 0020)."""

from django.db import migrations

from planning.scoping import protect, unprotect

TABLES = ("accounts_tenure", "accounts_user", "accounts_deputy", "accounts_deputyevent")

# As the owner: the rules of memberships ask deputyships, and must not be asked by them in turn.
OWN_ROLES = """
CREATE OR REPLACE FUNCTION planning_own_roles() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT ARRAY(SELECT id FROM accounts_membership WHERE user_id = planning_person())
$$
"""

# A column that leads to a county, and how.
PLACES = {
    "county_id": ("stored.county_id", ""),
    "plan_id": ("plan.county_id", "JOIN counties_plan AS plan ON plan.id = stored.plan_id"),
    "plan_indicator_id": (
        "plan.county_id",
        "JOIN indicators_planindicator AS printed ON printed.id = stored.plan_indicator_id"
        " JOIN counties_plan AS plan ON plan.id = printed.plan_id",
    ),
    "entry_id": ("entry.county_id", "JOIN reporting_entry AS entry ON entry.id = stored.entry_id"),
}
# What every county reads, and the roles of the city.
EVERYWHERE = {"reporting_round", "reporting_roundevent", "indicators_publication", "accounts_membership"}
EVERYWHERE |= {"accounts_membershipevent"}

DEPUTIES = """
INSERT INTO accounts_tenure (person_id, county_id)
SELECT lent.deputy_id, held.county_id
FROM (SELECT deputy_id, membership_id FROM accounts_deputy
    UNION SELECT deputy_id, membership_id FROM accounts_deputyevent) AS lent
JOIN (SELECT id, county_id FROM accounts_membership
    UNION SELECT id, county_id FROM accounts_membershipevent) AS held ON held.id = lent.membership_id
ON CONFLICT DO NOTHING
"""


def remember(apps, schema_editor):
    """Everybody who holds or held a role, and everybody whom a record of a county names."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(DEPUTIES)
        for model in apps.get_models(include_auto_created=True):
            columns = {field.column: field for field in model._meta.local_fields}
            people = [f'stored."{name}"' for name, field in columns.items() if _is_person(field)]
            if "pgh_context" in columns:
                people.append("(stored.pgh_context ->> 'user')::bigint")
            for person in people:
                for statement in _statements(model._meta.db_table, columns, person):
                    cursor.execute(statement)


def _is_person(field):
    return field.is_relation and field.related_model._meta.label_lower == "accounts.user"


def _statements(table, columns, person):
    insert = "INSERT INTO accounts_tenure (person_id, county_id)"
    place = next((name for name in PLACES if name in columns), None)
    if place:
        county, join = PLACES[place]
        yield (
            f"{insert} SELECT DISTINCT {person}, {county} FROM {table} AS stored {join}"
            f" WHERE {person} IS NOT NULL AND {county} IS NOT NULL ON CONFLICT DO NOTHING"
        )
    if table in EVERYWHERE:
        nowhere = "AND stored.county_id IS NULL" if place else ""
        yield (
            f"{insert} SELECT DISTINCT {person}, NULL::bigint FROM {table} AS stored"
            f" WHERE {person} IS NOT NULL {nowhere} ON CONFLICT DO NOTHING"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0008_row_security_of_corrections"),
        ("accounts", "0009_tenures"),
    ]
    operations = [
        migrations.RunSQL(OWN_ROLES, "DROP FUNCTION planning_own_roles()"),
        migrations.RunSQL(protect(*TABLES), unprotect(*TABLES)),
        migrations.RunSQL("DROP FUNCTION IF EXISTS planning_strangers()", migrations.RunSQL.noop),
        # Last: no table is altered while rows of this transaction wait for their checks.
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
