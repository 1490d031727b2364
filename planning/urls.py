"""Every address of the application."""

from django.urls import path

from planning.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
]
