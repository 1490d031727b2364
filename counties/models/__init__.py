"""Who promised what: divisions, departments, plans with their editions; revisions, findings and rulings about what they print."""

from counties.models.divisions import County, Department, Plan, PlanEdition
from counties.models.findings import Finding
from counties.models.revisions import Opinion, Revision
from counties.models.rulings import Ruling

__all__ = ["County", "Department", "Finding", "Opinion", "Plan", "PlanEdition", "Revision", "Ruling"]
