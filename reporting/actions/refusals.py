"""Why a step of the year is refused: Chinese sentences that say what to do."""


class ReportingRefusedError(Exception):
    """The step was not taken and nothing changed; the message is for the person."""


class RoundRefusedError(ReportingRefusedError):
    """A round cannot be opened or changed like that."""


class MoveRefusedError(ReportingRefusedError):
    """An entry does not move like that, or not by this person."""
