from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "年度填报"

    def ready(self) -> None:
        """What plans and published years ask of the year; entries come in by sheets."""
        from imports.importers import register
        from judging.summaries.preflight import REPORTED
        from plans.importing import EDITION_APPLIED
        from reporting import kinds
        from reporting.actions.figures import FIGURES
        from reporting.actions.rounds import rename_entries
        from reporting.actions.uploads import ENTRIES
        from reporting.summaries.reported import reported

        REPORTED.fill(reported)
        EDITION_APPLIED.fill(rename_entries)
        register(ENTRIES)
        kinds.register(FIGURES)
