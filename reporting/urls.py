"""Addresses of the year: each noun's views in its own module of `reporting.views`."""

from accounts.access import route
from reporting.views import rounds

urlpatterns = [
    route("rounds/", rounds.round_list, name="round-list"),
    route("rounds/open/", rounds.round_open, name="round-open"),
    route("rounds/preview/", rounds.round_preview, name="round-preview"),
    route("rounds/<int:year>/", rounds.round_page, name="round"),
    route("rounds/<int:year>/close/", rounds.round_end, name="round-close", kwargs={"move": "close"}),
    route("rounds/<int:year>/resume/", rounds.round_end, name="round-resume", kwargs={"move": "resume"}),
]
