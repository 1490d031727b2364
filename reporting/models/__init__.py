"""The year: reporting rounds, entries on their way to the ledger, evidence, messages."""

from reporting.models.entries import CellKey, Entry, Reopening, Step
from reporting.models.evidence import Evidence, EvidenceFile
from reporting.models.messages import Message
from reporting.models.rounds import Round

__all__ = ["CellKey", "Entry", "Evidence", "EvidenceFile", "Message", "Reopening", "Round", "Step"]
