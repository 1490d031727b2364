"""Who promised what: divisions, departments, plans with their editions; findings and rulings about what they print."""

from counties.models.divisions import County, Department, Plan, PlanEdition
from counties.models.findings import Finding
from counties.models.rulings import Ruling

__all__ = ["County", "Department", "Finding", "Plan", "PlanEdition", "Ruling"]
