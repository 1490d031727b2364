from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"
    verbose_name = "导入"

    def ready(self) -> None:
        """Files are read and marked in child processes, which have the readers loaded."""
        from sandbox.calling import preload

        preload("workbooks.opening", "workbooks.marking")
