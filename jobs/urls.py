"""Addresses of the pages about background work."""

from accounts.access import route
from jobs import views

urlpatterns = [
    route("jobs/", views.job_list, name="job-list"),
    route("jobs/<int:pk>/", views.job, name="job"),
]
