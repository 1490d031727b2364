from django.apps import AppConfig


class JudgingConfig(AppConfig):
    name = "judging"
    verbose_name = "达成评价"

    def ready(self) -> None:
        """What the ledger asks of published years; targets come in by files."""
        from imports.importers import register
        from indicators.importers.reports import PUBLISHED
        from indicators.importers.weighed import BASIS, WEIGHED
        from judging.actions.target_imports import TARGETS
        from judging.beside import basis_of
        from judging.summaries.contradictions import published_rows
        from judging.task_numbers import against_table
        from judging.weighing import weigh
        from measures.comparing import AGAINST_TABLE
        from sandbox.calling import preload

        PUBLISHED.fill(published_rows)
        WEIGHED.fill(weigh)
        AGAINST_TABLE.fill(against_table)
        BASIS.fill(basis_of)
        register(TARGETS)
        preload("judging.importers.target_rows")
