"""One request to one checked address, within what is left of the time."""

import contextlib
import http.client
import io
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

from hub.fetching.policy import DEFAULT_PORTS, FetchPolicy, Target
from hub.fetching.problems import FetchError, FetchProblem


class Deadline:
    """The moment at which a fetch ends, whatever it is doing."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises ``FetchError`` (``TOO_SLOW``) if none are."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise FetchError(FetchProblem.TOO_SLOW)
        return left


class _TimedReader(io.RawIOBase):
    """What comes in; each wait is as long as the whole fetch may still take, so that drips don't add up."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)


class _TimedSocket:
    """What ``http.client`` needs of a socket."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._sock, self._deadline))

    def close(self) -> None:
        self._sock.close()


def checked_addresses(target: Target, policy: FetchPolicy, deadline: Deadline) -> list[str]:
    """The addresses of the host, looked up once and all allowed: what is connected to is what was checked."""
    found: list[str] = []
    failed: list[OSError] = []

    def look_up() -> None:
        try:
            found.extend(policy.resolve(target.host, target.port))
        except (OSError, UnicodeError) as error:
            failed.append(OSError(str(error)))

    # The resolver knows no time limit of its own.
    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if thread.is_alive():
        raise FetchError(FetchProblem.TOO_SLOW)
    if failed or not found:
        raise FetchError(FetchProblem.UNKNOWN_HOST)
    if not all(policy.is_allowed(ipaddress.ip_address(address)) for address in found):
        raise FetchError(FetchProblem.NOT_PUBLIC)
    return found


def _connected(target: Target, addresses: list[str], deadline: Deadline) -> socket.socket:
    for number, address in enumerate(addresses):
        # One that never answers leaves time for the others.
        seconds = deadline.left() / (len(addresses) - number)
        with contextlib.suppress(OSError):
            return socket.create_connection((address, target.port), timeout=seconds)
    deadline.left()
    raise FetchError(FetchProblem.UNREACHABLE)


def _secured(sock: socket.socket, target: Target, policy: FetchPolicy, deadline: Deadline) -> socket.socket:
    if target.scheme == "http":
        return sock
    sock.settimeout(deadline.left())
    try:
        return policy.tls_context().wrap_socket(sock, server_hostname=target.host.rstrip("."))
    except (ssl.SSLError, ssl.CertificateError) as error:
        raise FetchError(FetchProblem.UNSAFE_CONNECTION) from error


@contextlib.contextmanager
def answer(
    target: Target, headers: Mapping[str, str], policy: FetchPolicy, deadline: Deadline
) -> Iterator[http.client.HTTPResponse]:
    """The answer to one GET, its body not yet read. Raises ``FetchError``, whatever happens on the wire."""
    addresses = checked_addresses(target, policy, deadline)
    with contextlib.ExitStack() as stack:
        try:
            sock = stack.enter_context(contextlib.closing(_connected(target, addresses, deadline)))
            sock = stack.enter_context(contextlib.closing(_secured(sock, target, policy, deadline)))
            connection = http.client.HTTPConnection(target.host, target.port)
            connection.default_port = DEFAULT_PORTS[target.scheme]
            connection.sock = _TimedSocket(sock, deadline)
            connection.request("GET", target.path, headers=dict(headers))
            yield connection.getresponse()
        except TimeoutError as error:
            raise FetchError(FetchProblem.TOO_SLOW) from error
        except OSError as error:
            deadline.left()
            raise FetchError(FetchProblem.UNREACHABLE) from error
        except (http.client.HTTPException, ValueError) as error:
            deadline.left()
            raise FetchError(FetchProblem.NOT_HTTP) from error
