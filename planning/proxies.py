"""Whose address a request has: the peer's, or behind a proxy that the settings name, the one that it wrote down."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Network = IPv4Network | IPv6Network


def addressed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before anything that asks for an address: REMOTE_ADDR is the person's."""

    def respond(request: HttpRequest) -> HttpResponse:
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        peer = request.META.get("REMOTE_ADDR", "")
        request.META["REMOTE_ADDR"] = client_address(peer, forwarded, networks(tuple(settings.PROXIES)))
        return get_response(request)

    return respond


@lru_cache
def networks(named: tuple[str, ...]) -> tuple[Network, ...]:
    """The addresses and networks of the settings; raises ValueError for what is neither."""
    return tuple(ip_network(one) for one in named)


def client_address(peer: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """Go from the peer backwards through the proxies that we know; whoever spoke to the first of them it is.

    What stands before that anyone can have invented.
    """
    address = peer
    for one in reversed(forwarded.split(",")):
        if not _is_in(address, proxies) or not _is_address(one.strip()):
            break
        address = one.strip()
    return address


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_in(address: str, proxies: Sequence[Network]) -> bool:
    return _is_address(address) and any(ip_address(address) in each for each in proxies)
