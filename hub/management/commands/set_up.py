"""``set_up``: a machine's database, translations, roles and first content; quick when there is nothing to do."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.signal_handlers import disable_reference_index_auto_update

WATCHED = (
    "*/migrations/*.py",
    "hub/data/*.json",
    "*/sample_*.py",
    "hub/sample_site/*.py",
    "hub/roles.py",
    "hub/locale*/**/*.po",
)


def fingerprint() -> str:
    """A word for what a set-up is made from: another one means that it has to be done again."""
    digest = hashlib.sha256()
    for pattern in WATCHED:
        for file in sorted(settings.BASE_DIR.glob(pattern)):
            if ".venv" not in file.parts:
                digest.update(file.read_bytes())
    return digest.hexdigest()


class Command(BaseCommand):
    """Runs what is needed once after each change of migrations, sample content, roles or translations."""

    help = "Prepares a development machine: migrations, translations, roles, sample content, demo sign-ins."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        stamp = settings.VAR_DIR / f"set-up-{self._database_key()}"
        current = fingerprint()
        if stamp.exists() and stamp.read_text() == current and self._database_is_there():
            self.stdout.write("Set up already; nothing to do.")
            return
        call_command("compile_translations", stdout=self.stdout)
        self.stdout.write("Bringing the database up to date (about a minute the first time) ...")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("sync_roles", stdout=self.stdout)
        # One rebuilding instead of a task for each row that is saved.
        with disable_reference_index_auto_update():
            call_command("load_sample_data", demo_sign_ins=settings.HUB_DEMO_SIGN_INS, stdout=self.stdout)
        call_command("rebuild_references_index", verbosity=0)
        stamp.write_text(current)

    @staticmethod
    def _database_key() -> str:
        name = str(settings.DATABASES["default"]["NAME"])
        return hashlib.sha256(name.encode()).hexdigest()[:12]

    @staticmethod
    def _database_is_there() -> bool:
        database = settings.DATABASES["default"]
        return not database["ENGINE"].endswith("sqlite3") or Path(database["NAME"]).exists()
