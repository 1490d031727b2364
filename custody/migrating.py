"""Bringing a database up to the code."""

import gc

from django.core.management import call_command


def migrate(*, verbosity: int = 0) -> None:
    """Run every migration that is missing, and collect no garbage meanwhile.

    On the way from an empty database Django makes seven thousand model classes, each in a circle with its fields:
    looking through them again and again took 5 of 11 s of the processor. What is not collected takes 250 MB until then.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        call_command("migrate", interactive=False, verbosity=verbosity)
    finally:
        if collects:
            gc.enable()
