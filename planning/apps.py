import gc

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "planning"
    verbose_name = "规划台账"

    def ready(self) -> None:
        """Look for cycles a hundred times more rarely than Python does by itself.

        A file, a page or a chunk of verdicts makes some hundred thousand objects that live until it is done: looked through
        again and again they took a quarter of the processor's time, and no cycle was found.
        """
        gc.set_threshold(50_000, 20, 50)
