from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "年度填报"

    def ready(self) -> None:
        """What plans and published years ask of the year; entries come in by sheets."""
        from imports.importers import register
        from judging.summaries.entered import ENTERED
        from judging.summaries.preflight import REPORTED
        from plans.importing import EDITION_APPLIED
        from reporting.actions.rounds import rename_entries
        from reporting.actions.uploads import ENTRIES
        from reporting.summaries.entered import entered
        from reporting.summaries.reported import reported

        ENTERED.fill(entered)
        REPORTED.fill(reported)
        EDITION_APPLIED.fill(rename_entries)
        register(ENTRIES)
