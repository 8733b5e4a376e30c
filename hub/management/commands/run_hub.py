"""``run_hub``: server, task worker and clock for a developer's machine, ended together."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from honcho.manager import Manager

from hub.announcement import Announcer, free_port
from hub.demo import demo_sign_in_lines


class Command(BaseCommand):
    """Starts three processes under one manager; when one ends, all end."""

    requires_system_checks: list[str] = []
    help = "Runs web server (PORT, 8000), task worker and clock on this machine. Development only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.HUB_IS_DEVELOPMENT:
            raise CommandError("run_hub is for development; see docs/operations.md for a public server.")
        port = free_port(os.environ.get("PORT", "8000"))
        call_command("set_up", stdout=self.stdout)
        manage = f"{sys.executable} {settings.BASE_DIR / 'manage.py'}"
        processes = {
            "web": f"runserver --noreload --skip-checks 127.0.0.1:{port}",
            "worker": "db_worker",
            "clock": "run_clock",
        }
        lines = [f"The hub: http://localhost:{port}/ (ends with Ctrl-C)", *demo_sign_in_lines()]
        manager = Manager(Announcer(sys.stdout, port, lines))
        for name, command in processes.items():
            manager.add_process(name, f"exec {manage} {command}", env=self._environment(port))
        self.stdout.flush()
        manager.loop()
        sys.exit(manager.returncode)

    @staticmethod
    def _environment(port: int) -> dict[str, str]:
        # Mails and feeds name the port that was chosen, unless another address is set.
        return {"HUB_BASE_URL": f"http://localhost:{port}"} | os.environ | {"PYTHONUNBUFFERED": "1"}
