"""Addresses of the ledger of indicators."""

from accounts.access import route
from indicators.views import catalogue, observations, rows

urlpatterns = [
    route("indicators/", catalogue.indicator_list, name="indicator-list"),
    route("indicators/<slug:code>/", catalogue.indicator, name="indicator"),
    route("rows/<int:pk>/", rows.plan_indicator, name="plan-indicator"),
    route("observations/import/", observations.import_observations, name="import-observations"),
    route("observations/import/template.xlsx", observations.template, name="import-observations-template"),
    route("observations/import/<int:pk>/apply/", observations.apply, name="import-observations-apply"),
]
