"""Addresses of plans: their workbooks, what they print, what contradicts itself in them."""

from accounts.access import route
from plans.views import (
    bulk_findings,
    files,
    findings,
    new_entry,
    opinions,
    plan_uploads,
    plans,
    revisions,
)

urlpatterns = [
    route("imports/plan/", plan_uploads.upload, name="import-plan"),
    route("imports/plan/<int:pk>/", plan_uploads.preview, name="import-plan-preview"),
    route("imports/plan/<int:pk>/confirm/", plan_uploads.confirm, name="import-plan-confirm"),
    route("imports/plan/<int:pk>/drop/", plan_uploads.drop, name="import-plan-drop"),
    route("imports/plan/<int:pk>/columns/", plan_uploads.choose, name="import-plan-columns"),
    route("imports/plan/<int:pk>/rows/", plan_uploads.say, name="import-plan-rows"),
    route("imports/plan/<int:pk>/entry/", new_entry.new_entry, name="import-plan-entry"),
    route("plans/", plans.plan_list, name="plan-list"),
    route("plans/<str:key>/", plans.plan, name="plan"),
    route("plans/<str:key>/revisions/", revisions.revision_list, name="plan-revisions"),
    route("plans/<str:key>/revisions/new/", revisions.revision_new, name="revision-new"),
    route("revisions/<int:pk>/", revisions.revision, name="revision"),
    route("revisions/<int:pk>/opinions/new/", opinions.opinion_new, name="opinion-new"),
    route("revisions/<int:pk>/import/", opinions.upload, name="import-opinions"),
    route("opinions/<int:pk>/", opinions.opinion_change, name="opinion"),
    route("opinions/<int:pk>/remove/", opinions.opinion_remove, name="opinion-remove"),
    route("imports/opinions/<int:pk>/apply/", opinions.apply, name="import-opinions-apply"),
    route("findings/", findings.finding_list, name="finding-list"),
    route("findings/bulk/", bulk_findings.finding_bulk, name="finding-bulk"),
    route("findings/bulk/confirm/", bulk_findings.finding_bulk_confirm, name="finding-bulk-confirm"),
    route("findings/<int:pk>/", findings.finding_decide, name="finding-decide"),
    route("files/editions/<int:pk>/", files.edition_file, name="edition-file"),
    route("files/imports/<int:pk>/", files.import_file, name="import-file"),
]
