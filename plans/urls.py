"""Addresses of plans: their workbooks, what they print, what contradicts itself in them."""

from accounts.access import route
from plans.views import columns, files, findings, new_entry, plan_uploads, plans, rows

urlpatterns = [
    route("imports/plan/", plan_uploads.upload, name="import-plan"),
    route("imports/plan/<int:pk>/", plan_uploads.preview, name="import-plan-preview"),
    route("imports/plan/<int:pk>/confirm/", plan_uploads.confirm, name="import-plan-confirm"),
    route("imports/plan/<int:pk>/drop/", plan_uploads.drop, name="import-plan-drop"),
    route("imports/plan/<int:pk>/columns/", columns.choose, name="import-plan-columns"),
    route("imports/plan/<int:pk>/rows/", rows.say, name="import-plan-rows"),
    route("imports/plan/<int:pk>/entry/", new_entry.new_entry, name="import-plan-entry"),
    route("plans/", plans.plan_list, name="plan-list"),
    route("plans/<str:key>/", plans.plan, name="plan"),
    route("findings/", findings.finding_list, name="finding-list"),
    route("findings/<int:pk>/", findings.finding_decide, name="finding-decide"),
    route("files/editions/<int:pk>/", files.edition_file, name="edition-file"),
    route("files/imports/<int:pk>/", files.import_file, name="import-file"),
]
