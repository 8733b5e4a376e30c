"""A hub with the sample content, served as in production: gunicorn, compressed static files with hashed names.

Made once for each state of migrations and sample content, below ``var/browser``; every server has a copy of the
database, so that what one visitor writes no other sees.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser.atlas import HOST, Stop
from tests.browser.tools import ROOT, VAR, one_at_a_time

START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class ServedSite:
    """A running hub: where it is, what there is to see, the sessions of its demo users, and where its mail goes."""

    origin: str
    stops: dict[str, dict[str, Stop]]
    cookies: dict[str, str]
    mail: Path


def _environment(folder: Path, origin: str) -> dict[str, str]:
    """As in production, but for a browser on this machine: no TLS, a secret for nobody."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "HUB_VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'hub.sqlite3'}",
        "SECRET_KEY": "of-a-site-that-only-this-machine-sees-and-nobody-else",
        "ALLOWED_HOSTS": HOST,
        "HUB_BASE_URL": origin,
        "SECURE_SSL_REDIRECT": "false",
        "REDIS_URL": "",
        "HUB_PROXIES": "0",
    }


def _run(arguments: list[str], environment: dict[str, str]) -> str:
    answer = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{answer.stdout[-2000:]}\n{answer.stderr[-4000:]}")
    return answer.stdout


def _prepared(is_for_tests: bool) -> Path:
    """The folder with database and pictures; made anew when migrations or sample content have changed."""
    from hub.management.commands.set_up import fingerprint

    folder = VAR / "browser" / ("tests" if is_for_tests else "sample")
    added = (ROOT / "tests" / "browser" / name for name in ("content.py", "portal_content.py"))
    word = fingerprint() + "".join(file.read_text() for file in added)
    stamp = folder / "prepared"
    with one_at_a_time("browser-site"):
        if not stamp.exists() or stamp.read_text() != word:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            environment = _environment(folder, f"http://{HOST}")
            _run(["manage.py", "set_up"], environment | {"DJANGO_SETTINGS_MODULE": "hub.settings.dev"})
            if is_for_tests:
                _run(["-m", "tests.browser.content"], environment)
            stamp.write_text(word)
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(origin: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"{origin}/healthz", timeout=5):  # noqa: S310 - our own server
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"The site did not start:\n{log.read_text()[-4000:]}")


def _atlas(environment: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(["-m", "tests.browser.atlas"], environment))
    return found


@contextmanager
def _server(environment: dict[str, str], folder: Path, origin: str) -> Iterator[None]:
    log = folder / "server.log"
    bind = f"127.0.0.1:{origin.rpartition(':')[2]}"
    options = ["--bind", bind, "--threads", "4", "--log-level", "warning"]
    with log.open("wb") as output:
        command = [sys.executable, "-m", "gunicorn", "tests.browser.wsgi", *options]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        _wait_for(origin, server, log)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def served_site(*, port: int | None = None, is_for_tests: bool = True) -> Iterator[ServedSite]:
    """Serve a hub on loopback for as long as the block runs, from a folder of its own.

    ``is_for_tests``: with what the sample content lacks and tests need (``content.py``), else the sample content alone.
    """
    origin = f"http://{HOST}:{port or _free_port()}"
    with tempfile.TemporaryDirectory(prefix="hub-browser-", ignore_cleanup_errors=True) as parent:
        folder = Path(parent) / "var"
        shutil.copytree(_prepared(is_for_tests), folder)
        environment = _environment(folder, origin)
        _run(["manage.py", "collectstatic", "--noinput", "--verbosity=0"], environment)
        with _server(environment, folder, origin):
            seen = _atlas(environment)
            stops = {kind: {code: Stop(**stop) for code, stop in both.items()} for kind, both in seen["stops"].items()}
            yield ServedSite(origin, stops, seen["cookies"], folder / "mail")
