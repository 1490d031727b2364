from django.apps import AppConfig


class JudgingConfig(AppConfig):
    name = "judging"
    verbose_name = "达成评价"

    def ready(self) -> None:
        """What the ledger asks of published years."""
        from indicators.importers.reports import PUBLISHED
        from judging.summaries.contradictions import published_rows

        PUBLISHED.fill(published_rows)
