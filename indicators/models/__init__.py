"""The ledger of indicators, one module per noun."""

from indicators.models.catalogue import Indicator, Part, Site
from indicators.models.corrections import Correction
from indicators.models.magnitudes import Magnitude
from indicators.models.observations import Observation
from indicators.models.plan_mapping import PlanMapping
from indicators.models.plan_rows import PlanIndicator
from indicators.models.publications import Publication, PublishedVerdict
from indicators.models.targets import (
    AnnualTarget,
    AssignedTarget,
    ReviewerVerdict,
    SuperiorVerdict,
    annual_words,
)
from indicators.models.verdicts import Attainment, AttainmentChange

__all__ = [
    "AnnualTarget",
    "AssignedTarget",
    "Attainment",
    "AttainmentChange",
    "Correction",
    "Indicator",
    "Magnitude",
    "Observation",
    "Part",
    "PlanIndicator",
    "PlanMapping",
    "Publication",
    "PublishedVerdict",
    "ReviewerVerdict",
    "Site",
    "SuperiorVerdict",
    "annual_words",
]
