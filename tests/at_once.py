"""Several persons at the very same moment: real threads, real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from accounts.models import User
from custody.scope import CITY, within
from refusals import Refused


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Run every job in its own thread, connection and transaction, all let go together; what it refuses is its result."""

    def in_scope(job: Callable[[], object]) -> object:
        # Caught inside, as a view does: what a refusal leaves on record stays.
        with within(CITY):
            try:
                return job()
            except Refused as refused:
                return refused

    return in_own_transactions(*(lambda job=job: in_scope(job) for job in jobs))


def in_own_transactions(*jobs: Callable[[], object]) -> list[object]:
    """As `at_once`, for jobs that open their transactions themselves: several, one after the other."""
    gate = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        try:
            gate.wait(timeout=30)
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def by(person: User, action: Callable[..., object], *args: object, **fields: object) -> Callable[[], object]:
    """The action as this person does it, read anew in the thread that runs it."""
    return lambda: action(*args, by=User.objects.get(pk=person.pk), **fields)
