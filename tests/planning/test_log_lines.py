"""Logs: one event, one line, whatever somebody typed; a traceback's lines cannot pass for messages."""

import io
import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from accounts.requests import RequestNumber
from planning.log_lines import OneLine, escaped

FORGED = "x\n2026-01-01 00:00:00 INFO accounts: admin logged in\r\u2028\x1b[2J"


@pytest.fixture
def written() -> io.StringIO:
    """What a logger with our formatter writes."""
    return io.StringIO()


@pytest.fixture
def logger(written: io.StringIO) -> logging.Logger:
    handler = logging.StreamHandler(written)
    line: dict[str, Any] = settings.LOGGING["formatters"]  # type: ignore[assignment] # the settings say no more than object
    handler.addFilter(RequestNumber())
    handler.setFormatter(OneLine(line["line"]["format"], style="{"))
    logger = logging.Logger("test")  # noqa: LOG001 - one of its own, not the tree's
    logger.addHandler(handler)
    return logger


def test_a_line_break_in_a_message_writes_no_second_line(
    logger: logging.Logger, written: io.StringIO
) -> None:
    logger.warning("Login of %s", FORGED)
    assert len(written.getvalue().splitlines()) == 1
    assert "\\n2026-01-01" in written.getvalue()
    assert "\x1b" not in written.getvalue()


def test_no_line_of_a_traceback_looks_like_a_message(logger: logging.Logger, written: io.StringIO) -> None:
    logger.error("Failed", exc_info=ValueError(FORGED), stack_info=True)
    first, *rest = written.getvalue().rstrip("\n").split("\n")
    assert first.endswith("Failed")
    assert all(line.startswith("  | ") for line in rest)
    assert not any(line.startswith("2026-01-01") for line in written.getvalue().splitlines())


def test_chinese_and_tabs_stay_as_they_are() -> None:
    assert escaped("云冈区\t指标") == "云冈区\t指标"


def test_every_handler_writes_through_it() -> None:
    logging_settings: dict[str, Any] = settings.LOGGING
    formatters, handlers = logging_settings["formatters"], logging_settings["handlers"]
    used = {formatters[handler["formatter"]]["()"] for handler in handlers.values()}
    assert used == {f"{OneLine.__module__}.{OneLine.__name__}"}


@pytest.mark.django_db
def test_a_request_with_a_forged_address_and_name_writes_no_line_of_its_own(
    client: Client, logger: logging.Logger, written: io.StringIO
) -> None:
    root = logging.getLogger()
    handler = logger.handlers[0]
    root.addHandler(handler)
    try:
        client.get("/nowhere/%0a2026-01-01 00:00:00 INFO forged")
        client.post("/login/", {"username": FORGED, "password": "A-Secret-1"})
    finally:
        root.removeHandler(handler)
    assert "nowhere" in written.getvalue()
    assert not any(line.startswith("2026-01-01") for line in written.getvalue().splitlines())
    assert "A-Secret-1" not in written.getvalue()
