"""A real Celery worker on the test database, for tests that kill one."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from celery import current_app
from django.db import connection

from launcher.processes import Program, kill_group, start, tail, until

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 30.0


def address_of_the_test_database() -> str:
    """Return the address under which another process reads and writes what this test does."""
    settings = connection.settings_dict
    user, password, host, port, name = (
        quote(str(settings[key] or ""), safe="") for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")
    )
    return f"postgres://{user}{':' + password if password else ''}@{host}{':' + port if port else ''}/{name}"


@dataclass
class Workers:
    """Starts workers one after another; the test's end stops the last."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self, *include: str) -> None:
        """Start a worker that also knows the task modules `include`; return when it is ready."""
        log = self.folder / f"worker-{os.urandom(4).hex()}.log"
        modules = [part for module in include for part in ("--include", module)]
        command = [sys.executable, "-m", "celery", "-A", "planning", "worker", "--loglevel", "INFO", *modules]
        # The broker's number follows, as ours does, from PYTEST_XDIST_WORKER.
        environment = {**os.environ, "DATABASE_URL": address_of_the_test_database(), "PYTHONPATH": str(ROOT)}
        self.process = start(Program("worker", command, environment), log, ROOT)
        assert until(lambda: " ready." in tail(log), START_SECONDS), tail(log)

    def kill(self) -> None:
        """End the worker and its children as a power cut would."""
        if self.process:
            kill_group(self.process)
            self.process.wait(30)
            self.process = None

    def stop(self) -> None:
        """End the worker and forget every message that nobody took."""
        # Asked to end in order it would take three seconds to say good-bye to an empty queue.
        self.kill()
        current_app.control.purge()
