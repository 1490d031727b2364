from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "measures"
    verbose_name = "重点任务"

    def ready(self) -> None:
        """Tasks come in by lists."""
        from imports.importers import register
        from measures.importing import MEASURES
        from sandbox.calling import preload

        register(MEASURES)
        preload("measures.reading")
