from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "年度填报"

    def ready(self) -> None:
        """What plans, projects and published years ask of the year; the kinds of entries; sheets that bring them in."""
        from imports.importers import register
        from judging.summaries.entered import ENTERED
        from judging.summaries.preflight import REPORTED
        from plans.importing import EDITION_APPLIED
        from projects.slots import IN_THE_YEAR
        from reporting import kinds
        from reporting.actions.figures import FIGURES
        from reporting.actions.projects import PROJECTS
        from reporting.actions.rounds import rename_entries
        from reporting.actions.uploads import ENTRIES
        from reporting.summaries.entered import entered
        from reporting.summaries.of_project import in_the_year
        from reporting.summaries.reported import reported

        ENTERED.fill(entered)
        REPORTED.fill(reported)
        IN_THE_YEAR.fill(in_the_year)
        EDITION_APPLIED.fill(rename_entries)
        register(ENTRIES)
        kinds.register(FIGURES)
        kinds.register(PROJECTS)
