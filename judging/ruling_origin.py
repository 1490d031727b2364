"""The finding from whose page a person came to rule: its matter comes first, and it is where the way leads back."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from accounts.access import SignedInRequest, visible_counties
from accounts.kept import held_form
from counties.models import Finding, Ruling
from judging.openings import matter_of
from lists.asked import whole_number


@dataclass(frozen=True, slots=True)
class Origin:
    """`query`: the filter of the list that the finding was opened from."""

    finding: Finding
    query: str

    @classmethod
    def of(cls, request: SignedInRequest) -> "Origin | None":
        held = held_form(request) if {"preview", "edit"} & request.GET.keys() else None
        given = request.POST if request.method == "POST" else held or request.GET
        key = whole_number(given.get("finding", ""))
        found = Finding.objects.filter(county__in=visible_counties(request.user), pk=key).first()
        return cls(found, QueryDict(given.get("back", "")).urlencode()) if found else None

    @property
    def matter(self) -> Ruling.Kind | None:
        return matter_of(self.finding)

    @property
    def address(self) -> str:
        page = reverse("finding-decide", args=[self.finding.pk])
        return f"{page}?{self.query}" if self.query else page
