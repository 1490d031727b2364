"""“截至”: the choice of a past moment that stands at the head of every page that can be read so."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.timezone import localtime

from custody.moments import in_words
from custody.past_links import PARAMETER, reads_past

LEFT_OUT = (PARAMETER, "page", "format")


@dataclass(frozen=True, slots=True)
class MomentForm:
    """What the page was asked for besides the moment goes along: filters, year, sorting."""

    moment: datetime | None
    others: tuple[tuple[str, str], ...]

    @property
    def value(self) -> str:
        """The moment as a control takes it; empty for the present."""
        if self.moment is None:
            return ""
        local = localtime(self.moment)
        return f"{local:%Y-%m-%dT%H:%M:%S}" if local.second else f"{local:%Y-%m-%dT%H:%M}"

    @property
    def words(self) -> str:
        return in_words(self.moment) if self.moment else ""

    @property
    def present(self) -> str:
        """The same page as it stands now; the empty moment tells the link from one that keeps the past."""
        return "?" + urlencode([*self.others, (PARAMETER, "")])


def moment_form(request: HttpRequest) -> MomentForm | None:
    """The form of the page at hand; None where the page has no past."""
    if not request.resolver_match or not reads_past(request.resolver_match.func):
        return None
    others = [
        (name, value) for name, values in request.GET.lists() if name not in LEFT_OUT for value in values
    ]
    return MomentForm(getattr(request, "as_of", None), tuple((name, str(value)) for name, value in others))
