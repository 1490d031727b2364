"""Which Jobs are listed: state and words, all from the address."""

from django.http import QueryDict

from jobs.models import Job
from lists.filters import Containing, OneOf
from lists.list_filter import ListFilter
from lists.sorting import Sort


class JobFilter(ListFilter):
    """Narrows all Jobs, newest first."""

    state = OneOf("状态", "state", choices=Job.State.choices)
    q = Containing("事项", "title")

    sorts = {"asked": Sort("提出时间", "asked_at", up="从早到晚", down="从晚到早", first="-")}
    usual = "-asked"

    def __init__(self, address: QueryDict) -> None:
        super().__init__(address, Job.objects.select_related("asked_by").order_by("-pk"))
