"""Following every link that a person is shown, from the first page on, as a browser would."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

Seen = tuple[str, tuple[str, ...], tuple[str, ...]]


class Links(HTMLParser):
    """Where a page leads without a change: links, fragments that load by themselves, forms that only ask."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self._add(given.get("href"))
        if "hx-get" in given:
            self._add(given["hx-get"])
        if tag == "form" and (given.get("method") or "get").lower() == "get":
            self._add(given.get("action"))

    def _add(self, address: str | None) -> None:
        if address and not address.startswith(("#", "mailto:", "data:", "http")):
            self.found.append(address)


def links(page: str, at: str) -> Iterator[str]:
    """The addresses on a page, without what is after `#`."""
    reader = Links()
    reader.feed(page)
    for address in reader.found:
        yield urljoin(at, address).partition("#")[0]


def kind(address: str) -> Seen:
    """One visit stands for all of a kind: the same page of the same thing, asked with the same parameters."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
        page = match.view_name or match.route
        things = tuple(f"{key}={value}" for key, value in sorted(match.kwargs.items()))
    except Resolver404:
        page, things = parts.path, ()
    return page, things, tuple(sorted({key for key, _ in parse_qsl(parts.query)}))


def crawl(browser: Client, start: str = "/", *, most: int = 600) -> tuple[dict[str, int], dict[str, str]]:
    """Address → status of every page that is reached, and the page that led to it."""
    answers: dict[str, int] = {}
    led: dict[str, str] = {start: ""}
    seen: set[Seen] = {kind(start)}
    waiting = deque([start])
    while waiting and len(answers) < most:
        address = waiting.popleft()
        # Undone like the end of a real request: a page of the past leaves its tables to no other.
        with transaction.atomic():
            answer = browser.get(address)
            onward = list(_onward(answer, address))
            transaction.set_rollback(True)
        answers[address] = answer.status_code
        for other in onward:
            if kind(other) not in seen:
                seen.add(kind(other))
                led[other] = address
                waiting.append(other)
    return answers, led


def _onward(answer: Any, address: str) -> Iterable[str]:
    headers = getattr(answer, "headers", {})
    if "Location" in headers:
        return [urljoin(address, headers["Location"])]
    if getattr(answer, "streaming", False):
        b"".join(answer.streaming_content)
        return []
    if not headers.get("Content-Type", "").startswith("text/html"):
        return []
    page = answer.content.decode()
    return [one for one in links(page, address) if not _leaves(one)]


def _leaves(address: str) -> bool:
    """Static files, and the pages of Django's admin, which guard themselves."""
    return bool(re.match(r"/(static|admin/jsi18n)", address))
