"""Addresses of verdicts: catalogue, rows, targets, published years, versions."""

from accounts.access import route
from judging.views import (
    catalogue,
    county_changes,
    figures,
    publications,
    reviewer_verdicts,
    row_history,
    rows,
    target_bulk,
    target_imports,
    targets,
    unscoped,
)

urlpatterns = [
    route("indicators/", catalogue.indicator_list, name="indicator-list"),
    route("indicators/<slug:code>/", catalogue.indicator, name="indicator"),
    route("rows/<int:pk>/", rows.plan_indicator, name="plan-indicator"),
    route("rows/<int:pk>/judge/<int:year>/", reviewer_verdicts.reviewer_verdict, name="reviewer-verdict"),
    route(
        "rows/<int:pk>/judge/<int:year>/withdraw/",
        reviewer_verdicts.withdraw,
        name="reviewer-verdict-withdraw",
    ),
    route("targets/", targets.target_list, name="target-list"),
    route("targets/bulk/", target_bulk.waiting_list, name="target-bulk-list"),
    route("targets/bulk/<slug:code>/", target_bulk.target_bulk, name="target-bulk"),
    route("targets/scopes/", unscoped.unscoped_targets, name="unscoped-targets"),
    route("targets/import/", target_imports.upload, name="import-targets"),
    route("targets/import/<int:pk>/apply/", target_imports.apply, name="import-targets-apply"),
    route("targets/<int:pk>/", targets.target_assign, name="target-assign"),
    route("targets/<int:pk>/reading/", targets.target_reading, name="target-reading"),
    route(
        "targets/<int:pk>/<slug:kind>/<int:version>/withdraw/",
        targets.target_withdraw,
        name="target-withdraw",
    ),
    route("rows/<int:pk>/history/", row_history.row_history, name="row-history"),
    route("figures/<int:pk>/history/", row_history.figure_history, name="figure-history"),
    route("figures/<int:pk>/correct/", figures.correct, name="figure-correct"),
    route("figures/<int:pk>/withdraw/", figures.withdraw, name="figure-withdraw"),
    route("history/<str:table>/<int:pk>/", row_history.thing_history, name="thing-history"),
    route("projects/<int:pk>/history/", row_history.project_history, name="project-history"),
    route("counties/<str:code>/changes/", county_changes.county_changes, name="county-changes"),
    route("publications/", publications.publication_list, name="publication-list"),
    route("publications/new/", publications.publication_new, name="publication-new"),
    route("publications/new/<int:year>/", publications.publication_new, name="publication-of-year"),
    route("publications/<int:pk>/", publications.publication, name="publication"),
]
