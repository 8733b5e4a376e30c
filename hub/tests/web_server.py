"""A real web server on a loopback port, and the policy that lets a test go there."""

import contextlib
import dataclasses
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from hub.fetching import PUBLIC

LOCAL = dataclasses.replace(PUBLIC, is_allowed=lambda address: True)


@contextlib.contextmanager
def serving(answer, *, tls=None):
    """Serve what ``answer(handler)`` writes; gives the server, with its ``origin`` and the headers it was sent."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            server.seen.append((self.path, dict(self.headers)))
            with contextlib.suppress(OSError):
                answer(self)

        def log_message(self, *args):
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.block_on_close, server.seen = True, False, []
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.origin = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def reply(handler, body=b"", status=200, **headers):
    """A whole answer."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)
