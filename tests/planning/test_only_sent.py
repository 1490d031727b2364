"""An address that only takes what is sent to it answers a reload with a page that leads back."""

import pytest
from django.test import Client
from django.urls import reverse

from planning.only_sent import page_of
from tests import reference
from tests import small_ledger as ledger
from tests.seeing import as_seen


@pytest.mark.django_db
def test_a_reload_of_what_was_sent_leads_back(client: Client) -> None:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator())
    client.force_login(reference.reviewer())
    address = reverse("ruling-revoke", args=[row.pk, 1])
    answer = client.get(address, HTTP_ACCEPT="text/html")
    assert answer.status_code == 405
    page = as_seen(answer)
    assert "没有改动任何内容" in page
    assert f'href="{reverse("row-rulings", args=[row.pk])}"' in page
    assert client.get(address).content == b""


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/rows/5/rulings/3/revoke/", "/rows/5/rulings/"),
        ("/targets/7/assigned/3/withdraw/", "/targets/7/"),
        ("/nowhere/at/all/", "/"),
    ],
)
def test_the_nearest_page_above_is_found(path: str, page: str) -> None:
    assert page_of(path) == page
