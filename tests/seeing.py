"""A page's HTML as a browser takes it: where its source breaks a line is nobody's concern."""

import re
from typing import Protocol

from django.test import Client

BLOCKS = (
    "html|head|body|title|main|nav|header|footer|section|article|div|p|form|fieldset|legend|details|summary|h[1-6]"
    "|table|caption|thead|tbody|tfoot|tr|th|td|ul|ol|li|dl|dt|dd|option|select|button|br"
)
KEPT = re.compile(r"(<textarea.*?</textarea>|<pre.*?</pre>)", re.DOTALL)
BESIDE_A_BLOCK = re.compile(rf"\s*(</?(?:{BLOCKS})(?:\s[^<>]*)?>)\s*")


class Answer(Protocol):
    """What Django's test client gives."""

    @property
    def content(self) -> bytes: ...


def as_seen(answer: Answer) -> str:
    """Return the source with every run of blanks as one, and without those at the edge of a block, which do not show."""
    parts = KEPT.split(answer.content.decode())
    return "".join(part if number % 2 else _plain(part) for number, part in enumerate(parts))


def text(client: Client, address: str) -> str:
    """The page at an address that answers, as seen."""
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return as_seen(answer)


def _plain(source: str) -> str:
    # Before the end of a tag a blank is none at all.
    return BESIDE_A_BLOCK.sub(r"\1", re.sub(r"[ \t\r\n]+", " ", source).replace(" >", ">"))
