"""Which publications are listed: the year, and words of the document under which it was published."""

from django.db.models import QuerySet
from django.http import QueryDict

from judging.models import Publication
from lists.filters import Choices, Containing, OneOf
from lists.list_filter import ListFilter
from lists.sorting import Sort


class PublicationFilter(ListFilter):
    """Narrows the publications that concern the reader's counties, newest year first."""

    year = OneOf("年度", "year")
    q = Containing("文号", "document_number")

    sorts = {"issued": Sort("发文日期", "issued_on", up="从早到晚", down="从晚到早", first="-")}

    def __init__(self, address: QueryDict, publications: QuerySet[Publication]) -> None:
        self.publications = publications
        super().__init__(address, publications)

    def offered(self) -> dict[str, Choices]:
        years = self.publications.order_by("-year").values_list("year", flat=True).distinct()
        return {"year": [(str(year), f"{year} 年") for year in years]}
