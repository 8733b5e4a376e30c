"""Reads one feed in a process of its own, so that no feed costs more than a few seconds and some memory.

Run by ``read_safely`` as ``python -m events.intake.reader_process``: a line of JSON with the terms and the body's
bytes come in, the reading or the reason against it goes out.
"""

import contextlib
import datetime as dt
import json
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from events.intake.facts import FeedUnreadableError, Reading, Unreadable, from_json, to_json
from events.intake.reading import read_feed
from events.intake.window import Terms

CPU_SECONDS = 5
WALL_SECONDS = 20
MEMORY_BYTES = 1024 * 1024 * 1024
ROOT = Path(__file__).resolve().parent.parent.parent


def read_safely(body: bytes, content_type: str, charset: str, terms: Terms) -> Reading:
    """``read_feed`` within limits. Raises ``FeedUnreadableError``, also for what is too much work."""
    head = json.dumps([content_type, charset, asdict(terms) | {"today": terms.today.isoformat(), "zones": []}])
    zones = json.dumps(sorted(terms.zones))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "events.intake.reader_process"],
            input=f"{head}\n{zones}\n".encode() + body,
            capture_output=True,
            cwd=ROOT,
            timeout=WALL_SECONDS,
            check=False,
            env={"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"},
        )
    except subprocess.TimeoutExpired as error:
        raise FeedUnreadableError(Unreadable.TOO_MUCH_WORK) from error
    if done.returncode != 0:
        raise FeedUnreadableError(Unreadable.TOO_MUCH_WORK)
    verdict, _newline, text = done.stdout.decode().partition("\n")
    if verdict != "read":
        raise FeedUnreadableError(Unreadable(verdict))
    return from_json(text)


def _terms(raw: dict[str, Any], zones: list[str]) -> Terms:
    return Terms(**raw | {"today": dt.date.fromisoformat(raw["today"]), "zones": frozenset(zones)})


def _limit() -> None:
    """Whoever starts many of us may already have set lower limits; those stay."""
    for kind, value in ((resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_AS, MEMORY_BYTES)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))


def main() -> None:
    """Read from the standard input, write to the standard output."""
    _limit()
    content_type, charset, raw = json.loads(sys.stdin.buffer.readline())
    zones = json.loads(sys.stdin.buffer.readline())
    try:
        reading = read_feed(sys.stdin.buffer.read(), content_type, charset, _terms(raw, zones))
        sys.stdout.write("read\n" + to_json(reading))
    except FeedUnreadableError as error:
        sys.stdout.write(f"{error.reason.value}\n")
    except (RecursionError, MemoryError):
        sys.stdout.write(f"{Unreadable.TOO_MUCH_WORK.value}\n")


if __name__ == "__main__":
    main()
