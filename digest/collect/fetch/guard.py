"""Which network addresses the outside may point us to: public ones."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

AddressInfo = tuple[Any, Any, int, str, tuple[Any, ...]]
_NAT64 = IPv6Network("64:ff9b::/96")


class NotPublicError(OSError):
    """A connection refused by us because its address is private."""


def is_public(address: str) -> bool:
    """
    Whether an IP address lies on the open internet.

    An address that carries another inside (IPv4-mapped, 6to4, NAT64) is what it carries.
    """
    ip = ip_address(address.partition("%")[0])
    inner = _inner(ip)
    if inner is not None:
        return is_public(str(inner))
    if isinstance(ip, IPv6Address) and ip.is_site_local:
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def public_socket(info: AddressInfo) -> socket.socket:
    """A socket for one resolved address; raises :class:`NotPublicError` before it is ever connected."""
    family, type_, proto, _, address = info
    if not is_public(str(address[0])):
        raise NotPublicError("an address that is not public")
    return socket.socket(family, type_, proto)


SocketFactory = Callable[[AddressInfo], socket.socket]


def _inner(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(ip, IPv4Address):
        return None
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour
