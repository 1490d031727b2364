from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = "指标台账"

    def ready(self) -> None:
        """Observations come in by files."""
        from imports.importers import register
        from indicators.actions.observations import OBSERVATIONS
        from sandbox.calling import preload

        register(OBSERVATIONS)
        preload("indicators.importers.file_reading")
