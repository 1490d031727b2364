"""Addresses of the pages about imports."""

from accounts.access import route
from imports import views

urlpatterns = [
    route("imports/", views.import_list, name="import-list"),
    route("imports/<int:pk>/", views.import_batch, name="import"),
    route("imports/<int:pk>/rows.xlsx", views.import_rows, name="import-rows"),
    route("imports/<int:pk>/marked.xlsx", views.import_marked, name="import-marked"),
    route("imports/<int:pk>/discard/", views.import_discard, name="import-discard"),
    route("imports/<int:pk>/hidden/", views.import_hidden, name="import-hidden"),
    route("imports/<int:pk>/undo/", views.import_undo, name="import-undo"),
]
