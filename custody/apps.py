from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "custody"
    verbose_name = "数据保全"

    def ready(self) -> None:
        """Checks register themselves as they are imported."""
        from custody import checks  # noqa: F401 - its checks register themselves
