"""Verdicts: stored, given by people, published."""

from judging.models.publications import Publication, PublishedVerdict
from judging.models.reviewer_verdicts import ReviewerVerdict
from judging.models.verdicts import Attainment, AttainmentChange

__all__ = ["Attainment", "AttainmentChange", "Publication", "PublishedVerdict", "ReviewerVerdict"]
