"""Where the hub may go and how much it takes: pure, no network."""

import ipaddress
import re
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote, urlsplit, urlunsplit

from hub.fetching.problems import FetchError, FetchProblem

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

MAX_BYTES = 5 * 1024 * 1024
TOTAL_SECONDS = 10.0
MAX_REDIRECTS = 5
MAX_URL_LENGTH = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}
# Below are mail, databases' elders and shells; calendars on a port of their own use high ones.
FIRST_FREE_PORT = 1024
# Of the addresses that belong to anybody, these belong to documents, tunnels into other networks, or to nobody.
_SPECIAL = tuple(
    ipaddress.ip_network(text)
    for text in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
    )
)
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_UNSEEN = re.compile(r"[\x00-\x20\x7f\\]")


def is_public_address(address: IPAddress) -> bool:
    """Whether ``address`` is one that anybody on the internet may be asked at.

    IPv4 inside IPv6 is judged as the IPv4 that it is; tunnels and translations are never public.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public_address(address.ipv4_mapped)
        if address.scope_id or address not in _GLOBAL_UNICAST:
            return False
    is_odd = address.is_multicast or address.is_reserved or address.is_private or not address.is_global
    return not is_odd and not any(address in network for network in _SPECIAL if network.version == address.version)


def resolve_host(host: str, port: int) -> list[str]:
    """The addresses of ``host``, as the machine's resolver gives them. Raises ``OSError``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """Limits and rules of one fetch. The defaults are the rules of the hub; only tests give others."""

    max_bytes: int = MAX_BYTES
    total_seconds: float = TOTAL_SECONDS
    max_redirects: int = MAX_REDIRECTS
    is_allowed: Callable[[IPAddress], bool] = is_public_address
    resolve: Callable[[str, int], list[str]] = resolve_host
    tls_context: Callable[[], ssl.SSLContext] = ssl.create_default_context


PUBLIC = FetchPolicy()


@dataclass(frozen=True, slots=True)
class Target:
    """One address in the parts that a request is made of; ``host`` is as certificates name it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address in one piece."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        place = host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"
        return f"{self.scheme}://{place}{self.path}"


def checked_target(url: str, policy: FetchPolicy = PUBLIC) -> Target:
    """The parts of ``url`` if it may be asked for at all; names are looked up later.

    Raises ``FetchError``: ``BAD_ADDRESS``, or ``NOT_PUBLIC`` for a number that is not public.
    """
    if len(url) > MAX_URL_LENGTH or _UNSEEN.search(url):
        raise FetchError(FetchProblem.BAD_ADDRESS)
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except ValueError as error:
        raise FetchError(FetchProblem.BAD_ADDRESS) from error
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not host or "@" in parts.netloc:
        raise FetchError(FetchProblem.BAD_ADDRESS)
    port = DEFAULT_PORTS[scheme] if port is None else port
    if port < FIRST_FREE_PORT and port not in DEFAULT_PORTS.values():
        raise FetchError(FetchProblem.BAD_ADDRESS, f"port {port}")
    _refuse_inner_number(host, policy)
    path = urlunsplit(("", "", quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._"), _query(parts.query), ""))
    return Target(scheme, host, port, path)


def _query(query: str) -> str:
    return quote(query, safe="/%:@!$&'()*+,;=~-._?[]|")


def _ascii_host(host: str) -> str:
    """The host as names are looked up and certificates say it. Raises ``ValueError``."""
    if ":" in host:
        return str(ipaddress.IPv6Address(host))
    ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    if not re.fullmatch(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?", ascii_host):
        raise ValueError(host)
    return ascii_host


def _refuse_inner_number(host: str, policy: FetchPolicy) -> None:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return
    if not policy.is_allowed(address):
        raise FetchError(FetchProblem.NOT_PUBLIC)
