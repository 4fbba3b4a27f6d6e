"""Whose request it is: the address of the connection, or what a trusted proxy says about it."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

from aiohttp import web

from web.http.app_keys import SETTINGS


def client_of(request: web.Request) -> str:
    """The client's address; an IPv6 client counts by its /64."""
    return _grouped(_client(request))


def is_unlimited(request: web.Request) -> bool:
    """Whether the client's address is one of those that may ask without end."""
    address = _parsed(_client(request))
    return address is not None and any(address in network for network in request.config_dict[SETTINGS].unlimited)


def _client(request: web.Request) -> str:
    """The last address that no trusted proxy vouches for."""
    trusted = request.config_dict[SETTINGS].trusted_proxies
    hops = [request.remote or ""]
    hops += reversed([part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()])
    client = hops[0]
    for hop in hops:
        client = hop
        address = _parsed(hop)
        if address is None or not any(address in network for network in trusted):
            break
    return client


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address


def _grouped(text: str) -> str:
    address = _parsed(text)
    if isinstance(address, IPv6Address):
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address) if address else "unknown"
