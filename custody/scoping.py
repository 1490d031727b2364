"""Which rows of which table who may see and change below the city: the one place where it is declared.

Migrations turn declarations into PostgreSQL's row security for the application role; the owner of the tables,
who migrates, stands above it. A table that is neither in `SCOPED` nor in `UNSCOPED` fails the suite, and so
does one whose policies in the database are not the ones declared here. Expressions are about one row of the
table; `planning_counties()` and its like (migration 0001) read the transaction's scope (`custody.scope`) and
raise, where there is none, at the first row that would be hidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass

NOBODY = "false"
EVERYBODY = "true"


@dataclass(frozen=True, slots=True)
class Scoped:
    """SQL conditions on a row: who below the city reads it, who below the city writes it."""

    reads: str
    writes: str = NOBODY

    def reading(self) -> str:
        return _or_city(self.reads)

    def writing(self) -> str:
        return _or_city(self.writes)


def _or_city(condition: str) -> str:
    # A sub-select is computed once per statement, not per row.
    return f"(SELECT planning_scope()) = 'city' OR ({condition})"


def in_counties(column: str) -> str:
    return f"{column} = ANY ((SELECT planning_counties())::bigint[])"


def among(column: str, table: str, key: str = "id") -> str:
    """Rows whose `column` names a row of `table` that is itself visible."""
    return f"{column} IN (SELECT {key} FROM {table})"  # noqa: S608 - names from this file


def own(column: str) -> str:
    return f"{column} = (SELECT planning_person())"


_OF_COUNTY = Scoped(in_counties("county_id"))
_OF_PLAN = Scoped(among("plan_id", "counties_plan"))
_OF_ROW = Scoped(among("plan_indicator_id", "indicators_planindicator"))
_OF_ENTRY = Scoped(among("entry_id", "reporting_entry"), among("entry_id", "reporting_entry"))
_OWN_USER = Scoped(own("user_id"), own("user_id"))
_AT_THE_DOOR = "(SELECT planning_scope()) = 'door'"

# What is in force is the city's to write: a county reads it.
SCOPED: dict[str, Scoped] = {
    # The city's own row heads every page.
    # The names of the own counties are read before the role of the request is known.
    "counties_county": Scoped(
        f"parent_id IS NULL OR {in_counties('id')} OR {among('id', 'accounts_membership', 'county_id')}"
    ),
    "counties_plan": _OF_COUNTY,
    "counties_planedition": _OF_PLAN,
    "counties_finding": _OF_COUNTY,
    # Names stand beside figures: whoever has ever worked for the city or for one of the own counties can be read.
    "accounts_user": Scoped(
        f"{_AT_THE_DOOR} OR {own('id')} OR {among('id', 'accounts_tenure', 'person_id')} "
        f"OR {among('id', 'accounts_membership', 'user_id')}",
        f"{_AT_THE_DOOR} OR {own('id')}",
    ),
    "accounts_tenure": Scoped(f"county_id IS NULL OR {in_counties('county_id')}"),
    "accounts_user_groups": Scoped(own("user_id")),
    "accounts_user_user_permissions": Scoped(own("user_id")),
    # The own roles, those of the own counties, and those that one may act in.
    "accounts_membership": Scoped(
        f"{own('user_id')} OR {in_counties('county_id')} OR {among('id', 'accounts_deputy', 'membership_id')}"
    ),
    # Both people of a deputyship: who acts, and in whose role.
    "accounts_deputy": Scoped(
        f"{own('deputy_id')} OR membership_id = ANY ((SELECT planning_own_roles())::bigint[])"
    ),
    # The digests of a sealed day name rows of every county.
    "custody_chainlink": Scoped(NOBODY),
    "custody_sealedrow": Scoped(NOBODY),
    # Before who and why stood in the versions themselves, they stood here, of whatever county.
    "pghistory_context": Scoped(NOBODY),
    "accounts_replacedpassword": _OWN_USER,
    "accounts_recoverycode": _OWN_USER,
    "otp_totp_totpdevice": _OWN_USER,
    # What was done in a county, and what one did oneself; before the login: what nobody did to no county.
    "accounts_act": Scoped(
        f"{own('by_id')} OR {in_counties('county_id')} "
        f"OR (by_id IS NULL AND county_id IS NULL AND {_AT_THE_DOOR})",
        f"{own('by_id')} OR (by_id IS NULL AND county_id IS NULL AND {_AT_THE_DOOR})",
    ),
    "jobs_job": Scoped(own("asked_by_id")),
    "jobs_jobprogress": Scoped(among("job_id", "jobs_job")),
    # A file may hold rows of every county: one that says that it is one county's, or held nothing but the own, is theirs too.
    "imports_importbatch": Scoped(
        f"{in_counties('county_id')} OR planning_owns_import(id)", in_counties("county_id")
    ),
    "indicators_site": _OF_COUNTY,
    "indicators_observation": _OF_COUNTY,
    "indicators_correction": Scoped(among("observation_id", "indicators_observation")),
    # Powers of ten over three counties or more: no county's figure can be told from them (docs/decisions/0022).
    "indicators_magnitude": Scoped(EVERYBODY),
    "indicators_planmapping": _OF_PLAN,
    "indicators_planindicator": _OF_PLAN,
    "indicators_planindicator_departments": Scoped(among("planindicator_id", "indicators_planindicator")),
    "indicators_planindicator_findings": Scoped(among("planindicator_id", "indicators_planindicator")),
    "indicators_assignedtarget": _OF_ROW,
    "indicators_annualtarget": _OF_ROW,
    "indicators_superiorverdict": _OF_ROW,
    "judging_reviewerverdict": _OF_ROW,
    "judging_attainment": _OF_ROW,
    "judging_attainmentchange": _OF_ROW,
    "projects_keyproject": _OF_COUNTY,
    "projects_projectlisting": _OF_PLAN,
    "projects_projectlisting_departments": Scoped(among("projectlisting_id", "projects_projectlisting")),
    "projects_projectlisting_findings": Scoped(among("projectlisting_id", "projects_projectlisting")),
    # A published year concerns the counties whose rows it holds; each reads its own part.
    "judging_publishedverdict": _OF_COUNTY,
    "judging_publication": Scoped(among("id", "judging_publishedverdict", "publication_id")),
    # That figures are asked for is known to everybody; what of them is asked of one county only to that one.
    "reporting_round": Scoped(EVERYBODY),
    "reporting_round_plans": _OF_PLAN,
    # A county writes what it enters; what is in force stays the city's to write.
    "reporting_entry": Scoped(in_counties("county_id"), in_counties("county_id")),
    "reporting_step": _OF_ENTRY,
    "reporting_evidencefile": Scoped(in_counties("county_id"), in_counties("county_id")),
    "reporting_evidence": _OF_ENTRY,
    "reporting_reopening": Scoped(among("entry_id", "reporting_entry")),
    "reporting_message": _OWN_USER,
}

UNSCOPED: dict[str, str] = {
    "counties_department": "reference data: the departments are the same for every county",
    "indicators_indicator": "reference data: the catalogue is the same for every county",
    "indicators_part": "reference data: which catalogue indicators are parts of which",
    "indicators_indicator_related": "reference data: which catalogue indicators belong together",
    "auth_group": "empty: rights come from memberships",
    "auth_group_permissions": "empty: rights come from memberships",
    "auth_permission": "made by Django, asked by nobody",
    "django_content_type": "made by Django: the names of our tables",
    "django_admin_log": "empty: acts stand in accounts_act",
    "django_migrations": "the owner's; the application role reads it",
    "accounts_session": "found by a secret key only, before it is known who comes",
    "django_session": "found by a secret key only, before it is known who comes",
    "axes_accessattempt": "counted before it is known who comes",
    "axes_accessattemptexpiration": "counted before it is known who comes",
    "axes_accessfailurelog": "counted before it is known who comes",
    "axes_accesslog": "counted before it is known who comes",
}


# Versions have the columns of their rows: whoever may read or write a row may read or write a version of it.
# (Every table with a history; `<table>event` but for links between tables.)
VERSIONS: dict[str, str] = {
    **{
        f"{table}event": table
        for table in (
            *("counties_county", "counties_department", "counties_plan", "counties_planedition"),
            *("counties_finding", "accounts_membership", "accounts_deputy"),
            *("indicators_indicator", "indicators_site", "indicators_observation", "indicators_planmapping"),
            *("indicators_planindicator", "indicators_assignedtarget", "indicators_annualtarget"),
            *("indicators_superiorverdict", "judging_reviewerverdict", "judging_attainment"),
            *("indicators_part", "reporting_round", "reporting_entry", "reporting_reopening"),
            *("reporting_evidencefile", "reporting_evidence"),
            *("projects_keyproject", "projects_projectlisting"),
        )
    },
    "indicators_rowdepartmentevent": "indicators_planindicator_departments",
    "indicators_rowfindingevent": "indicators_planindicator_findings",
    "projects_listingdepartmentevent": "projects_projectlisting_departments",
    "projects_listingfindingevent": "projects_projectlisting_findings",
}
SCOPED |= {versions: SCOPED[table] for versions, table in VERSIONS.items() if table in SCOPED}
UNSCOPED |= {versions: UNSCOPED[table] for versions, table in VERSIONS.items() if table in UNSCOPED}


def policies(table: str) -> dict[str, str]:
    """The policies of one table: name → its clauses."""
    scoped = SCOPED[table]
    reads, writes = scoped.reading(), scoped.writing()
    return {
        "scope_select": f"FOR SELECT USING ({reads})",
        "scope_insert": f"FOR INSERT WITH CHECK ({writes})",
        "scope_update": f"FOR UPDATE USING ({writes}) WITH CHECK ({writes})",
        "scope_delete": f"FOR DELETE USING ({writes})",
    }


def protect(*tables: str) -> list[str]:
    """The statements of a migration that puts the declarations of `tables` in force; may be repeated."""
    return [statement for table in tables for statement in _protect(table)]


def _protect(table: str) -> Iterator[str]:
    # Enabled, not forced: the owner migrates and restores.
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    for name, clauses in policies(table).items():
        yield f"DROP POLICY IF EXISTS {name} ON {table}"
        yield f"CREATE POLICY {name} ON {table} {clauses}"
        # PostgreSQL keeps the parsed condition; the comment keeps what was declared, for the suite to compare.
        said = clauses.replace("'", "''")
        yield f"COMMENT ON POLICY {name} ON {table} IS '{said}'"


def unprotect(*tables: str) -> list[str]:
    """The statements that undo `protect`."""
    return [
        statement
        for table in tables
        for statement in (
            *(f"DROP POLICY IF EXISTS {name} ON {table}" for name in policies(table)),
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        )
    ]
