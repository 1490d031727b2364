"""Every address of the application; one line per room, each room's addresses in its own `urls.py`."""

from django.contrib import admin
from django.urls import path

from accounts.access import route
from planning.health import healthz
from planning.pages.home import home
from planning.pages.sessions import change_password, login, logout

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    route("", home, name="home"),
    route("login/", login, name="login"),
    route("logout/", logout, name="logout"),
    route("password/", change_password, name="change-password"),
]
