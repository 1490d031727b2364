"""Addresses of the pages about key projects."""

from accounts.access import route
from projects import views

urlpatterns = [
    route("projects/", views.project_list, name="project-list"),
    route("projects/<int:pk>/", views.project, name="project"),
]
