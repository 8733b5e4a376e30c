"""``run_clock``: runs the recurring commands, each at its interval."""

import logging
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import close_old_connections

logger = logging.getLogger("hub.clock")
TICK_SECONDS = 5


class Command(BaseCommand):
    """A job that fails is logged and tried again at its next turn; the others go on."""

    help = "Runs the jobs of settings.CLOCK_JOBS until it is stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        known = get_commands()
        jobs = {name: seconds for name, seconds in settings.CLOCK_JOBS if name in known}
        self.stdout.write("clock runs " + ", ".join(f"{name} every {seconds} s" for name, seconds in jobs.items()))
        due = dict.fromkeys(jobs, time.monotonic())
        while True:
            for name, seconds in jobs.items():
                if time.monotonic() >= due[name]:
                    self.run_job(name)
                    due[name] = time.monotonic() + seconds
            time.sleep(TICK_SECONDS)

    @staticmethod
    def run_job(name: str) -> None:
        """Run one command; what it raises is logged, since the clock must go on for the others."""
        close_old_connections()
        try:
            call_command(name, verbosity=0)
        except Exception:
            logger.exception("clock job %s failed", name)
