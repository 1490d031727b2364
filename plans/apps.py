from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "规划文件"

    def ready(self) -> None:
        """Plans come in by workbooks."""
        from imports.importers import register
        from plans.uploading import PLAN
        from sandbox.calling import preload

        register(PLAN)
        preload("plans.reading")
