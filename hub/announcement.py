"""Starting a developer's machine: a port that is free, and the sign-ins told once the server answers."""

import errno
import http.client
import re
import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import TextIO

from django.core.management.base import CommandError
from honcho.printer import Message, Printer

HOST = "127.0.0.1"
LARGEST_PORT = 65535
PAUSE_SECONDS = 0.5


def free_port(text: str) -> int:
    """The port that ``text`` names. Raises ``CommandError``, with what to do, if it is none or taken."""
    if not (re.fullmatch(r"[0-9]{1,5}", text) and 0 < int(text) <= LARGEST_PORT):
        raise CommandError(f"PORT={text} is not a port: use a number from 1 to {LARGEST_PORT}.")
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, int(text)))
        except OSError as error:
            reason = "is taken" if error.errno == errno.EADDRINUSE else f"can't be used ({error.strerror})"
            raise CommandError(f"Port {text} {reason}. Choose another: PORT=8001 make run") from error
    return int(text)


def answers(port: int) -> bool:
    """Whether the hub answers on ``port``."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


class Announcer(Printer):
    """Honcho's printer, which also writes ``lines`` once the hub answers, so that nothing scrolls them away."""

    def __init__(self, output: TextIO, port: int, lines: Sequence[str], is_up: Callable[[int], bool] = answers) -> None:
        super().__init__(output)
        self.port, self.lines, self.is_up = port, lines, is_up
        self.waiting: threading.Thread | None = None

    def write(self, message: Message) -> None:
        super().write(message)
        # Honcho's first message comes when its processes are made: no thread is there yet while it forks.
        if self.waiting is None:
            self.waiting = threading.Thread(target=self._announce, daemon=True)
            self.waiting.start()

    def _announce(self) -> None:
        while not self.is_up(self.port):
            time.sleep(PAUSE_SECONDS)
        self.output.write("\n" + "\n".join(self.lines) + "\n\n")
        self.output.flush()
