"""Who sees and changes a row below the city, as SQL about one row of a table: the words of a table's declaration.

`planning_counties()` and its like (`custody.safeguards`) read the transaction's scope (`custody.scope`) and raise,
where there is none, at the first row that would be hidden.
"""

from dataclasses import dataclass

NOBODY = "false"
EVERYBODY = "true"
AT_THE_DOOR = "(SELECT planning_scope()) = 'door'"
"""Before the login, while it is not known who comes."""


@dataclass(frozen=True, slots=True)
class Scoped:
    """SQL conditions on a row: who below the city reads it, who below the city writes it."""

    reads: str
    writes: str = NOBODY

    def reading(self) -> str:
        return _or_city(self.reads)

    def writing(self) -> str:
        return _or_city(self.writes)


@dataclass(frozen=True, slots=True)
class Unconditional:
    """No condition at all, and why there need be none."""

    because: str


Access = Scoped | Unconditional


def _or_city(condition: str) -> str:
    # A sub-select is computed once per statement, not per row.
    return f"(SELECT planning_scope()) = 'city' OR ({condition})"


def in_counties(column: str) -> str:
    return f"{column} = ANY ((SELECT planning_counties())::bigint[])"


def among(column: str, table: str, key: str = "id") -> str:
    """Rows whose `column` names a row of `table` that is itself visible."""
    return f"{column} IN (SELECT {key} FROM {table})"  # noqa: S608 - names from declarations


def own(column: str) -> str:
    return f"{column} = (SELECT planning_person())"
