"""The ledger of indicators, one module per noun."""

from indicators.models.catalogue import Indicator, Part, Site
from indicators.models.corrections import Correction
from indicators.models.magnitudes import Magnitude
from indicators.models.observations import Observation
from indicators.models.plan_mapping import PlanMapping
from indicators.models.plan_rows import PlanIndicator
from indicators.models.targets import (
    AnnualTarget,
    AssignedTarget,
    SuperiorVerdict,
    annual_words,
)

__all__ = [
    "AnnualTarget",
    "AssignedTarget",
    "Correction",
    "Indicator",
    "Magnitude",
    "Observation",
    "Part",
    "PlanIndicator",
    "PlanMapping",
    "Site",
    "SuperiorVerdict",
    "annual_words",
]
