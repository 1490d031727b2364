"""The bell: tells a worker through the broker that a Job waits, and knows whether the broker hears.

A request waits for it a twentieth of a second at most and, once the broker has not heard, not at all: the Job
row is the truth, the sweeper finds it (ADR 0004, 0026).
"""

import logging
import time
from collections.abc import Callable

from celery import Celery
from celery.app import app_or_default

from jobs.aside import Aside, Late

logger = logging.getLogger(__name__)

WAIT_SECONDS = 0.05
LOOK_SECONDS = 3.0
"""A page that asks whether the bell is heard trusts what was found out so long ago."""


class Bell:
    """One per process."""

    def __init__(self) -> None:
        self._aside = Aside("bell")
        self._heard, self._tried_at = True, 0.0

    def ring(self, task: str, job_id: int) -> None:
        """Tell a worker. Returns at once; nobody hears of a failure but the log."""
        app = app_or_default()  # the thread has none of its own
        if self._heard:
            self._try(lambda: _send(app, task, job_id), WAIT_SECONDS)
        elif self._aside.is_idle:
            self._try(lambda: _knock_and_send(app, task, job_id), 0)

    def is_heard(self, *, within: float = WAIT_SECONDS) -> bool:
        """Whether the broker takes messages, as of a few seconds ago."""
        if time.monotonic() - self._tried_at > LOOK_SECONDS and self._aside.is_idle:
            self.listen(within=within if self._heard else 0)
        return self._heard

    def listen(self, *, within: float) -> bool:
        """Whether the broker answers now; no answer in so many seconds is none."""
        app = app_or_default()  # the thread has none of its own
        return self._try(lambda: _knock(app), within)

    def _try(self, work: Callable[[], None], within: float) -> bool:
        self._tried_at = time.monotonic()
        try:
            self._aside.ask(lambda: self._remember(work), within=within)
        except Late:
            # Without patience it says nothing: the thread will tell.
            self._heard = self._heard and not within
        except Exception as error:
            logger.warning("The broker does not answer: %s", error)
        return self._heard

    def _remember(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:
            self._heard = False
            raise
        self._heard = True


def _send(app: Celery, task: str, job_id: int) -> None:
    app.send_task(task, args=[job_id])


def _knock_and_send(app: Celery, task: str, job_id: int) -> None:
    # A knock fails at once; kombu tries for six seconds to be rid of a message.
    _knock(app)
    _send(app, task, job_id)


def _knock(app: Celery) -> None:
    with app.connection_for_write() as connection:
        connection.transport.establish_connection()


bell = Bell()
