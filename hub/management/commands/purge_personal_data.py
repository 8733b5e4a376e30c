"""``purge_personal_data``: removes personal data that is older than the privacy settings allow."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from hub.retention import purge


class Command(BaseCommand):
    """Says what went and why; names nobody."""

    help = "Removes personal data that is older than the site's privacy settings say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")

    def handle(self, *args: Any, **options: Any) -> None:
        for removal in purge(dry_run=options["dry_run"]):
            values = {"count": removal.count, "label": removal.label, "days": removal.days}
            text = _("%(count)d would be removed: %(label)s, older than %(days)d days.")
            if not options["dry_run"]:
                text = _("%(count)d removed: %(label)s, older than %(days)d days.")
            if removal.count or options["verbosity"]:
                self.stdout.write(text % values)
