"""Whose address a request has, behind the one proxy that ends TLS."""

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the last address of X-Forwarded-For: our proxy wrote it; those before it anyone can invent."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    last = forwarded.rpartition(",")[2].strip()
    return last or str(request.META.get("REMOTE_ADDR", ""))
