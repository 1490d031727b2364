"""Why something is not done, in one sentence for whoever asked: the base of every such exception. Standard library only.

A refusal is an answer, no fault of the program: it is told as a note on a page or in a form, as JSON, or as an exit
status (`accounts/telling.py`, `custody/commands.py`, `jobs/running.py`), and nothing of what was asked is done.
"""


class Refused(Exception):  # noqa: N818 - an answer, no error
    """What was asked is not done and nothing changed; the message is a Chinese sentence that says why and what to do."""


class Stale(Refused):
    """What the person looked at is no longer what stands; nothing was written, the person must look again."""


class Unchanged(Refused):
    """What was asked for is so already."""
