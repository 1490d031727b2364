"""Addresses of the ledger of indicators."""

from accounts.access import route
from indicators.views import observations

urlpatterns = [
    route("observations/import/", observations.import_observations, name="import-observations"),
    route("observations/import/template.xlsx", observations.template, name="import-observations-template"),
    route("observations/import/<int:pk>/answers/", observations.answer, name="import-observations-answers"),
    route("observations/import/<int:pk>/apply/", observations.apply, name="import-observations-apply"),
]
