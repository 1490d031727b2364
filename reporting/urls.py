"""Addresses of the year: each noun's views in its own module of `reporting.views`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
