"""Every address of the application; one line per room, each room's addresses in its own `urls.py`."""

from django.contrib import admin
from django.urls import include, path

from accounts.access import route
from planning.health import healthz
from planning.views.counties import county, county_list
from planning.views.home import home
from planning.views.matrix import matrix

handler500 = "planning.errors.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    route("healthz", healthz, name="healthz"),
    route("", home, name="home"),
    route("matrix/", matrix, name="matrix"),
    route("counties/", county_list, name="county-list"),
    route("counties/<str:code>/", county, name="county"),
    path("", include("accounts.urls")),
    path("", include("jobs.urls")),
    # Before `imports`: a plan's preview is a page of its own.
    path("", include("plans.urls")),
    path("", include("imports.urls")),
    path("", include("indicators.urls")),
    path("", include("measures.urls")),
    path("", include("projects.urls")),
    path("", include("judging.urls")),
    path("reporting/", include("reporting.urls")),
]
