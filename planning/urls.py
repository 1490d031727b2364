"""Every address of the application; one line per room, each room's addresses in its own `urls.py`."""

from django.contrib import admin
from django.urls import path

from accounts.access import route
from planning.health import healthz
from planning.pages import plan_uploads
from planning.pages.home import home
from planning.pages.sessions import change_password, login, logout

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    route("", home, name="home"),
    route("imports/plan/", plan_uploads.upload, name="import-plan"),
    route("imports/plan/<int:pk>/", plan_uploads.preview, name="import-plan-preview"),
    route("imports/plan/<int:pk>/confirm/", plan_uploads.confirm, name="import-plan-confirm"),
    route("imports/plan/<int:pk>/drop/", plan_uploads.drop, name="import-plan-drop"),
    route("login/", login, name="login"),
    route("logout/", logout, name="logout"),
    route("password/", change_password, name="change-password"),
]
