"""What beat rings to keep figures safe."""

from celery import shared_task

from custody.keeping.orphans import sweep_orphans
from custody.scope import CITY, within
from custody.sealing import seal_closed_days


@shared_task(name="custody.tasks.sweep_files")
def sweep_files() -> None:
    sweep_orphans()


@shared_task(name="custody.tasks.seal")
def seal() -> None:
    with within(CITY):
        seal_closed_days()
