"""Whoever meets the login is led back to a page that opens, and told that what was sent was not done."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.access import DECLARATION
from accounts.way_back import opens
from imports.models import ImportBatch
from indicators.models import Observation
from tests import reference
from tests.accounts.coming_in import age, sign_in
from tests.accounts.test_access import GUARDED_ELSEWHERE, addresses
from tests.indicators.observing import row, sheet
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
SAMPLES = {"int": 1, "str": "x", "path": "x", "slug": "x"}


def ours() -> list[tuple[str, URLPattern]]:
    """Every declared address with a sample path."""
    found = []
    for _, pattern in addresses(get_resolver()):
        if getattr(pattern.callback, DECLARATION, "public") == "public":
            continue
        given = {
            name: SAMPLES.get(type(converter).__name__.removesuffix("Converter").lower(), 1)
            for name, converter in pattern.pattern.converters.items()
        }
        found.append((reverse(str(pattern.name), kwargs=given), pattern))
    return found


def test_every_address_that_is_only_posted_to_is_known_as_such(client: Client) -> None:
    client.force_login(reference.reviewer())
    posted = {path for path, pattern in ours() if not opens(pattern.callback)}
    assert len(posted) > 30
    assert not any(path.startswith(GUARDED_ELSEWHERE) for path in posted)
    # Guards stand around the methods: who may not post at all gets 404 before 405.
    wrong = {path for path, _ in ours() if client.get(path).status_code == 405} - posted
    assert wrong == set()


@pytest.mark.parametrize("page", ["/account/", "/account/?x=1"])
def test_no_post_leads_back_to_an_address_that_is_only_posted_to(client: Client, page: str) -> None:
    for path, pattern in ours():
        sent = client.post(path, headers={"Referer": f"http://testserver{page}"})
        assert sent["Location"] == "/login/?next=" + page.replace("?", "%3F").replace("=", "%3D"), path
        if not opens(pattern.callback):
            # From a page of its own (a form shown again), from elsewhere, and from nowhere.
            for referer in (f"http://testserver{path}", "https://example.org/", ""):
                assert client.post(path, headers={"Referer": referer})["Location"] == "/login/?next=/", path


def test_a_confirmation_after_the_logout_leads_back_to_the_preview(client: Client) -> None:
    reference.load()
    user = reference.reviewer()
    sign_in(client, user.username)
    client.post(reverse("import-observations"), {"file": SimpleUploadedFile("试.xlsx", sheet(row()))})
    batch = ImportBatch.objects.get()
    preview = reverse("import", args=[batch.pk])
    confirm, referer = reverse("import-observations-apply", args=[batch.pk]), f"http://testserver{preview}"
    client.post(reverse("logout"))
    login = client.post(confirm, headers={"Referer": referer}, follow=True)
    assert "刚才提交的操作没有执行，也没有保存" in as_seen(login)
    form = {"username": user.username, "password": f"{user.username}-Passw0rd", "next": preview}
    back = client.post("/login/", form, follow=True)
    assert back.redirect_chain[-1][0] == preview
    assert "登录之前提交的操作没有执行" in as_seen(back)
    assert "登录之前提交的操作没有执行" not in as_seen(client.get(preview))
    assert not Observation.objects.exists()


def test_the_password_page_remembers_the_page_before_it(client: Client) -> None:
    reference.load()
    user = reference.reviewer()
    sign_in(client, user.username)
    client.post(reverse("import-observations"), {"file": SimpleUploadedFile("试.xlsx", sheet(row()))})
    batch = ImportBatch.objects.get()
    preview, confirm = (
        reverse("import", args=[batch.pk]),
        reverse("import-observations-apply", args=[batch.pk]),
    )
    age(client, confirmed_at=3600)
    asked = client.post(confirm, headers={"Referer": f"http://testserver{preview}"})
    assert f'name="confirm_page" value="{preview}"' in asked.content.decode()
    # A wrong password asks again; by then the page before is the password page itself.
    here = {"Referer": f"http://testserver{confirm}"}
    again = client.post(confirm, {"confirm_password": "x", "confirm_page": preview}, headers=here)
    assert again.content.decode().count(f'name="confirm_page" value="{preview}"') == 1
    client.post(reverse("logout"))
    sent = client.post(confirm, {"confirm_password": "x", "confirm_page": preview}, headers=here)
    assert sent["Location"] == f"/login/?next={preview}"


def test_a_session_that_ran_out_leads_back_too(client: Client) -> None:
    user = reference.reviewer()
    sign_in(client, user.username)
    age(client, seen=31 * 60)
    page = reverse("message-list")
    sent = client.post(reverse("messages-read"), headers={"Referer": f"http://testserver{page}"}, follow=True)
    assert sent.redirect_chain[-1][0] == f"/login/?next={page}"
    assert "已有 30 分钟没有操作，刚才提交的操作没有执行，也没有保存" in as_seen(sent)
