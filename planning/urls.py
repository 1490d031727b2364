"""Every address of the application; one line per room, each room's addresses in its own `urls.py`."""

from django.contrib import admin
from django.urls import include, path

from accounts.access import route
from planning.health import healthz
from planning.pages import plan_uploads
from planning.pages.acts import act, act_list
from planning.pages.counties import county, county_list
from planning.pages.county_changes import county_changes
from planning.pages.files import edition_file, import_file
from planning.pages.findings import finding_decide, finding_list
from planning.pages.home import home
from planning.pages.matrix import matrix
from planning.pages.plans import plan, plan_list
from planning.pages.publications import publication, publication_list, publication_new
from planning.pages.row_history import figure_history, project_history, row_history

handler500 = "planning.errors.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    route("healthz", healthz, name="healthz"),
    route("", home, name="home"),
    route("acts/", act_list, name="act-list"),
    route("acts/<int:pk>/", act, name="act"),
    route("findings/", finding_list, name="finding-list"),
    route("findings/<int:pk>/", finding_decide, name="finding-decide"),
    route("files/editions/<int:pk>/", edition_file, name="edition-file"),
    route("files/imports/<int:pk>/", import_file, name="import-file"),
    route("rows/<int:pk>/history/", row_history, name="row-history"),
    route("figures/<int:pk>/history/", figure_history, name="figure-history"),
    route("projects/<int:pk>/history/", project_history, name="project-history"),
    route("imports/plan/", plan_uploads.upload, name="import-plan"),
    route("imports/plan/<int:pk>/", plan_uploads.preview, name="import-plan-preview"),
    route("imports/plan/<int:pk>/confirm/", plan_uploads.confirm, name="import-plan-confirm"),
    route("imports/plan/<int:pk>/drop/", plan_uploads.drop, name="import-plan-drop"),
    path("", include("imports.urls")),
    path("", include("accounts.urls")),
    route("matrix/", matrix, name="matrix"),
    route("counties/", county_list, name="county-list"),
    route("counties/<str:code>/", county, name="county"),
    route("counties/<str:code>/changes/", county_changes, name="county-changes"),
    path("", include("indicators.urls")),
    route("plans/", plan_list, name="plan-list"),
    route("plans/<str:key>/", plan, name="plan"),
    route("publications/", publication_list, name="publication-list"),
    route("publications/new/", publication_new, name="publication-new"),
    route("publications/new/<int:year>/", publication_new, name="publication-of-year"),
    route("publications/<int:pk>/", publication, name="publication"),
    path("", include("jobs.urls")),
    path("", include("projects.urls")),
    path("reporting/", include("reporting.urls")),
]
