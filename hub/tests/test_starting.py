"""``make run``: a taken port is told first, the sign-ins last, and the worker tells only what fails."""

import io
import os
import socket
import subprocess
import sys
from datetime import datetime

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from honcho.printer import Message

from hub.announcement import Announcer, answers, free_port

WORKER = """
import logging, django
django.setup()
from django_tasks_db.management.commands.db_worker import Command
Command().configure_logging(1)
for name in ("django_tasks", "django_tasks_db"):
    logging.getLogger(name).info("task done")
    logging.getLogger(name).error("task failed")
"""


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_told_before_anything_else(taken_port, monkeypatch, settings):
    settings.HUB_IS_DEVELOPMENT = True
    monkeypatch.setenv("PORT", str(taken_port))
    monkeypatch.setattr(
        "hub.management.commands.run_hub.call_command", lambda *args, **options: pytest.fail("set up before")
    )
    out = io.StringIO()
    with pytest.raises(CommandError, match=rf"Port {taken_port} is taken. Choose another: PORT="):
        call_command("run_hub", stdout=out)
    assert out.getvalue() == ""


@pytest.mark.parametrize("chosen", ["", "https://hub.example"])
def test_every_process_knows_the_address_that_mails_lead_to(monkeypatch, settings, chosen):
    settings.HUB_IS_DEVELOPMENT = True
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("PORT", str(port))
    monkeypatch.delenv("HUB_BASE_URL", raising=False)
    if chosen:
        monkeypatch.setenv("HUB_BASE_URL", chosen)
    environments = []

    class OnlyLooking:
        returncode = 0

        def __init__(self, printer):
            self.loop = lambda: None

        def add_process(self, name, command, env):
            environments.append(env)

    monkeypatch.setattr("hub.management.commands.run_hub.call_command", lambda *args, **options: None)
    monkeypatch.setattr("hub.management.commands.run_hub.Manager", OnlyLooking)
    with pytest.raises(SystemExit):
        call_command("run_hub", stdout=io.StringIO())
    assert [env["HUB_BASE_URL"] for env in environments] == [chosen or f"http://localhost:{port}"] * 3


@pytest.mark.parametrize("text", ["", "x", "-1", "0", "65536", "８０００", "9" * 5000])
def test_what_is_no_port_is_refused(text):
    with pytest.raises(CommandError, match="is not a port"):
        free_port(text)


def test_the_sign_ins_come_when_the_server_answers():
    seen, out = iter([False, False, True]), io.StringIO()
    announcer = Announcer(out, 1, ["The hub: here", "Demo sign-ins"], is_up=lambda port: next(seen))
    for words in ("web started", "worker started"):
        announcer.write(Message(type="line", data=words, time=datetime.now(), name="system", colour=None))
    announcer.waiting.join(timeout=10)
    assert out.getvalue().endswith("worker started\n\nThe hub: here\nDemo sign-ins\n\n")
    assert out.getvalue().count("Demo sign-ins") == 1


def test_a_port_that_nobody_listens_on_does_not_answer():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert not answers(free.getsockname()[1])


def test_a_developers_worker_tells_only_what_fails():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "hub.settings.dev"}
    command = [sys.executable, "-c", WORKER]
    shown = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True)
    told = shown.stdout + shown.stderr
    assert told.count("task failed") == 2
    assert "task done" not in told
