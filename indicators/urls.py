"""Addresses of the ledger of indicators."""

from accounts.access import route
from indicators.views import (
    catalogue,
    observations,
    reviewer_verdicts,
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
    route("observations/import/", observations.import_observations, name="import-observations"),
    route("observations/import/template.xlsx", observations.template, name="import-observations-template"),
    route("observations/import/<int:pk>/apply/", observations.apply, name="import-observations-apply"),
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
]
