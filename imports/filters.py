"""Which imports are listed: kind, state and file, all from the address."""

from django.http import QueryDict

from imports.models import STATE_WORDS, ImportBatch
from imports.summaries import batches
from lists.filters import Containing, OneOf
from lists.list_filter import ListFilter
from lists.sorting import Sort

# One state has a word for each kind (`ImportBatch.state_word`): the choice names them all.
_STATES = [
    (state, "、".join([label, *(word for (_, of), word in STATE_WORDS.items() if of == state)]))
    for state, label in ImportBatch.State.choices
]


class BatchFilter(ListFilter):
    """Narrows all imports, newest first."""

    kind = OneOf("种类", "kind", choices=ImportBatch.Kind.choices)
    state = OneOf("状态", "state", choices=_STATES)
    q = Containing("文件名", "file_name")

    sorts = {
        "uploaded": Sort("上传时间", "uploaded_at", up="从早到晚", down="从晚到早", first="-"),
        "file": Sort("文件名", "file_name", up="升序", down="降序"),
    }
    usual = "-uploaded"

    def __init__(self, address: QueryDict) -> None:
        super().__init__(address, batches())
