"""A way to a cluster that a test can close, silence or cut, as networks and dying clusters do."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class FaultyWay:
    """A TCP proxy on loopback. ``fault``: ``""``, ``closed`` (connections end at once), ``silent`` (taken, never
    answered), ``cut`` (answers end in the middle) or ``busy`` (503, as a cluster without a master)."""

    def __init__(self, url):
        target = urlsplit(url)
        self.target, self.fault = (target.hostname, target.port), ""
        self.requests = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.open = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def break_with(self, fault):
        """Have a fault from now on; what is connected is cut off, too."""
        self.fault = fault
        for connection in list(self.open):
            _end(connection)

    def end(self):
        self.break_with("closed")
        _end(self.listener)

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        self.requests += 1
        self.open.add(client)
        if self.fault == "closed":
            return _end(client)
        if self.fault == "silent":
            return None
        if self.fault == "busy":
            with contextlib.suppress(OSError):
                client.recv(65536)
                client.sendall(b"HTTP/1.1 503 Busy\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}")
            return _end(client)
        try:
            server = socket.create_connection(self.target)
        except OSError:
            return _end(client)
        self.open.add(server)
        threading.Thread(target=self._pass, args=(client, server), daemon=True).start()
        self._pass(server, client, is_answer=True)
        return None

    def _pass(self, source, sink, *, is_answer=False):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if is_answer and self.fault == "cut":
                    sink.sendall(data[: len(data) // 2])
                    break
                sink.sendall(data)
        _end(source)
        _end(sink)
        self.open -= {source, sink}


def _end(connection):
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
