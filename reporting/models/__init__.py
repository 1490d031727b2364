"""The year: reporting rounds, entries on their way to the ledger, evidence, messages."""

from reporting.models.entries import Entry, Reopening, Step
from reporting.models.evidence import Evidence, EvidenceFile
from reporting.models.messages import Message
from reporting.models.rounds import Round

__all__ = ["Entry", "Evidence", "EvidenceFile", "Message", "Reopening", "Round", "Step"]
