"""What the browser tests need from outside Python: Chromium, and axe-core from npm."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM_ARGS = [
    "--no-sandbox",  # the tests often run as root in a container, and open nothing but our own pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # Whatever a page asks of another host is refused by the browser, and seen by the watch.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]


class ToolMissingError(Exception):
    """Something from outside Python is not on this machine; the text says what, and how to get it."""


def is_required() -> bool:
    """Whether a missing tool is a fault: on the machine that judges changes it is, on a laptop not."""
    return os.environ.get("CI") == "true"


def chromium() -> str:
    """The path of a Chromium: what ``CHROMIUM`` names, else the machine's own."""
    candidates = (os.environ.get("CHROMIUM", ""), *CHROMIUM_NAMES)
    found = next((path for name in candidates if name and (path := shutil.which(name))), None)
    if found is None:
        raise ToolMissingError("There is no Chromium here: `apt-get install chromium`, or name one in CHROMIUM.")
    return found


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Lets the workers of a parallel run do something one after the other."""
    VAR.mkdir(exist_ok=True)
    with (VAR / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def npm_folder(name: str, source: Path) -> Path:
    """``var/npm/name`` with what the lock file in ``source`` pins, downloaded if it is not there yet.

    npm compares every package with the lock's hash. Raises ``ToolMissingError`` without npm or registry.
    """
    folder, wanted = VAR / "npm" / name, (source / "package-lock.json").read_text()
    stamp = folder / "installed"
    with one_at_a_time(f"npm-{name}"):
        if stamp.exists() and stamp.read_text() == wanted:
            return folder
        if shutil.which("npm") is None:
            raise ToolMissingError("There is no npm here: `apt-get install npm`, or Node.js from nodejs.org.")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(source / file, folder)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if answer.returncode:
            raise ToolMissingError(f"npm could not fetch {name}: {answer.stderr.strip()[-500:]}")
        stamp.write_text(wanted)
    return folder


def axe_source() -> str:
    """The text of axe-core."""
    folder = npm_folder("browser-tests", Path(__file__).parent / "npm")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
