"""Asking for a city to be looked at as a whole again: findings, and the magnitudes of its figures."""

from accounts.models import User
from jobs.actions import ring
from jobs.models import Job

# Named, not imported: the rules of both ledgers are run in `planning`.
TASK = "plans.tasks.refresh_findings"


def ask_for_findings(*, by: User | None) -> Job:
    """Ring one Job after figures in force, the catalogue, areas or departments changed; call in that transaction."""
    return ring(task=TASK, title="复核数据质疑", arguments={}, key="findings", by=by, needs=None)
