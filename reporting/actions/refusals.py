"""Why a step of the year is refused."""

from refusals import Refused


class RoundRefusedError(Refused):
    """A round cannot be opened or changed like that."""


class MoveRefusedError(Refused):
    """An entry does not move like that, or not by this person."""
