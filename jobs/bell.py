"""The bell: tells a worker through the broker that a Job waits, and knows whether the broker hears.

A request waits for it a twentieth of a second at most and, once the broker has not heard, not at all: the Job
row is the truth, the sweeper finds it (ADR 0004, 0026).
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future

from celery import Celery
from celery.app import app_or_default

from jobs.aside import Aside, Late

logger = logging.getLogger(__name__)

WAIT_SECONDS = 0.05
SILENT_SECONDS = 1.0
"""A broker that has not answered for so long is taken to be away; a busy machine is not."""
LOOK_SECONDS = 3.0
"""A page that asks whether the bell is heard trusts what was found out so long ago."""


class Bell:
    """One per process."""

    def __init__(self) -> None:
        self._aside = Aside("bell")
        self._failed, self._tried_at = False, -LOOK_SECONDS

    @property
    def _heard(self) -> bool:
        silent = not self._aside.is_idle and time.monotonic() - self._tried_at > SILENT_SECONDS
        return not self._failed and not silent

    def ring(self, task: str, job_id: int) -> None:
        """Tell a worker. Returns at once; nobody hears of a failure but the log."""
        app = app_or_default()  # the thread has none of its own
        if self._heard or self._aside.is_idle:
            self._try(lambda: _send(app, task, job_id))

    def is_heard(self) -> bool:
        """Whether the broker takes messages, as of a few seconds ago."""
        if self._aside.is_idle and time.monotonic() - self._tried_at > LOOK_SECONDS:
            app = app_or_default()
            self._try(lambda: _knock(app))
        return self._heard

    def listening(self) -> Future[None]:
        """Find out whether the broker answers now; the result comes, or does not."""
        app = app_or_default()
        return self._aside.begin(lambda: self._remember(lambda: _knock(app)))

    def _try(self, work: Callable[[], None]) -> None:
        patient = self._aside.is_idle and not self._failed
        if self._aside.is_idle:
            self._tried_at = time.monotonic()
        try:
            self._aside.ask(lambda: self._remember(work), within=WAIT_SECONDS if patient else 0)
        except Late:
            pass  # the thread goes on
        except Exception as error:
            logger.warning("The broker does not answer: %s", error)

    def _remember(self, work: Callable[[], None]) -> None:
        self._tried_at = time.monotonic()
        try:
            work()
        except Exception:
            self._failed = True
            raise
        self._failed = False


def _send(app: Celery, task: str, job_id: int) -> None:
    # A knock fails at once; kombu tries for six seconds to be rid of a message.
    _knock(app)
    app.send_task(task, args=[job_id])


def _knock(app: Celery) -> None:
    with app.connection_for_write() as connection:
        connection.transport.establish_connection()


bell = Bell()
