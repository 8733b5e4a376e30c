"""``send_reminders``: sends the reminders that are due, each once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.reminders import send_due


class Command(BaseCommand):
    """Says how many went out of each kind; one failure stops no other, and ends in a non-zero exit."""

    help = "Sends the reminders that are due: before a visit, after it, before a duty falls due. Each goes out once."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for outcome in send_due():
            failed += outcome.failed
            if outcome.sent or options["verbosity"]:
                self.stdout.write(_("%(count)d sent: %(label)s.") % {"count": outcome.sent, "label": outcome.label})
        if failed:
            text = ngettext(
                "%(count)d reminder could not be sent; the log says which.",
                "%(count)d reminders could not be sent; the log says which.",
                failed,
            )
            raise CommandError(text % {"count": failed})
