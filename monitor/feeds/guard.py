"""Keeps polls away from addresses that are not the public internet.

The check sits where the connection is made: a name is resolved once, and the
address that was checked is the address that is dialled, so neither a redirect, a
numeric notation nor a changing DNS answer gets round it. It filters no ports.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

import httpcore

from monitor.errors import FeedError

#: (host, port) -> addresses in text form, best first. Raises OSError.
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

#: Seconds for one address when another is left to try (a black hole on IPv6).
FALL_OVER = 2.0
#: Addresses of one name that are tried.
MAX_ADDRESSES = 4

# IANA special-purpose address registries (RFC 6890) and multicast. Python's
# is_global is no help: 3.11 says True for NAT64, 6to4, IPv4-compatible, site-local
# and multicast addresses, and its answers change between versions.
_SPECIAL_4 = tuple(
    IPv4Network(n)
    for n in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
#: All of unicast that IANA has given out; the rest is not the internet.
_GLOBAL_6 = IPv6Network("2000::/3")
_SPECIAL_6 = tuple(
    IPv6Network(n)
    for n in (
        "2001::/23",  # IETF protocols: Teredo, benchmarking, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation, RFC 9637
    )
)
#: What ``allow_private`` opens. Not 169.254.0.0/16: cloud metadata lives there.
_PRIVATE: tuple[IPv4Network | IPv6Network, ...] = (
    IPv4Network("10.0.0.0/8"),
    IPv4Network("100.64.0.0/10"),
    IPv4Network("127.0.0.0/8"),
    IPv4Network("172.16.0.0/12"),
    IPv4Network("192.168.0.0/16"),
    IPv6Network("::1/128"),
    IPv6Network("fc00::/7"),
)
_MAPPED = IPv6Network("::ffff:0:0/96")
#: RFC 6052: on a network without IPv4, every IPv4 site is reached through it.
_NAT64 = IPv6Network("64:ff9b::/96")


def _effective(address: str) -> IPv4Address | IPv6Address | None:
    try:
        ip = ip_address(address)
    except ValueError:
        return None
    if isinstance(ip, IPv6Address) and (ip in _MAPPED or ip in _NAT64):
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip


def is_public(address: str) -> bool:
    """True for an address on the public internet, in any text form of it.

    An IPv4 address inside IPv6 (mapped, NAT64) is judged as what it leads to; 6to4,
    Teredo and IPv4-compatible addresses never are public.
    """
    ip = _effective(address)
    if isinstance(ip, IPv4Address):
        return not any(ip in net for net in _SPECIAL_4)
    if isinstance(ip, IPv6Address):
        return ip in _GLOBAL_6 and not any(ip in net for net in _SPECIAL_6)
    return False


def is_private(address: str) -> bool:
    """True for loopback, RFC 1918, RFC 6598 and RFC 4193 addresses only."""
    ip = _effective(address)
    return ip is not None and any(ip in net for net in _PRIVATE)


async def system_resolve(host: str, port: int) -> Sequence[str]:
    """The addresses the operating system gives for a name or numeric notation."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """A network that connects to allowed addresses and to nothing else.

    Args:
        allow_private: whether loopback and private addresses are allowed too.
        resolve: the resolver.
        network: what dials, once the address is known to be allowed.
    """

    def __init__(
        self,
        *,
        allow_private: bool,
        resolve: Resolve = system_resolve,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        self._network = network or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of ``host`` that answers.

        Raises:
            FeedError: reason "dns", "blocked_address", "connect" or "timeout".
        """
        addresses = await self._allowed(host, port)
        for address in addresses[:-1]:
            try:
                return await self._network.connect_tcp(
                    address, port, FALL_OVER, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        try:
            return await self._network.connect_tcp(
                addresses[-1], port, timeout, local_address, socket_options
            )
        except httpcore.ConnectTimeout:
            raise FeedError(
                f"{host} did not accept a connection in {timeout} s; tried again later",
                reason="timeout",
            ) from None
        except httpcore.ConnectError:
            raise FeedError(
                f"{host} refused the connection or cannot be reached on port {port};"
                " tried again later",
                reason="connect",
            ) from None

    async def _allowed(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError, OverflowError):
            addresses = ()
        if not addresses:
            raise FeedError(
                f"{host} has no address in DNS; check its spelling, and this"
                " machine's resolver if other feeds fail too",
                reason="dns",
            )
        # One bad address condemns the name: picking the good one would leave the
        # choice to whoever runs its DNS.
        for address in addresses:
            if not self._may_dial(address):
                raise FeedError(
                    f"{host} leads to {address}, which is not a public address;"
                    " if that is meant, set allow_private = true under [poll]"
                    " (loopback and private addresses only)",
                    reason="blocked_address",
                )
        return addresses[:MAX_ADDRESSES]

    def _may_dial(self, address: str) -> bool:
        if self._allow_private and is_private(address):
            return True
        return is_public(address)
