from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "规划文件"

    def ready(self) -> None:
        """Plans come in by workbooks, and so does what was said of them."""
        from imports.importers import register
        from measures.importing import MEASURES_APPLIED
        from plans.findings import tasks_changed
        from plans.opinion_imports import OPINIONS
        from plans.uploading import PLAN
        from sandbox.calling import preload

        register(PLAN)
        register(OPINIONS)
        MEASURES_APPLIED.fill(tasks_changed)
        preload("plans.reading")
        preload("plans.opinion_rows")
