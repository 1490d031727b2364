from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "规划文件"

    def ready(self) -> None:
        """Plans come in by workbooks, and so does what was said of them."""
        from imports.importers import register
        from plans.opinion_imports import OPINIONS
        from plans.uploading import PLAN
        from sandbox.calling import preload

        register(PLAN)
        register(OPINIONS)
        preload("plans.reading")
        preload("plans.opinion_rows")
